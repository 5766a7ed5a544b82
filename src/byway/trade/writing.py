"""From checked lines to the flow table: repeats dropped, finer codes summed to HS6."""

from __future__ import annotations

from collections.abc import Iterator

from byway.tables.duck import Engine, literal
from byway.trade.alternatives import told_once
from byway.trade.checking import Lines
from byway.trade.mapping import FIELDS, NUMBERS
from byway.trade.notes import Note

_SAME_UNIT = "min(unit_id) = max(unit_last)"


def write(lines: Lines, currency: str | None, *, summed: bool) -> tuple[Note, ...]:
    """Make the tables `stored`, `code` and the view `flow`; notes on rows that were left out.

    Raises TableError when rows of one key contradict each other (unless `summed`).
    """
    engine = lines.engine
    notes: list[Note] = []
    keys = [f"{name}_id" for name in lines.coded if name != "unit"]
    units = ", min(unit_id) AS unit_id, max(unit_id) AS unit_last" if "unit" in lines.coded else ""
    sums = ", ".join(f"sum({name}) AS {name}" for name in lines.numbers)
    by = f"FROM good GROUP BY {', '.join(keys)}"
    engine.run(
        f"CREATE TABLE grouped AS SELECT {', '.join(keys)}, {sums}{units}, count(*) AS n {by}"
    )
    repeated = int(engine.rows("SELECT coalesce(sum(n - 1), 0) FROM grouped")[0][0])
    if repeated and not summed:
        lines.contradictions(keys)
        once = ", ".join(f"any_value({name}) AS {name}" for name in lines.numbers)
        engine.run(
            f"CREATE OR REPLACE TABLE grouped AS SELECT {', '.join(keys)}, {once}{units} {by}"
        )
        text = f"{repeated:,} rows left out: exact repeats of others"
        notes.append(Note("repeated rows", text, repeated))
    if sums_left := _without_sums(lines):
        text = f"{sums_left:,} rows left out: sums over finer codes of the same reporter"
        notes.append(Note("sum over finer codes", text, sums_left))
    if mixed := _store(lines):
        text = f"{mixed:,} flows of parts in several units: their quantities are not added"
        notes.append(Note("several units", text, mixed))
    notes += told_once(lines)
    engine.run(f"CREATE VIEW flow AS SELECT {', '.join(_columns(lines, currency))} FROM stored")
    engine.run("DROP TABLE grouped")
    return tuple(notes)


def _without_sums(lines: Lines) -> int:
    """Drop rows of codes that the same reporter also publishes more finely; how many."""
    depths: dict[str, set[int]] = {}
    for written, (code, _) in lines.answers["product"].items():
        if code:
            depths.setdefault(code, set()).add(_depth(written))
    if all(len(found) == 1 for found in depths.values()):
        return 0
    engine = lines.engine
    texts = list(lines.answers["product"])
    engine.keep(
        "depth",
        {
            "id": ("UINTEGER", range(len(texts))),
            "code": ("VARCHAR", [lines.answers["product"][text][0] for text in texts]),
            "digits": ("UTINYINT", [_depth(text) for text in texts]),
        },
    )
    same = [f"{n}_id" for n in ("reporter", "flow", "period", "source") if n in lines.coded]
    matched = " AND ".join(f"grouped.{name} = finer.{name}" for name in same)
    before = engine.rows("SELECT count(*) FROM grouped")[0][0]
    engine.run(
        f"DELETE FROM grouped USING depth, (SELECT {', '.join(same)}, code, max(digits) AS most"
        " FROM grouped JOIN depth ON product_id = depth.id GROUP BY ALL) AS finer"
        f" WHERE {matched} AND grouped.product_id = depth.id AND depth.code = finer.code"
        " AND depth.digits < finer.most"
    )
    return int(before - engine.rows("SELECT count(*) FROM grouped")[0][0])


def _depth(written: str) -> int:
    digits = sum(character.isdigit() for character in written)
    return digits + digits % 2


def _store(lines: Lines) -> int:
    """Make `stored` and `code`; the number of flows whose parts have several units."""
    engine = lines.engine
    kept = [name for name in lines.coded if name not in ("part", "unit")]
    joins = " ".join(
        f"JOIN {name}_code ON {name}_id = {name}_code.id" for name in lines.coded if name != "part"
    )
    codes = ", ".join(f"{name}_code.code AS {name}" for name in kept)
    plain = _one_to_one(lines)
    amounts = {name: name if plain else f"sum({name})" for name in lines.numbers}
    if "unit" in lines.coded:
        amounts["unit"] = "unit_code.code" if plain else "any_value(unit_code.code)"
        for name in ("quantity", "unit"):
            if name in amounts and not plain:
                amounts[name] = f"CASE WHEN {_SAME_UNIT} THEN {amounts[name]} END"
    summed = ", ".join(f"{amount} AS {name}" for name, amount in amounts.items())
    group = "" if plain else f" GROUP BY {', '.join(f'{name}_code.code' for name in kept)}"
    engine.run(f"CREATE TABLE stored AS SELECT {codes}, {summed} FROM grouped {joins}{group}")
    mixed = 0
    if "unit" in lines.coded and not plain:
        mixed = engine.rows(
            f"SELECT count(*) FROM (SELECT 1 FROM grouped {joins}{group} HAVING NOT ({_SAME_UNIT}))"
        )[0][0]
    engine.run(
        "CREATE TABLE code AS SELECT product_code.written AS written, product_code.code AS product,"
        " period_code.code AS period, sum(v) AS value"
        " FROM (SELECT product_id, period_id, sum(value) AS v FROM grouped GROUP BY ALL)"
        " JOIN product_code ON product_id = product_code.id"
        " JOIN period_code ON period_id = period_code.id GROUP BY ALL"
    )
    return int(mixed)


def _one_to_one(lines: Lines) -> bool:
    """Whether no two rows of different codes as written are of one flow."""
    if len(lines.answers.get("part", ())) > 1:
        return False
    for name in set(lines.coded) - {"unit"}:
        codes = [code for code, fault in lines.answers[name].values() if not fault]
        if len(codes) != len(set(codes)):
            return False
    return True


def _columns(lines: Lines, currency: str | None) -> Iterator[str]:
    for name in FIELDS:
        if name == "currency":
            yield f"CAST({literal(currency) if currency else 'NULL'} AS VARCHAR) AS currency"
        elif name in lines.coded or name in lines.numbers:
            yield name
        elif name == "flow":
            yield "'export' AS flow"
        else:
            kind = "DOUBLE" if name in NUMBERS else "VARCHAR"
            yield f"CAST(NULL AS {kind}) AS {name}"


def problems(engine: Engine) -> Iterator[Note]:
    """What the flow table cannot show, whatever the question."""
    reporters, flows = engine.rows(
        "SELECT count(DISTINCT reporter), count(DISTINCT flow) FROM flow"
    )[0]
    lengths = [row[0] for row in engine.rows("SELECT DISTINCT length(period) FROM code ORDER BY 1")]
    periods = engine.rows("SELECT count(DISTINCT period) FROM code")[0][0]
    if reporters == 1:
        yield Note(
            "one reporter",
            "one reporter only: mirror gap and second leg cannot be tested; surge, substitution,"
            " difference-in-differences, break and placebo can",
        )
    elif flows == 1:
        yield Note(
            "one direction",
            "one direction of trade only: the mirror gap cannot be tested; all else can",
        )
    if len(lengths) > 1:
        yield Note(
            "months and years",
            "months and years together: a year is the sum of its months and is counted beside them",
        )
    if periods < 2:
        yield Note("one period", "one period only: nothing can be compared with a past")
