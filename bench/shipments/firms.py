"""Invented firms: names in the scripts and legal forms of their countries, addresses, mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

HERE = Path(__file__).parent
Array = np.ndarray[Any, Any]
TURNING = np.datetime64("2022-02-24")
FREE_MAIL = ("gmail.com", "outlook.com", "yahoo.com", "mail.ru", "163.com", "hotmail.com")
ACTIVITY = {  # NACE Rev. 2: wholesale and manufacture, by sector
    "electronics": ("46.52", "26.11", "26.12"),
    "telecom": ("46.52", "61.10", "26.30"),
    "machinery": ("46.62", "28.15", "28.41"),
    "instruments": ("46.69", "26.51", "72.19"),
    "food": ("46.39", "10.89", "47.11"),
    "textiles": ("46.42", "14.13", "47.71"),
    "furniture": ("46.47", "31.09", "47.59"),
    "household": ("46.44", "47.59", "46.49"),
    "paper": ("46.76", "17.21", "46.49"),
    "medical": ("46.46", "86.10", "47.74"),
    "chemicals": ("46.75", "20.15", "20.30"),
    "vehicles": ("45.31", "45.11", "45.32"),
    "building": ("46.73", "23.31", "41.20"),
}


@cache
def words() -> dict[str, Any]:
    """What names are made of, by country."""
    held: dict[str, Any] = yaml.safe_load((HERE / "firms.yaml").read_text(encoding="utf-8"))
    return held


def countries() -> tuple[Array, Array]:
    """Codes of the buyers' countries and their shares."""
    held = words()["countries"]
    weights = np.array([row["weight"] for row in held.values()], float)
    return np.array(list(held), object), weights / weights.sum()


@dataclass
class Firms:
    """Firms as columns, one item each."""

    name: Array
    country: Array
    address: Array
    email: Array
    phone: Array
    id: Array
    incorporated: Array
    activity: Array
    kind: Array
    website: Array
    sector: Array

    def __len__(self) -> int:
        return len(self.name)

    def take(self, where: Array) -> Firms:
        """The firms at these places."""
        return Firms(**{f.name: getattr(self, f.name)[where] for f in fields(self)})

    def plus(self, other: Firms) -> Firms:
        """These firms, then those."""
        return Firms(
            **{
                f.name: np.concatenate([getattr(self, f.name), getattr(other, f.name)])
                for f in fields(self)
            }
        )


class Maker:
    """Makes firms; no two have the same name."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.taken: set[str] = set()

    def firms(
        self, country: Array, sector: Array, kind: str | None = None, own_mail: float = 0.97
    ) -> Firms:
        """One firm for each country and sector; `own_mail`: share with a domain of their own."""
        rng, count = self.rng, len(country)
        held = words()["countries"]
        brand = [self._brand() for _ in range(count)]
        number = rng.integers(1, 180, count)
        street = rng.choice(words()["streets"], count)
        form = rng.choice(words()["street_forms"], count)
        unit = rng.integers(1, 60, count)
        city = rng.integers(0, 1_000, count)
        free = rng.choice(FREE_MAIL, count)
        own = rng.random(count) < own_mail
        tail = rng.integers(1_000_000, 9_999_999, count)
        age = rng.gamma(2.0, 7.0, count) * 365
        name, address, email, phone, website = ([""] * count for _ in range(5))
        for n in range(count):
            row = held[country[n]]
            place = row["cities"][city[n] % len(row["cities"])]
            name[n] = self._name(brand[n], row, place)
            address[n] = f"{number[n]} {street[n]} {form[n]}, office {unit[n]}, {place}"
            domain = f"{brand[n].lower().replace(' ', '-')}.example"
            website[n] = f"www.{domain}" if own[n] else ""
            email[n] = f"office@{domain}" if own[n] else f"{brand[n].lower()}@{free[n]}"
            phone[n] = f"+{row['dial']} {tail[n]}"
        kinds = rng.choice(["trader", "manufacturer", "other"], count, p=[0.6, 0.3, 0.1])
        return Firms(
            name=np.array(name, object),
            country=np.asarray(country, object),
            address=np.array(address, object),
            email=np.array(email, object),
            phone=np.array(phone, object),
            id=np.array(
                [f"{c}{t}{n % 97:02d}" for n, (c, t) in enumerate(zip(country, tail, strict=True))],
                object,
            ),
            incorporated=np.datetime64("2019-12-31") - age.astype("timedelta64[D]"),
            activity=np.array(
                [ACTIVITY[s][i] for s, i in zip(sector, rng.integers(0, 3, count), strict=True)],
                object,
            ),
            kind=np.full(count, kind, object) if kind else kinds.astype(object),
            website=np.array([w or None for w in website], object),
            sector=np.asarray(sector, object),
        )

    def _brand(self) -> str:
        parts = words()["parts"]
        size = 2 if self.rng.random() < 0.35 else 3
        return "".join(parts[n] for n in self.rng.integers(0, len(parts), size)).capitalize()

    def _name(self, brand: str, row: dict[str, Any], place: str) -> str:
        local = row.get("local")
        while True:
            own = local is not None and self.rng.random() < local["share"]
            source: dict[str, Sequence[str]] = local if own else row
            form, word = (
                source[key][self.rng.integers(len(source[key]))] for key in ("forms", "words")
            )
            if own:
                parts = [local["parts"][n] for n in self.rng.integers(0, len(local["parts"]), 3)]
                core = "".join(parts)
                tight = ord(core[0]) > 0x2E80  # scripts that write no spaces
                name = f"{core}{word}{form}" if tight else f"{form} «{core} {word}»"
            else:
                shape = self.rng.integers(4)
                name = (
                    f"{brand} {word} {form}",
                    f"{brand} {form}",
                    f"{brand} {place} {word} {form}",
                    f"{word} {brand} {form}",
                )[shape]
            if name not in self.taken:
                self.taken.add(name)
                return name
            brand = self._brand()
