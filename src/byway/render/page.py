"""`assessment.html`: one file that needs no network, no script and no font of its own."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from byway.data import load_yaml
from byway.model import Assessment, Evidence, Flag
from byway.render import flow, words
from byway.render.index import Index
from byway.render.marks import stretches
from byway.render.snapshots import snapshots
from byway.render.sourcing import grades
from byway.render.timeline import timeline

if TYPE_CHECKING:
    from jinja2 import Environment

_REPLACED = dict.fromkeys(
    {*range(32), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0x202D, 0x202E} - {9, 10, 13}, "\ufffd"
)
"""Control characters, halves of surrogate pairs, direction overrides."""


def html(assessment: Assessment) -> str:
    """The page for people.  The same assessment gives the same text.

    Everything that came from outside is escaped; its content security policy lets the page load
    nothing and run nothing.  Only http(s) addresses become links.  Control characters and halves of
    surrogate pairs, which no HTML may hold, and direction overrides, which would make a text look
    other than it is, are shown as U+FFFD.
    """
    return page("assessment.html", ("style.css",), _context(assessment))


def page(template: str, sheets: Sequence[str], context: Mapping[str, Any]) -> str:
    """A template filled in: its style sheets in the page and in the content security policy."""
    folder = files("byway.render").joinpath("templates")
    css = "".join(folder.joinpath(sheet).read_text("utf-8") for sheet in sheets)
    digest = b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    filled = _environment().get_template(template).render(context, css=css, css_digest=digest)
    return filled.translate(_REPLACED)


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("byway.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        amount=words.amount,
        count=words.count,
        country=words.country,
        day=words.day,
        machine_date=_machine_date,
        lang=_language,
        link=words.web_address,
        number=words.number,
        when=words.when,
    )
    environment.globals["label"] = words.label
    return environment


def _context(assessment: Assessment) -> dict[str, Any]:
    index = Index(assessment)
    lists = snapshots(assessment)
    uses: dict[str, list[tuple[int, Any]]] = {}
    for number, finding in enumerate(assessment.findings, 1):
        for weighed in finding.evidence:
            uses.setdefault(weighed.id, []).append((number, weighed))
    return {
        "a": assessment,
        "index": index,
        "lists": lists,
        "stale": [held for held in lists if held.stale],
        "heaviest": max((w.weight for f in assessment.findings for w in f.evidence), default=0.0),
        "uses": uses,
        "roots": [node for node in assessment.sources if node.independent],
        "graded": bool(grades(assessment)),
        "routes": _routes(assessment, index),
        "rules": _rules(assessment),
        "time": timeline(index.claims),
        "texts": [
            (document, held, stretches(document, {n: c for n, c in held.items() if ok(c)}))
            for ok in (index.is_quoted,)
            for document in assessment.documents
            for held in (index.claims_in(document),)
        ],
        "scale": load_yaml("assessment/scales.yaml")["likelihood"],
        "words": words.vocabulary(),
    }


def _routes(assessment: Assessment, index: Index) -> list[dict[str, Any]]:
    routes: list[dict[str, Any]] = []
    for route in assessment.routes:
        items: list[Evidence] = [
            index.evidence[i][1] for i in route.evidence if i in index.evidence
        ]
        how = flow.standing(items)
        routes.append(
            {
                "route": route,
                "how": how,
                "stops": flow.stops(route),
                "evidence": items,
                "drawings": (("across", flow.across(route, how)), ("down", flow.down(route, how))),
            }
        )
    return routes


def _rules(assessment: Assessment) -> list[Flag]:
    """One flag of each rule that was raised, by the rules' ids."""
    flags = {flag.rule: flag for held in assessment.shipments for flag in held.flags}
    return [flags[rule] for rule in sorted(flags)]


def _machine_date(value: str) -> str:
    """What may stand in a `datetime` attribute: an ISO date, month or year; else ""."""
    return value if "/" not in value and words.span(value) else ""


def _language(value: str | None) -> str:
    """A language code that may stand in a `lang` attribute; "" (unknown) for anything else."""
    return value if value and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value) else ""
