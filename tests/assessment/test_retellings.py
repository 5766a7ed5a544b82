"""Ten retellings are one source; what one of them adds is its own."""

from builders import a_claim, a_document, an_actor
from byway.assessment import weigh
from byway.assessment.sources import Sources
from byway.model import Account, Retelling

UNNAMED = frozenset({"analysts"})


def told(source, *documents):
    accounts = tuple(Account(document=document) for document in documents)
    return Retelling(source=source, accounts=accounts, because=("a name",))


def sources(documents, claims, retellings, actors=()):
    return Sources(documents, claims, actors, UNNAMED, retellings)


def test_what_relays_share_in_their_own_voice_is_the_roots():
    documents = [a_document(f"{n}.txt", f"Paper {n}") for n in range(10)]
    claims = [
        a_claim(doc="0.txt", source=["ISW"]),
        *(a_claim(doc=f"{n}.txt") for n in range(1, 10)),
    ]
    found = sources(documents, claims, [told("ISW", *(d.id for d in documents))])
    assert {found.name(found[i].group) for i in range(10)} == {"ISW"}
    (node,) = found.nodes()
    assert [account.added for account in node.retellings[0].accounts] == [()] * 10


def test_a_relay_that_drops_the_hedge_says_no_more_than_the_root():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [
        a_claim(doc="a.txt", source=["ISW"], certainty="possible"),
        a_claim(doc="b.txt"),
        a_claim(doc="b.txt", source=["ISW"], certainty="likely"),
    ]
    relay = told("ISW", "a.txt", "b.txt")
    found = sources(documents, claims, [relay])
    assert [found[i].quoted for i in range(3)] == [None, "likely", None]
    assert sources(documents, claims[:2], [relay])[1].quoted == "possible"
    surely = [a_claim(doc="a.txt", source=["ISW"]), a_claim(doc="b.txt", certainty="possible")]
    assert sources(documents, surely, [relay])[1].quoted is None


def test_without_a_retelling_they_stay_apart():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [a_claim(doc="a.txt", source=["ISW"]), a_claim(doc="b.txt")]
    assert len(sources(documents, claims, []).nodes()) == 2


def test_what_one_relay_adds_is_its_own_and_told():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [
        a_claim(doc="a.txt", source=["ISW"]),
        a_claim(doc="b.txt"),
        a_claim("meet", doc="b.txt", agent_countries=["BY"], recipient_countries=["CN"]),
    ]
    found = sources(documents, claims, [told("ISW", "a.txt", "b.txt")])
    assert [found.name(found[i].root) for i in range(3)] == ["ISW", "ISW", "Courier"]
    first, _ = found.nodes()
    assert first.root == "ISW"
    assert first.retellings[0].accounts == (
        Account(document="a.txt"),
        Account(document="b.txt", added=("c3",)),
    )


def test_other_countries_are_no_same_claim():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [
        a_claim(doc="a.txt", source=["ISW"]),
        a_claim(doc="b.txt", agent_countries=["TR"]),
    ]
    found = sources(documents, claims, [told("ISW", "a.txt", "b.txt")])
    assert found.name(found[1].root) == "Courier"


def test_another_speaker_stays_the_root_of_what_it_says():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [a_claim(doc="a.txt", source=["ISW"]), a_claim(doc="b.txt", source=["Kremlin"])]
    found = sources(documents, claims, [told("ISW", "a.txt", "b.txt")])
    assert found.name(found[1].root) == "Kremlin"


def test_the_original_is_the_root_itself():
    documents = [a_document("a.txt", "Reuters via Radio One"), a_document("b.txt", "Courier")]
    claims = [
        a_claim("visit", doc="a.txt"),
        a_claim(doc="b.txt", source=["Reuters"]),
    ]
    found = sources(documents, claims, [told("Reuters", "a.txt", "b.txt")])
    assert {found.name(found[i].root) for i in range(2)} == {"Reuters"}


def test_longer_and_shorter_names_of_the_source_are_one():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [
        a_claim(doc="a.txt", source=["Meridian"]),
        a_claim(doc="b.txt", source=["Meridian News Agency"]),
    ]
    assert len(sources(documents, claims, []).nodes()) == 2
    (node,) = sources(documents, claims, [told("Meridian", "a.txt", "b.txt")]).nodes()
    assert node.root == "Meridian News Agency"


def test_an_acronym_reaches_the_full_name():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    claims = [a_claim(doc="a.txt", source=["Institute of Rain"]), a_claim(doc="b.txt")]
    actors = [an_actor("Institute of Rain", "IOR")]
    found = sources(documents, claims, [told("IOR", "a.txt", "b.txt")], actors)
    assert found[0].root == found[1].root


def test_where_nobody_is_named_the_earliest_report_is_the_root():
    documents = [
        a_document("a.txt", "Herald"),
        a_document("b.txt", "Courier", published="2023-03-01"),
    ]
    claims = [a_claim(doc="a.txt"), a_claim(doc="b.txt")]
    found = sources(documents, claims, [told(None, "a.txt", "b.txt")])
    assert {found.name(found[i].root) for i in range(2)} == {"Courier"}


def test_a_root_whose_relays_make_no_claim_is_shown():
    documents = [a_document("a.txt", "Herald"), a_document("b.txt", "Courier")]
    (node,) = sources(documents, [], [told("ISW", "a.txt", "b.txt")]).nodes()
    assert node.root == "ISW"
    assert [relay.claims for relay in node.relays] == [0, 0]
    assert node.independent


def test_retellings_add_no_weight():
    documents = [a_document(f"{n}.txt", f"Paper {n}") for n in range(4)]
    claims = [a_claim(doc="0.txt", source=["ISW"]), *(a_claim(doc=f"{n}.txt") for n in range(1, 4))]

    def value(documents, claims, retellings):
        judged = weigh(
            documents=documents,
            claims=claims,
            parties=[],
            goods=[],
            as_of=documents[0].published,
            retellings=retellings,
        )
        return judged.findings[0].likelihood.value, judged.findings[0].sources

    alone = value(documents[:1], claims[:1], [])
    retold = value(documents, claims, [told("ISW", *(d.id for d in documents))])
    apart = value(documents, claims, [])
    assert retold == alone
    assert apart[0] > alone[0]
