"""Events inside events: which one the claim is about.

"Considering the provision of arms" is one claim, "sanctioned for helping X evade" are two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.journeys import join
from byway.reading.lexicon import Lexicon
from byway.reading.syntax import FINITE, children, objects, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONTENT = frozenset({"about", "on", "over", "regarding", "concerning", "of"})
_TALKING = frozenset(
    {
        "discuss",
        "negotiate",
        "talk",
        "discussion",
        "talks",
        "negotiation",
        "consultation",
        "dialogue",
        "conversation",
        "visit",
        "meeting",
        "summit",
        "trip",
    }
)
_DECIDING = frozenset({"agree", "pledge", "vow", "commit", "undertake"})
_BOTH = frozenset(
    {
        ("investigate", "evade"),
        ("designate", "evade"),
        ("arrest_or_indict", "evade"),
        ("arrest_or_indict", "supply"),
        ("arrest_or_indict", "route"),
        ("meet", "visit"),
        ("meet", "mediate"),
        ("designate", "supply"),
        ("designate", "route"),
        ("agree", "visit"),
        ("agree", "meet"),
        ("supply", "evade"),
        ("supply", "agree"),
    }
)
_OCCASIONS = frozenset({"during", "after", "before", "following", "at", "ahead", "amid", "since"})
_PURPOSE_KEEPS = frozenset({"evade", "supply", "route"})
_FLOWS = frozenset({"supply", "consider_supply", "route"})
_REQUESTING = frozenset({"ask", "urge", "press", "pressure", "request", "implore", "tell"})
_PUNISHING = frozenset({"sentence", "settle"})
_DEEDS = frozenset({"supply", "route", "evade"})
_ONCE = frozenset({"evade", "supply", "restrict", "arrest_or_indict", "agree", "propose_peace"})
_ACTS = frozenset({"restrict", "designate", "other", "supply"})
_MEASURES = frozenset({"restrict", "designate"})


def settle(events: list[Event], lexicon: Lexicon) -> tuple[list[Event], frozenset[int]]:
    """The events that become claims, and the tokens of talks whose topic is another event."""
    events = join(events)
    by_token = {event.token.i: event for event in events}
    by_verb: dict[int, Event] = {}
    for event in events:
        by_verb.setdefault(event.verb.i, event)
    dropped: set[int] = set()
    talks: set[int] = set()
    for event in events:
        topic = _told_by(event, by_token, lexicon)
        if topic is not None:
            told, verb = topic
            talks.update((told.i, verb.i))
            holder = by_token.get(told.i)
            if holder is not None:
                dropped.add(holder.token.i)
                _lend(holder, event)
            continue
        found = _enclosing(event, by_token, by_verb)
        if found is None:
            continue
        outer, labels, words = found
        keep_outer, keep_inner = _decide(outer, event, labels, words)
        if not keep_inner:
            dropped.add(event.token.i)
            near = not {"relcl", "purpose", "advcl"} & set(labels)
            if (outer.kind == event.kind and near) or (outer.kind, event.kind) == (
                "evade",
                "route",
            ):
                _lend(event, outer)
        if not keep_outer:
            dropped.add(outer.token.i)
            if outer.kind == event.kind or {outer.kind, event.kind} == _MEASURES:
                _lend(outer, event)
            if outer.kind in ("meet", "visit"):
                talks.update((outer.token.i, outer.verb.i))
                _lend(outer, event)
    kept = [e for e in events if e.token.i not in dropped and not _is_mere_purpose(e)]
    return kept, frozenset(talks)


def _lend(giver: Event, taker: Event) -> None:
    """Roles that one event has and the other lacks, where they are told together."""
    for role, fillers in giver.roles.items():
        if not taker.roles.get(role):
            if role == "recipient" and giver.kind in ("visit",):
                continue
            taker.roles[role] = list(fillers)


def _told_by(
    event: Event, by_token: dict[int, Event], lexicon: Lexicon
) -> tuple[Token, Token] | None:
    """The talks or visit whose content the event is: "the visit will include talks on ..."."""
    token = event.token
    for _ in range(10):
        head = token.head
        if head.i == token.i or token.dep_ in ("relcl", "ccomp", "advcl", "nsubj", "nsubjpass"):
            return None
        if head.pos_ == "VERB" and head.lemma_ in lexicon.topics:
            for subject in _subjects(head):
                if subject.lemma_.lower() in _TALKING:
                    return subject, head
            return None
        if head.i in by_token and by_token[head.i].kind not in ("meet",):
            return None
        token = head
    return None


def _subjects(verb: Token) -> list[Token]:
    found = children(verb, "nsubj", "nsubjpass")
    token = verb
    while not found and token.dep_ in ("xcomp", "acomp", "conj"):
        token = token.head
        found = children(token, "nsubj", "nsubjpass")
    return found


def _enclosing(
    event: Event, by_token: dict[int, Event], by_verb: dict[int, Event]
) -> tuple[Event, list[str], list[str]] | None:
    """The nearest event that governs `event`, with the labels and words on the way."""
    labels: list[str] = []
    words: list[str] = []
    token: Token = event.token
    for _ in range(12):
        head = token.head
        if head.i == token.i:
            break
        labels.append(_label(token))
        words.append(token.lower_)
        token = head
        outer = by_token.get(token.i) or by_verb.get(token.i)
        if outer is not None and outer.token.i != event.token.i:
            return outer, labels, words
    return None


def _label(token: Token) -> str:
    """The label, with infinitives of purpose told apart."""
    if (
        token.dep_ == "advcl"
        and token.tag_ == "VB"
        and any(c.lower_ == "to" for c in token.children)
    ):
        return "purpose"
    return token.dep_


def _decide(outer: Event, inner: Event, labels: list[str], words: list[str]) -> tuple[bool, bool]:
    """(keep outer, keep inner)."""
    last = labels[-1]
    if inner.kind == "produce" and labels[0] == "acl":
        return True, False  # "lathes built by X left the port"
    if outer.kind == "restrict" and last == "nsubjpass" and inner.kind in _FLOWS:
        return True, False  # "deliveries to X were suspended"
    if _is_charge_of_law(outer, inner):
        return True, False  # "charged with violating the Act": the charge alone
    again = labels in (["conj"], ["xcomp", "conj"])  # "sold, or attempted to sell"
    if again and outer.kind == inner.kind and _says_again(outer, inner):
        return True, False  # "has not delivered and will not deliver"
    kinds = (outer.kind, inner.kind)
    noun_outer = outer.token.pos_ != "VERB"
    if _stands_alone(outer, inner, labels):
        return True, True  # "the crackdown on X goes on with the seizure of Y by Z"
    if set(kinds) <= _MEASURES and noun_outer and labels[0] in ("acl", "relcl"):
        return False, True  # "sanctions imposed on X": the verb tells it
    if outer.verb.i == inner.verb.i and outer.kind == inner.kind:
        return True, False
    if outer.kind == "other" and last == "nsubjpass" and inner.kind in _MEASURES:
        return True, False  # "sanctions on X were lifted"
    apart = {"ccomp", "relcl", "advcl"} & set(labels) or (labels == ["conj"])
    finite = inner.token.tag_ in FINITE and outer.token.tag_ in FINITE
    if "conj" in labels and finite and outer.kind != inner.kind:
        return True, True  # "flew to X to argue and met Y"
    told = outer.token.pos_ == "VERB"
    if inner.kind == "restrict" and outer.kind == "evade" and told and _names_target(inner):
        return True, True  # "offset the effects of sanctions on X"
    if kinds == ("visit", "meet") and not apart:
        return True, False
    if last in ("nsubj", "nsubjpass") and outer.kind != inner.kind:
        return True, True
    if last == "nsubj" and outer.kind == inner.kind == "restrict" and "acl" in labels:
        return False, True  # "efforts to cut off X disrupt its operations"
    if outer.kind == "deny":
        return (
            (False, True) if last in ("ccomp", "xcomp", "dobj", "prep", "pcomp") else (True, True)
        )
    if outer.kind == "meet" and inner.kind != "meet" and _is_topic(outer, labels, words):
        return False, True
    if kinds == ("agree", "produce") and inner.token.pos_ != "VERB":
        return True, False  # "agreed to cooperate in arms production"
    if kinds in (("agree", "meet"), ("agree", "visit")) and "prep" in labels[:-1]:
        return True, False  # "agreed to cooperate in the framework of a summit"
    if outer.kind == "agree" and last in ("xcomp", "ccomp") and outer.token.lemma_ in _DECIDING:
        return False, True
    if kinds == ("evade", "route") and ("pcomp" in labels or "advcl" in labels):
        return True, False
    asked = outer.kind == "other" and outer.token.lemma_ in _REQUESTING
    if asked and inner.kind in _FLOWS and not children(inner.verb, "neg"):
        return False, True  # "asked X to send": a request is considered supply
    if inner.kind == "other" and outer.kind != "other" and _is_infinitive(inner.verb):
        return True, False  # "slowed the sale to put pressure on X"
    if outer.entry.frame_name in _PUNISHING and inner.kind in _DEEDS:
        return True, True  # "fined for buying X"
    if outer.kind == "other" and {"purpose", "xcomp"} & set(labels):
        return True, False  # "urged X to send": what is urged is part of the appeal
    if inner.token.pos_ == "VERB" and children(inner.token, "nsubj") and "nsubj" not in labels:
        return True, True
    if "purpose" in labels:
        return True, inner.kind in _PURPOSE_KEEPS and outer.kind != inner.kind
    if labels[0] in ("acl", "relcl") and inner.kind == "produce":
        return True, False
    if outer.kind == "other" and "ccomp" in labels and outer.token.lemma_ in ("warn", "caution"):
        return False, True
    if {"relcl", "ccomp", "parataxis", "appos"} & set(labels):
        return True, outer.kind != "other" or "relcl" in labels
    if kinds in _BOTH:
        return True, True
    if kinds[1] in ("visit", "meet") and set(words) & _OCCASIONS and outer.kind != inner.kind:
        return True, True  # "signed a pact during a visit to X"
    if {"advcl", "acl"} & set(labels):
        return True, outer.kind != inner.kind or outer.kind not in _ONCE
    if "conj" in labels and inner.verb.pos_ == "VERB" and inner.verb.i != outer.verb.i:
        return True, True
    return True, False


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" for c in children(verb, "aux"))


def _is_mere_purpose(event: Event) -> bool:
    """Talks and agreements that something is only done for: "time for buyers to negotiate"."""
    return (
        event.kind in ("meet", "agree")
        and event.verb.dep_ == "advcl"
        and _is_infinitive(event.verb)
    )


def _is_charge_of_law(outer: Event, inner: Event) -> bool:
    """Whether what was broken is only a law by its title: what a charge is called, no act."""
    return (outer.kind, inner.kind) == ("arrest_or_indict", "evade") and any(
        token.lemma_.lower() == "act" for token in objects(inner.verb)
    )


def _stands_alone(outer: Event, inner: Event, labels: list[str]) -> bool:
    """Whether a noun tells who does what to whom, and is about others than what governs it."""
    if inner.token.pos_ == "VERB" or outer.kind not in _ACTS or inner.kind not in _ACTS:
        return False
    own = {t.i for t in inner.token.subtree}
    for role in ("agent", "recipient"):
        if not any(t.i in own for t in inner.filled(role)):
            return False
    if outer.kind == inner.kind and outer.token.pos_ == "VERB":
        return False
    return not _shared(outer, inner, "recipient") or (
        outer.kind != inner.kind and not _shared(outer, inner, "agent")
    )


def _shared(one: Event, other: Event, role: str) -> bool:
    words = {t.lemma_ for t in one.filled(role)}
    return any(t.lemma_ in words for t in other.filled(role))


def _names_target(event: Event) -> bool:
    """ "Western sanctions against X": a noun that says whose and on whom."""
    return bool(event.filled("agent")) and any(
        word in ("on", "against") and item in event.filled("recipient")
        for word, item in prepositions(event.token)
    )


def _says_again(outer: Event, inner: Event) -> bool:
    return outer.token.lemma_ == inner.token.lemma_ and not children(inner.token, "nsubj")


def _is_topic(outer: Event, labels: list[str], words: list[str]) -> bool:
    if outer.token.lemma_ not in _TALKING:
        return False
    return labels[-1] in ("dobj", "acl") or (labels[-1] == "prep" and words[-1] in _CONTENT)
