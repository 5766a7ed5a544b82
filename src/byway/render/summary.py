"""The terminal summary: the question, each judgement, who is designated, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.model import Assessment, Finding
from byway.render import words
from byway.render.index import Index, PartyEntry
from byway.render.snapshots import snapshots

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def terminal(assessment: Assessment, console: Console) -> None:
    """Print a short summary.  Where files were written is for the caller to say.

    Words of the reports are printed as text: they can carry neither markup nor control codes.
    """
    from rich.text import Text

    index = Index(assessment)
    independent = sum(node.independent for node in assessment.sources)
    console.print(Text(_clean(assessment.question), style="bold"))
    facts = (
        words.count(len(assessment.documents), "report"),
        words.count(len(assessment.claims), "claim"),
        words.count(independent, "independent source"),
    )
    console.print(Text(f"As of {words.day(assessment.as_of)}; {', '.join(facts)}.", style="dim"))
    if not assessment.findings:
        console.print(Text("\nNo finding: no statement bears on a hypothesis known here."))
    for number, finding in enumerate(assessment.findings, 1):
        for line in _finding(number, finding):
            console.print(line)
    _standing(assessment, index, console)


def _finding(number: int, finding: Finding) -> list[Text]:
    from rich.text import Text

    likely, sure = finding.likelihood, finding.confidence
    judgement = finding.judgement or finding.hypothesis
    lines = [
        Text(f"\n{number}. {_clean(judgement)}", style="bold"),
        _fact("Likelihood", f"{likely.term} ({likely.low}–{likely.high} %)"),
        _fact("Confidence", f"{sure.level}" + _because(sure.because)),
        _fact("Sources", f"{len(finding.sources)} independent" + _because(finding.sources, ", ")),
    ]
    if finding.missing:
        lines.append(_fact("Missing", "; ".join(finding.missing)))
    return lines


def _because(reasons: tuple[str, ...], between: str = "; ") -> str:
    return f": {between.join(reasons)}" if reasons else ""


def _standing(assessment: Assessment, index: Index, console: Console) -> None:
    from rich.text import Text

    designated = [party for party in index.parties if party.designations]
    searched = snapshots(assessment)
    console.print(Text("\nDesignated parties", style="bold"))
    for party in designated:
        console.print(_fact(party.name, "; ".join(_designations(party))))
    if not searched:
        console.print(Text("  No list was searched.", style="yellow"))
    elif not designated:
        console.print(Text("  None of the parties was found on the lists searched."))
    if designated:
        console.print(Text("  A match is not an accusation.", style="dim"))
    for held in searched:
        style = "yellow" if held.stale else "dim"
        note = "; out of date" if held.stale else ""
        console.print(Text(f"  List {_clean(held.name)}: {held.words}{note}.", style=style))


def _designations(party: PartyEntry) -> list[str]:
    """Each designation in one phrase, with the certainty of the match it rests on."""
    phrases = []
    for match in party.matches:
        how = "strong match" if match.strong else "possible match"
        for held in match.designations:
            parts = [held.list, words.label("topic", held.topic)]
            parts += [held.programme] if held.programme else []
            parts += [f"since {words.day(held.since)}"] if held.since else []
            phrases.append(f"{', '.join(parts)} ({how} {words.number(match.score)})")
    return phrases


def _fact(name: str, value: str) -> Text:
    from rich.text import Text

    line = Text("  ")
    line.append(f"{_clean(name)}: ", style="dim")
    line.append(_clean(value))
    return line


def _clean(text: str) -> str:
    """Control and direction characters taken out, so that a report cannot steer a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
