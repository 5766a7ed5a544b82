"""Questions asked of a dependency parse: whose subject, which objects, what phrase.

Labels are those of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_CHARGING = frozenset({"charge", "accuse", "suspect", "convict", "indict", "arrest", "sentence"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_PHRASE = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "case",
        "predet",
        "npadvmod",
        "advmod",
        "punct",
        "intj",
        "preconj",
        "meta",
    }
)


def children(token: Token, *deps: str) -> list[Token]:
    """The children of `token` with one of these labels, left to right."""
    return [child for child in token.children if child.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """`token` and what is coordinated with it to the right, left to right."""
    found, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            joined = child.dep_ == "conj" and (child.pos_ in NOMINAL or child.pos_ == "ADJ")
            if joined or (child.dep_ == "appos" and _listed(child)):
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda t: t.i)


def _listed(token: Token) -> bool:
    """An apposition that is really a list item: it has further items coordinated with it."""
    return any(child.dep_ == "conj" for child in token.children) and token.pos_ == "PROPN"


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive (finite, or a bare participle after a noun)."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "acl":
        return True
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        return is_passive(verb.head)
    return verb.dep_ in ("advcl", "amod") and not any(
        child.dep_ in ("nsubj", "dobj") for child in verb.children
    )


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; the token itself when it is no relative pronoun."""
    if token.lower_ in RELATIVES and token.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
        clause = token
        for _ in range(6):
            clause = clause.head
            if clause.dep_ == "relcl":
                return clause.head
            if clause.dep_ in ("ROOT", "ccomp", "advcl"):
                break
    return token


def subject(verb: Token) -> Token | None:
    """The noun that does (or, in the passive, undergoes) what `verb` says.

    Where the verb has none of its own it is the controller: the subject of a coordinated or
    governing verb, the governor's object after verbs like *ask*, the noun a participle modifies.
    Relative pronouns are replaced by what they stand for.
    """
    seen = 0
    token = verb
    while seen < 12:
        seen += 1
        own = children(token, "nsubj", "nsubjpass")
        if own and own[-1].tag_ != "EX":
            return antecedent(own[-1])
        head = token.head
        if head.i == token.i:
            return None
        dep = token.dep_
        if dep in ("acl", "relcl"):
            if token.tag_ == "VB":
                return _owner(head)
            return head
        if dep == "xcomp" and (head.pos_ in ("VERB", "AUX", "ADJ") or head.dep_ == "ROOT"):
            objects = children(head, "dobj")
            if head.lemma_ == "use" and is_passive(head):  # "networks used by X to obtain"
                users = [i for word, i in prepositions(head) if word == "by"]
                return users[0] if users else None
            if objects and not is_passive(head) and _controls_object(head, token):
                return antecedent(objects[0])
            token = head
            continue
        if dep == "pcomp" and head.dep_ == "prep":
            governor = head.head
            if governor.pos_ in ("VERB", "AUX"):
                objects = [o for o in children(governor, "dobj") if not is_amount(o)]
                if head.lower_ in ("of", "from", "into", "for", "as") and objects:
                    return antecedent(objects[0])
                token = governor
                continue
            if governor.pos_ in ("NOUN", "PROPN"):
                if governor.dep_ == "dobj" and governor.head.lemma_ in _CHARGING:
                    return antecedent(governor)  # "suspect the dealer of having sold"
                return _owner(governor)
            token = governor
            continue
        if dep in ("conj", "advcl", "ccomp", "prep", "acomp", "attr", "dep", "parataxis"):
            if (
                dep == "ccomp"
                and head.pos_ in ("VERB", "AUX")
                and token.tag_ in ("VBZ", "VBD", "VBP")
            ):
                return None
            if head.pos_ in ("NOUN", "PROPN") and dep != "conj":
                return _owner(head)
            token = head
            continue
        return None
    return None


def _controls_object(governor: Token, verb: Token) -> bool:
    return (
        governor.lemma_ not in ("promise", "use")
        and any(child.lower_ == "to" for child in children(verb, "aux"))
    ) or bool(verb.tag_ == "VBG")


def _owner(noun: Token) -> Token | None:
    """Who a noun belongs to or who does it: its possessor, else the subject it is governed by."""
    owners = children(noun, "poss")
    owners += [i for word, i in prepositions(noun) if word == "by" and i.pos_ in NOMINAL]
    if owners:
        return owners[0]
    token = noun
    for _ in range(6):
        head = token.head
        if head.i == token.i:
            return None
        if head.pos_ in ("VERB", "AUX"):
            if token.dep_ in ("nsubj", "nsubjpass"):
                return None
            charged = children(head, "dobj") if head.lemma_ in _CHARGING else []
            if charged and token.dep_ == "prep":  # "charged X with conspiracy to sell"
                return antecedent(charged[0])
            return subject(head)
        if head.pos_ in ("NOUN", "PROPN") and token.dep_ in ("prep", "pobj"):
            owners = children(head, "poss")
            if owners:
                return owners[0]
        token = head
    return None


owner = _owner


def objects(verb: Token) -> list[Token]:
    """Direct objects of a verb, or the subject of its passive, with coordinated ones."""
    if is_passive(verb):
        undergoer = subject(verb)
        own = conjuncts(undergoer) if undergoer is not None else []
        return own + [c for o in children(verb, "dobj", "oprd") for c in conjuncts(o)]
    found = [c for o in children(verb, "dobj", "attr") for c in conjuncts(o)]
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        following = [o for o in children(verb.head, "dobj") if o.i > verb.i]
        found = [c for o in following for c in conjuncts(o)]
    if not found:  # "sold and exported rifles": the object hangs on the last verb
        for other in children(verb, "conj"):
            if other.pos_ == "VERB" and not children(other, "nsubj", "nsubjpass"):
                own = children(other, "dobj")
                for inner in children(other, "xcomp"):  # "sold, or tried to sell, rifles"
                    own += children(inner, "dobj") if inner.lemma_ == verb.lemma_ else []
                found = [c for o in own for c in conjuncts(o)]
    if not found and verb.dep_ == "relcl":
        pronouns = [c for c in verb.children if c.lower_ in RELATIVES and c.dep_ == "dobj"]
        has_subject = children(verb, "nsubj")
        if pronouns or (has_subject and has_subject[0].lower_ not in RELATIVES):
            found = [verb.head]
    return [antecedent(o) for o in found]


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, object) pairs that hang on `token`, coordinated objects each on its own."""
    for child in token.children:
        dep = child.dep_
        if dep in ("prep", "agent", "dative"):
            if child.pos_ != "ADP" and dep == "dative":
                for item in conjuncts(child):
                    yield "dative", item
                continue
            word = child.lower_
            for grandchild in child.children:
                if grandchild.dep_ in ("pobj", "pcomp"):
                    for item in conjuncts(grandchild):
                        yield word, item
                elif grandchild.dep_ == "prep":  # "according to", "out of", "from within"
                    for inner in grandchild.children:
                        if inner.dep_ == "pobj":
                            for item in conjuncts(inner):
                                yield grandchild.lower_ if word in ("out", "ahead") else word, item
            for again in _repeated(child):
                for item in children(again, "pobj"):
                    for one in conjuncts(item):
                        yield again.lower_, one
        elif dep == "dative":
            for item in conjuncts(child):
                yield "dative", item


def _repeated(prep: Token) -> list[Token]:
    """ "to X and to Y", "against firms in X and against banks in Y": coordinated prepositions."""
    found = [c for c in children(prep, "conj") if c.pos_ == "ADP"]
    for item in children(prep, "pobj"):
        for inner in children(item, "prep"):
            found += [c for c in children(inner, "conj") if c.lower_ == prep.lower_]
    return found


def phrase(token: Token, complements: frozenset[str] = frozenset()) -> tuple[int, int]:
    """Token interval of the noun phrase of `token` without its clauses and coordinations.

    Prepositional phrases are kept only for the prepositions in `complements`.
    """
    start, end = token.i, token.i + 1
    for child in token.children:
        if child.dep_ == "prep":
            if child.lower_ in complements and child.i > token.i:
                end = max(end, _prep_end(child))
        elif child.dep_ in _PHRASE and child.dep_ != "punct":
            if child.i < token.i:
                start = min(start, child.left_edge.i)
            elif child.dep_ in ("nummod", "nmod", "compound"):
                end = max(end, child.right_edge.i + 1)
    return start, end


def _prep_end(prep: Token) -> int:
    end = prep.i
    for child in prep.children:
        if child.dep_ == "pobj":
            for item in conjuncts(child):
                end = max(end, phrase(item, frozenset({"of"}))[1])
    return end


def ancestors(token: Token) -> Iterator[Token]:
    """The heads of `token`, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def is_definite(noun: Token) -> bool:
    """Whether a noun has a definite article, a demonstrative or a possessor."""
    return any(
        child.dep_ == "poss"
        or (child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"))
        for child in noun.children
    )


def is_content_clause(clause: Token) -> bool:
    """Whether a clause behind a noun tells what the noun says: "the claim that X sold arms"."""
    that = [c for c in clause.children if c.lower_ == "that" and c.i < clause.i]
    if not that or not children(clause, "nsubj", "nsubjpass"):
        return False
    own = [c for c in children(clause, "dobj") if c.lower_ != "that"]
    return that[0].dep_ == "mark" or (that[0].dep_ in ("dobj", "dative") and bool(own))


def is_amount(item: Token) -> bool:
    """ "Fined CHF 4.6m", "jailed three years": a sum or a time, nobody."""
    currency = item.is_upper and len(item) == 3 and item.i + 1 < item.sent.end
    if currency and item.nbor(1).like_num:
        return True
    if item.lower_ in ("m", "mn", "bn", "k") and any(c.like_num for c in children(item, "nummod")):
        return True
    return item.pos_ in ("NUM", "SYM") or item.ent_type_ in ("MONEY", "DATE", "CARDINAL")
