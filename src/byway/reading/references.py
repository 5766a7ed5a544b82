"""What a noun phrase stands for: a name, a country, a described group, or nobody.

Pronouns and role nouns ("the Chinese leader", "its leadership") are resolved inside the text by
recency, number and grammatical prominence.  What cannot be resolved stays as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from byway.reading.cast import Cast, Figure
from byway.reading.lexicon import Lexicon
from byway.reading.names import COUNTRY, DEMONYM, ORGANISATION, PERSON, PLACE, SEAT
from byway.reading.syntax import ancestors, antecedent, children, conjuncts, phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PERSONAL = {"he": "s", "him": "s", "she": "s", "her": "s", "his": "s", "hers": "s"}
_NEUTRAL = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "both"})
_NOT_ACTORS = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "DATE", "LANGUAGE", "CARDINAL", "MONEY", "TIME"})
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_LEADING = re.compile(r"^(?:the|a|an|its|his|her|their|some|any|these|those|this|that|all|such) ", re.IGNORECASE)
_OF = frozenset({"of"})
_OF_FROM = frozenset({"of", "from", "in", "behind", "familiar"})


@dataclass(frozen=True)
class Reference:
    """A phrase resolved.  `kind` is country, person, organisation, group, place or thing."""

    name: str
    kind: str
    codes: tuple[str, ...] = ()
    key: str = ""
    head: int = -1
    start: int = -1
    end: int = -1
    media: bool = False
    public: bool = False

    @property
    def acts(self) -> bool:
        """Whether it can do something: a country, person, organisation or group."""
        return self.kind in (COUNTRY, PERSON, ORGANISATION, "group")


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
        anything else is what `of` tells, alone.
        """
        token = antecedent(token)
        named = self._apposed(token)
        if named:
            return named
        if token.lower_ in ("they", "them", "their"):
            self.of(token)
            together = [r for t in self._together.get(token.i, ()) if (r := self.of(t)) is not None and r.acts]
            if len(together) > 1:
                return together
        count = _COUNTS.get(token.lower_)
        if count and token.dep_ not in ("nummod", "det", "predet") and token.pos_ in ("NUM", "PRON", "DET"):
            listed = self._listed_together(token, count)
            if listed:
                return listed
        reference = self.of(token)
        return [reference] if reference is not None else []

    def first_public(self) -> Reference | None:
        """The first public body that the text names."""
        for index in sorted(self._cast.at):
            figure = self._cast.figure(index)
            if figure and figure.kind == ORGANISATION and figure.body_kind in ("state", "union"):
                return self._named(self._doc[index])
        return None

    def is_public(self, reference: Reference) -> bool:
        """Whether an organisation is a state's or a union's body."""
        figure = self._cast.figures.get(reference.key)
        return figure is not None and (figure.schema == "PublicBody" or figure.body_kind in ("state", "union"))

    def _apposed(self, token: Token) -> list[Reference]:
        """Names set behind a common noun: "oil producers Alpha and Beta", "a bank, Gamma"."""
        if token.i in self._cast.at or token.pos_ != "NOUN":
            return []
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i:
                names = [i for i in conjuncts(child) if (f := self._cast.figure(i.i)) and f.kind in (PERSON, ORGANISATION)]
                if names:
                    codes = self.codes(token)
                    found = [self._named(item) for item in names]
                    return [r if r.codes or not codes else replace(r, codes=codes) for r in found]
        return []

    def _listed_together(self, token: Token, count: int) -> list[Reference]:
        for i in range(token.i - 1, max(-1, token.i - 120), -1):
            head = self._doc[i]
            if head.pos_ not in ("NOUN", "PROPN") or head.dep_ == "conj" or not children(head, "conj"):
                continue
            found = [r for item in conjuncts(head) if (r := self.of(item)) and r.acts]
            if len(found) == count:
                return found
        return []

    def codes(self, token: Token) -> tuple[str, ...]:
        """ISO codes told inside the phrase of `token`: adjective, possessor, of-phrase."""
        codes: list[str] = []
        for child in sorted(token.children, key=lambda c: c.dep_ == "poss"):
            if child.dep_ == "poss" and codes:
                continue
            if child.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod"):
                for item in conjuncts(child):
                    named = self._name_codes(item)
                    if named:
                        codes.extend(named)
                    elif child.dep_ == "poss":
                        owner = self.of(item)
                        codes.extend(owner.codes if owner else ())
                    elif child.dep_ in ("amod", "compound"):
                        codes.extend(self.codes(item))
        if not codes:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "from", "in"):
                    for inner in children(child, "pobj"):
                        for item in conjuncts(inner):
                            codes.extend(self._name_codes(item) or self.codes(item))
        if not codes:  # "China-based", "Iranian-made" in one token
            for child in token.children:
                if child.dep_ == "amod" and "-" in child.text:
                    codes.extend(self._hyphen_codes(child))
        return tuple(dict.fromkeys(codes))

    def _hyphen_codes(self, token: Token) -> tuple[str, ...]:
        name = self._cast.at.get(token.i)
        return name.codes if name else ()

    def _name_codes(self, token: Token) -> tuple[str, ...]:
        figure = self._cast.figure(token.i)
        return tuple(dict.fromkeys(figure.codes)) if figure else ()

    # -- resolution ------------------------------------------------------------------------

    def _resolve(self, token: Token) -> Reference | None:
        if token.pos_ == "PRON" or token.tag_ == "PRP$" or (token.tag_ == "DT" and token.dep_ != "det"):
            return self._pronoun(token)
        name = self._cast.at.get(token.i)
        lemma = token.lemma_.lower()
        if lemma in self._lexicon.acts and any(c.lower_ in ("this", "these") for c in token.children):
            return self._issuer(token)
        if name is not None and not (name.kind == DEMONYM and token.pos_ == "NOUN" and token.i != name.start):
            return self._named(token)
        if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "X"):
            return None
        ent = token.ent_type_
        if ent in ("GPE", "LOC", "FAC") and token.pos_ == "PROPN":
            start, end = phrase(token)
            return Reference(self._text(start, end), PLACE, (), "", token.i, start, end)
        if lemma in self._lexicon.person_titles:
            return self._office(token)
        if self._is_group(token, lemma):
            return self._group(token)
        if token.pos_ == "PROPN" and token.text[:1].isupper() and lemma not in self._lexicon.goods["heads"] and ent not in _NOT_ACTORS:
            start, end = phrase(token)
            return Reference(self._text(start, end), ORGANISATION, self.codes(token), "", token.i, start, end)
        start, end = phrase(token, _OF)
        return Reference(self._text(start, end), "thing", self.codes(token), "", token.i, start, end)

    def _is_group(self, token: Token, lemma: str) -> bool:
        words = self._lexicon.words
        return lemma in words["groups"] or lemma in words["institutions"]

    def _named(self, token: Token) -> Reference:
        name = self._cast.at[token.i]
        figure = self._cast.figures[name.key]
        codes = tuple(dict.fromkeys(figure.codes))
        kind = COUNTRY if name.kind in (COUNTRY, SEAT, DEMONYM) else name.kind
        text = name.text
        if name.kind == DEMONYM and figure.names and token.pos_ == "ADJ":
            text = figure.name  # an adjective only where the text has no noun
        return Reference(
            text, kind, codes, name.key, token.i, name.start, name.end, figure.body_kind == "media",
            figure.body_kind in ("state", "union"),
        )

    def _group(self, token: Token) -> Reference:
        lemma = token.lemma_.lower()
        words = self._lexicon.words
        start, end = phrase(token, _OF)
        codes = self.codes(token)
        media = lemma in words["media"]
        if media and _definite(token):
            outlet = self._last_outlet(token)
            if outlet is not None:
                return outlet
        bare = not codes and start == token.i - sum(1 for c in token.children if c.dep_ == "det")
        if bare and _definite(token):
            earlier = self._earlier_description(token)
            if earlier is not None and lemma == "government" and len(earlier.codes) == 1:
                codes = earlier.codes
            elif earlier is not None:
                return Reference(earlier.name, earlier.kind, earlier.codes, earlier.key, token.i, start, end, media)
        if lemma in words["institutions"] and not media and bare:
            codes = codes or self._context_codes(token)
            figure = self._cast.figures.get(f"country:{codes[0]}") if len(codes) == 1 else None
            if lemma == "government" and figure and figure.names:
                return Reference(figure.name, COUNTRY, codes, figure.key, token.i, start, end)
        return Reference(self._text(start, end), "group", codes, "", token.i, start, end, media)

    def _office(self, token: Token) -> Reference:
        """A role noun: the person who holds it where the text tells, else the role itself."""
        lemma = token.lemma_.lower()
        start, end = phrase(token, _OF)
        for child in token.children:  # "the head of NSPK, Vladimir Komlev"
            if child.dep_ == "appos":
                figure = self._cast.figure(child.i)
                if figure and figure.kind == PERSON:
                    return self._named(child)
        codes = self.codes(token)
        singular = token.tag_ in ("NN", "NNP")
        if singular and (_definite(token) or token.dep_ in ("nsubj", "pobj", "dobj", "poss")):
            person = self._holder(token, lemma, codes)
            if person is not None:
                return Reference(
                    person.name, PERSON, tuple(dict.fromkeys(person.codes)), person.key, token.i, start, end
                )
        if _definite(token) and singular:
            earlier = self._earlier_description(token)
            if earlier is not None:
                return Reference(earlier.name, "group", earlier.codes, earlier.key, token.i, start, end)
        if not codes and singular and _definite(token):
            codes = self._context_codes(token)
        return Reference(self._text(start, end), "group", codes, "", token.i, start, end)

    def _holder(self, token: Token, lemma: str, codes: tuple[str, ...]) -> Figure | None:
        heads = self._lexicon.words["heads"]
        best: tuple[int, Figure] | None = None
        for figure in self._cast.figures.values():
            if figure.kind != PERSON:
                continue
            if codes and not set(codes) & set(figure.codes):
                continue
            fits = lemma in figure.titles or (
                lemma in heads and (bool(figure.titles & heads) or figure.body_kind == "leader") and bool(codes)
            )
            if not fits or (not codes and not _definite(token)):
                continue
            before = [start for start, _ in figure.places if start < token.i]
            distance = token.i - before[-1] if before else 10_000 + figure.places[0][0]
            if best is None or distance < best[0]:
                best = (distance, figure)
        return best[1] if best else None

    def _earlier_description(self, token: Token) -> Reference | None:
        """The fuller earlier phrase with the same head that "the official" points back to."""
        lemma = token.lemma_
        for i in range(token.i - 1, max(-1, token.i - 400), -1):
            other = self._doc[i]
            if other.lemma_ != lemma or other.pos_ not in ("NOUN", "PROPN") or other.dep_ == "compound":
                continue
            if (other.tag_ in ("NNS", "NNPS")) != (token.tag_ in ("NNS", "NNPS")):
                continue
            reference = self.of(other)
            if reference is not None and (reference.codes or reference.key or len(reference.name.split()) > 1):
                return reference
        return None

    def _issuer(self, token: Token) -> Reference | None:
        """The public body behind "this rule": the last one named before it."""
        for i in range(token.i - 1, -1, -1):
            figure = self._cast.figure(i)
            if figure and figure.kind == ORGANISATION and figure.body_kind in ("state", "union"):
                return replace(self._named(self._doc[i]), head=token.i, start=token.i, end=token.i + 1)
        return None

    def _last_outlet(self, token: Token) -> Reference | None:
        """The newspaper that "the newspaper" is."""
        for i in range(token.i - 1, -1, -1):
            figure = self._cast.figure(i)
            if figure and figure.body_kind == "media":
                start, end = phrase(token)
                return Reference(figure.name, ORGANISATION, tuple(dict.fromkeys(figure.codes)), figure.key, token.i, start, end, True)
        return None

    def _context_codes(self, token: Token) -> tuple[str, ...]:
        """The country spoken of: the last country or national subject before the token."""
        first = self._doc[token.i].sent.start
        for sentence_start in self._sentence_starts(first, 4):
            sentence = self._doc[sentence_start].sent
            for other in sentence:
                if other.i >= token.i:
                    break
                if other.dep_ in ("nsubj", "nsubjpass") and other.i != token.i:
                    reference = self.of(other)
                    if reference and len(reference.codes) == 1 and reference.kind != "thing":
                        return reference.codes
        return ()

    def _sentence_starts(self, start: int, count: int) -> list[int]:
        starts = [start]
        while len(starts) < count and starts[-1] > 0:
            starts.append(self._doc[starts[-1] - 1].sent.start)
        return starts

    # -- pronouns --------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Reference | None:
        word = token.lower_
        if word in _PERSONAL:
            wanted = (PERSON, "group")
        elif word in _NEUTRAL:
            wanted = (COUNTRY, ORGANISATION, "group", PLACE)
        elif word in _PLURAL:
            wanted = (COUNTRY, ORGANISATION, "group", PERSON)
        else:
            return None
        if word in _NEUTRAL and token.dep_ in ("expl",) or _is_dummy(token):
            return None
        for candidate in self._candidates(token):
            reference = self.of(candidate)
            if reference is None or reference.kind not in wanted:
                continue
            if word in _PERSONAL and reference.kind == "group" and candidate.tag_ not in ("NN", "NNP"):
                continue
            if word in _PERSONAL and reference.kind == "group" and (
                candidate.lemma_.lower() not in self._lexicon.person_titles or not _definite(candidate)
            ):
                continue
            if word in _NEUTRAL and candidate.tag_ in ("NNS", "NNPS") and reference.kind == "group":
                continue
            if word in _NEUTRAL and candidate.lemma_.lower() in self._lexicon.person_titles:
                continue
            if word in _PLURAL and not _is_plural(candidate, reference):
                continue
            name = self._fullest(reference)
            if word in _PLURAL:
                self._together[token.i] = conjuncts(candidate)
            return Reference(name, reference.kind, reference.codes, reference.key, token.i, token.i, token.i + 1, reference.media)
        return None

    def _fullest(self, reference: Reference) -> str:
        figure = self._cast.figures.get(reference.key)
        if figure and figure.kind in (PERSON, ORGANISATION):
            return figure.name
        return reference.name

    def _candidates(self, token: Token) -> list[Token]:
        """Possible antecedents, most prominent first: governing subjects, then earlier nouns."""
        found: list[Token] = []
        seen: set[int] = {token.i}

        def add(candidate: Token) -> None:
            if candidate.i not in seen and candidate.i < token.i:
                seen.add(candidate.i)
                found.append(candidate)

        governors = list(ancestors(token))
        own = {t.i for t in governors}
        verbs = 0
        for governor in governors:
            verbs += governor.pos_ in ("VERB", "AUX")
            if verbs > 2:
                break
            if governor.dep_ != "ROOT" and governor.pos_ in ("NOUN", "PROPN"):
                continue
            if governor.pos_ in ("NOUN", "PROPN"):
                add(governor)
            for child in governor.children:
                if child.dep_ in ("nsubj", "nsubjpass") and not child.left_edge.i <= token.i <= child.right_edge.i:
                    add(antecedent(child))
        sentence = token.sent
        nouns = [t for t in sentence if t.i < token.i and t.pos_ in ("NOUN", "PROPN") and t.i not in own]
        for noun in reversed(nouns):
            if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "appos", "conj"):
                add(noun)
        start = sentence.start
        for _ in range(2):
            if start == 0:
                break
            previous = self._doc[start - 1].sent
            start = previous.start
            others = [t for t in previous if t.pos_ in ("NOUN", "PROPN", "PRON")]
            for noun in others:
                if noun.dep_ in ("nsubj", "nsubjpass"):
                    add(noun)
            for noun in reversed(others):
                if noun.dep_ in ("dobj", "pobj", "dative", "poss", "appos", "conj"):
                    add(noun)
        return found

    def _text(self, start: int, end: int) -> str:
        text = self._doc[start:end].text
        previous = None
        while previous != text:
            previous, text = text, _LEADING.sub("", text)
        return text.strip(" ,")


def _definite(token: Token) -> bool:
    return any(
        (child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"))
        or child.dep_ == "poss"
        for child in token.children
    )


def _is_dummy(token: Token) -> bool:
    """"it is not known whether", "it remains unclear": no actor."""
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    verb = token.head
    if verb.lemma_ in ("be", "remain", "seem", "appear", "become"):
        return any(child.dep_ in ("acomp", "ccomp", "advcl", "csubj") for child in verb.children)
    return token.dep_ == "nsubjpass" and any(child.dep_ == "ccomp" for child in verb.children)


def _is_plural(token: Token, reference: Reference) -> bool:
    return (
        token.tag_ in ("NNS", "NNPS")
        or any(child.dep_ == "conj" for child in token.children)
        or reference.kind in (ORGANISATION, COUNTRY)
    )
