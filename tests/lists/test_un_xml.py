"""The UN consolidated list: partial dates, qualities, scripts, and broken files."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from byway.errors import ListError
from byway.lists import ListedParty, ListStore

Load = Callable[..., dict[str, ListedParty]]


def test_individual(load: Load) -> None:
    listed = load("un-xml", "un")["un-7000001"]
    party = listed.party
    assert party.schema_name == "Person"
    assert party.get("name") == ("JONAS EXAMPLE MUSTER",)
    assert party.get("alias") == ("존 보기", "Jon Example")
    assert party.get("weakAlias") == ("The Sample",)
    assert party.get("firstName") == ("JONAS",)
    assert party.get("lastName") == ("MUSTER",)
    assert party.get("birthDate") == ("1958-07-16", "1960", "1962", "1963", "1964")
    assert party.get("birthPlace") == ("Hamhung, Democratic People's Republic of Korea",)
    assert party.get("nationality") == ("kp",)
    assert party.get("country") == ("kp",)
    assert party.get("gender") == ("male",)
    assert party.get("passportNumber") == ("381120000",)
    assert party.get("idNumber") == ("777-1",)
    assert party.get("title") == ("Colonel",)
    assert party.get("position") == ("Trade representative",)
    (designation,) = listed.designations
    assert designation.since == date(2017, 6, 2)
    assert designation.programme == "DPRK"
    assert designation.entry == "KPi.999"


def test_entity(load: Load) -> None:
    party = load("un-xml", "un")["un-7000002"].party
    assert party.schema_name == "Organization"
    assert party.names == ("EXAMPLE MINING CORPORATION", "EXMICO")
    assert party.get("previousName") == ("SAMPLE MINING BUREAU",)


def test_day_is_the_lists_own(store: ListStore, samples: Path) -> None:
    snapshot = store.add([samples / "un"], "un-xml", "un", force=True)
    assert snapshot.day == date(2026, 5, 4)
    assert snapshot.counts == {"individuals": 1, "entities": 1}
    assert any("1 parties (individuals), forced in" in w for w in snapshot.warnings)


def test_cut_xml(store: ListStore, samples: Path, tmp_path: Path) -> None:
    text = (samples / "un" / "consolidated.xml").read_bytes()
    (tmp_path / "un.xml").write_bytes(text[: len(text) // 2])
    with pytest.raises(ListError, match=r"un\.xml, line \d+, column \d+: broken XML"):
        store.add([tmp_path / "un.xml"], "un-xml", "un", force=True)


def test_cut_gzip(store: ListStore, samples: Path, tmp_path: Path) -> None:
    packed = gzip.compress((samples / "un" / "consolidated.xml").read_bytes())
    (tmp_path / "un.xml.gz").write_bytes(packed[:-20])
    with pytest.raises(ListError, match="damaged or cut"):
        store.add([tmp_path / "un.xml.gz"], "un-xml", "un", force=True)


def test_bad_encoding(store: ListStore, samples: Path, tmp_path: Path) -> None:
    text = (samples / "un" / "consolidated.xml").read_bytes()
    (tmp_path / "un.xml").write_bytes(text.replace(b"JONAS", b"JON\xe4S"))
    with pytest.raises(ListError, match=r"line 7, column \d+: broken XML \(not well-formed"):
        store.add([tmp_path / "un.xml"], "un-xml", "un", force=True)


def test_entities_that_explode_are_refused(store: ListStore, tmp_path: Path) -> None:
    nested = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    body = "<CONSOLIDATED_LIST><INDIVIDUALS>&e9;</INDIVIDUALS></CONSOLIDATED_LIST>"
    (tmp_path / "a.xml").write_text(f'<!DOCTYPE a [<!ENTITY e0 "e">{nested}]>{body}')
    with pytest.raises(ListError, match=r"broken XML .*amplification"):
        store.add([tmp_path / "a.xml"], "un-xml", "un", force=True)


def test_another_root(store: ListStore, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<sdnList/>")
    with pytest.raises(ListError, match="root element 'sdnList'; expected root element"):
        store.add([tmp_path / "a.xml"], "un-xml", "un")


def test_no_xml(store: ListStore, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("")
    with pytest.raises(ListError, match="broken XML"):
        store.add([tmp_path / "a.xml"], "un-xml", "un")


def test_two_files(store: ListStore, samples: Path, tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_bytes((samples / "un" / "consolidated.xml").read_bytes())
    with pytest.raises(ListError, match=r"a\.xml and .*b\.xml: 2 files that may be the list"):
        store.add([tmp_path], "un-xml", "un")


def test_unknown_values_warn(store: ListStore, samples: Path, tmp_path: Path) -> None:
    text = (samples / "un" / "consolidated.xml").read_text()
    for old, new in (
        (">Male<", ">Unsaid<"),
        (">Good<", ">Fair<"),
        (">DPRK<", ">Atlantis<"),
        (">Passport<", ">Library card<"),
        (">1958-07-16<", ">long ago<"),
        ("<COUNTRY>Democratic People's Republic of Korea", "<COUNTRY>Atlantis"),
    ):
        text = text.replace(old, new)
    (tmp_path / "un.xml").write_text(text)
    snapshot = store.add([tmp_path / "un.xml"], "un-xml", "un", force=True)
    warnings = "\n".join(snapshot.warnings)
    for word in ("Unsaid", "Fair", "Atlantis", "Library card", "long ago", "unknown country"):
        assert word in warnings
    assert "Born: long ago" in snapshot.party("un-7000001").party.get("notes")
