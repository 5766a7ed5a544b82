"""Reviewed pairs."""

import pytest

from builders import a_screened
from byway.decisions import Decisions, digest
from byway.errors import InputError
from byway.model import Party, Verdict

QUERY = Party.from_ftm({"id": "q", "schema": "Person", "properties": {"name": ["Ann Example"]}})
MATCH = a_screened("Ann Example", listed="EXAMPLE, Ann", score=0.8).matches[0]


def decide(path, verdict, query=QUERY, listed=MATCH.listed):
    Decisions(path).remember(query, listed, "starter", verdict, by="A. Clerk", why="passport seen")
    return Decisions(path)


def test_nothing_decided_changes_nothing(tmp_path):
    assert Decisions(tmp_path / "d.jsonl").apply(QUERY, (MATCH,)) == (MATCH,)


def test_a_different_party_is_no_longer_alerted(tmp_path):
    assert decide(tmp_path / "d.jsonl", Verdict.DIFFERENT).apply(QUERY, (MATCH,)) == ()


def test_the_same_party_is_a_strong_match_that_says_who_decided(tmp_path):
    (match,) = decide(tmp_path / "d.jsonl", Verdict.SAME).apply(QUERY, (MATCH,))
    assert (match.score, match.strong) == (1.0, True)
    assert "A. Clerk" in match.reasons[0].listed_value
    assert "passport seen" in match.reasons[0].listed_value


def test_unsure_stays_open(tmp_path):
    assert decide(tmp_path / "d.jsonl", Verdict.UNSURE).apply(QUERY, (MATCH,)) == (MATCH,)


def test_a_later_decision_replaces_and_the_earlier_is_kept(tmp_path):
    decide(tmp_path / "d.jsonl", Verdict.DIFFERENT)
    decisions = decide(tmp_path / "d.jsonl", Verdict.UNSURE)
    assert decisions.apply(QUERY, (MATCH,)) == (MATCH,)
    assert [d.verdict for d in decisions.all()] == ["different", "unsure"]
    assert len(decisions) == 2


@pytest.mark.parametrize("side", ["query", "listed"])
@pytest.mark.parametrize("field", ["birthDate", "name", "passportNumber"])
def test_a_change_in_a_deciding_field_reopens(tmp_path, side, field):
    decisions = decide(tmp_path / "d.jsonl", Verdict.DIFFERENT)
    party = QUERY if side == "query" else MATCH.listed
    changed = party.model_copy(update={"properties": {**party.properties, field: ("1970",)}})
    query = changed if side == "query" else QUERY
    match = MATCH if side == "query" else MATCH.model_copy(update={"listed": changed})
    assert decisions.apply(query, (match,)) == (match,)


def test_a_note_or_the_order_of_names_does_not():
    one = {"name": ["Ann", "Bea"], "notes": ["x"]}
    two = {"name": ["BEA", "Ann"]}
    parties = [Party.from_ftm({"id": "q", "schema": "Person", "properties": p}) for p in (one, two)]
    assert digest(parties[0]) == digest(parties[1])


def test_a_damaged_file_is_named_with_its_line(tmp_path):
    path = tmp_path / "d.jsonl"
    decide(path, Verdict.SAME)
    path.write_text(path.read_text() + '{"verdict": "maybe"}\n')
    with pytest.raises(InputError, match="line 2"):
        Decisions(path)
