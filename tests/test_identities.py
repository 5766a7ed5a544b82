"""Actors of documents become parties that can be screened."""

from builders import a_screened, an_actor
from byway.identities import as_party, identities, nearest, plausible


def person(name, *names, doc="a.txt", countries=("RU",)):
    return an_actor(name, *names, doc=doc, schema_name="Person", countries=countries)


def names(actors):
    return [[actor.name for actor in group] for group in identities(actors)]


def test_places_are_not_screened():
    assert names([an_actor("Russia", schema_name="Country")]) == []


def test_one_person_of_two_documents_is_one_identity():
    assert names([person("Ann Example"), person("Ann Example", doc="b.txt")]) == [
        ["Ann Example", "Ann Example"]
    ]


def test_a_surname_joins_the_only_bearer():
    assert names([person("Example", doc="b.txt"), person("Ann Example")]) == [
        ["Ann Example", "Example"]
    ]


def test_a_family_name_that_comes_first_joins_too():
    assert names([person("Li Wei"), person("Li", doc="b.txt")]) == [["Li Wei", "Li"]]


def test_a_surname_with_two_bearers_stays_open():
    actors = [person("Example", doc="c.txt"), person("Ann Example"), person("Bea Example")]
    assert len(names(actors)) == 3


def test_a_surname_of_another_country_stays_apart():
    actors = [person("Example", doc="b.txt", countries=("CN",)), person("Ann Example")]
    assert len(names(actors)) == 2


def test_a_party_has_all_names_and_countries_once():
    party = as_party([person("Ann Example", "A. Example"), person("Example", doc="b.txt")])
    assert party.caption == "Ann Example"
    assert party.get("alias") == ("A. Example",)
    assert party.get("country") == ("ru",)


def test_the_union_is_no_country_of_a_party():
    assert as_party([person("Ann Example", countries=("EU",))]).get("country") == ()


def test_a_ministry_of_no_country_is_no_identity():
    ministry = an_actor("Interior Ministry", schema_name="PublicBody")
    assert names([ministry]) == []
    assert names([ministry.model_copy(update={"countries": ("RU",)})]) == [["Interior Ministry"]]


def test_a_body_is_asked_for_by_acronym_only_where_that_is_all_there_is():
    assert as_party([an_actor("Example Trade Bank", "ETB")]).get("alias") == ()
    assert as_party([an_actor("ETB")]).get("name") == ("ETB",)


def listed_in(*codes):
    match = a_screened("Example Works").matches[0]
    more = {"properties": {"country": codes}, "schema_name": "Company"}
    party = match.listed.model_copy(update=more)
    return match.model_copy(update={"listed": party})


def test_a_body_of_another_country_is_another_body():
    works = as_party([an_actor("Example Works", countries=("US",))])
    assert not plausible(works, listed_in("ru"))
    assert plausible(works, listed_in("ru", "us"))
    assert plausible(works, listed_in())
    assert plausible(as_party([an_actor("Example Works")]), listed_in("ru"))


def test_a_person_may_have_another_country_but_is_no_company():
    ann = as_party([person("Ann Example")])
    listed = listed_in("by")
    assert not plausible(ann, listed)
    as_person = listed.listed.model_copy(update={"schema_name": "Person"})
    assert plausible(ann, listed.model_copy(update={"listed": as_person}))


def test_others_who_only_bear_a_like_name_are_left_out():
    matches = [a_screened("Ann", score=score).matches[0] for score in (0.97, 0.93, 0.82)]
    assert [m.score for m in nearest(matches)] == [0.97, 0.93]
    assert nearest([]) == ()
