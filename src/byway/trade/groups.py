"""Named groups of places ("EU27"), so that a sum of members never takes in a sum of sums."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from byway.data import load_yaml
from byway.errors import OptionError
from byway.places import place

_WHOLE = {"EU": ("EU27", "EU28")}
"""What a group is called where it reports as one, which is when none of its members does."""


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    held = load_yaml("trade/groups.yaml")["groups"]
    return {name: tuple(group["members"]) for name, group in held.items()}


def is_group(name: str) -> bool:
    """Whether a name is a group's."""
    return name.strip().upper() in {*_groups(), *_WHOLE}


def reporters(names: str | Iterable[str]) -> tuple[str, ...]:
    """`members`, and the group's own code for tables in which it is the only reporter."""
    given = [names] if isinstance(names, str) else list(names)
    parts = [part.strip().upper() for text in given for part in text.split(",")]
    whole = [code for code, groups in _WHOLE.items() if {code, *groups} & set(parts)]
    return (*members(part for part in parts if part not in _WHOLE), *whole)


def members(names: str | Iterable[str]) -> tuple[str, ...]:
    """ISO alpha-2 codes of places and groups, each once, in order.

    A name is a group of `data/trade/groups.yaml`, a code (alpha-2, alpha-3, M49) or a country's
    name; a text may hold several, separated by commas.  Raises OptionError for one that is none.
    """
    given = [names] if isinstance(names, str) else list(names)
    found: list[str] = []
    for name in (part.strip() for text in given for part in text.split(",")):
        if group := _groups().get(name.upper()):
            found += group
        elif alpha2 := place(name).alpha2:
            found.append(alpha2)
        elif name:
            known = ", ".join(_groups())
            raise OptionError("place", repr(name), f"a country's code or name, or one of {known}")
    return tuple(dict.fromkeys(found))
