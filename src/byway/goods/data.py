"""Reading the data files that come with Byway for goods."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _root() -> Traversable:
    return files("byway") / "data" / "goods"


def parse_yaml(text: str) -> Any:
    """YAML with the fast loader where it is built in.  Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_LOADER)


def read_yaml(name: str) -> Any:
    """The content of one data file, `name` relative to `data/goods`."""
    return parse_yaml((_root() / name).read_text("utf-8"))


def read_folder(name: str) -> Iterator[tuple[str, Any]]:
    """Name and content of each YAML file of a folder of `data/goods`, in order of name."""
    for item in sorted((_root() / name).iterdir(), key=lambda file: file.name):
        if item.name.endswith(".yml"):
            yield item.name, parse_yaml(item.read_text("utf-8"))
