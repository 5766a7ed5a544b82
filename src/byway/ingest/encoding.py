"""From bytes to text, without guessing where a guess would be a coin's toss."""

from __future__ import annotations

import codecs
import re

from byway.errors import DocumentError

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
_CHAOS = 0.1  # charset-normalizer's measure of disorder in the decoded text, in [0, 1]
_COHERENCE = 0.2  # its likeness to a known language's letter frequencies, in [0, 1]


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

    In order: the mark; UTF-8; UTF-16 without a mark; the `declared` encoding; what
    charset-normalizer finds, where it is sure.  A file that is UTF-8 but for some bytes is
    refused, not turned into other letters.  Raises DocumentError naming `name` and the place.
    """
    if mark := bom_of(data):
        return _strict(data[len(mark[0]) :], mark[1], name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = f"byte 0x{data[error.start]:02x} at offset {error.start:,} is not UTF-8"
    if encoding := looks_like_utf16(data):
        return _strict(data, encoding, name)
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
    """The text in the encoding charset-normalizer is sure of; None where it is not.

    Sure means orderly text that looks like a language, or that reads the same in every
    encoding that fits (a few curly quotes in a Western text).
    """
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE])
    best = found.best()
    if best is None or best.chaos > _CHAOS:
        return None
    rivals = [match for match in found if match.chaos <= best.chaos]
    alike = all(str(match) == str(best) for match in rivals)
    if best.coherence < _COHERENCE and not alike:
        return None
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        return None
