"""A verb's clause as an entry of the lexicon reads it: objects, phrases, particles, negation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from byway.reading.event import Pairs
from byway.reading.lexicon import Entry
from byway.reading.syntax import children, conjuncts, is_amount, is_passive, objects, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_CLASS: frozenset[str] = frozenset()
_SHARED = frozenset({"ties", "gap", "stake", "interest"})  # what one has with somebody
COPULAS = frozenset({"be", "become", "remain", "stay", "grow", "get", "keep"})
_NEAR = 8  # tokens around an object in which a word that the entry asks for may stand


@dataclass(frozen=True)
class Clause:
    """A verb's objects and prepositional phrases; `deep` are phrases inside its phrases."""

    verb: Token
    objects: list[Token]
    pairs: Pairs
    deep: Pairs


def clause_of(verb: Token, entry: Entry, *, bare: bool = False) -> Clause:
    """The clause of `verb` as `entry` reads it; `bare` takes a headline's subject as object."""
    found = objects(verb)
    judged = entry.frame_name in ("law", "sentence")
    undergone = bare or (judged and is_headline_passive(verb))
    if undergone and all(is_amount(item) for item in found):
        found = conjuncts(children(verb, "nsubj")[0])
    pairs = list(prepositions(verb))
    if verb.lemma_ in COPULAS:  # "is due in X", "remains reliant on Y"
        due = (c for c in complements(verb) if c.pos_ in ("ADJ", "ADV"))
        pairs.extend(pair for c in due for pair in prepositions(c))
    for noun in found:  # "sent rifles to X": the phrase often hangs on the noun
        for word, item in prepositions(noun):
            if word == "of":  # "ban the sale of chips to X"
                pairs.extend(p for p in prepositions(item) if p[0] in ("to", "from", "through"))
            elif word not in ("with", "in") or entry.slots.get("object", _NO_CLASS) & _SHARED:
                pairs.append((word, item))
    if is_passive(verb):  # "supplied with shells by X": hung on the shells
        pairs.extend(p for _, item in list(pairs) for p in prepositions(item) if p[0] == "by")
    for particle in particles(verb, entry):  # "pulled out of X"
        pairs.extend(prepositions(particle))
        pairs.extend(("of", i) for g in children(particle, "pobj") for i in conjuncts(g))
    deep = [p for _, item in pairs for p in prepositions(item) if p[0] in ("to", "on")]
    deep += [p for noun in found for p in prepositions(noun) if p[0] in ("with", "in")]
    return Clause(verb, found, pairs, deep)


def kind_of(entry: Entry) -> tuple[object, ...]:
    """What of an entry a clause depends on: entries alike in it read a verb's clause alike."""
    judged = entry.frame_name in ("law", "sentence")
    return judged, bool(entry.slots.get("object", _NO_CLASS) & _SHARED), entry.particle


def is_headline_passive(verb: Token) -> bool:
    """ "Trader Arrested for Smuggling": a passive without its auxiliary."""
    return (
        verb.tag_ in ("VBD", "VBN")
        and bool(children(verb, "nsubj"))
        and not children(verb, "aux", "ccomp", "xcomp")
    )


def particles(verb: Token, entry: Entry) -> list[Token]:
    """The particles that the entry asks for: "cut [off]"."""
    return [c for c in children(verb, "prt", "advmod", "prep") if c.lower_ in entry.particle]


def has_word(entry: Entry, clause: Clause) -> bool:
    """Whether a word that the entry asks for stands near an object."""
    return not entry.with_word or any(
        token.lemma_.lower() in entry.with_word
        for item in clause.objects
        for token in (*item.subtree, *_behind(item, clause))
        if abs(token.i - item.i) < _NEAR
    )


def _behind(noun: Token, clause: Clause) -> list[Token]:
    """What a phrase right behind an object tells, though it hangs on the verb."""
    return [t for _, item in clause.pairs if item.i > noun.i for t in item.subtree]


def complements(verb: Token) -> list[Token]:
    """What a verb of being says of its subject."""
    return children(verb, "acomp", "advmod", "attr")


def says_not(verb: Token) -> bool:
    """ "does not accept", "no longer accepts", "is no truth"."""
    told = children(verb, "attr", "dobj")
    no = (d.lower_ == "no" for item in told for d in children(item, "det"))
    return bool(children(verb, "neg")) or any(no) or says_no_longer(verb)


def says_no_longer(verb: Token) -> bool:
    """ "no longer accepts"."""
    around = children(verb, "advmod")
    return any(c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no" for c in around)
