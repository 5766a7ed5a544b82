"""Marks what in a text is not the report: nothing is removed, only named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from byway.ingest.dates import is_date_line
from byway.ingest.paragraphs import Paragraph, paragraphs
from byway.ingest.patterns import patterns
from byway.model import Block, BlockKind

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)]*(?:\s+|(?<=[。！？]))")
_DECORATION = re.compile(r"^[*_>\s]+")
_CREDIT = re.compile(r"\(([^()]{3,200})\)[.\s]*$")
_RUN = 3  # short paragraphs in a row that are a menu rather than a heading
_LABEL = 4  # words in a menu's entry, at most
_ANYWHERE = 2_000  # characters of a paragraph that are looked at for boilerplate at all

_Span = tuple[int, int, BlockKind]


def mark(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of `text`: title and body, and around them what is not read for claims.

    Blocks are in order, never overlap and hold every character that is not white space.  A body
    block is a paragraph (wrapped lines joined); it ends where a sentence does.  `title` is the
    title where it is known from elsewhere; otherwise a first line that looks like one is taken.

    CAPTION is a picture's text or credit, or a line before the lead that only repeats it;
    PROMOTION asks for money, subscription or following; NAVIGATION is menus, links and legal
    lines; HEADLINE a headline of something else, a section heading or a repeated title;
    DATELINE says where, when or by whom the report was written.

    The wording is in `data/ingest/boilerplate.yml`.  In doubt a paragraph is body: a claim read
    from a caption does less harm than one that is lost.  Never raises.
    """
    parts = paragraphs(text)
    kinds = _kinds(text, parts, title)
    lead = kinds.index(BlockKind.BODY) if BlockKind.BODY in kinds else None
    return tuple(
        Block(start=start, end=end, kind=kind)
        for number, part in enumerate(parts)
        for start, end, kind in _split(part, kinds[number], first=number == lead)
    )


def _kinds(text: str, parts: list[Paragraph], title: str | None) -> list[BlockKind]:
    """One kind for each paragraph, before datelines and single sentences are split off."""
    kinds = [_own_kind(part) for part in parts]
    prose = [n for n, part in enumerate(parts) if part.prose and kinds[n] is BlockKind.BODY]
    if not prose:
        prose = [n for n, kind in enumerate(kinds) if kind is BlockKind.BODY][-1:]
        if not prose:
            return kinds
    if len(prose) > 1 and _is_question(parts[prose[0]]):
        prose.pop(0)
    head, tail = prose[0], prose[-1] + 1
    _mark_title(parts, kinds, head, title)
    if parts[prose[0]].prose:
        _mark_bylines(parts, kinds, range(head))
        _mark_menus(parts, kinds, range(head))
        if not parts[prose[-1]].bare.endswith(":"):
            _mark_menus(parts, kinds, range(tail, len(parts)))
    _mark_repeats(parts, kinds, prose[:3])
    _mark_headlines(text, parts, kinds, range(head, tail))
    return kinds


def _own_kind(part: Paragraph) -> BlockKind:
    """What a paragraph is by its own wording alone."""
    known, bare = patterns(), part.bare[:_ANYWHERE]
    plain = bare.rstrip(".…:!?»› ") or bare
    if not any(sign.isalnum() for sign in bare):
        return BlockKind.CAPTION if bare.startswith("![") else BlockKind.NAVIGATION
    if part.words <= known.short:
        if known.promotion_whole.fullmatch(plain):
            return BlockKind.PROMOTION
        if known.navigation_whole.fullmatch(plain) or known.navigation_start.match(bare):
            return BlockKind.NAVIGATION
        if known.caption_start.match(bare) or known.caption_end.search(bare[-160:]):
            return BlockKind.CAPTION
        if is_date_line(bare) or known.byline_whole.fullmatch(plain):
            return BlockKind.DATELINE
    if _is_appeal(bare):
        return BlockKind.PROMOTION
    if part.text.lstrip("> ").startswith("#"):
        return BlockKind.HEADLINE
    return BlockKind.BODY


def _is_appeal(bare: str) -> bool:
    """Whether every sentence asks the reader for something, or speaks of "us" and "you"."""
    known = patterns()
    sentences = [bare[start:end] for start, end in _sentences(bare)]
    asking = [bool(known.promotion_sentence.match(sentence)) for sentence in sentences]
    return any(asking) and all(
        asks or known.promotion_appeal.match(sentence)
        for asks, sentence in zip(asking, sentences, strict=True)
    )


def _mark_title(
    parts: list[Paragraph], kinds: list[BlockKind], head: int, title: str | None
) -> None:
    """Find the title before the lead; of several copies the last is it, the others HEADLINE."""
    may_be = (BlockKind.BODY, BlockKind.HEADLINE)
    folded = [_folded(part.bare) for part in parts[: head + 2]]
    if title:
        wanted = _folded(title)
    else:
        wanted = next(
            (folded[n] for n in range(head) if kinds[n] in may_be and _could_be_title(parts[n])), ""
        )
    copies = [
        n
        for n, words in enumerate(folded)
        if words and kinds[n] in may_be and _is_copy(words, wanted)
    ]
    if not copies:
        return
    for n in copies:
        kinds[n] = BlockKind.HEADLINE
    kinds[copies[-1]] = BlockKind.TITLE


def _is_copy(words: str, wanted: str) -> bool:
    """Whether `words` are the title `wanted`, perhaps without the site's name behind it."""
    return words == wanted or (len(words) > 20 and wanted.startswith(words))


def _could_be_title(part: Paragraph) -> bool:
    return (
        3 <= part.words <= 40
        and len(part) <= 300
        and not part.bare.endswith((".", ":", ";"))
        and not patterns().dateline.fullmatch(part.bare)
    )


def _is_question(part: Paragraph) -> bool:
    """A first line that asks or exclaims is a title, though it ends as a sentence does."""
    return part.words <= 30 and part.bare.endswith(("?", "!"))


def _mark_bylines(parts: list[Paragraph], kinds: list[BlockKind], zone: range) -> None:
    """Before the lead, a name or a place beside a date line belongs to it."""
    dated = {n for n in zone if kinds[n] is BlockKind.DATELINE}
    for n in zone:
        if kinds[n] is BlockKind.BODY and _is_label(parts[n]) and {n - 1, n + 1} & dated:
            kinds[n] = BlockKind.DATELINE


def _mark_menus(parts: list[Paragraph], kinds: list[BlockKind], zone: range) -> None:
    """Before the lead and after the last sentence: runs of short paragraphs are menus."""
    run: list[int] = []
    for n in [*zone, None]:
        if n is not None and kinds[n] is not BlockKind.TITLE and _is_label(parts[n]):
            run.append(n)
            continue
        if len(run) >= _RUN:
            for member in run:
                if kinds[member] is BlockKind.BODY:
                    kinds[member] = BlockKind.NAVIGATION
        run = []


def _is_label(part: Paragraph) -> bool:
    """Whether a paragraph is as short as a menu's entry, and neither a sentence nor a list item."""
    return (
        part.words <= _LABEL
        and len(part) <= 60
        and not (part.finished and part.words >= 3)
        and not part.text.startswith(("- ", "* ", "•"))
    )


def _mark_repeats(parts: list[Paragraph], kinds: list[BlockKind], leads: Sequence[int]) -> None:
    """A line without a full stop before the lead that says nothing new is a caption."""
    known = [set(_folded(parts[n].bare).split()) for n in leads]
    for n in range(leads[0]):
        words = set(_folded(parts[n].bare).split())
        if kinds[n] is not BlockKind.BODY or parts[n].finished or len(words) < 5:
            continue
        if any(len(words & lead) >= 0.8 * len(words) for lead in known):
            kinds[n] = BlockKind.CAPTION


def _mark_headlines(text: str, parts: list[Paragraph], kinds: list[BlockKind], zone: range) -> None:
    """Headlines in capitals set between the paragraphs of a page in ordinary writing."""
    capitals = [n for n in zone if _in_capitals(parts[n])]
    ordinary = len(zone) - len(capitals)
    if not capitals or ordinary < 3 * len(capitals) or patterns().official.search(text):
        return
    for n in capitals:
        neighbours = {n - 1, n + 1} & set(capitals)
        if kinds[n] is BlockKind.BODY and parts[n].apart and not neighbours:
            kinds[n] = BlockKind.HEADLINE


def _in_capitals(part: Paragraph) -> bool:
    letters = [sign for sign in part.bare if sign.lower() != sign.upper()]
    return (
        part.words >= 5
        and len(part) <= 250
        and not part.bare.endswith((".", ","))
        and sum(sign.isupper() for sign in letters) >= 0.95 * len(letters) > 0
        and not patterns().not_headline.search(part.bare)
    )


def _split(part: Paragraph, kind: BlockKind, *, first: bool) -> Iterator[_Span]:
    """The blocks of one paragraph: dateline, body, promotion, caption in the order they stand."""
    if kind is not BlockKind.BODY:
        yield part.start, part.end, kind
        return
    offset = 0
    for start, end, found in _opening(part.text, first=first):
        yield part.start + start, part.start + end, found
        offset = end
    rest = part.text[offset:]
    shift = part.start + offset + len(rest) - len(rest.lstrip())
    if rest := rest.strip():
        for start, end, found in _sentence_kinds(rest):
            yield shift + start, shift + end, found


def _opening(text: str, *, first: bool) -> list[_Span]:
    """A dateline at the beginning, and before it a title that was run into the same line."""
    known = patterns()
    begin = len(text) - len(_DECORATION.sub("", text))
    match = known.dateline.match(text, begin) or (
        known.opening_dateline.match(text, begin) if first else None
    )
    if match:
        return [(0, len(match.group().rstrip()) + match.start(), BlockKind.DATELINE)]
    if not first:
        return []
    for gap in re.finditer(r"\S(\s{2,})", text[:300]):
        match = known.dateline.match(text, gap.end()) or known.opening_dateline.match(
            text, gap.end()
        )
        if match and gap.start() > 15:
            return [
                (0, gap.start(1), BlockKind.TITLE),
                (gap.end(), match.start() + len(match.group().rstrip()), BlockKind.DATELINE),
            ]
    return []


def _sentence_kinds(text: str) -> list[_Span]:
    """Body, with single sentences that are promotion or caption set apart."""
    known = patterns()
    pieces = [
        (
            start,
            end,
            BlockKind.PROMOTION
            if known.promotion_sentence.match(text, start, end)
            else BlockKind.BODY,
        )
        for start, end in _sentences(text)
    ]
    credit = _CREDIT.search(text, max(0, len(text) - 220))
    if credit and known.caption_credit.match(credit.group(1)):
        start = next(start for start, end, _ in pieces if end > credit.start())
        pieces = [piece for piece in pieces if piece[0] < start]
        pieces.append((start, len(text), BlockKind.CAPTION))
    merged: list[_Span] = []
    for start, end, kind in pieces:
        if merged and merged[-1][2] is kind:
            merged[-1] = (merged[-1][0], end, kind)
        else:
            merged.append((start, end, kind))
    return merged


def _sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentences, without the white space between them; enough to tell asking from telling."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + len(match.group().rstrip())
        spans.append((start, end))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
