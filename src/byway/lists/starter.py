"""The starter list: about sixty parties, written by us as facts with sources and dates.

It is part of the package, so that a first assessment needs no download.  It is a sample to start
from, not a screening list; `byway lists show` says so.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from byway.errors import OutputError
from byway.lists.describe import Description, load_yaml
from byway.lists.draft import Draft
from byway.lists.notices import Notices
from byway.lists.snapshot import MANIFEST, VERSION, Snapshot, open_snapshot
from byway.lists.writing import staged, take_place, write_manifest, write_parties

NAME = "starter"
FILE = "starter.yml"


def prepared(store: Path) -> Snapshot:
    """The starter list as a snapshot below `store`, prepared there when it is not yet.

    Where `store` cannot be written it is prepared in a temporary folder.
    """
    raw = (files("byway.data") / "lists" / FILE).read_bytes()
    sha = hashlib.sha256(raw).hexdigest()
    place = store / NAME / f"{sha[:12]}-{VERSION}"
    if not (place / MANIFEST).is_file():
        try:
            _prepare(place, sha)
        except OutputError:
            place = Path(tempfile.mkdtemp(prefix="byway-")) / NAME
            _prepare(place, sha)
    return open_snapshot(place)


def parties(data: dict[str, Any]) -> Iterator[Draft]:
    """Drafts from the starter file's content."""
    authorities = data["authorities"]
    for id, facts in data["parties"].items():
        draft = Draft(id, facts["schema"])
        for name, given in facts.items():
            if name not in ("schema", "designations"):
                values = given if isinstance(given, list) else [given]
                draft.add(name, *(str(value) for value in values))
        for standing in facts["designations"]:
            authority = authorities[standing["by"]]
            entry = str(standing["entry"]) if "entry" in standing else None
            draft.designate(
                topic=authority.get("topic", "sanction"),
                authority=authority["name"],
                programme=authority["programme"],
                since=standing.get("since"),
                until=standing.get("until"),
                reason=standing.get("reason"),
                entry=entry,
                address=standing.get("source", authority["address"]).format(entry=entry),
            )
        yield draft


def _prepare(place: Path, sha: str) -> None:
    data = load_yaml(FILE)
    description = Description(
        format="starter", title=data["title"], publisher=data["publisher"], terms=data["terms"]
    )
    notices = Notices()
    with staged(place.parent) as scratch:
        folder = scratch / "snapshot"
        folder.mkdir()
        total, digest = write_parties(folder, parties(data), notices)
        write_manifest(
            folder,
            description,
            name=NAME,
            day=date.fromisoformat(str(data["version"])),
            total=total,
            sha256=digest,
            counts={"parties": total},
            inputs={FILE: sha},
            warnings=notices.warnings(),
        )
        take_place(folder, place)
