"""`byway rules`: what the red flags are, and which columns and registers they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from byway.cli import options
from byway.errors import OptionError

if TYPE_CHECKING:
    from byway.shipments.rules import Rule

MAPPING = """\
  consignee_name: Empfänger                        # field: column
  consignee_country: {column: Land, values: {Inland: DE}}
  value: {column: Wert in Tsd., scale: 1000}
  currency: {constant: EUR}
  date_format: "%d.%m.%Y"                          # as strftime writes it; default: ISO 8601
  decimal: ","                                     # default: .
  delimiter: ";"                                   # default: found in the file
  list_separator: ","                              # default: ;"""
"""A mapping as an example (`shipments.mapping`)."""

app = typer.Typer(help="Red flags over shipments: rules, questions, the schema.")


@app.callback()
def about() -> None:
    """Red flags over shipments: rules, questions, the schema."""


@app.command("show")
def show(
    id: Annotated[
        str | None, typer.Argument(metavar="ID", help="One rule or question (default: all).")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """The rules that records can decide, and the questions that only a person can answer."""
    from byway.shipments.rules import catalogue, questions

    wanted = id.upper() if id else None
    rules = [rule for rule in catalogue() if wanted in (None, rule.id)]
    asked = [row for row in questions() if wanted in (None, row["id"])]
    if not rules and not asked:
        raise OptionError("ID", f"no rule {id!r}", "an id of `byway rules show`")
    if as_json:
        for rule in rules:
            options.emit({"kind": "rule", **_plain(rule)})
        for row in asked:
            options.emit({"kind": "question", **row})
    elif wanted:
        for rule in rules:
            _page(_plain(rule))
        for row in asked:
            _page(row)
    else:
        for rule in rules:
            typer.echo(f"{rule.id}  {rule.title}")
        typer.echo(f"\n{len(rules)} rules.  What only a person can see:\n")
        for row in asked:
            typer.echo(f"{row['id']}  {row['question']}")


@app.command("schema")
def schema(as_json: options.Json = False) -> None:
    """The columns of a file of shipments, the registers that may be given, a mapping."""
    from byway.shipments.registers import SHAPES
    from byway.shipments.schema import Schema

    held = Schema.load()
    if as_json:
        fields = [
            {
                "name": field.name,
                "group": field.group,
                "type": field.kind,
                "required": field.required,
                "meaning": field.meaning,
            }
            for field in held.fields
        ]
        registers = [
            {
                "name": name,
                "meaning": shape.meaning,
                "keys": list(shape.keys),
                "columns": dict(shape.columns),
                "entries": shape.entries,
            }
            for name, shape in SHAPES.items()
        ]
        options.emit({"version": held.version, "fields": fields, "registers": registers})
        return
    group = ""
    for field in held.fields:
        if field.group != group:
            group = field.group
            typer.echo(f"\n{group}")
        needed = ", needed" if field.required else ""
        typer.echo(f"  {field.name} ({field.kind}{needed}): {field.meaning}")
    typer.echo("\nRegisters (--register NAME=FILE)")
    for name, shape in SHAPES.items():
        typer.echo(f"  {name}: {shape.meaning}")
        typer.echo(f"    columns: {', '.join([*shape.keys, *shape.columns])}")
    typer.echo(f"\nColumns of other names (--mapping YAML)\n{MAPPING}")


def _plain(rule: Rule) -> dict[str, Any]:
    """A rule as plain data."""
    return {
        "id": rule.id,
        "version": rule.version,
        "title": rule.title,
        "description": rule.description,
        "context": list(rule.context),
        "needs": list(rule.needs),
        "registers": list(rule.registers),
        "parameters": dict(rule.parameters),
        "weight": rule.weight,
        "sources": [str(source) for source in rule.sources],
        "question": rule.question,
        "unknown": rule.unknown or None,
        "since": rule.since and rule.since.isoformat(),
        "until": rule.until and rule.until.isoformat(),
    }


def _page(held: dict[str, Any]) -> None:
    for name, value in held.items():
        if value in (None, [], {}):
            continue
        typer.echo(f"{name}: {_said(value)}")


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {of_key}" for key, of_key in value.items())
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
