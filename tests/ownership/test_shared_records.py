"""Real samples: every file loads, and what the known ones show."""

from datetime import date

import pytest

from byway.ownership import Listed, Meets, Structure, judge, load
from byway.ownership.loading import guess
from byway.ownership.view import View

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def samples(shared):
    folder = shared / "ownership"
    if not folder.is_dir():
        pytest.skip(f"no ownership samples at {folder}")
    return folder


def test_every_sample_loads(samples):
    kinds = set()
    for path in sorted(p for p in samples.rglob("*") if p.suffix in (".json", ".xml")):
        holdings = load(path)
        kinds.add(guess(path))
        assert len(holdings), path.name
        for holding in holdings.holdings():
            assert 0 <= holding.share_low <= holding.share_high <= 100
    assert kinds == {"bods", "ftm", "gleif-rr", "gleif-repex", "gleif-lei", "psc"}


def test_bods_and_gleif_of_one_source_agree(samples):
    by_rr = load(samples / "gleif" / "rr-data.xml")
    by_json = load(samples / "gleif" / "rr-data.json")
    assert list(by_rr.holdings()) == list(by_json.holdings())


def test_the_circular_sample_ends(samples):
    holdings = load(samples / "bods" / "10-circular-ownership.json")
    a, b = holdings.ids
    day = date(2026, 5, 1)
    assert judge(holdings, [], as_of=day).results() == []
    results = judge(holdings, [Listed(party_id=a)], as_of=day).results()
    assert {r.party_id: r.outcome for r in results} == {a: Meets.MEETS, b: Meets.MEETS}
    assert Structure.of(holdings, View.of(holdings, day)).circular.all()


def test_zala_resolves(samples):
    holdings = load(samples / "zala_entities.ftm.json")
    person = "NK-aU5ybkbRFJucf8YMwsJvDw"
    firm = "NK-abdzbEBkqyT29GyREbiURZ"
    listed = [Listed(party_id=person, since=date(2022, 2, 24))]
    judged = judge(holdings, listed, as_of=date(2024, 8, 1))
    result = judged.of(firm)
    assert (result.outcome, result.low, result.high) == (Meets.MEETS, 51, 51)
    earlier = judge(holdings, listed, as_of=date(2022, 12, 1)).of(firm)
    assert (earlier.outcome, earlier.low, earlier.high) == (Meets.MAY_MEET, 48, 51)
    assert "contradict each other" in earlier.notes[0]
    assert judge(holdings, listed, as_of=date(2022, 2, 23)).results() == []
    assert judge(holdings, listed, as_of=date(2024, 8, 1), authority="uk").of(firm).low == 51
