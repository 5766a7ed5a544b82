"""Reviewed pairs: remembered, applied, and forgotten when either side has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from byway.errors import InputError
from byway.files import read_bytes, sha256, write_text
from byway.model import Decision, Match, Party, Reason, Verdict

DECIDING = (
    "name",
    "alias",
    "previousName",
    "birthDate",
    "incorporationDate",
    "country",
    "nationality",
    "citizenship",
    "jurisdiction",
    "gender",
    "address",
    "idNumber",
    "passportNumber",
    "registrationNumber",
    "taxNumber",
    "innCode",
    "ogrnCode",
    "leiCode",
    "imoNumber",
)
"""Properties whose change re-opens a decision."""


def digest(party: Party) -> str:
    """A digest of a party's deciding fields; the order and case of values do not matter."""
    fields = {name: sorted({v.casefold() for v in party.get(name)}) for name in DECIDING}
    held = {"schema": party.schema_name, **{name: v for name, v in fields.items() if v}}
    return sha256(json.dumps(held, sort_keys=True, ensure_ascii=False).encode("utf-8"))[:32]


class Decisions:
    """The decisions of one file of JSON lines; later ones about a pair replace earlier ones.

    Every decision ever made stays in the file, so that it can be accounted for.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._made = list(_read(path)) if path.exists() else []
        self._standing = _standing(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def all(self) -> tuple[Decision, ...]:
        """Every decision in the order it was made."""
        return tuple(self._made)

    def remember(
        self, query: Party, listed: Party, list_name: str, verdict: Verdict, *, by: str, why: str
    ) -> Decision:
        """Decide about a pair as it is now.  Raises OutputError when it cannot be kept."""
        decision = Decision(
            query_id=query.id,
            query_digest=digest(query),
            list=list_name,
            listed_id=listed.id,
            listed_digest=digest(listed),
            verdict=verdict,
            by=by,
            why=why,
            at=datetime.now(UTC),
        )
        made = [*self._made, decision]
        write_text(self.path, "".join(d.model_dump_json() + "\n" for d in made))
        self._made = made
        self._standing = _standing(made)
        return decision

    def about(self, query: Party, match: Match) -> Decision | None:
        """The decision that holds for this pair as both sides are now, if there is one."""
        return self._standing.get(_key(query, match))

    def apply(self, query: Party, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        """The matches with decisions applied.

        A pair decided to be different is dropped, one decided to be the same becomes a strong
        match with the decision as its first reason; unsure ones stay as they are.
        """
        kept = []
        for match in matches:
            decision = self.about(query, match) if self._made else None
            if decision is None or decision.verdict is Verdict.UNSURE:
                kept.append(match)
            elif decision.verdict is Verdict.SAME:
                kept.append(_confirmed(match, decision))
        return tuple(sorted(kept, key=lambda m: -m.score))


def _standing(made: Iterable[Decision]) -> Mapping[tuple[str, ...], Decision]:
    """The last decision about each pair."""
    return {(d.query_id, d.query_digest, d.list, d.listed_id, d.listed_digest): d for d in made}


def _key(query: Party, match: Match) -> tuple[str, ...]:
    names = {d.list for d in match.designations}
    return (query.id, digest(query), min(names, default=""), match.listed.id, digest(match.listed))


def _confirmed(match: Match, decision: Decision) -> Match:
    said = f"{decision.by}, {decision.at:%Y-%m-%d}: {decision.why}"
    reason = Reason(feature="decision", query_value=match.query, listed_value=said, weight=1.0)
    return match.model_copy(
        update={"score": 1.0, "strong": True, "reasons": (reason, *match.reasons)}
    )


def _read(path: Path) -> list[Decision]:
    decisions = []
    try:
        text = read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"not UTF-8 ({error.reason})", "decisions") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                decisions.append(Decision.model_validate_json(line))
            except ValidationError as error:
                problem = error.errors()[0]["msg"]
                raise InputError(f"{path}, line {number}", problem, "a decision") from None
    return decisions
