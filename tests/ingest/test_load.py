"""Every kind of source becomes documents with their metadata."""

from __future__ import annotations

import gzip
import hashlib
import io
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from byway.errors import DocumentError, OptionError
from byway.ingest import load, load_all
from byway.model import BlockKind, Document

Write = Callable[[str, bytes | str], str]
STORY = "A broker in Vilnius sent machine tools to a plant in Minsk, two officials said.\n"


def one(source: str, **options: object) -> Document:
    (document,) = load(source, **options)  # type: ignore[arg-type]
    return document


def test_text(files: Path) -> None:
    path = files / "news.txt"
    document = one(str(path))
    assert document.id == str(path)
    assert document.text == path.read_text(encoding="utf-8")
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.title == "Broker sent machine tools to Minsk, officials say"
    assert document.publisher == "Reuters"
    assert document.published is None  # the dateline has no year
    assert document.language == "en"
    assert document.address is None
    assert [document.text[b.start : b.end][:8] for b in document.readable()][:2] == [
        "Broker s",
        "A broker",
    ]


def test_given_metadata_wins(files: Path) -> None:
    document = one(
        str(files / "page.html"),
        title="Other",
        publisher="Someone",
        published=date(2020, 1, 2),
        language="tr",
    )
    assert (document.title, document.publisher) == ("Other", "Someone")
    assert (document.published, document.language) == (date(2020, 1, 2), "tr")
    assert document.text.startswith("Trader in Mersin")


def test_newlines_are_kept(write: Write) -> None:
    assert one(write("a.txt", b"One line.\r\nTwo lines.\r")).text == "One line.\r\nTwo lines.\r"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("March 6, 2024", date(2024, 3, 6)),
        ("6 March 2024 | 9:05 AM", date(2024, 3, 6)),
        ("2024-03-06", date(2024, 3, 6)),
        ("06.03.2024 09:20", date(2024, 3, 6)),
        ("26/03/2024", date(2024, 3, 26)),
        ("Published: March 6, 2024. Updated: March 6, 2024", date(2024, 3, 6)),
        ("6 марта 2024 года", date(2024, 3, 6)),
        ("6 березня 2024", date(2024, 3, 6)),
        ("6 marca 2024", date(2024, 3, 6)),
        ("6 mars 2024", date(2024, 3, 6)),
        ("6. März 2024", date(2024, 3, 6)),
        ("03/06/2024", None),
        ("March 6", None),
        ("31 February 2024", None),
        ("Published March 6, 2024, updated March 9, 2024", None),
    ],
)
def test_date_line(write: Write, line: str, expected: date | None) -> None:
    document = one(write("a.txt", f"Broker sent tools to Minsk\n{line}\n{STORY}"))
    assert document.published == expected
    assert document.text[document.blocks[-1].start :].startswith("A broker")


def test_date_in_a_sentence_is_not_the_documents(write: Write) -> None:
    text = (
        f"Broker sent tools to Minsk\nOn March 6, 2024 the broker was arrested in Vilnius.\n{STORY}"
    )
    assert one(write("a.txt", text)).published is None


def test_date_at_the_end_of_the_title(write: Write) -> None:
    assert one(write("a.txt", f"Border digest, March 6, 2024\n{STORY}")).published == date(
        2024, 3, 6
    )


def test_too_little_text_has_no_language(write: Write) -> None:
    assert one(write("a.txt", "Minsk 12")).language is None


def test_languages(write: Write) -> None:
    text = "Литовский посредник отправил станки на завод в Минске, сообщили двое чиновников."
    assert one(write("a.txt", text)).language == "ru"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_encodings(write: Write, encoding: str) -> None:
    text = STORY * 3 + "Žalgiris – “Литва”\n"
    assert one(write("a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1251",
            "Литовский посредник отправил станки на завод в Минске, сообщили в пятницу двое "
            "чиновников, знакомых с ходом расследования. Завод под санкциями с прошлого года.",
        ),
        (
            "cp1252",
            "Le courtier a expédié des machines à une usine de Minsk, ont déclaré deux "
            "responsables. L'usine est visée par des sanctions européennes depuis l'été dernier.",
        ),
    ],
)
def test_older_encodings(write: Write, encoding: str, text: str) -> None:
    assert one(write("a.txt", text.encode(encoding))).text == text


def test_gzip(write: Write) -> None:
    assert one(write("a.txt.gz", gzip.compress(STORY.encode()))).text == STORY


def test_page(files: Path) -> None:
    document = one(str(files / "page.html"))
    assert document.title == "Trader in Mersin bought chips for Russia"
    assert document.publisher == "The Harbour Gazette"
    assert document.published == date(2024, 5, 3)
    assert document.language == "en"
    found = [(b.kind, document.text[b.start : b.end]) for b in document.blocks]
    assert [kind.value for kind, _ in found] == [
        "title",
        "dateline",
        "body",
        "body",
        "headline",
        "body",
        "promotion",
    ]
    assert "Home" not in document.text
    assert "©" not in document.text


def test_page_by_content_not_name(files: Path, write: Write) -> None:
    page = (files / "page.html").read_bytes()
    assert one(write("page.txt", page)).title == "Trader in Mersin bought chips for Russia"


def test_page_names_its_encoding(write: Write) -> None:
    text = "Литовский посредник отправил станки на завод в Минске, сообщили чиновники."
    html = f'<html><head><meta charset="windows-1251"><title>Станки</title></head><p>{text}</p>'
    document = one(write("a.html", html.encode("cp1251")))
    assert document.text == f"Станки\n{text}"
    assert document.blocks[0].kind is BlockKind.TITLE


def test_xhtml_and_fragment(write: Write) -> None:
    xhtml = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- x --><html xmlns="http://www.w3.org/1999/'
        f'xhtml" lang="en"><head><title/></head><body><p>{STORY}</p></body></html>'
    )
    assert one(write("a.xhtml", xhtml)).text == STORY.strip()
    assert one(write("b", f"<p>{STORY}</p>")).text == STORY.strip()
    assert one(write("c.html", f"Note: <b>x</b> <i>{STORY}</i>")).text.endswith(STORY.strip())


def test_pdf(write: Write, pdf: Callable[..., bytes]) -> None:
    first = "Broker sent tools to Minsk\nMarch 6, 2024\nA broker in Vilnius sent tools to a plant."
    data = pdf(
        first,
        "The plant is under sanctions.",
        info="/Title (Broker sent tools to Minsk) /CreationDate (D:20240401120000Z)",
    )
    document = one(write("report.bin", data))
    assert document.text == f"{first}\n\nThe plant is under sanctions."
    assert document.title == "Broker sent tools to Minsk"
    assert document.published == date(2024, 3, 6)


def test_pdf_metadata_is_second_to_the_text(write: Write, pdf: Callable[..., bytes]) -> None:
    data = pdf(
        "Broker sent tools to Minsk\nA broker in Vilnius sent tools to a plant in Minsk.",
        info="/Title (Microsoft Word - final.docx) /CreationDate (D:20240401120000Z)",
    )
    document = one(write("a.pdf", data))
    assert document.title == "Broker sent tools to Minsk"
    assert document.published == date(2024, 4, 1)


def test_pdf_with_an_owner_password_only_opens(
    write: Write, pdf: Callable[..., bytes], locked_pdf: Callable[[bytes, str], bytes]
) -> None:
    assert one(write("a.pdf", locked_pdf(pdf(STORY.strip()), ""))).text == STORY.strip()


def test_rss(files: Path) -> None:
    source = str(files / "rss.xml")
    first, second = load(source)
    assert first.id == f"{source}#gazette-1"
    assert first.text == (
        "Ministry adds two shippers to its list\n"
        "The ministry added two shippers to its list & froze their accounts.\n"
        "Both had carried drone parts to Russia."
    )
    assert first.title == "Ministry adds two shippers to its list"
    assert first.publisher == "The Harbour Gazette"
    assert first.published == date(2024, 3, 6)
    assert first.language == "en"
    assert first.address == "https://gazette.example/a/1"
    assert first.sha256 == second.sha256 == hashlib.sha256(Path(source).read_bytes()).hexdigest()
    assert second.id == f"{source}#https://gazette.example/a/2"
    assert second.text == second.title == "Second entry & its title alone"
    assert second.published is None


def test_atom(files: Path) -> None:
    (document,) = load(str(files / "atom.xml"))
    assert document.id.endswith("#urn:example:1")
    assert document.published == date(2024, 1, 31)
    assert document.publisher == "Border Watch"


def test_repeated_entry_ids_are_told_apart(write: Write) -> None:
    item = "<item><guid>a</guid><title>Tools went to Minsk</title></item>"
    source = write("f.xml", f"<rss version='2.0'><channel>{item}{item}</channel></rss>")
    assert [d.id for d in load(source)] == [f"{source}#a", f"{source}#a~2"]


def test_folder(write: Write, files: Path, tmp_path: Path) -> None:
    write("b/two.txt", STORY)
    write("b/one.html", (files / "page.html").read_bytes())
    write("a.txt", STORY)
    write(".hidden/x.txt", STORY)
    write(".hidden.txt", STORY)
    write("parties.csv", "id,name\n1,X\n")
    write("claims.jsonl", '{"doc": "a"}\n')
    write("picture.png", b"\x89PNG\r\n\x1a\n")
    assert [d.id for d in load(str(tmp_path))] == [
        str(tmp_path / name) for name in ("a.txt", "b/one.html", "b/two.txt")
    ]


def test_a_bad_file_in_a_folder_raises_or_is_reported(write: Write, tmp_path: Path) -> None:
    write("a.txt", STORY)
    empty = write("b.txt", "")
    write("c.txt", STORY)
    with pytest.raises(DocumentError, match=r"b\.txt: empty"):
        load(str(tmp_path))
    errors: list[DocumentError] = []
    missing = str(tmp_path / "missing.txt")
    found = list(load_all([missing, str(tmp_path)], on_error=errors.append))
    assert [Path(d.id).name for d in found] == ["a.txt", "c.txt"]
    assert [error.where for error in errors] == [missing, empty]


def test_several_sources_in_order(write: Write) -> None:
    sources = [write("b.txt", STORY), write("a.txt", STORY)]
    assert [d.id for d in load_all(sources)] == sources


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    document = one("-", stdin=io.BytesIO(STORY.encode()))
    assert (document.id, document.text) == ("-", STORY)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Tools went to Minsk.")))
    assert one("-").text == "Tools went to Minsk."
    with pytest.raises(DocumentError, match="-: larger than 10 bytes"):
        load("-", stdin=io.BytesIO(STORY.encode()), limit=10)


class _Site(BaseHTTPRequestHandler):
    folder: Path

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page.html")
            self.end_headers()
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "ftp://127.0.0.1/x")
            self.end_headers()
        elif self.path == "/russian":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=koi8-r")
            self.end_headers()
            self.wfile.write("Станки ушли в Минск.".encode("koi8-r"))
        elif (file := self.folder / self.path[1:]).is_file():
            self.send_response(200)
            self.end_headers()
            self.wfile.write(file.read_bytes())
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(fixtures: Path) -> Iterator[str]:
    handler = type("Site", (_Site,), {"folder": fixtures / "ingest"})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_fetching_must_be_asked_for(site: str) -> None:
    with pytest.raises(OptionError, match="fetching was not asked for"):
        load(f"{site}/page.html")
    with pytest.raises(OptionError, match="http or https"):
        load("ftp://127.0.0.1/page.html", fetch=True)


def test_fetched_page(site: str) -> None:
    document = one(f"{site}/moved", fetch=True)
    assert document.id == f"{site}/moved"
    assert document.address == f"{site}/page.html"
    assert document.title == "Trader in Mersin bought chips for Russia"


def test_fetched_feed_and_text(site: str) -> None:
    assert len(load(f"{site}/rss.xml", fetch=True)) == 2
    assert one(f"{site}/russian", fetch=True).text == "Станки ушли в Минск."


@pytest.mark.parametrize(
    ("path", "problem"),
    [("/none", "the server answered 404"), ("/away", "cannot be fetched")],
)
def test_failed_fetch(site: str, path: str, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem):
        load(site + path, fetch=True)


def test_fetch_limit_and_no_server(site: str) -> None:
    with pytest.raises(DocumentError, match="larger than 100 bytes"):
        load(f"{site}/page.html", fetch=True, limit=100)
    with pytest.raises(DocumentError, match="cannot be fetched"):
        load("http://127.0.0.1:1/x", fetch=True)
