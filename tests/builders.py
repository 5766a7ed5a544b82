"""Tiny builders of nouns, so that a test states only what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from byway.model import Actor, Claim, Designation, Document, Match, Party, Reason, Screened


def a_document(doc: str = "a.txt", publisher: str | None = "Herald", **more: Any) -> Document:
    given: dict[str, Any] = {
        "text": "",
        "sha256": "0" * 64,
        "published": date(2023, 3, 18),
        "language": "en",
    }
    return Document(id=doc, publisher=publisher, **(given | more))


def a_claim(event: str = "supply", **more: Any) -> Claim:
    given: dict[str, Any] = {
        "doc": "a.txt",
        "quote": "firms sold parts",
        "start": 0,
        "end": 16,
        "agent_countries": ["CN"],
        "recipient_countries": ["RU"],
    }
    return Claim(event=event, **(given | more))


def an_actor(name: str, *names: str, doc: str = "a.txt", **more: Any) -> Actor:
    given: dict[str, Any] = {"schema_name": "Organization"}
    return Actor(doc=doc, name=name, names=(name, *names), **(given | more))


def a_screened(name: str, *, listed: str = "", score: float = 0.99, **more: Any) -> Screened:
    """An actor that met one listed party; `more` goes to the designation."""
    party = Party(id="x-1", schema_name="Person", caption=listed or name)
    reasons = (Reason(feature="name", query_value=name, listed_value=listed, weight=1.0),)
    given: dict[str, Any] = {
        "party_id": "x-1",
        "list": "starter",
        "authority": "OFAC",
        "programme": "RUSSIA-EO14024",
    }
    match = Match(
        query_id=name,
        query=name,
        listed=party,
        score=score,
        strong=score > 0.9,
        reasons=reasons,
        designations=(Designation(**(given | more)),),
    )
    return Screened(actor=an_actor(name, schema_name="Person"), matches=(match,))
