"""RSS and Atom feeds (feedparser): each entry is a document."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from byway.errors import DocumentError
from byway.ingest.found import Found
from byway.ingest.page import fragment_text

_LANGUAGE = re.compile(r"[a-z]{2}\b", re.IGNORECASE)


def read_feed(data: bytes, name: str, *, charset: str | None) -> list[Found]:
    """The entries of a feed in its order: title on the first line, then content or summary.

    `key` is the entry's own id, else its link, else its place in the feed; a repeated one gets
    its place added.  Raises DocumentError when the feed has no entry with text.
    """
    import feedparser

    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    feed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    found = list(_entries(feed))
    if not found:
        reason = feed.get("bozo_exception") if feed.get("bozo") else None
        problem = "a feed without entries" if not feed.entries else "no entry with text"
        detail = f" ({reason})" if reason else ""
        raise DocumentError(name, problem + detail, "at least one entry with a title or a text")
    return found


def _entries(feed: Any) -> Iterator[Found]:
    channel = feed.feed
    seen: set[str] = set()
    for place, entry in enumerate(feed.entries, start=1):
        title = fragment_text(entry.get("title") or "").replace("\n", " ") or None
        body = fragment_text(_content(entry))
        text = "\n".join(part for part in (title, body) if part)
        if not text:
            continue
        key = entry.get("id") or entry.get("link") or str(place)
        if key in seen:
            key = f"{key}~{place}"
        seen.add(key)
        language = _LANGUAGE.match(channel.get("language") or "")
        yield Found(
            text=text,
            title=title,
            publisher=(entry.get("source") or {}).get("title") or channel.get("title") or None,
            published=_date(entry),
            language=language.group().lower() if language else None,
            address=entry.get("link") or None,
            key=key,
        )


def _content(entry: Any) -> str:
    """The longest text an entry gives: its content, else its summary."""
    texts = [item.get("value") or "" for item in entry.get("content") or ()]
    return max([*texts, entry.get("summary") or ""], key=len)


def _date(entry: Any) -> date | None:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    if parsed:
        with suppress(ValueError):
            return date(*parsed[:3])
    return None
