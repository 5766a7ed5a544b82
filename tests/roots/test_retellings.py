"""Which reports relay one and the same.  The reports are invented."""

from datetime import date

import numpy as np
import pytest

from builders import a_claim, a_document
from byway.roots import retellings
from byway.roots.likeness import JOINED, compare, settle
from byway.roots.signs import signs
from byway.roots.vectors import Vectors

ENGLISH = (
    "Sold as scrap: how three engines reached Tartus\n\n"
    "Three gas turbines that were sold as scrap in Varna reached a power station in Tartus, the "
    "Lodestar Institute said on Monday. The broker Pavel Dimov was paid 2,450,000 euros."
)
OTHER_WORDS = (
    "A broker in Varna got 2.45 million, precisely 2,450,000 euros, for three turbines that ended "
    "up in Tartus although the papers called them scrap, according to Lodestar. Pavel Dimov denies."
)
POLISH = (
    "Trzy turbiny gazowe, sprzedane w Warnie jako złom, trafiły do elektrowni w Tartusie - podaje "
    "Lodestar Institute. Pośrednik Paweł Dimow dostał 2 450 000 euro."
)
ANOTHER = (
    "Fishing boats from Latakia carry diesel to Cyprus at night, the Lodestar Institute said. "
    "Police counted 77 trips. Captains are paid in cash."
)
OWN_REPORTING = (
    "Bulgaria will inspect scrap yards near Varna this autumn, the environment minister said. "
    "Tartus is among the ports that buy most. Ships wait for weeks."
)


def report(text, doc, language="en", day=11, **more):
    more = {"published": date(2024, 3, day)} | more
    return a_document(doc, f"Paper {doc}", text=text, language=language, **more)


def groups(*documents, claims=()):
    return [[a.document for a in found.accounts] for found in retellings(documents, claims)]


def test_reports_in_other_words_and_languages_join_their_root():
    documents = [
        report(ENGLISH, "a"),
        report(OTHER_WORDS, "b"),
        report(POLISH, "c", "pl"),
        report(ANOTHER, "d"),
        report(OWN_REPORTING, "e"),
    ]
    assert groups(*documents) == [["a", "b", "c"]]
    (found,) = retellings(documents)
    assert found.source == "Lodestar Institute"
    assert any("2450000" in reason for reason in found.because)


def test_another_report_of_the_same_body_does_not_join():
    assert groups(report(ENGLISH, "a"), report(ANOTHER, "b")) == []


def test_the_body_that_publishes_is_cited_by_its_relay():
    original = report(ENGLISH.replace(", the Lodestar Institute said on Monday", ""), "a")
    original = original.model_copy(update={"publisher": "Lodestar Institute"})
    assert groups(original, report(OTHER_WORDS, "b")) == [["a", "b"]]


def test_a_copy_needs_no_source():
    text = ENGLISH.replace(", the Lodestar Institute said on Monday", " last week")
    (found,) = retellings([report(text, "a"), report(text + " It rained.", "b")])
    assert found.source is None
    assert "word for word" in found.because[0]


def test_months_apart_is_another_report():
    assert groups(report(ENGLISH, "a"), report(OTHER_WORDS, "b", published=date(2024, 9, 1))) == []


def test_one_report_or_none_is_no_group():
    assert retellings([report(ENGLISH, "a")]) == ()
    assert retellings([]) == ()


def test_empty_reports_are_no_copies_of_each_other():
    assert groups(report("", "a"), report("", "b"), report("Hm.", "c")) == []


def test_claims_tell_a_source_that_no_relay_word_gives_away():
    texts = [text.replace("according to", "so").replace(" said on", " on") for text in (ENGLISH,)]
    documents = [report(texts[0], "a"), report(OTHER_WORDS, "b")]
    claims = [a_claim(doc=doc, source=["Lodestar Institute"]) for doc in "ab"]
    assert groups(*documents, claims=claims) == [["a", "b"]]


def test_the_order_of_the_reports_does_not_matter():
    documents = [report(ENGLISH, "a"), report(ANOTHER, "b"), report(OTHER_WORDS, "c")]
    assert groups(*reversed(documents)) == [["c", "a"]]


def test_reports_of_different_days_are_apart():
    left, right = "wrote in its report of March 4", "wrote in its report of March 9"
    texts = [ENGLISH.replace("said on Monday", words) for words in (left, right)]
    same = compare(signs(report(texts[0], "a")), signs(report(texts[0] + " Oh.", "b")))
    other = compare(signs(report(texts[0], "a")), signs(report(texts[1], "b")))
    assert other.points < same.points - 3


def test_vectors_decide_only_what_is_open():
    def never(left, right):
        raise AssertionError("not open")

    alone = signs(report(OWN_REPORTING, "e"))
    settled = compare(signs(report(ANOTHER, "d")), alone)
    assert not settled.open
    assert settle(settled, alone, alone, never) is settled


def test_where_the_vectors_cannot_read_low_values_mean_little():
    text = "Йшов дощ, сказали в Lodestar. Ще одне довге речення стоїть тут."
    uk, en = (
        signs(report(text, "a", "uk")),
        signs(report("It rained, Lodestar said. Oh well.", "b")),
    )
    found = compare(uk, en)
    assert found.open

    def nothing(left, right):
        return np.zeros((len(left), len(right)), np.float32)

    assert settle(found, uk, en, nothing).points == found.points - 0.5
    german = signs(report("Es regnete lange, laut Lodestar.", "c", "de"))
    found = compare(german, en)
    assert settle(found, german, en, nothing).points == found.points - 2.0
    assert found.points - 2.0 < JOINED


def test_vectors_of_one_meaning_are_near_in_two_languages():
    rain, regen, trade = (
        "It rained for three days.",
        "Es hat drei Tage geregnet.",
        "The company exports machine tools.",
    )
    (near, far), *_ = Vectors().cosines([rain], [regen, trade])
    assert near > far + 0.2


@pytest.mark.shared
def test_roots_of_the_shared_corpus(shared):
    import json
    import re

    from byway.ingest import mark

    rows, documents = {}, []
    for part in ("corpus", "retellings"):
        folder = shared / "reading" / part
        for line in (folder / "index.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            rows[row["id"]] = row.get("assessment_group")
            text = (folder / f"{row['id']}.txt").read_text("utf-8")
            exact = re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"] or "")
            document = a_document(
                row["id"],
                row["publisher"],
                text=text,
                language=row["language"],
                published=date.fromisoformat(row["date"]) if exact else None,
                blocks=mark(text),
            )
            if row["language"] == "en":
                documents.append(document)
    found = groups(*documents)
    pairs = {(i, j) for members in found for n, i in enumerate(members) for j in members[n + 1 :]}
    ids = [document.id for document in documents]
    gold = {
        (i, j) for n, i in enumerate(ids) for j in ids[n + 1 :] if rows[i] and rows[i] == rows[j]
    }
    assert len(pairs & gold) >= 0.95 * len(pairs)
    assert len(pairs & gold) >= 0.85 * len(gold)
