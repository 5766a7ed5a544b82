"""In which order shipments deserve a look.  An order, never a verdict.

The score of a shipment adds up over the families of flags (lists, routes, payment...): of each
family the heaviest flag that is present counts with its weight in full and each further one with a
quarter of its weight, for flags of one family often show the same fact:

    score = sum over families of ( max w + (sum w - max w) / 4 )

with `w` the weights of the family's flags that are present.  A further flag never lowers it: one no
heavier than the family's heaviest adds w / 4; a heavier one adds w - 3/4 of the former heaviest.
What is absent, not assessable or not applicable changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from byway.model import Outcome
from byway.shipments.outcomes import outcome
from byway.shipments.rules import Rule

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from byway.shipments.asked import Asked

FURTHER = 0.25
"""How much of its weight a family's further flag adds."""
ORDER = (Outcome.NOT_APPLICABLE, Outcome.ABSENT, Outcome.NOT_ASSESSABLE, Outcome.PRESENT)
"""Which outcome stands for a shipment of several lines: the last of these that one of them has."""


@dataclass(frozen=True)
class Triage:
    """A score with its breakdown: what each flag adds, by families in their order."""

    score: float
    parts: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]

    @property
    def breakdown(self) -> str:
        """The breakdown in one line: `RTE 2.25 (RTE-10 2, RTE-01 0.25); ADR 1 (ADR-06 1)`."""
        return "; ".join(
            f"{family} {sum(added for _, added in flags):g}"
            f" ({', '.join(f'{rule} {added:g}' for rule, added in flags)})"
            for family, flags in self.parts
        )


def triage(present: Iterable[Rule]) -> Triage:
    """The score of a shipment in which these flags are present; see the module's text."""
    families: dict[str, list[Rule]] = {}
    for rule in sorted(present, key=lambda rule: (-rule.weight, rule.id)):
        families.setdefault(rule.family, []).append(rule)
    parts = tuple(
        (
            family,
            tuple(
                (rule.id, rule.weight * (FURTHER if place else 1.0))
                for place, rule in enumerate(rules)
            ),
        )
        for family, rules in families.items()
    )
    return Triage(sum(added for _, flags in parts for _, added in flags), parts)


def scores(present: Iterable[str], rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """Triage of each distinct text of present rules, as `wide` writes it."""
    by_id = {rule.id: rule for rule in rules}
    found = []
    for text in present:
        judged = triage(by_id[name] for name in text.split(";") if name)
        found.append({"of": text, "triage": judged.score, "breakdown": judged.breakdown})
    return found


def wide(asked: Asked, rules: Sequence[Rule]) -> ir.Table:
    """One row for each shipment of `asked.table`, which must have `shipment` and `lines`.

    Columns: shipment_id, row (its first), present (ids of the rules joined by ";"), counts
    `present_count`, `not_assessable_count`, `absent_count`, and the outcome of each rule in a
    column of its id, as ORDER says for several lines.
    """
    import ibis

    words = [word.value for word in ORDER]
    table = asked.table
    ranks = {
        rule.id: ibis.cases(
            *((outcome(rule, asked) == word, place) for place, word in enumerate(words))
        ).cast("int8")
        for rule in rules
    }
    lines = table.select("shipment", table.id.name("shipment_id"), "row", "lines", **ranks)
    single = lines.filter(lines.lines == 1).drop("lines")
    several = lines.filter(lines.lines > 1)
    joined = several.group_by("shipment", "shipment_id").aggregate(
        row=several.row.min(), **{rule.id: several[rule.id].max() for rule in rules}
    )
    all_rows = single.union(joined.select(*single.columns))
    present = ibis.literal("")
    for rule in rules:
        present = present + (all_rows[rule.id] == len(words) - 1).ifelse(f";{rule.id}", "")
    counts = {
        f"{word.replace(' ', '_')}_count": sum(
            ((all_rows[rule.id] == place).cast("int32") for rule in rules), ibis.literal(0)
        )
        for place, word in reversed(list(enumerate(words)))
        if place
    }
    outcomes = {rule.id: _word(all_rows[rule.id], words) for rule in rules}
    return all_rows.select("shipment_id", "row", present=present.substr(1), **counts, **outcomes)


def _word(rank: ir.NumericValue, words: Sequence[str]) -> ir.StringValue:
    import ibis

    return ibis.cases(*((rank == place, word) for place, word in enumerate(words)))


def by_shipment(outcomes: ir.Table) -> ir.Table:
    """The outcomes of lines as those of shipments: of each rule the one that ORDER says, of the
    first line that has it."""
    import ibis

    rank = ibis.cases(
        *((outcomes.outcome == word.value, place) for place, word in enumerate(ORDER))
    )
    ranked = outcomes.mutate(_rank=rank)
    first = ibis.row_number().over(
        ibis.window(
            group_by=[ranked.shipment_id, ranked.rule],
            order_by=[ranked["_rank"].desc(), ranked.row],
        )
    )
    numbered = ranked.mutate(_place=first)
    return numbered.filter(numbered["_place"] == 0).drop("_rank", "_place")
