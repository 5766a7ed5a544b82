"""Each distinct code of a table understood once, the answers laid beside the lines as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from byway.places import place
from byway.tables.duck import Engine
from byway.trade.codes import Product, read_codes
from byway.trade.periods import period
from byway.trade.vocabulary import PART, meaning

CODED = ("reporter", "partner", "flow", "product", "period")
"""Fields whose codes decide whether a line can be used."""

SAID = ("hs_edition", "valuation", "partner_basis")
"""Fields that may be unknown."""

FREE = ("source", "unit", "part")
"""Fields whose words are kept as they are.  `part` tells parts of one flow apart (modes of
transport, procedures): they are summed, while rows that repeat the same part are not."""

UNION = "EU"
"""ISO 3166-1's reserved code for the European Union, where a table has it as its only reporter."""

Answer = tuple[str | None, str | None]
"""A code as understood (None when not), and why the line cannot be used (None when it can)."""


def lay(engine: Engine, fields: Sequence[str], digits: int | None) -> dict[str, dict[str, Answer]]:
    """Make `<field>_code` (id, written, code, fault) for each coded field of `raw`.

    Gives the answers too, by field and by what is written.
    """
    found: dict[str, dict[str, Answer]] = {}
    for name in (*CODED, *SAID, *FREE):
        if name in fields:
            rows = engine.rows(f"SELECT DISTINCT coalesce({name}, '') FROM raw ORDER BY 1")
            written = [str(row[0]) for row in rows]
            found[name] = _answers(name, written, digits)
            _table(engine, f"{name}_code", found[name])
    return found


def _answers(name: str, written: Sequence[str], digits: int | None) -> dict[str, Answer]:
    if name == "product":
        return {code: _product(answer) for code, answer in read_codes(written, digits).items()}
    found = {code: _READ[name](code) for code in written}
    if name == "reporter" and len({place(code).name for code in written}) == 1:
        return {code: _alone(code, answer) for code, answer in found.items()}
    return found


def _alone(written: str, answer: Answer) -> Answer:
    """The European Union as the only reporter is one: no member stands beside it to count twice."""
    union = answer[1] == "aggregate" and place(written).name.startswith("European Union")
    return (UNION, None) if union else answer


def _place(written: str) -> Answer:
    found = place(written)
    return found.alpha2, None if found.kind == "place" else found.kind


def _period(written: str) -> Answer:
    found = period(written)
    return found, None if found else "period"


def _flow(written: str) -> Answer:
    found = meaning("flow", written)
    if found == PART:
        return None, "part"
    return found, None if found else "flow"


def _product(answer: Product) -> Answer:
    return answer.digits, answer.fault


_READ: Mapping[str, Callable[[str], Answer]] = {
    "reporter": _place,
    "partner": _place,
    "flow": _flow,
    "period": _period,
    "hs_edition": lambda written: (meaning("hs_edition", written), None),
    "valuation": lambda written: (meaning("valuation", written), None),
    "partner_basis": lambda written: (meaning("partner_basis", written), None),
    "source": lambda written: (written or None, None),
    "unit": lambda written: (None if written in ("", "-1", "N/A") else written, None),
    "part": lambda written: (written, None),
}


def _table(engine: Engine, name: str, answers: Mapping[str, Answer]) -> None:
    engine.keep(
        name,
        {
            "id": ("UINTEGER", range(len(answers))),
            "written": ("VARCHAR", list(answers)),
            "code": ("VARCHAR", [code for code, _ in answers.values()]),
            "fault": ("VARCHAR", [fault for _, fault in answers.values()]),
        },
    )
