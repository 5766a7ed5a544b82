"""Events that a noun tells: "the sale of arms", "sanctions on X", "a visit to Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from byway.reading.event import Event, Pairs
from byway.reading.lexicon import Entry, Lexicon
from byway.reading.phrases import Phrases
from byway.reading.slots import SlotFiller
from byway.reading.syntax import (
    ancestors,
    children,
    conjuncts,
    is_passive,
    objects,
    owner,
    prepositions,
    subject,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 8  # tokens around the noun in which a word that the entry asks for may stand
_REACH = 12  # tokens behind talks in which "between" belongs to them
_GOODS = frozenset({"goods", "aid"})
_OCCASIONS = frozenset({"after", "following", "during", "before", "at", "since", "in", "for"})
_ABOUT = frozenset({"over", "about", "against", "despite", "amid", "concerning", "regarding"})
_TELLING = frozenset({"tell", "assure", "inform", "ask", "urge", "warn", "brief", "remind"})
_LENT = frozenset({"from", "into", "on", "against", "with", "between", "to"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
_BORNE = frozenset({"target", "subject", "object", "point", "focus", "victim", "recipient"})
_STAY = frozenset({"be", "remain", "stay"})
_INSIDE = frozenset({"conj", "pobj", "prep", "compound", "appos"})


class NounEvents:
    """Matches nouns with the lexicon's entries and fills their roles."""

    def __init__(self, phrases: Phrases, lexicon: Lexicon) -> None:
        self._phrases = phrases
        self._lexicon = lexicon
        self._slots = SlotFiller(phrases, lexicon)

    def match(self, noun: Token, entry: Entry) -> Event | None:
        """The event that `noun` tells by `entry`; None when the entry does not fit."""
        if entry.event == "evade" and self._phrases.is_countered(noun):
            return None
        if entry.with_word and not any(
            t.lemma_.lower() in entry.with_word for t in noun.subtree if abs(t.i - noun.i) < _NEAR
        ):
            return None
        carrier = self._carrier(noun)
        pairs = list(prepositions(noun))
        doers = entry.frame.get("of") == "agent"
        inner = [i for w, i in pairs if w == "of" and not (doers and self._phrases.is_party(i))]
        for item in inner:
            pairs.extend(p for p in prepositions(item) if p[0] != "of")
        for _, item in [p for p in pairs if p[0] == "by"]:  # "a request by X for drones"
            pairs.extend(p for p in prepositions(item) if p[0] in _LENT or p[0] == "for")
            inner.extend(  # "the seizure by police of chemicals"
                i for w, i in prepositions(item) if w == "of" and self._phrases.is_a(i, "goods")
            )
        lender = carrier
        if lender is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
            lender = noun.head
        if lender is not None:  # "opened an inquiry into X": often hung on the verb
            pairs.extend(p for p in prepositions(lender) if p[0] in _LENT and p[1].i > noun.i)
        compounds = _compounds(noun)
        if "between" in entry.slots:  # "a proposal for talks between X and Y"
            pairs.extend(p for _, i in list(pairs) for p in prepositions(i) if p[0] == "between")
        for clause in children(noun, "acl"):  # "an initiative announced by X"
            if clause.tag_ == "VBN" and clause.lemma_ in self._lexicon.support:
                pairs.extend(p for p in prepositions(clause) if p[0] in ("by", "with", "between"))
        if not self._fits(noun, entry, pairs, inner + compounds):
            return None
        event = Event(noun, carrier or noun, entry, entry.event)
        self._fill(event, pairs, inner, compounds)
        if "borne" not in entry.slots:
            self._fill_from_carrier(event, carrier)
        self._slots.bound(event)
        if event.kind == "meet" and len(event.filled("agent")) < 2:
            event.add("agent", *self._between(noun))
        elif event.kind == "visit" and not event.filled("recipient"):
            event.add("recipient", *self._place(noun))
        if noun.dep_ == "nsubj" and event.kind in ("restrict", "designate"):
            self._fill_told(event, noun.head)
            if event.filled("recipient") and self._bites(noun.head):
                event.verb = noun.head  # what the measures do is what is told
        return event

    def _fits(self, noun: Token, entry: Entry, pairs: Pairs, inside: list[Token]) -> bool:
        belongs = self._phrases.belongs
        for slot, classes in entry.slots.items():
            if slot == "object":
                fits = any(belongs(i, classes) for i in inside + _hyphened(noun))
            elif slot == "standing":
                fits = noun.dep_ in classes or _standing(noun) in classes
            elif slot == "under_on":  # "companies on the sanctions list"
                on = noun.dep_ == "pobj" and noun.head.lower_ == "on"
                fits = on and belongs(noun.head.head, classes)
            elif slot == "borne":  # "is under investigation"
                fits = noun.dep_ == "pobj" and noun.head.lower_ in classes
            else:
                fits = any(word == slot and belongs(i, classes) for word, i in pairs)
            if not fits:
                return False
        return True

    def _fill(self, event: Event, pairs: Pairs, inner: list[Token], compounds: list[Token]) -> None:
        noun, frame = event.token, event.entry.frame
        self._slots.modifiers(event, noun, agents=True)
        if "under_on" in event.entry.slots:
            event.add("recipient", noun.head.head)
        if "borne" in event.entry.slots:
            bearer = self._bearer(noun)
            event.add("recipient", *(conjuncts(bearer) if bearer is not None else ()))
        role = frame.get("of") or frame.get("object")
        for item in inner:
            if role == "goods" and self._phrases.belongs(item, _GOODS):
                event.add("goods", item)
            elif role in ("recipient", "agent") and self._phrases.is_party(item):
                event.add(role, item)
            elif role == "recipient":
                self._slots.undertaking(event, item)
        if frame.get("object") == "goods":
            for item in compounds:
                if item.pos_ in ("NOUN", "PROPN") and self._phrases.belongs(item, _GOODS):
                    event.add("goods", item)
        for word, item in pairs:
            if word != "of" or frame.get("of") == "agent":
                self._slots.preposition(event, word, item)

    def _fill_told(self, event: Event, verb: Token) -> None:
        """ "the designations included X", "sanctions hit Y": whom the noun's verb names."""
        if verb.lemma_ in ("apply", "extend"):
            event.add(
                "recipient",
                *(i for w, i in prepositions(verb) if w == "to" and self._phrases.is_party(i)),
            )
        if event.kind == "restrict" and self._bites(verb):
            event.add("recipient", *self._bitten(verb))
        elif verb.lemma_ in self._lexicon.topics or verb.lemma_ in self._lexicon.aiming:
            for item in objects(verb):
                if self._phrases.is_party(item):
                    event.add("recipient", item)
                elif event.kind == "restrict" and self._phrases.is_a(item, "goods"):
                    event.add("goods", item)

    def _bites(self, verb: Token) -> bool:
        """Whether a verb tells what measures do: "have degraded", "have had an impact on"."""
        return verb.lemma_ in self._lexicon.biting or (
            verb.lemma_ in ("have", "take")
            and any(self._phrases.is_a(item, "impact") for item in objects(verb))
        )

    def _bitten(self, verb: Token) -> Iterator[Token]:
        """Whom measures hit: "have forced X to", "have degraded X's ability"."""
        if is_passive(verb):
            return
        hit = [*objects(verb), *(subject(c) for c in children(verb, "ccomp"))]
        hit += [i for word, i in prepositions(verb) if word in ("for", "to")]
        for item in (i for i in hit if i is not None):
            inside = [i for word, i in prepositions(item) if word in ("in", "on")]
            for part in (item, *inside):
                if self._phrases.is_party(part):
                    yield from conjuncts(part)
                else:
                    front = children(part, "poss", "amod", "compound")
                    yield from (c for c in front if self._phrases.is_national(c))

    def _between(self, noun: Token) -> list[Token]:
        """Parties of "talks in Vienna on Monday between X and Y": hung on what stands nearest."""
        for token in noun.doc[noun.i + 1 : min(noun.i + _REACH, noun.sent.end)]:
            if token.lower_ == "between":
                found = [i for p in children(token, "pobj") for i in conjuncts(p)]
                return [i for i in found if self._phrases.is_party(i)]
        return []

    def _place(self, noun: Token) -> list[Token]:
        """Where a visitor is: "X is in Y on a visit"."""
        for head in ancestors(noun):
            if head.pos_ in ("VERB", "AUX"):
                pairs = prepositions(head)
                return [i for w, i in pairs if w in ("in", "to") and self._phrases.is_place(i)]
        return []

    # -- the verb that carries the noun ------------------------------------------------------

    def _carrier(self, noun: Token) -> Token | None:
        """The support verb a noun is the object (or passive subject) of."""
        token = noun
        for head in ancestors(noun):
            if head.pos_ in ("VERB", "AUX"):
                carries = token.dep_ in ("dobj", "nsubjpass", "attr", "prep", "agent")
                if carries and head.lemma_ in self._lexicon.support:
                    return head
                if head.lemma_ in _STAY and token.dep_ == "nsubj" and self._is_in_force(head):
                    return head
                held = token.dep_ in ("nsubj", "nsubjpass") and head.lemma_ in self._lexicon.holding
                return head if held and noun.lemma_ in self._lexicon.talking else None
            if head.dep_ in _CLAUSES or token.dep_ not in _INSIDE:
                return None
            token = head
        return None

    def _is_in_force(self, verb: Token) -> bool:
        """ "has been in place", "remain in force"."""
        return any(w == "in" and self._phrases.is_a(i, "force") for w, i in prepositions(verb))

    def _fill_from_carrier(self, event: Event, carrier: Token | None) -> None:
        """Who does what the noun says, where the noun itself does not tell."""
        noun = event.token
        if event.kind == "restrict":
            bearer = self._bearer(noun)
            if bearer is not None:
                event.add("recipient", *conjuncts(bearer))
                return
        role = event.entry.frame.get("subject")
        mutual = event.kind in ("meet", "agree") and carrier is not None
        if event.kind == "meet" and noun.dep_ == "pobj" and noun.head.lower_ in _OCCASIONS:
            mutual = True  # "after talks with X, Y said"
            governor = next((h for h in ancestors(noun) if h.pos_ == "VERB"), None)
            if governor is not None and governor.lemma_ in _TELLING:  # "told X in a call"
                event.add("agent", *(i for i in objects(governor) if self._phrases.is_party(i)))
        if role is None or (event.filled(role) and not mutual):
            return
        if noun.dep_ == "pobj" and noun.head.lower_ == "as":  # "positions China as a mediator"
            host = noun.head.head
            seen = objects(host) if host.pos_ == "VERB" else []
            if host.pos_ in ("NOUN", "PROPN"):  # "dependence on X as a supplier"
                seen = [host, *(i for w, i in prepositions(host) if w in ("on", "of"))]
            seen = [t for t in seen if self._phrases.is_party(t)]
            if seen:
                event.add(role, *seen)
                return
        doer = self._doer(noun, carrier)
        gains = role == "agent" and event.kind == "supply" and carrier is not None
        if gains and carrier is not None and carrier.lemma_ in self._lexicon.receiving:
            role = "recipient"  # "took delivery of"
        arranged = carrier is not None and carrier.lemma_ in self._lexicon.classes["arranging"]
        buying = event.kind == "supply" and role == "recipient"
        if arranged and buying and doer is not None and not self._phrases.is_country(doer):
            role = "intermediary"  # "a firm that supported the procurement of"
        if doer is not None and self._phrases.is_party(doer):
            event.add(role, *conjuncts(doer))

    def _doer(self, noun: Token, carrier: Token | None) -> Token | None:
        if noun.dep_ == "appos":  # "Alpha, a supplier of shells"
            return noun.head
        if carrier is None:
            if noun.dep_ == "pobj" and noun.head.lower_ in _ABOUT:
                return None  # "raised concerns over the sale of"
            whose = owner(noun) if noun.dep_ == "pobj" else None
            if whose is not None and whose.tag_ == "PRP$" and not self._phrases.is_party(whose):
                main = next((h for h in ancestors(noun) if h.pos_ in ("VERB", "AUX")), None)
                return subject(main) if main is not None else None  # "on his visit to X, Y said"
            return whose
        if is_passive(carrier):
            return next((item for word, item in prepositions(carrier) if word == "by"), None)
        doer = subject(carrier)
        if doer is not None and any(noun.i == t.i for t in doer.subtree):
            return None
        return doer

    def _bearer(self, noun: Token) -> Token | None:
        """Who is under sanctions or faces them."""
        bearing = self._lexicon.bearing
        for head in ancestors(noun):
            if head.pos_ == "VERB" and head.lemma_ in bearing:
                return subject(head)
            if head.dep_ == "prep" and head.lower_ in bearing:
                host = head.head
                if host.pos_ == "VERB" and not is_passive(host) and objects(host):
                    placed = objects(host)[0]  # "placed the bank under sanctions"
                    return placed if self._phrases.is_party(placed) else None
                return subject(host) if host.pos_ in ("VERB", "AUX") else host
            if head.lower_ == "of" and head.head.lemma_ in _BORNE:  # "a target of sanctions"
                host = head.head.head
                return subject(host) if host.pos_ in ("VERB", "AUX") else None
            if head.pos_ == "ADJ" and head.lemma_ in bearing:  # "is subject to a ban"
                host = head.head
                return subject(host) if host.pos_ in ("VERB", "AUX") else host
            if head.pos_ not in ("NOUN", "ADP"):
                return None
        return None


def _standing(noun: Token) -> str:
    """The label of a noun behind "as a", "one of the" or "among the"."""
    if noun.dep_ != "pobj":
        return str(noun.dep_)
    host = noun.head.head
    if noun.head.lower_ == "as":
        return "oprd"
    if noun.head.lower_ == "among" and host.pos_ in ("VERB", "AUX"):
        return "attr"
    one = noun.head.lower_ in ("of", "among") and host.pos_ in ("NUM", "PRON", "DET")
    return str(host.dep_) if one else "pobj"


def _compounds(noun: Token) -> list[Token]:
    """Words in front of a noun, coordinated ones too: "drone and missile exports"."""
    front = children(noun, "compound", "amod", "nmod")
    return [c for child in front for c in (child, *children(child, "conj"))]


def _hyphened(noun: Token) -> list[Token]:
    """ "sanctions-busting" split by the tokenizer: the part before the hyphen."""
    if noun.i >= 2 and noun.nbor(-1).text == "-":
        return [noun.nbor(-2)]
    return []
