"""Roles that grammar alone does not fill: helpers, makers, owners, targets of sanctions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.flows import FlowRoles
from byway.reading.lexicon import Lexicon
from byway.reading.names import COUNTRY
from byway.reading.phrases import Phrases
from byway.reading.reference import Reference
from byway.reading.references import References
from byway.reading.slots import LEANING
from byway.reading.syntax import (
    ancestors,
    antecedent,
    children,
    conjuncts,
    objects,
    owner,
    prepositions,
    subject,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_AIMED_AT = frozenset({"to", "against", "for", "on"})


class RoleFiller:
    """Completes the roles of an event from what stands around it."""

    def __init__(self, references: References, phrases: Phrases, lexicon: Lexicon) -> None:
        self._references = references
        self._phrases = phrases
        self._lexicon = lexicon
        self._flows = FlowRoles(references, phrases, lexicon)

    def complete(self, event: Event) -> None:
        """Fill what the event's kind allows to be inferred; filled roles are kept."""
        kind = event.kind
        if kind in ("designate", "other", "restrict"):
            self._entries(event)
        if kind == "evade":
            self._helped(event)
            self._sanctions_target(event)
            if event.filled("goods"):
                self._flows.maker(event)
        elif kind in ("supply", "consider_supply", "route"):
            self._leaning(event)
            self._flows.end_user(event)
            self._flows.maker(event)
        elif kind == "mediate" and not event.filled("recipient"):
            self._inside(event, "recipient")
        elif kind == "restrict":
            self._owners(event)
            self._sanctions_target(event)
            self._destinations(event)
        elif kind == "other" and event.entry.frame_name == "target":
            self._owners(event)
        elif kind == "visit":
            self._visitors(event)
        elif kind == "designate":
            self._among(event)
            self._listed(event)
        elif kind == "produce" and not event.filled("agent"):
            self._site(event)

    def _leaning(self, event: Event) -> None:
        """ "X relies on foreign sources of chips": X receives from them."""
        token = event.token
        source = event.entry.frame.get("object") == "goods" and token.pos_ == "NOUN"
        if source and token.dep_ == "pobj" and token.head.head.lemma_ in LEANING:
            doer = subject(token.head.head)
            if doer is not None and any(doer.i == t.i for t in event.filled("agent")):
                event.replace("recipient", event.filled("agent"))
                event.replace("agent", [])

    def _party(self, token: Token) -> Reference | None:
        reference = self._references.of(token)
        return reference if reference is not None and reference.acts else None

    def _helped(self, event: Event) -> None:
        """ "X helps Y evade": X acts, Y gains."""
        below = event.verb
        for head in ancestors(event.verb):
            if head.pos_ == "VERB" and head.lemma_ in self._lexicon.helping:
                helped = children(below, "nsubj") or children(head, "dobj")
                gainers = [t for t in helped if self._party(t)]
                if not gainers:
                    return
                helper = self._doer(head)
                gain = [i for g in gainers for i in conjuncts(antecedent(g))]
                if helper is None:  # a deal, a law helps: the helped evade
                    event.roles["agent"], event.roles["recipient"] = gain, []
                else:
                    event.roles["agent"], event.roles["recipient"] = conjuncts(helper), gain
                return
            if head.pos_ == "NOUN" and not event.filled("recipient"):  # "aid to X in evading"
                gainers = [i for w, i in prepositions(head) if w == "to" and self._party(i)]
                if gainers:
                    event.replace("recipient", gainers)
                    return
            if head.pos_ not in ("ADP", "VERB", "AUX"):
                return
            below = head

    def _doer(self, verb: Token) -> Token | None:
        """The party behind a verb's subject: itself, or who the acting thing belongs to."""
        doer = subject(verb)
        own = children(verb, "nsubj")
        if (
            own
            and own[0].lower_ == "which"
            and own[0].i
            and own[0].nbor(-1).text == ","
            and doer is not None
            and doer.dep_ == "pobj"
        ):
            # ", which could help": what the whole clause says; its subject does it
            governor = next((a for a in ancestors(doer) if a.pos_ == "VERB"), None)
            doer = subject(governor) if governor is not None else doer
        for _ in range(3):
            if doer is None:
                return None
            if self._party(doer):
                return doer
            belongs = owner(doer)
            if belongs is None:
                belongs = next(
                    (i for w, i in prepositions(doer) if w in ("of", "by") and self._party(i)), None
                )
            doer = antecedent(belongs) if belongs is not None else None
        return None

    def _sanctions_target(self, event: Event) -> None:
        """Whom circumvented or imposed sanctions are against, where no doer or target is named."""
        if event.filled("recipient") or (event.kind == "evade" and event.filled("agent")):
            return
        nouns = [
            t
            for t in event.token.subtree
            if t.lemma_.lower() in ("sanction", "embargo", "restriction")
        ]
        for noun in nouns[:2]:
            for child in noun.children:
                if child.dep_ in ("amod", "compound", "nmod"):
                    reference = self._references.of(child)
                    if (
                        reference
                        and reference.kind == COUNTRY
                        and not set(reference.codes) & self._lexicon.imposers
                    ):
                        event.add("recipient", child)
                        event.roles["agent"] = [t for t in event.filled("agent") if t.i != child.i]
            for word, item in prepositions(noun):
                if word in ("on", "against") and self._party(item):
                    event.add("recipient", item)

    def direct(self, event: Event) -> None:
        """Where the goods of an event come from, stop and go, once nested events are settled."""
        self._flows.direct(event)

    def _owners(self, event: Event) -> None:
        """Restricting someone's assets, or freeing them, concerns the owner."""
        barred = [
            owner
            for item in children(event.verb, "dobj", "nsubjpass")
            if item.lemma_ in self._lexicon.classes["entrance"]
            for owner in children(item, "poss")
            if self._party(owner)
        ]
        if barred:  # "cut X's access to terminals"
            event.replace("recipient", barred)
        if event.filled("recipient"):
            return
        frozen = children(event.verb, "dobj", "nsubjpass")
        for item in (event.verb, *frozen):  # "its freeze on the assets of X"
            for word, assets in prepositions(item):
                if word == "on" and not self._party(assets):
                    owned = (i for w, i in prepositions(assets) if w == "of" and self._party(i))
                    event.add("recipient", *owned)
        for goods in event.filled("goods"):
            chain = [goods, *(i for w, i in prepositions(goods) if w == "of")]
            for item in list(chain):
                chain.extend(i for w, i in prepositions(item) if w == "of" and i not in chain)
            for item in chain:
                for child in (*children(item, "poss"), *([item] if item.i != goods.i else [])):
                    if self._party(child):
                        event.add("recipient", child)

    def _destinations(self, event: Event) -> None:
        """ "a license for exports of chips to X": whom the trade that is restricted reaches."""
        if event.filled("recipient"):
            return
        doers = {c for t in event.filled("agent") if (r := self._party(t)) for c in r.codes}
        told = event.token.pos_ != "VERB"
        heads = [event.token] if told else children(event.verb, "dobj", "nsubjpass")
        for child in heads:
            for token in child.subtree:
                if token.dep_ in ("pobj", "conj") and token.head.lower_ in _AIMED_AT:
                    found = self._party(token)
                    if found and found.kind == COUNTRY and not set(found.codes) & doers:
                        event.add("recipient", *conjuncts(token))

    def _entries(self, event: Event) -> None:
        """ "Entries under the destinations of X and Y": where those are who are listed."""
        for token in event.verb.subtree:
            if token.lemma_ == "destination" and token.head.lower_ == "under":
                event.add("place", *self._phrases.countries_inside(token))

    def _inside(self, event: Event, role: str) -> None:
        for token in event.token.subtree:
            if token.pos_ in ("PROPN", "ADJ") and abs(token.i - event.token.i) < 25:
                reference = self._references.of(token)
                if (
                    reference
                    and reference.kind == COUNTRY
                    and all(
                        token.i != t.i
                        and (other := self._references.of(t))
                        and other.codes != reference.codes
                        for t in event.filled("agent")
                    )
                ):
                    event.add(role, token)

    def _listed(self, event: Event) -> None:
        """Countries read as listed along with firms only tell where these are."""
        listed = event.filled("recipient")
        homes = [t for t in listed if self._phrases.is_country(t)]
        if len(homes) < len(listed):
            event.replace("recipient", [t for t in listed if t not in homes])

    def _among(self, event: Event) -> None:
        """ "Those targeted include X", "X is among those designated"."""
        for those in event.filled("recipient"):
            if those.lower_ != "those":
                continue
            if those.dep_ == "nsubj" and those.head.lemma_ in self._lexicon.topics:
                named = objects(those.head)
            elif those.dep_ == "pobj" and those.head.lower_ == "among":
                host = those.head.head
                doer = subject(host) if host.pos_ in ("VERB", "AUX") else host
                named = children(host, "attr") or ([doer] if doer is not None else [])
            else:
                continue
            event.replace("recipient", [c for n in named for c in conjuncts(n)])

    def _site(self, event: Event) -> None:
        """Where things are made, when nobody is told to make them: a plant, a country."""
        heads = [event.token, event.verb, *event.filled("goods")]
        if event.token.head.pos_ == "VERB":
            heads.append(event.token.head)
        for head in heads:
            for word, item in prepositions(head):
                places = [item, *(i for w, i in prepositions(item) if w == "in")]
                sites = [
                    i
                    for i in places
                    if self._phrases.is_place(i)
                    or self._party(i)
                    or any(c.pos_ == "PROPN" for c in children(i, "compound"))
                ]
                moved = word == "to" and head.i == event.token.head.i  # "was moved to X"
                if moved or word in ("at", "in") or (word == "under" and len(places) > 1):
                    event.add("agent", *sites[:1])
            if event.filled("agent"):
                return

    def _visitors(self, event: Event) -> None:
        """Of several subjects, those who are not at home in the place visited."""
        agents = event.filled("agent")
        if len(agents) < 2:
            return
        home = {
            c for t in event.filled("recipient") if (r := self._references.of(t)) for c in r.codes
        }
        away = [t for t in agents if (r := self._references.of(t)) and not set(r.codes) & home]
        if away:
            event.roles["agent"] = away
