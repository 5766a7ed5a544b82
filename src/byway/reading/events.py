"""Events: predicates of the lexicon found in the parse, with who fills their slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from byway.reading.lexicon import Entry, Lexicon
from byway.reading.names import COUNTRY, ORGANISATION, PERSON, PLACE
from byway.reading.references import Reference, References
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
    from spacy.tokens import Doc, Token

_BARE_NOUN = frozenset({"compound", "nmod"})


@dataclass
class Event:
    """One predicate with its slots filled.

    `token` is the word that tells the event, `verb` the verb that carries it (itself, or the
    verb a noun is the object of).  `roles` maps agent, recipient, goods and intermediary to the
    tokens that fill them; `slots` are other words the entry asks for ("to the list").
    """

    token: Token
    verb: Token
    entry: Entry
    kind: str
    roles: dict[str, list[Token]] = field(default_factory=dict)
    slots: list[Token] = field(default_factory=list)

    def add(self, role: str, token: Token) -> None:
        """Add a filler once."""
        fillers = self.roles.setdefault(role, [])
        if all(token.i != other.i for other in fillers):
            fillers.append(token)


class EventFinder:
    """Finds the events of one document."""

    def __init__(self, references: References, lexicon: Lexicon) -> None:
        self._references = references
        self._lexicon = lexicon
        self._classes = lexicon.classes
        self._goods = lexicon.goods
        self._words = lexicon.words

    def find(self, doc: Doc) -> Iterator[Event]:
        """Events in text order; at most one for each predicate word."""
        for token in doc:
            pos = token.pos_
            if pos == "VERB":
                lemma = token.lemma_
                candidates = self._lexicon.verbs.get(lemma, ())
                if not candidates and lemma.endswith("e"):  # the lemmatizer's "reexporte"
                    candidates = self._lexicon.verbs.get(lemma[:-1], ())
            elif pos in ("NOUN", "PROPN") and token.dep_ not in _BARE_NOUN:
                candidates = self._lexicon.nouns.get(token.lemma_.lower(), ())
            else:
                continue
            for entry in candidates:
                event = self._verb(token, entry) if pos == "VERB" else self._noun(token, entry)
                if event is not None:
                    yield event
                    break

    # -- verbs -----------------------------------------------------------------------------

    def _verb(self, verb: Token, entry: Entry) -> Event | None:
        if verb.dep_ in ("compound", "amod") or (verb.dep_ == "pcomp" and verb.tag_ == "VBN"):
            return None
        if entry.event == "evade" and self._countered(verb):
            return None
        if entry.particle and not any(
            c.dep_ in ("prt", "advmod", "prep") and c.lower_ in entry.particle for c in verb.children
        ):
            return None
        found = objects(verb)
        pairs = list(prepositions(verb))
        for noun in found:  # "sent rifles to X": the phrase often hangs on the noun
            pairs.extend((word, item) for word, item in prepositions(noun) if word not in ("of", "with", "in"))
        if entry.particle:
            for child in verb.children:
                if child.lower_ in entry.particle:
                    pairs.extend(prepositions(child))
                    pairs.extend(("of", i) for g in child.children if g.dep_ == "pobj" for i in conjuncts(g))
        deep = [(w, i) for _, item in pairs for w, i in prepositions(item) if w in ("to", "on")]
        if "object" in entry.without and found:
            return None
        if not self._slots_fit(entry, verb, found, pairs, deep):
            return None
        if entry.with_word and not any(
            t.lemma_.lower() in entry.with_word for item in found for t in item.subtree if abs(t.i - item.i) < 6
        ):
            return None
        event = Event(verb, verb, entry, entry.event)
        self._fill_verb(event, verb, entry, found, pairs)
        event.slots = [i for w, i in pairs + deep if w in entry.slots and self.belongs(i, entry.slots[w])]
        return self._complete(event)

    def _slots_fit(
        self, entry: Entry, verb: Token, found: list[Token], pairs: list[tuple[str, Token]],
        deep: list[tuple[str, Token]]
    ) -> bool:
        for slot, classes in entry.slots.items():
            if slot == "object":
                if "any" in classes and children(verb, "ccomp"):
                    continue
                if not any(self.belongs(item, classes) for item in self._with_goods(entry, found, pairs)):
                    return False
            elif slot == "subject":
                doer = subject(verb)
                if doer is None or not self.belongs(doer, classes):
                    return False
            elif slot == "with_or":
                if not any(word in classes for word, _ in pairs):
                    return False
            elif not any(
                word == slot and self.belongs(item, classes)
                for word, item in (pairs + deep if "list" in classes else pairs)
            ):
                return False
        return True

    def _with_goods(self, entry: Entry, found: list[Token], pairs: list[tuple[str, Token]]) -> list[Token]:
        """"provide X with drones": what *with* brings counts as the object of giving."""
        if entry.frame.get("with") == "goods":
            return found + [item for word, item in pairs if word == "with"]
        return found

    def _fill_verb(
        self, event: Event, verb: Token, entry: Entry, found: list[Token], pairs: list[tuple[str, Token]]
    ) -> None:
        frame = entry.frame
        passive = is_passive(verb)
        if not passive:
            doer = subject(verb)
            if doer is not None and "subject" in frame:
                for item in conjuncts(doer):
                    event.add(frame["subject"], item)
            elif doer is None and verb.dep_ == "acl" and verb.tag_ == "VB" and "subject" in frame:
                for child in children(verb.head, "amod", "compound"):  # "Chinese plans to send"
                    if self._is_national(child):
                        event.add(frame["subject"], child)
        for item in found:
            role = frame.get("object")
            if role is None:
                continue
            if role == "goods" and frame.get("with") == "goods" and any(w == "with" for w, _ in pairs):
                role = "recipient"  # "equip the army with drones"
            elif role == "goods" and self._is_party(item):
                role = frame.get("dative", "recipient")
            if role in ("recipient", "agent") and event.kind in ("mediate",) and not self._is_party(item):
                for inner in self._named_inside(item):
                    event.add(role, inner)
                continue
            event.add(role, item)
        for word, item in pairs:
            self._fill_prep(event, frame, word, item)
        self._fill_using(event, verb)
        if event.kind == "investigate" and not event.roles.get("recipient"):
            for clause in children(verb, "ccomp"):
                suspect = subject(clause)
                if suspect is not None and self._is_party(suspect):
                    event.add("recipient", suspect)
        if entry.frame_name == "leave" and not event.roles.get("recipient"):
            for item in (*found, *(i for w, i in pairs if w == "from")):
                for inner in self._named_inside(item):
                    event.add("recipient", inner)
        if "measure" in entry.slots.get("object", ()) or "deadline" in entry.slots.get("object", ()):
            for item in found:
                self._fill_noun_slots(event, item, frame, agents=not event.roles.get("agent"))
        elif event.kind in ("agree", "meet"):
            for item in found:
                self._fill_noun_slots(event, item, frame, agents=False)
        elif "case" in entry.slots.get("object", ()):
            event.roles["recipient"] = []
            for item in found:
                for word, other in prepositions(item):
                    if word in ("for", "against") and self._is_party(other):
                        event.add("recipient", other)
                for clause in children(item, "acl", "relcl"):
                    for other in objects(clause):
                        if self._is_party(other):
                            event.add("recipient", other)

    def _fill_using(self, event: Event, verb: Token) -> None:
        """"by using front companies", "using a trader in Dubai": go-betweens."""
        if event.kind not in ("supply", "evade", "route"):
            return
        clauses = [c for p in children(verb, "prep") if p.lower_ in ("by", "through") for c in children(p, "pcomp")]
        for clause in (*clauses, *children(verb, "advcl")):
            if clause.lemma_ in self._lexicon.using and clause.tag_ == "VBG":
                for item in objects(clause):
                    if self._names_group(item):
                        event.add("intermediary", item)

    def _fill_prep(self, event: Event, frame: dict[str, str], word: str, item: Token) -> None:
        role = frame.get(word)
        if word in ("through", "via"):
            if self._is_party(item) or self._names_group(item):
                event.add("intermediary", item)
            return
        if role is None:
            return
        if role == "goods" or (role == "recipient" and event.kind == "restrict" and not self._is_party(item)):
            if self.belongs(item, frozenset({"goods", "aid", "trade"})):
                event.add("goods", item)
        elif self._is_party(item) or (role == "recipient" and event.kind == "visit" and self._is_place(item)):
            event.add(role, item)

    # -- nouns -----------------------------------------------------------------------------

    def _noun(self, noun: Token, entry: Entry) -> Event | None:
        if entry.event == "evade" and self._countered(noun):
            return None
        pairs = list(prepositions(noun))
        of = [item for word, item in pairs if word == "of"]
        inner = [item for item in of if not self._is_party(item) or entry.frame.get("of") != "agent"]
        compounds = [c for child in children(noun, "compound", "amod", "nmod") for c in (child, *children(child, "conj"))]
        for item in inner:
            pairs.extend((word, i) for word, i in prepositions(item) if word != "of")
        carrier = self._carrier(noun)
        if carrier is not None:  # "opened an inquiry into X": often hung on the verb
            pairs.extend(
                (word, i) for word, i in prepositions(carrier) if word in ("into", "on", "against", "with", "between", "to") and i.i > noun.i
            )
        for slot, classes in entry.slots.items():
            if slot == "object":
                if not any(self.belongs(item, classes) for item in inner + compounds + self._hyphened(noun)):
                    return None
            elif slot == "standing":
                if noun.dep_ not in classes:
                    return None
            elif slot == "under_on":
                host = noun.head.head
                if noun.dep_ != "pobj" or noun.head.lower_ != "on" or not self.belongs(host, classes):
                    return None
            elif not any(word == slot and self.belongs(item, classes) for word, item in pairs):
                return None
        if entry.with_word and not any(t.lemma_.lower() in entry.with_word for t in noun.subtree if abs(t.i - noun.i) < 8):
            return None
        event = Event(noun, carrier or noun, entry, entry.event)
        self._fill_noun(event, noun, entry, pairs, inner, compounds)
        self._fill_from_carrier(event, noun, carrier, entry)
        return self._complete(event)

    def _countered(self, token: Token) -> bool:
        """"Efforts to prevent evasion": what governs the word acts against it."""
        for head in ancestors(token):
            if head.lemma_ in self._lexicon.countering and (head.pos_ == "VERB" or head.tag_ == "NN"):
                return head.lemma_ != "effort" and not (token.pos_ == "VERB" and token.tag_ != "VBG")
            if head.pos_ not in ("ADP", "NOUN", "ADV"):
                return False
        return False

    def _hyphened(self, noun: Token) -> list[Token]:
        """"sanctions-busting" split by the tokenizer: the parts before the hyphen."""
        if noun.i >= 2 and noun.nbor(-1).text == "-":
            return [noun.nbor(-2)]
        return []

    def _fill_noun(
        self, event: Event, noun: Token, entry: Entry, pairs: list[tuple[str, Token]], inner: list[Token], compounds: list[Token]
    ) -> None:
        frame = entry.frame
        self._fill_noun_slots(event, noun, frame, agents=True)
        if "under_on" in entry.slots:
            event.add("recipient", noun.head.head)
        for item in inner:
            role = frame.get("object") if frame.get("of") is None else frame["of"]
            if role == "goods" and self.belongs(item, frozenset({"goods", "aid"})):
                event.add("goods", item)
            elif role in ("recipient", "agent") and self._is_party(item):
                event.add(role, item)
        if frame.get("object") == "goods":
            for item in compounds:
                if item.pos_ in ("NOUN", "PROPN") and self.belongs(item, frozenset({"goods", "aid"})):
                    event.add("goods", item)
        for word, item in pairs:
            if word != "of" or frame.get("of") == "agent":
                self._fill_prep(event, frame, word, item)

    def _fill_noun_slots(self, event: Event, noun: Token, frame: dict[str, str], agents: bool) -> None:
        """Possessors, nationality in front, prepositions and participles behind a noun."""
        role = frame.get("poss")
        if role and (agents or role != "agent"):
            for child in noun.children:
                if child.dep_ in ("poss", "amod", "compound", "nmod"):
                    for item in conjuncts(child):
                        if event.kind == "visit" and child.dep_ == "compound" and self._is_place(item):
                            event.add("recipient", item)
                        elif self._is_national(item):
                            event.add(role, item)
        for word, item in prepositions(noun):
            if word in frame and word != "of":
                self._fill_prep(event, frame, word, item)
        for clause in children(noun, "acl", "relcl"):
            if clause.lemma_ in ("target", "impose", "hit", "affect", "aim", "introduce", "place", "direct"):
                for item in objects(clause) if not is_passive(clause) else ():
                    if self._is_party(item):
                        event.add("recipient", item)
                for word, item in prepositions(clause):
                    if word in frame:
                        self._fill_prep(event, frame, word, item)

    def _carrier(self, noun: Token) -> Token | None:
        """The support verb a noun is the object (or passive subject) of."""
        token = noun
        for head in ancestors(noun):
            if head.pos_ in ("VERB", "AUX"):
                if token.dep_ in ("dobj", "nsubjpass", "attr") and head.lemma_ in self._lexicon.support:
                    return head
                if token.dep_ in ("prep", "agent") and head.lemma_ in self._lexicon.support:
                    return head
                return None
            if head.dep_ in ("relcl", "acl", "advcl", "ccomp"):
                return None
            if token.dep_ not in ("conj", "pobj", "prep", "compound", "appos"):
                return None
            token = head
        return None

    def _fill_from_carrier(self, event: Event, noun: Token, carrier: Token | None, entry: Entry) -> None:
        role = entry.frame.get("subject")
        bearer = self._bearer(noun, carrier) if event.kind == "restrict" else None
        if bearer is not None:
            for item in conjuncts(bearer):
                event.add("recipient", item)
            return
        if role is None or (event.roles.get(role) and not (event.kind in ("meet", "agree") and carrier is not None)):
            return
        if noun.dep_ == "pobj" and noun.head.lower_ == "as":  # "positions China as a mediator"
            host = noun.head.head
            seen = [t for t in objects(host) if self._is_party(t)] if host.pos_ == "VERB" else []
            for item in seen:
                event.add(role, item)
            if seen:
                return
        doer: Token | None = None
        if carrier is not None:
            if not is_passive(carrier):
                doer = subject(carrier)
            else:
                doer = next((item for word, item in prepositions(carrier) if word == "by"), None)
            if doer is not None and noun in list(doer.subtree):
                doer = None
        elif noun.dep_ == "pobj":
            doer = owner(noun)
        if doer is not None and self._is_party(doer):
            for item in conjuncts(doer):
                event.add(role, item)

    def _bearer(self, noun: Token, carrier: Token | None) -> Token | None:
        """Who is under sanctions or faces them."""
        bearing = self._lexicon.bearing
        for head in (noun, *ancestors(noun)):
            if head.pos_ == "VERB" and head.lemma_ in bearing:
                return subject(head)
            if head.lower_ in bearing and head.dep_ == "prep":
                host = head.head
                return subject(host) if host.pos_ in ("VERB", "AUX") else host
            if head.i != noun.i and head.pos_ not in ("NOUN", "ADP"):
                return None
        return None

    # -- completion ------------------------------------------------------------------------

    def _complete(self, event: Event) -> Event | None:
        roles = event.roles
        for role in ("agent", "recipient", "intermediary"):
            kept = []
            for item in roles.get(role, ()):
                known = self._references.expand(item)
                reference = known[0] if known else None
                if item.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"):
                    continue
                if event.kind == "designate" and (
                    self._belongs(item, "list") or item.lemma_.lower() in self._lexicon.instruments or item.pos_ == "ADJ"
                ):
                    continue
                if reference is None or reference.kind == "thing":
                    if event.kind == "investigate" and role == "recipient":
                        kept.extend(t for t in self._parties_inside(item) if all(t.i != k.i for k in kept))
                        continue
                    if reference is None or role == "agent" or event.kind not in ("designate", "other"):
                        continue
                kept.append(item)
            roles[role] = kept
        for need in event.entry.needs:
            if need == "flow":
                if not any(roles.get(r) for r in ("agent", "recipient", "goods")):
                    return None
            elif need == "partner":
                if len(roles["agent"]) < 2 and not roles["recipient"]:
                    return None
            elif not roles.get(need):
                return None
        return event

    # -- classes ---------------------------------------------------------------------------

    def belongs(self, token: Token, classes: frozenset[str]) -> bool:
        """Whether the phrase of `token` is of one of the classes."""
        return any(self._belongs(token, name) for name in classes)

    def _belongs(self, token: Token, name: str) -> bool:
        lemma = token.lemma_.lower()
        if name == "any":
            return token.pos_ in ("NOUN", "PROPN")
        if name == "actor":
            return self._is_party(token)
        if name == "country":
            reference = self._references.of(token)
            return reference is not None and reference.kind in (COUNTRY, PLACE)
        if name == "recipient":
            return self._is_party(token)
        if name == "firm":
            reference = self._references.of(token)
            return reference is not None and (reference.kind == ORGANISATION or lemma in self._words["firms"])
        if name == "listed":
            reference = self._references.of(token)
            return reference is not None and (
                reference.kind in (PERSON, ORGANISATION) or lemma in self._words["listed"]
            )
        if name in ("goods", "aid", "trade", "made"):
            return self._is_goods(token, name)
        if name == "foreign":
            return self._is_goods(token, "made") and bool(self._references.codes(token))
        if name == "person":
            reference = self._references.of(token)
            return reference is not None and reference.kind == PERSON
        if name == "settle":
            return lemma in self._classes["warhead"]
        if name == "tie":
            return lemma in ("tie", "relation", "dealing", "trade", "cooperation")
        words = self._classes.get(name)
        if words is None:
            return False
        for item in self._through_quantity(token):
            word = item.lemma_.lower()
            if word in words and (word not in self._lexicon.general or name not in ("sanction", "measure", "easing", "deadline") or self._qualified(item)):
                return True
        return False

    def _qualified(self, token: Token) -> bool:
        return any(
            t.lemma_.lower() in self._lexicon.qualifiers for t in token.subtree if abs(t.i - token.i) <= 6
        )

    def _is_goods(self, token: Token, name: str) -> bool:
        heads = self._goods["heads" if name == "goods" else name]
        if token.pos_ == "PRON":
            return name == "goods" and self.goods_behind(token) is not None
        for item in self._through_quantity(token):
            if item.lemma_.lower() in heads and item.pos_ in ("NOUN", "PROPN", "ADJ"):
                return name == "trade" or not self._is_party(item)
        return False

    def goods_behind(self, pronoun: Token) -> Token | None:
        """The goods that "them" or "it" stands for: the last ones named before it."""
        if pronoun.lower_ not in ("they", "them", "it", "these", "those", "which", "that"):
            return None
        doc = pronoun.doc
        heads = self._goods["heads"]
        for i in range(pronoun.i - 1, max(-1, pronoun.i - 40), -1):
            token = doc[i]
            if token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "conj") and token.pos_ == "NOUN":
                plural = token.tag_ == "NNS"
                if plural != (pronoun.lower_ in ("they", "them", "these", "those")):
                    continue
                if token.lemma_.lower() in heads:
                    return token
                if token.dep_ != "pobj":
                    reference = self._references.of(token)
                    if reference is None or not reference.acts:
                        return None
        return None

    def _through_quantity(self, token: Token) -> list[Token]:
        if token.lemma_.lower() not in self._lexicon.quantities and token.pos_ != "NUM" and token.text != "$":
            return [token]
        inner = [item for word, item in prepositions(token) if word in ("of", "in")]
        return [found for item in inner for found in self._through_quantity(item)] or [token]

    def _is_party(self, token: Token) -> bool:
        reference = self._references.of(token)
        if reference is None:
            return False
        if reference.kind == PLACE:
            return False
        return reference.acts

    def _names_group(self, token: Token) -> bool:
        reference = self._references.of(token)
        return reference is not None and (reference.kind == "group")

    def _is_place(self, token: Token) -> bool:
        reference = self._references.of(token)
        return reference is not None and reference.kind in (PLACE, COUNTRY)

    def _is_national(self, token: Token) -> bool:
        reference = self._references.of(token)
        if reference is None:
            return False
        return reference.kind in (COUNTRY, PERSON, ORGANISATION) or (
            token.dep_ == "poss" and reference.kind == "group"
        )

    def _parties_inside(self, token: Token) -> Iterator[Token]:
        """Parties that a thing investigated is told to be about: owners, doers, targets."""
        for child in token.subtree:
            if child.dep_ in ("poss", "pobj", "conj", "compound", "amod") and abs(child.i - token.i) < 14:
                reference = self._references.of(child) if child.pos_ in ("NOUN", "PROPN", "ADJ") else None
                if reference is None or not reference.acts:
                    continue
                if child.dep_ in ("compound", "amod") and (reference.kind != COUNTRY or child.head.i == token.i and child.pos_ == "ADJ"):
                    continue
                if set(reference.codes) & self._lexicon.imposers or not (reference.codes or reference.kind == "group"):
                    continue
                if child.dep_ in ("compound", "amod") and child.head.pos_ != "NOUN":
                    continue
                yield child

    def _named_inside(self, token: Token) -> Iterator[Token]:
        for child in token.subtree:
            if child.i != token.i and abs(child.i - token.i) < 15:
                reference: Reference | None = self._references.of(child) if child.pos_ in ("PROPN", "ADJ") else None
                if reference is not None and reference.kind == COUNTRY:
                    yield child
