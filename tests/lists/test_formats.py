"""The other formats: the same made-up parties in every publisher's clothes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from followthemoney import model

from byway.errors import ListError
from byway.lists import FORMATS, ListedParty, ListStore, describe

Load = Callable[..., dict[str, ListedParty]]

SAMPLES = [
    ("ofac-csv", "ofac", None),
    ("ofac-xml", "us/sdn.xml", date(2025, 3, 28)),
    ("ofac-xml", "us/enhanced.xml", date(2025, 1, 10)),
    ("ofac-xml", "us/advanced.xml", date(2025, 2, 14)),
    ("un-xml", "un", date(2026, 5, 4)),
    ("eu-fsf-xml", "eu/full.xml", date(2026, 6, 5)),
    ("eu-fsf-csv", "eu/full.csv", date(2026, 6, 5)),
    ("eu-fsf-csv", "eu/old.csv", date(2018, 7, 4)),
    ("uk-csv", "uk/UK-Sanctions-List.csv", date(2026, 4, 28)),
    ("uk-csv", "uk/ConList.csv", date(2018, 4, 13)),
    ("uk-csv", "uk/tables", None),
    ("csl-csv", "us/consolidated.csv", None),
    ("csl-json", "us/consolidated.json", date(2026, 3, 1)),
    ("ca-sema-xml", "sema.xml", None),
    ("ch-seco-xml", "seco.xml", date(2026, 1, 17)),
    ("ftm", "entities.ftm.json", None),
    ("targets-simple", "targets.simple.csv", None),
    ("csv", "csv", None),
]


@pytest.mark.parametrize(("format", "sample", "day"), SAMPLES)
def test_day_and_valid_ftm(
    store: ListStore, samples: Path, format: str, sample: str, day: date | None
) -> None:
    snapshot = store.add([samples / sample], format, "x", force=True)
    assert snapshot.day == (day or date.today())
    for listed in snapshot.parties():
        for entity in listed.to_ftm():
            schema = model.get(entity["schema"])
            assert schema is not None
            assert set(entity["properties"]) <= set(schema.properties)


@pytest.mark.parametrize(("format", "sample", "day"), SAMPLES)
def test_round_trip_through_ftm(
    store: ListStore, samples: Path, tmp_path: Path, format: str, sample: str, day: date | None
) -> None:
    first = store.add([samples / sample], format, "x", date(2026, 1, 1), force=True)
    parties = list(first.parties())
    path = tmp_path / "entities.ftm.json"
    entities = [entity for listed in parties for entity in listed.to_ftm()]
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities))
    again = store.add([path], "ftm", "x", date(2026, 1, 1))
    assert list(again.parties()) == parties


def test_every_format_has_a_sample_and_a_description() -> None:
    assert {format for format, _, _ in SAMPLES} == set(FORMATS)
    for format in FORMATS:
        description = describe(format)
        assert description.title
        assert description.publisher
        assert description.expected
        assert all(a.startswith("https://") for a in description.addresses.values())


@pytest.mark.parametrize(
    ("format", "sample", "id"),
    [
        ("ofac-xml", "us/sdn.xml", "ofac-102"),
        ("ofac-xml", "us/enhanced.xml", "ofac-102"),
        ("ofac-xml", "us/advanced.xml", "ofac-102"),
        ("eu-fsf-xml", "eu/full.xml", "eu-fsf-9991"),
        ("eu-fsf-csv", "eu/full.csv", "eu-fsf-9991"),
        ("uk-csv", "uk/UK-Sanctions-List.csv", "gb-RUS9991"),
        ("csl-csv", "us/consolidated.csv", "ofac-102"),
        ("csl-json", "us/consolidated.json", "ofac-102"),
        ("ch-seco-xml", "seco.xml", "ch-seco-100"),
        ("ca-sema-xml", "sema.xml", "ca-sema-973ec27b9067db4f"),
    ],
)
def test_one_person_in_every_format(load: Load, format: str, sample: str, id: str) -> None:
    party = load(format, sample)[id].party
    assert party.schema_name == "Person"
    assert {"ivan", "petrov"} <= set(party.caption.lower().split())
    assert "1962-10-07" in party.get("birthDate")
    if format != "ca-sema-xml":
        assert party.get("passportNumber") == ("123456789",)
        assert "ru" in party.get("nationality")
    if "csl" not in format and format != "eu-fsf-csv" and "sdn" not in sample:
        assert any("петров" in name.lower() for name in party.names)


def test_ofac_plain_xml(load: Load) -> None:
    listed = load("ofac-xml", "us/sdn.xml")
    petrov = listed["ofac-102"].party
    assert petrov.get("alias") == ("Vanya PETROV",)
    assert petrov.get("weakAlias") == ("VANYA",)
    assert petrov.get("gender") == ("male",)
    assert petrov.get("citizenship") == ("by",)
    assert petrov.get("address") == ("12 Lenina St., Moscow, 101000, Russia",)
    vessel = listed["ofac-103"].party
    assert vessel.get("imoNumber") == ("9074729",)
    assert vessel.get("grossRegisteredTonnage") == ("56000",)
    since = {d.programme: d.since for d in listed["ofac-201"].designations}
    assert since == {"UKRAINE-EO13662": None, "RUSSIA-EO14024": date(2022, 2, 24)}


def test_ofac_enhanced_xml(load: Load) -> None:
    listed = load("ofac-xml", "us/enhanced.xml")["ofac-102"]
    assert listed.party.get("alias") == ("Иван Иванович ПЕТРОВ",)
    assert listed.party.get("previousName") == ("Ivan PETROFF",)
    assert listed.party.get("weakAlias") == ("VANYA",)
    assert listed.party.get("country") == ("ru", "by")
    assert listed.designations[0].since == date(2022, 6, 28)


def test_ofac_xml_that_miscounts(store: ListStore, samples: Path, tmp_path: Path) -> None:
    text = (samples / "us" / "sdn.xml").read_text()
    (tmp_path / "sdn.xml").write_text(text.replace("<Record_Count>3", "<Record_Count>4"))
    with pytest.raises(ListError, match="3 entries; expected 4, as it says itself"):
        store.add([tmp_path / "sdn.xml"], "ofac-xml", "x", force=True)


def test_ofac_advanced_xml(store: ListStore, samples: Path) -> None:
    snapshot = store.add([samples / "us" / "advanced.xml"], "ofac-xml", "x", force=True)
    assert snapshot.counts == {"parties": 3}
    assert any("without a sanctions entry" in warning for warning in snapshot.warnings)
    petrov = snapshot.party("ofac-102")
    assert petrov.party.caption == "Ivan Ivanovich PETROV"
    assert petrov.party.get("alias") == ("Иван ПЕТРОВ", "彼伊万")
    assert petrov.party.get("previousName") == ("Ivan PETROFF",)
    assert petrov.party.get("weakAlias") == ("VANYA",)
    assert petrov.party.get("birthDate") == ("1962-10-07", "1961")
    assert petrov.party.get("birthPlace") == ("Tula, Russia",)
    assert petrov.party.get("gender") == ("male",)
    assert petrov.party.get("position") == ("Director General",)
    assert petrov.party.get("address") == ("12 Lenina St., Moscow, Russia",)
    assert petrov.designations[0].since == date(2022, 6, 28)
    firm = snapshot.party("ofac-101")
    assert firm.party.schema_name == "Organization"
    assert [d.programme for d in firm.designations] == ["RUSSIA-EO14024", "NPWMD"]
    vessel = snapshot.party("ofac-103").party
    assert vessel.get("imoNumber") == ("9074729",)
    assert vessel.get("flag") == ("ru",)
    ties = {(r.source_id, r.target_id, r.properties.get("summary")) for r in snapshot.relations()}
    assert ties == {("ofac-102", "ofac-101", None), ("ofac-101", "ofac-103", ("former",))}


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        ((1970, 1, 1), (1970, 12, 31), ("1970",)),
        ((1970, 3, 1), (1970, 3, 31), ("1970-03",)),
        ((1970, 3, 2), (1970, 3, 5), ("1970-03-02",)),
        ((1970, 1, 1), (1972, 12, 31), ("1970", "1971", "1972")),
        ((1970, 0, 0), (1970, 0, 0), ("1970",)),
        ((1970, 5, 0), (1970, 5, 0), ("1970-05",)),
        ((0, 0, 0), (0, 0, 0), ()),
    ],
)
def test_periods_of_the_advanced_xml(
    store: ListStore,
    samples: Path,
    tmp_path: Path,
    start: tuple[int, ...],
    end: tuple[int, ...],
    dates: tuple[str, ...],
) -> None:
    def words(day: tuple[int, ...]) -> str:
        return "<Year>{}</Year><Month>{}</Month><Day>{}</Day>".format(*day)

    text = (samples / "us" / "advanced.xml").read_text()
    period = f"<Start><From>{words(start)}</From></Start><End><To>{words(end)}</To></End>"
    text = re.sub(r"(<DatePeriod[^>]*>).*?(</DatePeriod>)", rf"\g<1>{period}\g<2>", text)
    (tmp_path / "a.xml").write_text(text)
    snapshot = store.add([tmp_path / "a.xml"], "ofac-xml", "x", force=True)
    assert snapshot.party("ofac-102").party.get("birthDate") == dates


def test_another_root_is_named(store: ListStore, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<Other/>")
    with pytest.raises(ListError, match="root element 'Other'; expected 'sdnList', "):
        store.add([tmp_path / "a.xml"], "ofac-xml", "x")


def test_eu_xml(load: Load) -> None:
    listed = load("eu-fsf-xml", "eu/full.xml")
    petrov = listed["eu-fsf-9991"]
    assert petrov.party.get("alias") == ("Иван Иванович Петров",)
    assert petrov.party.get("weakAlias") == ("Vanya",)
    assert petrov.party.get("birthDate") == ("1962-10-07", "1961", "1958", "1959")
    assert petrov.designations[0].since == date(2022, 4, 8)
    assert petrov.designations[0].entry == "EU.9991.11"
    romashka = listed["eu-fsf-9992"]
    assert romashka.party.get("registrationNumber") == ("1097746123456",)
    assert romashka.party.get("country") == ("by",)
    assert romashka.designations[0].since == date(2023, 6, 23)


def test_eu_csv_of_2018(load: Load) -> None:
    listed = load("eu-fsf-csv", "eu/old.csv")["eu-fsf-9993"]
    assert listed.party.get("name") == ("Robert Example",)
    assert listed.party.get("passportNumber") == ("AD001",)
    assert listed.designations[0].since == date(2002, 9, 13)
    assert listed.designations[0].programme == "ZWE"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a;b;c\n1;2;3\n", "no column 'Entity_LogicalId'"),
        (
            "Entity_LogicalId;Entity_SubjectType;NameAlias_WholeName\n1;P\n",
            "line 2: 2 columns; expected 3 columns",
        ),
        (
            "Entity_LogicalId;Entity_SubjectType;NameAlias_WholeName\n;P;A\n",
            "line 2: no Entity_LogicalId",
        ),
    ],
)
def test_eu_csv_broken(store: ListStore, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.csv").write_text(content)
    with pytest.raises(ListError, match=message):
        store.add([tmp_path / "a.csv"], "eu-fsf-csv", "x", force=True)


def test_eu_unknown_values_warn(store: ListStore, samples: Path, tmp_path: Path) -> None:
    text = (samples / "eu" / "full.xml").read_text()
    text = text.replace('"P"', '"Q"').replace('"regnumber"', '"magic"').replace("(passport-", "(")
    (tmp_path / "eu.xml").write_text(text)
    warnings = "\n".join(store.add([tmp_path / "eu.xml"], "eu-fsf-xml", "x", force=True).warnings)
    assert "unknown value 'Q', read as an organization" in warnings
    assert "unknown value 'magic', read as an id number" in warnings


def test_uk_list(load: Load) -> None:
    listed = load("uk-csv", "uk/UK-Sanctions-List.csv")
    petrov = listed["gb-RUS9991"]
    assert petrov.party.get("alias") == ("Иван Иванович Петров", "Ivan PETROFF")
    assert petrov.party.get("weakAlias") == ("VANYA",)
    assert petrov.party.get("birthDate") == ("1962-10-07", "1961")
    assert petrov.party.get("nationality") == ("ru", "by")
    assert petrov.designations[0].since == date(2022, 3, 16)
    assert petrov.designations[0].reason == "For the test."
    mining = listed["gb-DPR9992"]
    assert mining.designations[0].authority == "United Nations Security Council"
    assert mining.party.get("registrationNumber") == ("REG-1",)
    vessel = listed["gb-RUS9993"].party
    assert vessel.get("imoNumber") == ("9074729",)
    assert vessel.get("pastFlags") == ("mt", "cy")
    assert vessel.get("tonnage") == ("56000",)


def test_uk_list_of_2018(load: Load) -> None:
    listed = load("uk-csv", "uk/ConList.csv")["gb-88881"]
    assert listed.party.get("birthDate") == ("1980", "1981")
    assert listed.party.get("nationality") == ("ye", "qa")
    assert listed.party.get("previousName") == ("Jon SAMPLE",)
    assert listed.designations[0].authority is not None
    assert "OFSI" not in listed.designations[0].authority
    assert listed.designations[0].authority.startswith("HM Treasury")


def test_uk_tables(load: Load) -> None:
    listed = load("uk-csv", "uk/tables")
    petrov = listed["gb-RUS9991"]
    assert petrov.party.get("weakAlias") == ("VANYA",)
    assert petrov.party.get("passportNumber") == ("0123",)
    assert petrov.party.get("birthCountry") == ("ru",)
    assert petrov.designations[0].programme is not None
    assert petrov.designations[0].programme.startswith("The Russia (Sanctions)")
    assert listed["gb-RUS9993"].party.get("flag") == ("pa",)
    assert listed["gb-RUS9993"].party.get("buildDate") == ("2005",)


def test_uk_tables_without_subjects(store: ListStore, samples: Path) -> None:
    with pytest.raises(ListError, match="no table of subjects"):
        store.add([samples / "uk" / "tables" / "list_subject_names.csv"], "uk-csv", "x")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Report Date: 28-Apr-2026\nA,B\n", "line 2: no header row"),
        ("Report Date: 28-Apr-2026\n", "no header row"),
        ("Name 6,Name 1\n", "no column 'Unique ID'"),
        ("Name 6,Unique ID\nA\n", "line 2: 1 columns; expected 2"),
        ("Name 6,Unique ID\nA,\n", "line 2: no Unique ID"),
    ],
)
def test_uk_broken(store: ListStore, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.csv").write_text(content)
    with pytest.raises(ListError, match=message):
        store.add([tmp_path / "a.csv"], "uk-csv", "x", force=True)


def test_uk_unknown_values_warn(store: ListStore, tmp_path: Path) -> None:
    rows = [
        "Name 6,Unique ID,Name type,Alias strength,Designation Type,D.O.B,Gender",
        "A,X1,Nickname,Superb,Individual,once,Unsaid",
        "B,X2,Primary Name,,Robot,,",
    ]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    snapshot = store.add([tmp_path / "a.csv"], "uk-csv", "x", force=True)
    warnings = "\n".join(snapshot.warnings)
    for word in ("nickname", "superb", "Robot", "Unsaid", "dates that cannot be read"):
        assert word in warnings
    assert snapshot.party("gb-X1").party.get("notes") == ("Born: once",)


def test_csl_csv(store: ListStore, samples: Path) -> None:
    paths = [samples / "us" / "consolidated.csv"]
    snapshot = store.add(paths, "csl-csv", "csl", force=True)
    assert snapshot.counts == {"sdn": 2, "ssi": 1, "entity-list": 1, "denied-persons": 1}
    bank = snapshot.party("ofac-201")
    assert [d.programme for d in bank.designations] == [
        "SYRIA",
        "RUSSIA-EO14024",
        "UKRAINE-EO13662",
    ]
    assert bank.party.get("innCode") == ("7701234567",)
    assert bank.party.get("incorporationDate") == ("2001-01-09",)
    optics = snapshot.party("csl-abc1")
    assert optics.party.schema_name == "LegalEntity"
    assert optics.designations[0].topic == "export.control"
    assert optics.designations[0].since == date(2022, 4, 7)
    denied = snapshot.party("csl-abc2").designations[0]
    assert denied.until == date(2027, 3, 10)
    assert not denied.in_force(date(2028, 1, 1))


def test_csl_json(load: Load) -> None:
    listed = load("csl-json", "us/consolidated.json")
    assert listed["csl-abc1"].party.get("address") == ("12 Lenina St., Minsk, 220114, BY",)
    assert listed["ofac-102"].party.get("gender") == ("male",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "no JSON"),
        ("[]", "no list `results`"),
        ('{"results": [], "total": 9}', "0 results; expected 9, as it says itself"),
        ('{"results": [{"name": "A"}]}', "result 1: no entry"),
    ],
)
def test_csl_json_broken(store: ListStore, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(ListError, match=message):
        store.add([tmp_path / "a.json"], "csl-json", "x", force=True)


def test_csl_csv_broken(store: ListStore, samples: Path, tmp_path: Path) -> None:
    text = (samples / "us" / "consolidated.csv").read_text()
    (tmp_path / "a.csv").write_text(text.replace("alt_names", "other_names"))
    with pytest.raises(ListError, match="no column 'alt_names'"):
        store.add([tmp_path / "a.csv"], "csl-csv", "x", force=True)
    (tmp_path / "a.csv").write_text(text.replace("JANE EXAMPLE", ""))
    with pytest.raises(ListError, match="line 6: no name"):
        store.add([tmp_path / "a.csv"], "csl-csv", "x", force=True)


def test_csl_unknown_source_warns(store: ListStore, samples: Path, tmp_path: Path) -> None:
    text = (samples / "us" / "consolidated.csv").read_text()
    text = text.replace("Entity List (EL) - Bureau of Industry and Security", "New List - Office")
    (tmp_path / "a.csv").write_text(text.replace(",Individual,", ",Robot,"))
    snapshot = store.add([tmp_path / "a.csv"], "csl-csv", "x", force=True)
    warnings = "\n".join(snapshot.warnings)
    assert "unknown value 'New List - Office'" in warnings
    assert "unknown value 'Robot'" in warnings
    assert snapshot.party("csl-abc1").designations[0].authority == "Office"


def test_targets_simple(load: Load) -> None:
    listed = load("targets-simple", "targets.simple.csv")
    assert set(listed) == {"NK-1", "NK-2", "NK-3"}
    first = listed["NK-1"]
    assert first.party.names == ("PETROV Ivan", "ПЕТРОВ Иван", "PETROFF Ivan")
    assert first.party.get("birthDate") == ("1962-10-07", "1961")
    assert [d.programme for d in first.designations] == ["EX-1", "EX-2"]
    assert first.designations[0].reason == "Reason with; semicolon; Second"
    assert listed["NK-2"].party.get("imoNumber") == ("9074729",)
    assert listed["NK-2"].designations[0].programme == "Example Sanctions"
    assert listed["NK-3"].designations == ()


def test_targets_simple_broken(store: ListStore, samples: Path, tmp_path: Path) -> None:
    text = (samples / "targets.simple.csv").read_text()
    (tmp_path / "a.csv").write_text(text.replace("Vessel", "Dragon"))
    with pytest.raises(ListError, match="line 3: unknown schema 'Dragon'"):
        store.add([tmp_path / "a.csv"], "targets-simple", "x")
    (tmp_path / "a.csv").write_text(text.replace('"NK-2"', '""'))
    with pytest.raises(ListError, match="line 3: no id"):
        store.add([tmp_path / "a.csv"], "targets-simple", "x")


def test_sema(load: Load) -> None:
    listed = {p.party.caption: p for p in load("ca-sema-xml", "sema.xml").values()}
    petrov = listed["Ivan Ivanovich Petrov"]
    assert petrov.party.get("alias") == ("Иван Петров", "Vanya Petrov")
    assert petrov.party.get("birthDate") == ("1962-10-07", "1961")
    assert petrov.designations[0].programme == "Belarus"
    assert petrov.designations[0].since == date(2020, 9, 28)
    assert listed["Northern Dawn"].party.get("imoNumber") == ("9074729",)
    assert listed["Romashka LLC"].party.get("notes") == ("Date: long ago",)


def test_seco(load: Load) -> None:
    listed = load("ch-seco-xml", "seco.xml")
    assert set(listed) == {"ch-seco-100"}
    petrov = listed["ch-seco-100"]
    assert petrov.party.get("name") == ("Ivan Petrov",)
    assert petrov.party.get("alias") == ("Иван Петров",)
    assert petrov.party.get("weakAlias") == ("Vanya",)
    assert petrov.party.get("previousName") == ("Ivan Petroff",)
    assert petrov.party.get("birthPlace") == ("Tula, Tula Oblast, Russia",)
    assert petrov.designations[0].programme == "Example programme"
    assert petrov.designations[0].since == date(2022, 3, 4)


def test_descriptions_lie_beside_the_formats() -> None:
    names = {path.name for path in (files("byway.data") / "lists").iterdir()}
    assert {f"{format}.yml" for format in FORMATS} <= names
