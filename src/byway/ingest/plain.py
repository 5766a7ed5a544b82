"""What a text tells of itself: title, date, language, and the agency in its dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from byway.ingest.dates import dates_in
from byway.ingest.patterns import patterns
from byway.model import Block, BlockKind

_SURE = 0.7  # probability from which a language is believed
_LETTERS = 20  # fewer letters tell nothing of the language
_SAMPLE = 5_000  # characters of the text that are asked for its language
_SITE = re.compile(r"\s+[|»]\s+.*$")
_MARKS = re.compile(r"^[#>*_\s]+|[*_\s]+$")
_FIRST_LINES = 40  # date lines further down belong to something else


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
    body = [n for n, block in enumerate(blocks) if block.kind is BlockKind.BODY]
    opening = blocks[: min(body[0] + _FIRST_LINES, len(blocks))] if body else blocks
    lead = body[2] if len(body) > 2 else len(blocks)
    dates = {
        when
        for block in opening[:lead]
        if block.kind is BlockKind.DATELINE
        for when in dates_in(text[block.start : block.end])
    }
    if not dates and (title := title_of(text, blocks)):
        tail = re.search(r"[,(–—-]\s*([^,(–—-]+,?\s+[^,(–—-]+)\)?$", title)
        dates = set(dates_in(tail.group(1))) if tail else set()
    return dates.pop() if len(dates) == 1 else None


def agency_of(text: str, blocks: Sequence[Block]) -> str | None:
    """The news agency that the first dateline names: it wrote the report, whoever reprints it."""
    for block in blocks:
        if block.kind is BlockKind.BODY:
            break
        if block.kind is BlockKind.DATELINE:
            if match := patterns().agency.search(text, block.start, block.end):
                return match.group()
    return None


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language, None where the text does not tell clearly."""
    sample = text[:_SAMPLE]
    if sum(sign.isalpha() for sign in sample) < _LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
