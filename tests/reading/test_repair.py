"""Parser slips that are mended; the parses are given, so that the model does not matter."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from byway.reading.repair import repair

VOCAB = spacy.blank("en").vocab

Row = tuple[str, str, str, str, int, str]
"""Word, lemma, part of speech, tag, head index, label."""


def parsed(rows: list[Row]) -> Doc:
    words, lemmas, pos, tags, heads, deps = (list(column) for column in zip(*rows, strict=True))
    return Doc(
        VOCAB, words=words, lemmas=lemmas, pos=pos, tags=tags, heads=heads, deps=deps,
        sent_starts=[True, *[False] * (len(rows) - 1)],
    )  # fmt: skip


def tree(doc: Doc) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep_, t.head.text) for t in doc}


def test_had_procured_components() -> None:
    doc = parsed([
        ("Firms", "firm", "NOUN", "NNS", 1, "nsubj"),
        ("had", "have", "VERB", "VBD", 1, "ROOT"),
        ("procured", "procure", "VERB", "VBN", 3, "amod"),
        ("components", "component", "NOUN", "NNS", 1, "dobj"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["procured"] == ("ROOT", "procured")
    assert tree(doc)["had"] == ("aux", "procured")
    assert tree(doc)["Firms"] == ("nsubj", "procured")
    assert tree(doc)["components"] == ("dobj", "procured")


def test_denied_supplying_drones() -> None:
    doc = parsed([
        ("Iran", "Iran", "PROPN", "NNP", 1, "nsubj"),
        ("denied", "deny", "VERB", "VBD", 1, "ROOT"),
        ("supplying", "supply", "VERB", "VBG", 3, "amod"),
        ("drones", "drone", "NOUN", "NNS", 1, "dobj"),
        ("to", "to", "ADP", "IN", 1, "prep"),
        ("Oman", "Oman", "PROPN", "NNP", 4, "pobj"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["supplying"] == ("xcomp", "denied")
    assert tree(doc)["drones"] == ("dobj", "supplying")
    assert tree(doc)["to"] == ("prep", "supplying")


def test_in_evading_sanctions() -> None:
    doc = parsed([
        ("aid", "aid", "NOUN", "NN", 0, "ROOT"),
        ("in", "in", "ADP", "IN", 0, "prep"),
        ("evading", "evade", "VERB", "VBG", 3, "amod"),
        ("sanctions", "sanction", "NOUN", "NNS", 1, "pobj"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["evading"] == ("pcomp", "in")
    assert tree(doc)["sanctions"] == ("dobj", "evading")


def test_showed_contractors_supplied() -> None:
    doc = parsed([
        ("Data", "datum", "NOUN", "NNS", 1, "nsubj"),
        ("showed", "show", "VERB", "VBD", 1, "ROOT"),
        ("contractors", "contractor", "NOUN", "NNS", 1, "dobj"),
        ("supplied", "supply", "VERB", "VBD", 1, "conj"),
        ("drones", "drone", "NOUN", "NNS", 3, "dobj"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["supplied"] == ("ccomp", "showed")
    assert tree(doc)["contractors"] == ("nsubj", "supplied")


def test_armenia_shipped_chips() -> None:
    doc = parsed([
        ("Armenia", "Armenia", "PROPN", "NNP", 1, "npadvmod"),
        ("shipped", "ship", "VERB", "VBN", 2, "amod"),
        ("chips", "chip", "NOUN", "NNS", 2, "ROOT"),
        ("to", "to", "ADP", "IN", 2, "prep"),
        ("Oman", "Oman", "PROPN", "NNP", 3, "pobj"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["shipped"] == ("ROOT", "shipped")
    assert tree(doc)["Armenia"] == ("nsubj", "shipped")
    assert tree(doc)["to"] == ("prep", "shipped")


def test_packed_and_sent() -> None:
    doc = parsed([
        ("Chips", "chip", "NOUN", "NNS", 2, "nsubjpass"),
        ("were", "be", "AUX", "VBD", 2, "auxpass"),
        ("packed", "pack", "VERB", "VBN", 2, "ROOT"),
        ("and", "and", "CCONJ", "CC", 2, "cc"),
        ("sent", "send", "VERB", "VBD", 2, "conj"),
    ])  # fmt: skip
    repair(doc)
    assert doc[4].tag_ == "VBN"


def test_making_of_parts_which_are_used() -> None:
    doc = parsed([
        ("making", "making", "NOUN", "NN", 0, "ROOT"),
        ("of", "of", "ADP", "IN", 0, "prep"),
        ("parts", "part", "NOUN", "NNS", 1, "pobj"),
        ("which", "which", "PRON", "WDT", 5, "nsubjpass"),
        ("are", "be", "AUX", "VBP", 5, "auxpass"),
        ("used", "use", "VERB", "VBN", 0, "relcl"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["used"] == ("relcl", "parts")


@pytest.mark.parametrize("article", [("the", "the", "DET", "DT", 4, "det")])
def test_an_adjective_stays(article: Row) -> None:
    doc = parsed([
        ("Iran", "Iran", "PROPN", "NNP", 1, "nsubj"),
        ("had", "have", "VERB", "VBD", 1, "ROOT"),
        article,
        ("needed", "need", "VERB", "VBN", 4, "amod"),
        ("parts", "part", "NOUN", "NNS", 1, "dobj"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["needed"] == ("amod", "parts")


def test_get_round_sanctions() -> None:
    doc = parsed([
        ("Firms", "firm", "NOUN", "NNS", 1, "nsubj"),
        ("get", "get", "VERB", "VBP", 1, "ROOT"),
        ("round", "round", "ADJ", "JJ", 3, "amod"),
        ("sanctions", "sanction", "NOUN", "NNS", 1, "dobj"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["round"] == ("prep", "get")
    assert tree(doc)["sanctions"] == ("pobj", "round")


def test_these_rules_impose() -> None:
    doc = parsed([
        ("Rules", "rule", "NOUN", "NNS", 1, "nsubj"),
        ("impose", "impose", "VERB", "VB", 1, "ROOT"),
        ("limits", "limit", "NOUN", "NNS", 1, "dobj"),
    ])  # fmt: skip
    repair(doc)
    assert doc[1].tag_ == "VBP"


def test_a_participle_above_the_noun_it_is_of_makes_no_ring() -> None:
    doc = parsed([
        ("Citing", "cite", "VERB", "VBG", 3, "advcl"),
        ("the", "the", "DET", "DT", 2, "det"),
        ("arms", "arm", "NOUN", "NNS", 0, "dobj"),
        ("poured", "pour", "VERB", "VBN", 7, "ccomp"),
        ("into", "into", "ADP", "IN", 3, "prep"),
        ("Sudan", "Sudan", "PROPN", "NNP", 4, "pobj"),
        ("he", "he", "PRON", "PRP", 7, "nsubj"),
        ("objected", "object", "VERB", "VBD", 7, "ROOT"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["poured"] == ("acl", "arms")
    assert tree(doc)["Citing"] == ("advcl", "objected")


def test_a_relative_clause_taken_for_an_adjective() -> None:
    doc = parsed([
        ("Firms", "firm", "NOUN", "NNS", 4, "nsubjpass"),
        ("that", "that", "PRON", "WDT", 2, "nsubj"),
        ("procured", "procure", "VERB", "VBD", 3, "amod"),
        ("chips", "chip", "NOUN", "NNS", 4, "nsubjpass"),
        ("shut", "shut", "VERB", "VBN", 4, "ROOT"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["procured"] == ("relcl", "Firms")
    assert tree(doc)["chips"] == ("dobj", "procured")


def test_pursuant_is_a_preposition() -> None:
    doc = parsed([
        ("OFAC", "OFAC", "PROPN", "NNP", 1, "nsubj"),
        ("designates", "designate", "VERB", "VBZ", 1, "ROOT"),
        ("Alpha", "Alpha", "PROPN", "NNP", 3, "nsubj"),
        ("pursuant", "pursuant", "ADJ", "JJ", 1, "ccomp"),
        ("to", "to", "ADP", "IN", 3, "prep"),
        ("law", "law", "NOUN", "NN", 4, "pobj"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["Alpha"] == ("dobj", "designates")
    assert tree(doc)["pursuant"] == ("prep", "designates")


def test_a_reduced_relative_clause_is_not_the_main_verb() -> None:
    doc = parsed([
        ("A", "a", "DET", "DT", 1, "det"),
        ("pact", "pact", "NOUN", "NN", 2, "nsubj"),
        ("concluded", "conclude", "VERB", "VBD", 2, "ROOT"),
        ("with", "with", "ADP", "IN", 2, "prep"),
        ("Moscow", "Moscow", "PROPN", "NNP", 3, "pobj"),
        ("remains", "remain", "VERB", "VBZ", 2, "advcl"),
    ])  # fmt: skip
    repair(doc)
    assert tree(doc)["remains"] == ("ROOT", "remains")
    assert tree(doc)["concluded"] == ("acl", "pact")
    assert tree(doc)["pact"] == ("nsubj", "remains")
