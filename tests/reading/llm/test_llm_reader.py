"""The second reader against a local server: the contract, whatever the model says."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import Any

import pytest

from byway.errors import OptionError, ServiceError
from byway.model import Certainty, Claim, Document, Event
from byway.reading.llm import LlmReader, Service, service
from byway.reading.llm.passage import PIECE
from byway.reading.llm.quotes import is_statement, names_in

from .conftest import Model, envelope, says

TEXT = (
    "Firms from Oman have reportedly sold\nengines to Iran, the Harbour Institute wrote.\n\n"
    "Badr Example will visit Tehran on June 5. Mr Example denied\u200b the report.\n"
)
CLAIM = {
    "quote": "Firms from Oman have reportedly sold engines to Iran",
    "event": "supply",
    "agent": ["Firms from Oman"],
    "recipient": ["Iran"],
    "intermediary": [],
    "agent_countries": ["OM"],
    "recipient_countries": ["IR"],
    "intermediary_countries": [],
    "goods": ["engines"],
    "source": ["Harbour Institute"],
    "certainty": "likely",
    "status": "occurred",
    "hedge": "reportedly",
    "date": None,
}
ACTOR = {
    "name": "Badr Example",
    "names": ["Mr Example", "Example"],
    "schema": "Person",
    "countries": ["OM"],
}


def document(text: str = TEXT, **more: Any) -> Document:
    return Document(id="r.txt", text=text, sha256="", **more)


def claim(**values: Any) -> dict[str, Any]:
    return {**CLAIM, **values}


def answer(*claims: Any, actors: Any = ()) -> Any:
    return says({"claims": list(claims), "actors": list(actors)})


def read(model: Model, *claims: Any, actors: Any = ()) -> tuple[list[Claim], str]:
    model.answers = [answer(*claims, actors=actors)]
    reading = model.reader().analyse(document())
    assert all(TEXT[c.start : c.end] == c.quote for c in reading.claims)
    return list(reading.claims), "\n".join(reading.notes)


def test_claims_and_actors_of_the_contract(model: Model) -> None:
    model.answers = [answer(CLAIM, actors=[ACTOR])]
    given = document(published=date(2023, 5, 9), publisher="Muscat Times")
    reading = model.reader().analyse(given)
    (found,) = reading.claims
    assert found == Claim(
        doc="r.txt",
        quote="Firms from Oman have reportedly sold\nengines to Iran",
        start=0,
        end=52,
        event=Event.SUPPLY,
        agent=("Firms from Oman",),
        recipient=("Iran",),
        agent_countries=("OM",),
        recipient_countries=("IR",),
        goods=("engines",),
        source=("Harbour Institute",),
        certainty=Certainty.LIKELY,
        hedge="reportedly",
    )
    (actor,) = reading.actors
    assert (actor.name, actor.schema_name) == ("Badr Example", "Person")
    assert [m.text for m in actor.mentions] == ["Badr Example", "Mr Example"]
    assert all(TEXT[m.start : m.end] == m.text for m in actor.mentions)
    assert reading.notes == (
        f"read by the model made-up (it calls itself made-up-7b) at {model.address}, prompt 1: "
        "1 requests, 1,200 tokens in, 34 tokens out",
    )


def test_what_is_asked(model: Model) -> None:
    model.answers = [answer()]
    reader = model.reader(key="sesame")
    assert reader.read(TEXT, date(2023, 5, 9), publisher="Muscat Times") == []
    (asked,) = model.asked
    assert asked["model"] == "made-up"
    assert asked["response_format"]["type"] == "json_schema"
    schema = asked["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["claims"]["items"]["properties"]["event"]["enum"] == list(Event)
    assert "2023-05-09" in asked["messages"][1]["content"]
    assert "sold\nengines to Iran" in asked["messages"][1]["content"]
    assert model.headers[0]["Authorization"] == "Bearer sesame"
    assert model.paths == ["/v1/chat/completions"]
    assert "sesame" not in repr(reader._service) + json.dumps(reader.told())


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (claim(quote="Firms from Oman have sold engines to Iran"), "1 quotes that are not in"),
        (claim(quote="firms from oman have reportedly sold"), "1 quotes that are not in"),
        (claim(quote=" "), "1 quotes that are not in"),
        (claim(quote="x" * 2_001), "1 quotes that are too long"),
        (claim(quote="Iran"), "1 quotes that are too short"),
        (claim(quote="Mr Example denied"), "1 claims whose quotes name none of their actors"),
        (claim(agent=["Acme"], recipient=[]), "1 claims without an actor that the text names"),
        (claim(quote=None), "1 claims that are no object"),
        ("Firms sold engines", "1 claims that are no object"),
        (claim(event="teleport"), "1 claims with values outside the schema"),
        (claim(certainty="sure"), "1 claims with values outside the schema"),
        (claim(status=None), "1 claims with values outside the schema"),
        (claim(agent="Firms"), "1 claims with values outside the schema"),
        (claim(goods=[7]), "1 claims with values outside the schema"),
        ({"quote": CLAIM["quote"]}, "1 claims with values outside the schema"),
    ],
)
def test_claims_that_are_dropped_and_counted(model: Model, item: Any, said: str) -> None:
    found, notes = read(model, item, claim(event="evade"))
    assert [c.event for c in found] == [Event.EVADE]
    assert said in notes


@pytest.mark.parametrize(
    ("values", "field", "kept", "said"),
    [
        ({"agent": ["Firms from Oman", "Acme"]}, "agent", ("Firms from Oman",), "1 names not in"),
        ({"agent": ["ran"]}, "agent", (), "1 names not in the text"),  # part of "Iran"
        ({"recipient": ["IRAN", "", "n" * 301]}, "recipient", ("IRAN",), "2 names not in"),
        ({"agent_countries": ["OM", "ZZ", "om"]}, "agent_countries", ("OM",), "2 country codes"),
        ({"recipient_countries": ["EU", "EU"]}, "recipient_countries", ("EU",), "read by"),
        ({"hedge": "perhaps"}, "hedge", None, "1 hedges not in the text"),
        ({"certainty": "asserted"}, "hedge", None, "read by"),
        ({"date": "yesterday"}, "date", None, "1 dates that are none"),
        ({"date": "2023-02-30"}, "date", None, "1 dates that are none"),
        ({"date": "2023-05/2023-04"}, "date", None, "1 dates that are none"),
        ({"date": "2023-05-05/2023-05-06"}, "date", "2023-05-05/2023-05-06", "read by"),
        ({"date": "2023"}, "date", "2023", "read by"),
        ({"extra": "field"}, "goods", ("engines",), "read by"),
    ],
)
def test_values_that_are_dropped_and_counted(
    model: Model, values: dict[str, Any], field: str, kept: Any, said: str
) -> None:
    (found,), notes = read(model, claim(**values))
    assert getattr(found, field) == kept
    assert said in notes


def test_quotes_are_found_in_order_and_once(model: Model) -> None:
    text = "Oman sold oil. Iran sold oil. Oman sold oil."
    oman = claim(quote="Oman sold oil", agent=["Oman"])
    model.answers = [answer(oman, {**oman, "goods": ["oil"]})]
    found = model.reader().read(text)
    assert [c.start for c in found] == [0, 0]
    model.answers = [answer(claim(quote="Iran sold oil"), oman)]
    assert [c.start for c in model.reader().read(text)] == [15, 30]
    model.answers = [answer(CLAIM, CLAIM)]
    assert len(model.reader().read(TEXT)) == 1


@pytest.mark.parametrize(
    "actor",
    ["Iran", {"name": "Iran"}, {**ACTOR, "schema": "Robot"}, {**ACTOR, "name": "Al", "names": 5}],
)
def test_actors_that_are_none(model: Model, actor: Any) -> None:
    model.answers = [answer(CLAIM, actors=[actor])]
    reading = model.reader().analyse(document())
    assert reading.actors == ()
    assert "left out" in reading.notes[1]


BAD = {
    "no JSON": says("I am sorry, but I cannot do that."),
    "half of the JSON": says('{"claims": [{"quote": "Firms'),
    "no object": says([CLAIM]),
    "no claims": says({"answer": 42}),
    "claims that are no list": says({"claims": CLAIM}),
    "nothing": says(None),
    "deep": says("[" * 100_000),
}


@pytest.mark.parametrize("case", BAD)
def test_answers_that_cannot_be_used_are_asked_for_again(model: Model, case: str) -> None:
    model.answers = [BAD[case], answer(CLAIM)]
    reading = model.reader().analyse(document())
    assert len(reading.claims) == 1
    assert "2 requests, 2,400 tokens in" in reading.notes[0]
    assert model.pauses == [1.0]


@pytest.mark.parametrize("case", BAD)
def test_and_only_a_few_times(model: Model, case: str) -> None:
    model.answers = [BAD[case]]
    reading = model.reader(tries=3).analyse(document())
    assert reading.claims == ()
    assert "3 requests" in reading.notes[0]
    assert "not read: " in reading.notes[1]
    assert model.pauses == [1.0, 2.0]


def test_a_fence_round_the_answer_does_no_harm(model: Model) -> None:
    fenced = "```json\n" + json.dumps({"claims": [CLAIM], "actors": []}) + "\n```"
    model.answers = [says(fenced)]
    assert len(model.reader().read(TEXT)) == 1


REFUSALS = {
    "busy": (envelope({"error": "slow down"}, 429), 3, "answers 429"),
    "down": (envelope(b"oops", 500, Content_Type="text/plain"), 3, "answers 500 .*: oops"),
    "no key": (envelope({"error": "who are you, sesame?"}, 401), 1, "answers 401"),
    "no model": (envelope({"error": "no such model"}, 404), 1, "no such model"),
    "elsewhere": (envelope({}, 307, Location="http://localhost:9/v1"), 1, "redirects to"),
    "a page": (envelope(b"<html>Hello</html>", 200, Content_Type="text/html"), 3, "text/html"),
    "no JSON": (envelope(b"{"), 3, "something else than chat completions"),
    "no choices": (envelope({"choices": []}), 3, "something else than chat completions"),
    "a list": (envelope([1, 2]), 3, "something else than chat completions"),
    "cut by the net": (envelope(b"{}", 200, Content_Length="9999"), 3, "no answer"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_server_that_refuses(model: Model, case: str) -> None:
    refusal, times, said = REFUSALS[case]
    model.answers = [refusal]
    with pytest.raises(ServiceError, match=said) as caught:
        model.reader(tries=3, timeout=2, key="sesame").read(TEXT)
    assert len(model.asked) == times
    assert model.address in str(caught.value)
    assert "sesame" not in str(caught.value)


def test_passing_trouble_is_waited_for(model: Model) -> None:
    model.answers = [
        envelope({}, 429, Retry_After="7"),
        envelope({}, 503, Retry_After="3600"),
        envelope({}, 500),
        answer(CLAIM),
    ]
    assert len(model.reader().read(TEXT)) == 1
    assert model.pauses == [7.0, 30.0, 4.0]


def test_a_server_that_is_slow(model: Model) -> None:
    def drips(handler: Any, _: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.05)

    def hangs(*_: Any) -> None:
        time.sleep(1)

    model.answers = [drips, hangs]
    began = time.monotonic()
    with pytest.raises(ServiceError, match="timed out"):
        model.reader(tries=2, timeout=0.3).read(TEXT)
    assert time.monotonic() - began < 3


def test_no_server_there() -> None:
    absent = Service("http://127.0.0.1:9", "made-up", tries=2, pause=lambda _: None)
    with pytest.raises(ServiceError, match="asked 2 times"):
        LlmReader(absent).read(TEXT)


def test_a_huge_answer_is_not_taken(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MAX_REPLY", 100_000)
    model.answers = [says("x" * 200_000)]
    reading = model.reader(tries=2).analyse(document())
    assert "longer than 100,000 bytes" in reading.notes[1]
    assert len(model.asked) == 2


def test_an_answer_that_broke_off_is_asked_for_in_halves(model: Model) -> None:
    text = "\n\n".join(f"Oman sold oil to Iran in {year}. {'Much ado. ' * 50}" for year in (1, 2))
    oil = claim(quote="Oman sold oil to Iran", agent=["Oman"])
    model.answers = [says('{"claims": [', finish="length"), answer(oil), answer(oil)]
    reading = model.reader().analyse(document(text))
    assert [c.start for c in reading.claims] == [0, text.rindex("Oman")]
    assert len(model.asked) == 3
    model.answers = [says("{", finish="length")]
    reading = model.reader().analyse(document("Ёж" * 900))
    assert reading.claims == ()
    assert len(model.asked) < 12
    assert all("the model broke off" in note for note in reading.notes[1:])


def test_long_texts_are_sent_in_pieces(model: Model) -> None:
    paragraph = "Nothing happened in the town on that day. " * 20
    text = "\n\n".join([paragraph] * 30)
    model.answers = [answer()]
    reading = model.reader().analyse(document(text))
    sent = [m["messages"][1]["content"] for m in model.asked]
    assert len(sent) == 4
    assert all(len(content) < PIECE + 500 for content in sent)
    assert f"{len(sent)} requests" in reading.notes[0]
    assert sum(content.count("Nothing happened") for content in sent) == 600


def test_what_is_not_the_report_is_not_sent(model: Model) -> None:
    text = TEXT + "\nSupport our work with a donation!\n"
    model.answers = [answer(claim(quote="Support our work with a donation!", event="other"))]
    reading = model.reader().analyse(document(text))
    assert "donation" not in model.asked[0]["messages"][1]["content"]
    assert reading.claims == ()


def test_nothing_to_read_is_not_asked(model: Model) -> None:
    reading = model.reader().analyse(document(" \n"))
    assert "nothing to read" in reading.notes[0]
    assert model.asked == []


def test_many_come_in_order(model: Model) -> None:
    model.answers = [answer(CLAIM)]
    documents = [document().model_copy(update={"id": str(n)}) for n in range(3)]
    assert [r.document.id for r in model.reader().analyse_many(documents)] == ["0", "1", "2"]


def test_the_price_is_recorded_where_the_server_states_it(model: Model) -> None:
    usage = {"prompt_tokens": 10, "completion_tokens": "many", "cost": 0.0125}
    model.answers = [says({"claims": []}, usage=usage)]
    (note,) = model.reader().analyse(document()).notes
    assert "10 tokens in, 0 tokens out, cost 0.0125" in note


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        ("http://localhost:8080", "http://localhost:8080/v1/chat/completions"),
        ("http://localhost:8080/", "http://localhost:8080/v1/chat/completions"),
        ("https://host/api/v1/", "https://host/api/v1/chat/completions"),
        ("https://host/x/chat/completions", "https://host/x/chat/completions"),
    ],
)
def test_addresses(address: str, endpoint: str) -> None:
    assert Service(address, "m").endpoint == endpoint


@pytest.mark.parametrize(
    "address",
    ["", "localhost:8080", "ftp://host", "file:///etc/passwd", "http://", "http://u:p@host/v1",
     "http://host:x", "http://host/v1?key=1", "http://ho st"],
)  # fmt: skip
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(OptionError):
        Service(address, "m")
    with pytest.raises(OptionError, match="model"):
        Service("http://localhost", " ")


@pytest.mark.parametrize(
    ("quote", "name", "held"),
    [
        ("drones were sold to the Iranian army", "Iran", True),
        ("Дроны были проданы России", "Россия", True),
        ("中国向俄罗斯出售无人机", "中国", True),
        ("中国向俄罗斯出售无人机", "伊朗", False),
        ("the bank of the river", "Ministry of the Sea", False),
        ("they sold the drones", "Acme", False),
    ],
)
def test_quotes_name_an_actor(quote: str, name: str, held: bool) -> None:
    assert names_in(quote, name) is held


@pytest.mark.parametrize(
    ("quote", "long"),
    [("China", False), ("sold drones", False), ("China sold drones", True), ("中国", False),
     ("中国出售无人", True), ("中国出售无", False)],
)  # fmt: skip
def test_quotes_are_statements(quote: str, long: bool) -> None:
    assert is_statement(quote) is long


def test_a_document_of_which_nothing_was_read_says_so(model: Model) -> None:
    model.answers = [BAD["no JSON"]] * 9
    reading = model.reader().analyse(document())
    assert reading.failed == "made-up read nothing of it: the model's answer is no JSON"
    model.answers = [answer()]
    assert model.reader().analyse(document()).failed is None
