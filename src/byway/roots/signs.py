"""What a report shows of where it comes from: whom it cites, names, numbers, dates, its wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from byway.model import Claim, Document
from byway.roots.folding import fold, skeleton
from byway.roots.words import Words, is_common, words

SHINGLE = 5
"""Words in a shingle."""
MAX_SENTENCES = 60
"""Of a longer report its first sentences are compared."""
MAX_LENGTH = 800
"""Characters of a sentence that are looked at."""
_NEAR = 30
"""Characters between a relay word and a name that is taken for the source."""

_NAME = re.compile(r"[^\W\d_](?:[\w’'-]*[\w])?")
_RUN = re.compile(
    r"\b(?=[^\W\d_a-zа-яёіїєґà-ÿ])[\w’'-]+"
    r"(?:(?: (?:of|for|the|on|and|nad|do|de|la|des|du|für|по|з|і|и)){0,2}"
    r" (?=[^\W\d_a-zа-яёіїєґà-ÿ])[\w’'-]+)*"
)
_SENTENCE = re.compile(r"[^.!?。！？\n]+(?:[.!?](?!\s)[^.!?。！？\n]*)*[.!?。！？]*[\"”»’)\]]*")
_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d{1,2})?(?!\w)|\d+(?:[.,]\d+)?"
)
_RANGE = (
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?"
    r"(?:\s*(?:-|–|—|to|and|i|und|bis|au|et|и|і|до|по)\s*(\d{1,2})\.?)?"
)


@dataclass(frozen=True)
class Signs:
    """One report's signs.

    `cited` and `published_by` are keys of names, see `keys`; `leads` are those cited in the title
    or the first sentences, or more than once.  `names`, `numbers` and `days` are what it tells of;
    `report_days` are the days of reports that it relays.
    """

    id: str
    language: str | None
    published: date | None
    published_by: frozenset[str]
    cited: frozenset[str]
    leads: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    days: frozenset[tuple[int, int]]
    report_days: frozenset[tuple[int, int]]
    sentences: tuple[str, ...]
    shingles: frozenset[tuple[str, ...]]
    written: dict[str, str]

    def is_word(self, key: str) -> bool:
        """Whether a key is that of one word, not of a run of words or of its initials."""
        return " " not in self.written.get(key, key)


def signs(document: Document, claims: Sequence[Claim] = ()) -> Signs:
    """The signs of one report; its claims, where it has any, add whom they are attributed to."""
    known = words()
    sentences = _sentences(document)
    written: dict[str, str] = {}
    cited: list[str] = []
    leads: set[str] = set()
    names: set[str] = set()
    for number, sentence in enumerate(sentences):
        found = _names(sentence, known)
        for _, _, word, key in found:
            written.setdefault(key, word)
            names.add(key)
        near = set(_cited(sentence, found, known))
        cited.extend(near)
        if number < 3:
            leads |= near
    attributed: set[str] = set()
    for speaker in dict.fromkeys(claim.source[0] for claim in claims if claim.source):
        for _, _, word, key in _names(speaker, known, sentence=False):
            written.setdefault(key, word)
            attributed.add(key)
    text = "\n".join(sentences)
    days, rest = _days(re.sub(r"\[\d+\]", " ", text), known)
    return Signs(
        id=document.id,
        language=document.language,
        published=document.published,
        published_by=frozenset(
            k for _, _, _, k in _names(document.publisher or "", known, sentence=False)
        ),
        cited=frozenset(cited) | attributed,
        leads=frozenset(leads | {key for key in cited if cited.count(key) > 1} | attributed),
        names=frozenset(names),
        numbers=frozenset(_numbers(rest, known)),
        days=frozenset(days),
        report_days=frozenset(_report_days(sentences, known)),
        sentences=sentences,
        shingles=frozenset(_shingles(sentences)),
        written=written,
    )


def _sentences(document: Document) -> tuple[str, ...]:
    blocks = document.readable()
    parts = [document.text[b.start : b.end] for b in blocks] or [document.text]
    if document.title and document.title not in document.text:
        parts.insert(0, document.title)
    found = (m.group().strip()[:MAX_LENGTH] for part in parts for m in _SENTENCE.finditer(part))
    return tuple(dict.fromkeys(s for s in found if s))[:MAX_SENTENCES]


def _names(text: str, known: Words, *, sentence: bool = True) -> list[tuple[int, int, str, str]]:
    """Names: where their run of words starts and ends, words, key.

    Each word of its own with a capital, and each run of such words ("Panel of Experts") whole; of
    a run with small words between, its initials too ("Institute for the Study of War": ISW).
    The first word of a sentence only counts in capitals or right before another name.
    """
    found: list[tuple[int, int, str, str]] = []
    for run in _RUN.finditer(text):
        tokens = [t for t in _NAME.finditer(run.group()) if t.group()[:1].isupper()]
        if sentence and run.start() == 0 and len(tokens) == 1 and not tokens[0].group().isupper():
            continue
        at = run.start()
        words_ = [fold(t.group()) for t in tokens if fold(t.group()) != "the"]
        if len(words_) > 1 and any(not is_common(w) for w in words_):
            found += [(at, run.end(), run.group(), f"={k}") for k in _run_keys(words_)]
        for token in tokens:
            word = re.sub(r"['’]s?$", "", token.group())
            word = known.acronyms.get(word, word)
            key, folded = skeleton(word), fold(word)
            acronym = word.isupper() and len(word) <= 6
            if len(key) < 2 or word in known.capitals or (is_common(word) and not acronym):
                continue
            if known.generic.fullmatch(folded) or word.casefold() in known.months:
                continue
            found.append((at, run.end(), word, f"={folded}" if word.isupper() else key))
    return found


def _run_keys(folded: Sequence[str]) -> set[str]:
    """Keys of several words: whole, its beginning, and its initials."""
    keys = {" ".join(folded)}
    if len(folded) > 2:
        keys |= {" ".join(folded[:3]), "".join(word[:1] for word in folded)}
    return keys


def _cited(sentence: str, found: list[tuple[int, int, str, str]], known: Words) -> list[str]:
    """Keys of the names near a relay word, before a colon, or after a dash at the end."""
    runs = {(start, end) for start, end, _, _ in found}
    relays = [
        (m.start(), m.end())
        for m in known.relay.finditer(sentence)
        if not any(start <= m.start() < end for start, end in runs)
    ]
    titled = [m.span() for m in re.finditer(r"^[^:]{2,30}(?=:\s)", sentence)]
    titled += [m.span() for m in re.finditer(r"(?<=\s[-–—:]\s)[^-–—:]{2,40}$", sentence)]
    return [
        key
        for start, end, _, key in found
        if not known.place.search(sentence, max(0, start - 30), start)
        if any(begin - _NEAR <= end and start <= stop + _NEAR for begin, stop in relays)
        or any(begin <= start and end <= stop for begin, stop in titled)
    ]


def _month_pattern(known: Words) -> str:
    return "|".join(re.escape(n) for n in sorted(known.months, key=len, reverse=True) if len(n) > 2)


def _days(text: str, known: Words) -> tuple[set[tuple[int, int]], str]:
    """Days (month, day) that `text` names, and the text without them."""
    month = _month_pattern(known)
    pattern = re.compile(
        rf"\b(?P<m>{month})\.?\s+{_RANGE}\b(?:,?\s+\d{{4}}\b)?"
        rf"|\b{_RANGE}\s+(?P<n>{month})\b\.?(?:,?\s+\d{{4}}\b)?"
        r"|\b(?:19|20)\d\d\b",
        re.IGNORECASE,
    )
    days: set[tuple[int, int]] = set()
    for match in pattern.finditer(text):
        name = match["m"] or match["n"]
        if name:
            numbers = [g for g in match.groups() if g and g.isdigit()]
            days.update((known.months[name.casefold()], int(n)) for n in numbers)
    return days, pattern.sub(" ", text)


def _report_days(sentences: Sequence[str], known: Words) -> set[tuple[int, int]]:
    """Days that stand beside the name of a report: "in its summary on March 17"."""
    found: set[tuple[int, int]] = set()
    for sentence in sentences:
        for match in known.report.finditer(sentence):
            beside = re.match(
                r"[,:]?(?:\s+(?:of|on|from|dated|for|vom|z|z dnia|du|от|за|від))?\s+([^.;]{4,22})",
                sentence[match.end() :],
            )
            if beside:
                days, rest = _days(beside[1], known)
                if days and not re.match(r"\W*[^\W\d_]{3,}", rest):
                    found |= days
    return found


def _numbers(text: str, known: Words) -> set[str]:
    """Numbers from eleven on, in one spelling: "1,140" is "1140", "14,6" is "14.6"."""
    found = {
        str(n) for word, n in known.numbers.items() if re.search(rf"\b{word}\b", text.casefold())
    }
    for match in _NUMBER.finditer(text):
        plain = re.sub(r"[ \u00a0\u202f.,](?=\d{3}(?!\d))", "", match.group()).replace(",", ".")
        if known.thousands.match(text, match.end()):
            plain = f"{float(plain) * 1000:.0f}"
        if "." in plain or (len(plain) > 1 and int(plain) > 10):
            found.add(plain)
    return found


def _shingles(sentences: Sequence[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for sentence in sentences:
        tokens = re.findall(r"\w+", sentence.casefold())
        found.update(tuple(tokens[i : i + SHINGLE]) for i in range(len(tokens) - SHINGLE + 1))
    return found
