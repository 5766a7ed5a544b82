"""Which propositions are claims at all: in scope, and about somebody.

The reader is after sanctions, supply, routes, agreements, encounters, prosecutions, mediation.
A word of the field without anybody it is said of ("the sanctions bite") is no claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.propositions import Proposition
from byway.reading.reference import Reference
from byway.reading.syntax import children, is_definite, is_passive, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANYONE = frozenset({"person", "entity", "individual", "party", "company", "firm"})
_STATES = frozenset({"country", "state", "nation", "jurisdiction", "government"})
_LISTED = frozenset({"list", "listed", "designate", "designated", "block", "blocked", "foreign"})
_ONWARD = ("resell", "resold", "reexport", "re-export", "smuggl", "divert")  # to somebody unnamed
_COMING_INTO_FORCE = frozenset({"take", "apply", "enter", "come", "expire"})


def in_scope(p: Proposition, lexicon: Lexicon) -> bool:
    """Whether a proposition names what its kind needs to be a claim."""
    check = _CHECKS.get(p.kind)
    return check(p, lexicon) if check else True


def _meets(p: Proposition, lexicon: Lexicon) -> bool:
    sides = max(len(p.agents), len({code for a in p.agents for code in a.codes}))
    if _is_noun(p) and p.event.verb.i == p.event.token.i and sides < 2:
        return False
    return any(a.codes or a.kind == "person" for a in p.agents)


def _visits(p: Proposition, lexicon: Lexicon) -> bool:
    if p.event.verb.lemma_ == "be" and not _is_noun(p):  # "X was in Y": only where X is a guest
        home = {code for a in p.agents for code in a.codes}
        if not home or home & {code for r in p.recipients for code in r.codes}:
            return False
    return bool(p.recipients) and any(a.kind in ("person", "group") for a in p.agents)


def _restricts(p: Proposition, lexicon: Lexicon) -> bool:
    token = p.event.token
    doers = p.event.filled("agent")
    if doers and not p.recipients and not p.goods and all(_is_any_state(t) for t in doers):
        return False
    if p.recipients and (not _is_noun(p) or p.agents or _is_told(p)):
        return True
    somebody = bool(p.agents or p.event.roles.get("goods"))
    if p.agents and p.goods:  # "the American seizure of a tanker"
        return True
    if not _is_noun(p) or p.event.verb.i != token.i:
        return somebody or is_passive(p.event.verb)
    governor = token.head.lemma_
    if token.dep_ == "dobj" and governor in lexicon.topics:  # "the measures include a ban on X"
        return somebody or bool(p.recipients)
    in_force = token.dep_ in ("nsubj", "nsubjpass") and governor in lexicon.in_force
    return in_force and (somebody or governor in _COMING_INTO_FORCE)


def _is_told(p: Proposition) -> bool:
    """A noun that more is said of than its target: a carrying verb, a participle behind it."""
    token = p.event.token
    return p.event.verb.i != token.i or bool(children(token, "acl", "relcl")) or p.title


def _has_party(p: Proposition, lexicon: Lexicon) -> bool:
    return bool(p.agents or p.recipients)


def _designates(p: Proposition, lexicon: Lexicon) -> bool:
    """Not what every listing brings with it: "property of blocked persons is blocked"."""
    if p.agents:
        return True
    listed = p.event.filled("recipient")
    return bool(p.recipients) and not (listed and all(_is_anyone(t) for t in listed))


def _is_anyone(party: Token) -> bool:
    """ "Persons", "the persons designated", "foreign entities": nobody in particular."""
    told = children(party, "acl", "relcl", "amod", "prep", "nummod", "compound", "poss")
    bare = all(t.lemma_.lower() in _LISTED for t in told)
    return party.lemma_.lower() in _ANYONE and bare and (bool(told) or not is_definite(party))


def _is_any_state(party: Token) -> bool:
    """ "Countries not imposing sanctions": states in general."""
    return party.lemma_ in _STATES and not children(party, "amod", "nummod", "compound", "poss")


def _evades(p: Proposition, lexicon: Lexicon) -> bool:
    """Somebody does, or what is broken is told ("in violation of a ban"): the doer often is not."""
    if _has_party(p, lexicon) or p.intermediaries:
        return True
    if p.event.entry.frame_name == "conceal" and _has_pronoun(p.event.verb):
        return True  # "they falsify manifests"
    broken = any("sanction" in classes for classes in p.event.entry.slots.values())
    return broken and (not _is_noun(p) or bool(children(p.event.token, "prep")))


def _has_pronoun(verb: Token) -> bool:
    """Whether somebody known from before does it, though not who."""
    doer = subject(verb)
    return doer is not None and doer.lower_ in ("they", "he", "she")


def _investigates(p: Proposition, lexicon: Lexicon) -> bool:
    if p.recipients:
        return bool(p.agents) or _is_noun(p) or is_passive(p.event.verb)
    return any(a.kind != "thing" for a in p.agents)


def _agrees(p: Proposition, lexicon: Lexicon) -> bool:
    if not p.agents and any(r.codes for r in p.recipients):
        return True  # "military cooperation with X"
    return any(
        a.codes or a.kind in ("person", "organisation") or is_official(a, lexicon) for a in p.agents
    )


def _is_told_of_a_state(p: Proposition, lexicon: Lexicon) -> bool:
    return any(a.codes for a in p.agents)


def _produces(p: Proposition, lexicon: Lexicon) -> bool:
    return bool(p.agents)


def _other(p: Proposition, lexicon: Lexicon) -> bool:
    return p.event.entry.frame_name in ("make", "part", "fit", "ease") or any(
        a.codes or a.kind != "thing" for a in (*p.agents, *p.recipients)
    )


def is_official(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a described party holds or is a public office."""
    return (
        reference.lemma in lexicon.person_titles or reference.lemma in lexicon.words["institutions"]
    )


def _is_noun(p: Proposition) -> bool:
    return bool(p.event.token.pos_ != "VERB")


def _supplies(p: Proposition, lexicon: Lexicon) -> bool:
    told = p.event.token.lower_.startswith(_ONWARD) and bool(p.goods)
    return told or bool(p.agents or p.recipients or p.intermediaries)


_CHECKS = {
    "supply": _supplies,
    "route": _supplies,
    "consider_supply": _supplies,
    "meet": _meets,
    "visit": _visits,
    "restrict": _restricts,
    "designate": _designates,
    "mediate": _has_party,
    "evade": _evades,
    "investigate": _investigates,
    "agree": _agrees,
    "propose_peace": _is_told_of_a_state,
    "produce": _produces,
    "other": _other,
}
