"""One claim for each proposition: titles, captions and the body say the same thing again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from byway.reading.propositions import Proposition
from byway.reading.reference import Reference

_ROLES = ("agents", "recipients", "intermediaries")


def once(propositions: list[Proposition]) -> list[Proposition]:
    """Without repeats; of several mentions the fullest in the body stays, in text order.

    A later mention that adds actors, goods or numbers is a claim of its own.
    """
    kept: list[Proposition] = []
    index = _Index()
    for p in sorted(propositions, key=lambda p: (p.title, p.start)):
        rival = next((n for n in index.near(p) if _repeats(p, kept[n])), None)
        if rival is None:
            index.add(p, len(kept))
            kept.append(p)
        elif not p.title and _weight(p) > _weight(kept[rival]):
            index.add(p, rival)
            kept[rival] = p
    return sorted(kept, key=lambda p: p.start)


class _Index:
    """Finds the kept propositions that another may repeat, so that few are compared in full.

    Sets of kept propositions are the bits of an integer.  A set may hold too many, never too few.
    """

    def __init__(self) -> None:
        self._kinds: dict[object, int] = defaultdict(int)
        self._dates: dict[str | None, int] = defaultdict(int)
        self._words: dict[str, int] = defaultdict(int)
        self._actors = {role: _Actors() for role in _ROLES}
        self._goods = _Texts()

    def add(self, p: Proposition, number: int) -> None:
        """Know `p` by `number`; what was known by it before may still be found."""
        bit = 1 << number
        self._kinds[p.kind] |= bit
        self._kinds[p.kind, p.certainty, p.status] |= bit
        self._dates[p.date] |= bit
        self._words[p.event.token.lemma_] |= bit
        for role, actors in self._actors.items():
            actors.add(getattr(p, role), bit)
        self._goods.add(p.goods, bit)

    def near(self, p: Proposition) -> Iterator[int]:
        """Numbers of those that `p` may repeat, in order."""
        found = self._like_title(p) if p.title else self._like(p)
        while found:
            lowest = found & -found
            yield lowest.bit_length() - 1
            found ^= lowest

    def _like_title(self, p: Proposition) -> int:
        found = self._kinds[p.kind]
        for role in ("agents", "recipients"):
            if parties := getattr(p, role):
                actors = self._actors[role]
                found &= actors.none | actors.meeting(parties)
        return found

    def _like(self, p: Proposition) -> int:
        found = self._kinds[p.kind, p.certainty, p.status]
        if p.date:
            found &= self._dates[None] | self._dates[p.date]
        same_words = self._words[p.event.token.lemma_]
        if p.goods:
            found &= self._goods.like(p.goods) | self._goods.none & same_words
        else:
            found &= same_words
        for role, actors in self._actors.items():
            if not found:
                break
            if parties := getattr(p, role):
                some = actors.same(parties)
                found &= some if role == "agents" else some | actors.none
            elif role == "agents":
                found &= actors.none
        return found


class _Texts:
    """Sets by text; `none` is the set of those that have no text."""

    def __init__(self) -> None:
        self.none = 0
        self._sets: dict[str, int] = {}
        self._like: dict[str, list[str]] = {}

    def add(self, texts: Iterable[str], bit: int) -> None:
        """Put `bit` into the set of each of `texts`."""
        empty = True
        for text in {text.lower() for text in texts}:
            empty = False
            if text not in self._sets:
                self._sets[text] = 0
                for other, like in self._like.items():
                    if text in other or other in text:
                        like.append(text)
            self._sets[text] |= bit
        if empty:
            self.none |= bit

    def like(self, texts: Iterable[str]) -> int:
        """All that have a text which holds, or is held in, one of `texts`."""
        found = 0
        for text in {text.lower() for text in texts}:
            like = self._like.get(text)
            if like is None:  # looked for once, kept up by `add`
                like = [known for known in self._sets if text in known or known in text]
                self._like[text] = like
            for known in like:
                found |= self._sets[known]
        return found


class _Actors:
    """Sets by actor: by key, by country, by name; `none` is the set of those without actors."""

    def __init__(self) -> None:
        self.none = 0
        self._keys: dict[str, int] = defaultdict(int)
        self._codes: dict[str, int] = defaultdict(int)
        self._states: dict[str, int] = defaultdict(int)
        self._keyed, self._described = _Texts(), _Texts()

    def add(self, actors: tuple[Reference, ...], bit: int) -> None:
        """Put `bit` into the sets of each of `actors`."""
        if not actors:
            self.none |= bit
        for actor in actors:
            (self._keyed if actor.key else self._described).add((actor.name,), bit)
            if actor.key:
                self._keys[actor.key] |= bit
            for code in actor.codes:
                self._codes[code] |= bit
                if actor.key and _speaks_for_state(actor):
                    self._states[code] |= bit

    def same(self, actors: Iterable[Reference]) -> int:
        """All that have an actor who is (`_is`) one of `actors`."""
        found = 0
        for actor in actors:
            found |= self._described.like((actor.name,))
            if not actor.key:
                found |= self._keyed.like((actor.name,))
                continue
            found |= self._keys[actor.key]
            if _speaks_for_state(actor):
                for code in actor.codes:
                    found |= self._states[code]
        return found

    def meeting(self, actors: tuple[Reference, ...]) -> int:
        """All that have an actor who is, or is of one country with, one of `actors`."""
        found = self.same(actors)
        for code in {code for actor in actors for code in actor.codes}:
            found |= self._codes[code]
        return found


def _weight(p: Proposition) -> int:
    return len(p.agents) + len(p.recipients) + len(p.intermediaries) + len(p.goods) + bool(p.date)


def _repeats(p: Proposition, other: Proposition) -> bool:
    """Whether `p` and `other` tell one thing, one of them no more than the other."""
    if p.kind != other.kind:
        return False
    if p.title:
        return _meets(p.agents, other.agents) and _meets(p.recipients, other.recipients)

    if p.certainty != other.certainty or p.status != other.status:
        return False
    if p.date and other.date and p.date != other.date:
        return False
    if not (p.agents or p.recipients) or not (other.agents or other.recipients):
        return False
    return _covers(p, other) or _covers(other, p)


def _covers(wide: Proposition, narrow: Proposition) -> bool:
    """Whether all that `narrow` names is in `wide` too."""
    same_words = narrow.event.token.lemma_ == wide.event.token.lemma_
    if bool(narrow.goods) != bool(wide.goods) and not same_words:
        return False
    if not same_words and not narrow.goods:
        return False
    return (
        bool(narrow.agents) == bool(wide.agents)
        and _within(narrow.agents, wide.agents)
        and _within(narrow.recipients, wide.recipients)
        and _within(narrow.intermediaries, wide.intermediaries)
        and (
            not narrow.goods
            or not wide.goods
            or any(_like(a, b) for a in narrow.goods for b in wide.goods)
        )
    )


def _within(few: tuple[Reference, ...], many: tuple[Reference, ...]) -> bool:
    return all(any(_is(a, b) for b in many) for a in few)


def _meets(a: tuple[Reference, ...], b: tuple[Reference, ...]) -> bool:
    if not a or not b:
        return True
    return any(_is(x, y) or (set(x.codes) & set(y.codes)) for x in a for y in b)


def _is(a: Reference, b: Reference) -> bool:
    """One actor: one key, or state bodies of one country, or one text in the other."""
    if a.key and b.key:
        return a.key == b.key or (
            bool(set(a.codes) & set(b.codes)) and _speaks_for_state(a) and _speaks_for_state(b)
        )
    return _like(a.name, b.name)


def _speaks_for_state(reference: Reference) -> bool:
    return reference.kind == "country" or reference.public


def _like(a: str, b: str) -> bool:
    a, b = a.lower(), b.lower()
    return a in b or b in a
