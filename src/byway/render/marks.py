"""A document's text cut where claims begin and end, so that every quote can be marked in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from byway.model import Block, BlockKind, Certainty, Claim, Document
from byway.render.words import least_certain


@dataclass(frozen=True)
class Segment:
    """A run of text that the same claims cover.

    `claims` are their numbers, `opens` those that begin here, `certainty` the least of theirs.
    """

    text: str
    claims: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    certainty: Certainty | None = None


@dataclass(frozen=True)
class Stretch:
    """A block of the document as segments; joined they are the block's text."""

    kind: BlockKind
    segments: tuple[Segment, ...]

    @property
    def is_read(self) -> bool:
        """Whether claims are read from it; the rest is shown dimmed."""
        return self.kind in (BlockKind.TITLE, BlockKind.BODY)


def stretches(document: Document, claims: Mapping[int, Claim]) -> tuple[Stretch, ...]:
    """The whole text in order: joined, the segments give `document.text` again.

    Claims may overlap, nest, or cross blocks; offsets outside the text are cut to it.  A claim
    without any text to stand on (empty, reversed or beyond the end) is left out.
    """
    size = len(document.text)
    spans = {
        number: (max(0, claim.start), min(size, claim.end))
        for number, claim in claims.items()
        if max(0, claim.start) < min(size, claim.end)
    }
    blocks = _cover(document)
    edges = {edge for span in spans.values() for edge in span}
    edges.update(edge for block in blocks for edge in (block.start, block.end))
    segments = iter(_segments(document.text, sorted(edges), spans, claims))
    return tuple(Stretch(block.kind, _upto(block.end - block.start, segments)) for block in blocks)


def _segments(
    text: str,
    cuts: Sequence[int],
    spans: Mapping[int, tuple[int, int]],
    claims: Mapping[int, Claim],
) -> Iterator[Segment]:
    """The text between each two cuts, in one sweep from left to right."""
    opening: dict[int, list[int]] = defaultdict(list)
    for number, (start, _) in spans.items():
        opening[start].append(number)
    covering: list[int] = []
    for start, end in pairwise(cuts):
        covering = [n for n in covering if spans[n][1] > start] + opening[start]
        certainty = least_certain(claims[n].certainty for n in covering)
        yield Segment(text[start:end], tuple(covering), tuple(opening[start]), certainty)


def _upto(length: int, segments: Iterator[Segment]) -> tuple[Segment, ...]:
    """The next segments that together are `length` long."""
    taken: list[Segment] = []
    while length > 0:
        taken.append(next(segments))
        length -= len(taken[-1].text)
    return tuple(taken)


def _cover(document: Document) -> list[Block]:
    """The blocks with the gaps between them filled; a gap without words joins what is before."""
    covered: list[Block] = []
    size = len(document.text)
    at = 0
    for block in sorted(document.blocks, key=lambda b: (b.start, b.end)):
        start, end = max(at, block.start), min(size, block.end)
        if start >= end:
            continue
        _fill(document.text, at, start, covered)
        covered.append(Block(start=start, end=end, kind=block.kind))
        at = end
    _fill(document.text, at, size, covered)
    return covered


def _fill(text: str, start: int, end: int, covered: list[Block]) -> None:
    if start >= end:
        return
    if covered and not text[start:end].strip():
        last = covered.pop()
        covered.append(Block(start=last.start, end=end, kind=last.kind))
    else:
        covered.append(Block(start=start, end=end, kind=BlockKind.BODY))
