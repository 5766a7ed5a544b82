"""Who does it to whom: by prepositions, else by what stands before and behind the predicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from byway.model import Event
from byway.reading.languages.lexicon import Entry, Vocabulary
from byway.reading.languages.party import Party
from byway.reading.languages.predicates import Predicate
from byway.reading.languages.words import Word

_PEOPLE = ("person", "office")  # they do it; trade goes through places and firms
_BACK = 4  # words between a preposition and its party


@dataclass
class Roles:
    """The parties of a claim by role; `bare` follow the predicate without a preposition."""

    agent: list[Party] = field(default_factory=list)
    recipient: list[Party] = field(default_factory=list)
    intermediary: list[Party] = field(default_factory=list)
    bare: list[Party] = field(default_factory=list)

    def add(self, role: str, party: Party) -> None:
        """Add a party, each once."""
        filled: list[Party] = getattr(self, role)
        if all(party.name != other.name for other in filled):
            filled.append(party)

    @property
    def parties(self) -> list[Party]:
        """All parties of any role."""
        return [*self.agent, *self.recipient, *self.intermediary]


def roles_of(v: Vocabulary, predicate: Predicate, parties: Sequence[Party]) -> Roles:
    """The roles of the clause's parties; one where it only happens ("in Moskau") has none."""
    return _RoleFinder(v, predicate, parties).roles()


class _RoleFinder:
    def __init__(self, v: Vocabulary, predicate: Predicate, parties: Sequence[Party]) -> None:
        start, end = predicate.clause
        self._v = v
        self._predicate = predicate
        self._words = predicate.words
        self._frame = predicate.entry.frame
        self._parties = [
            p for p in parties if start <= p.start < end and _counts(p, predicate.event)
        ]
        self._taken = {i for p in self._parties for i in range(p.start, p.end)}
        near = max(start, predicate.start - v.passive_reach)
        told = v.passive.find(self._words, near, min(predicate.end + 2, end))
        self._passive = bool(told) and not predicate.entry.noun

    def roles(self) -> Roles:
        roles = Roles()
        last: Party | None = None
        role: str | None = None
        for party in self._parties:
            marker = self._marker(party)
            if last is None or not self._joined(last, party):
                role = self._role(party, marker)
            last = party
            if role == "intermediary" and marker != "through" and party.kind in _PEOPLE:
                role = "agent"
            if role:
                roles.add(role, party)
                if party.start >= self._predicate.end and marker is None:
                    roles.bare.append(party)
        entry = self._predicate.entry
        if self._v.verb_second and not entry.noun and not self._passive:
            _invert(roles, entry)
        _settle(roles, entry)
        return roles

    def _joined(self, one: Party, other: Party) -> bool:
        """Whether only "and", commas and small words stand between two parties."""
        v, words = self._v, self._words
        return other.start > one.end and all(
            words[at].text in ",，、"
            or words[at].low in v.linking
            or v.joining.at(words, at, other.start)
            for at in range(one.end, other.start)
        )

    def _role(self, party: Party, marker: str | None) -> str | None:
        predicate, frame = self._predicate, self._frame
        if party.kind == "adjective":
            return frame.get("origin") if self._of_origin(party) else None
        if marker is None and predicate.entry.noun and party.start >= predicate.end:
            if self._words[party.start].low.endswith(self._v.instrumental):
                marker = "by"
            elif party.start - predicate.end <= 1:
                marker = "of"
        if marker == "at":
            marker = "in" if party.seat and party.start < predicate.start else "to"
        if marker == "about" and not self._v.spaced and "through" in frame:
            marker = None  # "about" the whole clause
        if marker == "in" and frame.get("in") == "intermediary" and self._into(party):
            marker = "to"
        if marker in ("of", "by") and predicate.start < predicate.next_start <= party.start:
            return None  # it belongs to the nearer predicate
        if marker == "in" and party.start < predicate.start - 1:
            return None  # where it happens
        if marker == "by" and not self._passive and not predicate.entry.noun:
            marker = "through" if "through" in frame else marker  # "sends it by way of"
        if marker is not None and marker in frame:
            return frame[marker]
        if marker not in (None, "of"):
            return None
        if party.start < predicate.start:
            return frame.get("passive" if self._passive else "before")
        return None if predicate.entry.noun else frame.get("after")

    def _into(self, party: Party) -> bool:
        """Whether a place's name is in the case of where to, not of where ("в Россию")."""
        if not self._v.accusative or not party.codes:
            return False
        name = " ".join(word.low for word in self._words[party.start : party.end])
        feminine = name.endswith(self._v.accusative)
        return feminine or (name in self._v.nominatives and not name.endswith(("а", "я", "і")))

    def _of_origin(self, party: Party) -> bool:
        """Whether an adjective of nationality belongs to goods, a measure or the predicate."""
        v, words, predicate = self._v, self._words, self._predicate
        if predicate.start - 3 <= party.end <= predicate.start or party.start == predicate.end:
            return True
        about = range(max(0, party.start - 1), min(party.end + 3, len(words)))
        return any(
            v.goods.at(words, at, len(words)) or v.classes.at(words, at, len(words)) for at in about
        )

    def _marker(self, party: Party) -> str | None:
        """The class of the preposition before a party, small words between them aside."""
        v, words = self._v, self._words
        for size in range(1, _BACK + 1):
            at = party.start - size
            inside = self._predicate.start <= at < self._predicate.end
            if at < self._predicate.clause[0] or inside or at in self._taken:
                return None
            match = v.markers.at(words, at, party.start)
            if match is not None:
                wider = None if v.spaced or at == 0 else v.markers.at(words, at - 1, match.end)
                match = wider or match  # one that ends it ("关于", not "于")
                if not all(self._small(w) for w in words[match.end : party.start]):
                    return None
                return self._before_of(at) if match.key == "of" else match.key
            if not self._small(words[at]) or (not v.spaced and size > 3):
                return None
        return None

    def _before_of(self, at: int) -> str:
        """The class of a preposition that ends right before "of" ("by means of"), else "of"."""
        for size in range(1, _BACK + 1):
            if at - size >= self._predicate.clause[0]:
                match = self._v.markers.at(self._words, at - size, at)
                if match is not None and match.end == at:
                    return match.key
        return "of"

    def _small(self, word: Word) -> bool:
        return word.text in "'-" or (word.alpha and (not word.capital or self._v.capital_nouns))


def _counts(party: Party, event: Event) -> bool:
    """Whether a party is somebody: "a businessman" only where he is arrested."""
    return party.kind != "office" or bool(party.codes) or event is Event.ARREST_OR_INDICT


def _invert(roles: Roles, entry: Entry) -> None:
    """Behind a verb with nobody before it stands its subject ("Dennoch exportiert Moskau")."""
    subject, other = entry.frame.get("before"), entry.frame.get("after")
    if not subject or not other or subject == other or getattr(roles, subject):
        return
    first = next((p for p in roles.bare if p in getattr(roles, other)), None)
    if first is not None:
        getattr(roles, other).remove(first)
        roles.add(subject, first)


def _settle(roles: Roles, entry: Entry) -> None:
    """Nobody in two roles; an adjective of origin gives way to whom the clause names."""
    named = [p for p in roles.agent if p.kind != "adjective"]
    if named and entry.frame.get("origin") == "agent":
        roles.agent = named
    for kept, other in ((roles.intermediary, roles.agent), (roles.agent, roles.recipient)):
        names = {p.name for p in kept}
        other[:] = [p for p in other if p.name not in names]
