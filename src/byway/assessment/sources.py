"""Who says it in the end: roots, relays and which roots are independent of each other.

A root is the innermost named speaker of a claim, else the outlet itself.  An outlet that quotes
another report given to us is followed to that report's own root; a near-identical sentence in two
reports is one statement told twice.  A root that is reached through one relay alone cannot be told
from that relay's word for it, so both count as one independent source.

Reports that relay one and the same are given as retellings: what two of them tell in their own
voice is their common root's, what only one tells stays its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePath

from rapidfuzz.fuzz import token_set_ratio

from byway.assessment.accounts import meet, shared_claims, with_additions
from byway.assessment.names import NameBook, fold, spellings
from byway.model import Actor, Certainty, Claim, Document, Relay, Retelling, SourceNode

SAME_SENTENCE = 90.0
"""Token-set similarity in percent from which two quotes are one statement told twice."""
SAME_SENTENCE_WORDS = 8
"""Shorter quotes say too little to be recognised by their wording."""


_SURENESS = (Certainty.ASSERTED, Certainty.LIKELY, Certainty.POSSIBLE)


@dataclass(frozen=True)
class Attribution:
    """Where one claim comes from.

    chain: keys from the outlet inwards; root: key of the speaker in the end; group: key of the
    independent source that the root belongs to; label: the chain as written, " <- " between;
    quoted: how surely the root is quoted as saying it, where the outlet that retells it in its own
    voice is surer than that.
    """

    chain: tuple[str, ...]
    root: str
    group: str
    label: str
    quoted: Certainty | None = None


class Sources:
    """The attribution of every claim, by its position in `claims`."""

    def __init__(
        self,
        documents: Sequence[Document],
        claims: Sequence[Claim],
        actors: Sequence[Actor],
        unnamed: frozenset[str],
        retellings: Sequence[Retelling] = (),
    ) -> None:
        self._claims = claims
        self._unnamed = unnamed
        self._bodies = {
            (actor.doc, fold(name))
            for actor in actors
            if actor.schema_name in ("Organization", "Company", "PublicBody")
            for name in (actor.name, *actor.names)
        }
        self._book = NameBook()
        self._book.learn(actors)
        self._book.describe(actors)
        self._outlets = {d.id: d.publisher or d.title or PurePath(d.id).name for d in documents}
        self._published = {d.id: d.published for d in documents}
        for outlet in set(self._outlets.values()):
            self._book.join(spellings(outlet))
        for document in documents:
            quoted = {n for c in claims if c.doc == document.id for n in c.source}
            self._book.shorten(document.id, (n for n in quoted if fold(n) not in unnamed))
        for retelling in retellings:
            self._join_forms(retelling)
        chains = [self._chain(claim) for claim in claims]
        roots = [self._follow(i, chains) for i in range(len(claims))]
        self._retellings = [(self._retold(r, roots), r) for r in retellings]
        surer: dict[int, Certainty] = {}
        for key, retelling in self._retellings:
            surer |= self._give(key, retelling, roots, chains)
        roots = self._same_statements(roots, chains)
        groups = _groups(chains, roots)
        self._all = [
            Attribution(chain, root, groups[root], self._label(claim), surer.get(i))
            for i, (claim, chain, root) in enumerate(zip(claims, chains, roots, strict=True))
        ]

    def __getitem__(self, index: int) -> Attribution:
        return self._all[index]

    def name(self, key: str) -> str:
        """A key in words."""
        return self._book.label(key)

    def nodes(self) -> tuple[SourceNode, ...]:
        """The tree: each root with its relays, most claims first."""
        relays: dict[str, dict[tuple[str, tuple[str, ...]], int]] = defaultdict(dict)
        for claim, found in zip(self._claims, self._all, strict=True):
            counts = relays[found.root]
            at = (claim.doc, claim.source)
            counts[at] = counts.get(at, 0) + 1
        through = {found.root: found.group for found in self._all}
        retold: dict[str, list[Retelling]] = defaultdict(list)
        for key, retelling in self._retellings:
            retold[key].append(with_additions(retelling, self._claims))
            if key not in relays:
                relays[key] = {(a.document, ()): 0 for a in retelling.accounts}
        nodes = [
            SourceNode(
                root=self.name(root),
                relays=tuple(Relay(document=d, chain=c, claims=n) for (d, c), n in found.items()),
                independent=through.get(root, root) == root,
                through=None if (by := through.get(root, root)) == root else self.name(by),
                retellings=tuple(retold[root]),
            )
            for root, found in relays.items()
        ]
        return tuple(sorted(nodes, key=lambda n: (-sum(r.claims for r in n.relays), n.root)))

    def _label(self, claim: Claim) -> str:
        return " <- ".join((self._outlets.get(claim.doc, claim.doc), *claim.source))

    def _chain(self, claim: Claim) -> tuple[str, ...]:
        outlet = self._book.key(self._outlets.get(claim.doc, claim.doc), claim.doc)
        named = [
            self._book.key(self._body(name, claim.doc), claim.doc)
            for name in claim.source
            if fold(name) not in self._unnamed or self._book.knows(claim.doc, name)
        ]
        return (outlet, *(key for key in named if key != outlet))

    def _body(self, name: str, doc: str) -> str:
        """The body whose people speak: "ISW analysts" are ISW."""
        body, _, people = name.rpartition(" ")
        known = (doc, fold(body)) in self._bodies
        return body if known and people.casefold() in self._unnamed else name

    def _follow(self, index: int, chains: Sequence[tuple[str, ...]]) -> str:
        """The root of a claim, through the reports of outlets that it quotes."""
        outlets = {self._book.key(name, doc): doc for doc, name in self._outlets.items()}
        seen = {self._claims[index].doc}
        while True:
            root = chains[index][-1]
            quoted = outlets.get(root)
            if quoted is None or quoted in seen:
                return root
            seen.add(quoted)
            origin = self._nearest(index, quoted)
            if origin is None:
                return root
            index = origin

    def _join_forms(self, retelling: Retelling) -> None:
        """A retelling's source by its longer and shorter names: "Meridian", "Meridian Agency"."""
        docs = {account.document for account in retelling.accounts}
        for claim in self._claims if retelling.source else ():
            for name in claim.source if claim.doc in docs else ():
                if _begins(name, retelling.source or ""):
                    self._book.join((retelling.source or "", name))

    def _retold(self, retelling: Retelling, roots: Sequence[str]) -> str:
        """The key of a retelling's root: its source as most of its claims know it.

        Where no report names a source it is the outlet of the earliest report.
        """
        docs = [account.document for account in retelling.accounts]
        if retelling.source is None:
            first = min(docs, key=lambda d: (str(self._published.get(d) or "9999"), docs.index(d)))
            return self._book.key(self._outlets.get(first, first), first)
        keys = [self._book.key(self._body(retelling.source, doc), doc) for doc in docs]
        told = Counter(r for c, r in zip(self._claims, roots, strict=True) if c.doc in docs)
        return max(keys, key=lambda key: (told[key], -keys.index(key)))

    def _give(
        self, key: str, retelling: Retelling, roots: list[str], chains: Sequence[tuple[str, ...]]
    ) -> dict[int, Certainty]:
        """Give the root what its relays share in their own voice, and all that it says itself.

        Returned is how surely the root is quoted where a relay is surer in its own voice.
        """
        shared = shared_claims(retelling, self._claims)
        docs = {account.document for account in retelling.accounts}
        quotes = [
            claim
            for claim, root in zip(self._claims, roots, strict=True)
            if claim.doc in docs and root == key and claim.certainty in _SURENESS
        ]
        quoted: dict[int, Certainty] = {}
        for index, claim in enumerate(self._claims):
            own_voice = claim.doc in docs and roots[index] == chains[index][0]
            outlet = self._outlets.get(claim.doc, "")
            itself = any(_begins(name, retelling.source or "") for name in spellings(outlet))
            if own_voice and (index in shared or itself):
                roots[index] = key
            if own_voice and index in shared and not itself:
                said = [q.certainty for q in quotes if _tell_the_same(claim, q)]
                surest = min(said, key=_SURENESS.index, default=Certainty.ASSERTED)
                if claim.certainty in _SURENESS[: _SURENESS.index(surest)]:
                    quoted[index] = surest
        return quoted

    def _nearest(self, index: int, doc: str) -> int | None:
        """The claim of `doc` that tells the same as claim `index`, if one does."""
        claim = self._claims[index]
        same = [
            (token_set_ratio(claim.quote, other.quote), -i)
            for i, other in enumerate(self._claims)
            if other.doc == doc and _tell_the_same(claim, other)
        ]
        return -max(same)[1] if same else None

    def _same_statements(self, roots: list[str], chains: Sequence[tuple[str, ...]]) -> list[str]:
        """Give near-identical sentences of different reports one root."""
        by_event: Mapping[str, list[int]] = defaultdict(list)
        for i, claim in enumerate(self._claims):
            if len(claim.quote.split()) >= SAME_SENTENCE_WORDS:
                by_event[claim.event.value].append(i)
        for alike in by_event.values():
            for i, j in combinations(alike, 2):
                left, right = self._claims[i], self._claims[j]
                if left.doc == right.doc or roots[i] == roots[j]:
                    continue
                if token_set_ratio(left.quote, right.quote) < SAME_SENTENCE:
                    continue
                first, second = sorted((i, j), key=lambda k: self._seniority(k, chains))
                roots[second] = roots[first]
        return roots

    def _seniority(self, index: int, chains: Sequence[tuple[str, ...]]) -> tuple[int, str, int]:
        """Attributed before unattributed, then earlier before later, then as given."""
        published = self._published.get(self._claims[index].doc)
        return (-len(chains[index]), str(published or "9999"), index)


def _tell_the_same(left: Claim, right: Claim) -> bool:
    return (
        left.event == right.event
        and meet(left.agent_countries, right.agent_countries)
        and meet(left.recipient_countries, right.recipient_countries)
    )


def _groups(chains: Sequence[tuple[str, ...]], roots: Sequence[str]) -> dict[str, str]:
    """For each root the independent source it belongs to."""
    relays: dict[str, set[str | None]] = defaultdict(set)
    for chain, root in zip(chains, roots, strict=True):
        inner = chain[1:]
        relays[root].add(inner[0] if len(inner) > 1 and inner[-1] == root else None)
    groups: dict[str, str] = {}
    for root in relays:
        seen = [root]
        while True:
            only = relays.get(seen[-1], set())
            relay = next(iter(only)) if len(only) == 1 else None
            if relay is None or relay in seen:
                break
            seen.append(relay)
        groups[root] = seen[-1]
    return groups


def _begins(left: str, right: str) -> bool:
    """Whether one name begins with the other, word for word."""
    short, long = sorted((fold(left), fold(right)), key=len)
    return bool(short) and f"{long} ".startswith(f"{short} ")
