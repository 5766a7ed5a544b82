"""The terminal summary: the question, each judgement, who is designated, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.model import Assessment, Finding
from byway.render import words
from byway.render.index import Index, PartyEntry
from byway.render.snapshots import snapshots
from byway.render.sourcing import sections
from byway.terminal import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding


def terminal(assessment: Assessment, console: Console) -> None:
    """Print a short summary.  Where files were written is for the caller to say.

    Words of the reports are printed as text: they can carry neither markup nor control codes.
    """
    from rich.text import Text

    index = Index(assessment)
    independent = sum(node.independent for node in assessment.sources)
    console.print(Text(printable(assessment.question), style="bold"))
    facts = (
        words.count(len(assessment.documents), "report"),
        words.count(len(assessment.claims), "claim"),
        words.count(independent, "independent source"),
    )
    console.print(Text(f"As of {words.day(assessment.as_of)}; {', '.join(facts)}.", style="dim"))
    if not assessment.findings:
        console.print(Text("\nNo finding: no statement bears on a hypothesis known here."))
    for number, finding in enumerate(assessment.findings, 1):
        judgement = finding.judgement or finding.hypothesis
        console.print(Text(f"\n{number}. {printable(judgement)}", style="bold"))
        console.print(_rows(_facts(finding)))
    for title, rows in sections(assessment, index):
        console.print(Text(f"\n{printable(title)}", style="bold"))
        console.print(_rows(rows))
    _standing(assessment, index, console)


def _facts(finding: Finding) -> list[tuple[str, str]]:
    likely, sure, sources = finding.likelihood, finding.confidence, finding.sources
    facts = [
        ("Likelihood", f"{likely.term} ({likely.low}–{likely.high} %)"),
        ("Confidence", "; ".join((sure.level, *sure.because))),
        ("Sources", f"{len(sources)} independent{': ' if sources else ''}{'; '.join(sources)}"),
    ]
    return [*facts, ("Missing", "\n".join(finding.missing))] if finding.missing else facts


def _standing(assessment: Assessment, index: Index, console: Console) -> None:
    from rich.text import Text

    designated = [party for party in index.parties if party.designations]
    searched = snapshots(assessment)
    console.print(Text("\nDesignated parties", style="bold"))
    if designated:
        console.print(_rows([(p.name, "\n".join(_designations(p))) for p in designated]))
        console.print(Text("  A match is not an accusation.", style="dim"))
    elif searched:
        console.print(Text("  None of the parties was found on the lists searched."))
    else:
        console.print(Text("  No list was searched.", style="yellow"))
    for held in searched:
        note = f" ({held.warning})" if held.warning else ""
        style = "yellow" if held.stale else "dim"
        console.print(Text(f"  List {printable(held.name)}: {held.words}{note}.", style=style))


def _rows(facts: list[tuple[str, str]]) -> Padding:
    """Names and values side by side, long values under themselves."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=24)
    table.add_column(ratio=1)
    for name, value in facts:
        lines = "\n".join(printable(line) for line in value.split("\n"))
        table.add_row(Text(printable(name), style="dim"), Text(lines))
    return Padding(table, (0, 0, 0, 2))


def _designations(party: PartyEntry) -> list[str]:
    """Each designation in one phrase, with the certainty of the match it rests on."""
    phrases = []
    for match in party.matches:
        how = "strong match" if match.strong else "possible match"
        for held in match.designations:
            parts = [held.authority or held.list, words.label("topic", held.topic)]
            parts += [held.programme] if held.programme else []
            parts += [f"since {words.day(held.since)}"] if held.since else []
            phrases.append(
                f"{', '.join(parts)} (list {held.list}, {how} {words.number(match.score)})"
            )
    return phrases
