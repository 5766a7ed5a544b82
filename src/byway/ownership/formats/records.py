"""Records of JSON and XML files one by one, each with the place where it stands."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, iterparse

from byway.errors import TableError
from byway.files import read_bytes
from byway.ownership import days, shares

Record = Mapping[str, Any]


def json_records(path: Path, inside: tuple[str, ...] = ()) -> Iterator[tuple[str, Record]]:
    """The objects of a JSON file, of an array, or of JSON lines, with their places.

    inside: names under which a file may keep its array of objects.
    Raises TableError naming the line of what is no JSON.
    """
    number, line = _first_line(path)
    value = _value(line) if line.lstrip()[:1] == b"{" else None
    if isinstance(value, dict) and not any(isinstance(value.get(name), list) for name in inside):
        yield from _json_lines(path)
        return
    try:
        content = json.loads(read_bytes(path))
    except ValueError as error:
        where = f"{path}, line {getattr(error, 'lineno', number)}"
        raise TableError(where, f"no JSON ({error})", "a JSON object, array or lines") from None
    for name in inside:
        if isinstance(content, dict) and isinstance(content.get(name), list):
            content = content[name]
    items = content if isinstance(content, list) else [content]
    for place, item in enumerate(items, 1):
        yield _object(item, f"{path}, record {place}")


def xml_records(path: Path, tag: str) -> Iterator[tuple[str, Element]]:
    """Every element with this name, namespaces taken off, with its place; memory is given back.

    Raises TableError naming the line where the XML breaks off or is not well formed.
    """
    count = 0
    with _opened(path) as file:
        try:
            for _, element in iterparse(file, ("end",)):
                element.tag = element.tag.rpartition("}")[2]
                if element.tag == tag:
                    count += 1
                    yield f"{path}, record {count}", element
                    element.clear()
        except ParseError as error:
            raise TableError(f"{path}, line {error.position[0]}", "no whole XML", "XML") from None


def text(value: object) -> str:
    """A value as text without space around it; "" for None."""
    return "" if value is None else " ".join(str(value).split())


def mapping(record: Record, name: str, where: str) -> Record:
    """An object within a record, {} where it is not there; TableError where it is none."""
    value = record.get(name)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise TableError(f"{where}, field {name}", f"{_short_text(value)}", "an object")
    return value


def objects(record: Record, name: str, where: str) -> list[Record]:
    """A list of objects within a record, [] where it is not there; TableError where it is none."""
    value = record.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise TableError(f"{where}, field {name}", f"{_short_text(value)}", "a list of objects")
    return list(value)


def required(record: Record, name: str, where: str) -> str:
    """A text that a record must have; TableError naming the field where it has not."""
    value = record.get(name)
    if type(value) is str and value.isprintable() and value.strip() == value != "":
        return value
    if not isinstance(value, str | int) or isinstance(value, bool) or not text(value):
        raise TableError(f"{where}, field {name}", "missing", "a text")
    return text(value)


def dated(read: Callable[[str | None], int], value: object, where: str, name: str) -> int:
    """The day of a field, by `days.first` or `days.last`; TableError where it is no date."""
    try:
        return read(text(value))
    except ValueError:
        raise TableError(f"{where}, field {name}", _short_text(value), days.EXPECTED) from None


def share(value: object, where: str, name: str) -> tuple[float, float]:
    """The range of a share as written; TableError where it is none."""
    try:
        return shares.parse(text(value))
    except ValueError:
        raise TableError(f"{where}, field {name}", _short_text(value), shares.EXPECTED) from None


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element, *names: str) -> str:
    """The text of a descendant by the names on the way to it, "" where there is none."""
    for name in names:
        found = next((e for e in element if local_name(e) == name), None)
        if found is None:
            return ""
        element = found
    return text(element.text)


def _json_lines(path: Path) -> Iterator[tuple[str, Record]]:
    for number, line in _lines(path):
        if line.strip():
            where = f"{path}, line {number}"
            try:
                item = json.loads(line.decode("utf-8-sig"))
            except ValueError as error:
                raise TableError(where, f"no JSON ({error})", "one object on each line") from None
            yield _object(item, where)


def _object(item: object, where: str) -> tuple[str, Record]:
    if not isinstance(item, Mapping):
        raise TableError(where, f"{_short_text(item)} is no object", "an object")
    return where, item


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with _opened(path) as file:
        try:
            yield from enumerate(file, 1)
        except (OSError, EOFError) as error:
            raise TableError(str(path), f"damaged ({error})", "a whole file") from error


def _first_line(path: Path) -> tuple[int, bytes]:
    for number, line in _lines(path):
        if line.strip():
            return number, line
    raise TableError(str(path), "empty", "records of ownership")


def _opened(path: Path) -> Any:
    try:
        file = path.open("rb")
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
    except OSError as error:
        raise TableError(str(path), f"cannot be read ({error.strerror})", "a file") from error
    return gzip.GzipFile(fileobj=file) if packed else file


def _value(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _short_text(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
