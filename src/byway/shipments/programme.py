"""What the rules are asked about: the targets, the turning date, the goods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from byway.data import load_yaml
from byway.errors import OptionError


@dataclass(frozen=True)
class Programme:
    """Controls against some countries.

    targets: ISO codes of where goods may not go.  turning: the day from which behaviour is
    compared.  goods: names of the control lists that the programme cares for.  allies: ISO codes of
    those that the official texts name beside the targets.
    """

    name: str
    title: str
    targets: tuple[str, ...]
    turning: date
    goods: tuple[str, ...]
    source: str
    allies: tuple[str, ...] = ()

    @classmethod
    def named(cls, name: str) -> Programme:
        """A programme of `data/rules/programmes.yaml`.  Raises OptionError when there is none."""
        held = load_yaml("rules/programmes.yaml")["programmes"]
        if name not in held:
            raise OptionError("--programme", f"no programme {name!r}", "one of " + ", ".join(held))
        row = held[name]
        return cls(
            name=name,
            title=row["title"],
            targets=tuple(row["targets"]),
            turning=row["turning"],
            goods=tuple(row["goods"]),
            source=row["source"],
            allies=tuple(row.get("allies", ())),
        )
