"""Marked text: nothing lost, nothing moved, whatever the claims."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from byway.model import Block, BlockKind, Certainty, Claim, Document, Event
from byway.render.marks import stretches

TEXT = "Title\n\nFirst sentence. Second one.\nAn advertisement\nLast."


def claim(start: int, end: int, certainty: Certainty = Certainty.ASSERTED) -> Claim:
    return Claim(doc="d", quote="", start=start, end=end, event=Event.OTHER, certainty=certainty)


def document(*blocks: tuple[int, int, BlockKind]) -> Document:
    return Document(
        id="d",
        text=TEXT,
        sha256="",
        blocks=tuple(Block(start=s, end=e, kind=k) for s, e, k in blocks),
    )


offsets = st.integers(-5, len(TEXT) + 5)
spans = st.lists(st.tuples(offsets, offsets), max_size=8)
blocks = st.lists(st.tuples(offsets, offsets, st.sampled_from(BlockKind)), max_size=5)


@given(spans, blocks)
def test_the_segments_joined_are_the_text_and_each_claim_covers_its_own(spans, blocks):
    claims = {n: claim(*span) for n, span in enumerate(spans, 1)}
    parts = stretches(document(*blocks), claims)
    segments = [s for part in parts for s in part.segments]
    assert "".join(s.text for s in segments) == TEXT
    for number, held in claims.items():
        covered = "".join(s.text for s in segments if number in s.claims)
        start, end = max(0, held.start), min(len(TEXT), held.end)
        assert covered == (TEXT[start:end] if start < end else "")
        assert sum(number in s.opens for s in segments) == (1 if start < end else 0)


def test_overlap_shows_the_least_certain():
    claims = {1: claim(0, 10), 2: claim(5, 15, Certainty.POSSIBLE), 3: claim(7, 9)}
    (part,) = stretches(document(), claims)
    assert [(s.claims, s.certainty) for s in part.segments if s.claims] == [
        ((1,), Certainty.ASSERTED),
        ((1, 2), Certainty.POSSIBLE),
        ((1, 2, 3), Certainty.POSSIBLE),
        ((1, 2), Certainty.POSSIBLE),
        ((2,), Certainty.POSSIBLE),
    ]


def test_blocks_keep_their_kind_and_gaps_with_words_are_read():
    parts = stretches(document((0, 5, BlockKind.TITLE), (35, 51, BlockKind.PROMOTION)), {})
    assert [p.kind for p in parts] == [
        BlockKind.TITLE,
        BlockKind.BODY,
        BlockKind.PROMOTION,
        BlockKind.BODY,
    ]
    assert [p.is_read for p in parts] == [True, True, False, True]


def test_a_document_without_text_has_no_stretches():
    assert stretches(Document(id="d", text="", sha256=""), {1: claim(0, 3)}) == ()
