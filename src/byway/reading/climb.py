"""The path from a predicate up to its speaker's clause: what stands on it governs the predicate.

Hedges, negation and tense are scoped by this path; what hangs elsewhere in the sentence says
nothing of the predicate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.syntax import children, is_content_clause

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 14
_FREE_MARKS = frozenset(
    {"after", "since", "because", "as", "while", "although", "though", "before", "when",
     "whereas", "until", "but"}
)  # fmt: skip
_CONDITIONS = frozenset({"if", "whether", "unless"})


@dataclass(frozen=True)
class Step:
    """One token on the path; `via` is the label by which the step `below` hangs on it."""

    token: Token
    via: str = ""
    below: Token | None = None


@dataclass(frozen=True)
class Climb:
    """A path with what is needed to judge it.

    `cue` is the verb of the innermost speaker.  `future` is the verb right under a cue in the
    past: its "would" is only a future told in the past.  `talks` are tokens of talks about the
    predicate.
    """

    steps: tuple[Step, ...]
    lexicon: Lexicon
    cue: Token | None = None
    talks: frozenset[int] = frozenset()

    @property
    def predicate(self) -> Token:
        """Where the path starts."""
        return self.steps[0].token

    @property
    def future(self) -> int | None:
        """Index of the verb whose "would" is a plain future; None where there is none."""
        top = self.steps[-1].token
        if self.cue is None or self.cue.tag_ not in ("VBD", "VBN") or top.head.i != self.cue.i:
            return None
        return int(top.i) if top.dep_ in ("ccomp", "xcomp") else None

    def is_talk(self, step: Step) -> bool:
        """Whether a step above the predicate is talks about it."""
        return step.below is not None and (
            step.token.i in self.talks or step.token.lemma_ in self.lexicon.talking
        )

    @property
    def talked(self) -> bool:
        """Whether the predicate is the topic of talks."""
        return any(self.is_talk(step) for step in self.steps)


def climb(
    predicate: Token,
    lexicon: Lexicon,
    *,
    cue: Token | None = None,
    cues: frozenset[int] = frozenset(),
    talks: frozenset[int] = frozenset(),
) -> Climb:
    """The path up from a predicate.

    It ends below the speaker's verb (`cue`, or any of `cues` that governs by a clause), and where
    what is below is told on its own: in a relative clause, a participle behind a noun, a clause
    of time or reason, a phrase set apart ("after ..."), under a noun that takes it for granted
    ("his success in ...").
    """
    steps = [Step(predicate)]
    token = predicate
    stop = cue.i if cue is not None else -1
    while len(steps) < _LONGEST:
        head = token.head
        if head.i in (token.i, stop) or (head.i in cues and token.dep_ in ("ccomp", "parataxis")):
            break
        if _set_apart(token, head, lexicon):
            break
        if _stands_alone(token) and not _is_feared(token, lexicon):
            break
        steps.append(Step(head, token.dep_, token))
        token = head
    return Climb(tuple(steps), lexicon, cue, talks)


def _stands_alone(token: Token) -> bool:
    dep = token.dep_
    if dep == "relcl":
        return token.tag_ != "VB" or bool(children(token, "nsubj", "nsubjpass"))
    if dep == "acl":
        finite = children(token, "nsubj", "nsubjpass", "aux", "mark")
        return bool(token.tag_ == "VBN") and not finite  # "sanctions imposed on X"
    if dep == "advcl":
        return _is_free(token)
    if dep == "conj":
        own = children(token, "nsubj", "nsubjpass")
        return bool(own) and token.pos_ in ("VERB", "AUX")
    return dep == "appos" or (dep in ("nsubj", "nsubjpass") and token.pos_ == "PRON")


def _is_feared(clause: Token, lexicon: Lexicon) -> bool:
    """ "the risk that X will sell", "worries over goods that reach X": what is only feared."""
    noun = clause.head
    if clause.dep_ not in ("relcl", "acl") or noun.pos_ != "NOUN":
        return False
    governors = lexicon.hedges["governors"]
    if any(noun.lemma_ in kinds.get("nouns", ()) for kinds in governors.values()):
        return is_content_clause(clause)
    over = noun.head if noun.dep_ == "pobj" else None
    if over is None or over.lower_ not in ("over", "about"):
        return False
    return over.head.lemma_ in governors["possible"]["nouns"]


def _is_free(clause: Token) -> bool:
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    if marks & _CONDITIONS:
        return False
    return bool(marks & _FREE_MARKS) or bool(children(clause, "nsubj", "nsubjpass"))


def _set_apart(token: Token, head: Token, lexicon: Lexicon) -> bool:
    if token.pos_ in ("ADP", "SCONJ", "ADJ") and token.lower_ in lexicon.apart:
        return True
    return (
        head.pos_ == "NOUN" and head.lemma_ in lexicon.presupposed and token.dep_ in ("prep", "acl")
    )
