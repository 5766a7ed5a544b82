"""From a source as the user names it to documents."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import BinaryIO

from byway.errors import DocumentError
from byway.files import sha256
from byway.ingest.encoding import decode
from byway.ingest.feed import read_feed
from byway.ingest.found import Found
from byway.ingest.kind import EXPECTED, Kind, OtherKindError, kind_of
from byway.ingest.language import language_of
from byway.ingest.marking import mark
from byway.ingest.page import read_page
from byway.ingest.pdf import read_pdf
from byway.ingest.plain import agency_of, date_of, title_of
from byway.ingest.sources import Received, files_of, receive
from byway.model import Document

_log = logging.getLogger(__name__)

OnError = Callable[[DocumentError], None]


def load(
    source: str,
    *,
    limit: int = 20_000_000,
    published: date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    fetch: bool = False,
    stdin: BinaryIO | None = None,
) -> list[Document]:
    """The documents of `source`: a file, a folder, "-" for standard input, an http(s) address.

    Kinds, told by content: plain text, HTML, PDF, RSS and Atom (a document for each entry, its id
    `source#entry`); any of them packed with gzip.  An address is fetched only when `fetch` is
    true.  Files of more than `limit` bytes are refused.

    `published`, `publisher`, `title` and `language` (ISO 639-1), where given, win over what the
    file says.  The text of a plain file is kept as decoded, newlines untouched; a byte order mark
    is not text.  For a feed's entries `sha256` is that of the whole feed.

    Of a folder all files are read, in subfolders too, sorted by path.  Hidden files and files
    that are no report (pictures, archives, tables, JSON) are passed over; any other file that
    cannot be read raises, so that nothing is left out unnoticed.  `load_all` with `on_error`
    goes on instead.

    Raises DocumentError (missing, empty, binary, damaged, encrypted, without text, too large,
    encoding) and OptionError (an address without `fetch`).
    """
    return list(
        load_all(
            [source],
            limit=limit,
            published=published,
            publisher=publisher,
            title=title,
            language=language,
            fetch=fetch,
            stdin=stdin,
        )
    )


def load_all(
    sources: Iterable[str],
    *,
    limit: int = 20_000_000,
    published: date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    fetch: bool = False,
    stdin: BinaryIO | None = None,
    on_error: OnError | None = None,
    on_passed_over: OnError | None = None,
) -> Iterator[Document]:
    """The documents of several sources, one after the other; see `load`.

    A file that cannot be read is handed to `on_error`, and reading goes on with the next; without
    `on_error` it raises.  A file in a folder that is no report is handed to `on_passed_over`.
    OptionError is always raised: it is a matter of the call, not of a file.
    """
    given = Found("", title=title, publisher=publisher, published=published, language=language)
    for source in sources:
        try:
            files = files_of(source)
        except DocumentError as error:
            _report(error, on_error)
            continue
        passed_over = 0
        for name in [source] if files is None else files:
            try:
                yield from _documents(
                    receive(name, limit=limit, fetch=fetch, stdin=stdin), given, limit
                )
            except OtherKindError as error:
                if files is None:
                    _report(error, on_error)
                elif on_passed_over:
                    on_passed_over(error)
                passed_over += 1
                _log.info("passed over: %s", error)
            except DocumentError as error:
                _report(error, on_error)
        if files is not None and passed_over == len(files):
            _report(DocumentError(source, "a folder without reports", EXPECTED), on_error)


def _report(error: DocumentError, on_error: OnError | None) -> None:
    if on_error is None:
        raise error
    on_error(error)


def _documents(received: Received, given: Found, limit: int) -> list[Document]:
    digest = sha256(received.data)
    return [_document(received, found, given, digest) for found in _read(received, limit)]


def _read(received: Received, limit: int) -> list[Found]:
    name, data = received.id, received.data
    match kind_of(data, name):
        case Kind.PDF:
            return [read_pdf(data, name, limit=limit)]
        case Kind.FEED:
            return read_feed(data, name, charset=received.charset)
        case Kind.HTML:
            page = read_page(data, name, charset=received.charset, address=received.address)
            return [page]
        case Kind.TEXT:
            text = decode(data, name, received.charset)
            if not any(sign.isalnum() for sign in text):
                raise DocumentError(name, "no letter or digit in it", EXPECTED)
            return [Found(text, address=received.address)]


def _document(received: Received, found: Found, given: Found, digest: str) -> Document:
    text = found.text
    blocks = mark(text, title=found.title)
    return Document(
        id=f"{received.id}#{found.key}" if found.key else received.id,
        text=text,
        sha256=digest,
        title=given.title or found.title or title_of(text, blocks),
        publisher=given.publisher or found.publisher or agency_of(text, blocks),
        published=given.published or found.published or date_of(text, blocks) or found.made,
        language=given.language or language_of(text) or found.language,
        address=found.address or received.address,
        blocks=blocks,
    )
