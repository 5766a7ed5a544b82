"""What is asked of the model: the instructions, a piece of a report, the schema of the answer."""

from __future__ import annotations

from functools import cache
from typing import Any

from byway.data import load_yaml
from byway.model import Certainty, Document, Event, Status

ACTOR_SCHEMATA = (
    "Person",
    "Organization",
    "Company",
    "PublicBody",
    "Vessel",
    "Airplane",
    "Country",
)
"""FollowTheMoney schemata that an actor may have."""

NAMES = ("agent", "recipient", "intermediary", "goods", "source")
PARTIES = ("agent", "recipient", "intermediary")
COUNTRIES = ("agent_countries", "recipient_countries", "intermediary_countries")


@cache
def prompt() -> dict[str, Any]:
    """The instructions and their version."""
    found: dict[str, Any] = load_yaml("reading/llm/prompt.yaml")
    return found


def question(document: Document, text: str, piece: int, pieces: int) -> dict[str, Any]:
    """The body of a request about one piece of a document, but for the model."""
    report = prompt()["report"].format(
        published=document.published or "unknown",
        publisher=document.publisher or "unknown",
        piece=piece,
        pieces=pieces,
        text=text,
    )
    return {
        "messages": [
            {"role": "system", "content": prompt()["system"]},
            {"role": "user", "content": report},
        ],
        "temperature": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reading", "strict": True, "schema": schema()},
        },
    }


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, from the values that claims and actors may have."""
    text = {"type": "string"}
    texts = {"type": "array", "items": text}
    claim = {
        "quote": text,
        "event": _one_of(Event),
        **dict.fromkeys(NAMES, texts),
        **dict.fromkeys(COUNTRIES, texts),
        "certainty": _one_of(Certainty),
        "status": _one_of(Status),
        "hedge": {"type": ["string", "null"]},
        "date": {"type": ["string", "null"]},
    }
    actor = {
        "name": text,
        "names": texts,
        "schema": {"type": "string", "enum": list(ACTOR_SCHEMATA)},
        "countries": texts,
    }
    return _object(claims=_array(_object(**claim)), actors=_array(_object(**actor)))


def _one_of(values: type[Event] | type[Certainty] | type[Status]) -> dict[str, Any]:
    return {"type": "string", "enum": [value.value for value in values]}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
