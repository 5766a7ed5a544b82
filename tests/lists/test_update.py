"""Fetching lists: conditional requests, retries, checks, nothing half-written."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from byway.errors import InputError, ListError, OptionError
from byway.lists import ListStore
from byway.lists.fetch import Download, download
from byway.lists.update import FOLDER, update

BODY = b'{"id":"a","schema":"Person","properties":{"name":["A"],"topics":["sanction"]}}\n'


class Site:
    """A web server whose answers the test decides; it remembers what it was asked."""

    def __init__(self) -> None:
        self.body = BODY
        self.etag = '"1"'
        self.headers: dict[str, str] = {}
        self.failures: list[Callable[[BaseHTTPRequestHandler], None]] = []
        self.asked: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(dict(self.headers))
                if site.failures:
                    site.failures.pop(0)(self)
                elif self.headers.get("If-None-Match") == site.etag:
                    self.send_response(304)
                    self.end_headers()
                else:
                    answer(self, site.body, {"ETag": site.etag, **site.headers})

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/list.json"


def answer(
    handler: BaseHTTPRequestHandler, body: bytes, headers: dict[str, str], code: int = 200
) -> None:
    handler.send_response(code)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def failing(code: int, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: answer(handler, b"", given, code)


def cutting(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(BODY)))
    handler.end_headers()
    handler.wfile.write(BODY[:10])
    handler.close_connection = True


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()


def fetch(address: str, target: Path, **options: Any) -> Download | None:
    return download(address, target, pause=lambda seconds: None, **options)


def run(store: ListStore, site: Site, **options: Any) -> Any:
    given = {"addresses": {"list.json": site.address}, "fetch": fetch, **options}
    return update(store, "x", "ftm", **given)


def test_download(site: Site, tmp_path: Path) -> None:
    got = fetch(site.address, tmp_path / "a")
    assert got == Download(site.address, hashlib.sha256(BODY).hexdigest(), '"1"', None)
    assert (tmp_path / "a").read_bytes() == BODY
    assert site.asked[0]["User-Agent"].startswith("byway")
    assert fetch(site.address, tmp_path / "b", known=got) is None
    assert not (tmp_path / "b").exists()
    assert site.asked[1]["If-None-Match"] == '"1"'


def test_passing_trouble_is_tried_again(site: Site, tmp_path: Path) -> None:
    pauses: list[float] = []
    site.failures = [failing(503), failing(429, Retry_After="7"), cutting]
    got = download(site.address, tmp_path / "a", pause=pauses.append)
    assert got is not None
    assert (tmp_path / "a").read_bytes() == BODY
    assert pauses == [1.0, 7.0, 4.0]


def test_trouble_that_stays(site: Site, tmp_path: Path) -> None:
    site.failures = [failing(500)] * 4
    with pytest.raises(ListError, match=r"the server answers 500 .*tried 4 times"):
        fetch(site.address, tmp_path / "a")
    assert len(site.asked) == 4
    assert list(tmp_path.iterdir()) == []


def test_lasting_refusal_is_not_tried_again(site: Site, tmp_path: Path) -> None:
    site.failures = [failing(404)]
    with pytest.raises(ListError, match="the server answers 404"):
        fetch(site.address, tmp_path / "a")
    assert len(site.asked) == 1


def test_nobody_there(tmp_path: Path) -> None:
    with pytest.raises(ListError, match=r"cannot be fetched .* tried 2 times"):
        fetch("http://127.0.0.1:9/x", tmp_path / "a", tries=2)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/y", "list.csv"])
def test_only_web_addresses(tmp_path: Path, address: str) -> None:
    with pytest.raises(InputError, match="no web address"):
        fetch(address, tmp_path / "a")


@pytest.mark.parametrize(
    ("header", "good"),
    [
        ("Repr-Digest", f"sha-256=:{base64.b64encode(hashlib.sha256(BODY).digest()).decode()}:"),
        ("Digest", f"sha-256={base64.b64encode(hashlib.sha256(BODY).digest()).decode()}"),
        ("Content-MD5", base64.b64encode(hashlib.md5(BODY).digest()).decode()),
    ],
)
def test_stated_digest_is_checked(site: Site, tmp_path: Path, header: str, good: str) -> None:
    site.headers = {header: good}
    assert fetch(site.address, tmp_path / "a") is not None
    site.body = BODY.replace(b"A", b"B")
    with pytest.raises(ListError, match="is not the one that the server states"):
        fetch(site.address, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_empty_answer(site: Site, tmp_path: Path) -> None:
    site.body = b""
    with pytest.raises(ListError, match="empty"):
        fetch(site.address, tmp_path / "a")


def test_update_and_update_again(store: ListStore, site: Site) -> None:
    first = run(store, site, day=date(2026, 1, 1))
    assert first is not None
    assert tuple(first.ids()) == ("a",)
    assert run(store, site, day=date(2026, 1, 2)) is None
    assert site.asked[1]["If-None-Match"] == '"1"'
    site.body, site.etag = BODY.replace(b'"a"', b'"b"'), '"2"'
    third = run(store, site, day=date(2026, 1, 3))
    assert third is not None
    assert tuple(third.ids()) == ("b",)
    assert [s.day.day for s in store.snapshots("x")] == [1, 3]


def test_same_bytes_under_another_tag_are_nothing_new(store: ListStore, site: Site) -> None:
    run(store, site, day=date(2026, 1, 1))
    site.etag = '"2"'
    assert run(store, site, day=date(2026, 1, 2)) is None
    assert run(store, site, day=date(2026, 1, 3)) is None
    assert site.asked[2]["If-None-Match"] == '"2"'


def test_broken_list_leaves_everything_as_it_was(store: ListStore, site: Site) -> None:
    run(store, site, day=date(2026, 1, 1))
    kept = store.folder / "x" / FOLDER
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    site.body, site.etag = b"{", '"2"'
    with pytest.raises(ListError, match="no JSON"):
        run(store, site, day=date(2026, 1, 2))
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before
    assert [s.day.day for s in store.snapshots("x")] == [1]
    site.body, site.etag = BODY, '"3"'
    assert run(store, site, day=date(2026, 1, 3)) is None
    assert {p.name for p in (store.folder / "x").iterdir()} == {FOLDER, "2026-01-01"}


def test_lost_copy_is_fetched_again(store: ListStore, site: Site) -> None:
    run(store, site, day=date(2026, 1, 1))
    (store.folder / "x" / FOLDER / "list.json").unlink()
    assert run(store, site, day=date(2026, 1, 2)) is None
    assert "If-None-Match" not in site.asked[1]
    (store.folder / "x" / FOLDER / "downloads.json").write_text("{")
    assert run(store, site, day=date(2026, 1, 3)) is not None


def test_one_of_two_files_is_new(store: ListStore, site: Site) -> None:
    addresses = {"a.json": site.address + "?1", "b.json": site.address + "?2"}
    run(store, site, day=date(2026, 1, 1), addresses=addresses)
    known = site.etag
    site.failures = [failing(304)]
    site.body, site.etag = BODY.replace(b'"a"', b'"b"'), '"2"'
    snapshot = run(store, site, day=date(2026, 1, 2), addresses=addresses)
    assert known != site.etag
    assert snapshot is not None
    assert set(snapshot.ids()) == {"a", "b"}


def test_formats_without_address(store: ListStore) -> None:
    with pytest.raises(OptionError, match="'ftm' has no official address"):
        update(store, "x", "ftm")
    with pytest.raises(OptionError, match="unknown format"):
        update(store, "x", "pdf")


def test_official_addresses_are_used(store: ListStore) -> None:
    asked: list[str] = []

    def refuse(address: str, target: Path, **options: Any) -> None:
        asked.append(address)
        raise ListError(address, "no", "x")

    with pytest.raises(ListError):
        update(store, "un", "un-xml", fetch=refuse)
    assert asked == ["https://scsanctions.un.org/resources/xml/en/consolidated.xml"]
    assert not store.folder.exists() or not list(store.folder.iterdir())
