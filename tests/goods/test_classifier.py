"""Descriptions to candidates and controls."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byway.errors import InputError, OptionError
from byway.goods import Classifier
from byway.model import Goods

CLASSIFIER = Classifier.default()


def codes(text: str, limit: int = 5) -> list[str]:
    """The candidates' codes, best first."""
    return [candidate.code for candidate in CLASSIFIER.classify(text, limit).candidates]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rifles", "9303"),
        ("assault rifles", "930190"),
        ("drones", "8806"),
        ("drone parts", "880730"),
        ("parts for drones", "880730"),
        ("components of unmanned aerial vehicles", "880730"),
        ("microchips", "8542"),
        ("memory chips", "854232"),
        ("ball bearings", "848210"),
        ("tantalum capacitors", "853221"),
        ("oscilloscopes", "903020"),
        ("a shipment of oscilloscopes", "903020"),
        ("500 tonnes of ammonium nitrate", "310230"),
        ("nitrocellulose", "391220"),
        ("spare parts for armoured vehicles", "871000"),
        ("parts for lorries", "8708"),
        ("tyres for aircraft", "401130"),
        ("aircraft tires", "401130"),
        ("engines for drones", "840710"),
        ("equipment for radar", "852610"),
        ("electric locomotives", "860110"),
        ("titanium sheets", "8108"),
    ],
)
def test_lay_words_find_their_code(text: str, first: str) -> None:
    assert codes(text)[0] == first


def test_rifles_may_be_military_or_sporting() -> None:
    assert {"9301", "9303"} <= set(codes("rifles"))


@pytest.mark.parametrize(
    "text",
    [
        "equipment",
        "aid",
        "goods",
        "products",
        "Chinese equipment",
        "spare parts",
        "dual-use items",
        "Western technology",
        "industrial goods",
        "humanitarian assistance",
        "think tanks",
        "coal mines",
        "EAR99 items",
        "the",
        "!!!",
        "12.5 %",
        "xqzt",
    ],
)
def test_phrases_that_name_nothing_lead_nowhere(text: str) -> None:
    found = CLASSIFIER.classify(text)
    assert found == Goods(description=text)


@pytest.mark.parametrize(
    "text",
    ["weapons", "lethal aid", "lethal equipment", "arms", "military equipment", "Chinese weapons"],
)
def test_words_for_arms_lead_to_chapter_93_modestly(text: str) -> None:
    found = CLASSIFIER.classify(text)
    assert "93" in codes(text)
    assert all(candidate.code.startswith("93") for candidate in found.candidates)
    assert all(candidate.score <= 0.6 for candidate in found.candidates)
    assert {entry.list for entry in found.controls} == {"HS-ARMS"}


def test_a_generic_word_is_less_sure_than_a_precise_one() -> None:
    def best(text: str) -> float:
        return CLASSIFIER.classify(text).candidates[0].score

    assert best("weapons") < best("firearms") < best("assault rifles")


def test_controls_follow_the_candidates() -> None:
    parts = CLASSIFIER.classify("drone parts")
    assert [(e.list, e.code, e.tier) for e in parts.controls] == [
        ("CHPL", "880730", "3.B"),
        ("HS-DRONES", "8807", None),
        ("EU-833-2014", "8807", "XI"),
    ]
    bearings = CLASSIFIER.classify("ball bearings")
    assert {e.code for e in bearings.controls if e.list == "CHPL"} == {"848210"}
    assert CLASSIFIER.classify("wheat").controls == ()
    assert not [e for e in CLASSIFIER.classify("gas masks").controls if e.tier != "XVIII"]


def test_because_names_the_words_that_met() -> None:
    best = CLASSIFIER.classify("tantalum capacitors").candidates[0]
    assert "tantalum capacitor" in best.because
    assert "HS text" in best.because


def test_the_last_noun_is_the_goods() -> None:
    assert codes("truck tires")[0].startswith("4011")
    assert codes("tank engines")[0].startswith("840")
    assert codes("camera lenses")[0].startswith("9002")


def test_texts_answer_where_the_lexicon_is_silent() -> None:
    assert codes("umbrellas")[0].startswith("6601")
    assert "080510" in codes("fresh oranges")


def test_what_a_text_leaves_out_is_not_met() -> None:
    found = CLASSIFIER.classify("photosensitive transistors", limit=10).candidates
    scores = {candidate.code: candidate.score for candidate in found}
    plain = CLASSIFIER.classify("transistors", limit=10).candidates
    assert scores.get("854121", 0) < next(c.score for c in plain if c.code == "854121")


def test_spelling_slips_are_mended() -> None:
    assert codes("oscilliscopes")[0] == "903020"
    assert codes("semicondutors")[0] == "8542"


def test_each_of_several_goods_keeps_a_place() -> None:
    found = codes("rifles, drone parts and ball bearings")
    assert {"9303", "880730", "848210"} <= set(found)


def test_codes_and_words_together() -> None:
    found = CLASSIFIER.classify("chips (HS 8542.31)").candidates
    assert (found[0].code, found[0].score) == ("854231", 1.0)
    assert found[1].code.startswith("8542")
    assert codes("chips (HS 9999.99)")[0] == "8542"


def test_a_list_of_codes() -> None:
    assert codes("8542.31; 8542.32; 8542.31") == ["854231", "854232"]


def test_limit_and_order() -> None:
    found = CLASSIFIER.classify("semiconductors", limit=3).candidates
    scores = [candidate.score for candidate in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("text", "limit", "says"),
    [
        ("", 5, "empty"),
        ("  \n", 5, "empty"),
        ("rifles " * 1500, 5, "characters"),
        ("rifles", 0, "limit"),
    ],
)
def test_bad_input_is_named(text: str, limit: int, says: str) -> None:
    with pytest.raises(OptionError, match=says):
        CLASSIFIER.classify(text, limit)


@settings(deadline=None)
@given(st.text(max_size=200) | st.from_regex(r"[\d .\-/A-Za-z,;()]{1,40}", fullmatch=True))
def test_no_text_breaks_it(text: str) -> None:
    try:
        found = CLASSIFIER.classify(text)
    except InputError:
        return
    assert len(found.candidates) <= 5
    assert all(0 < candidate.score <= 1 for candidate in found.candidates)
    assert all(candidate.code in CLASSIFIER.nomenclature for candidate in found.candidates)
    assert len({candidate.code for candidate in found.candidates}) == len(found.candidates)
    assert Goods.from_dict(found.to_dict()) == found


@given(st.sampled_from(["rifle", "drone part", "ball bearing", "microchip", "gas turbine"]))
def test_number_and_case_change_nothing(text: str) -> None:
    assert codes(text) == codes(f"{text}s".upper()) == codes(f"  the {text.title()}s. ")
