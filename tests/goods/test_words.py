"""Words, phrases, the lexicon and the texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.goods.data import read_folder
from byway.goods.lexicon import Concept, Lexicon
from byway.goods.nomenclature import Nomenclature
from byway.goods.parts import PartsRules
from byway.goods.phrase import read_phrase
from byway.goods.texts import Texts
from byway.goods.words import Words, segments, tokens

WORDS = Words.load()
LEXICON = Lexicon.load(WORDS)
NOMENCLATURE = Nomenclature.load()
TEXTS = Texts(NOMENCLATURE, WORDS)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("rifles", "rifle"),
        ("batteries", "battery"),
        ("lenses", "lens"),
        ("switches", "switch"),
        ("fuses", "fuse"),
        ("chassis", "chassis"),
        ("tyres", "tire"),
        ("armoured", "armored"),
        ("gas", "gas"),
        ("glass", "glass"),
        ("mice", "mouse"),
    ],
)
def test_words_fold_to_one_form(word: str, form: str) -> None:
    assert WORDS.fold(word) == form


@pytest.mark.parametrize("word", ["axe", "crevasse", "cache", "finesse"])
def test_words_that_end_as_plurals_do_without_their_s(word: str) -> None:
    assert WORDS.fold(f"{word}s") == WORDS.fold(word)


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_plural_folds_as_its_singular(word: str) -> None:
    if word.endswith(("s", "x", "y", "h", "z")) or f"{word}s" in WORDS.fold.irregular:
        return
    if len(word) > 2 and word not in WORDS.fold.irregular and not word.endswith(("i", "u", "ie")):
        assert WORDS.fold(f"{word}s") == WORDS.fold(word)


def test_tokens_and_segments() -> None:
    assert tokens("Night-vision 155mm EAR99 Kühlgerät") == [
        "night",
        "vision",
        "155",
        "mm",
        "ear99",
        "kuhlgerat",
    ]
    assert segments("rifles, drones and parts") == ("rifles", "drones", "parts")


@pytest.mark.parametrize(
    ("text", "focus", "parts"),
    [
        ("drone engines for trucks", "engine", False),
        ("drone parts", "drone", True),
        ("parts for drones", "drone", True),
        ("a batch of 50 lathes", "lathe", False),
        ("equipment for refineries", "refinery", False),
        ("electronic components", "component", False),
    ],
)
def test_phrases_have_a_focus(text: str, focus: str, parts: bool) -> None:
    phrase = read_phrase(text, WORDS, LEXICON, mend=str)
    assert phrase is not None
    assert phrase.words[phrase.focus] == focus
    assert phrase.parts is parts


def test_a_vague_phrase_has_none() -> None:
    assert read_phrase("various products of high quality", WORDS, LEXICON, mend=str) is None


def test_the_lexicon_names_only_codes_of_the_edition() -> None:
    for name, data in read_folder("lexicon"):
        assert data["source"]
        assert data["version"]
        for row in data["concepts"]:
            for code in (*row["codes"], *row.get("parts", ())):
                assert code in NOMENCLATURE, f"{name}: {row['words'][0]}: {code}"
            assert 0 < row.get("score", 0.9) <= 0.9


def test_the_longest_phrase_wins() -> None:
    (meeting,) = LEXICON.meet(("tapered", "roller", "bearing"))
    assert meeting.concept.codes[0] == "848220"


def test_a_word_is_in_the_lexicon_once() -> None:
    concept = Concept(words=("rifle", "Rifles"), codes=("9303",))
    with pytest.raises(ValueError, match="twice"):
        Lexicon([concept], WORDS)
    with pytest.raises(ValueError, match="no word"):
        Lexicon([Concept(words=("the",), codes=("9303",))], WORDS)


def test_texts_keep_what_they_leave_out_apart() -> None:
    assert TEXTS.met("transistor", "854121") > 0
    assert TEXTS.met("photosensitive", "854121") == -1
    assert TEXTS.met("photosensitive", "854149") > 0
    assert TEXTS.of["854121"].left_out >= {"photosensitive"}


def test_rare_words_are_worth_more() -> None:
    assert TEXTS.worth("theodolite") > TEXTS.worth("machine") > 0


def test_parts_are_classed_by_rule_or_beside_the_goods() -> None:
    rules = PartsRules.load(NOMENCLATURE, TEXTS)
    assert rules.of("8704") == ("8708",)
    assert rules.of("880622") == ("8807",)
    assert rules.of("8413") == ("841391", "841392")
    assert rules.of("1001") == ()
