"""Goods phrases: the things themselves, without words of quantity and trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.lexicon import Lexicon
from byway.reading.phrases import Phrases
from byway.reading.syntax import children, phrase, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF = frozenset({"of"})
_EXAMPLES = frozenset({"as", "including", "such"})


def goods_of(event: Event, phrases: Phrases, lexicon: Lexicon) -> list[str]:
    """The goods of an event as phrases of the text: category and named examples alike."""
    found: list[str] = []
    for item in _items(event, phrases, lexicon):
        start, end = phrase(item, _OF)
        doc = item.doc
        while start < end - 1 and (
            doc[start].dep_ in ("det", "predet", "poss") or doc[start].pos_ == "PUNCT"
        ):
            start += 1
        text = doc[start:end].text.strip(" ,.;")
        if text and text not in found:
            found.append(text)
    return found


def _items(event: Event, phrases: Phrases, lexicon: Lexicon) -> list[Token]:
    """Head words of goods: behind quantities and words of trade, with the examples named."""
    trade, quantities = lexicon.goods["trade"], lexicon.quantities
    found: list[Token] = []
    queue = list(event.roles.get("goods", ()))
    while queue:
        item = queue.pop(0)
        if item.pos_ == "PRON":
            behind = phrases.goods_behind(item)
            queue[:0] = [behind] if behind is not None else []
            continue
        if any(item.i == other.i for other in found):
            continue
        lemma = item.lemma_.lower()
        inner = [i for w, i in prepositions(item) if w in ("of", "in") and _is_ware(i, lexicon)]
        if inner and (lemma in quantities or lemma in trade or item.pos_ in ("NUM", "SYM")):
            queue[:0] = inner
            continue
        if lemma in trade and not _is_ware(item, lexicon):
            queue[:0] = [c for c in children(item, "compound") if _is_ware(c, lexicon)]
            continue
        person = phrases.is_party(item) and not phrases.is_a(item, "cargo")
        if person or (event.kind == "other" and not _is_ware(item, lexicon)):
            continue
        found.append(item)
        queue.extend(example for word, example in prepositions(item) if word in _EXAMPLES)
    return found


def _is_ware(item: Token, lexicon: Lexicon) -> bool:
    heads = lexicon.goods["heads"]
    lemma = item.lemma_.lower()
    return (
        lemma in heads
        or lemma in lexicon.goods["aid"]
        or any(i.lemma_.lower() in heads for w, i in prepositions(item) if w in ("of", "in"))
    )
