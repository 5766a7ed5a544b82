"""How surely and how far: hedges by scope, negation, and the state of the event.

From the predicate one climbs the parse to the speaker's clause.  What stands on that path, or
hangs on it, governs the predicate; what hangs elsewhere does not.  A hedge below talks about a
thing ("discussions on possible aid") belongs to the thing talked of, not to the talks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from byway.model import Certainty, Status
from byway.reading.lexicon import Lexicon
from byway.reading.syntax import children, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_RANK = (Certainty.UNLIKELY, Certainty.POSSIBLE, Certainty.LIKELY)
_FREE = frozenset({"after", "since", "because", "as", "while", "although", "though", "before", "when", "whereas", "until", "but"})


@dataclass(frozen=True)
class Modality:
    """Certainty with the tokens of its hedge, and status."""

    certainty: Certainty
    status: Status
    hedge: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """One token on the path up; `via` is the label by which the step below hangs on it."""

    token: Token
    via: str
    below: Token | None


def path(start: Token, stop: int | None, cues: frozenset[int], lexicon: Lexicon) -> list[Step]:
    """From the predicate up to its speaker's clause.

    `stop` is the reporting verb of the innermost scope; `cues` are all reporting verbs that
    govern by a clause.  The path ends below them, and at relative clauses and clauses of time or
    reason, which are asserted on their own.
    """
    steps = [Step(start, "", None)]
    token = start
    while len(steps) < 14:
        head = token.head
        if head.i == token.i or (head.i in cues and token.dep_ in ("ccomp", "parataxis")) or head.i == stop:
            break
        if token.dep_ == "relcl" and (token.tag_ != "VB" or children(token, "nsubj", "nsubjpass")):
            break
        if token.dep_ == "acl" and token.tag_ == "VBN":
            break  # "sanctions imposed on X", "firms accused of": told as a fact
        if token.dep_ == "advcl" and _free(token) or token.dep_ == "appos":
            break
        if token.dep_ == "conj" and _independent(token):
            break
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ == "PRON":
            break
        if head.pos_ == "NOUN" and head.lemma_ in lexicon.presupposed and token.dep_ in ("prep", "acl"):
            break
        if token.pos_ in ("ADP", "SCONJ") and token.lower_ in lexicon.apart:
            break
        steps.append(Step(head, token.dep_, token))
        token = head
    return steps


def _free(clause: Token) -> bool:
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    if marks & {"if", "whether", "unless"}:
        return False
    return bool(marks & _FREE) or bool(children(clause, "nsubj", "nsubjpass"))


def _independent(token: Token) -> bool:
    return bool(children(token, "nsubj", "nsubjpass")) and token.pos_ in ("VERB", "AUX")


def judge(
    predicate: Token,
    kind: str,
    steps: list[Step],
    future: int | None,
    lexicon: Lexicon,
    talks: frozenset[int],
    cue: Token | None,
) -> Modality:
    """Certainty and status of what `predicate` says.

    `future` is the verb right under a speaker's verb in the past: its "would" is only a future
    told in the past.  `talks` are tokens of talks about the predicate, `cue` is the speaker's verb.
    """
    certainty, hedge = _certainty(steps, future, lexicon, talks, cue)
    status = _status(predicate, kind, steps, future, lexicon, talks)
    if certainty is not Certainty.DENIED and _denied(steps, lexicon):
        return Modality(Certainty.DENIED, status)
    return Modality(certainty, status, hedge)


# -- certainty -----------------------------------------------------------------------------


def _certainty(
    steps: list[Step], future: int | None, lexicon: Lexicon, talks: frozenset[int], cue: Token | None
) -> tuple[Certainty, tuple[int, ...]]:
    found: list[tuple[Certainty, tuple[int, ...]]] = []
    for step in steps:
        if step.below is not None and (step.token.i in talks or step.token.lemma_ in lexicon.talking):
            found.clear()
        found.extend(_hedges(step, step.token.i == future, lexicon))
    if cue is not None and cue.lemma_ in lexicon.hedges["accusing"]:
        found.append((Certainty.POSSIBLE, (cue.i,)))
    if not found:
        return Certainty.ASSERTED, ()
    return min(found, key=lambda item: _RANK.index(item[0]))


def _hedges(step: Step, past_report: bool, lexicon: Lexicon) -> Iterable[tuple[Certainty, tuple[int, ...]]]:
    token, hedges = step.token, lexicon.hedges
    passed_noun = step.via in ("nsubj", "nsubjpass", "dobj", "pobj", "prep", "pcomp")
    for child in token.children:
        lemma = child.lower_
        if child.dep_ in ("advmod", "npadvmod") or (child.pos_ == "ADV" and child.dep_ in ("amod", "nsubj", "dep")):
            for strength, words in hedges["adverbs"].items():
                if lemma in words:
                    yield Certainty(strength), (child.i,)
            for inner in child.children:  # "very likely", "more than likely"
                if inner.lower_ == "likely" and inner.dep_ == "advmod":
                    yield Certainty.LIKELY, (inner.i,)
        elif child.dep_ == "aux" and child.tag_ == "MD":
            if lemma in hedges["modals"]["possible"]:
                yield Certainty.POSSIBLE, (child.i,)
            elif lemma in ("would", "'d") and not past_report:
                yield Certainty.POSSIBLE, (child.i,)
            elif lemma in ("should", "ought"):
                yield Certainty.POSSIBLE, (child.i,)
        elif child.dep_ in ("amod", "acomp") and child.i != (step.below.i if step.below else -1):
            for strength, words in hedges["adjectives"].items():
                if lemma in words and (child.dep_ == "amod"):
                    yield Certainty(strength), (child.i,)
        elif child.dep_ == "mark" and lemma in hedges["conditionals"]:
            yield Certainty.POSSIBLE, (child.i,)
        elif child.dep_ == "acl" and child.lemma_ in ("allege", "suspect", "report") and child.tag_ == "VBN":
            yield (Certainty.LIKELY if child.lemma_ == "report" else Certainty.POSSIBLE), (child.i,)
    if step.via in ("xcomp", "ccomp", "acomp", "acl", "pobj", "pcomp", "prep", "advcl", "relcl", "nsubj", "csubj", "dobj", "oprd"):
        yield from _governor(step, lexicon, passed_noun)


def _governor(step: Step, lexicon: Lexicon, passed_noun: bool) -> Iterable[tuple[Certainty, tuple[int, ...]]]:
    token, governors = step.token, lexicon.hedges["governors"]
    clausal = step.via in ("xcomp", "ccomp", "acomp", "advcl", "pcomp", "prep", "csubj", "oprd")
    for strength, kinds in governors.items():
        if token.pos_ == "VERB" and strength == "likely" and token.lemma_ in lexicon.hedges["hearsay"] and _impersonal(token, step):
            yield Certainty.LIKELY, _with_copula(token, step)
            return
        if token.pos_ == "VERB" and token.lemma_ in kinds.get("verbs", ()) and clausal:
            own = subject(token)
            if token.lemma_ in ("expect", "anticipate", "believe", "think", "report", "suspect", "estimate", "assume") and (
                step.via == "ccomp" and own is not None and own.i != token.i and token.tag_ != "VBN"
            ):
                continue
            yield Certainty(strength), _with_copula(token, step)
        if token.pos_ == "ADJ" and token.lemma_ in kinds.get("adjectives", ()) and clausal:
            yield Certainty(strength), (token.i,)
        if token.pos_ == "NOUN" and token.lemma_ in kinds.get("nouns", ()) and step.via in ("prep", "acl", "ccomp", "pobj", "relcl"):
            yield Certainty(strength), (token.i,)
    if token.pos_ in ("VERB", "AUX"):
        for child in token.children:
            if child.dep_ == "acomp" and clausal:
                for strength, kinds in governors.items():
                    if child.lemma_ in kinds.get("adjectives", ()):
                        yield Certainty(strength), (child.i,)
        if token.lemma_ in lexicon.hedges["unknown"] and step.via == "ccomp" and _negated(token, lexicon):
            yield Certainty.POSSIBLE, (token.i,)
        if token.lemma_ in lexicon.hedges["evidence_verbs"] and step.via in ("ccomp", "dobj"):
            own = children(token, "nsubj")
            if own and own[0].lemma_.lower() in lexicon.words["evidence"]:
                yield Certainty.LIKELY, (token.i,)


def _impersonal(token: Token, step: Step) -> bool:
    """"it is reported that", "is said to": nobody vouches for it."""
    if token.tag_ != "VBN" or not any(c.dep_ == "auxpass" for c in token.children):
        return False
    if any(c.dep_ == "agent" for c in token.children):
        return False
    return step.via == "xcomp" or (step.via == "ccomp" and any(c.lower_ == "it" for c in token.children))


def _with_copula(token: Token, step: Step) -> tuple[int, ...]:
    """"is expected to" is one hedge."""
    before = [c.i for c in token.children if c.dep_ == "auxpass"]
    after = [c.i for c in (step.below.children if step.below else ()) if c.dep_ == "aux" and c.lower_ == "to"]
    if token.tag_ != "VBN" or not before:
        return (token.i,)
    return tuple(range(min(before), max([token.i, *[a for a in after if a - token.i == 1]]) + 1))


# -- negation ------------------------------------------------------------------------------


def _negated(token: Token, lexicon: Lexicon) -> bool:
    negators = lexicon.hedges["negators"]
    return any(
        c.dep_ == "neg" or (c.lower_ in negators and c.dep_ in ("det", "advmod", "preconj", "cc"))
        for c in token.children
    )


def _denied(steps: list[Step], lexicon: Lexicon) -> bool:
    """Negation of the predicate itself, of its support verb, or of what takes it as infinitive."""
    refusals = lexicon.hedges["refusals"]
    for step in steps:
        via, token = step.via, step.token
        if any(c.dep_ == "mark" and c.lower_ == "whether" for c in token.children):
            return False
        if via in ("nsubj", "ccomp", "acl") and any(
            c.dep_ == "acomp" and c.lemma_ in lexicon.hedges["false"] for c in token.children
        ):
            return True
        if via in ("acl", "relcl") and token.pos_ == "NOUN":
            continue  # "reports that X did are false"
        if via and via not in ("xcomp", "ccomp", "dobj", "prep", "pcomp", "conj", "nsubjpass", "pobj"):
            return False
        if via == "pobj":
            continue
        if via == "prep" and token.pos_ == "NOUN":
            return False
        if via in ("prep", "pcomp") and token.lemma_ not in refusals and token.pos_ == "VERB":
            return False
        if via == "conj":
            continue
        if token.lemma_ in lexicon.hedges["unknown"]:
            return False
        if _negated(token, lexicon) and not any(c.dep_ == "advmod" and c.lower_ in ("only", "just") for c in token.children):
            return token.lemma_ not in refusals or not via
        if via and token.lemma_ in refusals and via != "nsubjpass":
            return True
    return False


# -- status --------------------------------------------------------------------------------


def _status(
    predicate: Token, kind: str, steps: list[Step], future: int | None, lexicon: Lexicon, talks: frozenset[int]
) -> Status:
    words = lexicon.status
    if predicate.pos_ == "VERB" and kind != "other":
        if predicate.lemma_ in words["considered"]["verbs"]:
            return Status.CONSIDERED
        if predicate.lemma_ in words["planned"]["verbs"] and kind == "restrict":
            return Status.PLANNED
    weighed = hypothetical = talked = False
    for step in steps:
        if any(c.dep_ == "mark" and c.lower_ == "whether" for c in step.token.children):
            done = _tense(step.token, True) in (Status.OCCURRED, Status.ONGOING)
            weighed, hypothetical = not done, done
    result: Status | None = None
    for step in steps:
        token, below = step.token, step.below
        if below is not None and (token.i in talks or token.lemma_ in lexicon.talking):
            talked = True
        if below is not None and step.via in ("xcomp", "ccomp", "dobj", "prep", "pcomp", "acl", "pobj", "nsubjpass", "advcl", "oprd", "acomp"):
            verbal = token.pos_ in ("VERB", "AUX") or (step.via == "xcomp" and bool(children(token, "nsubj")))
            if verbal and token.lemma_ in words["planned"]["verbs"] and step.via != "advcl":
                return Status.CONSIDERED if weighed else Status.PLANNED
            if token.pos_ == "VERB" and token.lemma_ in words["considered"]["verbs"] and step.via != "advcl":
                weighed = True
            if token.pos_ == "NOUN" and step.via in ("prep", "acl", "pobj"):
                if token.lemma_ in words["planned"]["nouns"]:
                    return Status.CONSIDERED if weighed else Status.PLANNED
                if token.lemma_ in words["considered"]["nouns"]:
                    weighed = True
                if token.lemma_ in words["hypothetical"]["nouns"]:
                    hypothetical = True
                if token.lemma_ in words["ongoing"]["nouns"]:
                    result = result or Status.ONGOING
            if token.pos_ == "ADJ" and token.lemma_ in words["planned"]["adjectives"] and step.via == "xcomp":
                return Status.PLANNED
            if token.pos_ == "ADJ" and token.lemma_ in ("likely", "unlikely") and step.via == "xcomp":
                return Status.CONSIDERED if weighed else Status.PLANNED
            if token.pos_ == "VERB" and token.lemma_ in words["ongoing"]["verbs"] and step.via == "xcomp":
                result = result or Status.ONGOING
        own = children(token, "nsubj")
        if step.below is None and own and own[0].lemma_ in lexicon.acts and token.tag_ in ("VBZ", "VBP", "VBG"):
            return Status.OCCURRED  # "this rule imposes": done by saying so
        for child in token.children:
            if child.dep_ in ("amod", "advmod"):
                lower = child.lower_
                if lower in words["planned"]["adjectives"] and token.pos_ in ("NOUN", "PROPN") and child.dep_ == "amod":
                    result = result or Status.PLANNED
                elif lower in words["ongoing"]["adjectives"] or (lower in words["ongoing"]["adverbs"] and child.dep_ == "advmod"):
                    result = result or Status.ONGOING
                elif lower in words["considered"]["adjectives"]:
                    weighed = True
            elif child.dep_ == "mark" and child.lower_ in ("if", "unless"):
                hypothetical = True
        if token.pos_ in ("VERB", "AUX"):
            tense = _tense(token, token.i == future)
            if tense is Status.ONGOING and below is None and token.tag_ in ("VBZ", "VBP") and token.lemma_ in words["achieved"]:
                tense = Status.OCCURRED
            if tense is Status.OCCURRED and token.lemma_ in words["ongoing"]["durative"] and _perfect(token):
                tense = Status.ONGOING
            if tense is Status.HYPOTHETICAL:
                hypothetical = True
            elif tense is Status.PLANNED:
                return Status.CONSIDERED if weighed else Status.PLANNED
            if hypothetical:
                return Status.HYPOTHETICAL
            if (weighed or talked) and (tense is not None or token.dep_ == "ROOT"):
                return Status.CONSIDERED
            if tense is not None and result is None:
                result = tense
            if result is not None and tense is not None:
                return result
    if hypothetical:
        return Status.HYPOTHETICAL
    if weighed or talked:
        return Status.CONSIDERED
    if result is not None:
        return result
    if predicate.pos_ == "VERB":
        return Status.OCCURRED
    return Status.ONGOING  # a noun without a tense: "the flow of arms", "their evasion of"


def weighing(steps: list[Step], lexicon: Lexicon) -> bool:
    """Whether plans or preparations govern the predicate: for supply, it is only thought of."""
    words = lexicon.status["weighing"]
    return any(
        step.below is not None
        and (
            (step.token.pos_ == "VERB" and step.token.lemma_ in words["verbs"] and step.via in ("xcomp", "dobj", "pcomp", "prep"))
            or (step.token.pos_ == "NOUN" and step.token.lemma_ in words["nouns"] and step.via in ("acl", "prep"))
        )
        for step in steps
    )


def _perfect(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(
        c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ in ("VBZ", "VBP") for c in verb.children
    )


def _tense(verb: Token, future: bool) -> Status | None:
    """What a verb's own form tells; None for infinitives and bare gerunds."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    lemmas = {a.lower_ for a in auxiliaries}
    if lemmas & {"will", "'ll", "wo", "shall"}:
        return Status.PLANNED
    if lemmas & {"may", "might", "could", "can"}:
        return Status.OCCURRED if lemmas & {"have"} else Status.HYPOTHETICAL
    if lemmas & {"would", "'d", "should"}:
        return Status.PLANNED if future else Status.HYPOTHETICAL
    tag = verb.tag_
    have = any(a.lemma_ == "have" for a in auxiliaries)
    be = any(a.lemma_ == "be" and a.dep_ == "aux" for a in auxiliaries)
    passive = any(a.dep_ == "auxpass" for a in auxiliaries)
    if tag == "VBG":
        if be or have:
            return Status.OCCURRED if passive_progressive(verb) else Status.ONGOING
        return None
    if tag == "VBN" and (have or not passive):
        return Status.OCCURRED
    if tag == "VBN":
        present = any(a.dep_ == "auxpass" and a.tag_ in ("VBZ", "VBP") for a in auxiliaries)
        progressive = any(a.tag_ == "VBG" for a in auxiliaries)
        if progressive:
            return Status.OCCURRED  # "is being designated": done by saying so
        return Status.ONGOING if present else Status.OCCURRED
    if tag == "VBD":
        return Status.OCCURRED
    if tag in ("VBZ", "VBP"):
        return Status.ONGOING
    return None


def passive_progressive(verb: Token) -> bool:
    """"is being sanctioned"."""
    return any(c.dep_ == "auxpass" and c.tag_ == "VBG" for c in verb.children)
