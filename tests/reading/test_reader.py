"""The reader as a whole: contract, structure, bad input."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from byway.errors import SetupError
from byway.model import Certainty, Claim, Depth, Document
from byway.reading import Reader, Reading

REPORT = "\n".join(
    [
        "Envoys of Oman and Iran to meet over drone parts",
        "Omani Foreign Minister Badr al-Busaidi will visit Tehran on June 5-6, the ministry said.",
        "Omani companies have reportedly sold engines and drone parts to Iranian firms, the think "
        "tank Harbour Institute wrote on May 8.",
        "“Oman could help Iran evade Western sanctions by moving Chinese chips through Iraq,” the "
        "Harbour Institute’s analysts noted.",
        "Iran denied the report.",
        "Support our work with a donation!",
    ]
)


def find(claims: tuple[Claim, ...], event: str) -> Claim:
    return next(c for c in claims if c.event == event)


@pytest.fixture(scope="module")
def reading(reader: Reader) -> Reading:
    document = Document(
        id="report.txt",
        text=REPORT,
        sha256="",
        publisher="Muscat Times",
        published=date(2023, 5, 9),
    )
    return reader.analyse(document)


def test_quotes_are_cut_from_the_text(reading: Reading) -> None:
    assert reading.claims
    assert all(REPORT[c.start : c.end] == c.quote for c in reading.claims)
    assert all(c.doc == "report.txt" for c in reading.claims)


def test_visit(reading: Reading) -> None:
    visit = find(reading.claims, "visit")
    assert visit.agent == ("Badr al-Busaidi",)
    assert visit.agent_countries == ("OM",)
    assert (visit.recipient, visit.recipient_countries) == (("Tehran",), ("IR",))
    assert (visit.date, visit.status) == ("2023-06-05/2023-06-06", "planned")


def test_supply_is_carried_by_the_think_tank(reading: Reading) -> None:
    supply = find(reading.claims, "supply")
    assert supply.agent_countries == ("OM",)
    assert supply.recipient_countries == ("IR",)
    assert supply.goods == ("engines", "drone parts")
    assert supply.certainty is Certainty.LIKELY
    assert supply.hedge == "reportedly"
    assert any("Harbour Institute" in s for s in supply.source)


def test_route_through_a_third_country(reading: Reading) -> None:
    route = find(reading.claims, "route")
    assert route.certainty is Certainty.POSSIBLE
    assert (route.agent_countries, route.recipient_countries) == (("OM",), ("IR",))
    assert route.intermediary_countries == ("IQ",)
    assert any("chips" in g for g in route.goods)


def test_title_is_told_once_and_promotion_never(reading: Reading) -> None:
    assert all("Support" not in c.quote for c in reading.claims)
    assert sum(c.event == "deny" for c in reading.claims) == 1


def test_the_publisher_is_never_in_the_chain(reader: Reader) -> None:
    text = "Iran sold drones to Russia, Reuters reported on Monday."
    assert reader.read(text, publisher="Reuters")[0].source == ()
    assert reader.read(text)[0].source == ("Reuters",)


def test_a_repeat_is_one_claim(reader: Reader) -> None:
    text = (
        "Iran sold drones to Russia. Iran sold drones to Russia last year. "
        "Iran sold missiles to Russia."
    )
    assert [(c.goods, c.date) for c in reader.read(text, date(2023, 5, 10))] == [
        (("drones",), "2022"),
        (("missiles",), None),
    ]


def test_an_official_text_acts_for_its_body_on_its_day(reader: Reader) -> None:
    text = (
        "In this rule, the Bureau of Industry and Security amends the regulations by adding 12 "
        "entities to the Entity List. This rule also removes two entities from the list."
    )
    claims = reader.read(text, date(2023, 5, 10))
    assert {c.event.value for c in claims} == {"designate", "other"}
    assert all(c.agent_countries == ("US",) for c in claims)
    assert all(c.date == "2023-05-10" and c.status == "occurred" for c in claims)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (
            "Chiny sprzedały Rosji drony i części do nich za ponad dwanaście milionów dolarów.",
            (("CN",), ("RU",)),
        ),
        (
            "Китай продал России беспилотники на двенадцать миллионов долларов, сообщает газета.",
            (("CN",), ("RU",)),
        ),
        (
            "Die Europäische Union hat am Freitag neue Sanktionen gegen Belarus verhängt.",
            (("EU",), ("BY",)),
        ),
    ],
)
def test_some_languages_are_read_by_word_lists(
    reader: Reader, text: str, countries: tuple[tuple[str, ...], ...]
) -> None:
    reading = reader.analyse(Document(id="x", text=text, sha256=""))
    assert [(c.agent_countries, c.recipient_countries) for c in reading.claims] == [countries]
    assert {c.depth for c in reading.claims} == {Depth.LEXICON}
    assert "read by word lists only" in reading.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "Cina e Russia hanno firmato ieri a Mosca un accordo sulla fornitura di droni militari.",
        "Η Κίνα πούλησε χθες μη επανδρωμένα αεροσκάφη στη Ρωσία, αναφέρει η εφημερίδα.",
    ],
)
def test_other_languages_are_not_misread(reader: Reader, text: str) -> None:
    reading = reader.analyse(Document(id="x", text=text, sha256=""))
    assert reading.claims == ()
    assert reading.actors == ()
    assert "not read for claims" in reading.notes[0]


def test_a_language_that_is_given_is_believed(reader: Reader) -> None:
    document = Document(id="x", text="Iran sold drones to Russia.", sha256="", language="fr")
    assert reader.analyse(document).notes


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\u200b", "12345", "!!!"])
def test_nothing_to_read(reader: Reader, text: str) -> None:
    reading = reader.analyse(Document(id="x", text=text, sha256=""))
    assert reading.claims == ()


def test_many_come_in_order(reader: Reader) -> None:
    texts = ["Iran sold drones to Russia.", "", "Oman sanctioned two firms."]
    documents = [Document(id=str(n), text=t, sha256="") for n, t in enumerate(texts)]
    readings = list(reader.analyse_many(documents))
    assert [r.document.id for r in readings] == ["0", "1", "2"]
    assert [len(r.claims) for r in readings] == [1, 0, 1]
    assert readings[1].notes


def test_a_dump_is_read_in_part_and_says_so(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("byway.reading.reader.MAX_CHARACTERS", 60)
    text = "Iran sold drones to Russia.\n\n" + "Oman sanctioned two firms. " * 10
    reading = reader.analyse(Document(id="x", text=text, sha256=""))
    assert [c.event.value for c in reading.claims] == ["supply"]
    assert "only the first" in reading.notes[0]


def test_a_missing_model_is_told() -> None:
    with pytest.raises(SetupError, match="no_such_model"):
        Reader(models=("no_such_model",)).read("Iran sold drones.")


def test_claims_and_readings_survive_json(reading: Reading) -> None:
    assert Reading.from_dict(reading.to_dict()) == reading


WORDS = (
    'Iran Russia sold drones to sanctions evade the by of and which , . “ ” " ( ) said it they '
    "may not Xi Putin on March 3 agreement via firms whether accused EU imposed on visit"
).split(" ")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=200),
    st.none() | st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
)
@example(", said Iran", None)
def test_any_text_is_read(reader: Reader, text: str, published: date | None) -> None:
    document = Document(id="x", text=text, sha256="", published=published, language="en")
    reading = reader.analyse(document)
    for claim in reading.claims:
        assert claim.quote
        assert text[claim.start : claim.end] == claim.quote
    for actor in reading.actors:
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)


@pytest.mark.parametrize("separator", ["\n\n", " "])
def test_long_texts_are_parsed_in_pieces(reader: Reader, separator: str) -> None:
    fill = separator.join(["Nothing happened in the town on that day."] * 400)
    text = separator.join(["Iran sold drones to Russia.", fill, "Oman sanctioned two firms."])
    claims = reader.read(text)
    assert [(c.event.value, c.quote) for c in claims] == [
        ("supply", "Iran sold drones to Russia"),
        ("designate", "Oman sanctioned two firms"),
    ]


def test_a_word_of_twenty_pages_is_read(reader: Reader) -> None:
    assert reader.read("x" * 25_000 + ". Iran sold drones to Russia.")[0].event == "supply"


def test_a_quote_holds_its_condition_and_the_names_of_its_parties(reader: Reader) -> None:
    (claim,) = reader.read("Oman could sanction Iran if the transfers were proven.")
    assert claim.quote.endswith("if the transfers were proven")
    (claim,) = reader.read("Oman blacklisted an Istanbul trader, Alpha Lojistik, on Monday.")
    assert claim.quote == "Oman blacklisted an Istanbul trader, Alpha Lojistik"
