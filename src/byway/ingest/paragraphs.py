"""Where a text's paragraphs begin and end, whether its lines are wrapped or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DECORATION = re.compile(r"^(?:[#>*_`~\s]|[-•·–] )+|[*_`~\s]+$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FINISHED = re.compile(r"[.!?…:;。！？；：][\"'”’»“)\]*_`]*$")

_LONG = 30  # characters; a shorter line may be a heading or the end of a paragraph
_GOES_ON = 0.6  # of the usual width: from here a line may go on in one with a small letter,
_FULL = 0.85  # from here in any


@dataclass(frozen=True)
class Paragraph:
    """A stretch `[start, end)` of a text without white space at its ends.

    `apart` tells whether it stands alone: between empty lines where lines are wrapped.
    """

    start: int
    end: int
    text: str
    apart: bool = False

    @cached_property
    def bare(self) -> str:
        """The text without zero-width characters, markdown signs and runs of spaces."""
        visible = " ".join(_INVISIBLE.sub("", self.text).split())
        return _DECORATION.sub("", visible)

    @cached_property
    def words(self) -> int:
        """Number of words; two ideographs count as one."""
        ideographs = len(_IDEOGRAPH.findall(self.bare))
        return len(_WORD.findall(_IDEOGRAPH.sub(" ", self.bare))) + (ideographs + 1) // 2

    @property
    def finished(self) -> bool:
        """Whether it ends as a sentence does (a colon counts: something follows)."""
        return bool(_FINISHED.search(self.bare))

    @property
    def prose(self) -> bool:
        """Whether it is running text rather than a heading, a label or a list item."""
        return self.words >= 40 or (self.finished and self.words >= 8)

    def __len__(self) -> int:
        return self.end - self.start


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of `text` in order; together they hold all its visible characters.

    Where lines are wrapped (most long lines end within a sentence), lines that follow each other
    are one paragraph; otherwise every line is one.
    """
    lines = _lines(text)
    if not lines:
        return []
    gaps = [len(_BREAK.findall(text, a.end, b.start)) for a, b in pairwise(lines)]
    groups: list[list[Paragraph]] = []
    width = _wrap_width(lines, gaps)
    for number, line in enumerate(lines):
        if number and gaps[number - 1] == 1 and _continues(lines[number - 1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    spans = [(group[0].start, group[-1].end) for group in groups]
    empty = (len(_BREAK.findall(text, a[1], b[0])) > 1 for a, b in pairwise(spans))
    apart = [True, *(not width or wide for wide in empty), True]
    return [
        Paragraph(start, end, text[start:end], before and after)
        for (start, end), (before, after) in zip(spans, pairwise(apart), strict=True)
    ]


def _lines(text: str) -> list[Paragraph]:
    found = []
    for match in _LINE.finditer(text):
        raw = match.group()
        start = match.start() + len(raw) - len(raw.lstrip())
        if stripped := raw.strip():
            found.append(Paragraph(start, start + len(stripped), stripped))
    return found


def _wrap_width(lines: list[Paragraph], gaps: list[int]) -> int:
    """The usual width of wrapped lines in characters, 0 where lines are not wrapped.

    A line goes on where it ends within a sentence and the next begins with a small letter.
    """
    pairs = [pair for pair, gap in zip(pairwise(lines), gaps, strict=True) if gap == 1]
    long = [(line, following) for line, following in pairs if len(line) >= _LONG]
    going_on = sorted(
        len(line) for line, following in long if not line.finished and following.bare[:1].islower()
    )
    if len(going_on) < 2 or len(going_on) < len(long) / 3:
        return 0
    return going_on[len(going_on) // 2]


def _continues(line: Paragraph, following: Paragraph, width: int) -> bool:
    """Whether the paragraph of `line` goes on in the next line, where lines are wrapped at all."""
    least = _GOES_ON if following.bare[:1].islower() else _FULL
    return width > 0 and len(line) >= least * width
