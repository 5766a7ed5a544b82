"""Who stands at the ends and in the middle of a flow of goods: makers, end users, senders-on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.journeys import stop_over
from byway.reading.lexicon import Lexicon
from byway.reading.names import COUNTRY, ORGANISATION
from byway.reading.phrases import Phrases
from byway.reading.reference import Reference
from byway.reading.references import References
from byway.reading.syntax import children, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_ON_BEHALF = frozenset({("on", "behalf"), ("for", "benefit"), ("for", "use"), ("for", "account")})


class FlowRoles:
    """Completes the roles of supply, routes and evasion from what the goods tell."""

    def __init__(self, references: References, phrases: Phrases, lexicon: Lexicon) -> None:
        self._references = references
        self._phrases = phrases
        self._lexicon = lexicon

    def maker(self, event: Event) -> None:
        """The supplier told by the goods: "Chinese drones", "drones made by X", "X's products"."""
        if event.filled("agent"):
            return
        goods = [g for item in event.filled("goods") for g in self._phrases.through_quantity(item)]
        makers = [
            item
            for ware in goods
            for clause in children(ware, "acl", "relcl")
            if clause.lemma_ in self._lexicon.making
            for word, item in prepositions(clause)
            if (word in ("by", "from") and self._party(item))
            or (word == "in" and self._phrases.is_country(item))
        ]
        makers += [  # "mined in the south of X", "of X origin"
            inner
            for ware in goods
            for clause in children(ware, "acl", "relcl")
            if clause.lemma_ in self._lexicon.making
            for word, item in prepositions(clause)
            if word == "in"
            for of, inner in prepositions(item)
            if of == "of" and self._phrases.is_country(inner)
        ]
        makers += [
            front
            for ware in goods
            for word, item in prepositions(ware)
            if word == "of" and item.lemma_ in self._lexicon.classes["origin"]
            for front in children(item, "amod", "compound", "poss")
            if self._phrases.is_country(front)
        ]
        event.add("agent", *(makers or (o for ware in goods for o in self._origins(event, ware))))

    def _origins(self, event: Event, ware: Token) -> Iterator[Token]:
        """Nations and firms in front of a ware, hyphened ones too, that do not receive it."""
        taken = {c for t in event.filled("recipient") if (r := self._party(t)) for c in r.codes}
        for child in children(ware, "amod", "compound", "nmod", "poss"):
            for item in (child, *children(child, "compound", "npadvmod", "amod", "advmod")):
                found = self._party(item)
                known = found is not None and found.kind in (COUNTRY, ORGANISATION)
                if found is not None and known and not set(found.codes) & taken:
                    yield item

    def _sent_on(self, event: Event) -> None:
        """ "Firms in X re-exported German cars": what is sent on comes from elsewhere."""
        doers = event.filled("agent")
        onward = event.verb.lemma_.lower() in self._lexicon.classes["onward"]
        if event.kind != "supply" or not doers or not onward or not event.filled("recipient"):
            return
        home = {c for t in doers if (r := self._party(t)) for c in r.codes}
        goods = [g for item in event.filled("goods") for g in self._phrases.through_quantity(item)]
        origins = [o for ware in goods for o in self._origins(event, ware)]
        if any((r := self._party(o)) and not set(r.codes) & home for o in origins):
            event.add("intermediary", *doers)
            event.replace("agent", origins)

    def end_user(self, event: Event) -> None:
        """Buying for someone: who it is for receives, the buyer is between."""
        if event.entry.frame.get("subject") != "recipient":
            return
        pairs = [p for t in {event.verb, event.token} for p in prepositions(t)]
        for _, item in [p for p in pairs if p[0] == "from"]:  # "from X for Y"
            pairs.extend(p for p in prepositions(item) if p[0] == "for")
        for goods in event.filled("goods"):
            for word, item in prepositions(goods):
                pairs.append((word, item))
                pairs.extend(p for p in prepositions(item) if p[0] in ("on", "for"))
        for buyer in event.filled("recipient"):  # "a trader acting for X"
            for clause in children(buyer, "acl"):
                if clause.lemma_ in ("act", "work"):
                    pairs.extend(prepositions(clause))
        users = [i for w, i in pairs if w == "for" and self._phrases.is_party(i)]
        behalf = [i for w, i in pairs if (w, i.lemma_) in _ON_BEHALF]
        users.extend(
            u for b in behalf for w, u in prepositions(b) if w == "of" and self._phrases.is_party(u)
        )
        if users:
            for buyer in event.filled("recipient"):
                event.add("intermediary", buyer)
            event.roles["recipient"] = users

    def direct(self, event: Event) -> None:
        """Which way goods go round sanctions: from where they are of to who gets round.

        "Helps Russia evade by moving Chinese goods": China supplies, Russia receives.
        """
        stop_over(event, self._phrases, self._lexicon)
        self._sent_on(event)
        if event.kind != "evade" or event.filled("recipient") or not event.filled("intermediary"):
            return
        goods = [g for item in event.filled("goods") for g in self._phrases.through_quantity(item)]
        origins = [origin for ware in goods for origin in self._origins(event, ware)]
        evaders = event.filled("agent")
        home = {c for t in evaders if (r := self._party(t)) for c in r.codes}
        if evaders and any((r := self._party(o)) and not set(r.codes) & home for o in origins):
            event.replace("recipient", evaders)
            event.replace("agent", origins)

    def _party(self, token: Token) -> Reference | None:
        reference = self._references.of(token)
        return reference if reference is not None and reference.acts else None
