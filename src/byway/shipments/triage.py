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
from byway.shipments.outcomes import RANK, word
from byway.shipments.rules import Rule

if TYPE_CHECKING:
    import ibis.expr.types as ir

FURTHER = 0.25
"""How much of its weight a family's further flag adds."""
ROWS = 1 << 40
"""More rows than a file has: ranks times this, less the row, sort by rank, then by row."""


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


def decided(table: ir.Table, rules: Sequence[Rule]) -> ir.Table:
    """`table` (as `outcomes.ranked` gives it, with `shipment`) with rank 0 wherever another row of
    the shipment stands for it: of each rule the first row with the highest rank does."""
    lines = table.group_by(_of=table.shipment).aggregate(_lines=lambda t: t.count())
    several = lines.filter(lines["_lines"] > 1)
    alone = table.anti_join(several, table.shipment == several["_of"])
    together = table.semi_join(several, table.shipment == several["_of"])
    keys = {rule.id: _key(together, rule) for rule in rules}
    best = together.group_by(_of=together.shipment).aggregate(
        **{_best(rule): keys[rule.id].max() for rule in rules}
    )
    both = together.inner_join(best, together.shipment == best["_of"])
    ranks = {
        rule.id: (_key(both, rule) == both[_best(rule)]).ifelse(both[rule.id], 0).cast("int8")
        for rule in rules
    }
    return alone.union(both.mutate(**ranks).select(*table.columns))


def _key(table: ir.Table, rule: Rule) -> ir.IntegerValue:
    """Greater for a higher rank, then for an earlier row."""
    key: ir.IntegerValue = table[rule.id].cast("int64") * ROWS - table.row.cast("int64")
    return key


def _best(rule: Rule) -> str:
    return f"best {rule.id}"


def wide(table: ir.Table, rules: Sequence[Rule]) -> ir.Table:
    """One row for each shipment, of a table as `outcomes.ranked` gives it, with `shipment`.

    Columns: shipment_id, row (its first), present (ids of the rules joined by ";"), counts
    `present_count`, `not_assessable_count`, `absent_count`, and the outcome of each rule in a
    column of its id, as ORDER says for several lines.
    """
    import ibis

    lines = table.group_by("shipment", "shipment_id").aggregate(
        row=table.row.min(), **{rule.id: table[rule.id].max() for rule in rules}
    )
    present = ibis.literal("")
    for rule in rules:
        there = lines[rule.id] == RANK[Outcome.PRESENT]
        present = present + there.ifelse(f";{rule.id}", "")
    counts = {
        f"{outcome.value.replace(' ', '_')}_count": sum(
            ((lines[rule.id] == rank).cast("int32") for rule in rules), ibis.literal(0)
        )
        for outcome, rank in reversed(RANK.items())
        if rank
    }
    outcomes = {rule.id: word(lines[rule.id]) for rule in rules}
    return lines.select("shipment_id", "row", present=present.substr(1), **counts, **outcomes)
