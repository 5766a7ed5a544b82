"""PDF files: the text layer (pypdf); pictures of text are not read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from byway.errors import DocumentError
from byway.ingest.found import Found
from byway.ingest.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PdfReader


def read_pdf(data: bytes, name: str, *, limit: int) -> Found:
    """The text of all pages, an empty line between pages, and the day the file was made.

    The title field counts only where the first page bears it out: it often is a template's name.
    Raises DocumentError when the file is damaged, needs a password, has no text layer, or holds
    more than `limit` characters.
    """
    with quiet("pypdf"):
        reader = _open(data, name)
        pages: list[str] = []
        held = 0
        try:
            for page in reader.pages:
                pages.append(page.extract_text().strip())
                held += len(pages[-1])
                if held > limit:
                    raise DocumentError(name, f"more than {limit:,} characters of text", "less")
            details = reader.metadata
            title = details.title if details else None
            made = details.creation_date if details else None
        except DocumentError:
            raise
        except Exception as error:  # pypdf: "broken PDF files might cause other Exceptions"
            raise _damaged(name, error) from error
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise DocumentError(
            name, f"no text in {len(pages)} page(s), perhaps a scan", "a PDF with a text layer"
        )
    return Found(
        text=text,
        title=_confirmed(str(title or ""), pages[0]),
        made=made.date() if made else None,
    )


def _open(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        if not locked:
            len(reader.pages)
    except DependencyError:
        locked = True  # encrypted with a cipher that is not installed: as good as a password
    except Exception as error:  # see above
        raise _damaged(name, error) from error
    if locked:
        raise DocumentError(name, "encrypted", "a PDF that opens without a password")
    return reader


def _confirmed(title: str, page: str) -> str | None:
    words = " ".join(title.split())
    return words if words and words.casefold() in " ".join(page.split()).casefold() else None


def _damaged(name: str, error: Exception) -> DocumentError:
    return DocumentError(name, f"damaged PDF ({str(error) or type(error).__name__})", "a whole PDF")
