"""Sanctions lists: formats read, dated snapshots kept, parties with their designations.

Imports `model`, `errors` and `files` only.  Everything is FollowTheMoney at the boundary.
"""

from byway.lists.describe import Description, describe
from byway.lists.formats import FORMATS
from byway.lists.listed import ListedParty
from byway.lists.snapshot import Snapshot
from byway.lists.store import ListStore

__all__ = ["FORMATS", "Description", "ListStore", "ListedParty", "Snapshot", "describe"]
