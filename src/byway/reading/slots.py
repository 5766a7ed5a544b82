"""Filling the slots that verbs and nouns have in common: prepositions, modifiers, go-betweens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.lexicon import Lexicon
from byway.reading.phrases import Phrases
from byway.reading.syntax import children, conjuncts, is_passive, objects, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

WARES = frozenset({"goods", "aid", "trade"})
_FLOWS = frozenset({"supply", "route"})
LEANING = frozenset({"rely", "depend", "lean", "turn", "draw"})
_ORDERED = frozenset({"restrict", "designate", "arrest_or_indict", "investigate"})
_MEANT = frozenset({"intend", "design", "mean", "aim", "calculate"})
_PLACES = frozenset({"visit", "supply", "route"})  # their recipient may be a place


class SlotFiller:
    """Puts the words around a predicate into its roles, as its frame maps them."""

    def __init__(self, phrases: Phrases, lexicon: Lexicon) -> None:
        self._phrases = phrases
        self._lexicon = lexicon

    def preposition(self, event: Event, word: str, item: Token) -> None:
        """One prepositional phrase of the predicate."""
        is_party = self._phrases.is_party(item)
        if word in self._lexicon.through:
            if event.kind == "restrict":  # "banned transit through X": X loses by it
                event.add("recipient", *([item] if is_party else ()))
                return
            by_place = event.kind in _FLOWS and self._phrases.is_place(item)
            members = self._members(item)
            if members:
                event.add("intermediary", *members)
            elif is_party or by_place or item.lemma_.lower() in self._lexicon.passages:
                event.add("intermediary", item)
            return
        if word == "with" and item.lemma_ in ("help", "aid", "assistance", "support"):
            helpers = [i for w, i in prepositions(item) if w in ("of", "from")]
            event.add("intermediary", *(h for h in helpers if self._phrases.is_party(h)))
            return
        if item.lemma_ == "way" and word in ("by", "on"):  # "by way of X", "on its way to X"
            self._by_way(event, word, item)
            return
        if word == "at" and item.lemma_ in self._lexicon.classes["behest"]:
            if event.kind in _ORDERED:  # "was arrested at the request of X"
                wanting = (i for w, i in prepositions(item) if w == "of")
                event.add("agent", *(i for i in wanting if self._phrases.is_party(i)))
            return
        role = event.entry.frame.get(word)
        if role is None:
            return
        if event.entry.frame_name == "hub" and not is_party:  # "a conduit for chips to X"
            if self._phrases.belongs(item, WARES):
                event.add("goods", item)
                for inner, place in prepositions(item):
                    if inner in ("to", "from"):
                        self.preposition(event, inner, place)
            return
        if role == "ends":  # "between makers and buyers": whose goods, for whom
            if is_party:
                event.add("recipient" if event.filled("agent") else "agent", item)
            return
        if role == "place":  # "under the destinations of X and Y"
            if item.lemma_ == "destination":
                event.add("place", *self._phrases.countries_inside(item))
            return
        if role == "goods" or (role == "recipient" and event.kind == "restrict" and not is_party):
            if self._phrases.belongs(item, WARES):
                event.add("goods", item)
        elif (
            is_party
            or self._is_destination(event, role, item)
            or (
                role in ("recipient", "intermediary")
                and event.kind in _PLACES
                and self._phrases.is_place(item)
            )
        ):
            event.add(role, item)
        elif role == "recipient":
            self.undertaking(event, item)

    def undertaking(self, event: Event, item: Token) -> None:
        """ "Russia's war", "the Russian war effort": Russia receives."""
        if item.lemma_.lower() in self._lexicon.classes["undertaking"]:
            owners = children(item, "poss", "amod")
            event.add("recipient", *(o for o in owners if self._phrases.is_country(o)))

    def _is_destination(self, event: Event, role: str, item: Token) -> bool:
        flows = event.kind in _FLOWS and role == "recipient"
        return flows and self._phrases.is_destination(item)

    def _by_way(self, event: Event, word: str, way: Token) -> None:
        for inner, item in prepositions(way):
            if word == "by" and inner == "of":
                if self._phrases.is_party(item) or self._phrases.is_place(item):
                    event.add("intermediary", item)
            elif word == "on" and inner in ("to", "from"):
                self.preposition(event, inner, item)

    def _members(self, item: Token) -> list[Token]:
        """ "A chain of front companies": the companies."""
        if item.lemma_.lower() not in self._lexicon.classes["collective"]:
            return []
        return [i for w, i in prepositions(item) if w == "of" and self._phrases.is_party(i)]

    def bound(self, event: Event) -> None:
        """ "chips bound for X": where the goods are meant to go, if the clause does not tell."""
        if event.filled("recipient") or event.kind not in ("supply", "route", "restrict"):
            return
        for ware in event.filled("goods"):
            for thing in (ware, *self._phrases.through_quantity(ware)):
                for clause in children(thing, "acl", "amod", "relcl"):
                    if clause.lower_ in self._lexicon.bound:
                        ends = [i for w, i in prepositions(clause) if w in ("for", "to")]
                        event.add("recipient", *(i for i in ends if self._phrases.is_party(i)))

    def modifiers(self, event: Event, noun: Token, *, agents: bool) -> None:
        """Possessors and nationality in front of a noun, phrases and participles behind it.

        With `agents` False the modifiers do not fill the agent.
        """
        frame = event.entry.frame
        role = frame.get("poss")
        if role and (agents or role != "agent"):
            front = children(noun, "poss", "amod", "compound", "nmod")
            front += [c for f in front for c in children(f, "compound", "amod") if f.dep_ != "poss"]
            for child in front:
                for item in conjuncts(child):
                    visited = event.kind == "visit" and child.dep_ == "compound"
                    if visited and self._phrases.is_place(item):  # "a Moscow visit"
                        event.add("recipient", item)
                    elif self._phrases.is_national(item):
                        owner = frame.get("owner", role) if child.dep_ == "poss" else role
                        event.add(owner, item)
        for word, item in prepositions(noun):
            if word in frame and word != "of":
                self.preposition(event, word, item)
        for clause in children(noun, "acl", "relcl"):
            if clause.lemma_ in self._lexicon.aiming:
                self._aimed(event, clause)
            if clause.lemma_ in _MEANT and not event.filled("recipient"):
                self._meant(event, clause)

    def _aimed(self, event: Event, clause: Token) -> None:
        """ "sanctions targeting X", "restrictions imposed on X"."""
        if not is_passive(clause):
            event.add("recipient", *(i for i in objects(clause) if self._phrases.is_party(i)))
        for word, item in prepositions(clause):
            if word in event.entry.frame:
                self.preposition(event, word, item)

    def _meant(self, event: Event, clause: Token) -> None:
        """ "sanctions intended to isolate X", "aimed at crippling X's economy"."""
        aims = [*children(clause, "xcomp"), *(i for _, i in prepositions(clause))]
        for aim in aims:
            for item in objects(aim) or [aim]:
                if self._phrases.is_party(item):
                    event.add("recipient", item)
                else:
                    self.undertaking(event, item)

    def go_betweens(self, event: Event, verb: Token) -> None:
        """ "by using front companies", "using a trader in Dubai"."""
        if event.kind not in ("supply", "evade", "route"):
            return
        clauses = children(verb, "advcl")
        if verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB":  # "used X to buy"
            clauses.extend([verb.head] if verb.head.lemma_ in self._lexicon.using else [])
        clauses.extend(  # "source chips from X using shell firms": hung on the noun
            t for t in verb.subtree if t.dep_ == "acl" and t.i > verb.i and t.lemma_ == "use"
        )
        for prep in children(verb, "prep"):
            if prep.lower_ in ("by", "through"):
                clauses.extend(children(prep, "pcomp"))
        head = verb.head
        if verb.dep_ in ("xcomp", "advcl") and head.lemma_ in LEANING:  # "relies on X to buy"
            leant = (i for w, i in prepositions(head) if w in ("on", "upon", "to"))
            event.add("intermediary", *(i for i in leant if self._phrases.is_group(i)))
        for clause in clauses:
            if clause.lemma_ in self._lexicon.using and (
                clause.tag_ == "VBG" or clause.i == verb.head.i
            ):
                used = (i for i in objects(clause) if self._is_between(i))
                event.add("intermediary", *(m for i in used for m in self._members(i) or [i]))

    def _is_between(self, token: Token) -> bool:
        if token.lemma_.lower() in self._lexicon.passages:  # "a web of firms", "a shell network"
            front = {c.lemma_.lower() for c in children(token, "compound", "amod")}
            return bool(front & self._lexicon.classes["covert"]) or any(
                word == "of" and self._is_between(i) for word, i in prepositions(token)
            )
        return self._phrases.is_group(token) or self._phrases.is_country(token)
