"""Sentences that the next one takes back: "It had not.", "That is untrue.", "It retracted it."

Only short answers and retractions that carry no content of their own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.negation import is_negated
from byway.reading.syntax import children, is_definite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_ANSWER = 5  # words of "it has not"
_VERDICT = 9  # words of "the claim is entirely false"
_POINTING = frozenset({"it", "this", "that", "they", "these", "those", "he", "she", "none"})
_AUXILIARIES = frozenset({"have", "do", "be", "will", "can"})
_RETRACTING = frozenset(
    {"retract", "withdraw", "recant", "correct", "disavow", "disown", "debunk", "discredit",
     "disprove", "refute", "rescind", "walk", "row"}
)  # fmt: skip


def contradicted(doc: Doc, lexicon: Lexicon) -> frozenset[int]:
    """First tokens of the sentences whose successor denies or takes them back."""
    return frozenset(
        before.start
        for before, after in pairwise(doc.sents)
        if _answers_no(after, lexicon) or _takes_back(after, lexicon)
    )


def _answers_no(sentence: Span, lexicon: Lexicon) -> bool:
    words = [t for t in sentence if t.is_alpha or t.lower_ == "n't"]
    root = sentence.root
    subjects = children(root, "nsubj", "nsubjpass")
    if not words or not subjects:
        return False
    pointing = subjects[0].lower_ in _POINTING or (
        subjects[0].lemma_ in lexicon.hedges["claims"] and is_definite(subjects[0])
    )
    if not pointing:
        return False
    if root.lemma_ in _AUXILIARIES and len(words) <= _ANSWER and words[-1].dep_ == "neg":
        return True
    said = {c.lemma_.lower() for c in children(root, "acomp", "attr")}
    if root.lemma_ != "be" or len(words) > _VERDICT:
        return False
    false = bool(said & lexicon.hedges["false"])
    true = bool(said & {"true", "correct", "accurate", "so"})
    return false != is_negated(root, lexicon) and (false or true)


def _takes_back(sentence: Span, lexicon: Lexicon) -> bool:
    """ "The newspaper later retracted the report", "The claim has since been debunked"."""
    root, hedges = sentence.root, lexicon.hedges
    if root.lemma_ not in hedges["undoing"] or is_negated(root, lexicon):
        return False
    for item in children(root, "dobj", "nsubjpass"):
        said = item.lemma_.lower() in hedges["claims"] or item.lower_ in ("it", "this")
        bare = not children(item, "acl", "relcl", "ccomp")
        told = item.lower_ in ("it", "this") or is_definite(item)
        if said and bare and told and root.lemma_ in _RETRACTING:
            return True
    return False
