"""What a text tells of itself: title, date, and the agency in its dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from byway.ingest.dates import dates_in
from byway.ingest.patterns import patterns
from byway.model import Block, BlockKind

_SITE = re.compile(r"\s+[|»]\s+.*$")
_MARKS = re.compile(r"^[#>*_\s]+|[*_\s]+$")
_LEAD = 3  # paragraphs of body; date lines further down belong to something else


def title_of(text: str, blocks: Sequence[Block]) -> str | None:
    """The title block without markdown signs and the site's name."""
    block = next((block for block in blocks if block.kind is BlockKind.TITLE), None)
    if block is None:
        return None
    line = " ".join(text[block.start : block.end].split())
    return _SITE.sub("", _MARKS.sub("", line)) or None


def date_of(text: str, blocks: Sequence[Block]) -> date | None:
    """The one full date that the datelines at the beginning, or the end of the title, name.

    None where there is none, or more than one.
    """
    dates = {
        when
        for block in _opening(blocks)
        if block.kind is BlockKind.DATELINE
        for when in dates_in(text[block.start : block.end])
    }
    if not dates and (title := title_of(text, blocks)):
        tail = re.search(r"[,(–—-]\s*([^,(–—-]+,?\s+[^,(–—-]+)\)?$", title)
        dates = set(dates_in(tail.group(1))) if tail else set()
    return dates.pop() if len(dates) == 1 else None


def agency_of(text: str, blocks: Sequence[Block]) -> str | None:
    """The news agency that a dateline at the beginning names: it wrote the report, whoever
    reprints it.
    """
    for block in _opening(blocks):
        match = patterns().agency.search(text, block.start, block.end)
        if match and block.kind is BlockKind.DATELINE:
            return match.group()
    return None


def _opening(blocks: Sequence[Block]) -> Sequence[Block]:
    """All blocks before the end of the lead."""
    body = [n for n, block in enumerate(blocks) if block.kind is BlockKind.BODY]
    return blocks[: body[_LEAD]] if len(body) > _LEAD else blocks
