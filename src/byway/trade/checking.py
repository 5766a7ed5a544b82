"""What a table's lines cannot say: counted and named in notes, or refused with their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from byway.errors import TableError
from byway.tables.duck import Engine, literal
from byway.trade.laying import CODED, FREE, SAID, lay
from byway.trade.mapping import NUMBERS
from byway.trade.notes import Note
from byway.trade.vocabulary import faults

_SHOWN = 5


class Lines:
    """The lines of the relation `raw`, with their codes understood.

    Makes the views `line` (all, with the ids of their codes and `fault`) and `good` (those that
    can be used).  `coded` are the fields with a table of codes, `numbers` those with amounts.
    """

    def __init__(
        self, engine: Engine, fields: Sequence[str], where: str, digits: int | None
    ) -> None:
        self.engine = engine
        self.where = where
        self.answers = lay(engine, fields, digits)
        self.coded = [name for name in (*CODED, *SAID, *FREE) if name in fields]
        self.numbers = [name for name in NUMBERS if name in fields]
        self.with_currency = "currency" in fields
        self._views()
        self.total, self.missing, self.negative, self.no_number = (
            int(n)
            for n in engine.rows(
                "SELECT count(*), count(*) FILTER (value IS NULL AND value_fault IS NULL),"
                " count(*) FILTER (value < 0), count(value_fault) FROM raw"
            )[0]
        )

    def _views(self) -> None:
        ids = [f"{name}_code.id AS {name}_id" for name in self.coded]
        amounts = [f"raw.{name}" for name in self.numbers]
        joins = " ".join(
            f"JOIN {name}_code ON coalesce(raw.{name}, '') = {name}_code.written"
            for name in self.coded
        )
        fault = ", ".join(f"{name}_code.fault" for name in self.coded if name in CODED)
        self.engine.run(
            f"CREATE VIEW line AS SELECT {', '.join([*ids, *amounts])},"
            f" coalesce({fault}, CASE WHEN raw.value < 0 THEN 'negative' END) AS fault"
            f" FROM raw {joins}"
        )
        self.engine.run(
            "CREATE VIEW good AS SELECT * EXCLUDE (fault) FROM line WHERE fault IS NULL"
        )

    # --- refused -----------------------------------------------------------------------------

    def currency(self) -> str | None:
        """The one currency; None when the source does not say.

        Raises TableError for values that are no numbers and for currencies that are mixed or
        unknown, naming rows (the first after the header is row 1).
        """
        if self.no_number:
            shown = self.rows("value_fault IS NOT NULL", "value_fault")
            named = "; ".join(f"row {row}: {text!r}" for row, text in shown)
            raise TableError(
                self.where,
                f"{self.no_number:,} values are no numbers ({named})",
                "numbers with a decimal point, nothing or ':' where missing",
            )
        if not self.with_currency:
            return None
        written = "upper(trim(coalesce(currency, '')))"
        met = self.engine.rows(f"SELECT {written}, count(*) FROM raw GROUP BY 1 ORDER BY 2 DESC, 1")
        if len(met) > 1:
            named = "; ".join(self._currency(code, rows, written) for code, rows in met)
            raise TableError(self.where, f"mixed currencies: {named}", "one currency per table")
        code = str(met[0][0]) if met else ""
        if not code:
            return None
        import pycountry

        if pycountry.currencies.get(alpha_3=code) is None:
            raise TableError(self.where, f"unknown currency {code!r}", "an ISO 4217 code (EUR)")
        return code

    def _currency(self, code: str, rows: int, written: str) -> str:
        first = ", ".join(str(row[0]) for row in self.rows(f"{written} = {literal(code)}", "1", 3))
        return f"{code or '(none)'} in {rows:,} rows (row {first})"

    def contradictions(self, keys: Sequence[str]) -> None:
        """Raise TableError when lines of one key have different amounts."""
        coded = [key.removesuffix("_id") for key in keys]
        differ = " OR ".join(f"count(DISTINCT coalesce({n}, -1)) > 1" for n in self.numbers)
        words = ", ".join(f"{name}_code.written" for name in coded)
        joins = " ".join(f"JOIN {name}_code ON {name}_id = {name}_code.id" for name in coded)
        against = self.engine.rows(
            f"WITH odd AS (SELECT {', '.join(keys)}, min(value) AS low, max(value) AS high,"
            f" count(*) AS n FROM good GROUP BY {', '.join(keys)} HAVING {differ})"
            f" SELECT {words}, n, low, high FROM odd {joins} ORDER BY ALL LIMIT {_SHOWN}"
        )
        if against:
            named = "; ".join(self._against(row, coded) for row in against)
            raise TableError(
                self.where,
                f"rows contradict each other ({named})",
                "one row per reporter, partner, flow, product and period, or a mapping with"
                " `repeats: sum` when rows are parts of one flow",
            )

    def _against(self, row: tuple[Any, ...], coded: Sequence[str]) -> str:
        words = row[: len(coded)]
        count, low, high = row[len(coded) :]
        condition = " AND ".join(
            f"coalesce({name}, '') = {literal(str(word))}"
            for name, word in zip(coded, words, strict=True)
        )
        numbers = ", ".join(str(found[0]) for found in self.rows(condition, "1", 3))
        amounts = "missing" if low is None else f"{low:g} to {high:g}"
        return f"rows {numbers}: {' '.join(filter(None, words))}, {amounts} in {count} rows"

    def rows(self, condition: str, shown: str, limit: int = _SHOWN) -> list[tuple[Any, ...]]:
        """Row numbers, and what is `shown`, of the first rows as written that meet a condition."""
        self.engine.run("SET preserve_insertion_order = true")
        try:
            return self.engine.rows(
                f"SELECT n, {shown} FROM (SELECT row_number() OVER () AS n, * FROM raw)"
                f" WHERE {condition} ORDER BY n LIMIT {limit}"
            )
        finally:
            self.engine.run("SET preserve_insertion_order = false")

    # --- named -------------------------------------------------------------------------------

    def notes(self) -> Iterator[Note]:
        """What is left out or repaired, with counts and examples."""
        if self.negative or any(self._faulty(name) for name in self.answers):
            met = dict(
                self.engine.rows(
                    "SELECT fault, count(*) FROM line WHERE fault IS NOT NULL GROUP BY 1"
                )
            )
            for fault, (kind, text) in faults().items():
                if rows := met.get(fault, 0):
                    shown = self._examples(fault)
                    yield Note(kind, f"{rows:,} rows left out: {text}", rows, shown)
        repaired = {
            written: code
            for written, (code, _) in self.answers["product"].items()
            if code and code.startswith("0") and not written.lstrip().startswith("0")
        }
        if repaired:
            listed = ", ".join(map(literal, repaired))
            rows = int(
                self.engine.rows(f"SELECT count(*) FROM raw WHERE product IN ({listed})")[0][0]
            )
            yield Note(
                "leading zero",
                f"{rows:,} rows: product codes had lost their leading zero, put back",
                rows,
                tuple(f"{written} read as {code}" for written, code in repaired.items())[:_SHOWN],
            )
        if self.missing:
            text = f"{self.missing:,} rows without a value: kept as missing, not as zero"
            yield Note("missing value", text, self.missing)

    def _faulty(self, name: str) -> list[str]:
        return [written for written, (_, fault) in self.answers[name].items() if fault]

    def _examples(self, fault: str) -> tuple[str, ...]:
        if fault == "negative":
            return tuple(f"row {row}: {value:g}" for row, value in self.rows("value < 0", "value"))
        return tuple(
            f"{name} {written or '(empty)'}"
            for name in self.coded
            for written, (_, why) in self.answers[name].items()
            if why == fault
        )[:_SHOWN]
