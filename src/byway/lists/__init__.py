"""Sanctions lists: formats read, dated snapshots kept, parties with their designations.

Imports `model`, `errors` and `files` only.  Everything is FollowTheMoney at the boundary.
Fetching from official addresses is in `byway.lists.update`.
"""

from byway.lists.describe import Description, describe
from byway.lists.difference import Change, ChangedParty, ListDiff, diff
from byway.lists.formats import FORMATS
from byway.lists.listed import ListedParty
from byway.lists.relation import Relation
from byway.lists.snapshot import Snapshot
from byway.lists.store import ListStore

__all__ = [
    "FORMATS",
    "Change",
    "ChangedParty",
    "Description",
    "ListDiff",
    "ListStore",
    "ListedParty",
    "Relation",
    "Snapshot",
    "describe",
    "diff",
]
