"""How surely the innermost speaker says it: hedges and negation on the path.

A hedge below talks about a thing ("discussions on possible aid") belongs to the thing talked of,
not to the talks.  Of several hedges the most doubtful counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from byway.model import Certainty
from byway.reading.climb import Climb, Step
from byway.reading.conditions import condition, follows
from byway.reading.lexicon import Lexicon
from byway.reading.negation import is_negated
from byway.reading.polarity import Polarity, judge_polarity
from byway.reading.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

Hedge = tuple[Certainty, tuple[int, ...]]

_RANK = (Certainty.UNLIKELY, Certainty.POSSIBLE, Certainty.LIKELY)
_CLAUSAL = frozenset({"xcomp", "ccomp", "acomp", "advcl", "pcomp", "prep", "csubj", "oprd"})
_UNDER_NOUN = frozenset({"prep", "acl", "ccomp", "pobj", "relcl"})


def judge_certainty(climb: Climb, *, negative: bool = False) -> Hedge:
    """Certainty, and the tokens of the hedge that decided it (none if asserted or denied).

    `negative`: the predicate's own negation is part of the event.
    """
    polarity, doubt = judge_polarity(climb, negative=negative)
    if polarity is Polarity.DENIED:
        return Certainty.DENIED, ()
    found: list[Hedge] = []
    if polarity is Polarity.OPEN:
        return Certainty.POSSIBLE, doubt
    if polarity is Polarity.DOUBTED:
        found.append((Certainty.UNLIKELY, doubt))
    for step in climb.steps:
        if climb.is_talk(step):
            found.clear()
        found.extend(_modifiers(step, climb))
        if step.below is not None:
            found.extend(_governors(step, climb.lexicon))
    cue, hedges = climb.cue, climb.lexicon.hedges
    if cue is not None:
        if cue.lemma_ in hedges["accusing"]:
            found.append((Certainty.POSSIBLE, (cue.i,)))
        elif cue.dep_ != "advcl" and is_negated(cue, climb.lexicon):
            if cue.lemma_ in hedges["unknown"]:
                found.append((Certainty.POSSIBLE, (cue.i,)))
            elif cue.lemma_ not in hedges["factive"]:
                return Certainty.DENIED, ()  # "the audit did not find that"
    return min(found, key=lambda item: _RANK.index(item[0]), default=(Certainty.ASSERTED, ()))


def _modifiers(step: Step, climb: Climb) -> Iterator[Hedge]:
    """Adverbs, modals, adjectives and conditionals that hang on a step."""
    hedges = climb.lexicon.hedges
    future = step.token.i == climb.future
    for found in (condition(step.token, climb.lexicon), follows(step.token, climb.lexicon)):
        if found is not None:
            yield Certainty.POSSIBLE, (found.i,)
    for child in step.token.children:
        dep, word = child.dep_, child.lower_
        if dep == "aux" and child.tag_ == "MD":
            if word in hedges["modals"] or (word in hedges["conditional_modals"] and not future):
                yield Certainty.POSSIBLE, (child.i,)
        elif dep == "amod":
            yield from _listed(child, hedges["adjectives"])
            yield from _listed(child, hedges["adverbs"])
        elif dep in ("advmod", "npadvmod") or child.pos_ == "ADV":
            yield from _listed(child, hedges["adverbs"])
            near = [m for m in children(child, "advmod") if m.lower_ in hedges["nearly"]]
            if near and word in ("certainly", "surely", "definitely"):
                yield Certainty.LIKELY, (near[0].i, child.i)
            for inner in children(child, "advmod"):  # "more than likely"
                yield from _listed(inner, hedges["adverbs"])
        elif dep == "prep":
            for noun in children(child, "pobj"):
                if noun.lemma_ in hedges["phrases"] and any(
                    c.lower_ in ("all", "most", "some") for c in children(noun, "det")
                ):
                    yield Certainty.LIKELY, (child.i, noun.i)
        elif dep == "parataxis" and child.tag_ == "VBN":  # "X, it is alleged, sold"
            if child.lemma_ in hedges["accusing"]:
                yield Certainty.POSSIBLE, (child.i,)
            elif child.lemma_ in hedges["hearsay"]:
                yield Certainty.LIKELY, (child.i,)
        elif dep == "acl" and child.tag_ == "VBN":
            yield from _listed(child, hedges["participles"], child.lemma_)


def _listed(token: Token, strengths: dict[str, frozenset[str]], word: str = "") -> Iterator[Hedge]:
    for strength, words in strengths.items():
        if (word or token.lower_) in words:
            yield Certainty(strength), (token.i,)


def _governors(step: Step, lexicon: Lexicon) -> Iterator[Hedge]:
    """Verbs, adjectives and nouns that hedge what they govern."""
    token, via, hedges = step.token, step.via, lexicon.hedges
    clausal = via in _CLAUSAL
    if token.pos_ == "VERB" and token.lemma_ in hedges["hearsay"] and _is_impersonal(step):
        yield Certainty.LIKELY, _whole(step)
        return
    for strength, kinds in hedges["governors"].items():
        if token.pos_ in ("VERB", "AUX") and clausal and token.lemma_ in kinds.get("verbs", ()):
            if not _is_opinion(step, hedges["opinions"]):
                yield Certainty(strength), _whole(step)
        elif (clausal and token.pos_ == "ADJ" and token.lemma_ in kinds.get("adjectives", ())) or (
            via in _UNDER_NOUN and token.pos_ == "NOUN" and token.lemma_ in kinds.get("nouns", ())
        ):
            yield Certainty(strength), (token.i,)
        if clausal and token.pos_ in ("VERB", "AUX"):
            for child in children(token, "acomp"):
                if child.lemma_ in kinds.get("adjectives", ()):
                    yield Certainty(strength), (child.i,)
    if _is_able(step, hedges["abilities"]):
        yield Certainty.POSSIBLE, (token.i,)
    if token.lemma_ in hedges["unknown"] and via == "ccomp" and is_negated(token, lexicon):
        yield Certainty.POSSIBLE, (token.i,)
    below = step.below
    pointed = (
        token.lemma_ == "point" and via == "prep" and below is not None and below.lower_ == "to"
    )
    if token.lemma_ in hedges["evidence_verbs"] and (via in ("ccomp", "dobj") or pointed):
        own = children(token, "nsubj")
        if own and own[0].lemma_.lower() in lexicon.words["evidence"]:
            yield Certainty.LIKELY, (token.i,)


def _is_able(step: Step, abilities: frozenset[str]) -> bool:
    """ "is able to", "is capable of": of the present; who was able to did."""
    token = step.token
    if token.pos_ != "ADJ" or token.lemma_ not in abilities or step.via not in ("xcomp", "prep"):
        return False
    return token.head.tag_ in ("VBZ", "VBP", "VB") and token.dep_ == "acomp"


def _is_opinion(step: Step, opinions: frozenset[str]) -> bool:
    """ "X believes that": X is a source, its belief lowers nothing."""
    return (
        step.via == "ccomp"
        and step.token.lemma_ in opinions
        and step.token.tag_ != "VBN"
        and bool(children(step.token, "nsubj"))
    )


def _is_impersonal(step: Step) -> bool:
    """ "it is reported that", "is said to": nobody vouches for it."""
    token = step.token
    if token.tag_ != "VBN" or not children(token, "auxpass") or children(token, "agent"):
        return False
    if step.via == "ccomp":
        return any(c.lower_ == "it" for c in token.children)
    return step.via == "xcomp"


def _whole(step: Step) -> tuple[int, ...]:
    """ "is expected to" is one hedge."""
    token, below = step.token, step.below
    passive = children(token, "auxpass")
    if token.tag_ != "VBN" or not passive or below is None:
        return (token.i,)
    end = token.i + 1
    if any(c.i == end and c.lower_ == "to" for c in children(below, "aux")):
        end += 1
    return tuple(range(passive[0].i, end))
