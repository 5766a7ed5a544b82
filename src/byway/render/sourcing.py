"""Sources in words for a terminal: which reports are one source, who added what, the grades."""

from __future__ import annotations

from collections.abc import Iterator

from byway.model import Account, Assessment, Grade
from byway.render import words
from byway.render.index import Index

Rows = list[tuple[str, str]]


def grades(assessment: Assessment) -> dict[str, Grade]:
    """The user's grades that meet a root or a publisher, by publisher."""
    nodes = assessment.sources
    held = [node.grade for node in nodes] + [r.grade for node in nodes for r in node.relays]
    return {grade.publisher: grade for grade in held if grade}


def sections(assessment: Assessment, index: Index) -> Iterator[tuple[str, Rows]]:
    """Titles with names and values: each group of retellings, then the grades."""
    outlets = {d.id: d.publisher or d.title or d.id for d in assessment.documents}
    for node in assessment.sources:
        for told in node.retellings:
            of = f" of {told.source}" if told.source else ""
            title = f"One source: {len(told.accounts)} reports relay one and the same{of}"
            yield (
                title,
                [(outlets.get(a.document, a.document), _added(a, index)) for a in told.accounts],
            )
    if found := grades(assessment):
        rows = [(name, _grade(grade)) for name, grade in found.items()]
        yield "Your grades of publishers (no part of any likelihood)", rows


def _added(account: Account, index: Index) -> str:
    numbers = index.numbers_of(account.added)
    if not numbers:
        return "adds no claim"
    noun = "claim" if len(numbers) == 1 else "claims"
    return f"adds {noun} {', '.join(map(str, numbers))}"


def _grade(grade: Grade) -> str:
    said = [words.label("reliability", grade.reliability)]
    if grade.credibility:
        said.append(words.label("credibility", str(grade.credibility)))
    said += [grade.note] if grade.note else []
    return f"{grade.reliability}{grade.credibility or ''}: {'; '.join(said)}"
