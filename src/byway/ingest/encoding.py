"""From bytes to text, without guessing where a guess would be a coin's toss."""

from __future__ import annotations

import codecs
import re

from byway.errors import DocumentError
from byway.ingest.language import language_of, share_spelt_right

_BOMS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252"}
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)")
_SAMPLE = 200_000  # bytes; enough to tell an encoding
_CHAOS = 0.2  # the most disorder (charset-normalizer, in [0, 1]; its own limit) of a candidate
_SPELT = 0.9  # share of signs beyond ASCII that must be usual in its language


def bom_of(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that `data` begins with and the encoding it stands for."""
    return next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)


def looks_like_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: mostly Latin text has a zero in every second byte."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def declared_in(data: bytes) -> str | None:
    """The encoding a page or XML file names for itself in its first 2,048 bytes."""
    match = _META.search(data[:2_048]) or _XML.search(data[:2_048])
    return match.group(1).decode("ascii", "replace") if match else None


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of `data`, newlines untouched, a byte order mark taken off.

    In order: the mark; UTF-16 without a mark; UTF-8; the `declared` encoding; what
    charset-normalizer finds, where it is sure.  A file that is UTF-8 but for some bytes is
    refused, not turned into other letters.  Raises DocumentError naming `name` and the place.
    """
    if mark := bom_of(data):
        return _strict(data[len(mark[0]) :], mark[1], name)
    if encoding := looks_like_utf16(data):
        return _strict(data, encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = f"byte 0x{data[error.start]:02x} at offset {error.start:,} is not UTF-8"
    if _is_damaged_utf8(data):
        raise DocumentError(name, f"damaged UTF-8: {problem}", "UTF-8 throughout")
    text = _as_declared(data, declared) or _as_detected(data)
    if text is None:
        raise DocumentError(
            name, f"unknown encoding: {problem}, and no other fits clearly", "UTF-8 or UTF-16 text"
        )
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            name,
            f"wrong encoding: marked as {encoding.upper()}, but not so at byte {error.start:,}",
            "the encoding that its first bytes name",
        ) from error


def _is_damaged_utf8(data: bytes) -> bool:
    """More well-formed characters beyond ASCII than bytes that do not fit."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    beyond = sum(sign > "\x7f" for sign in text) - wrong
    return beyond > wrong


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        return data.decode(_WEB_NAMES.get(declared.lower(), declared))
    except (LookupError, UnicodeDecodeError):
        return None


def _as_detected(data: bytes) -> str | None:
    """The text in the encoding that charset-normalizer finds, None where it is not clear.

    Of the encodings that give orderly text, the one that spells its language best wins; two that
    give different text and spell it equally well leave the matter open.
    """
    from charset_normalizer import from_bytes

    found = [match for match in from_bytes(data[:_SAMPLE]) if match.chaos <= _CHAOS]
    encodings = {str(match): match.encoding for match in reversed(found)}
    ranked = sorted(((share_spelt_right(text), text) for text in encodings), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    share, text = ranked[0]
    if share < _SPELT and not (len(ranked) == 1 and language_of(text)):
        return None
    try:
        return data.decode(encodings[text])
    except UnicodeDecodeError:
        return None
