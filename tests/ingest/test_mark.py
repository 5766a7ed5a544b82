"""What is marked, what must not be, and what holds for any text."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.ingest import mark
from byway.model import BlockKind

LEAD = "A broker in Vilnius sent machine tools to a plant in Minsk, two officials said."
MORE = "The plant repairs armoured vehicles and has been on the list since last year."


def kinds(text: str, **options: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in mark(text, **options)]


def around(line: str) -> str:
    """A page in whose middle `line` stands."""
    return "\n\n".join(["Broker sent tools to Minsk", LEAD, MORE, line, LEAD, MORE, LEAD, MORE])


def kind_within(line: str) -> set[str]:
    text = around(line)
    place = text.index(line)
    return {b.kind.value for b in mark(text) if b.start >= place and b.end <= place + len(line)}


def test_news_page(files: Path) -> None:
    found = kinds((files / "news.txt").read_text(encoding="utf-8"))
    assert [kind for kind, _ in found] == [
        "title",
        "caption",
        "dateline",
        "body",
        "body",
        "headline",
        "body",
        "promotion",
        "promotion",
        "promotion",
    ]
    assert found[2][1] == "VILNIUS, March 6 (Reuters) -"
    assert found[3][1].startswith("A broker in Vilnius")
    assert found[6][1] == "The broker did not answer a request for comment."
    assert found[7][1] == "Subscribe to our newsletter for more."


@pytest.mark.parametrize(
    "line",
    [
        "Support us with a one-time donation!",
        "We report from the border. Support our work and become a patron of the paper.",
        "Subscribe to our channel",
        "Sign up for our weekly newsletter",
        "You are receiving this email because you signed up on our site.",
        "Unsubscribe at any time.",
        "JOIN US ON TELEGRAM! Follow our coverage on the @example_channel.",
        "CLICK HERE TO GET THE EXAMPLE NEWS APP",
        "The post Tools for Minsk appeared first on The Gazette.",
        "Advertisement",
        "Подписывайтесь на наш канал в Telegram.",
        "Поддержите нас",
        "Підписуйтесь на наш канал.",
        "Підтримайте нас на Patreon!",
        "Wesprzyj nas!",
        "Zapisz się na newsletter",
        "Abonnez-vous à notre lettre d'information.",
        "Soutenez-nous par un don.",
        "Folgen Sie uns auf Telegram.",
        "Jetzt spenden",
    ],
)
def test_promotion(line: str) -> None:
    assert kind_within(line) == {"promotion"}


@pytest.mark.parametrize(
    "line",
    [
        "Continue reading...",
        "Read more",
        "Read also: Ministry lists two shippers",
        "Читайте также: Минск закупает станки",
        "Czytaj także: Mińsk kupuje obrabiarki",
        "Lire aussi : Minsk achète des machines",
        "Share on Facebook",
        "© 2024 The Harbour Gazette",
        "---",
        "[Back to the list](https://gazette.example/list)",
    ],
)
def test_navigation(line: str) -> None:
    assert kind_within(line) == {"navigation"}


@pytest.mark.parametrize(
    "line",
    [
        "FILE - A lathe stands in a hall near Minsk on March 1, 2023. (AP Photo/A. Example, File)",
        "Photo: Reuters",
        "A lathe is unloaded near Minsk (Photo:Agency / A. Example / Pool via REUTERS)",
        "A lathe is unloaded near Minsk. A. Example/AFP via Getty Images",
        "Станок на складе под Минском. Архивное фото",
        "Верстат на складі під Мінськом / фото Агенція",
        "Obrabiarka pod Mińskiem. Fot. A. Przykład / PAP",
        "_▲ A lathe near Minsk, Belarus._",
        "![lathe](https://gazette.example/lathe.png)",
    ],
)
def test_caption(line: str) -> None:
    assert kind_within(line) <= {"caption", "navigation"}


def test_caption_within_a_paragraph() -> None:
    line = f"{LEAD} {MORE} {LEAD} A lathe stands near Minsk (Photo: Agency)"
    text = around(line)
    assert ("caption", "A lathe stands near Minsk (Photo: Agency)") in kinds(text)
    assert ("body", f"{LEAD} {MORE} {LEAD}") in kinds(text)


def test_caption_repeats_the_lead() -> None:
    text = f"Tools went to Minsk\n\nMachine tools sent to a plant in Minsk\n\n{LEAD}\n\n{MORE}"
    assert [kind for kind, _ in kinds(text)] == ["title", "caption", "body", "body"]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("MOSCOW, March 17 (Reuters) -", " Officials met."),
        ("CAPRI, Italy (AP) —", " Officials met."),
        ("BRUSSELS/LONDON (Reuters) –", " Officials met."),
        ("MINSK, 24 April (BelTA) –", " Officials met."),
        ("Berlin (dpa) -", " Beamte trafen sich."),
        ("KYIV —", " Officials met."),
        ("WASHINGTON—", "Today, the department acted."),
        ("БРЮССЕЛЬ, 18 июл – РИА Новости.", " Чиновники встретились."),
        ("КИЇВ, 5 травня (Укрінформ) —", " Посадовці зустрілися."),
    ],
)
def test_dateline(dateline: str, rest: str) -> None:
    text = f"{dateline}{rest}\n\n{LEAD}"
    assert kinds(text)[:2] == [("dateline", dateline), ("body", rest.strip())]


def test_dateline_on_a_line_of_its_own() -> None:
    assert kinds(f"Hong Kong CNN —\n\n{LEAD}") == [("dateline", "Hong Kong CNN —"), ("body", LEAD)]


def test_title_run_into_the_dateline() -> None:
    text = f"Treasury Lists Two Shippers of Drone Parts  WASHINGTON—Today, it acted. {LEAD}"
    assert [kind for kind, _ in kinds(text)] == ["title", "dateline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Iran – which denies it – sent drones to Russia, officials said.",
        "NATO — the alliance of 32 states — warned China.",
        "Poland donated tanks to Ukraine and supported us in the vote, the minister said.",
        "Follow-up sanctions were imposed on Friday, the ministry said.",
        "To stop receiving Russian gas, the country signed a deal with Qatar.",
        "Support for sanctions on Russia grew after the report, Reuters said.",
        "The documents were seen by Reuters",
        "Published documents show that China sold rifles to Russia.",
        "Photos show that the drones were made in Iran, the institute said.",
        "China sold drones to Russia – Reuters",
        "The parts were shipped via Dubai (see image below) and then to Moscow, he said.",
        "Rosoboronexport",
        "Like us, the Chinese side wants talks, the minister said.",
        "Read together, the filings show that chips went to Russia.",
        "By March, the company had exported 5,000 rifles to Russia.",
        "Donate or sell: the ministry asked firms to hand over drones to the army.",
    ],
)
def test_body_is_not_marked(line: str) -> None:
    assert kind_within(line) == {"body"}


def test_lists_of_names_are_body() -> None:
    names = ["Alfa Trading", "Beta Shipping", "Gamma Optics", "Delta Bearings"]
    text = "\n".join([LEAD, "The following firms were listed on Friday by the ministry:", *names])
    assert {kind for kind, _ in kinds(text)} == {"body"}
    assert {kind for kind, _ in kinds("\n".join(names))} == {"body"}


def test_byline_beside_a_date() -> None:
    text = "\n".join(["Broker sent tools to Minsk", "A. Example", "March 6, 2024", LEAD])
    assert [kind for kind, _ in kinds(text)] == ["title", "dateline", "dateline", "body"]


def test_short_sentences_are_no_menu() -> None:
    text = "\n".join(["China sold rifles.", "Iran sent drones.", "Minsk shipped bearings.", LEAD])
    assert {kind for kind, _ in kinds(text)} == {"body"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ISW analysis, March 17, 2023", "dateline"),
        ("Thursday, 6 March 2024, 9:05 GMT", "dateline"),
        ("Harbour Gazette | 06.03.2024", "dateline"),
        ("Putin met Xi on March 20, 2023", "body"),
        ("Sanctions imposed on March 17, 2023.", "body"),
    ],
)
def test_date_lines(line: str, kind: str) -> None:
    assert kind_within(line) == {kind}


def test_official_notices_keep_their_capitals() -> None:
    entry = "RESEARCH AND PRODUCTION ASSOCIATION OF NORTHERN OPTICS MINSK"
    official = around(entry).replace(MORE, f"{MORE} (a.k.a. NORTHERN OPTICS)", 1)
    assert ("body", entry) in kinds(official)
    assert ("headline", entry) in kinds(around(entry))
    assert ("body", f"{entry} LTD") in kinds(around(f"{entry} LTD"))


def test_all_in_capitals_is_no_page_with_headlines() -> None:
    shouted = [f"{LEAD.upper().rstrip('.')} {number} OF THEM" for number in range(6)]
    text = "\n\n".join([LEAD, *shouted, MORE])
    assert "headline" not in {kind for kind, _ in kinds(text)}


def test_menu_and_repeated_title() -> None:
    title = "Broker sent tools to Minsk"
    menu = ["Menu", "World", "Trade", "Weather", "Sign in"]
    text = "\n".join([f"{title} | The Gazette", *menu, title, "March 6, 2024", LEAD, MORE])
    found = kinds(text)
    assert found[0] == ("headline", f"{title} | The Gazette")
    assert {kind for kind, _ in found[1:6]} == {"navigation"}
    assert found[6:8] == [("title", title), ("dateline", "March 6, 2024")]
    assert found[8:] == [("body", LEAD), ("body", MORE)]


def test_wrapped_lines_are_one_paragraph() -> None:
    paragraph = (
        "Customs records show that four lorries with ball bearings crossed the border in "
        "February and that their papers named a firm in Minsk as the buyer of the goods, which "
        "had been bought from a trader in Vilnius by a bank that is under sanctions itself."
    )
    wrapped = textwrap.fill(paragraph, 62)
    text = f"Lorries with bearings\n\n{wrapped}\n\n{LEAD}"
    assert ("body", wrapped) in kinds(text)


def test_known_title() -> None:
    text = f"Sanctions\n{LEAD}"
    assert kinds(text, title="Sanctions")[0] == ("title", "Sanctions")
    assert kinds(text)[0] == ("body", "Sanctions")


def test_question_as_title() -> None:
    title = "Who sold the drones that were found in the field last week?"
    assert kinds(f"{title}\n{LEAD}")[0] == ("title", title)


def test_zero_width_characters_stay() -> None:
    text = f"MOSCOW, March 17 (Reuters) - The \u200bministry listed\u200c it.\n\n{LEAD}"
    assert kinds(text)[1] == ("body", "The \u200bministry listed\u200c it.")


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            LEAD,
            MORE,
            "KYIV —",
            "MINSK, 24 April (BelTA) – ",
            "Support us! Subscribe to our newsletter.",
            "A lathe (Photo: Agency)",
            "# Heading",
            "![](x)",
            "(Photo: x)",
            "A  WASHINGTON—Today",
            "CAPITALS STAND IN THIS LINE HERE",
            "\u200b",
            "。",
            "***",
        ]
    ),
)


def check_blocks(text: str) -> None:
    end = 0
    for block in mark(text):
        assert end <= block.start < block.end <= len(text)
        assert not text[end : block.start].strip()
        held = text[block.start : block.end]
        assert held == held.strip()
        assert isinstance(block.kind, BlockKind)
        end = block.end
    assert not text[end:].strip()


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", " ", "\u2028"]))
def test_blocks_hold_every_visible_character(lines: list[str], between: str) -> None:
    check_blocks(between.join(lines))


@given(st.text())
def test_blocks_of_any_text(text: str) -> None:
    check_blocks(text)


def test_empty_text() -> None:
    assert mark("") == mark(" \n\t") == ()
