"""How far the event has come: tense and aspect, and words of planning and weighing on the path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.model import Status
from byway.reading.clauses import says_no_longer
from byway.reading.climb import Climb, Step
from byway.reading.conditions import condition, follows
from byway.reading.lexicon import Lexicon
from byway.reading.syntax import FINITE, children

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENT = frozenset(
    {"xcomp", "ccomp", "dobj", "prep", "pcomp", "acl", "pobj", "nsubjpass", "oprd", "acomp"}
)
_AHEAD = frozenset({"before", "until", "till"})
_ORDERED = frozenset({"restrict", "supply"})  # "decided", "ordered drones": still to come
_AT_ONCE = frozenset({"designate", "arrest_or_indict", "deny", "propose_peace"})  # never go on
_FLOWS = frozenset({"supply", "route", "evade", "produce"})
_SAID = frozenset({"designate", "restrict", "other"})  # "is being designated": done by saying so
_VERBAL = frozenset({"VERB", "AUX"})


def judge_status(climb: Climb, kind: str) -> Status:
    """The status of an event of type `kind`."""
    predicate, words = climb.predicate, climb.lexicon.status
    if kind in ("restrict", "designate", "other") and _is_done_by_saying(climb):
        return Status.OCCURRED
    if predicate.pos_ == "VERB" and kind != "other" and not condition(predicate, climb.lexicon):
        talked = kind != "meet" and predicate.lemma_ in words["considered"]["discussing"]
        if talked or predicate.lemma_ in words["considered"]["verbs"]:
            return Status.CONSIDERED
        if predicate.lemma_ in words["planned"]["verbs"] and kind in _ORDERED:
            return Status.PLANNED
    if kind == "mediate" and predicate.lemma_ in words["considered"]["nouns"]:
        return Status.CONSIDERED  # "a proposal for talks between X and Y"
    status = _Judge(climb, kind).run()
    if status is Status.ONGOING and kind in _AT_ONCE:
        return Status.OCCURRED
    return status


def _is_done_by_saying(climb: Climb) -> bool:
    """ "OFAC is designating", "the Council decided to impose": told on the day it is done."""
    predicate, achieved = climb.predicate, climb.lexicon.status["achieved"]["verbs"]
    if predicate.pos_ != "VERB" or predicate.lemma_ not in achieved | {"ban", "restrict"}:
        return False
    now = any(c.lower_ in ("is", "are") for c in children(predicate, "aux"))
    if predicate.tag_ == "VBG" and now and predicate.dep_ in ("ROOT", "ccomp", "conj"):
        return True
    head = predicate.head
    decided = predicate.dep_ == "xcomp" and head.lemma_ in ("decide", "agree", "resolve", "vote")
    return decided and head.dep_ in ("ROOT", "ccomp") and head.tag_ in ("VBD", "VBN")


def is_only_thought_of(climb: Climb) -> bool:
    """Whether plans or preparations govern the predicate: for supply, it is only thought of."""
    words = climb.lexicon.status["weighing"]
    for step in climb.steps[1:]:
        verb = step.token.pos_ == "VERB" and step.token.lemma_ in words["verbs"]
        noun = step.token.pos_ == "NOUN" and step.token.lemma_ in words["nouns"]
        if (verb and step.via in ("xcomp", "dobj", "pcomp", "prep")) or (
            noun and step.via in ("acl", "prep")
        ):
            return True
    return False


class _Judge:
    """Walks a path once and collects what speaks for each status."""

    def __init__(self, climb: Climb, kind: str) -> None:
        self._climb = climb
        self._kind = kind
        self._words = climb.lexicon.status
        self._weighed = self._open = self._talked = False
        self._result: Status | None = None

    def run(self) -> Status:
        for step in self._climb.steps:
            self._note_whether(step.token)
            if step.token.pos_ == "NOUN" and step.via in ("acl", "ccomp", "relcl"):
                risks = step.token.lemma_ in self._words["hypothetical"]["nouns"]
                self._open |= risks  # "a risk that X will sell"
            self._open |= self._is_possible(step)
        for step in self._climb.steps:
            decided = self._step(step)
            if decided is not None:
                return decided
        if self._open:
            return Status.HYPOTHETICAL
        if self._weighed or self._talked:
            return Status.CONSIDERED
        if self._result is not None:
            return self._result
        if self._climb.predicate.pos_ == "VERB":
            return Status.OCCURRED
        return Status.ONGOING  # a noun without a tense: "the flow of arms", "their evasion of"

    def _is_possible(self, step: Step) -> bool:
        """ "It is possible that X will sell"."""
        below = step.below
        if below is None or tense(below, future=True) is not Status.PLANNED:
            return False
        said = step.via in ("ccomp", "csubj") and step.token.lemma_ == "be"
        possible = self._words["hypothetical"]["adjectives"]
        return said and any(c.lemma_ in possible for c in children(step.token, "acomp"))

    def _note_whether(self, token: Token) -> None:
        """ "whether X will send" weighs it; "whether X has sent" leaves it open."""
        if any(c.lower_ == "whether" for c in children(token, "mark")):
            done = tense(token, future=True) in (Status.OCCURRED, Status.ONGOING)
            self._weighed, self._open = not done, done

    def _step(self, step: Step) -> Status | None:
        token = step.token
        self._talked = self._talked or self._climb.is_talk(step)
        if step.via in _COMPLEMENT:
            planned = self._governed(step)
            if planned:
                return Status.CONSIDERED if self._weighed else Status.PLANNED
        elif step.below is None and _performs(token, self._climb.lexicon):
            return Status.OCCURRED
        self._modified(step)
        done = [c for c in children(token, "acl") if c.tag_ == "VBN"]
        if step.below is None and token.pos_ != "VERB" and done and self._result is None:
            self._result = Status.OCCURRED  # "the talks held in", "sanctions imposed on"
        return self._told(step) if token.pos_ in _VERBAL else None

    def _governed(self, step: Step) -> bool:
        """Words of planning, weighing and going on that take what is below; True if planned."""
        token, via, words = step.token, step.via, self._words
        lemma = token.lemma_
        if token.pos_ in _VERBAL or (via == "xcomp" and children(token, "nsubj")):
            if lemma in words["planned"]["verbs"] or (
                via == "xcomp" and _is_to(step) and not condition(token, self._climb.lexicon)
            ):
                return True
            self._weighed |= lemma in words["considered"]["verbs"]
            self._talked |= lemma in words["considered"]["discussing"]
            self._open |= lemma in words["hypothetical"]["verbs"]
            taken = via in ("xcomp", "prep", "pcomp") and token.i != self._climb.predicate.i
            self._weighed |= taken and lemma in words["considered"]["taking"]
            if via == "xcomp" and lemma in words["ongoing"]["verbs"]:
                self._result = self._result or Status.ONGOING
        elif token.pos_ == "NOUN" and via in ("prep", "acl", "pobj"):
            if lemma in words["planned"]["nouns"]:
                return True
            self._weighed |= lemma in words["considered"]["nouns"]
            self._open |= lemma in words["hypothetical"]["nouns"]
            if lemma in words["ongoing"]["nouns"]:
                self._result = self._result or Status.ONGOING
        elif token.pos_ == "ADJ" and via in ("xcomp", "prep"):
            self._open |= lemma in words["hypothetical"]["adjectives"]
            self._open |= lemma in self._climb.lexicon.hedges["abilities"] and not _is_past(token)
            self._weighed |= lemma in words["considered"]["adjectives"]
            return lemma in words["planned"]["adjectives"]
        return False

    def _modified(self, step: Step) -> None:
        """Adjectives, adverbs and conditionals that hang on a step."""
        token = step.token
        words, lexicon = self._words, self._climb.lexicon
        found = condition(token, lexicon)
        hangs = found is not None and found.lower_ != "whether"
        self._open |= hangs or follows(token, lexicon) is not None
        self._weighed |= self._is_drafted(token)
        for child in token.children:
            dep, lower = child.dep_, child.lower_
            announced = self._kind in _FLOWS and lower in words["planned"]["announced"]
            if dep == "amod" and (announced or lower in words["planned"]["adjectives"]):
                self._result = self._result or Status.PLANNED
            elif (dep in ("amod", "advmod") and lower in words["ongoing"]["adjectives"]) or (
                dep == "advmod" and lower in words["ongoing"]["adverbs"]
            ):
                self._result = self._result or Status.ONGOING
            elif dep == "amod" and lower in words["considered"]["adjectives"]:
                self._weighed = True

    def _is_drafted(self, verb: Token) -> bool:
        """ "The bill would ban": what is proposed, not yet in force."""
        if not any(c.lower_ in ("would", "'d") for c in children(verb, "aux")):
            return False
        drafts = self._words["considered"]["drafts"]
        return any(c.lemma_.lower() in drafts for c in children(verb, "nsubj"))

    def _told(self, step: Step) -> Status | None:
        """What a verb on the path decides by its tense, None if it leaves it to those above."""
        told = self._tense(step)
        accused = step.token.lemma_ in self._climb.lexicon.hedges["charging"]
        if accused and step.via in ("prep", "pcomp") and self._result is None:
            told = Status.OCCURRED  # "is suspected of selling"
        if told is Status.PLANNED and not self._open:
            return Status.CONSIDERED if self._weighed else Status.PLANNED
        if told is Status.HYPOTHETICAL and self._is_drafted(step.token) and not self._open:
            return Status.CONSIDERED
        if told is Status.HYPOTHETICAL or self._open:
            return Status.HYPOTHETICAL
        if told is None and step.token.dep_ != "ROOT":
            return None
        if self._weighed or self._talked:
            return Status.CONSIDERED
        return (self._result or told) if told is not None else None

    def _is_doing(self, participle: Token) -> bool:
        """ "firms selling chips": what somebody does, whatever is told of him."""
        words, noun = self._words, participle.head.lemma_.lower()
        set_aside = any(noun in words[k]["nouns"] for k in ("planned", "considered", "ongoing"))
        bare = participle.tag_ == "VBG" and not children(participle, "aux", "auxpass")
        return self._kind in _FLOWS and bare and not set_aside

    def _tense(self, step: Step) -> Status | None:
        token, words = step.token, self._words
        bare = token.dep_ == "ccomp" and token.tag_ == "VBP" and not children(token, "aux", "mark")
        if bare and token.head.lemma_ in self._climb.lexicon.helping:
            return None  # "helping it evade": an infinitive
        if step.below is None and token.dep_ == "acl" and self._is_doing(token):
            return Status.ONGOING
        told = tense(token, future=token.i == self._climb.future)
        if told is Status.ONGOING and says_no_longer(token):
            return Status.OCCURRED
        if told is Status.ONGOING and _is_under_way(token):
            saying = self._kind in _SAID and not step.below
            return Status.OCCURRED if saying else told
        if told is Status.ONGOING and any(c.lower_ in _AHEAD for c in children(token, "mark")):
            return Status.PLANNED  # "before X travels"
        present = step.via != "ccomp" and token.tag_ in ("VBZ", "VBP", "VBN")
        cue = self._climb.cue
        if told is Status.ONGOING and token.tag_ == "VBG" and cue is not None:
            return Status.OCCURRED if cue.lemma_ == "announce" and step.below is None else told
        if told is Status.ONGOING and present and token.lemma_ in words["achieved"]["verbs"]:
            return Status.OCCURRED
        lasting = token.lemma_ in words["ongoing"]["durative"]
        if told is Status.OCCURRED and lasting and _is_present_perfect(token):
            return Status.ONGOING
        return told


def _performs(verb: Token, lexicon: Lexicon) -> bool:
    """ "this rule imposes": done by saying so."""
    own = children(verb, "nsubj")
    if not own or verb.tag_ not in ("VBZ", "VBP", "VBG"):
        return False
    this = any(c.lower_ in ("this", "these") for c in children(own[0], "det"))
    return own[0].lemma_ in lexicon.acts or (this and own[0].lemma_ in lexicon.classes["measure"])


def _is_to(step: Step) -> bool:
    """ "is to sell", "is going to sell"."""
    token, below = step.token, step.below
    if below is None or not any(c.lower_ == "to" for c in children(below, "aux")):
        return False
    if token.lemma_ == "be":
        subject = next(iter(children(token, "nsubj", "nsubjpass")), None)
        return subject is not None and not children(token, "acomp", "attr")
    return token.lemma_ == "go" and token.tag_ == "VBG" and bool(children(token, "aux"))


def _is_under_way(verb: Token) -> bool:
    """ "is being designated"."""
    return bool(verb.tag_ == "VBN") and any(
        a.tag_ == "VBG" for a in children(verb, "aux", "auxpass")
    )


def _is_past(adjective: Token) -> bool:
    return bool(adjective.head.tag_ in ("VBD", "VBN"))


def _is_present_perfect(verb: Token) -> bool:
    return bool(verb.tag_ == "VBN") and any(
        c.lemma_ == "have" and c.tag_ in ("VBZ", "VBP") for c in children(verb, "aux")
    )


def tense(verb: Token, *, future: bool = False) -> Status | None:
    """What a verb's own form tells; None for infinitives and bare gerunds.

    `future`: a "would" of this verb is a plain future told in the past.
    """
    auxiliaries = children(verb, "aux", "auxpass")
    words = {a.lower_ for a in auxiliaries}
    if words & {"will", "'ll", "wo", "shall"}:
        return Status.PLANNED
    if "to" in words and verb.dep_ == "ROOT" and children(verb, "nsubj"):
        return Status.PLANNED  # a headline's "X to visit Y"
    if words & {"may", "might", "could", "can"}:
        if "be" in words and verb.tag_ == "VBG":
            return Status.ONGOING  # "might be using"
        return Status.OCCURRED if "have" in words else Status.HYPOTHETICAL
    if "should" in words and "have" not in words:
        return Status.CONSIDERED  # a call to do it
    if words & {"would", "'d", "should"}:
        return Status.PLANNED if future else Status.HYPOTHETICAL
    if words & {"did", "do", "does"}:
        return Status.OCCURRED if "did" in words else Status.ONGOING
    if verb.tag_ == "VBG":
        return _progressive(auxiliaries)
    if verb.tag_ == "VBN":
        return _participle(auxiliaries)
    if verb.tag_ == "VBD":
        return Status.OCCURRED
    return Status.ONGOING if verb.tag_ in ("VBZ", "VBP") else None


def _progressive(auxiliaries: list[Token]) -> Status | None:
    if any(a.dep_ == "aux" and a.lemma_ in ("be", "have") for a in auxiliaries):
        return Status.ONGOING
    return None


def _participle(auxiliaries: list[Token]) -> Status | None:
    passive = [a for a in auxiliaries if a.dep_ == "auxpass"]
    if any(a.lower_ == "to" for a in auxiliaries) and not any(
        a.lemma_ == "have" for a in auxiliaries
    ):
        return None  # "to be delivered"
    if any(a.lemma_ == "have" for a in auxiliaries) or not passive:
        return Status.OCCURRED
    if any(a.tag_ == "VBG" for a in auxiliaries):
        return Status.ONGOING if any(a.tag_ in FINITE for a in auxiliaries) else None
    if passive[0].lower_ == "be":
        return None  # "demands that X be listed"
    return Status.ONGOING if passive[0].tag_ in ("VBZ", "VBP") else Status.OCCURRED
