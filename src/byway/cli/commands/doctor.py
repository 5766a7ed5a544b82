"""`byway doctor`: is everything there that Byway needs?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import typer

from byway.cli import options
from byway.errors import BywayError
from byway.settings import Settings


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it is fine, and what was seen."""

    name: str
    ok: bool
    seen: str


def doctor(context: typer.Context, as_json: options.Json = False) -> None:
    """Check the language model, the lists, the versions and the folders.  Exit 2 if one fails."""
    checks = list(examine(context.obj))
    for check in checks:
        if as_json:
            options.emit(vars(check))
        else:
            typer.echo(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.seen}")
    if not all(check.ok for check in checks):
        raise typer.Exit(2)


def examine(settings: Settings) -> Iterator[Check]:
    """All checks, each tried by itself."""
    yield _tried("versions", _versions)
    yield _tried("language model", lambda: _model(settings))
    yield _tried("goods", _goods)
    yield _tried("lists", lambda: _lists(settings))
    yield _tried("data folder", lambda: _folder(settings))


def _tried(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except (BywayError, OSError) as error:
        return Check(name, False, str(error))


def _versions() -> str:
    from byway.receipt import versions

    return ", ".join(f"{name} {number}" for name, number in versions({}).items())


def _model(settings: Settings) -> str:
    from byway.reading import Reader

    claims = Reader(settings.spacy_models).read("China sold drones to Russia.")
    return f"reads English ({len(claims)} claim in the test sentence)"


def _goods() -> str:
    from byway.goods import Classifier

    found = Classifier.default().classify("ball bearings")
    return f"classifies goods (ball bearings: HS {found.candidates[0].code})"


def _lists(settings: Settings) -> str:
    from byway.lists import ListStore

    seen = []
    for snapshot in ListStore(settings.lists_dir).snapshots():
        snapshot.check()
        age = snapshot.age(date.today())
        seen.append(f"{snapshot.id} with {snapshot.parties_total:,} parties, {age} days old, whole")
    return "; ".join(seen)


def _folder(settings: Settings) -> str:
    place = settings.lists_dir
    while not place.exists():
        place = place.parent
    if not os.access(place, os.W_OK):
        raise OSError(f"{settings.lists_dir} cannot be written")
    return f"{settings.lists_dir} can be written"
