"""Shipments and ownership in the page."""

from __future__ import annotations

from datetime import date

from byway import model as m
from byway import render


def with_records(assessment: m.Assessment) -> m.Assessment:
    flag = m.Flag(
        shipment_id="INV-7",
        rule="ADR-06",
        version="1",
        outcome=m.Outcome.PRESENT,
        values={"consignee_email": ("<b>a</b>@mail.example",)},
        citation="Tri-Seal Compliance Note, 2023-03-02",
        title="Personal e-mail account",
    )
    shipment = m.FlaggedShipment(
        id="INV-7",
        dataset="orders.csv",
        row=12,
        day=date(2023, 5, 4),
        parties={"consignee": ("Dnieper Trading",)},
        origin="CN",
        stops=("KZ",),
        destination="BY",
        end_user_country="RU",
        hs="854231",
        score=2.25,
        flags=(flag,),
        open=3,
    )
    reach = m.Reach(
        party="Dnieper Trading",
        authority="ofac",
        outcome="meets",
        statement="By these records, blocked persons hold 60 % of Dnieper Trading.",
        dataset="owners.csv",
        rule="50 % or more",
        working=("Ivan holds 60 % of Dnieper Trading",),
    )
    return assessment.model_copy(update={"shipments": (shipment,), "reaches": (reach,)})


def test_flags_stand_with_their_values_and_the_text_they_come_from(full: m.Assessment) -> None:
    page = render.html(with_records(full))
    assert "Personal e-mail account" in page and "Tri-Seal Compliance Note" in page
    assert "ADR-06</span>: consignee email <bdi>&lt;b&gt;a&lt;/b&gt;@mail.example</bdi>" in page
    assert 'href="#rule-ADR-06"' in page and 'id="rule-ADR-06"' in page
    assert "3 rules could not be assessed" in page
    assert "end user in Russia" in page and "through </span> Kazakhstan" in page
    assert 'href="#ownership"' in page and "Ivan holds 60 % of Dnieper Trading" in page


def test_without_records_the_page_does_not_speak_of_them(full: m.Assessment) -> None:
    page = render.html(full)
    assert 'id="shipments"' not in page and 'id="ownership"' not in page


def test_it_comes_back_from_json(full: m.Assessment) -> None:
    held = with_records(full)
    assert m.Assessment.from_dict(render.assessment_json(held)) == held
