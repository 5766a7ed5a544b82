"""Mends what a small parser often gets wrong, before anything else reads the parse.

Each repair is a general slip of dependency parsers on news text, seen in the labels alone:
participles and gerunds taken for adjectives ("had [procured components]", "denied [supplying
drones]", "in [evading sanctions]"), the subject of a clause taken for the object of the verb
before it ("showed contractors | supplied"), and a participle of a coordinated passive taken for a
past tense ("were packed and sent"), a relative clause hung on the wrong noun against the verb's
number ("the making of parts which are used"), a whole sentence taken for a noun phrase ("Armenia
[shipped chips]"), a preposition taken for an adjective ("get round sanctions"), a present
tense for an infinitive ("these rules impose").
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from byway.reading.headlines import mend_headline
from byway.reading.syntax import FINITE, NOMINAL, RELATIVES, children, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSAL = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "aux",
        "neg",
        "advmod",
        "npadvmod",
        "mark",
        "prep",
        "punct",
        "cc",
        "advcl",
    }
)


_NOUNLIKE = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})
_CHARGED = frozenset({"accuse", "acquit", "convict", "suspect", "clear", "absolve"})
_CHARGES = frozenset({"charge", "count", "crime", "offence", "offense", "fraud", "laundering",
                      "smuggling", "evasion", "wrongdoing", "treason", "espionage"})  # fmt: skip
_HELPING = frozenset({"help", "let", "make", "see"})
_SUBJECT_LIKE = frozenset({"npadvmod", "compound", "nmod", "nummod"})


def repair(doc: Doc, verbs: Container[str] = frozenset()) -> None:
    """Mend the parse of `doc` in place; `verbs` are lemmas known to tell events."""
    for root in [token for token in doc if token.dep_ == "ROOT"]:
        mend_headline(root, verbs)
        _inverted(root)
    for token in doc:
        dep = token.dep_
        if dep == "amod" and token.i and (_lost_relative(token) or _lost_clause(token)):
            continue
        if token.tag_ == "VBZ" and dep in _NOUNLIKE and children(token, "nummod", "compound"):
            token.tag_, token.pos_ = "NNS", "NOUN"  # "turns out 2,700 Geran drones"
        if token.lower_ == "pursuant" and dep in ("ccomp", "acomp", "oprd", "dobj"):
            _pursuant(token)
        if dep == "prt":
            _lost_preposition(token)
        if dep == "prep" and token.lower_ == "of":
            _of_charges(token)
        if token.lower_ == "end" and token.tag_ == "VB" and children(token, "aux", "dobj"):
            _end_user(token)
        if dep == "amod" and token.tag_ in ("VBG", "VBN") and token.i and token.head.i > token.i:
            _participle(token)
        elif dep == "amod" and token.lower_ == "round":
            _round(token)
        elif token.tag_ == "VBD" and dep in ("ROOT", "ccomp"):
            _reduced_relative(token)
        elif token.tag_ == "VBN" and dep in ("ccomp", "dep") and token.i:
            _lost_participle(token)
        elif dep == "relcl":
            _relative(token)
        elif dep == "dobj" and token.head.lemma_ in _HELPING:
            _helped(token, verbs)
        elif token.tag_ == "VB" and children(token, "nsubj") and not children(token, "aux"):
            if dep in ("ROOT", "ccomp", "conj") and children(token, "nsubj")[0].i < token.i:
                token.tag_ = "VBP"  # "these rules impose"
        elif dep in ("conj", "dep") and token.tag_ in FINITE and token.i:
            _lost_subject(token)
            _coordinated_passive(token)
            _coordinated_attempt(token)


def _helped(noun: Token, verbs: Container[str]) -> None:
    """ "helped Moscow [bypass sanctions]" read as one noun phrase."""
    front = [c for c in children(noun, "compound", "amod") if c.i > noun.head.i]
    for verb in front:
        before = verb.nbor(-1)
        if verb.tag_ in ("NN", "JJ", "VB") and verb.lower_ in verbs and before in front:
            _attach(verb, noun.head, "ccomp")
            _attach(before, verb, "nsubj")
            verb.tag_ = "VB"
            _take(verb, noun)
            return


def _participle(verb: Token) -> None:
    noun = verb.head
    governor = noun.head
    before = _before(verb)
    if before is None:
        return
    if noun.dep_ == "ROOT" and verb.tag_ == "VBN" and before.dep_ in _SUBJECT_LIKE:
        _sentence(verb, before, noun)
    if not _bare(noun, verb):
        return
    if (
        before.pos_ == "ADP"
        and governor.i == before.i
        and noun.dep_ == "pobj"
        and verb.tag_ == "VBG"
    ):
        _attach(verb, before, "pcomp")
        _take(verb, noun)
    elif governor.i == before.i and noun.dep_ in ("dobj", "attr"):
        if (before.lemma_, verb.tag_) in (("have", "VBN"), ("be", "VBG")):
            _promote(verb, governor, noun, "aux")
        elif before.pos_ == "VERB" and verb.tag_ == "VBG" and before.lemma_ not in ("have", "get"):
            _attach(verb, before, "xcomp")
            _take(verb, noun)
            for prep in children(before, "prep", "dative"):
                if prep.i > noun.i:
                    _attach(prep, verb, prep.dep_)


def _sentence(verb: Token, doer: Token, noun: Token) -> None:
    """ "Armenia shipped chips to X.": the participle is the verb of the sentence."""
    if doer.head.i not in (verb.i, noun.i) or doer.pos_ not in ("PROPN", "NOUN", "NUM"):
        return
    followers = [c for c in noun.children if c.dep_ in ("prep", "punct", "dative") and c.i > noun.i]
    articles = [c for c in children(noun, "det") if c.i < doer.i]
    verb.head = verb
    verb.dep_, verb.tag_ = "ROOT", "VBD"
    _attach(doer, verb, "nsubj")
    _take(verb, noun)
    for child in followers:
        _attach(child, verb, child.dep_)
    for article in articles:
        _attach(article, doer, "det")


def _before(token: Token) -> Token | None:
    """The word before, adverbs skipped."""
    i = token.i - 1
    while i >= 0 and token.doc[i].pos_ == "ADV":
        i -= 1
    return token.doc[i] if i >= 0 else None


def _bare(noun: Token, verb: Token) -> bool:
    """No article between the governor and the participle: "had the procured parts" stays."""
    return not any(
        c.i < verb.i and c.dep_ in ("det", "poss", "nummod", "amod") for c in noun.children
    )


def _attach(token: Token, head: Token, dep: str) -> None:
    """Hang `token` on `head`; never on what hangs below it, which would make a ring."""
    if token.is_ancestor(head):
        return
    token.head = head
    token.dep_ = dep


def _take(verb: Token, noun: Token) -> None:
    """`noun` becomes the object of `verb`, which reads as a verb from now on."""
    _attach(noun, verb, "dobj")
    verb.pos_ = "VERB"


def _promote(verb: Token, auxiliary: Token, noun: Token, dep: str) -> None:
    """`verb` takes the place of `auxiliary` in the tree."""
    place, label = auxiliary.head, auxiliary.dep_
    followers = [c for c in auxiliary.children if c.i != noun.i and c.dep_ in _CLAUSAL]
    verb.head = verb if place.i == auxiliary.i else place
    verb.dep_ = label
    _take(verb, noun)
    _attach(auxiliary, verb, dep)
    auxiliary.pos_ = "AUX"
    for child in followers:
        _attach(child, verb, child.dep_)


def _lost_subject(verb: Token) -> None:
    before = verb.nbor(-1)
    governor = before.head
    if children(verb, "nsubj", "nsubjpass") or before.dep_ != "dobj" or before.pos_ not in NOMINAL:
        return
    if governor.pos_ != "VERB" or governor.i >= before.i or verb.head.i > before.i:
        return
    if any(t.i == governor.i for t in verb.subtree):
        return
    _attach(verb, governor, "ccomp")
    _attach(before, verb, "nsubj")


def _round(word: Token) -> None:
    """ "get round sanctions": a preposition, no shape."""
    noun = word.head
    verb = word.nbor(-1) if word.i else word
    if verb.pos_ == "VERB" and noun.dep_ == "dobj" and noun.head.i == verb.i:
        _attach(word, verb, "prep")
        word.pos_ = "ADP"
        _attach(noun, word, "pobj")


def _relative(verb: Token) -> None:
    subjects = [c for c in children(verb, "nsubj", "nsubjpass") if c.lower_ in RELATIVES]
    if not subjects or subjects[0].i == 0:
        return
    near, far = subjects[0].nbor(-1), verb.head
    if near.i == far.i or near.pos_ not in ("NOUN", "PROPN") or near.i < far.i:
        return
    finite = [t for t in (verb, *children(verb, "aux", "auxpass")) if t.tag_ in FINITE]
    plural = any(t.lower_ in ("are", "were", "have") or t.tag_ == "VBP" for t in finite)
    singular = any(t.lower_ in ("is", "was", "has") or t.tag_ == "VBZ" for t in finite)
    is_plural = near.tag_ in ("NNS", "NNPS")
    if is_plural == (far.tag_ in ("NNS", "NNPS")) or plural == singular:
        return
    if is_plural == plural:
        verb.head = near


def _coordinated_passive(verb: Token) -> None:
    first = verb.head
    if verb.tag_ != "VBD" or first.tag_ != "VBN" or not is_passive(first):
        return
    if not children(verb, "nsubj", "dobj", "ccomp", "xcomp"):
        verb.tag_ = "VBN"


def _lost_relative(verb: Token) -> bool:
    """ "A network of firms that [procured microchips] was shut": taken for a noun phrase."""
    noun = verb.head
    pronoun = verb.nbor(-1)
    if pronoun.lower_ not in RELATIVES or pronoun.head.i != verb.i or pronoun.i == 0:
        return False
    near = pronoun.nbor(-1)
    if near.pos_ not in ("NOUN", "PROPN") or noun.i < verb.i or verb.pos_ != "VERB":
        return False
    _attach(verb, near, "relcl")
    _take(verb, noun)
    return True


def _inverted(verb: Token) -> None:
    """ "Also designated today is X": the subject behind its passive."""
    for auxiliary in children(verb, "auxpass"):
        if verb.tag_ == "VBN" and auxiliary.i > verb.i and not children(verb, "nsubjpass"):
            for doer in children(auxiliary, "nsubj", "attr"):
                _attach(doer, verb, "nsubjpass")


def _pursuant(word: Token) -> None:
    """ "is designating X pursuant to an order": a preposition, and X no subject of it."""
    verb = word.head
    if verb.pos_ != "VERB":
        return
    for item in children(word, "nsubj", "compound")[-1:]:
        for front in children(word, "compound", "det", "amod", "nummod"):
            _attach(front, item, front.dep_)
        _attach(item, verb, "dobj")
    for prep in children(word, "prep"):
        if prep.lower_ != "to":
            _attach(prep, verb, "prep")
    word.dep_, word.pos_ = "prep", "ADP"


def _lost_participle(verb: Token) -> None:
    """ "Arms [poured into X by Y]": a participle hung on the clause, not on what it is of."""
    noun = verb.nbor(-1)
    if noun.pos_ != "NOUN" or noun.dep_ not in ("pobj", "dobj", "nsubj", "attr", "conj"):
        return
    if children(verb, "aux", "auxpass", "nsubj", "nsubjpass", "mark"):
        return
    if not children(verb, "prep", "agent"):
        return
    governor = verb.head
    for child in [c for c in verb.children if c.i < verb.i]:  # the noun may hang below the verb
        _attach(child, governor, child.dep_)
    _attach(verb, noun, "acl")


def _lost_clause(verb: Token) -> bool:
    """ "said it had [controlled exports]": with a subject of its own it is no adjective."""
    noun, governor = verb.head, verb.head.head
    if not children(verb, "nsubj") or noun.dep_ != "dobj" or noun.i < verb.i:
        return False
    if governor.pos_ != "VERB" or governor.i > verb.i:
        return False
    _attach(verb, governor, "ccomp")
    _take(verb, noun)
    return True


def _reduced_relative(verb: Token) -> None:
    """ "A pact [concluded with X] remains in force": a participle taken for the main verb."""
    subjects = children(verb, "nsubj")
    if verb.tag_ != "VBD" or not subjects or children(verb, "dobj", "aux", "attr", "xcomp"):
        return
    for main in children(verb, "advcl", "ccomp", "dep"):
        bare = not children(main, "nsubj", "nsubjpass", "mark", "expl", "advmod")
        aux = children(main, "aux", "auxpass")
        finite = main.tag_ in FINITE or any(c.tag_ in FINITE for c in aux)
        start = min([main.i, *(c.i for c in aux)])
        if bare and finite and main.i > verb.i and main.doc[start - 1].text != ",":
            main.head, main.dep_ = (main if verb.dep_ == "ROOT" else verb.head), verb.dep_
            for mark in children(verb, "mark"):
                _attach(mark, main, "mark")
            verb.tag_ = "VBN"
            noun = subjects[0]
            _attach(noun, main, "nsubjpass" if children(main, "auxpass") else "nsubj")
            _attach(verb, noun, "acl")
            for child in [c for c in children(verb, "punct") if c.i > main.i]:
                _attach(child, main, "punct")
            return


def _lost_preposition(particle: Token) -> None:
    """ "which X put [on] a list": a particle only in the labels, for the object is another one."""
    verb = particle.head
    nouns = [c for c in children(verb, "dobj") if c.i > particle.i]
    fronted = any(c.lower_ in RELATIVES and c.i < verb.i for c in children(verb, "dobj"))
    if not nouns or not (fronted or children(verb, "nsubjpass")):
        return
    if nouns[0].left_edge.i == particle.i + 1:
        _attach(nouns[0], particle, "pobj")
        particle.dep_, particle.pos_ = "prep", "ADP"


def _coordinated_attempt(verb: Token) -> None:
    """ "for having sold, or attempted to sell, goods": coordinated with the participle."""
    tried = children(verb, "xcomp")
    before = verb.i - 2 if verb.i > 2 and verb.nbor(-1).lower_ in ("and", "or") else -1
    if before < 0 or not tried:
        return
    first = verb.doc[before - 1 if verb.doc[before].text == "," else before]
    if (
        first.tag_ != "VBN"
        or first.dep_ not in ("pcomp", "xcomp", "advcl")
        or children(first, "dobj")
    ):
        return
    _attach(verb, first, "conj")
    verb.tag_ = "VBN"
    for item in children(verb, "npadvmod"):
        if item.i > tried[0].i and item.pos_ in ("NOUN", "PROPN"):
            _attach(item, tried[0], "dobj")


def _end_user(end: Token) -> None:
    """ "Shipped to [end users] in X": taken for an infinitive."""
    users = [c for c in children(end, "dobj") if c.lemma_ == "user" and c.i == end.i + 1]
    to = [c for c in children(end, "aux") if c.lower_ == "to" and c.i == end.i - 1]
    if not users or not to:
        return
    _attach(to[0], end.head, "prep")
    to[0].pos_, to[0].tag_ = "ADP", "IN"
    _attach(users[0], to[0], "pobj")
    for other in children(end, "prep"):
        if other.i > users[0].i:
            _attach(other, users[0], "prep")
    _attach(end, users[0], "compound")
    end.pos_, end.tag_ = "NOUN", "NN"


def _of_charges(of: Token) -> None:
    """ "Acquitted X and his wife [of charges]", "accused Y [of selling]": hung on the person."""
    person = of.head
    while person.dep_ == "conj":
        person = person.head
    charged = person.dep_ in ("dobj", "nsubjpass") and person.head.lemma_ in _CHARGED
    charges = [c for c in children(of, "pobj") if c.lemma_ in _CHARGES] + children(of, "pcomp")
    if charged and charges:
        _attach(of, person.head, "prep")
