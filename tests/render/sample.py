"""Assessments made by hand: one as an analyst would get it, and odd ones.

All texts are our own.  Run as a program to look at the pages:
`python tests/render/sample.py FOLDER` writes one HTML file for each.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from byway import model as m

LEDGER = """Xi's trip to Moscow may bring talk of ways round sanctions, analysts say

Photo: the Kremlin's St George Hall before the talks. (Press pool)
The Chinese leader, Xi Jinping, is likely to discuss with Vladimir Putin how Russia could get \
around Western sanctions when he visits Moscow on March 20-22, the Institute for the Study of War \
(ISW), a think tank in Washington, wrote on March 17.
ISW recalled that the Belarusian ruler, Alexander Lukashenko, signed a package of trade agreements \
in Beijing on March 1 that may let Chinese goods reach Russia by way of Belarus.
Chinese firms have reportedly sold rifles and drone parts to Russian buyers, according to the \
institute, and Western intelligence agencies have said that Beijing is considering lethal aid.
SUBSCRIBE TO OUR MORNING LETTER
The International Criminal Court issued a warrant for Putin's arrest on March 17.
China's foreign ministry denied that any Chinese company supplies weapons to Russia.
"""

COURIER = """Think tank: Minsk could become a corridor

Agreements that Minsk and Beijing concluded on 1 March may help Moscow receive Chinese goods \
through Belarus, the Baltic Courier writes, citing ISW.
A customs officer in Brest told the Courier that crates of drone parts marked as toys crossed from \
Belarus into Russia in February.
"""

SCRIPTS = """Повідомлення про постачання

Компанія «Північний шлях» нібито постачала підшипники до Росії.
وقالت وزارة التجارة إنها تدرس تعليق الصادرات إلى روسيا.
据称,新疆边贸公司正在考虑向俄罗斯供应芯片。
"""

LONG_NAME = (
    "Federal State Unitary Enterprise Scientific and Production Association for Complex "
    "Automated Control Systems and Radioelectronic Instrumentation named after Academician N. N."
)


def document(id: str, text: str, kinds: dict[str, m.BlockKind] | None = None, **more: Any) -> Any:
    """A document whose lines are blocks: the first the title, the others body or as given."""
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            kind = m.BlockKind.BODY if blocks else m.BlockKind.TITLE
            for start, given in (kinds or {}).items():
                kind = given if line.startswith(start) else kind
            blocks.append(m.Block(start=at, end=at + len(line.rstrip("\n")), kind=kind))
        at += len(line)
    more.setdefault("sha256", "5f" * 32)
    return m.Document(id=id, text=text, blocks=tuple(blocks), **more)


def claim(held: m.Document, first: str, last: str, event: m.Event, **more: Any) -> m.Claim:
    """A claim whose quote runs from the first words to the last words given."""
    start = held.text.index(first)
    end = held.text.index(last, start) + len(last)
    return m.Claim(
        doc=held.id, quote=held.text[start:end], start=start, end=end, event=event, **more
    )


def actor(doc: str, name: str, schema: str, **more: Any) -> m.Actor:
    return m.Actor(doc=doc, name=name, schema_name=schema, **{"names": (name,), **more})


def at(held: m.Claim) -> m.Locator:
    return m.Locator(document=held.doc, start=held.start, end=held.end)


def evidence(id: str, held: m.Claim, statement: str, outlet: str, root: str) -> m.Evidence:
    return m.Evidence(
        id=id,
        kind=m.EvidenceKind.CLAIM,
        statement=statement,
        locator=at(held),
        source=" <- ".join((outlet, *held.source)),
        root_source=root,
        date=held.date,
        certainty=held.certainty,
        status=held.status,
    )


def full() -> m.Assessment:
    """What a good assessment of three reports looks like."""
    ledger = document(
        "ledger-2023-03-18.txt",
        LEDGER,
        {"Photo:": m.BlockKind.CAPTION, "SUBSCRIBE": m.BlockKind.PROMOTION},
        title="Xi's trip to Moscow may bring talk of ways round sanctions, analysts say",
        publisher="The Eastern Ledger",
        published=date(2023, 3, 18),
        language="en",
        address="https://ledger.example/world/2023/03/18/moscow-visit",
    )
    courier = document(
        "courier.html",
        COURIER,
        title="Think tank: Minsk could become a corridor",
        publisher="Baltic Courier",
        published=date(2023, 3, 20),
        language="en",
    )
    scripts = document("notes/三语.txt", SCRIPTS, language="uk")
    isw = ("Institute for the Study of War",)
    hidden = "Western intelligence agencies"
    claims = (
        claim(
            ledger,
            "The Chinese leader, Xi Jinping, is likely",
            "Western sanctions",
            m.Event.EVADE,
            agent=("Xi Jinping",),
            agent_countries=("CN",),
            recipient=("Vladimir Putin",),
            recipient_countries=("RU",),
            source=isw,
            certainty=m.Certainty.LIKELY,
            status=m.Status.PLANNED,
            hedge="is likely to",
            date="2023-03-20/2023-03-22",
        ),
        claim(
            ledger,
            "he visits Moscow",
            "March 20-22",
            m.Event.VISIT,
            agent=("Xi Jinping",),
            agent_countries=("CN",),
            recipient_countries=("RU",),
            source=isw,
            status=m.Status.PLANNED,
            date="2023-03-20/2023-03-22",
        ),
        claim(
            ledger,
            "Alexander Lukashenko, signed",
            "March 1 ",
            m.Event.AGREE,
            agent=("Alexander Lukashenko",),
            agent_countries=("BY",),
            recipient_countries=("CN",),
            source=isw,
            date="2023-03-01",
        ),
        claim(
            ledger,
            "signed a package of trade agreements",
            "by way of Belarus",
            m.Event.ROUTE,
            agent_countries=("CN",),
            recipient_countries=("RU",),
            intermediary_countries=("BY",),
            goods=("goods",),
            source=isw,
            certainty=m.Certainty.POSSIBLE,
            status=m.Status.HYPOTHETICAL,
            hedge="may",
        ),
        claim(
            ledger,
            "Chinese firms have reportedly",
            "Russian buyers",
            m.Event.SUPPLY,
            agent=("Chinese firms",),
            agent_countries=("CN",),
            recipient=("Russian buyers",),
            recipient_countries=("RU",),
            goods=("rifles", "drone parts"),
            source=isw,
            certainty=m.Certainty.POSSIBLE,
            hedge="reportedly",
            date="2023-03",
        ),
        claim(
            ledger,
            "Western intelligence agencies have said",
            "lethal aid",
            m.Event.CONSIDER_SUPPLY,
            agent=("Beijing",),
            agent_countries=("CN",),
            recipient_countries=("RU",),
            goods=("lethal aid",),
            source=(*isw, hidden),
            status=m.Status.CONSIDERED,
        ),
        claim(
            ledger,
            "The International Criminal Court issued",
            "March 17",
            m.Event.ARREST_OR_INDICT,
            agent=("International Criminal Court",),
            recipient=("Vladimir Putin",),
            recipient_countries=("RU",),
            date="2023-03-17",
        ),
        claim(
            ledger,
            "any Chinese company supplies",
            "weapons to Russia",
            m.Event.SUPPLY,
            agent_countries=("CN",),
            recipient_countries=("RU",),
            goods=("weapons",),
            source=("China's foreign ministry",),
            certainty=m.Certainty.DENIED,
            status=m.Status.ONGOING,
            hedge="denied",
        ),
        claim(
            courier,
            "Agreements that Minsk",
            "through Belarus",
            m.Event.ROUTE,
            agent_countries=("CN",),
            recipient=("Moscow",),
            recipient_countries=("RU",),
            intermediary=("Minsk",),
            intermediary_countries=("BY",),
            goods=("Chinese goods",),
            source=("ISW",),
            certainty=m.Certainty.POSSIBLE,
            status=m.Status.HYPOTHETICAL,
            hedge="may",
            date="2023-03-01",
        ),
        claim(
            courier,
            "crates of drone parts",
            "in February",
            m.Event.ROUTE,
            intermediary_countries=("BY",),
            recipient_countries=("RU",),
            goods=("drone parts",),
            source=("customs officer in Brest",),
            date="2023-02",
        ),
        claim(
            scripts,
            "Компанія",
            "до Росії",
            m.Event.SUPPLY,
            agent=("Північний шлях",),
            recipient_countries=("RU",),
            goods=("підшипники",),
            certainty=m.Certainty.POSSIBLE,
            hedge="нібито",
            date="2022",
        ),
        claim(
            scripts,
            "وقالت",
            "روسيا",
            m.Event.RESTRICT,
            agent=("وزارة التجارة",),
            recipient_countries=("RU",),
            source=("وزارة التجارة",),
            status=m.Status.CONSIDERED,
        ),
        claim(
            scripts,
            "据称",
            "供应芯片",
            m.Event.CONSIDER_SUPPLY,
            agent=("新疆边贸公司",),
            agent_countries=("CN",),
            recipient_countries=("RU",),
            goods=("芯片",),
            certainty=m.Certainty.UNLIKELY,
            status=m.Status.CONSIDERED,
            hedge="据称",
            date="2022-11/2023-01",
        ),
    )
    outlet = "The Eastern Ledger"
    think, brest = "Institute for the Study of War", "customs officer in Brest"
    items = (
        evidence(
            "E1",
            claims[3],
            "ISW: agreements may let Chinese goods reach Russia by way of Belarus.",
            outlet,
            think,
        ),
        evidence(
            "E2",
            claims[8],
            "ISW: agreements may help Moscow receive Chinese goods through Belarus.",
            "Baltic Courier",
            think,
        ),
        evidence(
            "E3",
            claims[9],
            "A customs officer in Brest says that crates of drone parts crossed from Belarus "
            "into Russia in February 2023.",
            "Baltic Courier",
            brest,
        ),
        evidence(
            "E4",
            claims[4],
            "ISW: Chinese firms have reportedly sold rifles and drone parts to Russian buyers.",
            outlet,
            think,
        ),
        evidence(
            "E5",
            claims[7],
            "China's foreign ministry denies that any Chinese company supplies weapons to Russia.",
            outlet,
            "China's foreign ministry",
        ),
        evidence(
            "E6",
            claims[0],
            "ISW: Xi is likely to discuss with Putin how to get around sanctions.",
            outlet,
            think,
        ),
        m.Evidence(
            id="E7",
            kind=m.EvidenceKind.DESIGNATION,
            statement="Vladimir Putin is on the OFAC SDN list under RUSSIA-EO14024.",
            locator=m.Locator(list="us-ofac-sdn", entry="35096"),
            source="us-ofac-sdn",
            root_source="Office of Foreign Assets Control",
            date="2022-02-25",
        ),
        m.Evidence(
            id="E8",
            kind=m.EvidenceKind.CONTROL,
            statement="Parts of drones fall under HS 8807, which the Common High Priority List "
            "names.",
            locator=m.Locator(list="Common High Priority List", entry="880730"),
            source="Common High Priority List",
            root_source="EU, US, UK and Japan",
        ),
        m.Evidence(
            id="E9",
            kind=m.EvidenceKind.ROUTE_TEST,
            statement="Exports from Belarus to Russia in HS 8807 rose after March 2022.",
            locator=m.Locator(dataset="panel.csv", row="BY/880730"),
            source="panel.csv",
            root_source="panel.csv",
        ),
    )

    def weighed(*given: tuple[str, m.Direction, float]) -> tuple[m.Weighed, ...]:
        return tuple(m.Weighed(id=i, direction=d, weight=w) for i, d, w in given)

    speaks, against, context = m.Direction.FOR, m.Direction.AGAINST, m.Direction.CONTEXT
    findings = (
        m.Finding(
            id="F1",
            kind="route",
            hypothesis="Do goods go from China through Belarus to Russia?",
            judgement="It is a roughly even chance that goods, among them drone parts, go from "
            "China through Belarus to Russia; ISW calls it only possible.",
            likelihood=m.Likelihood(term="roughly even chance", low=45, high=55, value=0.52),
            confidence=m.Confidence(
                level="low",
                because=(
                    "two independent sources, of which one is unnamed",
                    "the strongest statement about the whole route is only possible",
                ),
            ),
            evidence=weighed(
                ("E1", speaks, 0.5),
                ("E2", speaks, 0.0),
                ("E3", speaks, 1.0),
                ("E5", against, 0.5),
                ("E8", context, 0.0),
            ),
            sources=(think, brest),
            missing=(
                "trade figures of Belarus with China and Russia by HS code",
                "names of carriers and consignees",
            ),
            would_change=(
                "a named witness or document for the leg from China to Belarus would raise it",
                "mirror figures without a rise after March 2022 would lower it",
            ),
        ),
        m.Finding(
            id="F2",
            kind="supply",
            hypothesis="Chinese firms supply rifles and drone parts to Russia",
            judgement="It is likely that Chinese firms have sold drone parts to Russian buyers.",
            likelihood=m.Likelihood(term="likely", low=55, high=80, value=0.61),
            confidence=m.Confidence(level="moderate", because=("one source, which names none",)),
            evidence=weighed(("E4", speaks, 1.5), ("E5", against, 0.5)),
            sources=(think,),
            missing=("which firms, when, and what was paid",),
        ),
        m.Finding(
            id="F3",
            kind="evasion",
            hypothesis="Xi Jinping and Vladimir Putin arrange ways round sanctions",
            judgement="It is unlikely that an arrangement was made by the day of the question: "
            "the talks were still to come.",
            likelihood=m.Likelihood(term="unlikely", low=20, high=45, value=0.4),
            confidence=m.Confidence(level="low", because=("a single source",)),
            evidence=weighed(("E6", speaks, 0.9)),
            sources=(think,),
            missing=("any account of what was agreed",),
            would_change=("a communiqué that names payment channels would raise it",),
        ),
        m.Finding(
            id="F4",
            kind="designated_party",
            hypothesis="Is “Vladimir Putin” of the reports the listed “Vladimir Putin”?",
            judgement="It is almost certain that the Vladimir Putin of the reports is the person "
            "whom OFAC lists under RUSSIA-EO14024 since 25 February 2022.",
            likelihood=m.Likelihood(term="almost certain", low=95, high=99, value=0.97),
            confidence=m.Confidence(
                level="high", because=("name, office and country meet", "an official list")
            ),
            evidence=weighed(("E7", speaks, 5.0)),
            sources=("Office of Foreign Assets Control",),
        ),
    )
    ofac = {"list": "us-ofac-sdn", "authority": "Office of Foreign Assets Control"}
    putin = m.Party(
        id="ofac-35096",
        schema_name="Person",
        caption="Vladimir Vladimirovich PUTIN",
        properties={
            "name": ("Vladimir Vladimirovich PUTIN",),
            "alias": ("Владимир Владимирович Путин",),
            "country": ("ru",),
            "birthDate": ("1952-10-07",),
        },
    )
    lukashenko = m.Party(
        id="ofac-9686",
        schema_name="Person",
        caption="Alyaksandr LUKASHENKA",
        properties={"name": ("Alyaksandr LUKASHENKA",), "country": ("by",)},
    )
    parties = (
        m.Screened(
            actor=actor(
                ledger.id,
                "Vladimir Putin",
                "Person",
                names=("Vladimir Putin", "Putin"),
                countries=("RU",),
                mentions=(m.Mention(start=130, end=144, text="Vladimir Putin"),),
            ),
            matches=(
                m.Match(
                    query_id="q1",
                    query="Vladimir Putin",
                    listed=putin,
                    score=0.97,
                    strong=True,
                    reasons=(
                        m.Reason(
                            feature="name",
                            query_value="Vladimir Putin",
                            listed_value="Vladimir Vladimirovich PUTIN",
                            weight=0.92,
                        ),
                        m.Reason(
                            feature="country", query_value="ru", listed_value="ru", weight=0.05
                        ),
                    ),
                    designations=(
                        m.Designation(
                            party_id="ofac-35096",
                            programme="RUSSIA-EO14024",
                            since=date(2022, 2, 25),
                            entry="35096",
                            address="https://sanctionssearch.ofac.treas.gov/Details.aspx?id=35096",
                            snapshot=date(2023, 3, 10),
                            **ofac,
                        ),
                        m.Designation(
                            party_id="icc-1",
                            list="byway-starter",
                            topic="wanted",
                            authority="International Criminal Court",
                            programme="Situation in Ukraine",
                            since=date(2023, 3, 17),
                            reason="Warrant of arrest of Pre-Trial Chamber II",
                        ),
                    ),
                ),
            ),
        ),
        m.Screened(
            actor=actor(
                ledger.id,
                "Alexander Lukashenko",
                "Person",
                countries=("BY",),
                roles=("the Belarusian ruler",),
            ),
            matches=(
                m.Match(
                    query_id="q2",
                    query="Alexander Lukashenko",
                    listed=lukashenko,
                    score=0.84,
                    reasons=(
                        m.Reason(
                            feature="name",
                            query_value="Alexander Lukashenko",
                            listed_value="Alyaksandr LUKASHENKA",
                            weight=0.8,
                        ),
                        m.Reason(
                            feature="birth date",
                            query_value="not given",
                            listed_value="1954-08-30",
                            weight=0.0,
                        ),
                        m.Reason(
                            feature="spelling",
                            query_value="Alexander",
                            listed_value="Alyaksandr",
                            weight=-0.04,
                        ),
                    ),
                    designations=(
                        m.Designation(
                            party_id="ofac-9686",
                            programme="BELARUS",
                            entry="9686",
                            since=date(2006, 6, 19),
                            until=date(2031, 6, 19),
                            snapshot=date(2023, 3, 10),
                            **ofac,
                        ),
                    ),
                ),
            ),
        ),
        m.Screened(
            actor=actor(
                ledger.id,
                "Xi Jinping",
                "Person",
                names=("Xi Jinping", "Xi"),
                countries=("CN",),
                roles=("The Chinese leader",),
            )
        ),
        m.Screened(
            actor=actor(
                ledger.id,
                think,
                "Organization",
                names=(think, "ISW"),
                countries=("US",),
            ),
            elsewhere=(actor(courier.id, "ISW", "Organization", countries=("US",)),),
        ),
        m.Screened(actor=actor(scripts.id, "新疆边贸公司", "Company", countries=("CN",))),
        m.Screened(actor=actor(scripts.id, "وزارة التجارة", "PublicBody")),
        m.Screened(actor=actor(scripts.id, LONG_NAME, "Company", countries=("RU",))),
        m.Screened(actor=actor(ledger.id, "Russia", "Country", countries=("RU",))),
        m.Screened(actor=actor(ledger.id, "Belarus", "Country", countries=("BY",))),
        m.Screened(actor=actor(courier.id, "Minsk", "Country", countries=("BY",))),
    )
    goods = (
        m.Goods(
            description="drone parts",
            candidates=(
                m.HsCandidate(
                    code="880730",
                    edition="HS 2022",
                    text="Parts of aeroplanes, helicopters or unmanned aircraft",
                    score=0.81,
                    because="drone = unmanned aircraft; parts",
                ),
                m.HsCandidate(
                    code="8806",
                    edition="HS 2022",
                    text="Unmanned aircraft",
                    score=0.4,
                    because="drone",
                ),
            ),
            controls=(
                m.ControlEntry(
                    list="Common High Priority List",
                    version="2024-02",
                    code="880730",
                    title="Parts of aircraft",
                    tier="4.B",
                    since=date(2023, 5, 19),
                    source="https://finance.ec.europa.eu/chpl.pdf",
                ),
            ),
        ),
        m.Goods(
            description="rifles",
            candidates=(
                m.HsCandidate(
                    code="9301",
                    edition="HS 2022",
                    text="Military weapons, other than revolvers, pistols and arms of 9307",
                    score=0.66,
                    because="rifles",
                ),
            ),
            controls=(
                m.ControlEntry(
                    list="Chapter 93", version="2022", code="93", title="Arms and ammunition"
                ),
            ),
        ),
        m.Goods(description="goods"),
    )
    routes = (
        m.Route(
            origin="CN",
            hub="BY",
            destination="RU",
            goods=("Chinese goods", "drone parts marked as toys"),
            evidence=("E1", "E2"),
        ),
        m.Route(
            origin="LA",
            hub="Democratic Republic of the Congo and neighbouring provinces",
            destination="RU",
            goods=("integrated circuits, ball bearings, machine tools and optical sights", "芯片"),
            evidence=("E3", "E5"),
        ),
    )
    sources = (
        m.SourceNode(
            root=think,
            relays=(
                m.Relay(document=ledger.id, chain=isw, claims=5),
                m.Relay(
                    document=courier.id,
                    chain=("ISW",),
                    claims=1,
                    grade=m.Grade(publisher="Border Courier", reliability="D"),
                ),
            ),
            retellings=(
                m.Retelling(
                    source="ISW",
                    accounts=(
                        m.Account(document=ledger.id, added=("E1", "E2")),
                        m.Account(document=courier.id),
                        m.Account(document="gone.txt", added=("E999",)),
                    ),
                    because=("names in common: Ashford",),
                ),
            ),
            grade=m.Grade(publisher="ISW", reliability="B", credibility=2, note="read daily"),
        ),
        m.SourceNode(root=brest, relays=(m.Relay(document=courier.id, chain=(brest,), claims=1),)),
        m.SourceNode(
            root=hidden,
            relays=(m.Relay(document=ledger.id, chain=(*isw, hidden), claims=1),),
            independent=False,
            through=think,
        ),
        m.SourceNode(root=outlet, relays=(m.Relay(document=ledger.id, chain=(), claims=1),)),
    )
    return m.Assessment(
        question="Are controlled goods reaching Russia from China through third countries?",
        as_of=date(2023, 3, 21),
        documents=(ledger, courier, scripts),
        parties=parties,
        goods=goods,
        routes=routes,
        claims=claims,
        evidence=items,
        findings=findings,
        sources=sources,
        receipt=m.Receipt(
            inputs=tuple(
                {"id": d.id, "sha256": d.sha256, "bytes": len(d.text.encode())}
                for d in (ledger, courier, scripts)
            ),
            lists=(
                {"list": "us-ofac-sdn", "day": "2023-03-10", "age_days": 11, "parties": 12043},
                {"list": "un-sc", "snapshot": "2022-12-01", "parties": 703, "sha256": "ab" * 32},
                {"list": "byway-starter", "parties": 61},
            ),
            versions={"byway": "0.1.0", "scales": "2026-11", "en_core_web_sm": "3.8.0"},
            options={"lists": ["us-ofac-sdn", "un-sc"], "threshold": 0.7, "trade": None},
            made=datetime(2026, 11, 24, 8, 30, 5, tzinfo=UTC),
            hash="9c" * 32,
        ),
    )


def empty() -> m.Assessment:
    """Nothing went in and nothing was found."""
    return m.Assessment(
        question="Is anyone involved?",
        as_of=date(2026, 1, 31),
        documents=(),
        parties=(),
        goods=(),
        routes=(),
        claims=(),
        evidence=(),
        findings=(),
        sources=(),
        receipt=m.Receipt(
            inputs=(), lists=(), versions={}, options={}, made=datetime(2026, 1, 31, tzinfo=UTC)
        ),
    )


def plain() -> m.Assessment:
    """A report from which nothing follows, searched on a fresh list."""
    base = empty()
    report = document("weather.txt", "Rain over the coast\nIt will rain on Sunday.\n")
    receipt = base.receipt.model_copy(
        update={"lists": ({"name": "un-sc", "date": "2026-01-30", "stale": False},)}
    )
    who = m.Screened(actor=actor(report.id, "Met Office", "PublicBody"))
    return base.model_copy(update={"documents": (report,), "parties": (who,), "receipt": receipt})


ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;{{ 7*7 }}\u202e\x00\x1b[31m"


def hostile(value: str = ATTACK) -> m.Assessment:
    """The full sample with hostile text in every field that can hold text."""
    return m.Assessment.from_dict(_poisoned(full().to_dict(), value))


_FIXED = {
    *("event", "certainty", "status", "depth", "kind", "direction", "topic"),
    *("as_of", "published", "since", "until", "snapshot", "made"),
}


def _poisoned(data: Any, value: str, key: str = "") -> Any:
    if isinstance(data, dict):
        return {k: _poisoned(v, value, k) for k, v in data.items()}
    if isinstance(data, list):
        return [_poisoned(item, value, key) for item in data]
    if isinstance(data, str) and key not in _FIXED:
        return "javascript:alert(3)//" + value if key in ("address", "source") else value + data
    return data


def crowded(claims: int = 60) -> m.Assessment:
    """One text with many overlapping, nested, crossing and broken claims."""
    text = "Title line\n" + "word " * 200 + "\n" + "tail " * 20
    report = document("crowd.txt", text, publisher="Crowd")
    made = [
        m.Claim(
            doc=report.id,
            quote=text[3 * i : 5 * i + 9],
            start=3 * i,
            end=5 * i + 9,
            event=m.Event.OTHER,
            certainty=list(m.Certainty)[i % 5],
            date=f"20{i % 30:02d}-0{1 + i % 9}-15",
        )
        for i in range(claims)
    ]
    broken = [
        made[1].model_copy(update={"start": 5, "end": 2, "date": "soon"}),
        made[1].model_copy(update={"start": 9_000, "end": 9_100, "date": "2023-13"}),
        made[1].model_copy(update={"doc": "lost.txt", "date": "2023-05/2023-02"}),
    ]
    return empty().model_copy(update={"documents": (report,), "claims": (*made, *broken)})


SAMPLES = {f.__name__: f for f in (full, empty, plain, hostile, crowded)}


if __name__ == "__main__":
    from byway.render import html

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        (folder / f"{name}.html").write_text(html(make()), encoding="utf-8")
