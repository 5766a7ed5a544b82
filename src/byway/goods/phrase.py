"""How a goods phrase is built: what it is about (its focus), what only qualifies it, and parts.

English puts the thing last before "for" and "of": a "drone engine for trucks" is an engine.  Where
that place says nothing ("equipment for mining", "parts for drones"), the next piece is the focus.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from byway.goods.lexicon import Lexicon, Meeting
from byway.goods.words import Words

FOCUS, BESIDE, APART = 1.0, 0.7, 0.4
MODIFIER = 0.5
MATERIAL = 0.85  # of a material named before its form
VAGUE_HEAD = 0.85


@dataclass(frozen=True)
class Phrase:
    """A phrase read.

    `words` are folded, without stop words; `weights` in [0, 1] say how much each bears on the
    thing (0: tells nothing); `focus` is the index of the word it is about; `meetings` the concepts
    in it, each with its role in [0, 1]; `parts` whether parts of the thing are meant; `sure` in
    (0, 1] falls when the head of the phrase says nothing.
    """

    words: tuple[str, ...]
    weights: tuple[float, ...]
    focus: int
    meetings: tuple[tuple[Meeting, float], ...]
    parts: bool
    sure: float


def read_phrase(
    text: str, words: Words, lexicon: Lexicon, mend: Callable[[str], str]
) -> Phrase | None:
    """The phrase in `text`; None when no word of it tells goods apart.

    `mend` gives the known word that an unknown one may stand for, or the word itself.
    """
    regions = _regions(tuple(mend(word) for word in words.folded(text)), words)
    flat = tuple(word for region in regions for word in region)
    meetings = lexicon.meet(flat)
    covered = {i for meeting in meetings for i in range(meeting.start, meeting.end)}

    def telling(i: int) -> bool:
        return i in covered or words.meaningful(flat[i])

    start, parts = 0, False
    for number, region in enumerate(regions):
        span = range(start, start + len(region))
        tells = [i for i in span if telling(i) and (i in covered or flat[i] not in words.qualifier)]
        parts = parts or _ends_in_part(span, flat, covered, words)
        if tells:
            focus = tells[-1]
            weights = tuple(
                0.0 if not telling(i) else FOCUS if i == focus else BESIDE if i in span else APART
                for i in range(len(flat))
            )
            vague = number > 0 or any(flat[i] in words.vague for i in span if i > focus)
            sure = VAGUE_HEAD if vague and not parts else 1.0
            beside = MATERIAL if flat[focus] in words.form else MODIFIER
            roles = tuple((meeting, _role(meeting, focus, span, beside)) for meeting in meetings)
            return Phrase(flat, weights, focus, roles, parts, sure)
        start += len(region)
    return None


def _regions(raw: tuple[str, ...], words: Words) -> list[tuple[str, ...]]:
    """The pieces between "for", "of" and the like, stop words dropped, measures stripped."""
    pieces: list[list[str]] = [[]]
    for word in raw:
        if word in words.purpose:
            if pieces[-1]:
                pieces.append([])
        elif word not in words.stop:
            pieces[-1].append(word)
    kept = [tuple(piece) for piece in pieces if piece]
    while len(kept) > 1 and all(_measures(word, words) for word in kept[0]):
        kept.pop(0)
    return kept


def _measures(word: str, words: Words) -> bool:
    if word in words.part:
        return False
    return word in words.measure or word[0].isdigit() or word in words.origin


def _ends_in_part(span: range, flat: tuple[str, ...], covered: set[int], words: Words) -> bool:
    for i in reversed(span):
        if i in covered:
            return False
        if flat[i] in words.part:
            return True
        if flat[i] not in words.vague | words.generic:
            return False
    return False


def _role(meeting: Meeting, focus: int, span: range, beside: float) -> float:
    if meeting.start <= focus < meeting.end:
        return FOCUS
    return beside if meeting.start in span else APART
