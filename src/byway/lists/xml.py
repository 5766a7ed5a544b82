"""XML lists read element by element, with the line of every fault named."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from byway.errors import ListError
from byway.lists.inputs import InputFile

_CHUNK = 1 << 16


def one_file(files: Sequence[InputFile], suffix: str, what: str) -> InputFile:
    """The one file with this suffix (packed or not), or the only file at all.

    Raises ListError naming them when there are several or none.
    """
    fit = [f for f in files if f.name.lower().removesuffix(".gz").endswith(suffix)]
    fit = fit or (list(files) if len(files) == 1 else [])
    if len(fit) != 1:
        names = " and ".join(f.where for f in (fit or files)[:5])
        problem = f"{len(fit)} files that may be the list" if fit else "no file that may be it"
        raise ListError(names, problem, f"one {suffix} file with {what}")
    return fit[0]


def root_of(file: InputFile, tag: str) -> Element:
    """The root element, of which only the attributes count.

    Raises ListError when the file is no XML or its root is another one.
    """
    root = next(_events(file, ("start",)), None)
    if root is None or local(root.tag) != tag:
        found = f"root element {local(root.tag)!r}" if root is not None else "no XML element"
        raise ListError(file.where, found, f"root element {tag!r}")
    return root


def root_tag(file: InputFile) -> str:
    """The root element's tag without its namespace.  Raises ListError when it is no XML."""
    root = next(_events(file, ("start",)), None)
    if root is None:
        raise ListError(file.where, "no XML element", "an XML file")
    return local(root.tag)


def elements(file: InputFile, tags: Container[str]) -> Iterator[Element]:
    """Every element with one of these tags, whole, namespaces taken off; memory is given back.

    Raises ListError naming the line where the XML breaks off or is not well formed.
    """
    depth, inside = 0, 0
    stack: list[Element] = []
    for kind, element in _pairs(file):
        if kind == "start":
            depth += 1
            stack.append(element)
            element.tag = local(element.tag)
            if not inside and element.tag in tags:
                inside = depth
            continue
        stack.pop()
        if inside == depth:
            yield element
            inside = 0
            if stack:
                stack[-1].remove(element)
        depth -= 1


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def _events(file: InputFile, kinds: Sequence[str]) -> Iterator[Element]:
    for kind, element in _pairs(file):
        if kind in kinds:
            yield element


def _pairs(file: InputFile) -> Iterator[tuple[str, Element]]:
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    try:
        with file.open() as raw:
            while chunk := raw.read(_CHUNK):
                parser.feed(chunk)
                yield from parser.read_events()  # type: ignore[misc]
        parser.close()
        yield from parser.read_events()  # type: ignore[misc]
    except ParseError as error:
        line, column = error.position
        where = f"{file.where}, line {line}, column {column}"
        problem = str(error).partition(":")[0]
        raise ListError(where, f"broken XML ({problem})", "whole, well-formed XML") from error
