"""What changed between two snapshots: who came, who went, whose entry reads otherwise."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from byway.errors import ListError
from byway.lists.listed import ListedParty
from byway.lists.snapshot import ENTITIES, Snapshot
from byway.model import Designation
from byway.model.record import Record


class Change(Record):
    """One field of an entry: the values that went and those that came.

    `field` is an FtM property, `schema` or `designations`.
    """

    field: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


class ChangedParty(Record):
    """A party that both snapshots have, with the fields that differ."""

    id: str
    caption: str
    changes: tuple[Change, ...]


class ListDiff(Record):
    """The difference of two snapshots, in the order of the lists.

    `before` and `after` are the snapshots' ids (`ofac@2022-02-25`).
    """

    before: str
    after: str
    added: tuple[ListedParty, ...] = ()
    removed: tuple[ListedParty, ...] = ()
    changed: tuple[ChangedParty, ...] = ()

    def touched(self) -> tuple[str, ...]:
        """Ids of the parties in `after` that are new or changed: what must be screened again."""
        new = tuple(listed.party.id for listed in self.added)
        return new + tuple(party.id for party in self.changed)


def diff(before: Snapshot, after: Snapshot) -> ListDiff:
    """Compare two snapshots party by party; parties are the same when their ids are."""
    old, new = dict(_digests(before)), dict(_digests(after))
    differing = [id for id, digest in new.items() if old.get(id, digest) != digest]
    compared = (_compared(before.party(id), after.party(id)) for id in differing)
    return ListDiff(
        before=before.id,
        after=after.id,
        added=tuple(after.party(id) for id in new if id not in old),
        removed=tuple(before.party(id) for id in old if id not in new),
        changed=tuple(party for party in compared if party.changes),
    )


def _digests(snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    with (snapshot.folder / ENTITIES).open("rb") as file:
        for line in file:
            yield _id(snapshot, line), hashlib.blake2b(line, digest_size=16).digest()


def _id(snapshot: Snapshot, line: bytes) -> str:
    try:
        return str(json.loads(line)["id"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ListError(
            str(snapshot.folder), f"damaged snapshot ({error})", "a whole one; add the list again"
        ) from error


def _compared(old: ListedParty, new: ListedParty) -> ChangedParty:
    before, after = old.party.properties, new.party.properties
    pairs = {name: (before.get(name, ()), after.get(name, ())) for name in {**before, **after}}
    pairs["schema"] = ((old.party.schema_name,), (new.party.schema_name,))
    pairs["designations"] = (
        tuple(map(_words, old.designations)),
        tuple(map(_words, new.designations)),
    )
    changes = []
    for name, (left, right) in pairs.items():
        removed = tuple(value for value in left if value not in right)
        added = tuple(value for value in right if value not in left)
        if removed or added:
            changes.append(Change(field=name, removed=removed, added=added))
    return ChangedParty(id=new.party.id, caption=new.party.caption, changes=tuple(changes))


def _words(designation: Designation) -> str:
    given = {
        "": designation.topic,
        "by ": designation.authority,
        "under ": designation.programme,
        "since ": designation.since,
        "until ": designation.until,
        "entry ": designation.entry,
        "for ": designation.reason,
    }
    return " ".join(f"{word}{value}" for word, value in given.items() if value)
