"""Each format: what is read, and what is refused with its place."""

import gzip
import json
from datetime import date

import pyarrow as pa
import pytest
from pyarrow import parquet

from byway.errors import OptionError, TableError
from byway.ownership import Builder, load
from byway.ownership.loading import guess


@pytest.fixture
def written(tmp_path):
    """Writes content (text, or objects as JSON) to a file with this name."""

    def write(name, content):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    return write


def lines(*objects):
    return "\n".join(map(json.dumps, objects)) + "\n"


def held(holdings):
    """Holdings as short tuples, in the order of the records."""
    return [
        (h.owner_id, h.owned_id, h.kind, round(h.share_low, 4), round(h.share_high, 4))
        for h in holdings.holdings()
    ]


# FollowTheMoney


def test_ftm(written):
    path = written(
        "records.ftm.json",
        lines(
            {"id": "p", "schema": "Person", "properties": {"name": ["Ann"], "country": ["ru"]}},
            {"id": "c", "schema": "Company", "properties": {"name": ["Co"], "alias": ["Kо"]}},
            {
                "id": "o",
                "schema": "Ownership",
                "properties": {
                    "owner": ["p"],
                    "asset": ["c"],
                    "percentage": ["25-50"],
                    "startDate": ["2020"],
                    "endDate": ["2021-06"],
                    "publisher": ["Register"],
                },
            },
            {
                "id": "v",
                "schema": "Ownership",
                "properties": {"owner": ["p"], "asset": ["c"], "sharesType": ["voting"]},
            },
            {
                "id": "d",
                "schema": "Directorship",
                "properties": {"director": ["p"], "organization": ["c"]},
            },
            {
                "id": "k",
                "schema": "Control",
                "properties": {"controller": ["p"], "controlled": ["c"]},
            },
            {"id": "s", "schema": "Sanction", "properties": {"entity": ["p"]}},
        ),
    )
    holdings = load(path)
    assert guess(path) == "ftm"
    assert held(holdings) == [
        ("p", "c", "ownership", 25, 50),
        ("p", "c", "voting", 0, 100),
        ("p", "c", "linked", 0, 100),
        ("p", "c", "control", 0, 100),
    ]
    first = next(holdings.holdings())
    assert (first.since, first.until) == (date(2020, 1, 1), date(2021, 6, 30))
    assert first.source == "Register"
    assert holdings.ids == ("p", "c")
    assert holdings.party(1).names == ("Co", "Kо")


BAD_FTM = {
    "no properties": ({"id": "a", "schema": "Person"}, "line 1, field properties"),
    "no schema": ({"id": "a", "properties": {}}, "line 1, field schema"),
    "no list": ({"id": "a", "schema": "Person", "properties": {"name": "A"}}, "property name"),
    "no owner": (
        {"id": "o", "schema": "Ownership", "properties": {"asset": ["c"]}},
        "property owner",
    ),
    "no share": (
        {
            "id": "o",
            "schema": "Ownership",
            "properties": {"owner": ["a"], "asset": ["c"], "percentage": ["most"]},
        },
        "field percentage: 'most'; expected a share",
    ),
    "no date": (
        {
            "id": "o",
            "schema": "Ownership",
            "properties": {"owner": ["a"], "asset": ["c"], "startDate": ["then"]},
        },
        "field startDate: 'then'; expected a date",
    ),
}


@pytest.mark.parametrize("name", BAD_FTM)
def test_a_bad_ftm_entity_is_named(name, written):
    entity, message = BAD_FTM[name]
    with pytest.raises(TableError, match=message.replace("(", r"\(")):
        load(written("bad.json", lines(entity)), "ftm")


def test_ftm_ends_that_lists_only_name(written):
    control = {
        "id": "k",
        "schema": "Control",
        "properties": {"controller": ["p"]},
        "names": {"controlled": "Some Firm"},
    }
    tie = {"id": "l", "schema": "UnknownLink", "properties": {"subject": ["p"]}}
    holdings = load(written("list.json", lines(control, tie)))
    assert held(holdings) == [("p", "name:Some Firm", "control", 0, 100)]
    assert holdings.name(0) == "Some Firm"
    assert "one end alone" in holdings.notes[0]


# BODS


def entity(id, name, day="2024-01-01", **more):
    return statement(id, "entity", day, **more) | {
        "recordDetails": {
            "entityType": {"type": "registeredEntity"},
            "name": name,
            "jurisdiction": {"code": "GB", "name": "United Kingdom"},
            "identifiers": [{"scheme": "GB-COH", "id": "123"}],
        }
    }


def statement(id, kind, day="2024-01-01", status="new"):
    return {
        "statementId": f"s-{id}-{day}",
        "recordId": id,
        "recordType": kind,
        "recordStatus": status,
        "statementDate": day,
        "publicationDetails": {"bodsVersion": "0.4", "publisher": {"name": "Register"}},
    }


def relation(id, owner, owned, *interests, day="2024-01-01", status="new"):
    return statement(id, "relationship", day, status) | {
        "recordDetails": {"subject": owned, "interestedParty": owner, "interests": list(interests)}
    }


def shares(**share):
    return {"type": "shareholding", "directOrIndirect": "direct", "share": share}


SHARES = [
    ({"exact": 51}, (51, 51)),
    ({"minimum": 25, "exclusiveMaximum": 50}, (25, 50 - 1e-6)),
    ({"exclusiveMinimum": 50, "maximum": 75}, (50 + 1e-6, 75)),
    ({"minimum": 25, "maximum": 50, "exclusiveMinimum": True}, (25 + 1e-6, 50)),
    ({}, (0, 100)),
]


@pytest.mark.parametrize(("share", "expected"), SHARES)
def test_bods_shares(share, expected, written):
    path = written("b.json", [entity("c", "Co"), relation("r", "p", "c", shares(**share))])
    (holding,) = load(path).holdings()
    assert (holding.share_low, holding.share_high) == pytest.approx(expected, abs=1e-9)
    assert holding.source == "Register"


def test_bods_interests_of_every_kind(written):
    kinds = {
        "shareholding": "ownership",
        "votingRights": "voting",
        "appointmentOfBoard": "control",
        "otherInfluenceOrControl": "control",
        "boardMember": "linked",
        "somethingNew": "linked",
        "unknownInterest": "ownership",
    }
    path = written(
        "b.json", [relation("r", "p", "c", *({"type": kind} for kind in kinds), {"share": {}})]
    )
    assert [h.kind for h in load(path).holdings()] == [*kinds.values(), "ownership"]


def test_bods_person_names_and_indirect(written):
    person = statement("p", "person") | {
        "recordDetails": {
            "personType": "knownPerson",
            "names": [{"fullName": "Ann B"}, {"givenName": "Ann", "familyName": "C"}],
            "birthDate": "1970",
            "nationalities": [{"code": "RU"}],
        }
    }
    hidden = statement("q", "person") | {"recordDetails": {"personType": "anonymousPerson"}}
    indirect = shares(exact=60) | {"directOrIndirect": "indirect"}
    path = written("b.json", [person, hidden, relation("r", "p", "c", indirect)])
    holdings = load(path)
    assert holdings.party(0).names == ("Ann B", "Ann C")
    assert holdings.party(0).schema_name == "Person"
    assert holdings.countries(0) == ("ru",)
    assert holdings.name(1) == "a person not named"
    assert not next(holdings.holdings()).direct


def test_bods_unspecified_owner(written):
    unspecified = relation("r", {"reason": "noBeneficialOwners"}, "c")
    holdings = load(written("b.jsonl", lines(entity("c", "Co"), unspecified)))
    assert dict(holdings.unstated) == {0: ("noBeneficialOwners",)}
    assert len(holdings.edges) == 0


def test_bods_statements_of_one_record_follow_each_other(written):
    path = written(
        "b.json",
        [
            relation("r", "p", "c", shares(exact=60) | {"startDate": "2020-01-01"}),
            relation("r", "p", "c", shares(exact=40), day="2024-03-01", status="updated"),
            relation("r", "p", "c", day="2024-06-01", status="closed"),
        ],
    )
    first, second = load(path).holdings()
    assert (first.share_low, first.since, first.until) == (60, date(2020, 1, 1), date(2024, 2, 29))
    assert (second.share_low, second.since, second.until) == (
        40,
        date(2024, 3, 1),
        date(2024, 5, 31),
    )


def test_bods_of_earlier_versions(written):
    def old(id, kind, **more):
        return {"statementID": id, "statementType": kind, "statementDate": "2020-01-01", **more}

    path = written(
        "b.json",
        [
            old("c", "entityStatement", entityType="registeredEntity", name="Co"),
            old("p", "personStatement", personType="knownPerson", names=[{"fullName": "Ann"}]),
            old(
                "r1",
                "ownershipOrControlStatement",
                subject={"describedByEntityStatement": "c"},
                interestedParty={"describedByPersonStatement": "p"},
                interests=[{"type": "shareholding", "share": {"exact": 10}}],
            ),
            old(
                "r2",
                "ownershipOrControlStatement",
                replacesStatements=["r1"],
                subject={"describedByEntityStatement": "c"},
                interestedParty={"describedByPersonStatement": "p"},
                interests=[
                    {
                        "type": "voting-rights",
                        "interestLevel": "indirect",
                        "share": {"minimum": 25, "maximum": 50, "exclusiveMinimum": False},
                    }
                ],
            ),
            old(
                "r3",
                "ownershipOrControlStatement",
                subject={"describedByEntityStatement": "c"},
                interestedParty={"unspecified": {"reason": "unknown"}},
            ),
        ],
    )
    holdings = load(path)
    assert held(holdings) == [("p", "c", "voting", 25, 50)]
    assert holdings.unstated[holdings.numbers["c"]] == ("unknown",)


BAD_BODS = {
    "no statement": ([{"statementId": "x"}], "record 1, field recordType"),
    "another kind": ([statement("x", "thing")], "'thing'; expected entity"),
    "no subject": ([relation("r", "p", None)], "field subject"),
    "odd owner": ([relation("r", 5, "c")], "field interestedParty"),
    "share beyond": ([relation("r", "p", "c", shares(exact=120))], "field share"),
    "share as text": ([relation("r", "p", "c", shares(exact="most"))], "share.exact"),
    "details": ([statement("x", "entity") | {"recordDetails": []}], "field recordDetails"),
    "interests": (
        [relation("r", "p", "c") | {"recordDetails": {"interests": 1, "subject": "c"}}],
        "",
    ),
    "date": ([entity("c", "Co", day="soon")], "field statementDate"),
}


@pytest.mark.parametrize("name", BAD_BODS)
def test_a_bad_bods_statement_is_named(name, written):
    statements, message = BAD_BODS[name]
    if name == "interests":
        statements[0]["recordDetails"]["interestedParty"] = "p"
        message = "field interests"
    with pytest.raises(TableError, match=message):
        load(written("bad.json", statements))


# GLEIF


def rr(
    child, parent, kind="IS_DIRECTLY_CONSOLIDATED_BY", status="ACTIVE", standing="PUBLISHED", **more
):
    return {
        "Relationship": {
            "StartNode": {"NodeID": child, "NodeIDType": "LEI"},
            "EndNode": {"NodeID": parent, "NodeIDType": "LEI"},
            "RelationshipType": kind,
            "RelationshipStatus": status,
            **more,
        },
        "Registration": {"RegistrationStatus": standing},
    }


def period(start, end=None, kind="RELATIONSHIP_PERIOD"):
    return {"StartDate": start, "PeriodType": kind} | ({"EndDate": end} if end else {})


def test_gleif_relationships_are_control(written):
    quantified = {
        "RelationshipPeriods": [
            period("2019-01-01T00:00:00Z", "2019-12-31T00:00:00Z", "ACCOUNTING_PERIOD"),
            period("2018-02-03T00:00:00Z", "2023-04-05T00:00:00Z"),
        ],
        "RelationshipQuantifiers": [
            {"QuantifierAmount": "100.00", "QuantifierUnits": "PERCENTAGE"}
        ],
    }
    path = written(
        "rr.json",
        [
            rr("child", "parent", **quantified),
            rr("child", "top", "IS_ULTIMATELY_CONSOLIDATED_BY"),
            rr("fund", "manager", "IS_FUND-MANAGED_BY"),
            rr("a", "b", standing="ANNULLED"),
            rr("a", "b", status="INACTIVE"),
        ],
    )
    holdings = load(path)
    assert guess(path) == "gleif-rr"
    assert held(holdings) == [
        ("parent", "child", "control", 100, 100),
        ("top", "child", "control", 0, 100),
        ("manager", "fund", "linked", 0, 100),
    ]
    first, second, _ = holdings.holdings()
    assert (first.since, first.until) == (date(2018, 2, 3), date(2023, 4, 5))
    assert (first.direct, second.direct) == (True, False)
    assert len(holdings.notes) == 2


RR_XML = """<?xml version="1.0"?>
<rr:RelationshipData xmlns:rr="http://www.gleif.org/data/schema/rr/2016"><rr:RelationshipRecords>
<rr:RelationshipRecord><rr:Relationship>
<rr:StartNode><rr:NodeID>child</rr:NodeID></rr:StartNode>
<rr:EndNode><rr:NodeID>parent</rr:NodeID></rr:EndNode>
<rr:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</rr:RelationshipType>
<rr:RelationshipPeriods>
<rr:RelationshipPeriod><rr:StartDate>2020-01-01</rr:StartDate><rr:PeriodType>ACCOUNTING_PERIOD</rr:PeriodType></rr:RelationshipPeriod>
<rr:RelationshipPeriod><rr:StartDate>2021-01-01</rr:StartDate><rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod>
</rr:RelationshipPeriods><rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus>
<rr:RelationshipQuantifiers><rr:RelationshipQuantifier><rr:QuantifierAmount>75</rr:QuantifierAmount><rr:QuantifierUnits>PERCENTAGE</rr:QuantifierUnits></rr:RelationshipQuantifier></rr:RelationshipQuantifiers>
</rr:Relationship><rr:Registration><rr:RegistrationStatus>PUBLISHED</rr:RegistrationStatus></rr:Registration>
</rr:RelationshipRecord></rr:RelationshipRecords></rr:RelationshipData>
"""
REPEX_XML = """<repex:ReportingExceptionData xmlns:repex="http://www.gleif.org/data/schema/repex/2016">
<repex:ReportingExceptions><repex:Exception><repex:LEI>child</repex:LEI>
<repex:ExceptionCategory>ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT</repex:ExceptionCategory>
<repex:ExceptionReason>NO_KNOWN_PERSON</repex:ExceptionReason></repex:Exception>
</repex:ReportingExceptions></repex:ReportingExceptionData>
"""
LEI_XML = """<lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016"><lei:LEIRecords>
<lei:LEIRecord><lei:LEI>child</lei:LEI><lei:Entity><lei:LegalName>Child Ltd</lei:LegalName>
<lei:OtherEntityNames><lei:OtherEntityName>Kid Ltd</lei:OtherEntityName></lei:OtherEntityNames>
<lei:LegalJurisdiction>US-DE</lei:LegalJurisdiction></lei:Entity></lei:LEIRecord>
</lei:LEIRecords></lei:LEIData>
"""


def test_gleif_xml_of_all_three_files(written):
    paths = [
        written("rr.xml", RR_XML),
        written("repex.xml", REPEX_XML),
        written("lei.xml", LEI_XML),
    ]
    assert [guess(path) for path in paths] == ["gleif-rr", "gleif-repex", "gleif-lei"]
    holdings = load(paths)
    assert held(holdings) == [("parent", "child", "control", 75, 75)]
    assert next(holdings.holdings()).since == date(2021, 1, 1)
    child = holdings.numbers["child"]
    assert holdings.names(child) == ("Child Ltd", "Kid Ltd")
    assert holdings.countries(child) == ("us",)
    assert "no known person" in holdings.unstated[child][0]


def test_gleif_json_made_from_xml(written):
    record = {
        "RelationshipRecord": {
            "Relationship": {
                "StartNode": {"NodeID": {"$": "child"}},
                "EndNode": {"NodeID": {"$": "parent"}},
                "RelationshipType": {"$": "IS_DIRECTLY_CONSOLIDATED_BY"},
            }
        }
    }
    assert held(load(written("rr.json", {"relations": [record]}))) == [
        ("parent", "child", "control", 0, 100)
    ]


def test_gleif_names_in_json(written):
    record = {
        "LEI": "x",
        "Entity": {
            "LegalName": "X Fund",
            "EntityCategory": "FUND",
            "OtherEntityNames": [{"type": "PREVIOUS", "OtherEntityName": "Y Fund"}],
        },
    }
    holdings = load(written("lei.json", [record]))
    assert holdings.names(0) == ("X Fund", "Y Fund")


def test_bad_gleif_is_named(written):
    with pytest.raises(TableError, match="record 1, field RelationshipType"):
        load(written("rr.json", [rr("a", "b", "IS_A_FRIEND_OF")]))
    with pytest.raises(TableError, match="field StartNode, field NodeID"):
        load(written("rr.json", [rr(None, "b")]))
    with pytest.raises(TableError, match="no whole XML"):
        load(written("rr.xml", RR_XML[:700]))


# UK PSC


def psc(kind="individual-person-with-significant-control", number="123", **data):
    links = {"self": f"/company/{number}/persons-with-significant-control/individual/abc"}
    return {"company_number": number, "data": {"kind": kind, "links": links, **data}}


PERSON = {
    "name_elements": {"forename": "Ann", "middle_name": "B", "surname": "Cee"},
    "date_of_birth": {"month": 3, "year": 1970},
    "nationality": "British",
    "notified_on": "2016-04-06",
}


def test_psc_natures_are_ranges(written):
    natures = [
        "ownership-of-shares-25-to-50-percent",
        "voting-rights-50-to-75-percent-as-trust",
        "ownership-of-shares-75-to-100-percent-as-firm",
        "right-to-appoint-and-remove-directors",
        "significant-influence-or-control",
        "right-to-share-surplus-assets-50-to-75-percent-limited-liability-partnership",
        "ownership-of-shares-more-than-25-percent-registered-overseas-entity",
    ]
    path = written(
        "psc.jsonl", lines(psc(**PERSON, natures_of_control=natures, ceased_on="2020-05-06"))
    )
    holdings = load(path)
    assert guess(path) == "psc"
    assert held(holdings) == [
        ("gb-psc-abc", "gb-coh-00000123", kind, low, high)
        for kind, low, high in (
            ("ownership", 25, 50),
            ("voting", 50, 75),
            ("ownership", 75, 100),
            ("control", 0, 100),
            ("control", 0, 100),
            ("ownership", 50, 75),
            ("ownership", 25, 100),
        )
    ]
    first = next(holdings.holdings())
    assert first.share_low > 25
    assert (first.since, first.until) == (date(2016, 4, 6), date(2020, 5, 6))
    person = holdings.party(holdings.numbers["gb-psc-abc"])
    assert person.names == ("Ann B Cee",)
    assert person.get("birthDate") == ("1970-03",)


def test_psc_companies_of_the_register_make_chains(written):
    corporate = "corporate-entity-person-with-significant-control"
    inside = {"country_registered": "England and Wales", "registration_number": "456"}
    outside = {"country_registered": "Cyprus", "registration_number": "HE 1"}
    path = written(
        "psc.jsonl",
        lines(
            psc(corporate, name="Mid Ltd", identification=inside),
            psc(corporate, number="456", name="Top Ltd", identification=outside),
            {"data": {"kind": "totals#persons-of-significant-control-snapshot"}},
        ),
    )
    holdings = load(path)
    assert [(h.owner_id, h.owned_id) for h in holdings.holdings()] == [
        ("gb-coh-00000456", "gb-coh-00000123"),
        ("gb-psc-abc", "gb-coh-00000456"),
    ]
    assert "without natures of control" in holdings.notes[0]


def test_psc_that_states_no_owner(written):
    path = written(
        "psc.jsonl",
        lines(
            psc("super-secure-person-with-significant-control"),
            psc(
                "persons-with-significant-control-statement",
                number="7",
                statement="no-individual-or-entity-with-signficant-control",
            ),
            psc("exemptions", number="8", exemptions={"psc_exempt_as_trading": {}}),
        ),
    )
    reasons = [text for found in load(path).unstated.values() for text in found]
    assert reasons[0] == "protected"
    assert "no-individual" in reasons[1]
    assert "exempt" in reasons[2]


def test_bad_psc_is_named(written):
    with pytest.raises(TableError, match="line 1, field kind: 'odd'"):
        load(written("psc.json", lines(psc("odd"))))
    with pytest.raises(TableError, match="natures_of_control: 'magic'"):
        load(written("psc.json", lines(psc(**PERSON, natures_of_control=["magic"]))))
    with pytest.raises(TableError, match="natures_of_control: 'magic'; expected a list"):
        load(written("psc.json", lines(psc(**PERSON, natures_of_control="magic"))))
    with pytest.raises(TableError, match=r"links\.self"):
        load(written("psc.json", lines(psc(links={}))))


# Tables


def test_a_table_with_every_column(written):
    path = written(
        "t.csv",
        "owner,owned,share,kind,since,until,source,direct,owner_name,owner_schema,owned_country\n"
        'a,b,25-50,,2020,2021,"Register, p. 3",no,Ann,Person,CY\n'
        "b,c,,control,,,,,,,\n",
    )
    holdings = load(path)
    assert held(holdings) == [("a", "b", "ownership", 25, 50), ("b", "c", "control", 0, 100)]
    first, second = holdings.holdings()
    assert (first.since, first.until) == (date(2020, 1, 1), date(2021, 12, 31))
    assert (first.source, first.direct) == ("Register, p. 3", False)
    assert (second.since, second.source, second.direct) == (None, None, True)
    assert holdings.party(0).schema_name == "Person"
    assert holdings.countries(holdings.numbers["b"]) == ("cy",)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_tables_with_other_delimiters(delimiter, written):
    text = "owner,owned,percentage\na,b,51%\n".replace(",", delimiter)
    assert held(load(written("t.csv", text))) == [("a", "b", "ownership", 51, 51)]


def test_parquet_and_packed_tables(tmp_path):
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({"owner": ["a"], "owned": ["b"], "share": [51.5]}), path)
    assert held(load(path)) == [("a", "b", "ownership", 51.5, 51.5)]
    packed = tmp_path / "t.csv.gz"
    packed.write_bytes(gzip.compress(b"owner,owned,share\na,b,\n"))
    assert held(load(packed)) == [("a", "b", "ownership", 0, 100)]


BAD_TABLES = {
    "owner,share\na,1\n": "column owned missing",
    "owner,owned\n": "no rows",
    "owner,owned\na,b\n,c\n": "row 3, column owner: empty",
    "owner,owned,share\na,b,1\na,c,lots\n": "row 3, column share: 'lots'; expected a share",
    "owner,owned,since\na,b,now\n": "row 2, column since: 'now'; expected a date",
    "owner,owned,kind\na,b,love\n": "row 2, column kind: 'love'; expected one of ownership",
    "owner,owned,since,until\na,b,2022,2020\n": "row 2, column until: before",
    "owner,owned,asset\na,b,c\n": "column owned is there twice",
    "owner,owned\na,b,c\n": "cannot be read",
}


@pytest.mark.parametrize("text", BAD_TABLES)
def test_a_bad_table_is_named(text, written):
    with pytest.raises(TableError, match=BAD_TABLES[text]):
        load(written("bad.csv", text))


# Any file


def test_several_files_make_one_graph(written):
    table = written("t.csv", "owner,owned,share\np,c,51\n")
    names = written(
        "n.json", lines({"id": "p", "schema": "Person", "properties": {"name": ["Ann"]}})
    )
    holdings = load([table, names])
    assert holdings.name(holdings.numbers["p"]) == "Ann"
    assert len(list(holdings.parties())) == 2


BAD_FILES = {
    "empty": ("", "empty"),
    "cut JSON": ('[{"statementId": 1', "no JSON"),
    "a bad line": ('{"schema": "Person", "id": "a", "properties": {}}\n{oops\n', "line 2: no JSON"),
    "no object": ('["statementId"]', "format that is not known"),
    "numbers": ('[1, {"statementId": 1}]', "record 1: 1 is no object"),
    "another XML": ("<feed/>", "format that is not known"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_none_is_named(name, written):
    text, message = BAD_FILES[name]
    with pytest.raises(TableError, match=message):
        load(written("bad.json", text))


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(TableError, match="no such file"):
        load(tmp_path / "nowhere.csv")
    with pytest.raises(TableError, match="is a folder"):
        load(tmp_path)
    with pytest.raises(TableError, match="no file given"):
        load([])
    with pytest.raises(OptionError, match="ftm, bods"):
        load(tmp_path / "x", "yaml")
    cut = tmp_path / "cut.json.gz"
    cut.write_bytes(gzip.compress(b'{"schema": 1}' * 1000)[:20])
    with pytest.raises(TableError, match="cannot be read"):
        load(cut)


def test_an_empty_graph_is_a_graph():
    holdings = Builder().build()
    assert len(holdings) == 0
    assert list(holdings.holdings()) == []
