"""A table of publishers with the user's grades."""

import pytest

from builders import a_document
from byway.errors import InputError, TableError
from byway.grades import Grades
from byway.model import Relay, SourceNode


def table(folder, *rows, head="publisher,reliability,credibility,note"):
    path = folder / "grades.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def test_grades_are_found_by_any_name_of_a_publisher(tmp_path):
    grades = Grades.read(table(tmp_path, "The Herald,b,2,own staff", "NP (New Paper),C,,", ""))
    assert grades.of("Herald").reliability == "B"
    assert grades.of("herald").note == "own staff"
    assert grades.of("New Paper").credibility is None
    assert grades.of("Institute (NP)").publisher == "NP (New Paper)"
    assert grades.of("Courier") is None
    assert grades.of(None) is None
    assert len(grades.sha256) == 64


def test_columns_may_be_few_and_in_any_order(tmp_path):
    grades = Grades.read(table(tmp_path, "A,Herald", head="Reliability,Publisher"))
    assert grades.of("Herald").reliability == "A"


def test_grades_stand_beside_roots_and_relays(tmp_path):
    grades = Grades.read(table(tmp_path, "ISW,A,1,", "Herald,D,,"))
    relay = Relay(document="a.txt", chain=("ISW",), claims=2)
    other = Relay(document="gone.txt", chain=(), claims=1)
    nodes = (SourceNode(root="Institute of Rain (ISW)", relays=(relay, other)),)
    (node,) = grades.beside(nodes, [a_document("a.txt", "Herald")])
    assert node.grade.credibility == 1
    assert [r.grade and r.grade.reliability for r in node.relays] == ["D", None]
    assert node.model_copy(update={"grade": None, "relays": nodes[0].relays}) == nodes[0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Herald,G,2,", "Courier,A,7,"], ["row 2: reliability 'G'", "row 3: credibility '7'"]),
        ([",A,1,"], ["row 2: publisher is empty"]),
        (["Herald,A,1,,x"], ["row 2: more cells than columns"]),
        (["Herald,A,1,", "the herald,B,1,"], ["row 3: publisher 'the herald' has another grade"]),
        (["Herald"], ["row 2: reliability ''"]),
        ([f"P{n},Z,," for n in range(12)], ["row 11: reliability 'Z'", "and 2 more"]),
    ],
)
def test_every_bad_row_is_named(tmp_path, rows, said):
    with pytest.raises(TableError) as caught:
        Grades.read(table(tmp_path, *rows))
    assert all(words in str(caught.value) for words in said)
    assert "grades.csv" in str(caught.value)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("name,reliability", "no column 'publisher'"),
        ("publisher,reliability,colour", "column 'colour' is unknown"),
        ("publisher,reliability,note,note", "column 'note' is unknown or there twice"),
        ("", "no column 'reliability'"),
    ],
)
def test_bad_columns_are_named(tmp_path, head, said):
    with pytest.raises(TableError, match=said):
        Grades.read(table(tmp_path, head=head))


def test_what_is_no_table_is_said(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_bytes(b"publisher,reliability\n\xff\xfe,A\n")
    with pytest.raises(TableError, match="UTF-8"):
        Grades.read(path)
    path.write_bytes(b'publisher,reliability\n"Herald,A\n')
    with pytest.raises(TableError, match="no CSV table"):
        Grades.read(path)
    with pytest.raises(InputError):
        Grades.read(tmp_path / "none.csv")


def test_semicolons_serve_too_and_publishers_that_nobody_is_are_named(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text("publisher;reliability\nISW;A\nHerold;B\n", encoding="utf-8")
    grades = Grades.read(path)
    relay = Relay(document="a.txt", chain=("ISW",), claims=2)
    nodes = (SourceNode(root="ISW", relays=(relay,)),)
    assert grades.unmet(nodes, [a_document("a.txt", "Herald")]) == ("Herold",)
