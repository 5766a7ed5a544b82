"""Mends the parse of headlines: their verbs are often taken for nouns.

A headline has no auxiliaries and tells the future by an infinitive ("Minister to visit X"), the
past by the present ("Treasury sanctions firms").  Only a sentence whose root shows the slip is
touched.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from byway.reading.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WITH_INFINITIVE = frozenset(
    """plan decision bid move attempt effort way right ability need deal agreement order call
    request proposal offer pledge promise threat intention readiness willingness refusal
    failure plot scheme law bill motion measure permission licence license opportunity
    chance time step reason power campaign push drive struggle fight conspiracy action duty
    obligation authority mandate""".split()
)
"""Nouns that take an infinitive themselves: "a decision to lift sanctions"."""

_INTRANSITIVE = frozenset(
    """meet negotiate confer talk speak agree travel fly go come arrive return land head
    withdraw exit retreat leave plead settle mediate flow transit cross pass move end begin
    arm turn rely depend appear run vote appeal call press push look inquire enter cooperate
    retaliate deal""".split()
)
"""Verbs of events that need no object: "Talks ended", "Minister arrived"."""

_INSIDE = frozenset({"amod", "acl", "relcl", "pcomp"})
_NOMINAL = ("NOUN", "PROPN")
_CLAUSAL = frozenset({"prep", "punct", "advcl", "npadvmod", "advmod", "dative"})


def mend_headline(root: Token, verbs: Container[str]) -> None:
    """Make the verb of a headline the root of its sentence; `verbs` are lemmas of events."""
    if root.pos_ in _NOMINAL and root.lemma_ not in _WITH_INFINITIVE:
        for child in children(root, "advcl", "acl", "relcl"):
            if child.tag_ == "VB" and child.i > root.i and child.nbor(-1).lower_ == "to":
                _lift(child, root)  # "X to visit Y"
                return
    if root.sent[-1].text not in ".!?;:" and _passive(root, verbs):
        return
    if root.pos_ == "PROPN" and _coordinated(root, verbs):
        return
    if root.tag_ == "NNS" and root.lemma_ in verbs and root.i and root.right_edge.i > root.i:
        before = root.nbor(-1)
        if before.head.i == root.i and before.dep_ == "compound" and children(root, "dobj"):
            root.tag_, root.pos_ = "VBZ", "VERB"  # "Treasury sanctions firms"
            before.dep_ = "nsubj"
    elif root.pos_ == "VERB" and len(children(root, "nsubj")) > 1:
        first, second = children(root, "nsubj")[:2]
        if first.right_edge.i + 2 >= second.left_edge.i and second.i < root.i:
            second.head, second.dep_ = first, "conj"  # "Xi, Putin discuss trade"
    elif root.tag_ == "VB" and not children(root, "aux"):
        for child in children(root, "dobj"):
            if child.tag_ == "VBZ" and child.i == root.i + 1:  # "Modi kicks off a visit"
                root.tag_, root.pos_ = "NNP", "PROPN"
                _lift(child, root)
                return
    elif root.pos_ == "NOUN" and root.sent[-1].text == "." and _statement(root, verbs):
        return
    elif root.tag_ in ("VBP", "NN", "NNS") and root.lemma_ not in verbs:
        verbless = _is_verbless(root.sent)
        for child in children(root, "nsubj", "compound"):
            near = child.i == root.i - 1 or (verbless and child.i < root.i)
            if child.tag_ == "NNS" and child.lemma_ in verbs and near:
                _turn(child, root)  # "FBI arrests engineer", "The junta imports jet fuel"
                return


def _is_verbless(sentence: Span) -> bool:
    """Whether verbs stand at most inside noun phrases."""
    return all(t.pos_ not in ("VERB", "AUX") or t.dep_ in _INSIDE for t in sentence)


def _statement(root: Token, verbs: Container[str]) -> bool:
    """ "Kazakhstan exports machine tools to X.": a sentence read as one noun phrase."""
    if not _is_verbless(root.sent):
        return False
    for verb in root.doc[root.left_edge.i + 1 : root.i]:
        doer = verb.nbor(-1)
        inside = verb.dep_ == "compound" and doer.head.i in (verb.i, root.i)
        if inside and verb.tag_ == "NNS" and verb.lemma_ in verbs and doer.pos_ == "PROPN":
            _turn(verb, root)
            for token in root.doc[verb.i + 1 : root.i]:
                if not root.is_ancestor(token):
                    token.head = root
            return True
    return False


def _passive(root: Token, verbs: Container[str]) -> bool:
    """ "Two tankers seized off X", "Export ban extended": a passive without its auxiliary."""
    if root.tag_ in ("VBN", "VBD"):
        bare = not children(root, "aux", "auxpass", "dobj", "ccomp", "xcomp", "nsubjpass")
        undergone = root.tag_ == "VBN" or (
            root.lemma_ in verbs and root.lemma_ not in _INTRANSITIVE
        )
        if bare and undergone:
            for child in children(root, "nsubj"):
                child.dep_ = "nsubjpass"
            root.tag_ = "VBN"
            return True
    elif root.pos_ in _NOMINAL:
        inside = [root, *(i for p in children(root, "prep") for i in children(p, "pobj"))]
        for noun in inside:
            for verb in children(noun, "acl"):
                told = noun.i == root.i or noun.head.lower_ != "for"
                if told and verb.tag_ == "VBN" and verb.lemma_ in verbs:
                    _lift(verb, root)
                    root.dep_ = "nsubjpass"
                    return True
    return False


def _coordinated(root: Token, verbs: Container[str]) -> bool:
    """ "Iran, Russia [ink gas deal]": a comma for "and", the verb read into the noun phrase."""
    for thing in children(root, "appos", "conj"):
        front = thing.left_edge
        if front.i != root.i + 2 or front.pos_ != "PROPN" or thing.i - front.i < 2:
            continue
        partner, verb = front, front.nbor(1)
        if verb.i < thing.i and verb.tag_ == "NN" and verb.lemma_ in verbs:
            verb.head = verb
            verb.dep_, verb.tag_, verb.pos_ = "ROOT", "VBP", "VERB"
            root.head, root.dep_ = verb, "nsubj"
            partner.head, partner.dep_ = root, "conj"
            thing.head, thing.dep_ = verb, "dobj"
            return True
    return False


def _lift(verb: Token, root: Token) -> None:
    """`verb` becomes the root, the old root its subject."""
    followers = [c for c in root.children if c.i > verb.i and c.dep_ in _CLAUSAL]
    verb.head = verb
    verb.dep_ = "ROOT"
    root.head = verb
    root.dep_ = "nsubj"
    for child in followers:
        child.head = verb


def _turn(verb: Token, thing: Token) -> None:
    """`verb` becomes the root, the old root its object; the noun before it is the subject."""
    doers = [c for c in (*verb.children, *thing.children) if c.i == verb.i - 1]
    if not doers or doers[0].dep_ not in ("compound", "amod", "nsubj", "nmod"):
        return
    followers = [c for c in thing.children if c.i > thing.i]
    owners = [c for c in thing.children if c.i < doers[0].i and c.dep_ in ("poss", "det", "amod")]
    for child in owners:
        child.head = doers[0]
    verb.head = verb
    verb.dep_, verb.tag_, verb.pos_ = "ROOT", "VBZ", "VERB"
    doers[0].head = verb
    doers[0].dep_ = "nsubj"
    thing.head = verb
    thing.dep_, thing.tag_, thing.pos_ = "dobj", "NN", "NOUN"
    for child in followers:
        child.head = verb
