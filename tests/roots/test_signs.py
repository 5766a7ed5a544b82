"""What a report shows of where it comes from."""

from datetime import date

import pytest

from builders import a_claim, a_document
from byway.roots.signs import signs


def of(text, **more):
    return signs(a_document(text=text, **more))


def cited(text, **more):
    found = of(text, **more)
    return {found.written[key] for key in found.cited}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The port was closed, Lodestar Institute said.", "Lodestar"),
        ("Nine firms were named, according to Lodestar.", "Lodestar"),
        ("Firmy pomagały w handlu - podaje Lodestar.", "Lodestar"),
        ("Фирмы помогали в торговле, сообщает Lodestar.", "Lodestar"),
        ("Фірми допомагали в торгівлі, за даними Lodestar.", "Lodestar"),
        ("Des sociétés ont aidé, selon Lodestar.", "Lodestar"),
        ("Firmen halfen beim Handel, laut Lodestar.", "Lodestar"),
        ("LDR: the port was closed\n\nIt rained.", "LDR"),
        ("The port was closed - LDR\n\nIt rained.", "LDR"),
    ],
)
def test_the_source_is_found_by_a_relay_word(text, source):
    assert source in cited(text)


def test_a_name_far_from_any_relay_word_is_no_source():
    text = "The officials said that it rained all day and that, in the end, Lodestar closed."
    assert "Lodestar" not in cited(text)


def test_initials_stand_for_a_long_name():
    whole = of("It rained, the Institute for the Study of Rain said.")
    short = of("It rained, ISR said.")
    assert whole.cited & short.cited == {"=isr"}


def test_an_acronym_of_another_language_is_the_english_one():
    assert of("It rained, the UN said.").cited & of("Шёл дождь, сообщает ООН.").cited


def test_claims_add_whom_they_are_attributed_to():
    assert "ldst" in signs(a_document(text="It rained."), [a_claim(source=["Lodestar"])]).leads


def test_countries_leaders_and_months_are_no_rare_names():
    text = "It says Putin met Лукашенко in Moskwa, Китай and Россию in March."
    assert {key for key in of(text).names if " " not in key} == set()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It sold 1,140 tonnes.", "1140"),
        ("Es waren 1140 Tonnen.", "1140"),
        ("Było ich 52 300 sztuk.", "52300"),
        ("Перевезено 390 тысяч тонн.", "390000"),
        ("Доставили 14,6 млн барелів.", "14.6"),
        ("It took 14.6 million barrels.", "14.6"),
        ("The eleven ships sailed.", "11"),
        ("Одинадцять суден вийшли.", "11"),
    ],
)
def test_a_number_has_one_spelling(text, number):
    assert of(text).numbers == {number}


def test_small_numbers_years_and_footnotes_are_in_every_text():
    assert of("In 2023 two of 5 firms closed.[45]").numbers == set()


@pytest.mark.parametrize(
    "text",
    [
        "He visits on March 20-22.",
        "Приедет 20–22 марта.",
        "Wizyta w dniach 20-22 marca 2023 r.",
        "Il viendra du 20 au 22 mars.",
        "Er kommt vom 20. bis 22. März.",
    ],
)
def test_days_are_read_in_each_language(text):
    assert of(text).days == {(3, 20), (3, 22)}


def test_the_day_of_the_report_that_is_relayed():
    assert of("It rained, Lodestar wrote in its summary on March 17.").report_days == {(3, 17)}
    assert of("Lodestar said in a report that firms met on March 17.").report_days == set()


def test_a_long_report_is_cut():
    found = of(" ".join(f"Sentence number {n} is here." for n in range(500)))
    assert len(found.sentences) == 60


def test_undated_and_empty_reports_have_signs_too():
    found = of("", published=None, publisher=None, language=None)
    assert (found.sentences, found.cited, found.published) == ((), frozenset(), None)
    assert of("It rained.", published=date(2024, 1, 1)).published == date(2024, 1, 1)
