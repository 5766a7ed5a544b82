"""The US Consolidated Screening List as JSON: an object with `results`, one object per entry.

https://www.trade.gov/consolidated-screening-list
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from byway.errors import ListError
from byway.lists import csl
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.listed import first_day
from byway.lists.notices import Notices

_CRAFT = (
    *("call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage"),
    *("vessel_flag", "vessel_owner"),
)


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Entries of all lists in `results`."""
    fit = [f for f in files if f.name.lower().removesuffix(".gz").endswith(".json")] or list(files)
    if len(fit) != 1:
        names = " and ".join(file.where for file in fit[:5])
        raise ListError(names, f"{len(fit)} files that may be the list", "one JSON file")
    file = fit[0]
    try:
        data = json.loads(file.text())
    except RecursionError:
        raise ListError(file.where, "nested too deeply", "an object with `results`") from None
    except ValueError as error:
        raise ListError(file.where, f"no JSON ({error})", "a whole JSON file") from error
    if not isinstance(data, dict) or not isinstance(data.get("results"), list):
        raise ListError(file.where, "no list `results`", "an object with a list `results`")
    total = data.get("total")
    if isinstance(total, int) and total > len(data["results"]):
        problem = f"{len(data['results']):,} results"
        raise ListError(file.where, problem, f"{total:,}, as it says itself (one page of many?)")
    content = Content((), published=first_day(str(data.get("search_performed_at", ""))))
    content.parties = _parties(file, data["results"], content, notices)
    return content


def _parties(
    file: InputFile, results: Sequence[Any], content: Content, notices: Notices
) -> Iterator[Draft]:
    for number, entry in enumerate(results, start=1):
        if not isinstance(entry, dict) or not entry.get("name") or not entry.get("source"):
            raise ListError(f"{file.where}, result {number}", "no entry", "name and source")
        yield csl.add(_record(entry), content, notices)


def _record(entry: Mapping[str, Any]) -> csl.Record:
    def text(name: str) -> str | None:
        value = entry.get(name)
        return str(value) if value else None

    def several(name: str) -> list[str]:
        value = entry.get(name) or []
        return [str(v) for v in value] if isinstance(value, list) else [str(value)]

    return csl.Record(
        id=text("id") or text("_id") or "",
        source=text("source") or "",
        name=text("name") or "",
        kind=text("type") or "",
        entity_number=text("entity_number") or "",
        programmes=several("programs"),
        aliases=several("alt_names"),
        addresses=[_address(address) for address in entry.get("addresses") or ()],
        nationalities=several("nationalities"),
        citizenships=several("citizenships"),
        births=several("dates_of_birth"),
        birth_places=several("places_of_birth"),
        identifiers=[
            csl.Identifier(str(i.get("type") or ""), str(i.get("number") or ""), i.get("country"))
            for i in entry.get("ids") or ()
        ],
        craft=[text(name) for name in _CRAFT],
        title=text("title"),
        start=text("start_date"),
        end=text("end_date"),
        notice=text("federal_register_notice"),
        requirement=text("license_requirement"),
        remarks=text("remarks"),
        address=text("source_information_url"),
    )


def _address(address: Mapping[str, Any]) -> tuple[str, str | None]:
    names = ("address", "city", "state", "postal_code", "country")
    parts = [str(address[name]) for name in names if address.get(name)]
    return ", ".join(parts), address.get("country")
