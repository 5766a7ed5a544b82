"""One flow told in several ways (CIF and FOB, two editions, two sources) is counted once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from byway.tables.duck import literal
from byway.trade.checking import Lines
from byway.trade.notes import Note

_KEY = ("reporter", "partner", "flow", "product", "period")
_WHOLE = ("reporter", "flow", "period")
_WAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "hs_edition": (("H6", "H5", "H4"), _WHOLE),
    "valuation": (("fob", "cif"), _KEY),
    "partner_basis": (("origin", "destination", "consignment"), _KEY),
    "source": ((), _WHOLE),
}
"""Field: the ways to prefer, and what is told in one way or the other as a whole (an edition or a
source has all goods of a reporter and period, a valuation one flow)."""


def told_once(lines: Lines) -> Iterator[Note]:
    """Drop from `stored` what is told in another way already; notes with counts.

    Of two sources the one with more rows stays.
    """
    for field, (preferred, level) in _WAYS.items():
        met = {code for code, _ in lines.answers.get(field, {}).values()}
        if len(met) < 2:
            continue
        ranks = list(preferred) or _by_rows(lines, field)
        left = _drop(lines, field, ranks, [name for name in level if name in lines.coded])
        if left:
            names = ", ".join(sorted(str(code or "not said") for code in met))
            text = f"{left:,} rows left out: flows that are there with another {field} ({names})"
            yield Note(f"told twice: {field}", text, left)


def _by_rows(lines: Lines, field: str) -> list[str]:
    rows = lines.engine.rows(
        f"SELECT {field} FROM stored WHERE {field} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
    )
    return [str(row[0]) for row in rows]


def _drop(lines: Lines, field: str, ranks: Sequence[str], level: Sequence[str]) -> int:
    cases = " ".join(f"WHEN {literal(code)} THEN {place}" for place, code in enumerate(ranks))
    rank = f"CASE {field} {cases} ELSE {len(ranks)} END"
    key = ", ".join(name for name in _KEY if name in lines.coded)
    before = lines.engine.rows("SELECT count(*) FROM stored")[0][0]
    same = " AND ".join(f"stored.{name} = best.{name}" for name in level)
    at = ", ".join(level)
    lines.engine.run(
        f"WITH twice AS (SELECT {key}, min({rank}) AS rank FROM stored GROUP BY {key}"
        f" HAVING min({rank}) < max({rank})),"
        f" best AS (SELECT {at}, min(rank) AS rank FROM twice GROUP BY {at})"
        f" DELETE FROM stored USING best WHERE {same} AND {rank} > best.rank"
    )
    return int(before - lines.engine.rows("SELECT count(*) FROM stored")[0][0])
