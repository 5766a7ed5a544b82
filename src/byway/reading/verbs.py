"""Events that a verb tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.clauses import (
    Clause,
    clause_of,
    complements,
    has_word,
    is_headline_passive,
    kind_of,
    particles,
    says_no_longer,
    says_not,
)
from byway.reading.event import Event
from byway.reading.lexicon import Entry, Lexicon
from byway.reading.phrases import Phrases
from byway.reading.slots import SlotFiller
from byway.reading.syntax import children, conjuncts, is_passive, objects, prepositions, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEP = frozenset({"list", "foreign", "made"})  # classes sought inside phrases too
# Frames whose passive is told without its auxiliary in headlines: "Tanker seized off Malta".
_BARE = frozenset({"target", "measure", "stop", "withhold", "give"})
_CHARGING = frozenset({"charge", "accuse", "indict"})
_NO_CLASS: frozenset[str] = frozenset()


class VerbEvents:
    """Matches verbs with the lexicon's entries and fills their roles."""

    def __init__(self, phrases: Phrases, lexicon: Lexicon) -> None:
        self._phrases = phrases
        self._helping = lexicon.helping
        self._slots = SlotFiller(phrases, lexicon)
        self._of: Token | None = None  # the verb last looked at, and its clause as entries read it
        self._read: dict[tuple[object, ...], Clause] = {}

    def match(self, verb: Token, entry: Entry) -> Event | None:
        """The event that `verb` tells by `entry`; None when the entry does not fit."""
        if verb.dep_ in ("compound", "amod") or (
            verb.dep_ == "pcomp" and verb.tag_ == "VBN" and not children(verb, "aux", "auxpass")
        ):
            return None
        if entry.particle and not particles(verb, entry):
            return None
        if entry.event == "evade" and self._phrases.is_countered(verb):
            return None
        if entry.event == "supply" and entry.frame_name == "give" and self._is_ware(verb):
            return None
        if entry.frame_name == "stop" and any(c.lower_ == "up" for c in children(verb, "prt")):
            return None  # "ended up"
        clause = self._clause(verb, entry)
        if not clause.objects and entry.frame_name in _BARE and is_headline_passive(verb):
            bare = clause_of(verb, entry, bare=True)  # "Exports of drones halted"
            clause = bare if self._fits(entry, bare) else clause
        if any(word in entry.without for word, _ in clause.pairs + clause.deep):
            return None
        if not self._fits(entry, clause) or not has_word(entry, clause):
            return None
        event = Event(verb, verb, entry, entry.event)
        self._fill(event, clause)
        if event.entry.frame.get("object") == "goods":  # "struck the port with foreign drones"
            wares = event.entry.slots.get("with", frozenset()) & {"foreign"}
            pairs = clause.pairs + clause.deep
            event.add("goods", *(i for w, i in pairs if w == "with" and wares))
        event.slots = [
            item
            for word, item in clause.pairs + clause.deep
            if word in entry.slots and self._phrases.belongs(item, entry.slots[word])
        ]
        return event

    def _clause(self, verb: Token, entry: Entry) -> Clause:
        """The clause of `verb`, read once for all entries that read it alike."""
        if self._of is None or self._of.doc is not verb.doc or self._of.i != verb.i:
            self._of, self._read = verb, {}
        kind = kind_of(entry)
        if kind not in self._read:
            self._read[kind] = clause_of(verb, entry)
        return self._read[kind]

    def _is_ware(self, verb: Token) -> bool:
        """ "Drones provide the army with eyes": goods that do something give nothing."""
        own = children(verb, "nsubj") if children(verb, "dobj", "dative", "prt") else []
        return not is_passive(verb) and any(self._phrases.is_a(doer, "goods") for doer in own)

    def _fits(self, entry: Entry, clause: Clause) -> bool:
        """Whether each slot that the entry asks for is filled by one of its classes."""
        belongs = self._phrases.belongs
        for slot, classes in entry.slots.items():
            if slot == "object":
                items = list(clause.objects)
                if entry.frame.get("with") == "goods":  # "provide X with drones"
                    items.extend(item for word, item in clause.pairs if word == "with")
                content = "any" in classes and bool(children(clause.verb, "ccomp"))
                content = content or ("none" in classes and not items)
                if not content and not any(belongs(item, classes) for item in items):
                    return False
            elif slot == "subject":
                doer = subject(clause.verb)
                if doer is None or not belongs(doer, classes):
                    return False
            elif slot == "doer":
                doers = [subject(clause.verb)] if not is_passive(clause.verb) else []
                doers += [item for word, item in clause.pairs if word == "by"]
                if "none" in classes and not doers:
                    continue
                if not any(d is not None and belongs(d, classes) for d in doers):
                    return False
            elif slot == "named":  # "called the report false", "a lie"
                if not any(self._phrases.is_untrue(c) for c in clause.verb.subtree):
                    return False
            elif slot == "beside":  # "found X guilty"
                around = children(clause.verb, "ccomp", "oprd", "acomp", "xcomp", "amod")
                around += [c for item in clause.objects for c in children(item, "amod", "acl")]
                if not any(c.lemma_ in classes for c in around):
                    return False
            elif slot == "told":  # "told X to stop"
                deps = ("xcomp", "ccomp", "advcl")
                infinitives = [c for c in children(clause.verb, *deps) if c.tag_ == "VB"]
                if not any(a.lower_ == "to" for c in infinitives for a in children(c, "aux")):
                    return False
            elif slot == "ceasing":  # "stopped selling"
                if not self._ceased(clause.verb, classes):
                    return False
            elif slot == "negated":  # "no longer accepts"
                longer = "longer" in classes and not says_no_longer(clause.verb)
                if longer or not says_not(clause.verb):
                    return False
            elif slot == "complement":  # "is due in X"
                if not any(c.lemma_ in classes for c in complements(clause.verb)):
                    return False
            elif slot == "with_or":
                inside = (t for t in clause.verb.subtree if t.dep_ == "prep")
                if not any(t.lower_ in classes for t in inside):
                    return False
            else:
                pairs = clause.pairs + clause.deep if classes & _DEEP else clause.pairs
                if not any(word == slot and belongs(item, classes) for word, item in pairs):
                    return False
        return True

    def _fill(self, event: Event, clause: Clause) -> None:
        self._fill_subject(event, clause)
        self._fill_objects(event, clause)
        for word, item in clause.pairs:
            self._slots.preposition(event, word, item)
        self._slots.go_betweens(event, clause.verb)
        self._slots.bound(event)
        if event.kind in ("supply", "route") and not event.filled("recipient"):
            self._fill_helped(event, clause.verb)
        for item in (i for w, i in clause.pairs if w in event.entry.slots):
            listed = "list" in event.entry.slots.get(word, _NO_CLASS)
            if listed and not event.filled("agent"):  # "appear on the British list"
                self._slots.modifiers(event, item, agents=True)
            if event.kind == "restrict" and self._phrases.is_a(item, "measure"):
                self._slots.modifiers(event, item, agents=False)
            for word, inner in prepositions(item):  # "vote on a package for X"
                if word in ("to", "for", "against"):
                    self._slots.preposition(event, word, inner)
                elif word == "of" and self._phrases.is_a(item, "hands"):
                    event.add("recipient", inner)
        asked = event.entry.slots.get("object", frozenset())
        if asked & {"measure", "deadline"}:
            for item in clause.objects:
                self._slots.modifiers(event, item, agents=not event.filled("agent"))
        elif "ceasing" in event.entry.slots:
            self._fill_ceased(event, clause.verb)
        elif event.kind in ("agree", "meet"):
            for item in clause.objects:
                self._slots.modifiers(event, item, agents=False)
        elif "case" in asked:
            self._accused(event, clause)
        elif (
            event.entry.frame_name == "ease"
            or "beside" in event.entry.slots
            or (event.kind == "investigate" and not event.filled("recipient"))
        ):
            for content in children(clause.verb, "ccomp"):
                suspect = subject(content)
                if suspect is not None and self._phrases.is_party(suspect):
                    event.add("recipient", suspect)
        elif event.entry.frame_name == "leave" and not event.filled("recipient"):
            for item in clause.objects:  # "cut ties with X"
                self._slots.modifiers(event, item, agents=False)
            for item in (item for word, item in clause.pairs if word == "from"):
                event.add("recipient", *self._phrases.countries_inside(item))

    def _ceased(self, verb: Token, classes: frozenset[str]) -> list[Token]:
        """Gerunds of dealing that a verb of ending governs."""
        wanted = "VB" if "servicing" in classes else "VBG"  # "refused to process"
        gerunds = [c for c in children(verb, "xcomp", "dobj", "ccomp") if c.tag_ == wanted]
        return [c for c in gerunds if any(self._phrases.is_a(c, name) for name in classes)]

    def _fill_ceased(self, event: Event, verb: Token) -> None:
        for gerund in self._ceased(verb, event.entry.slots["ceasing"]):
            for item in objects(gerund):
                event.add("recipient" if self._phrases.is_party(item) else "goods", item)
                for word, inner in prepositions(item):  # "processing transfers for X"
                    if word in ("for", "to", "from") and self._phrases.is_party(inner):
                        event.add("recipient", inner)
            for word, item in prepositions(gerund):
                if word == "through" and self._phrases.is_party(item):  # "selling through dealers"
                    event.add("recipient", item)
                self._slots.preposition(event, word, item)

    def _fill_helped(self, event: Event, verb: Token) -> None:
        """ "help X by moving goods": the goods are for whom it helps."""
        if verb.dep_ == "pcomp" and verb.head.lower_ in ("by", "through"):
            helper = verb.head.head
            if helper.lemma_ in self._helping:
                event.add("recipient", *(i for i in objects(helper) if self._phrases.is_party(i)))

    def _fill_subject(self, event: Event, clause: Clause) -> None:
        verb = clause.verb
        role = event.entry.frame.get("subject")
        if role is None or is_passive(verb):
            return
        if event.entry.frame_name == "law" and not children(verb, "dobj"):
            return
        if any(own.i == o.i for own in children(verb, "nsubj") for o in clause.objects):
            return
        doer = subject(verb)
        if verb.lemma_ == "be" and event.kind == "deny":  # "X said the reports were untrue"
            speaker = subject(verb.head) if verb.dep_ == "ccomp" else None
            doer = speaker if speaker is not None and self._phrases.is_party(speaker) else None
        if doer is not None:
            event.add(role, *conjuncts(doer))
            if event.kind == "agree" and self._phrases.is_a(doer, "talks"):  # "the visit yielded"
                event.add(role, *(i for w, i in prepositions(doer) if w != "on"))
        elif verb.dep_ == "acl" and verb.tag_ == "VB":  # "Chinese plans to send"
            modifiers = children(verb.head, "amod", "compound")
            event.add(role, *(m for m in modifiers if self._phrases.is_national(m)))

    def _fill_objects(self, event: Event, clause: Clause) -> None:
        frame = event.entry.frame
        role = frame.get("object")
        if role is None:
            return
        with_goods = frame.get("with") == "goods" and any(w == "with" for w, _ in clause.pairs)
        for item in clause.objects:
            is_party = self._phrases.is_party(item)
            ware = is_party and self._phrases.is_a(item, "cargo")  # "sold the tanker to X"
            if role == "goods" and (
                with_goods or (is_party and not ware)
            ):  # "equip the army with drones"
                event.add(frame.get("dative", "recipient"), item)
            elif not is_party and (
                event.kind == "mediate" or event.entry.frame_name in ("leave", "visit")
            ):
                event.add(role, *self._phrases.countries_inside(item))
            else:
                event.add(role, item)
        if role == "goods" and "dative" in frame:
            event.add("recipient", *self._swallowed(clause))

    def _swallowed(self, clause: Clause) -> list[Token]:
        """ "gave Russia goods" read as goods of Russia: the country right behind the verb."""
        told = any(word in ("to", "dative") for word, _ in clause.pairs)
        fronts = [c for item in clause.objects for c in children(item, "compound")]
        return [
            c
            for c in fronts
            if not told and c.left_edge.i == clause.verb.i + 1 and self._phrases.is_country(c)
        ]

    def _accused(self, event: Event, clause: Clause) -> None:
        """Whom a warrant or an indictment is for."""
        people = [i for word, i in clause.pairs if word == "against"]
        for item in clause.objects:
            people.extend(i for w, i in prepositions(item) if w in ("for", "against"))
            for inner in children(item, "acl", "relcl"):
                people.extend(objects(inner))
        charging = [clause.verb.head] if clause.verb.dep_ == "acl" else []
        for other in (*children(clause.verb, "advcl", "xcomp", "ccomp"), *charging):
            if other.lemma_ in _CHARGING:  # "an indictment was unsealed, charging X"
                people.extend(objects(other))
        event.replace("recipient", [p for p in people if self._phrases.is_party(p)])
