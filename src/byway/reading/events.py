"""Events: predicates of the lexicon found in the parse, with who fills their slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.lexicon import Entry, Lexicon
from byway.reading.nouns import NounEvents
from byway.reading.phrases import Phrases
from byway.reading.references import References
from byway.reading.verbs import VerbEvents

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BARE_NOUN = frozenset({"compound", "nmod"})
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "relcl", "advcl", "parataxis"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_FLOWS = frozenset({"supply", "route"})
_SIGNING = frozenset({"sign", "conclude", "reach", "strike", "seal", "ink", "initial", "ratify"})
_MAY_BE_THINGS = frozenset({"designate", "other"})


class EventFinder:
    """Finds the events of one document."""

    def __init__(self, references: References, phrases: Phrases, lexicon: Lexicon) -> None:
        self._references = references
        self._phrases = phrases
        self._lexicon = lexicon
        self._verbs = VerbEvents(phrases, lexicon)
        self._nouns = NounEvents(phrases, lexicon)

    def find(self, doc: Doc) -> Iterator[Event]:
        """Events in text order, one at most for each word, by the first entry that fits."""
        for token in doc:
            verb = _is_predicate(token)
            match = self._verbs.match if verb else self._nouns.match
            for entry in self._entries(token):
                event = match(token, entry)
                if event is not None and self._complete(event):
                    yield event
                    break

    def _entries(self, token: Token) -> tuple[Entry, ...]:
        if _is_predicate(token):
            lemma = token.lemma_
            found = self._lexicon.verbs.get(lemma, ())
            if not found and lemma.endswith("e"):  # the lemmatizer makes "reexporte", "labelle"
                found = self._lexicon.verbs.get(lemma[:-1], ())
                found = found or self._lexicon.verbs.get(lemma[:-2], ())
            return found or self._lexicon.verbs.get(lemma + "e", ())  # "fin" of "fined"
        if token.pos_ == "PROPN" and self._references.names_body(token):
            return ()  # "the Office of Foreign Assets Control"
        if token.pos_ in ("NOUN", "PROPN"):
            found = self._lexicon.nouns.get(token.lemma_.lower(), ())
            if token.dep_ not in _BARE_NOUN:
                return found
            if token.head.lemma_ in self._lexicon.classes["scheming"]:
                return tuple(e for e in found if e.event == "evade")
        return ()

    def _complete(self, event: Event) -> bool:
        """Keep in the roles what can fill them; whether all that the entry needs is there."""
        for role in ("agent", "recipient", "intermediary"):
            kept: list[Token] = []
            for item in event.filled(role):
                kept.extend(t for t in self._fitting(event, role, item) if t not in kept)
            event.replace(role, kept)
        return all(_is_met(event, need) for need in event.entry.needs)

    def _fitting(self, event: Event, role: str, item: Token) -> list[Token]:
        if item.pos_ not in _NOMINAL or item.ent_type_ == "MONEY":
            return []
        if event.kind == "designate" and not self._phrases.can_be_designated(item):
            return []
        if event.kind == "designate" and item.lower_ == "those":
            return [item]
        if role == "agent" and item.lemma_.lower() in self._lexicon.classes["doing"]:
            owners = [c for c in item.children if c.dep_ == "poss"]
            if owners:  # "X's efforts to"
                return [o for o in owners if self._phrases.is_national(o)]
        undertaking = item.lemma_.lower() in self._lexicon.classes["undertaking"]
        if role == "recipient" and undertaking and event.kind in _FLOWS:
            owners = [c for c in item.children if c.dep_ in ("poss", "amod")]
            states = [o for o in owners if self._phrases.is_country(o)]
            if states:  # "supplies Russia's war effort"
                return states
        known = self._references.expand(item)
        if known and (known[0].kind != "thing" or self._phrases.is_party(item)):
            return [item]
        carries = item.lemma_.lower() in self._lexicon.passages or self._phrases.is_a(
            item, "hauler"
        )
        if role == "intermediary" and carries:
            return [item]
        if role == "recipient" and event.kind in _FLOWS and self._phrases.is_destination(item):
            return [item]
        if role == "agent":  # "the British measures target": whose they are
            front = [c for c in item.children if c.dep_ in ("amod", "compound", "poss")]
            return [c for c in front if self._phrases.is_national(c)]
        if event.kind == "investigate" and role == "recipient":
            return list(self._phrases.parties_inside(item))
        if event.kind == "other" and not self._phrases.is_a(item, "entry"):
            return []  # "lifted sanctions on X": X gains; of things only entries of a list
        return [item] if known and event.kind in _MAY_BE_THINGS else []


def _is_predicate(token: Token) -> bool:
    copula = token.pos_ == "AUX" and token.lemma_ == "be" and token.dep_ in _CLAUSES
    return bool(token.pos_ == "VERB") or copula


def _is_met(event: Event, need: str) -> bool:
    if need == "ends":
        return bool(event.filled("agent") or event.filled("recipient"))
    if need == "place":
        return bool(event.filled("intermediary"))
    if need == "signature":  # "under an agreement signed in April"
        acts = (c for c in event.token.children if c.dep_ == "acl" and c.tag_ == "VBN")
        return any(act.lemma_ in _SIGNING for act in acts)
    if need == "flow":
        return any(event.filled(role) for role in ("agent", "recipient", "goods"))
    if need == "encounter":  # somebody, or a date set for it
        return bool(event.filled("agent")) or event.verb.i != event.token.i
    if need == "partner":
        agents = event.filled("agent")
        several = len(agents) > 1 or any(_is_coordinated(agent) for agent in agents)
        return several or bool(event.filled("recipient"))
    return bool(event.filled(need))


def _is_coordinated(noun: Token) -> bool:
    """ "Russian and Iranian officials", "officials of X and Y": more than one side."""
    if noun.lower_ in ("their", "our"):
        return True
    front = (c for c in noun.children if c.dep_ in ("amod", "compound"))
    inside = (i for p in noun.children if p.dep_ == "prep" for i in p.children)
    return any(c.dep_ == "conj" for side in (*front, *inside) for c in side.children)
