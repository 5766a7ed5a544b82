"""Terminal, JSON and FollowTheMoney."""

from __future__ import annotations

import io
import json

import pytest
from followthemoney import model
from rich.console import Console

from byway import render
from byway.model import Assessment, Claim, Event

KEYS = {
    *("documents", "parties", "goods", "routes", "claims", "evidence", "findings"),
    *("sources", "receipt"),
}


def printed(assessment: Assessment, width: int = 100) -> str:
    out = io.StringIO()
    render.terminal(assessment, Console(file=out, width=width, force_terminal=True))
    return out.getvalue()


def shown(assessment: Assessment) -> str:
    out = io.StringIO()
    render.terminal(assessment, Console(file=out, width=400))
    return out.getvalue()


def test_the_summary_tells_the_judgement_and_what_it_rests_on(full):
    text = shown(full)
    for expected in (
        full.question,
        full.findings[0].judgement,
        "roughly even chance (45–55 %)",
        "low; two independent sources",
        "2 independent: Institute for the Study of War; customs officer in Brest",
        "names of carriers and consignees",
        "RUSSIA-EO14024, since 25 February 2022 (list us-ofac-sdn, strong match 0.97)",
        "possible match 0.84",
        "A match is not an accusation.",
        "un-sc: 1 December 2022, 110 days old (out of date)",
        "byway-starter: date unknown (its age cannot be judged)",
    ):
        assert expected in text


def test_the_summary_tells_what_is_one_source_and_the_grades(sample, full):
    text = shown(full)
    for expected in (
        "One source: 3 reports relay one and the same of ISW",
        "adds claims 4, 9",
        "adds no claim",
        "Your grades of publishers (no part of any likelihood)",
        "B2: usually reliable; probably true; read daily",
        "D: not usually reliable",
    ):
        assert expected in text
    assert "grades" not in shown(sample.plain())


def test_the_summary_of_nothing(sample):
    assert "No finding" in shown(sample.empty())
    assert "No list was searched" in shown(sample.empty())
    assert "None of the parties was found on the lists searched." in shown(sample.plain())


def test_a_report_cannot_steer_the_terminal(sample):
    hostile = sample.hostile("[bold]x[/bold]\x1b[31m\u202e\x07")
    text = printed(hostile)
    assert "[bold]x[/bold]" in text, "markup of rich is shown, not followed"
    assert "\x1b[31m" not in text
    assert not set(text) & set("\x07\u202e")


def test_json_is_the_assessment(each):
    data = render.assessment_json(each)
    assert set(data) >= KEYS
    assert Assessment.from_dict(json.loads(json.dumps(data))) == each


def test_json_has_the_contract_fields(full):
    data = render.assessment_json(full)
    finding = data["findings"][0]
    assert set(finding) >= {"id", "hypothesis", "likelihood", "confidence", "evidence", "missing"}
    assert finding["likelihood"] == {
        "term": "roughly even chance",
        "low": 45,
        "high": 55,
        "value": 0.52,
    }
    assert set(finding["confidence"]) == {"level", "because"}
    assert set(finding["evidence"][0]) == {"id", "direction", "weight"}
    assert set(data["evidence"][0]) >= {
        *("id", "kind", "statement", "locator", "source", "root_source", "date"),
    }
    texts = {d["id"]: d["text"] for d in data["documents"]}
    for claim in data["claims"]:
        assert texts[claim["doc"]][claim["start"] : claim["end"]] == claim["quote"]


def by_schema(assessment: Assessment, schema: str) -> list[dict]:
    return [e for e in render.ftm(assessment) if e["schema"] == schema]


def test_ftm_is_valid_whole_and_repeatable(each):
    entities = list(render.ftm(each))
    assert entities == list(render.ftm(each))
    ids = {e["id"] for e in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        json.dumps(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        model[entity["schema"]].validate(entity)
        cleaned = {p.name: sorted(proxy.get(p)) for p in proxy.iterprops()}
        assert cleaned == {k: sorted(v) for k, v in entity["properties"].items()}
        for prop in proxy.iterprops():
            if prop.type.name == "entity":
                for target in proxy.get(prop):
                    assert target in ids
                    schema = next(e["schema"] for e in entities if e["id"] == target)
                    assert model[schema].is_a(prop.range), (entity["schema"], prop.name, schema)


def test_ftm_tells_designations_and_only_presumes_identity(full):
    sanctions = by_schema(full, "Sanction")
    assert {s["properties"]["program"][0] for s in sanctions} == {
        *("RUSSIA-EO14024", "BELARUS", "Situation in Ukraine"),
    }
    ofac = next(s for s in sanctions if s["properties"]["program"] == ["RUSSIA-EO14024"])
    assert ofac["properties"]["startDate"] == ["2022-02-25"]
    assert ofac["properties"]["entity"] == ["ofac-35096"]
    similar = by_schema(full, "Similar")
    assert {s["properties"]["match"][0] for s in similar} == {"ofac-35096", "ofac-9686"}
    actor = next(e for e in by_schema(full, "Person") if e["caption"] == "Vladimir Putin")
    assert "topics" not in actor["properties"], "the report's actor is not itself listed"
    assert actor["properties"]["weakAlias"] == ["Putin"]


def test_ftm_events_carry_who_claims_it_and_how_surely(full):
    events = {e["properties"]["recordId"][0]: e["properties"] for e in by_schema(full, "Event")}
    assert len(events) == len(full.claims)
    assert events["c1"]["name"] == ["Claim 1: evasion of sanctions (likely, planned)"]
    assert events["c1"]["startDate"] == ["2023-03-20"]
    assert events["c1"]["endDate"] == ["2023-03-22"]
    assert events["c7"]["date"] == ["2023-03-17"]
    assert events["c1"]["description"][0].endswith("<- Institute for the Study of War")
    (link,) = by_schema(full, "UnknownLink")
    assert link["properties"]["role"] == ["claimed evasion of sanctions (likely, planned)"]


def test_ftm_mentions_name_each_document_once(full):
    mentions = by_schema(full, "Mention")
    isw = [m for m in mentions if "ISW" in m["properties"]["name"]]
    assert len(isw) == 2
    assert len({m["properties"]["resolved"][0] for m in isw}) == 1


def test_ftm_links_no_one_to_himself(full):
    claim = Claim(
        doc=full.documents[0].id,
        quote="x",
        start=0,
        end=1,
        event=Event.MEET,
        agent=("Xi Jinping",),
        recipient=("Xi",),
    )
    assert by_schema(full.model_copy(update={"claims": (claim,)}), "UnknownLink") == []


@pytest.mark.parametrize("id", ["with space/and slash", "é", ""])
def test_ftm_gives_odd_list_ids_a_valid_one(full, id):
    screened = full.parties[0]
    match = screened.matches[0]
    listed = match.listed.model_copy(update={"id": id})
    party = screened.model_copy(update={"matches": (match.model_copy(update={"listed": listed}),)})
    (similar,) = by_schema(full.model_copy(update={"parties": (party,)}), "Similar")
    assert similar["properties"]["match"][0].startswith("byway-")
