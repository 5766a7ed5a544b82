"""From lines as written to checked flows, all in SQL: what is left out is counted and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from byway.errors import TableError
from byway.trade.codes import Product, read_codes
from byway.trade.engine import Engine, literal
from byway.trade.mapping import FIELDS
from byway.trade.periods import period
from byway.trade.places import place

_WORDS: dict[str, dict[str, str]] = {
    "flow": {
        "": "export",
        "export": "export",
        "exports": "export",
        "x": "export",
        "2": "export",
        "import": "import",
        "imports": "import",
        "m": "import",
        "1": "import",
    },
    "hs_edition": {
        "h4": "H4",
        "hs2012": "H4",
        "2012": "H4",
        "h5": "H5",
        "hs2017": "H5",
        "2017": "H5",
        "h6": "H6",
        "hs2022": "H6",
        "2022": "H6",
    },
    "valuation": {"fob": "fob", "cif": "cif"},
    "partner_basis": {
        "origin": "origin",
        "consignment": "consignment",
        "destination": "destination",
    },
}
_PARTS_OF_OTHERS = {"rx", "rm", "dx", "fm", "re-export", "re-import", "reexport", "reimport"}
"""Flows that are part of exports or imports already (re-exports, domestic exports)."""

_SHOWN = 5


@dataclass(frozen=True)
class Note:
    """Something that the reader must know: `kind` in a word, `text` for people, `rows` met."""

    kind: str
    text: str
    rows: int = 0
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = f" (such as {', '.join(self.examples)})" if self.examples else ""
        return f"{self.text}{shown}"


class Checker:
    """Reads the relation `raw`, writes the tables `flow` and `code`."""

    def __init__(
        self, engine: Engine, fields: tuple[str, ...], where: str, digits: int | None
    ) -> None:
        self.engine = engine
        self.fields = fields
        self.where = where
        self.digits = digits
        self.notes: list[Note] = []
        self.currency: str | None = None
        self._words: dict[str, dict[str, str]] = {}

    # --- codes -------------------------------------------------------------------------------

    def read(self) -> None:
        """Understand each distinct code once and lay the answers beside the lines."""
        products = read_codes(self._distinct("product"), self.digits)
        self._lay("reporter", {code: place(code) for code in self._distinct("reporter")}, _of_place)
        self._lay("partner", {code: place(code) for code in self._distinct("partner")}, _of_place)
        self._lay("period", {code: period(code) for code in self._distinct("period")}, _of_period)
        self._lay("product", products, _of_product)
        for name in ("flow", "hs_edition", "valuation", "partner_basis"):
            if name in self.fields:
                self._lay(name, {w: w for w in self._distinct(name)}, _of_word(name))
        self._view()
        self._count()

    def _distinct(self, name: str) -> list[str]:
        found = self.engine.rows(f"SELECT DISTINCT coalesce({name}, '') FROM raw ORDER BY 1")
        return [str(row[0]) for row in found]

    def _lay(
        self,
        name: str,
        answers: Mapping[str, Any],
        read: Callable[[Any], tuple[str | None, str | None]],
    ) -> None:
        import pyarrow as pa

        pairs = {written: read(answer) for written, answer in answers.items()}
        table = pa.table(
            {
                "id": pa.array(range(len(pairs)), pa.uint32()),
                "written": pa.array(list(pairs), pa.string()),
                "code": pa.array([code for code, _ in pairs.values()], pa.string()),
                "fault": pa.array([fault for _, fault in pairs.values()], pa.string()),
            }
        )
        con = self.engine.backend.con
        con.register("given", table)
        con.execute(f"CREATE TABLE {name}_code AS SELECT * FROM given")
        con.unregister("given")

    def _laid(self) -> list[str]:
        return [
            name
            for name in ("reporter", "partner", "flow", "product", "period")
            if name in self.fields
        ] + [n for n in ("hs_edition", "valuation", "partner_basis") if n in self.fields]

    def _view(self) -> None:
        laid = self._laid()
        faults = [f"{name}_code.fault" for name in laid if name not in _OPTIONAL]
        parts = [f"{name}_code.code AS {name}" for name in laid]
        parts += [f"{name}_code.id AS {name}_id" for name in laid]
        parts += [f"coalesce(raw.{name}, '') AS {name}" for name in _FREE if name in self.fields]
        parts += [f"raw.{name}" for name in ("value", "weight", "quantity") if name in self.fields]
        joins = " ".join(
            f"JOIN {name}_code ON coalesce(raw.{name}, '') = {name}_code.written" for name in laid
        )
        first = "coalesce(" + ", ".join([*faults, "NULL"]) + ")"
        self.engine.run(
            f"CREATE VIEW line AS SELECT {', '.join(parts)}, raw.value_fault,"
            f" coalesce({first}, CASE WHEN raw.value < 0 THEN 'negative' END) AS fault"
            f" FROM raw {joins}"
        )

    # --- what is named -----------------------------------------------------------------------

    def _count(self) -> None:
        met = dict(self.engine.rows("SELECT coalesce(fault, ''), count(*) FROM line GROUP BY 1"))
        self.total = sum(met.values())
        for fault, (kind, text) in _FAULTS.items():
            if rows := met.get(fault, 0):
                examples = self._examples(kind, fault)
                self.notes.append(Note(kind, f"{rows:,} rows left out: {text}", rows, examples))
        repaired = self.engine.rows(
            "SELECT c.written, c.code FROM product_code c"
            " WHERE length(regexp_replace(c.written, '[^0-9]', '', 'g')) % 2 = 1"
            " AND c.code IS NOT NULL AND c.written NOT LIKE '%.0'"
            f" ORDER BY 1 LIMIT {_SHOWN}"
        )
        if repaired:
            examples = tuple(f"{written} read as {code}" for written, code in repaired)
            rows = self.engine.rows(
                "SELECT count(*) FROM raw JOIN product_code c ON raw.product = c.written"
                " WHERE length(regexp_replace(c.written, '[^0-9]', '', 'g')) % 2 = 1"
                " AND c.code IS NOT NULL AND c.written NOT LIKE '%.0'"
            )[0][0]
            text = f"{rows:,} rows: product codes had lost their leading zero, put back"
            self.notes.append(Note("leading zero", text, rows, examples))
        if (
            missing := met.get("", 0)
            and self.engine.rows("SELECT count(*) FROM line WHERE fault IS NULL AND value IS NULL")[
                0
            ][0]
        ):
            text = f"{missing:,} rows without a value: kept as missing, not as zero"
            self.notes.append(Note("missing value", text, missing))

    def _examples(self, kind: str, fault: str) -> tuple[str, ...]:
        if fault == "negative":
            return tuple(
                f"row {row}: {value:g}" for row, value in self._rows("value < 0", "value", _SHOWN)
            )
        names = [name for name in ("reporter", "partner", "flow", "product", "period")]
        found: list[str] = []
        for name in names:
            if name in self.fields:
                found += [
                    f"{name} {row[0] or '(empty)'}"
                    for row in self.engine.rows(
                        f"SELECT written FROM {name}_code WHERE fault = ? ORDER BY 1", [fault]
                    )
                ]
        return tuple(found[:_SHOWN])

    def _rows(self, condition: str, shown: str, limit: int) -> list[tuple[Any, ...]]:
        """Row numbers (the first after the header is 1) and a value, of rows as written."""
        self.engine.run("SET preserve_insertion_order = true")
        found = self.engine.rows(
            "SELECT * FROM (SELECT row_number() OVER () AS n, * FROM raw)"
            f" WHERE {condition} ORDER BY n LIMIT {limit}"
            if shown == "*"
            else f"SELECT n, {shown} FROM (SELECT row_number() OVER () AS n, * FROM raw)"
            f" WHERE {condition} ORDER BY n LIMIT {limit}"
        )
        self.engine.run("SET preserve_insertion_order = false")
        return found

    # --- what is refused ---------------------------------------------------------------------

    def refuse(self) -> None:
        """Raise TableError for values that are no numbers and for currencies that are mixed."""
        wrong = self.engine.rows("SELECT count(*) FROM raw WHERE value_fault IS NOT NULL")[0][0]
        if wrong:
            shown = self._rows("value_fault IS NOT NULL", "value_fault", _SHOWN)
            named = "; ".join(f"row {row}: {text!r}" for row, text in shown)
            raise TableError(
                self.where, f"{wrong:,} values are no numbers ({named})", "numbers with a point"
            )
        if "currency" not in self.fields:
            self._unknown_currency()
            return
        met = self.engine.rows(
            "SELECT upper(trim(coalesce(currency, ''))), count(*) FROM raw"
            " GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        if len(met) > 1:
            named = []
            for code, rows in met:
                condition = f"upper(trim(coalesce(currency, ''))) = {literal(code)}"
                first = ", ".join(str(r[0]) for r in self._rows(condition, "currency", 3))
                named.append(f"{code or '(none)'} in {rows:,} rows, first {first}")
            raise TableError(
                self.where, f"mixed currencies: {'; '.join(named)}", "one currency per table"
            )
        code = met[0][0] if met else ""
        if not code:
            self._unknown_currency()
            return
        import pycountry

        if pycountry.currencies.get(alpha_3=code) is None:
            raise TableError(self.where, f"unknown currency {code!r}", "an ISO 4217 code (EUR)")
        self.currency = code

    def _unknown_currency(self) -> None:
        text = "the source does not say its currency: amounts are shown without one"
        self.notes.append(Note("currency unknown", text))

    # --- the flow table ----------------------------------------------------------------------

    def write(self, repeats: str) -> int:
        """Write `flow` and `code`; the number of flows."""
        free = [name for name in _FREE if name in self.fields]
        ids = [f"{name}_id" for name in self._laid()] + free
        lines = "(SELECT * FROM line WHERE fault IS NULL)"
        if repeats == "error":
            lines = self._distinct_lines(ids)
        keys = [*self._laid(), *free]
        sums = [
            f"sum({name}) AS {name}"
            for name in ("value", "weight", "quantity")
            if name in self.fields
        ]
        self.engine.run(
            "CREATE TABLE stored AS SELECT "
            + ", ".join([*keys, *sums])
            + f" FROM {lines} GROUP BY {', '.join(keys)}"
        )
        self.engine.run(f"CREATE VIEW flow AS SELECT {', '.join(self._columns())} FROM stored")
        self.engine.run(
            "CREATE TABLE code AS SELECT c.written AS written, c.code AS product,"
            " min(l.period) AS first, max(l.period) AS last, sum(l.value) AS value"
            " FROM line l JOIN product_code c ON l.product_id = c.id"
            " WHERE l.fault IS NULL AND l.value > 0 GROUP BY 1, 2"
        )
        return int(self.engine.rows("SELECT count(*) FROM stored")[0][0])

    def _columns(self) -> Iterator[str]:
        for name in FIELDS:
            number = name in ("value", "weight", "quantity")
            if name == "currency":
                yield f"CAST({literal(self.currency) if self.currency else 'NULL'} AS VARCHAR)" + (
                    " AS currency"
                )
            elif name in self.fields and name == "source":
                yield "nullif(source, '') AS source"
            elif name in self.fields:
                yield name
            elif name == "flow":
                yield "'export' AS flow"
            else:
                yield f"CAST(NULL AS {'DOUBLE' if number else 'VARCHAR'}) AS {name}"

    def _distinct_lines(self, ids: list[str]) -> str:
        """Lines with exact repeats dropped; raises TableError when lines contradict each other."""
        key = ", ".join(ids)
        numbers = [n for n in ("value", "weight", "quantity") if n in self.fields]
        extra = self.engine.rows(
            "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM line"
            f" WHERE fault IS NULL GROUP BY {key} HAVING count(*) > 1)"
        )[0][0]
        if not extra:
            return "(SELECT * FROM line WHERE fault IS NULL)"
        differ = " OR ".join(f"count(DISTINCT coalesce({n}, -1)) > 1" for n in numbers)
        against = self.engine.rows(
            f"SELECT {', '.join(f'any_value({n})' for n in self._laid())}, count(*),"
            f" min(value), max(value) FROM line WHERE fault IS NULL GROUP BY {key}"
            f" HAVING {differ} ORDER BY ALL LIMIT {_SHOWN}"
        )
        if against:
            raise TableError(
                self.where,
                "lines contradict each other: "
                + "; ".join(self._contradiction(r) for r in against),
                "one line per reporter, partner, flow, product and period"
                " (or a mapping with `repeats: sum` when they are parts of one flow)",
            )
        self.notes.append(
            Note("repeated rows", f"{extra:,} rows left out: exact repeats of others", int(extra))
        )
        return f"(SELECT DISTINCT * FROM line WHERE fault IS NULL)"

    def _contradiction(self, row: tuple[Any, ...]) -> str:
        laid = self._laid()
        words = " ".join(str(word) for word in row[: len(laid)] if word is not None)
        count, low, high = row[len(laid) :]
        return f"{words} in {count} rows from {low} to {high}"

    def nothing_left(self) -> str:
        """Why no row can be used."""
        because = "; ".join(str(note) for note in self.notes if note.rows)
        return f"none of {self.total:,} rows can be used" + (f" ({because})" if because else "")

    # --- what cannot be tested ---------------------------------------------------------------

    def problems(self) -> Iterator[Note]:
        """What these data cannot show, whatever the question."""
        reporters, flows, periods = self.engine.rows(
            "SELECT count(DISTINCT reporter), count(DISTINCT flow), count(DISTINCT period) FROM flow"
        )[0]
        if reporters == 1:
            yield Note(
                "one reporter",
                "one reporter only: no mirror and no second leg can be tested; surge,"
                " substitution, difference-in-differences, break and placebo can",
            )
        elif flows == 1:
            yield Note("one direction", "one direction of trade only: no mirror can be tested")
        if periods < 2:
            yield Note("one period", "one period only: nothing can be compared with a past")


_FREE = ("source",)
_OPTIONAL = ("hs_edition", "valuation", "partner_basis")

_FAULTS: dict[str, tuple[str, str]] = {
    "aggregate": ("aggregate", "sums over places, which would count trade twice"),
    "unspecified": ("unspecified partner", "a side that is not told"),
    "unknown": ("unknown place", "codes of no known country or territory"),
    "total": ("total", "sums over all goods, which would count trade twice"),
    "heading": ("heading", "sums over headings or chapters, which would count trade twice"),
    "not a code": ("not a product code", "products that are no HS code"),
    "odd length": (
        "odd product code",
        "product codes of odd length that may have lost a zero or be of another classification",
    ),
    "period": ("not a period", "periods that are neither YYYY nor YYYY-MM"),
    "part": ("part of others", "flows that exports or imports already contain (re-exports)"),
    "flow": ("unknown flow", "flows that are neither export nor import"),
    "negative": ("negative value", "negative values (trade is never below zero)"),
}


def _of_place(answer: Any) -> tuple[str | None, str | None]:
    return answer.alpha2, None if answer.kind == "place" else answer.kind


def _of_period(answer: str | None) -> tuple[str | None, str | None]:
    return answer, None if answer else "period"


def _of_product(answer: Product) -> tuple[str | None, str | None]:
    return answer.digits, answer.fault


def _of_word(name: str) -> Callable[[str], tuple[str | None, str | None]]:
    def read(written: str) -> tuple[str | None, str | None]:
        word = written.strip().lower().removesuffix(".0")
        if name == "flow" and word in _PARTS_OF_OTHERS:
            return None, "part"
        code = _WORDS[name].get(word)
        return code, "flow" if name == "flow" and code is None else None

    return read
