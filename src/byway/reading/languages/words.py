"""Words of a text, and patterns of words that tell what they may mean.

A pattern is words with a space between them.  In a word, `*` stands for up to seven letters (for
any before the first) and `(a|b|)` for one of some; a word that begins with a capital must have
one in the text.  `_` stands for up to four words in between.  A Chinese character is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_HAN = "㐀-鿿豈-﫿"
_WORD = re.compile(rf"[{_HAN}]|\d+(?:[.,]\d+)*|(?:(?![{_HAN}])[^\W\d_])+|[^\w\s]|_")
_APOSTROPHES = {ord(sign): "'" for sign in "ʼ’‘`´"}
_BEGINNING = r"\\w{0,20}"
_ENDING = r"\w{0,7}"
_GAP = "_"
_GAP_WORDS = 4
_STOPS = frozenset(".!?;:。！？；：")
_PIECES = re.compile(rf"[{_HAN}]|(?:(?![{_HAN}])[\w*(|)])+|[^\w\s]")


@dataclass(frozen=True)
class Word:
    """A word, a number or a sign at `[start, end)` of the text."""

    text: str
    start: int
    end: int

    @cached_property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def alpha(self) -> bool:
        """Whether it is made of letters."""
        return self.text.isalpha()


@dataclass(frozen=True)
class Found:
    """Words `[start, end)`, by index, that match a pattern filed under `key`."""

    key: str
    start: int
    end: int


def plain(text: str, language: str) -> str:
    """The text with one kind of apostrophe and simplified characters; offsets stay."""
    text = text.translate(_APOSTROPHES)
    return text.translate(_simplified(text)) if language == "zh" else text


def _simplified(text: str) -> dict[int, str]:
    """ICU's simplified form of the characters that have one of the same length."""
    from icu import Transliterator

    change = Transliterator.createInstance("Traditional-Simplified").transliterate
    forms = {sign: change(sign) for sign in set(text) if "\u3400" <= sign <= "\u9fff"}
    return {ord(sign): form for sign, form in forms.items() if form != sign and len(form) == 1}


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and signs of `text[start:end]`, offsets as in `text`."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]


@dataclass(frozen=True)
class _Piece:
    """One word of a pattern."""

    expression: re.Pattern[str]
    capital: bool
    gap: bool = False

    def fits(self, word: Word) -> bool:
        """Whether a word of the text is one that the piece stands for."""
        if self.capital and not word.capital:
            return False
        return self.expression.fullmatch(word.low) is not None


class Matcher:
    """Finds the patterns of a table, the longest first and none inside another."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._by_letter: dict[str, list[tuple[str, tuple[_Piece, ...]]]] = {}
        for key, patterns in table.items():
            for pattern in patterns:
                pieces = _compile(pattern)
                for first in _firsts(_split(pattern)[0]) if pieces else ():
                    self._by_letter.setdefault(first, []).append((key, pieces))

    def __bool__(self) -> bool:
        return bool(self._by_letter)

    def find(self, words: Sequence[Word], start: int = 0, end: int | None = None) -> list[Found]:
        """Matches in `words[start:end]`, in order, apart from each other."""
        end = len(words) if end is None else end
        found: list[Found] = []
        at = start
        while at < end:
            match = self.at(words, at, end)
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.end
        return found

    def at(self, words: Sequence[Word], start: int, end: int) -> Found | None:
        """The longest match that begins with word `start`, None when there is none."""
        low = words[start].low
        best: Found | None = None
        for size in range(min(2, len(low)) + 1):
            for key, pieces in self._by_letter.get(low[:size], ()):
                stop = _match(pieces, words, start, end)
                if stop and (best is None or stop > best.end):
                    best = Found(key, start, stop)
        return best


def _match(pieces: Sequence[_Piece], words: Sequence[Word], start: int, end: int) -> int:
    """The index behind the match, 0 when there is none."""
    at = start
    for n, piece in enumerate(pieces):
        if piece.gap:
            rest = pieces[n + 1 :]
            for skip in range(at, min(at + _GAP_WORDS + 1, end)):
                stop = _match(rest, words, skip, end)
                if stop:
                    return stop
                if words[skip].text in _STOPS:
                    break
            return 0
        if at >= end or not piece.fits(words[at]):
            return 0
        at += 1
    return at


def _compile(pattern: str) -> tuple[_Piece, ...]:
    pieces = []
    for part in _split(pattern):
        if part == _GAP:
            pieces.append(_Piece(re.compile(""), capital=False, gap=True))
            continue
        body = re.escape(part.lower())
        body = re.sub(r"^\\\*", _BEGINNING, body).replace(r"\*", _ENDING)
        body = body.replace(r"\(", "(?:").replace(r"\)", ")").replace(r"\|", "|")
        try:
            expression = re.compile(body)
        except re.error as error:
            raise ValueError(f"pattern {pattern!r}: {error}") from error
        pieces.append(_Piece(expression, capital=part[0].isupper()))
    return tuple(pieces)


def _firsts(part: str) -> set[str]:
    """What a word that fits may begin with, up to two letters: where its pattern is looked up."""
    part = part.lower()
    if part.startswith("("):
        inside, _, rest = part[1:].partition(")")
        return {first for choice in inside.split("|") for first in _firsts(choice + rest)}
    literal = re.split(r"[*(]", part)[0]
    return {literal[:2] if len(literal) > 1 or literal == part else literal[:1]}


def _split(pattern: str) -> list[str]:
    """A pattern's words, cut as the words of a text are."""
    return _PIECES.findall(pattern)
