"""Classes of phrases: what can be goods, a party, sanctions, talks, a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.names import COUNTRY, ORGANISATION, PERSON, PLACE
from byway.reading.parties import PartyPhrases, is_model
from byway.reading.syntax import ancestors, children, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token


_RESTRICTIONS = frozenset({"sanction", "measure", "easing", "bans"})
_OF_TIME = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL"})
_PERSONAL = frozenset("he she him her i me we us you who whom himself herself themselves".split())
_RULERS = frozenset(
    {"country", "nation", "state", "power", "leader", "ally", "official", "minister"}
)


class Phrases(PartyPhrases):
    """Tells what class a phrase is of, by its head, its reference and the lexicon."""

    def belongs(self, token: Token, classes: frozenset[str]) -> bool:
        """Whether the phrase of `token` is of one of the classes."""
        return any(self.is_a(token, name) for name in classes)

    def is_a(self, token: Token, name: str) -> bool:
        """Whether the phrase of `token` is of the class `name` (see events.yaml, words.yaml)."""
        lemma = token.lemma_.lower()
        if name == "any":
            return token.pos_ in ("NOUN", "PROPN", "SYM", "NUM")
        if name == "actor":
            return self.is_party(token)
        if name == "country":
            reference = self._references.of(token)
            return reference is not None and reference.kind in (COUNTRY, PLACE)
        if name == "recipient":
            return self.is_party(token)
        if name == "firm":
            reference = self._references.of(token)
            return reference is not None and (
                reference.kind == ORGANISATION or lemma in self._lexicon.words["firms"]
            )
        if name == "listed":
            reference = self._references.of(token)
            if token.pos_ == "NUM" and token.ent_type_ not in _OF_TIME:  # "all eleven"
                return True
            return reference is not None and (
                reference.kind in (PERSON, ORGANISATION) or lemma in self._lexicon.words["listed"]
            )
        if name in ("goods", "aid", "trade", "made"):
            return self._is_goods(token, name)
        if name == "deed":
            return token.pos_ == "VERB"
        if name == "abroad":  # "its Russian business"
            return lemma in self._lexicon.classes["stake"] and bool(self._references.codes(token))
        if name == "destination":
            return self.is_destination(token)
        if name == "cargo":
            return self._is_cargo(token)
        if name == "foreign":
            return self._is_goods(token, "goods") and self._is_foreign(token)
        if name == "imposer":
            return self._is_imposer(token)
        if name == "act":
            return lemma in self._lexicon.acts or self._is_state_body(token)
        if name == "person":
            reference = self._references.of(token)
            return reference is not None and reference.kind == PERSON
        if name == "official":
            reference = self._references.of(token)
            return reference is not None and (
                reference.kind == PERSON
                or (reference.acts and reference.lemma in self._lexicon.person_titles)
            )
        if name == "authority":
            reference = self._references.of(token)
            return reference is not None and (
                self._references.is_public(reference)
                or reference.kind == COUNTRY
                or reference.lemma in self._lexicon.words["institutions"]
                or reference.lemma in self._lexicon.words["authorities"]
            )
        if name == "settle":
            return lemma in self._lexicon.classes["warhead"]
        if name == "burden":  # "the effects of sanctions"
            inner = [item for word, item in prepositions(token) if word == "of"]
            return lemma in self._lexicon.classes["burden"] and any(
                self.is_a(item, "sanction") for item in inner
            )
        if name == "tie":
            return lemma in ("tie", "relation", "dealing", "trade", "cooperation")
        words = self._lexicon.classes.get(name)
        if words is None:
            return False
        named = children(token, "compound") if name in ("vessel", "hauler") else []
        for item in (*self.through_quantity(token), *_numbered(token), *named):
            word = item.lemma_.lower()
            if name in _RESTRICTIONS and self._is_domestic(item):
                continue
            if word in words and (
                word not in self._lexicon.general
                or name not in ("sanction", "measure", "easing", "deadline")
                or self._qualified(item)
            ):
                return True
        return False

    def _is_domestic(self, token: Token) -> bool:
        """Rules of everyday life: "the smoking ban", "the lockdown rules"."""
        front = children(token, "compound", "amod", "nmod")
        behind = [item for word, item in prepositions(token) if word in ("on", "of", "against")]
        return any(t.lower_ in self._lexicon.words["domestic"] for t in (*front, *behind))

    def _is_foreign(self, token: Token) -> bool:
        """Goods told to be of some country or bloc."""
        if any(c.tag_ == "PRP$" for c in children(token, "poss")):
            return False  # "used its mines": one's own
        return (
            bool(self._references.codes(token))
            or any(
                c.lower_ in self._lexicon.blocs
                or "-" in c.text
                or any(self._references.codes(n) for n in children(c, "npadvmod"))  # "Swiss-made"
                for c in children(token, "amod")
            )
            or any(  # "chips made by X", "shells from Y"
                word in ("by", "from") and bool(self._references.codes(item))
                for clause in (token, *children(token, "acl"))
                if clause.i == token.i or clause.lemma_ in self._lexicon.making
                for word, item in prepositions(clause)
            )
        )

    def _is_imposer(self, token: Token) -> bool:
        """A state, its bodies, or what they impose ("the sanctions target")."""
        lemma = token.lemma_.lower()
        if lemma in self._lexicon.classes["measure"] or lemma in self._lexicon.acts:
            return True
        reference = self._references.of(token)
        if reference is None:
            return False
        return (
            reference.kind == COUNTRY
            or self._is_state_body(token)
            or reference.lemma in self._lexicon.words["institutions"]
            or reference.lemma in self._lexicon.blocs.values()
            or (reference.kind == "group" and bool(reference.codes) and lemma in _RULERS)
        )

    def _is_state_body(self, token: Token) -> bool:
        reference = self._references.of(token)
        return reference is not None and self._references.is_public(reference)

    def _qualified(self, token: Token) -> bool:
        return any(
            t.lemma_.lower() in self._lexicon.qualifiers
            for t in token.subtree
            if abs(t.i - token.i) <= 6
        ) or any(
            word in ("on", "against") and (self.is_party(item) or self.is_a(item, "goods"))
            for word, item in prepositions(token)
        )

    def _is_goods(self, token: Token, name: str) -> bool:
        heads = self._lexicon.goods["heads" if name == "goods" else name]
        if token.pos_ == "PRON":
            return name == "goods" and self.goods_behind(token) is not None
        for item in self.through_quantity(token):
            if is_model(item):
                return name != "aid"
            plural = item.tag_ == "NNPS" and item.lower_.removesuffix("s") in heads
            if (plural or item.lemma_.lower() in heads) and item.pos_ in ("NOUN", "PROPN", "ADJ"):
                return name == "trade" or not self.is_party(item)
        return False

    def _is_cargo(self, token: Token) -> bool:
        """What a frame of transfer makes goods, whatever it is called: a thing that is nobody,
        neither words nor time nor men."""
        if token.pos_ == "PRON":
            return token.lower_ not in _PERSONAL
        if token.lemma_.lower() in self._lexicon.classes["delegate"]:
            return False
        if self._is_goods(token, "goods"):
            return True
        return any(self._is_thing(item) for item in self.through_quantity(token))

    def _is_thing(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        if token.pos_ == "NUM":
            return token.ent_type_ not in _OF_TIME and token.ent_type_ != "MONEY"
        if lemma in self._lexicon.goods["heads"]:
            return True
        return (
            token.pos_ in ("NOUN", "PROPN")
            and token.ent_type_ not in _OF_TIME
            and lemma not in self._lexicon.goods["immaterial"]
            and not self.is_party(token)
            and not self.is_place(token)
        )

    def goods_behind(self, pronoun: Token) -> Token | None:
        """The goods that "them" or "it" stands for: the last ones named before it."""
        if pronoun.lower_ not in ("they", "them", "it", "these", "those", "which", "that"):
            return None
        doc = pronoun.doc
        heads = self._lexicon.goods["heads"]
        for i in range(pronoun.i - 1, max(-1, pronoun.i - 40), -1):
            token = doc[i]
            if (
                token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "conj")
                and token.pos_ == "NOUN"
            ):
                plural = token.tag_ == "NNS"
                if plural != (pronoun.lower_ in ("they", "them", "these", "those")):
                    continue
                if token.lemma_.lower() in heads:
                    return token
                if token.dep_ != "pobj":
                    reference = self._references.of(token)
                    if reference is None or not reference.acts:
                        return None
        return None

    def through_quantity(self, token: Token) -> list[Token]:
        """What a phrase of quantity is of ("tonnes of steel"); other phrases are themselves."""
        if (
            token.lemma_.lower() not in self._lexicon.quantities
            and token.pos_ != "NUM"
            and token.text != "$"
        ):
            return [token]
        inner = [item for word, item in prepositions(token) if word in ("of", "in")]
        inner = inner or children(token, "compound")  # "an aid package"
        return [found for item in inner for found in self.through_quantity(item)] or [token]

    def is_countered(self, token: Token) -> bool:
        """ "Efforts to prevent evasion": whether what governs a word acts against it."""
        if token.pos_ == "VERB" and token.tag_ != "VBG":
            return False
        for head in ancestors(token):
            acts = head.pos_ == "VERB" or head.tag_ == "NN"
            if acts and head.lemma_ in self._lexicon.countering:
                return True
            if head.pos_ not in ("ADP", "NOUN", "ADV"):
                return False
        return False

    def can_be_designated(self, token: Token) -> bool:
        """Not lists and legal texts: "designated pursuant to Executive Order 13902"."""
        return (
            token.pos_ != "ADJ"
            and token.lemma_.lower() not in self._lexicon.instruments
            and not self.is_a(token, "list")
        )

    def is_untrue(self, token: Token) -> bool:
        """Whether a word calls a statement untrue: "baseless", "a lie"."""
        lemma = token.lemma_.lower()
        return lemma in self._lexicon.hedges["false"] or lemma in self._lexicon.lies

    def is_destination(self, token: Token) -> bool:
        """Whether a thing is where goods can go: it is told where it stands ("a dairy in X")."""
        return (
            token.pos_ == "NOUN"
            and token.lemma_.lower() not in self._lexicon.goods["immaterial"]
            and token.lemma_.lower() not in self._lexicon.classes["use"]  # "for use in X"
            and not self._is_goods(token, "goods")
            and any(
                word in ("in", "at", "near") and self.is_place(i) for word, i in prepositions(token)
            )
        )


def _numbered(token: Token) -> list[Token]:
    """ "General License 8K": the noun in front of the number that heads the phrase."""
    if not any(character.isdigit() for character in token.text):
        return []
    return children(token, "compound", "nmod")
