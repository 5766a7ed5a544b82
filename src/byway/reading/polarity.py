"""Whether a predicate is affirmed, denied, doubted or left open by what governs it.

The path up from the predicate is walked once.  What turns round what is under it (a negation,
a refusal, a denial, a retraction, an acquittal, "no evidence that") denies; two of them affirm.
Not to deny leaves open.  Negation does not reach through adjuncts: "made no progress in talks"
says that there were talks.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from byway.reading.climb import Climb, Step
from byway.reading.negation import existing, is_few, is_negated, is_nobody
from byway.reading.retraction import is_set_aside, is_taken_back
from byway.reading.syntax import children, is_content_clause
from byway.reading.turning import CLAUSAL, NOMINAL, NOUNS, Turning

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = frozenset({"VERB", "AUX"})
_BEYOND = 6  # steps above the speaker in which a statement is taken back


class Polarity(Enum):
    """What is left of a predicate when all that turns it round is counted."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    DOUBTED = "doubted"
    OPEN = "open"


def judge_polarity(climb: Climb, *, negative: bool = False) -> tuple[Polarity, tuple[int, ...]]:
    """The polarity of a predicate and, if doubted or open, the token that says so.

    `negative`: the predicate's own negation is part of the event ("no longer accepts").
    """
    return _Walk(climb, negative).run()


def is_ended(climb: Climb) -> bool:
    """Whether the predicate is what somebody ceases to do: "has stopped selling"."""
    lexicon = climb.lexicon
    for step in climb.steps[1:3]:
        if step.token.pos_ == "VERB" and step.via in ("xcomp", "pcomp"):
            ceases = step.token.lemma_ in lexicon.hedges["ceasing"]
            return ceases and not is_negated(step.token, lexicon)
        if step.via != "conj":
            return False
    return False


class _Walk:
    def __init__(self, climb: Climb, negative: bool) -> None:
        self._climb = climb
        self._negative = negative
        self._lexicon = climb.lexicon
        self._hedges = climb.lexicon.hedges
        self._turning = Turning(climb.lexicon)
        self._denied = False
        self._doubt: tuple[int, ...] = ()

    def run(self) -> tuple[Polarity, tuple[int, ...]]:
        for step in self._climb.steps:
            if any(c.lower_ == "whether" for c in children(step.token, "mark")):
                return Polarity.AFFIRMED, ()
            if step.below is None:
                self._denied = not self._negative and self._is_predicate_negated(step.token)
                continue
            if step.via == "ccomp" and _is_held_by_few(step.token):
                self._doubt = (step.token.i,)
            turn = self._turning.of(step)
            if turn:
                opened = self._apply(turn, step)
                if opened:
                    return Polarity.OPEN, opened
            elif not self._passes(step):
                break
        for step in self._above():
            turn = self._turning.of(step)
            if turn:
                self._apply(turn, step)
            elif not self._passes(step):
                break
        aside = self._aside()
        if aside == "undo":
            self._denied = True
        if self._denied:
            return Polarity.DENIED, ()
        return (Polarity.DOUBTED, self._doubt) if self._doubt else (Polarity.AFFIRMED, ())

    def _aside(self) -> str:
        """A verdict on a claim of the path, beside it or set between it and what it says.

        It holds whatever is done with the claim: to deny a false report does not affirm it.
        """
        for step in (*self._climb.steps, *self._above()):
            turn, word = is_set_aside(step.token, self._hedges)
            if not turn and step.via in ("acl", "ccomp", "prep"):
                turn, word = is_taken_back(step.token, self._hedges)
            if turn == "doubt":
                self._doubt = (word,)
            if turn:
                return turn
        return ""

    def _apply(self, turn: str, step: Step) -> tuple[int, ...]:
        """Count a turn; the tokens of what leaves open."""
        negated = is_negated(step.token, self._lexicon, step.below)
        if turn == "end":
            return ()
        if turn == "doubt":
            self._doubt = () if negated else (step.token.i,)
        elif turn == "deny" and negated:
            return (step.token.i,)
        elif not negated:
            self._denied = not self._denied
        return ()

    def _is_predicate_negated(self, token: Token) -> bool:
        if is_negated(token, self._lexicon):
            return True
        marks = {c.lower_ for c in children(token, "mark", "advmod")}
        if {"than", "rather"} <= marks:  # "rather than sell"
            return True
        return token.pos_ == "VERB" and any(
            is_nobody(item, self._lexicon) for item in children(token, "dobj", "attr")
        )

    # -- how far negation reaches --------------------------------------------------------------

    def _passes(self, step: Step) -> bool:
        """Count a step's own negation; False where the walk ends."""
        token, via, below = step.token, step.via, step.below
        if below is None:
            return True
        if via in ("pobj", "pcomp") and token.pos_ != "VERB":
            return True
        if via == "conj":
            return True
        lemma = token.lemma_
        if token.pos_ in NOUNS:
            if via not in NOMINAL:
                return False
            if (
                lemma.lower() in self._hedges["grounds"]
                or lemma.lower() in self._hedges["contents"]
            ):
                self._count(step)
                return True
            return via in ("acl", "relcl") or self._is_charged(token)
        if lemma in self._hedges["unknown"]:
            return False
        if token.pos_ == "ADJ":
            if via in ("prep", "xcomp", "ccomp"):
                self._count(step)
                return True
            return False
        if token.pos_ not in _VERBS:
            return via == "prep"
        if via == "ccomp" and lemma in self._hedges["factive"]:
            return False
        if via == "nsubj" and not self._happens(step):
            return False
        if via in ("prep", "pcomp") and lemma not in self._hedges["partaking"]:
            return False
        if via not in CLAUSAL | {"nsubj", "nsubjpass", "prep", "pcomp", "acomp"}:
            return False
        self._count(step)
        return True

    def _is_charged(self, party: Token) -> bool:
        """ "charges against X for selling": what X is charged with is under the charges."""
        head = party.head
        charged = party.dep_ == "pobj" and head.lower_ == "against"
        return charged and head.head.lemma_.lower() in self._hedges["contents"]

    def _happens(self, step: Step) -> bool:
        below = step.below
        if below is None or below.pos_ not in NOUNS:
            return False
        return step.token.lemma_ in self._hedges["happening"]

    def _count(self, step: Step) -> None:
        if not is_negated(step.token, self._lexicon, step.below):
            return
        if self._is_expected(step):  # "not likely to", "not expected to"
            self._doubt = (step.token.i,)
        else:
            self._denied = not self._denied

    def _is_expected(self, step: Step) -> bool:
        """Whether what is negated is only how likely something is."""
        token, likely = step.token, self._hedges["governors"]["likely"]
        if token.tag_ == "VBN" and step.via == "xcomp":
            return token.lemma_ in likely["verbs"]
        words = [step.below, *children(token, "acomp")]
        return any(w is not None and w.lemma_ in likely["adjectives"] for w in words)

    def _above(self) -> Iterator[Step]:
        """The steps above a statement that somebody takes back: "retracted a report saying"."""
        token = self._climb.steps[-1].token
        head = token.head
        if token.dep_ == "ccomp" and _is_held_by_few(head):
            yield Step(head, token.dep_, token)
            return
        told = head.dep_ in ("acl", "pcomp") or _tells(head)
        if token.dep_ == "ccomp" and head.pos_ == "VERB" and told:
            token, head = head, head.head
        elif token.dep_ in ("acl", "relcl"):
            said = self._climb.steps[-1].via == "ccomp" and _tells(token)
            if not said and not is_content_clause(token):
                return
        elif token.dep_ != "prep":
            return
        noun = head.lemma_.lower()
        known = any(
            noun in self._hedges[k] for k in ("contents", "grounds", "denying_nouns", "nobody")
        )
        if token.dep_ != "pcomp" and not known:
            return
        for _ in range(_BEYOND):
            if token.head.i == token.i:
                return
            yield Step(token.head, token.dep_, token)
            token = token.head
            if token.pos_ in _VERBS:
                return


def _is_held_by_few(verb: Token) -> bool:
    """ "Few believe", "there were few who believed"."""
    return any(is_few(existing(c)) for c in children(verb, "nsubj"))


def _tells(clause: Token) -> bool:
    """ "a story which said", "nothing to suggest": what the noun itself says."""
    if clause.dep_ != "relcl":
        return False
    subjects = children(clause, "nsubj")
    return all(c.lower_ in ("which", "that") for c in subjects)
