"""What a noun phrase stands for: a name, a country, a described group, or nobody.

Pronouns and role nouns ("the Chinese leader", "the newspaper") are resolved inside the text.
What cannot be resolved stays as it is written.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from byway.reading.apposition import COUNTS, apposed, included
from byway.reading.cast import Cast
from byway.reading.descriptions import (
    first_acting_body,
    holder,
    is_public_body,
    last_named,
    last_outlet,
    last_public_body,
)
from byway.reading.homes import settlements
from byway.reading.lexicon import Lexicon
from byway.reading.names import COUNTRY, DEMONYM, ORGANISATION, PERSON, PLACE, SEAT
from byway.reading.pronouns import PLURAL, candidates, fits, is_dummy
from byway.reading.reference import Reference
from byway.reading.syntax import ancestors, antecedent, children, conjuncts, is_definite, phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOT_ACTORS = frozenset(
    {"PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "DATE", "LANGUAGE", "CARDINAL", "MONEY", "TIME"}
)
_PLAIN_PARTIES = frozenset(
    {"country", "nation", "side", "state", "leader", "party", "neighbour", "neighbor", "ally",
     "company", "firm", "president", "minister", "man", "bank", "government"}
)  # fmt: skip
_LEADING = re.compile(
    r"^(?:(?:the|a|an|its|his|her|their|some|any|these|those|this|that|all|such) )+", re.IGNORECASE
)
_PARTS = frozenset(
    {"neither", "none", "one", "each", "both", "some", "many", "most", "all", "several", "any",
     "either", "few"}
)  # fmt: skip
_OF = frozenset({"of"})
_MODIFIERS = ("amod", "compound", "nmod", "poss", "npadvmod")
_DESCRIPTION_REACH = 400  # tokens that "the official" may point back
_LIST_REACH = 120  # tokens that "the three" may point back
_CONTEXT_SENTENCES = 4


class References:
    """Resolves the noun phrases of one document; answers are remembered."""

    def __init__(self, doc: Doc, cast: Cast, lexicon: Lexicon) -> None:
        self._doc = doc
        self._cast = cast
        self._lexicon = lexicon
        self._known: dict[int, Reference | None] = {}
        self._open: set[int] = set()
        self._together: dict[int, list[Token]] = {}

    def of(self, token: Token) -> Reference | None:
        """What the phrase headed by `token` stands for; None for what is no noun phrase."""
        token = antecedent(token)
        if token.i in self._known:
            return self._known[token.i]
        if token.i in self._open:
            return None
        self._open.add(token.i)
        answer = self._resolve(token)
        self._open.discard(token.i)
        self._known[token.i] = answer
        return answer

    def expand(self, token: Token) -> list[Reference]:
        """The single references behind a phrase.

        "Two firms, A and B" are A and B; "the three" are the last three parties listed together;
        "they" are all whom it stands for; anything else is what `of` tells, alone.
        """
        token = antecedent(token)
        if named := self._named_as(token, apposed(token, self._cast)):
            return named
        reference = self.of(token)
        if token.lower_ in PLURAL:
            joined = [r for t in self._together.get(token.i, ()) if (r := self.of(t)) and r.acts]
            if len(joined) > 1:
                return joined
        count = self._count(token)
        if count and (listed := self._listed_together(token, count)):
            return listed
        if reference is None:
            return []
        if reference.kind != "group":
            return [reference]
        return [reference, *(self._named(item) for item in included(token, self._cast))]

    def codes(self, token: Token) -> tuple[str, ...]:
        """ISO codes told inside the phrase of `token`: adjective, possessor, of-phrase."""
        codes: list[str] = []
        modifiers = [c for c in token.children if c.dep_ in _MODIFIERS]
        for child in sorted(modifiers, key=lambda c: c.dep_ == "poss"):
            if child.dep_ == "poss" and codes:
                continue
            for item in conjuncts(child):
                if named := self._name_codes(item):
                    codes.extend(named)
                elif child.dep_ == "poss":
                    owner = self.of(item)
                    codes.extend(owner.codes if owner else ())
                elif child.dep_ in ("amod", "compound"):
                    codes.extend(self.codes(item))
        if not codes:
            for prep in children(token, "prep"):
                if prep.lower_ in ("of", "from", "in"):
                    for inner in children(prep, "pobj"):
                        for item in conjuncts(inner):
                            codes.extend(self._name_codes(item) or self.codes(item))
        if not codes:
            for item in settlements(token):
                codes.extend(self._name_codes(item))
        return tuple(dict.fromkeys(codes))

    def _codes_beside(self, token: Token) -> tuple[str, ...]:
        """ "End users in X": the phrase right behind a noun, though it hangs on the verb."""
        if token.dep_ not in ("dobj", "pobj", "nsubjpass", "conj") or token.i + 2 >= token.sent.end:
            return ()
        prep = token.nbor(1)
        if prep.dep_ != "prep" or prep.lower_ not in ("in", "from") or prep.head.i == token.i:
            return ()
        places = [item for inner in children(prep, "pobj") for item in conjuncts(inner)]
        return tuple(dict.fromkeys(code for item in places for code in self._name_codes(item)))

    def first_acting_body(self) -> Reference | None:
        """The first public body that the text has as a subject."""
        token = first_acting_body(self._doc, self._cast)
        return self._named(token) if token is not None else None

    def names_body(self, token: Token) -> bool:
        """Whether a word is part of the name of an organisation."""
        figure = self._cast.figure(token.i)
        return figure is not None and figure.kind == ORGANISATION

    def is_public(self, reference: Reference) -> bool:
        """Whether an organisation is a state's or a union's body."""
        figure = self._cast.figures.get(reference.key)
        return is_public_body(figure) or (figure is not None and figure.schema == "PublicBody")

    # -- resolution ------------------------------------------------------------------------

    def _resolve(self, token: Token) -> Reference | None:
        if token.lower_ in _PARTS:  # "neither of the firms"
            whole = next((i for p in children(token, "prep") if p.lower_ == "of"
                          for i in children(p, "pobj")), None)  # fmt: skip
            if whole is not None:
                return self.of(whole)
        if token.lower_ == "those" and children(token, "acl"):  # "those designated"
            end = max(c.i for c in children(token, "acl")) + 1
            return Reference(self._doc[token.i : end].text, "group", lemma="those")
        if (
            token.pos_ == "PRON"
            or token.tag_ == "PRP$"
            or (token.tag_ == "DT" and token.dep_ != "det")
        ):
            return self._pronoun(token)
        lemma = token.lemma_.lower()
        if lemma in self._lexicon.acts and any(
            c.lower_ in ("this", "these") for c in token.children
        ):
            return self._issuer(token)
        name = self._cast.at.get(token.i)
        if name is not None:
            return self._named(self._office_behind(token, name.end))
        if token.lower_ == "one":  # "one of them, Alpha"
            for child in children(token, "appos"):
                if child.i in self._cast.at:
                    return self._named(child)
        if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "X"):
            return None
        if token.pos_ in ("ADJ", "PROPN") and lemma in self._lexicon.blocs and token.dep_ != "attr":
            return Reference(token.text, "group", lemma=self._lexicon.blocs[lemma])
        if token.pos_ == "PROPN" and token.ent_type_ in ("GPE", "LOC", "FAC"):
            return Reference(self._text(*phrase(token)), PLACE, lemma=lemma)
        if lemma in self._lexicon.person_titles:
            return self._office(token, lemma)
        words = self._lexicon.words
        front = f"{token.nbor(-1).lower_} {lemma}" if token.i else lemma  # "think tank"
        if front in words["groups"] or lemma in words["groups"] or lemma in words["institutions"]:
            return self._group(token, lemma)
        if (
            token.pos_ == "PROPN"
            and token.text[:1].isupper()
            and lemma not in self._lexicon.goods["heads"]
            and token.ent_type_ not in _NOT_ACTORS
        ):
            return Reference(
                self._text(*phrase(token)), ORGANISATION, self.codes(token), lemma=lemma
            )
        return Reference(self._text(*phrase(token, _OF)), "thing", self.codes(token), lemma=lemma)

    def _office_behind(self, token: Token, end: int) -> Token:
        """ "The Treasury's Office of X" taken for the Treasury by the parse: the office."""
        if token.dep_ in ("poss", "compound") or not is_public_body(self._cast.figure(token.i)):
            return token
        if end + 1 >= len(self._doc) or self._doc[end].lower_ not in ("'s", "’s"):
            return token
        owned = is_public_body(self._cast.figure(end + 1))
        return self._doc[end + 1] if owned else token

    def _named(self, token: Token) -> Reference:
        name = self._cast.at[token.i]
        figure = self._cast.figures[name.key]
        text = name.text
        if name.kind == DEMONYM and figure.names and token.pos_ == "ADJ":
            text = figure.name  # an adjective only where the text has no noun
        return Reference(
            text,
            COUNTRY if name.kind in (COUNTRY, SEAT, DEMONYM) else name.kind,
            tuple(dict.fromkeys(figure.codes)),
            name.key,
            lemma=token.lemma_.lower(),
            media=figure.body_kind == "media",
            public=is_public_body(figure),
        )

    def _group(self, token: Token, lemma: str) -> Reference:
        """Firms, officials, bodies: described, with the country the phrase or context tells."""
        words = self._lexicon.words
        start, end = phrase(token, _OF)
        codes = self.codes(token) or self._codes_beside(token)
        definite = is_definite(token)
        media = lemma in words["media"]
        if media and definite and (outlet := self._last_outlet(token)):
            return outlet
        named = 1 + (lemma not in words["groups"] and lemma not in words["institutions"])
        bare = not codes and token.i + 1 - start <= named + len(children(token, "det"))
        earlier = self._earlier_description(token) if bare and definite else None
        if earlier is not None and lemma == "government" and len(earlier.codes) == 1:
            codes = earlier.codes
        elif earlier is not None:
            return replace(earlier, media=media, lemma=lemma)
        elif definite and not codes and not media and (again := self._again(token, lemma, bare)):
            return again
        if bare and lemma in words["institutions"] and not media:
            codes = codes or self._context_codes(token)
            country = self._cast.figures.get(f"country:{codes[0]}") if len(codes) == 1 else None
            if lemma == "government" and country and country.names:
                return Reference(country.name, COUNTRY, codes, country.key, lemma=lemma)
        return Reference(self._text(start, end), "group", codes, lemma=lemma, media=media)

    def _again(self, token: Token, lemma: str, bare: bool) -> Reference | None:
        """ "The company", "the 27-nation bloc": who was named before, by the fullest name."""
        owned = any(child.dep_ == "poss" for child in token.children)
        if token.tag_ not in ("NN", "NNP") or owned or not (bare or lemma in ("bloc", "republic")):
            return None
        named = last_named(token, lemma, self._cast)
        if named is None:
            return None
        reference = self._named(named)
        return replace(reference, name=self._cast.figures[reference.key].name, lemma=lemma)

    def _office(self, token: Token, lemma: str) -> Reference:
        """A role noun: the person who holds it where the text tells, else the role itself."""
        for child in children(token, "appos"):  # "the head of NSPK, Vladimir Komlev"
            figure = self._cast.figure(child.i)
            if figure and figure.kind == PERSON:
                return self._named(child)
        codes = self.codes(token)
        singular, definite = token.tag_ in ("NN", "NNP"), is_definite(token)
        if singular and (definite or token.dep_ in ("nsubj", "pobj", "dobj", "poss")):
            held_by = holder(token, lemma, codes, self._cast, self._lexicon)
            if held_by is not None:
                held = tuple(dict.fromkeys(held_by.codes))
                return Reference(held_by.name, PERSON, held, held_by.key, lemma=lemma)
        if singular and definite:
            earlier = self._earlier_description(token)
            if earlier is not None:
                return Reference(earlier.name, "group", earlier.codes, earlier.key, lemma=lemma)
            codes = codes or self._context_codes(token)
        return Reference(self._text(*phrase(token, _OF)), "group", codes, lemma=lemma)

    def _earlier_description(self, token: Token) -> Reference | None:
        """The fuller earlier phrase with the same head that "the official" points back to."""
        plural = token.tag_ in ("NNS", "NNPS")
        for i in range(token.i - 1, max(-1, token.i - _DESCRIPTION_REACH), -1):
            other = self._doc[i]
            if other.lemma != token.lemma or other.pos_ not in ("NOUN", "PROPN"):
                continue
            if other.dep_ == "compound" or (other.tag_ in ("NNS", "NNPS")) != plural:
                continue
            if other.dep_ == "appos" and other.head.i in self._cast.at:  # "Alpha, a think tank"
                return self._last_named(self._cast.at[other.head.i].key, token)
            reference = self.of(other)
            if reference and (reference.codes or reference.key or " " in reference.name):
                return reference
        return None

    def _last_named(self, key: str, token: Token) -> Reference | None:
        """A figure by the name it bore last before the token."""
        for i in range(token.i - 1, -1, -1):
            name = self._cast.at.get(i)
            if name is not None and name.key == key:
                return self._named(self._doc[i])
        return None

    def _context_codes(self, token: Token) -> tuple[str, ...]:
        """The country spoken of: that of the last subject with one country before the token."""
        start = token.sent.start
        clause = next((a for a in ancestors(token) if a.pos_ in ("VERB", "AUX")), token)
        for _ in range(_CONTEXT_SENTENCES):
            for other in self._doc[start].sent:
                if other.i >= token.i:
                    break
                if other.dep_ in ("nsubj", "nsubjpass") and other.head.i != clause.i:
                    reference = self.of(other)
                    if reference and len(reference.codes) == 1 and reference.kind != "thing":
                        return reference.codes
            if start == 0:
                break
            start = self._doc[start - 1].sent.start
        return ()

    def _last_outlet(self, token: Token) -> Reference | None:
        """The newspaper that "the newspaper" is."""
        return self._by_full_name(last_outlet(token, self._cast))

    def _issuer(self, token: Token) -> Reference | None:
        """The public body behind "this rule": the last one named before it."""
        return self._by_full_name(last_public_body(token, self._cast))

    def _by_full_name(self, token: Token | None) -> Reference | None:
        figure = self._cast.figure(token.i) if token is not None else None
        if token is None or figure is None:
            return None
        return replace(self._named(token), name=figure.name)

    # -- phrases that are several ------------------------------------------------------------

    def _named_as(self, token: Token, names: list[Token]) -> list[Reference]:
        """Names with the country that the noun in front of them tells."""
        if not names:
            return []
        codes = self.codes(token)
        found = [self._named(item) for item in names]
        return [r if r.codes or not codes else replace(r, codes=codes) for r in found]

    def _count(self, token: Token) -> int:
        """How many "the three", "both countries" or "the two sides" are; 0 for other phrases."""
        if token.dep_ in ("nummod", "det", "predet"):
            return 0
        if token.pos_ != "NOUN" or (token.lemma_ in ("pair", "duo", "trio") and is_definite(token)):
            return COUNTS.get(token.lower_, 0)
        if token.lemma_ not in _PLAIN_PARTIES or self.codes(token):
            return 0
        modifiers = children(token, "nummod", "det", "predet")
        definite = is_definite(token) or any(c.lower_ == "both" for c in modifiers)
        return max((COUNTS.get(c.lower_, 0) for c in modifiers), default=0) if definite else 0

    def _listed_together(self, token: Token, count: int) -> list[Reference]:
        for i in range(token.i - 1, max(-1, token.i - _LIST_REACH), -1):
            head = self._doc[i]
            if head.pos_ not in ("NOUN", "PROPN") or head.dep_ == "conj":
                continue
            if children(head, "conj"):
                found = [r for item in conjuncts(head) if (r := self.of(item)) and r.acts]
                if len(found) == count:
                    return found
        return []

    def _pronoun(self, token: Token) -> Reference | None:
        if is_dummy(token):
            return None
        for candidate in candidates(token):
            reference = self.of(candidate)
            if reference is None:
                continue
            said = _says_of_itself(token, candidate, reference)
            if not said and not fits(token, candidate, reference, self._lexicon):
                continue
            if token.lower_ in PLURAL:
                self._together[token.i] = conjuncts(candidate)
            figure = self._cast.figures.get(reference.key)
            if figure and figure.kind in (PERSON, ORGANISATION):
                return replace(reference, name=figure.name)
            return reference
        return None

    def _name_codes(self, token: Token) -> tuple[str, ...]:
        figure = self._cast.figure(token.i)
        return tuple(dict.fromkeys(figure.codes)) if figure else ()

    def _text(self, start: int, end: int) -> str:
        return _LEADING.sub("", self._doc[start:end].text).strip(" ,")


def _says_of_itself(pronoun: Token, candidate: Token, reference: Reference) -> bool:
    """ "Alpha said it": a firm, even where its one-word name was taken for a person's."""
    return (
        pronoun.lower_ == "it"
        and pronoun.dep_ in ("nsubj", "nsubjpass")
        and reference.kind == PERSON
        and " " not in reference.name
        and candidate.dep_ == "nsubj"
        and candidate.head.i == pronoun.head.head.i
        and pronoun.head.dep_ == "ccomp"
    )
