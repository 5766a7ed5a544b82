"""What happens, who to whom through whom: one sentence each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from byway.model import Claim

Read = Callable[[str], list[Claim]]

CASES = [
    # supply: supplier and receiver whatever the grammar
    ("Iran sold drones to Russia.", "supply", ["Iran"], ["Russia"], [], ["drones"]),
    ("Iran provided Russia with drones.", "supply", ["Iran"], ["Russia"], [], ["drones"]),
    ("Moscow imported drones from China.", "supply", ["China"], ["Moscow"], [], ["drones"]),
    ("Russia has been supplied with shells by Iran.", "supply", ["Iran"], ["Russia"], [],
     ["shells"]),
    ("Kazakhstan's exports of microchips to Russia surged.", "supply", ["Kazakhstan"], ["Russia"],
     [], ["microchips"]),
    ("China remains the largest supplier of lathes to Russia.", "supply", ["China"], ["Russia"],
     [], ["lathes"]),
    ("Armenia re-exported electronics to Russia.", "supply", ["Armenia"], ["Russia"], [],
     ["electronics"]),
    ("The parts, which have been acquired by the Russian army, came from Taiwan.", "supply", [],
     ["Russian army"], [], ["parts"]),
    ("Oman bought 5,000 tonnes of Iranian diesel.", "supply", ["Iranian"], ["Oman"], [],
     ["diesel"]),
    ("Iran gave Russia goods such as engines and lathes.", "supply", ["Iran"], ["Russia"], [],
     ["engines", "lathes"]),
    ("Minsk asked Beijing for spare parts.", "consider_supply", ["Beijing"], ["Minsk"], [],
     ["spare parts"]),
    # routes
    ("Chinese drones are shipped to Russia through Kazakhstan.", "route", ["Chinese"], ["Russia"],
     ["Kazakhstan"], ["drones"]),
    ("Russia obtained the processors through a trader in Dubai.", "route", [], ["Russia"],
     ["trader"], ["processors"]),
    ("The engines reached Moscow via Turkish intermediaries.", "route", [], ["Moscow"],
     ["Turkish intermediaries"], ["engines"]),
    ("A Hong Kong company bought semiconductors for Russian arms makers.", "route", [],
     ["Russian arms makers"], ["Hong Kong company"], ["semiconductors"]),
    ("The tanker Blue Star carried Iranian crude to Oman.", "route", ["Iranian"], ["Oman"],
     ["Blue Star"], ["crude"]),
    ("Iran bought the parts with the help of a Turkish trader.", "route", [], ["Iran"],
     ["Turkish trader"], ["parts"]),
    ("The goods reached Russia via the Khaf railway.", "route", [], ["Russia"],
     ["Khaf railway"], ["goods"]),
    ("The deal could help Russia get round sanctions by moving Chinese goods through Oman.",
     "route", ["Chinese"], ["Russia"], ["Oman"], ["goods"]),
    # evasion
    ("Greek tankers helped Moscow dodge the oil price cap.", "evade", ["Greek tankers"],
     ["Moscow"], [], []),
    ("The deal could allow Russia to circumvent Western sanctions.", "evade", ["Russia"], [], [],
     []),
    ("Police look into violations of sanctions on North Korea.", "evade", [], ["North Korea"], [],
     []),
    # designation and restriction
    ("Washington added 37 firms to its Entity List.", "designate", ["Washington"], ["37 firms"],
     [], []),
    ("The EU imposed sanctions on three Chinese companies.", "designate", ["EU"],
     ["three Chinese companies"], [], []),
    ("The Treasury sanctioned Ivan Petrov and Alfatrans Ltd.", "designate", ["Treasury"],
     ["Ivan Petrov", "Alfatrans Ltd."], [], []),
    ("The vessel is identified as property in which Petrov has an interest.", "designate", [],
     ["vessel"], [], []),
    ("The United States slapped sanctions on Belarus.", "restrict", ["United States"],
     ["Belarus"], [], []),
    ("Washington has hit Belarus with sanctions.", "restrict", ["Washington"], ["Belarus"], [],
     []),
    ("Minsk has been under Western sanctions.", "restrict", [], ["Minsk"], [], []),
    ("Japan will ban exports of robots to Russia.", "restrict", ["Japan"], ["Russia"], [],
     ["robots"]),
    ("Visa said it would leave the Russian market.", "restrict", ["Visa"], ["Russia"], [], []),
    ("Mastercard suspended its operations in Belarus.", "restrict", ["Mastercard"], ["Belarus"],
     [], []),
    ("The rule requires a license for exports of drone engines to Iran.", "restrict", [], ["Iran"],
     [], ["drone engines"]),
    # encounters and agreements
    ("Putin and Erdogan spoke by phone.", "meet", ["Putin", "Erdogan"], [], [], []),
    ("The foreign ministers of India and Iran held talks.", "meet",
     ["foreign ministers of India and Iran"], [], [], []),
    ("Wang Yi flew to Moscow for talks with Lavrov.", "visit", ["Wang Yi"], ["Moscow"], [], []),
    ("Alexander Lukashenko is on a visit to Oman.", "visit", ["Alexander Lukashenko"], ["Oman"],
     [], []),
    ("Turkey and Russia signed a memorandum on gas.", "agree", ["Turkey", "Russia"], [], [], []),
    ("Xi and Lukashenko pledged to deepen trade ties.", "agree", ["Xi", "Lukashenko"], [], [],
     []),
    # law, peace, the rest
    ("A German court sentenced a businessman.", "arrest_or_indict", ["German court"],
     ["businessman"], [], []),
    ("An arrest warrant for Petrov was issued by Cyprus.", "arrest_or_indict", ["Cyprus"],
     ["Petrov"], [], []),
    ("Poland is investigating a trader.", "investigate", ["Poland"], ["trader"], [], []),
    ("Turkey offered to mediate between Moscow and Kyiv.", "mediate", ["Turkey"],
     ["Moscow", "Kyiv"], [], []),
    ("Brazil proposed a peace plan.", "propose_peace", ["Brazil"], [], [], []),
    ("Iran is building drones in Tatarstan.", "produce", ["Iran"], [], [], ["drones"]),
    ("Beijing denied the accusations.", "deny", ["Beijing"], [], [], []),
    ("Tehran dismissed the report as nonsense.", "deny", ["Tehran"], [], [], []),
    ("Washington warned Beijing of consequences.", "other", ["Washington"], ["Beijing"], [], []),
    ("Russian forces used Iranian drones.", "other", ["Russian forces"], [], [],
     ["Iranian drones"]),
    ("Dutch chips were found in Russian missiles.", "other", [], [], [], ["Dutch chips"]),
    ("The EU lifted sanctions on the airline.", "other", ["EU"], ["airline"], [], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "event", "agent", "recipient", "intermediary", "goods"),
    CASES,
    ids=[c[0] for c in CASES],
)
def test_roles(
    claims: Read,
    text: str,
    event: str,
    agent: list[str],
    recipient: list[str],
    intermediary: list[str],
    goods: list[str],
) -> None:
    found = [c for c in claims(text) if c.event == event]
    assert found, [(c.event, c.quote) for c in claims(text)]
    claim = found[0]
    for expected, got in (
        (agent, claim.agent),
        (recipient, claim.recipient),
        (intermediary, claim.intermediary),
        (goods, claim.goods),
    ):
        assert all(any(e in g or g in e for g in got) for e in expected), (expected, got)
    assert bool(claim.recipient) == bool(recipient)
    assert claim.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "Sanctions are the inquisition of our time.",
        "Prices rose and the economy shrank.",
        "The minister expressed deep concern.",
        "The team won the match against Oman.",
        "She provided an example of good practice.",
        "Efforts to prevent sanctions evasion have failed.",
    ],
)
def test_no_claim(claims: Read, text: str) -> None:
    assert claims(text) == []


def test_countries_of_the_roles(claims: Read) -> None:
    (claim,) = claims("Chinese companies sold chips to Russian buyers through the UAE.")
    assert (claim.agent_countries, claim.recipient_countries) == (("CN",), ("RU",))
    assert claim.intermediary_countries == ("AE",)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # talks about a thing take its event
        ("The visit will include talks on evading sanctions by Iran.", {"evade"}),
        # a visit for talks is a visit
        ("Wang Yi will visit Oman for talks with the minister.", {"visit"}),
        # one predicate, two claims: sanctioned, and what for
        ("Oman sanctioned two firms for helping Iran evade sanctions.", {"designate", "evade"}),
        # what is denied is the claim
        ("Iran denied that it sold drones to Russia.", {"supply"}),
        # an appeal is one claim
        ("Washington urged Turkey to stop shipping chips to Russia.", {"other"}),
        ("A firm used front companies to evade sanctions by moving chips through Oman.", {"route"}),
    ],
)
def test_nested(claims: Read, text: str, events: set[str]) -> None:
    assert {c.event.value for c in claims(text)} == events


@pytest.mark.parametrize(
    ("text", "event", "value"),
    [
        ("Xi Jinping will visit Moscow from 20 to 22 June.", "visit", "2023-06-20/2023-06-22"),
        ("The ban will take effect on Friday.", "restrict", "2023-05-12"),
        ("The EU sanctioned a Dubai bank on Friday.", "designate", "2023-05-05"),
        ("Iran sold drones to Russia last month, Oman said on Tuesday.", "supply", "2023-04"),
        ("Iran sold drones to Russia, Oman said on Tuesday.", "supply", None),
        ("Iran sold drones to Russia after the February 2022 invasion.", "supply", None),
        ("During a visit to Minsk on May 1, Iran's minister signed a pact.", "agree",
         "2023-05-01"),
        ("Visa announced on Monday it was leaving Russia.", "restrict", "2023-05-08"),
    ],
)  # fmt: skip
def test_date(claims: Read, text: str, event: str, value: str | None) -> None:
    found = [c for c in claims(text) if c.event == event]
    assert [c.date for c in found][:1] == [value]
