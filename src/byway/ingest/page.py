"""HTML pages: the article and its metadata (trafilatura), and plain text of fragments."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from html.parser import HTMLParser
from typing import Any

from byway.errors import DocumentError
from byway.ingest.encoding import declared_in, decode
from byway.ingest.found import Found
from byway.ingest.paragraphs import paragraphs
from byway.ingest.quiet import quiet

_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_HTML = re.compile(r"<html[\s>]", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]*\blang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
_BLOCKS = {
    *("p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "section", "article"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "hr", "pre", "dd", "dt"),
}
_SILENT = {"script", "style", "noscript", "template"}


def read_page(data: bytes, name: str, *, charset: str | None, address: str | None) -> Found:
    """The article of an HTML page: its title on the first line, then a line a paragraph.

    `charset` is what the server said.  Dates are taken from metadata only, never guessed from the
    text.  The publisher is the site's name, else the host of its address.
    Raises DocumentError when the page holds no article.
    """
    from trafilatura import bare_extraction

    html = decode(data, name, charset or declared_in(data))
    whole = _PROLOGUE.sub("", html)
    if not _HTML.search(whole):
        whole = f"<html><body>{whole}</body></html>"
    with quiet("trafilatura"):
        page: Any = bare_extraction(
            whole,
            url=address,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    body = (page.text or "") if page else ""
    if page is None or not any(part.finished or part.words >= 8 for part in paragraphs(body)):
        raise DocumentError(name, "no article text in this page", "a page with a report in it")
    title = page.title or None
    language = _LANGUAGE.search(html[:4_096])
    return Found(
        text=_under_title(title, body),
        title=title,
        publisher=page.sitename or _host(page.hostname),
        published=iso_date(page.date),
        language=language.group(1).lower() if language else None,
        address=address or page.url or None,
    )


def fragment_text(html: str) -> str:
    """The text of a piece of HTML, a line for each block."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    lines = (" ".join(line.split()) for line in "".join(collector.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def iso_date(text: str | None) -> date | None:
    """The date that `text` begins with, None where it does not."""
    with suppress(ValueError):
        return date.fromisoformat((text or "")[:10])
    return None


def _under_title(title: str | None, body: str) -> str:
    if not title or body.startswith(title):
        return body
    return f"{title}\n{body}"


def _host(hostname: str | None) -> str | None:
    return hostname.removeprefix("www.") if hostname else None


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))
