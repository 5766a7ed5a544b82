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
from byway.reading.negation import is_negated, is_nobody
from byway.reading.syntax import ancestors, children

if TYPE_CHECKING:
    from spacy.tokens import Token

_TURNED = frozenset({"from", "of", "at", "against", "in"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "dobj", "attr", "oprd"})
_NOMINAL = frozenset({"acl", "prep", "ccomp", "relcl"})
_PARTICLES = frozenset({"prt", "advmod", "prep", "acomp"})
_NAMING = frozenset({"call", "describe", "brand", "label", "deem", "dismiss", "reject", "denounce"})
_BEING = frozenset({"be", "turn", "prove", "seem", "appear", "remain", "rule", "find", "declare"})
_NOUNS = frozenset({"NOUN", "PROPN"})
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
        self._denied = False
        self._doubt: tuple[int, ...] = ()

    def run(self) -> tuple[Polarity, tuple[int, ...]]:
        for step in self._climb.steps:
            if any(c.lower_ == "whether" for c in children(step.token, "mark")):
                return Polarity.AFFIRMED, ()
            if step.below is None:
                self._denied = not self._negative and self._is_predicate_negated(step.token)
                continue
            turn = self._turn(step)
            if turn:
                opened = self._apply(turn, step)
                if opened:
                    return Polarity.OPEN, opened
            elif not self._passes(step):
                break
        for step in self._above():
            turn = self._turn(step)
            if turn:
                self._apply(turn, step)
            elif not self._passes(step):
                break
        if self._denied:
            return Polarity.DENIED, ()
        return (Polarity.DOUBTED, self._doubt) if self._doubt else (Polarity.AFFIRMED, ())

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

    # -- what turns round what is under it ---------------------------------------------------

    def _turn(self, step: Step) -> str:
        """ "undo", "deny", "doubt" or "end" when the step turns round what is under it, else ""."""
        token = step.token
        if token.pos_ == "VERB":
            return self._verb(step) or self._yet(step) or self._untrue(step)
        if token.pos_ in _NOUNS:
            return self._noun(step) or self._untrue(step)
        if token.pos_ == "ADJ":
            denies = token.lemma_ in self._hedges["denying_adjectives"]
            if denies and step.via in ("xcomp", "prep", "acomp"):
                return "undo"
            if token.text.endswith("ed") and self._verb(step):
                return "undo"
            less = any(c.lower_ == "less" for c in children(token, "advmod"))
            if less and token.lemma_ in self._hedges["governors"]["likely"]["adjectives"]:
                return "doubt"
        if _excludes(step):
            return "undo"
        return self._yet(step) or self._untrue(step)

    def _verb(self, step: Step) -> str:
        token, via, below, hedges = step.token, step.via, step.below, self._hedges
        if below is None:
            return ""
        forms = set(_forms(step))
        content = self._content(step)
        if token.lemma_ in hedges["ceasing"] and via in ("xcomp", "pcomp"):
            return "end"
        if token.lemma_ in hedges["ceasing"] and via == "nsubj" and not children(token, "dobj"):
            return "undo"
        turned = via in _CLAUSAL or (via in ("prep", "pcomp") and below.lower_ in _TURNED)
        turned = turned or (via == "advmod" and below.pos_ in ("ADV", "ADJ"))
        told = content and via in ("dobj", "nsubjpass", "prep", "pobj", "oprd", "pcomp")
        if (turned or told) and forms & hedges["denials"]:
            return "deny"
        if turned and forms & hedges["refusals"]:
            return "undo"
        if (told or (content and via == "ccomp")) and forms & (
            hedges["undoing"] | hedges["refusals"]
        ):
            return "undo"
        if (via == "ccomp" or told) and forms & hedges["doubting"]:
            return "doubt"
        if told and any(c.lemma_ in hedges["doubting"] for c in children(token, "dobj")):
            return "doubt"  # "cast doubt on the claim"
        return ""

    def _content(self, step: Step) -> bool:
        """Whether a claim, a charge, a plan or an attempt is what a step takes."""
        below = step.below
        if below is None:
            return False
        contents = self._hedges["contents"]
        if below.pos_ in _NOUNS:
            return below.lemma_.lower() in contents
        return any(p.lemma_.lower() in contents for p in children(below, "pobj", "pcomp"))

    def _noun(self, step: Step) -> str:
        token, hedges = step.token, self._hedges
        if step.via not in _NOMINAL:
            return ""
        lemma = token.lemma_.lower()
        if lemma in hedges["lacks"] and step.via == "prep":
            below = step.below
            grounds = hedges["grounds"]
            return "undo" if below and any(p.lemma_ in grounds for p in below.children) else ""
        if lemma in hedges["denying_nouns"] or lemma in self._lexicon.lies:
            return "undo"
        if lemma == "doubt":
            return "doubt"
        scant = any(c.lower_ in hedges["scant"] for c in children(token, "amod"))
        return "doubt" if scant and lemma in hedges["grounds"] else ""

    def _untrue(self, step: Step) -> str:
        """ "reports that X did are false", "proved unfounded", "called the claim baseless"."""
        token, via, below = step.token, step.via, step.below
        if below is None:
            return ""
        false = self._hedges["false"]
        if token.pos_ == "ADJ" and token.lemma_ in false and via in ("nsubj", "ccomp", "xcomp"):
            return "undo"
        if token.lemma_ in _BEING and via in ("nsubj", "nsubjpass", "ccomp", "csubj", "acl"):
            found = children(token, "acomp", "attr", "oprd", "xcomp")
            found += [c for x in children(token, "xcomp") for c in children(x, "acomp", "attr")]
            if any(c.lemma_.lower() in false for c in found):
                return "undo"
        if token.lemma_ in _NAMING and (self._content(step) or via == "ccomp"):
            deps = ("oprd", "acomp", "advmod", "amod", "attr", "ccomp", "pobj")
            if any(t.lemma_.lower() in false and t.dep_ in deps for t in token.subtree):
                return "undo"
        return ""

    def _yet(self, step: Step) -> str:
        """ "has yet to deliver"."""
        token = step.token
        late = any(c.lower_ == "yet" for c in children(token, "advmod"))
        return "undo" if late and token.lemma_ in ("have", "be") and step.via == "xcomp" else ""

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
        if token.pos_ in _NOUNS:
            if via not in _NOMINAL:
                return False
            if (
                lemma.lower() in self._hedges["grounds"]
                or lemma.lower() in self._hedges["contents"]
            ):
                self._count(step)
                return True
            return via in ("acl", "relcl")
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
        if via not in _CLAUSAL | {"nsubj", "nsubjpass", "prep", "pcomp", "acomp"}:
            return False
        self._count(step)
        return True

    def _is_turned(self, noun: Token, prep: Token) -> bool:
        """ "acquitted X [of charges]": the phrase hangs on whom the verb takes."""
        verb = next((a for a in ancestors(noun) if a.pos_ in _VERBS), None)
        forms = {verb.lemma_, f"{verb.lemma_} {prep.lower_}"} if verb is not None else set()
        return prep.lower_ in _TURNED and bool(forms & self._hedges["refusals"])

    def _happens(self, step: Step) -> bool:
        below = step.below
        if below is None or below.pos_ not in _NOUNS:
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
        if token.dep_ == "ccomp" and head.pos_ == "VERB" and head.dep_ in ("acl", "pcomp"):
            token, head = head, head.head
        elif token.dep_ in ("acl", "relcl"):
            if not is_content_clause(token):
                return
        elif token.dep_ != "prep":
            return
        noun = head.lemma_.lower()
        known = any(noun in self._hedges[k] for k in ("contents", "grounds", "denying_nouns"))
        if token.dep_ != "pcomp" and not known:
            return
        for _ in range(_BEYOND):
            if token.head.i == token.i:
                return
            yield Step(token.head, token.dep_, token)
            token = token.head
            if token.pos_ in _VERBS:
                return


def is_content_clause(clause: Token) -> bool:
    """Whether a clause behind a noun tells what the noun says: "the claim that X sold arms"."""
    that = [c for c in clause.children if c.lower_ == "that" and c.i < clause.i]
    if not that or not children(clause, "nsubj", "nsubjpass"):
        return False
    own = [c for c in children(clause, "dobj") if c.lower_ != "that"]
    return that[0].dep_ == "mark" or (that[0].dep_ in ("dobj", "dative") and bool(own))


def _forms(step: Step) -> Iterator[str]:
    """A verb alone, and with its particles: "rule out", "keep from"."""
    lemma = step.token.lemma_
    yield lemma
    if step.token.pos_ == "ADJ":  # a participle taken for an adjective
        yield from (lemma[:-2], lemma[:-1])
    for child in step.token.children:
        if child.dep_ in _PARTICLES and (child.dep_ == "prt" or len(child.text) < 8):
            yield f"{lemma} {child.lower_}"


def _excludes(step: Step) -> bool:
    """Words that leave out what is under them: "without", "instead of", "far from"."""
    token = step.token
    word = token.lower_
    if word == "without":
        return step.via == "pcomp"
    if word in ("of", "than") and step.via in ("pcomp", "prep"):
        return any(c.lower_ in ("instead", "rather") for c in token.children)
    return bool(word in ("far", "contrary") and step.via == "prep")
