"""Roots, relays and independence."""

from builders import a_claim, a_document, an_actor
from byway.assessment.sources import Sources

UNNAMED = frozenset({"analysts", "officials"})


def roots(documents, claims, actors=()):
    sources = Sources(documents, claims, actors, UNNAMED)
    return [sources.name(sources[i].root) for i in range(len(claims))]


def groups(documents, claims, actors=()):
    sources = Sources(documents, claims, actors, UNNAMED)
    return {sources.name(sources[i].group) for i in range(len(claims))}


def test_the_outlet_is_the_root_of_what_it_asserts_itself():
    assert roots([a_document()], [a_claim()]) == ["Herald"]


def test_the_innermost_speaker_is_the_root():
    assert roots([a_document()], [a_claim(source=["ISW", "Kremlin"])]) == ["Kremlin"]


def test_an_unnamed_group_is_not_told_from_the_outlet():
    assert roots([a_document()], [a_claim(source=["Analysts"])]) == ["Herald"]
    assert roots([a_document()], [a_claim(source=["ISW", "two officials"])]) == ["ISW"]


def test_ten_relays_of_one_think_tank_are_one_source():
    documents = [a_document(f"{n}.txt", f"Paper {n}") for n in range(10)]
    claims = [a_claim(doc=d.id, source=["ISW"]) for d in documents]
    assert groups(documents, claims) == {"ISW"}


def test_an_acronym_joins_documents():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [
        a_claim(doc="a.txt", source=["Institute for the Study of War"]),
        a_claim(doc="b.txt", source=["ISW"]),
    ]
    actors = [an_actor("Institute for the Study of War", "ISW")]
    assert groups(documents, claims, actors) == {"Institute for the Study of War (ISW)"}


def test_a_surname_joins_only_inside_its_document():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [a_claim(doc="a.txt", source=["Wang"]), a_claim(doc="b.txt", source=["Wang Yi"])]
    actors = [an_actor("Wang Wenbin", "Wang", doc="a.txt"), an_actor("Wang Yi", doc="b.txt")]
    assert len(groups(documents, claims, actors)) == 2


def test_an_outlet_that_quotes_another_report_is_followed_to_its_root():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [a_claim(doc="a.txt", source=["ISW"]), a_claim(doc="b.txt", source=["Herald"])]
    assert roots(documents, claims) == ["ISW", "ISW"]


def test_outlets_that_quote_each_other_end():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [a_claim(doc="a.txt", source=["Courier"]), a_claim(doc="b.txt", source=["Herald"])]
    assert len(roots(documents, claims)) == 2


def test_the_same_sentence_without_attribution_takes_the_root_of_the_attributed_one():
    words = "Chinese firms have reportedly sold drone parts and rifles to Russian buyers"
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [
        a_claim(doc="b.txt", quote=words),
        a_claim(doc="a.txt", quote=words + " since March", source=["ISW"]),
    ]
    assert roots(documents, claims) == ["ISW", "ISW"]


def test_a_root_known_through_one_relay_alone_is_that_relays_word():
    claims = [a_claim(source=["ISW"]), a_claim(source=["ISW", "Western intelligence agencies"])]
    sources = Sources([a_document()], claims, [], UNNAMED)
    nodes = {node.root: node for node in sources.nodes()}
    assert not nodes["Western intelligence agencies"].independent
    assert nodes["Western intelligence agencies"].through == "ISW"
    assert nodes["ISW"].independent


def test_a_root_reached_twice_over_stands_by_itself():
    claims = [
        a_claim(source=["ISW"]),
        a_claim(source=["ISW", "Kremlin"]),
        a_claim(source=["Kremlin"]),
    ]
    assert groups([a_document()], claims) == {"ISW", "Kremlin"}


def test_a_publisher_is_known_by_the_name_in_its_brackets():
    documents = [a_document("a.txt", "NP (The New Paper)"), a_document("b.txt", "Courier")]
    claims = [a_claim(doc="a.txt"), a_claim(doc="b.txt", source=["The New Paper"])]
    assert len(set(roots(documents, claims))) == 1


def test_a_shortened_name_is_the_full_one_of_its_document():
    claims = [a_claim(source=["Lithuania's customs service"]), a_claim(source=["customs service"])]
    assert len(groups([a_document()], claims)) == 1


def test_a_shortened_name_that_may_be_two_stays_open():
    claims = [
        a_claim(source=["Latvian customs service"]),
        a_claim(source=["Estonian customs service"]),
        a_claim(source=["customs service"]),
    ]
    assert len(groups([a_document()], claims)) == 3


def test_the_people_of_a_body_speak_for_it():
    claims = [a_claim(source=["ISW analysts"]), a_claim(source=["ISW"])]
    assert groups([a_document()], claims, [an_actor("ISW")]) == {"ISW"}


def test_a_role_is_the_one_actor_that_bears_it():
    claims = [a_claim(source=["the think tank"]), a_claim(source=["ISW"])]
    actors = [an_actor("ISW", roles=("think tank",))]
    sources = Sources([a_document()], claims, actors, frozenset({"think tank"}))
    assert {sources.name(sources[i].root) for i in range(2)} == {"ISW"}
    assert roots([a_document()], [a_claim(source=["records"])]) == ["records"]


def test_an_outlet_without_a_name_is_called_by_its_file():
    assert roots([a_document("/some/folder/a.txt", None)], [a_claim(doc="/some/folder/a.txt")]) == [
        "a.txt"
    ]
