"""What turns round what is under it: denials, refusals, doubts, words that leave out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from byway.reading.climb import Step
from byway.reading.lexicon import Lexicon
from byway.reading.negation import is_few
from byway.reading.syntax import children

if TYPE_CHECKING:
    pass

CLAUSAL = frozenset({"xcomp", "ccomp", "dobj", "attr", "oprd"})
NOMINAL = frozenset({"acl", "prep", "ccomp", "relcl"})
NOUNS = frozenset({"NOUN", "PROPN"})
_TURNED = frozenset({"from", "of", "at", "against", "in"})
_PARTICLES = frozenset({"prt", "advmod", "prep", "acomp"})
_NAMING = frozenset({"call", "describe", "brand", "label", "deem", "dismiss", "reject", "denounce"})
_BEING = frozenset({"be", "turn", "prove", "seem", "appear", "remain", "rule", "find", "declare"})


class Turning:
    """Judges single steps of the path up from a predicate."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._hedges = lexicon.hedges

    def of(self, step: Step) -> str:
        """ "undo", "deny", "doubt" or "end" when the step turns round what is under it, else ""."""
        token = step.token
        if token.lower_ in self._hedges["nobody"]:
            return "undo" if self._shows(step) else ""
        if token.pos_ == "VERB" and any(is_few(c) for c in children(token, "nsubj")):
            return "doubt" if token.lemma_ in self._hedges["opinions"] else ""
        if token.pos_ == "VERB":
            return self._verb(step) or self._yet(step) or self._untrue(step)
        if token.pos_ in NOUNS:
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
        turned = via in CLAUSAL or (via in ("prep", "pcomp") and below.lower_ in _TURNED)
        turned = turned or (via == "advmod" and below.pos_ in ("ADV", "ADJ"))
        if forms & hedges["undoing"] and self._of_a_charge(step):
            return "undo"
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

    def _of_a_charge(self, step: Step) -> bool:
        """ "dropped the charges against X for selling", the "for" parsed as the verb's."""
        token, below = step.token, step.below
        what = (*children(token, "dobj", "nsubjpass"),)
        return (
            step.via == "prep"
            and below is not None
            and below.lower_ in ("for", "over", "of")
            and any(item.lemma_.lower() in self._hedges["charges"] for item in what)
        )

    def _content(self, step: Step) -> bool:
        """Whether a claim, a charge, a plan or an attempt is what a step takes."""
        below = step.below
        if below is None:
            return False
        contents = self._hedges["contents"]
        if below.pos_ in NOUNS:
            return below.lemma_.lower() in contents
        return any(p.lemma_.lower() in contents for p in children(below, "pobj", "pcomp"))

    def _noun(self, step: Step) -> str:
        token, hedges = step.token, self._hedges
        if step.via not in NOMINAL:
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

    def _shows(self, step: Step) -> bool:
        """ "nothing to suggest that", "nothing indicating that"."""
        below = step.below
        showing = below is not None and below.lemma_ in self._hedges["showing"]
        return showing and step.via in ("acl", "relcl", "xcomp", "advcl")

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
