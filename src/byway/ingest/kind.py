"""What a file is, told by its content; the name only where the content cannot tell."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath

from byway.errors import DocumentError
from byway.ingest.encoding import bom_of, looks_like_utf16

EXPECTED = "a report as text, HTML, PDF, RSS or Atom"

_HEAD = 4_096
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (.doc, .xls)"),
    (b"{\\rtf", "a rich text document (.rtf)"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
)
_TABLES = {".csv", ".tsv", ".parquet", ".xlsx"}
_PAGES = {".html", ".htm", ".xhtml"}
_XML_PROLOGUE = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*", re.DOTALL | re.I)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_PAGE = re.compile(
    r"<(?:html|head|body|article|main|section|header|nav|div|p|h[1-6]|meta|title|table)[\s>]",
    re.IGNORECASE,
)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+html", re.IGNORECASE)
_ELEMENT = re.compile(r"<[A-Za-z][\w:.-]*[\s/>]")
_OWN = re.compile(r'<meta name="generator" content="Byway(?: [^"]*)?">')
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"


class Kind(StrEnum):
    """The kinds of file a report can be read from."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    FEED = "feed"


class OtherKindError(DocumentError):
    """A file of a kind that is no report: a picture, an archive, a table, a program."""


class OwnPageError(OtherKindError):
    """A page that Byway wrote: its own result is no report."""


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of the file `name` with content `data`.

    Raises DocumentError when it is empty, and OtherKindError when it is no kind of report
    (OwnPageError when Byway wrote it).
    """
    if not data.strip(b" \t\r\n\v\f\x00"):
        raise DocumentError(name, "empty" if not data else "nothing but white space", EXPECTED)
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    for signature, description in _SIGNATURES:
        if head.startswith(signature):
            raise OtherKindError(name, description, EXPECTED)
    suffix = PurePath(name).suffix.lower()
    if suffix in _TABLES:
        raise OtherKindError(name, "a table", f"{EXPECTED} (tables go to screen, flags or routes)")
    bom, encoding = bom_of(data), None
    if bom:
        encoding = bom[1]
    elif looks_like_utf16(head):
        encoding = looks_like_utf16(head)
    elif b"\x00" in data or len(head.translate(None, _CONTROL)) < 0.98 * len(head):
        raise OtherKindError(name, "binary data", EXPECTED)
    opening = head.decode(encoding or "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    return _markup(opening, name, suffix)


def _markup(opening: str, name: str, suffix: str) -> Kind:
    """Text, page or feed, by the first element of `opening`."""
    prologue = _XML_PROLOGUE.match(opening)
    rest = opening[prologue.end() :] if prologue else opening
    if _FEED.match(rest):
        return Kind.FEED
    if _OWN.search(opening):
        raise OwnPageError(name, "a page that Byway wrote", EXPECTED)
    if _PAGE.match(rest) or _DOCTYPE.search(opening[:1024]):
        return Kind.HTML
    if suffix in _PAGES and _ELEMENT.search(rest):
        return Kind.HTML
    if opening.startswith("<?xml") or (suffix == ".xml" and _ELEMENT.match(rest)):
        raise OtherKindError(name, "XML that is neither a page nor a feed", EXPECTED)
    if _is_json(opening):
        raise OtherKindError(name, "JSON data", EXPECTED)
    return Kind.TEXT


def _is_json(opening: str) -> bool:
    """Whether the text begins with a JSON object or an array of objects."""
    if not re.match(r"\{\s*\"|\[\s*[{\[]", opening):
        return False
    try:
        json.JSONDecoder().raw_decode(opening)
    except json.JSONDecodeError as error:
        cut_off = error.msg.startswith("Unterminated string")
        return cut_off or error.pos > min(200, len(opening) // 2)
    return True
