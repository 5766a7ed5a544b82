"""A name taken apart: its telling words with what each is worth, legal forms, numbers.

What a word is worth is its rarity in bits, from counts over published lists
(`word_bits.tsv`): meeting "Muhammad" or "Company" on both sides says little, meeting
"Murwanashyaka" much (I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage", 1969;
the frequency-based weights of W. E. Winkler, 1988).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from byway.screening.business import one_form
from byway.screening.fold import clean, fold
from byway.screening.lexicon import text_lines, yaml
from byway.screening.rarity import counted, rarity_key
from byway.screening.romanize import is_transcribed
from byway.screening.words import parts, sound, undigit

MAX_WORDS = 12
"""Words of a name that are compared; of a longer one the most telling."""

_NUMBER_BITS = 6.0
_PERSON_BITS = (11.0, 2.8)
_ENTITY_BITS = (12.0, 2.6)
_MINOR_BITS = 0.7
_INITIAL_BITS = 2.0
_DOTTED = re.compile(r"\b(?:[a-z] ){1,}[a-z]\b")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_NUMBER = re.compile(r"(\d{1,18})(?:\d*|st|nd|rd|th)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SYLLABIC = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]")
_BRACKETED = re.compile(r"\(([^()]{2,60})\)\s*$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


class Kind(StrEnum):
    """What a name is the name of, as far as it changes how the name is read."""

    PERSON = "person"
    ENTITY = "entity"
    OBJECT = "object"


_KINDS = {
    "Person": Kind.PERSON,
    "Vessel": Kind.OBJECT,
    "Airplane": Kind.OBJECT,
    "Vehicle": Kind.OBJECT,
    "Asset": Kind.OBJECT,
}


def kind_of(schema: str) -> Kind:
    """The kind of name that parties of a FollowTheMoney schema have."""
    return _KINDS.get(schema, Kind.ENTITY)


@dataclass(frozen=True, slots=True)
class Name:
    """One name, read.  `words` and `bits` run in parallel.

    `legal` is the general legal form ("llc", "jsc"), `compact` all letters in one sound without
    spaces, `han` the Han characters when there are any and they are no transcription,
    `syllabic` whether it is written in a script of syllables or words (Han, Hangul), which
    many names share once they are in Latin letters.
    """

    text: str
    words: tuple[str, ...]
    bits: tuple[float, ...]
    legal: str = ""
    weak: bool = False
    compact: str = ""
    han: str = ""
    syllabic: bool = False


_ALTERNATIVES = re.compile(
    r"\s*/\s*|\s+(?:a\.?k\.?a\.?|f\.?k\.?a\.?|d/?b/?a|also known as|formerly known as|formerly)\s+",
    re.IGNORECASE,
)


def alternatives(text: str) -> list[str]:
    """The name itself, and the names it joins by a slash or "a.k.a."."""
    parted = [part for part in _ALTERNATIVES.split(text) if len(part) >= 5]
    return [text, *parted] if len(parted) > 1 else [text]


@cache
def _sets() -> dict[str, frozenset[str]]:
    data = yaml("name_words.yaml")
    keys = ("articles", "kinship", "nobiliary", "titles", "leading_titles", "fillers", "vessels")
    return {key: frozenset(str(word) for word in data[key]) for key in keys}


@cache
def _generic() -> dict[str, str]:
    data: dict[str, list[str]] = yaml("name_words.yaml")["generic"]
    return {word: form for form, words in data.items() for word in words}


@cache
def place_words() -> dict[str, frozenset[str]]:
    """Words of the names of countries and regions, and the codes of the countries they are of."""
    rows = (line.split("\t") for line in text_lines("place_words.tsv"))
    return {word: frozenset(codes.split()) for word, codes in rows}


@lru_cache(maxsize=200_000)
def word_bits(word: str, kind: Kind) -> float:
    """What meeting `word` in a name of this kind is worth, in bits."""
    if word.isdigit():
        return _NUMBER_BITS
    if len(word) == 1:
        return _INITIAL_BITS
    person = kind is Kind.PERSON
    top, each = _PERSON_BITS if person else _ENTITY_BITS
    common = counted()[0 if person else 1].get(rarity_key(word) if person else word, top)
    sets = _sets()
    if person and word in sets["titles"]:
        return _MINOR_BITS
    if not person and word in _generic():
        return _MINOR_BITS
    return min(common, each * len(word))


@lru_cache(maxsize=100_000)
def analyse(text: str, kind: Kind, weak: bool = False) -> Name | None:
    """`text` read as a name of `kind`; None when nothing readable is in it."""
    if kind is Kind.PERSON:
        written = fold(text)
        words, legal = _person_words(written), ""
    else:
        words, legal, written = _entity_words(text, kind)
    if not words:
        return None
    bits = [word_bits(word, kind) for word in words]
    foreign = is_transcribed(text)
    if len(words) > MAX_WORDS:
        keep = sorted(sorted(range(len(words)), key=lambda n: (-bits[n], n))[:MAX_WORDS])
        words, bits = [words[n] for n in keep], [bits[n] for n in keep]
    return Name(
        text,
        tuple(words),
        tuple(bits),
        legal,
        weak,
        compact=sound(written.replace(" ", "")),
        han="" if foreign else "".join(_HAN.findall(text)),
        syllabic=bool(_SYLLABIC.search(text)) and not foreign,
    )


def _person_words(folded: str) -> list[str]:
    words = [
        undigit(word) if not word.isalpha() and any(map(str.isalpha, word)) else word
        for word in folded.split()
    ]
    sets = _sets()
    last = len(words) - 1
    # A particle needs a word after it; the last word of a name is none, nor is "Ben" the first.
    core = [
        word
        for position, word in enumerate(words)
        if position == last
        or not (
            word in sets["articles"]
            or word in sets["nobiliary"]
            or (word in sets["kinship"] and (position > 0 or last > 2))
        )
    ]
    untitled = _strip_titles(core, sets["titles"])
    if len(untitled) > 2 and untitled[0] in sets["leading_titles"]:
        untitled = untitled[1:]
    return [part for word in untitled for part in parts(word)]


def _strip_titles(words: list[str], titles: frozenset[str]) -> list[str]:
    """Without the titles at either end, as long as a word remains."""
    first, last = 0, len(words)
    while last - first > 1 and words[first] in titles:
        first += 1
    while last - first > 1 and words[last - 1] in titles:
        last -= 1
    return words[first:last]


def _entity_words(text: str, kind: Kind) -> tuple[list[str], str, str]:
    legal = ""
    if kind is Kind.ENTITY:
        from rigour.names import extract_org_types, remove_org_types

        low = clean(text).casefold()
        forms = extract_org_types(low, generic=True)
        numerals = [form for form, _ in forms if _ROMAN.fullmatch(form)]
        forms = [pair for pair in forms if pair[0] not in numerals]
        if forms:
            if numerals:
                bare = low
                for form, _ in forms:
                    bare = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", " ", bare)
            else:
                bare = remove_org_types(low, " ")
            legal = forms[-1][1]
            folded = fold(bare) or fold(text)
        else:
            folded = fold(text)
    else:
        folded = fold(text)
    folded = _DOTTED.sub(lambda found: found.group().replace(" ", ""), folded)
    sets = _sets()
    drop = sets["fillers"] if kind is Kind.ENTITY else sets["vessels"] | sets["fillers"]
    raw = folded.split()
    if kind is Kind.ENTITY:
        raw = _without_acronym(raw, text)
        legal = legal or next((form for word in raw if (form := _legal_form(word))), "")
        raw = [word for word in raw if not _legal_form(word)] or raw
    raw = _numbered(raw)
    words = [word for word in raw if word not in drop] or raw
    words = [_generic().get(word, word) for word in words]
    if kind is Kind.ENTITY:
        words = one_form(words)
    found = [part for word in words for part in parts(word)]
    return found, legal, " ".join(raw)


def _without_acronym(words: list[str], text: str) -> list[str]:
    """Without what brackets only repeat: "Tehrik-e Taliban Pakistan (TTP)", "Nasr Ltd (Nasr)".

    An acronym is taken to repeat the name when it begins as the name does and its letters follow
    each other in it.
    """
    found = _BRACKETED.search(text)
    if not found or len(words) < 2:
        return words
    inner = fold(found[1]).split()
    if not inner or words[-len(inner) :] != inner:
        return words
    outer = words[: -len(inner)]
    if not outer:
        return words
    if set(inner) <= set(outer):
        return outer
    letters = iter("".join(outer)[1:])
    acronym = inner[0]
    repeats = (
        len(inner) == 1
        and 3 <= len(acronym) <= 8
        and found[1].isupper()
        and acronym[0] == outer[0][0]
        and all(letter in letters for letter in acronym[1:])
    )
    return outer if repeats else words


@lru_cache(maxsize=50_000)
def _legal_form(word: str) -> str:
    """The general legal form that a lone word is, else empty."""
    if len(word) > 6 or _ROMAN.fullmatch(word):
        return ""
    from rigour.names import extract_org_types

    found = extract_org_types(word, generic=True)
    return str(found[0][1]) if found and found[0][0] == word else ""


@cache
def _number_words() -> dict[str, int]:
    from rigour._core import ordinals_dict

    table: dict[str, int] = {}
    for number, forms in sorted(ordinals_dict().items(), reverse=True):
        for form in forms:
            word = fold(form)
            if word.isalpha() and len(word) > 2 and not _ROMAN.fullmatch(word):
                table[word] = number
    return table


def _numbered(words: list[str]) -> list[str]:
    """Number words and Roman numerals as digits; a lone I, V or X only at the end."""
    table = _number_words()
    out: list[str] = []
    for position, word in enumerate(words):
        value: int | None = None
        if found := _NUMBER.fullmatch(word):
            value = int(found[1])
        elif word in table:
            value = table[word]
        elif position and _ROMAN.fullmatch(word) and (len(word) > 1 or position == len(words) - 1):
            value = _roman(word)
        if value is None:
            out.append(word)
        elif (
            out
            and out[-1].isdigit()
            and 20 <= int(out[-1]) < 100
            and not int(out[-1]) % 10
            and (0 < value < 10)
        ):
            out[-1] = str(int(out[-1]) + value)
        else:
            out.append(str(value))
    return out


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(
        -value if value < max(values[position + 1 :], default=0) else value
        for position, value in enumerate(values)
    )
