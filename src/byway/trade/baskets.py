"""Baskets: which goods are looked at, set before anything is seen of their trade."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from byway.errors import OptionError, TableError
from byway.files import read_bytes

_FOLDER = "goods/controls"
_CODE = re.compile(r"\d{4}(\d{2}){0,3}")
_COLUMNS = ("hs6", "code", "product", "cn8", "hs", "hs_code")


@dataclass(frozen=True)
class Basket:
    """A list of goods.  `codes` are chapters, headings or HS6; None stands for all goods."""

    name: str
    codes: frozenset[str] | None
    edition: str | None = None

    def holds(self, hs6: str) -> bool:
        """Whether the list names this code or its heading."""
        return self.codes is None or any(hs6[:n] in self.codes for n in (6, 4, 2))


def basket(goods: str | Path) -> Basket:
    """`all`, a control list that comes with Byway (`chpl`), or a file of codes.

    A file is CSV with a column `hs6`, `code`, `product` or `cn8`, one code a line, or YAML shaped
    like the lists in `data/goods/controls`.  Codes of eight and ten digits are cut to six.
    Raises OptionError for a name that is none, TableError naming the line of a code that is none.
    """
    name = str(goods)
    if name.lower() == "all":
        return Basket("all", None)
    held = _held()
    if name.lower() in held:
        return held[name.lower()]
    path = Path(goods)
    if not path.is_file():
        raise OptionError("--goods", f"{name!r} is no list", f"all, {', '.join(held)} or a file")
    text = read_bytes(path, 5_000_000).decode("utf-8-sig", errors="replace")
    if path.suffix.lower() in (".yml", ".yaml"):
        return _of_yaml(path.stem, text, str(path))
    return Basket(path.stem, frozenset(_codes(text, name)))


def controlled() -> Basket:
    """All goods on any list that comes with Byway: they make no control group."""
    codes = frozenset(code for held in _held().values() for code in held.codes or ())
    return Basket("controlled", codes)


@cache
def _held() -> dict[str, Basket]:
    folder = files("byway.data").joinpath(_FOLDER)
    found = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yml"):
            stem = file.name.removesuffix(".yml")
            found[stem] = _of_yaml(stem, file.read_text("utf-8"), file.name)
    return found


def _of_yaml(name: str, text: str, where: str) -> Basket:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(text, Loader=loader)
        codes = {str(entry["code"])[:6] for entry in data.get("entries", ())}
        for days in data.get("by_tier", {}).values():
            codes |= {code[:6] for listed in days.values() for code in str(listed).split()}
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise TableError(where, "is no list of codes", "entries, each with a code") from error
    if not codes:
        raise TableError(where, "names no code", "entries, each with a code")
    return Basket(name, frozenset(codes), data.get("edition"))


def _codes(text: str, where: str) -> set[str]:
    rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    if not rows:
        raise TableError(where, "is empty", "HS codes")
    head = [cell.strip().lower() for cell in rows[0]]
    column = next((head.index(name) for name in _COLUMNS if name in head), None)
    body = rows if column is None else rows[1:]
    found = set()
    for number, row in enumerate(body, start=1 if column is None else 2):
        cell = row[column or 0] if len(row) > (column or 0) else ""
        code = re.sub(r"[\s.]", "", cell)
        if not _CODE.fullmatch(code):
            raise TableError(f"{where}, line {number}", f"{cell!r} is no HS code", "4 to 10 digits")
        found.add(code[:6])
    return found
