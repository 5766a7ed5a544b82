"""Makes han_names.tsv and han_syllables.tsv under src/byway/data/screening.

    python bench/screening/authoring/make_han_names.py

Needs `rigour` 2.6 (MIT), whose table of given and family names is drawn from Wikidata (CC0), and
`pyicu`.  The letters that a character writes are found by aligning each foreign name in Han
characters with its forms in Latin letters: first by the first sound of its pinyin, then thrice by
what the alignments so far say (hard expectation maximisation; Dempster, Laird and Rubin, 1977).  A
name whose reading by characters is unlike it, and that many languages have a form of, is kept as
a whole, by the Latin form that is like its reading and that many names have.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import icu
from make_name_forms import from_wikidata
from rapidfuzz.distance import OSA
from rigour.text.translit import ascii_text

from byway.screening.fold import fold
from byway.screening.words import sound

TARGET = Path(__file__).parents[3] / "src/byway/data/screening"
SOURCE = """# Source: the person name table of rigour 2.6 (MIT), drawn from Wikidata (CC0), by
# bench/screening/authoring/make_han_names.py.
"""
SYLLABLE_HEAD = f"""# What Han characters write in the names of foreigners, and these characters.
# Version: 1 (2026-11-24)
{SOURCE}"""
NAME_HEAD = f"""# Names of foreigners in Han characters whose reading by characters is unlike them.
# Version: 1 (2026-11-24)
{SOURCE}"""

_HAN = re.compile(r"[\u4e00-\u9fff]{2,8}")
_LATIN = re.compile(r"[a-zà-ɏ'’-]{3,16}")
_HIRAGANA = re.compile(r"[\u3040-\u309f]")
"""A name that has a form in it is Japanese: its characters are no transcription."""
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
"""A name with a form in Hangul and none in Cyrillic letters is Korean or Chinese."""
_FIRST = {
    "b": "bp", "c": "cszt", "d": "dt", "e": "aeio", "f": "fv", "g": "gck", "h": "hgjk",
    "j": "jgdkz", "k": "kcgq", "l": "lr", "o": "ao", "p": "pb", "q": "cktq", "r": "rgjz",
    "s": "sczt", "t": "td", "w": "wuv", "x": "schx", "y": "yaeij", "z": "zcjs",
}  # fmt: skip
"""First letters in pinyin, to those that a character may stand for."""
LONGEST = 4
USES = 8
"""Names that a character must be in."""
FORMS = 8
"""Forms that a name must have to be kept as a whole."""
ALIKE = 0.95
COMMON = 0.05
"""What it adds to a form's likeness that twice as many names have it."""
PASSES = 3
LEAST_FIT = -3.5
"""Log-likelihood by character below which two names are not one transcribed: translations, and
names that are Chinese."""

Cost = Callable[[str, str], float]
Aligned = list[tuple[str, str]]


def pairs() -> list[tuple[str, list[str], int]]:
    """Han forms with the Latin forms of the same name, and how many forms it has in all."""
    simple = icu.Transliterator.createInstance("Hant-Hans")
    found = []
    for forms in from_wikidata():
        folded = (fold(form) for form in forms if _LATIN.fullmatch(form))
        latin = [form for form in folded if form.isalpha()]
        korean = any(map(_HANGUL.search, forms)) and not any(map(_CYRILLIC.search, forms))
        if latin and not korean and not any(map(_HIRAGANA.search, forms)):
            han = dict.fromkeys(form for form in forms if _HAN.fullmatch(form))
            for form in dict.fromkeys(simple.transliterate(form) for form in han):
                found.append((form, latin, len(forms)))
    return found


def align(han: str, latin: str, cost: Cost) -> tuple[float, Aligned] | None:
    """The best way to part `latin` among the characters of `han`, and its score by character."""
    best: dict[int, tuple[float, Aligned]] = {0: (0.0, [])}
    for character in han:
        after: dict[int, tuple[float, Aligned]] = {}
        for start, (value, parts) in best.items():
            for end in range(start + 1, min(start + LONGEST, len(latin)) + 1):
                letters = latin[start:end]
                whole = value + cost(character, letters)
                if end not in after or whole > after[end][0]:
                    after[end] = whole, [*parts, (character, letters)]
        best = after
    found = best.get(len(latin))
    return (found[0] / len(han), found[1]) if found else None


def by_pinyin(character: str, letters: str) -> float:
    pinyin = (ascii_text(character) or "").lower()[:1]
    fits = letters[0] in _FIRST.get(pinyin, pinyin)
    return math.log(1.0 if fits else 0.05) - 0.25 * abs(len(letters) - 2)


def learned(named: list[tuple[str, list[str], int]]) -> dict[str, Counter[str]]:
    """For each character the letters it writes, and how often."""
    counts: dict[str, Counter[str]] = {}
    cost: Cost = by_pinyin
    for step in range(PASSES + 1):
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for han, forms, _ in named:
            fitting = [form for form in forms[:6] if len(han) <= len(form) <= 3.6 * len(han)]
            aligned = [a for form in fitting if (a := align(han, form, cost))]
            best = max(aligned, key=lambda item: item[0], default=None)
            if best and (not step or best[0] > LEAST_FIT):
                for character, letters in best[1]:
                    found[character][letters] += 1
        counts, totals = found, {key: own.total() for key, own in found.items()}

        def cost(
            character: str,
            letters: str,
            counts: dict[str, Counter[str]] = counts,
            totals: dict[str, int] = totals,
        ) -> float:
            share = counts[character][letters] / totals[character] if character in totals else 0
            return math.log(share + 1e-4 * 0.2 ** abs(len(letters) - 2))

    return counts


def heard(counts: Counter[str]) -> str:
    """The commonest sound of those that some letters write."""
    sounds: Counter[str] = Counter()
    for letters, count in sorted(counts.items()):
        sounds[sound(letters)] += count
    return sounds.most_common(1)[0][0]


def main() -> None:
    named = pairs()
    syllables = {
        character: heard(counts)
        for character, counts in learned(named).items()
        if counts.total() >= USES
    }
    rows: dict[str, list[str]] = defaultdict(list)
    traditional = icu.Transliterator.createInstance("Hans-Hant")
    for character, letters in sorted(syllables.items()):
        rows[letters] += dict.fromkeys((character, traditional.transliterate(character)))
    (TARGET / "han_syllables.tsv").write_text(
        SYLLABLE_HEAD + "".join(f"{key}\t{''.join(rows[key])}\n" for key in sorted(rows)),
        encoding="utf-8",
    )
    uses = Counter(form for _, latin, _ in named for form in set(latin))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for han, latin, forms in named:
        if forms >= FORMS and all(character in syllables for character in han):
            reading = "".join(syllables[character] for character in han)
            best = max(
                latin,
                key=lambda form: (
                    OSA.normalized_similarity(reading, sound(form)) + COMMON * math.log2(uses[form])
                ),
            )
            votes[han][best] += forms
    names = []
    for han, counts in sorted(votes.items()):
        name = max(sorted(counts), key=lambda form: counts[form])
        reading = "".join(syllables[character] for character in han)
        if OSA.normalized_similarity(reading, sound(name)) < ALIKE:
            names.append(f"{name}\t{han}\n")
    (TARGET / "han_names.tsv").write_text(NAME_HEAD + "".join(sorted(names)), encoding="utf-8")
    print(len(syllables), "characters,", len(names), "names")


if __name__ == "__main__":
    main()
