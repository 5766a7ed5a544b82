"""The page: complete, safe, self-contained, the same each time."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections import Counter
from itertools import pairwise

import pytest

from byway import render
from byway.model import Direction, EvidenceKind, Likelihood, Weighed

ORDER = [
    *("judgement", "evidence", "timeline", "routes", "parties", "goods", "sources", "claims"),
    "receipt",
]


def words(node) -> str:
    return " ".join(node.text_content().split())


def one(page, id):
    (node,) = page.xpath(f"//*[@id='{id}']")
    return node


def test_sections_follow_each_other_and_are_listed_in_the_contents(each, parse):
    page = parse(each)
    assert page.xpath("//main/section/@id") == ORDER
    assert page.xpath("//nav//a/@href") == [f"#{id}" for id in ORDER]
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("/html/@lang") == ["en"]


def test_every_reference_inside_the_page_leads_somewhere_and_ids_are_unique(each, parse):
    page = parse(each)
    ids = Counter(page.xpath("//@id"))
    assert [id for id, n in ids.items() if n > 1] == []
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    targets |= {id for value in page.xpath("//@aria-labelledby") for id in value.split()}
    assert targets <= set(ids)


def test_headings_never_skip_a_level(each, parse):
    levels = [int(h.tag[1]) for h in parse(each).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_table_headers_have_a_scope_and_cells_a_label_for_narrow_pages(full, parse):
    page = parse(full)
    assert page.xpath("//th[not(@scope)]") == []
    for row in page.xpath("//tbody/tr[td]"):
        unlabelled = [c for c in row.xpath("td") if not c.get("data-label")]
        assert len(unlabelled) <= 2, words(row)


def test_nothing_is_loaded_and_nothing_runs(each, parse):
    page = parse(each)
    assert page.xpath("//script|//link|//iframe|//object|//embed|//img|//form|//base") == []
    assert page.xpath("//@src|//@srcset|//@style|//@xlink:href", namespaces={"xlink": "x"}) == []
    handlers = [a for node in page.iter() for a in node.attrib if a.lower().startswith("on")]
    assert handlers == []
    css = "".join(page.xpath("//style/text()"))
    assert not re.search(r"url\(|@import|@font-face|expression\(", css)


def test_the_policy_forbids_everything_but_this_very_style(each, parse):
    page = parse(each)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (css,) = page.xpath("//style/text()")
    digest = b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_links_lead_to_the_web_or_inside_and_tell_the_web_nothing(each, parse):
    for link in parse(each).xpath("//a"):
        if not link.get("href").startswith("#"):
            assert re.match(r"https?://[a-z]", link.get("href"))
            assert {"noreferrer", "noopener"} <= set(link.get("rel").split())


def test_hostile_text_stays_text(sample, parse):
    page = parse(sample.hostile())
    raw = render.html(sample.hostile())
    assert "<script" not in raw
    assert "<img" not in raw
    assert "javascript:" in words(page)
    assert not any("javascript" in href for href in page.xpath("//@href"))
    assert "{{ 7*7 }}" in words(page), "text of a report is never a template"
    assert "<script>alert(1)</script>" in words(page)
    assert "&amp;{{" in words(page), "an entity in the text is shown as it stands there"
    assert not set(raw) & set("\x00\x1b\u202e"), "no control characters, no direction overrides"


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "\u202d123", "\x85"])
def test_text_that_no_page_may_hold_is_replaced(full, text):
    page = render.html(full.model_copy(update={"question": text}))
    assert "\ufffd" in page.encode("utf-8").decode("utf-8")


def test_the_same_assessment_gives_the_same_bytes(sample):
    assert render.html(sample.full()) == render.html(sample.full())


def test_a_finding_shows_all_that_belongs_to_it(full, parse):
    finding = full.findings[0]
    node = one(parse(full), "finding-1")
    text = words(node)
    for expected in (
        finding.hypothesis,
        finding.judgement,
        "roughly even chance 45–55 %",
        *finding.confidence.because,
        *finding.missing,
        *finding.would_change,
        "Independent sources: 2",
        *finding.sources,
    ):
        assert expected in text
    (scale,) = node.xpath(".//svg[@class='scale']")
    (part,) = scale.xpath(".//rect[@class='scale-part']")
    assert (part.get("x"), part.get("width")) == ("45%", "10%")
    groups = [words(th) for th in node.xpath(".//tr[@class='group']/th")]
    assert groups == ["For", "Against", "Context"]
    rows = node.xpath(".//tbody[1]/tr[td]")
    assert ["0.5 bits" in words(r) for r in rows] == [True, False, False]
    assert rows[0].xpath(".//a/@href") == ["#claim-4", "#evidence-1"]


def test_likelihood_and_confidence_never_share_a_sentence(full, parse):
    for node in parse(full).xpath("//p|//li|//td"):
        for sentence in words(node).split(". "):
            terms = [t for t in ("almost certain", "roughly even", "likely") if t in sentence]
            assert not (terms and "confidence" in sentence.casefold()), sentence


def test_a_finding_without_evidence_against_says_so(full, parse):
    assert "Nothing in these inputs speaks against it." in words(one(parse(full), "finding-3"))


def test_evidence_that_is_not_there_is_named(full, parse):
    lost = Weighed(id="E99", direction=Direction.FOR, weight=1.0)
    finding = full.findings[0].model_copy(update={"evidence": (lost,)})
    page = parse(full.model_copy(update={"findings": (finding,)}))
    assert "E99 is not among the evidence" in words(one(page, "finding-1"))


def test_every_evidence_item_is_listed_with_its_use(full, parse):
    page = parse(full)
    assert len(page.xpath("//section[@id='evidence']//tbody/tr")) == len(full.evidence)
    assert "finding 1: against, 0.5 bits" in words(one(page, "evidence-5"))
    assert "no finding" in words(one(page, "evidence-9"))
    assert "panel.csv, row BY/880730" in words(one(page, "evidence-9"))
    assert one(page, "evidence-7").xpath(".//a/@href")[0] == "#party-1"
    assert one(page, "evidence-8").xpath(".//a/@href")[0] == "#goods-1"
    assert {e.kind for e in full.evidence} >= {EvidenceKind.DESIGNATION, EvidenceKind.CONTROL}


def test_claims_and_their_places_in_the_text_lead_to_each_other(full, parse):
    page = parse(full)
    for number, claim in enumerate(full.claims, 1):
        marked = one(page, f"text-{number}")
        assert marked.get("href") == f"#claim-{number}"
        assert f"#text-{number}" in one(page, f"claim-{number}").xpath(".//a/@href")
        (quote,) = one(page, f"claim-{number}").xpath(".//blockquote")
        assert quote.text_content() == claim.quote


def test_marked_text_is_the_quote(full, parse):
    page = parse(full)
    marks = one(page, "text-4").xpath("following-sibling::*[position() <= 2]")
    assert "".join(m.text_content() for m in marks) == full.claims[3].quote
    assert "several" in marks[0].get("class"), "claim 3 is still open where claim 4 begins"
    assert "said-possible" in marks[0].get("class"), "the least certain of the two"


def test_what_is_not_the_report_is_dimmed_and_named(full, parse):
    page = parse(full)
    dim = [words(n) for n in page.xpath("//div[contains(@class, 'dim')]")]
    assert dim[0].startswith("photo caption")
    assert dim[1] == "promotionSUBSCRIBE TO OUR MORNING LETTER"


def test_a_claim_tells_who_said_it_how_surely_and_of_whom(full, parse):
    text = words(one(parse(full), "claim-5"))
    for expected in ("possible", "occurred", "reportedly", "March 2023", "rifles, drone parts"):
        assert expected in text
    assert "Institute for the Study of War" in text
    assert "Chinese firms (China)" in text
    assert one(parse(full), "claim-1").xpath(".//dd/a/@href")[:2] == ["#party-3", "#party-1"]


def test_a_quote_that_does_not_stand_in_its_text_is_reported(sample, parse):
    page = parse(sample.crowded())
    assert "does not stand in the text" in words(one(page, "claim-62"))
    assert page.xpath("//*[@id='text-62']") == []
    assert "document was not given" in words(one(page, "claims"))


def test_standing_of_parties(full, parse):
    page = parse(full)
    first = words(one(page, "party-1"))
    for expected in (
        "Strong match",
        "score 0.97",
        "us-ofac-sdn",
        "RUSSIA-EO14024",
        "25 February 2022",
        "10 March 2023",
        "International Criminal Court",
        "wanted",
        "not given",
    ):
        assert expected in first
    assert "Possible match, to be checked" in words(one(page, "party-2"))
    section = words(one(page, "parties"))
    assert "A match is not an accusation" in section
    after = section.split("Not found on the lists searched")[1]
    assert "Xi Jinping" in after
    assert "un-sc (1 December 2022, 110 days old)" in after


def test_a_match_without_a_designation_in_force_says_so(full, parse):
    screened = full.parties[0]
    match = screened.matches[0].model_copy(update={"designations": ()})
    party = screened.model_copy(update={"matches": (match,)})
    page = parse(full.model_copy(update={"parties": (party,)}))
    assert "in force on 21 March 2023" in words(one(page, "party-1"))


def test_goods_carry_codes_lists_and_what_they_do_not_prove(full, parse):
    section = words(one(parse(full), "goods"))
    for expected in ("880730", "4.B", "2024-02", "19 May 2023", "does not prove"):
        assert expected in section


def test_routes_are_drawn_with_names_and_words(full, parse):
    figure = one(parse(full), "route-1")
    for svg in figure.xpath("./svg"):
        drawn = words(svg)
        for expected in ("China", "Belarus", "Russia", "possible"):
            assert expected in drawn
        assert svg.xpath(".//line[contains(@class, 'flow-possible')]")
    assert "China → to Belarus → to Russia" in words(figure)


def test_stale_lists_stand_at_the_top(full, parse):
    (warning,) = parse(full).xpath("//header//p[@class='warning']")
    assert "un-sc (1 December 2022, 110 days old)" in words(warning)
    assert "byway-starter (date unknown)" in words(warning)
    assert "us-ofac-sdn" not in words(warning)


def test_without_lists_nothing_is_said_of_standing(sample, parse):
    assert "No list was searched" in words(parse(sample.empty()).xpath("//header")[0])


def test_a_fresh_list_gives_no_warning(sample, parse):
    assert parse(sample.plain()).xpath("//p[@class='warning']") == []


def test_the_source_tree_joins_relays_to_roots(full, parse):
    text = words(one(parse(full), "source-1"))
    assert text.startswith("Institute for the Study of War independent, 6 claims")
    assert "Baltic Courier" in text
    assert "known only through Institute for the Study of War" in words(
        one(parse(full), "source-3")
    )


def test_reports_that_are_one_source_are_told_with_who_added_what(full, parse):
    text = words(one(parse(full), "source-1"))
    assert "3 reports relay one and the same of ISW: one source" in text
    assert "names in common: Ashford" in text
    assert "Baltic Courier , adds no claim" in text.replace("Courier,", "Courier ,")
    links = one(parse(full), "source-1").xpath(".//div[@class='retelling']//a/@href")
    assert any(link.startswith("#claim-") for link in links)


def test_grades_are_shown_as_the_users_and_apart_from_likelihood(sample, full, parse):
    page = parse(full)
    assert "graded B2 by the user (read daily)" in words(one(page, "source-1"))
    assert "graded D by the user" in words(one(page, "source-1"))
    assert "no part of any likelihood" in words(one(page, "sources"))
    assert "graded" not in words(one(page, "judgement"))
    assert "graded" not in words(one(parse(sample.plain()), "sources")).lower()


def test_the_receipt_holds_inputs_lists_versions_and_seal(full, parse):
    text = words(one(parse(full), "receipt"))
    for expected in ("5f" * 32, "9c" * 32, "12043", "0.1.0", "2026-11-24 08:30:05", "threshold"):
        assert expected in text


def test_an_empty_assessment_says_what_is_not_there(sample, parse):
    text = words(parse(sample.empty()))
    assert "No finding" in text
    assert "That is not a finding that nothing happened." in text
    assert "No report was given." in text


def test_text_in_other_scripts_keeps_its_direction(full, parse):
    page = parse(full)
    arabic = [n for n in page.xpath("//blockquote") if "وقالت" in n.text_content()]
    assert [n.get("dir") for n in arabic] == ["auto"]
    assert page.xpath("//div[@class='source']/@lang") == ["en", "en", "uk"]


def test_an_impossible_range_still_draws(full, parse):
    odd = Likelihood(term="certain", low=100, high=100, value=1.0)
    finding = full.findings[0].model_copy(update={"likelihood": odd, "evidence": ()})
    page = parse(full.model_copy(update={"findings": (finding,)}))
    assert page.xpath("//rect[@class='scale-part']/@width") == ["1%"]


def test_evidence_of_a_control_leads_to_the_goods_it_speaks_of(full, parse):
    twin = full.goods[0].model_copy(update={"description": "propellers"})
    page = parse(full.model_copy(update={"goods": (*full.goods, twin)}))
    (item,) = [e for e in full.evidence if e.id == "E8"]
    assert one(page, "evidence-8").xpath(".//a/@href")[:2] == ["#goods-1", "#goods-4"]
    spoken = item.model_copy(update={"statement": "“propellers” may fall under 880730"})
    rest = tuple(spoken if e.id == "E8" else e for e in full.evidence)
    page = parse(full.model_copy(update={"goods": (*full.goods, twin), "evidence": rest}))
    assert one(page, "evidence-8").xpath(".//a/@href")[0] == "#goods-4"
