"""What holds for every language: exact quotes, no failure, names joined, sources carried."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byway.ingest.marking import mark
from byway.model import Depth, Document
from byway.reading.languages import LANGUAGES, by_word_lists
from byway.reading.languages.lexicon import Vocabulary
from byway.reading.result import Reading
from byway.reading.surface import clean

_WORDS = {
    "pl": "według ISW Chiny dostarczają , że Rosji drony przez Białoruś . nie może sankcje „ ” : -",
    "ru": "по данным Китай поставил , что России дроны через Казахстан . не может санкции « » : —",
    "uk": "за даними Китай постачав , що Росії дрони через Казахстан . не може санкції « » : —",
    "fr": "selon la Chine livre , que l' Iran des drones via Dubaï . ne pourrait sanctions « :",
    "de": "laut China liefert , dass Drohnen an Russland über die Türkei . nicht Sanktionen „ :",
    "zh": "据 路透社 报道 ， 中国 向 俄罗斯 提供 无人机 。 没有 可能 制裁 总统 · 王 3月 （ ）",
}


def read(text: str, language: str, published: date | None = None) -> Reading:
    document = Document(id="d", text=text, sha256="", published=published, blocks=mark(text))
    return by_word_lists(document, clean(text, document.readable()), language)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_order_of_words_is_read_and_quoted_exactly(language: str, data: st.DataObject) -> None:
    words = st.sampled_from(_WORDS[language].split())
    text = " ".join(data.draw(st.lists(words | st.text(max_size=4), max_size=30)))
    reading = read(text, language, date(2024, 5, 16))
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote != ""
        assert claim.depth is Depth.LEXICON
    for actor in reading.actors:
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)


def test_cases_of_one_unknown_name_are_one_actor() -> None:
    text = (
        "Министр Николай Воронцов посетил Минск в среду. Переговоры с Николаем Воронцовым прошли "
        "в Минске. Президент Белоруссии поблагодарил министра Воронцова за визит."
    )
    persons = [a for a in read(text, "ru").actors if a.schema_name == "Person"]
    assert [a.name for a in persons] == ["Николай Воронцов"]
    assert set(persons[0].names) > {"Николай Воронцов", "Николаем Воронцовым"}


def test_the_paper_is_the_source_named_last() -> None:
    text = (
        "Как сообщает Bloomberg, Китай поставил России станки. "
        "По данным издания, Турция поставила России двигатели."
    )
    assert [c.source for c in read(text, "ru").claims] == [("Bloomberg",), ("Bloomberg",)]


def test_a_title_is_told_only_where_the_body_does_not() -> None:
    text = (
        "Chiny sprzedają Rosji drony\n\n"
        "Chiny sprzedały w kwietniu Rosji drony, podał Reuters. Pekin nie komentuje tych doniesień."
    )
    (claim,) = read(text, "pl", date(2024, 5, 16)).claims
    assert claim.date == "2024-04"
    assert claim.source == ("Reuters",)


def test_other_languages_say_so() -> None:
    reading = read("Η Κίνα πούλησε drones στη Ρωσία.", "el")
    assert reading.claims == ()
    assert "not read for claims" in reading.notes[0]
    assert "'zh'" in reading.notes[0]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("pl", "Rosja i Iran podpisały umowę 3.05.2024 w Moskwie.", "2024-05-03"),
        ("pl", "Rosja i Iran podpisały umowę 2024-05-03.", "2024-05-03"),
        (
            "pl",
            "Rozmowy Rosji i Iranu odbędą się w dniach 20-22 maja 2024 roku.",
            "2024-05-20/2024-05-22",
        ),
        ("fr", "La Russie et l'Iran ont signé un accord le mois dernier.", "2024-04"),
        ("fr", "La Russie et l'Iran ont signé un accord l'an dernier.", "2023"),
        ("de", "Russland und der Iran unterzeichneten gestern ein Abkommen.", "2024-05-15"),
        ("zh", "俄罗斯和伊朗10日签署了协议。", "2024-05-10"),
        ("zh", "俄罗斯和伊朗4月签署了协议。", "2024-04"),
        ("ru", "Россия и Иран подписали договор 30 февраля.", None),
        ("ru", "Россия и Иран подписали договор в декабре.", "2023-12"),
    ],
)
def test_dates(language: str, text: str, day: str | None) -> None:
    assert {c.date for c in read(text, language, date(2024, 5, 16)).claims} == {day}


def test_relative_dates_stay_open_without_a_day_of_publication() -> None:
    (claim,) = read("Rosja i Iran podpisały wczoraj umowę.", "pl").claims
    assert claim.date is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_names_are_the_gazetteers(language: str) -> None:
    """A leader or body that is spelt otherwise in English would never meet its English self."""
    from byway.data import load_yaml

    vocabulary = Vocabulary.load(language)
    data = load_yaml(f"reading/languages/{language}.yaml")
    leaders = set(vocabulary.gazetteer.leaders)
    assert set(data["people"]) <= leaders
    codes = set(data["countries"])
    assert codes <= set(vocabulary.countries)
