"""What cannot be read is refused with its name, the problem and what was expected."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from byway.errors import DocumentError, InputError
from byway.ingest import load

Write = Callable[[str, bytes | str], str]
FEED = "<rss version='2.0'><channel><title>x</title>{}</channel></rss>"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n", "nothing but white space"),
        ("blank16.txt", "\ufeff \n".encode("utf-16-le"), "no letter or digit"),
        ("signs.txt", "— * —", "no letter or digit"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        ("office.txt", b"PK\x03\x04\x14\x00", "a zip archive or an office document"),
        ("letter.rtf", b"{\\rtf1 hello}", "a rich text document"),
        ("binary.txt", bytes(range(256)) * 8, "binary data"),
        ("control.txt", b"\x01\x02\x03 text" * 9, "binary data"),
        ("table.csv", "a,b\n1,2\n", "a table"),
        ("data.json", '{"name": "x", "list": [1, 2]}', "JSON data"),
        ("long.json", '[{"name": "' + "x" * 9_000 + '"}]', "JSON data"),
        ("list.xml", '<?xml version="1.0"?><sdnList><a/></sdnList>', "XML that is neither"),
        ("half.txt", "Станки ушли в Минск".encode()[:-1], "damaged UTF-8"),
        ("noise.txt", b"ab \xff\xfe\xfd\x80\x81 cd \x90\x8f\x9d \xff", "unknown encoding"),
        ("mark.txt", b"\xef\xbb\xbfabc \xff\xff", "wrong encoding: marked as UTF-8"),
        ("odd.txt", b"\xff\xfea\x00b", "wrong encoding: marked as UTF-16-LE"),
        ("menu.html", "<html><body><a href=/>Home</a> <a href=/w>World</a></body></html>",
         "no article text"),
        ("app.html", "<html><body><div id=a></div><script>x()</script></body></html>",
         "no article text"),
        ("feed.xml", FEED.format(""), "a feed without entries"),
        ("bare.xml", FEED.format("<item><link>https://e.example</link></item>"),
         "no entry with text"),
        ("cut.xml", FEED.format("<item>")[:30], "a feed without entries"),
        ("head.pdf", b"%PDF-1.4\nnothing more", "damaged PDF"),
        ("cut.gz", b"\x1f\x8b\x08\x00abc", "damaged gzip"),
    ],
)  # fmt: skip
def test_refused(write: Write, name: str, content: bytes | str, problem: str) -> None:
    path = write(name, content)
    with pytest.raises(DocumentError, match="; expected ") as caught:
        load(path)
    assert caught.value.where == path
    assert problem in caught.value.problem


def test_missing_file_and_bad_name(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"none\.txt: no such file"):
        load(str(tmp_path / "none.txt"))
    with pytest.raises(DocumentError, match="not a file name"):
        load("a\x00b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(write: Write) -> None:
    path = write("a.txt", "Tools went to Minsk.")
    Path(path).chmod(0)
    with pytest.raises(DocumentError, match="cannot be read"):
        load(path)


def test_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(DocumentError, match="cannot be read"):
        load(str(tmp_path))


def test_empty_folder_and_folder_without_reports(write: Write, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="a folder without files"):
        load(str(tmp_path))
    write("p.png", b"\x89PNG\r\n\x1a\n")
    with pytest.raises(DocumentError, match="a folder without reports"):
        load(str(tmp_path))


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DocumentError, match="larger than 20,000,000 bytes"):
        load(str(path))


def test_scan_and_encrypted_pdf(
    write: Write, pdf: Callable[..., bytes], locked_pdf: Callable[[bytes, str], bytes]
) -> None:
    with pytest.raises(DocumentError, match=r"no text in 2 page\(s\), perhaps a scan"):
        load(write("scan.pdf", pdf("", "")))
    with pytest.raises(DocumentError, match="encrypted; expected a PDF that opens without"):
        load(write("locked.pdf", locked_pdf(pdf("Tools went to Minsk."), "secret")))


def test_pdf_with_too_much_text(write: Write, pdf: Callable[..., bytes]) -> None:
    data = pdf(*["Tools went to Minsk."] * 200)
    with pytest.raises(DocumentError, match="more than 3,000 characters"):
        from byway.ingest.pdf import read_pdf

        read_pdf(data, "long.pdf", limit=3_000)


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.8, 0.95])
def test_cut_pdf_never_ends_in_a_traceback(
    write: Write, pdf: Callable[..., bytes], cut: float
) -> None:
    data = pdf("Tools went to Minsk.", "The plant is under sanctions.")
    path = write("cut.pdf", data[: int(cut * len(data))])
    try:
        (document,) = load(path)
    except InputError as error:
        assert error.where == path
    else:
        assert "Minsk" in document.text  # pypdf could rebuild it
