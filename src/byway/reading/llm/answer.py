"""What is taken from a model's answer: nothing that the text or the contract does not bear out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import ValidationError

from byway.model import Actor, Certainty, Claim, Document, Mention
from byway.reading.llm.passage import Passage
from byway.reading.llm.question import ACTOR_SCHEMATA, COUNTRIES, NAMES, PARTIES
from byway.reading.llm.quotes import is_statement, names_in
from byway.reading.llm.service import UnusableError

LONGEST_QUOTE, LONGEST_NAME = 2_000, 300
"""Characters of a quote and of a name; longer ones are no quotes and no names."""

_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?\Z")
_WHITE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")


def parsed(content: str) -> dict[str, list[Any]]:
    """The claims and actors of an answer, as lists of whatever was in them.

    Raises UnusableError when the answer is no JSON object with a list of claims.
    """
    fenced = _FENCE.match(content)
    try:
        answer = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError):
        raise UnusableError("the model's answer is no JSON") from None
    claims = answer.get("claims") if isinstance(answer, dict) else None
    if not isinstance(claims, list):
        raise UnusableError("the model's answer has no list of claims")
    actors = answer.get("actors")
    return {"claims": claims, "actors": actors if isinstance(actors, list) else []}


class _UnfitError(Exception):
    """Why an item of an answer is left out."""


class Sifter:
    """Makes claims and actors of one document of what a model says; counts what it leaves out."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = _plain(document.text)
        self.left_out: Counter[str] = Counter()

    def claims(self, given: Iterable[Any], passage: Passage) -> list[Claim]:
        """The claims whose quote is in the passage and whose values are of the contract."""
        found: list[Claim] = []
        after = 0
        for item in given:
            try:
                claim = self._claim(item, passage, after)
            except _UnfitError as error:
                self.left_out[str(error)] += 1
                continue
            after = claim.start
            if claim not in found:
                found.append(claim)
        return found

    def _claim(self, item: Any, passage: Passage, after: int) -> Claim:
        if not isinstance(item, Mapping) or not isinstance(item.get("quote"), str):
            raise _UnfitError("claims that are no object with a quote")
        if len(item["quote"]) > LONGEST_QUOTE:
            raise _UnfitError("quotes that are too long")
        place = passage.find(item["quote"], after)
        if place is None:
            raise _UnfitError("quotes that are not in the text")
        start, end = place
        if not is_statement(self._document.text[start:end]):
            raise _UnfitError("quotes that are too short to say it")
        try:
            claim = Claim(
                doc=self._document.id,
                quote=self._document.text[start:end],
                start=start,
                end=end,
                event=item.get("event"),
                certainty=item.get("certainty"),
                status=item.get("status"),
                hedge=item.get("hedge"),
                date=item.get("date"),
                **{name: item.get(name, ()) for name in (*NAMES, *COUNTRIES)},
            )
        except ValidationError:
            raise _UnfitError("claims with values outside the schema") from None
        names = {name: self._names(getattr(claim, name)) for name in NAMES}
        parties = [party for name in PARTIES for party in names[name]]
        if not parties:
            raise _UnfitError("claims without an actor that the text names")
        if not any(names_in(claim.quote, party) for party in parties):
            raise _UnfitError("claims whose quotes name none of their actors")
        return claim.model_copy(
            update={
                **names,
                **{name: self._countries(getattr(claim, name)) for name in COUNTRIES},
                "hedge": self._hedge(claim),
                "date": self._date(claim.date),
            }
        )

    def actors(self, given: Iterable[Any]) -> tuple[Actor, ...]:
        """The actors that the text names, each once, with all places where it does."""
        found: dict[str, Actor] = {}
        for item in given:
            if not isinstance(item, Mapping) or item.get("schema") not in ACTOR_SCHEMATA:
                self.left_out["actors with values outside the schema"] += 1
                continue
            names = [item.get("name"), *_list(item.get("names"))]
            named = self._names([name for name in names if isinstance(name, str)])
            mentions = tuple(_mentions(self._document.text, named))
            if not mentions or named[0].casefold() in found:
                continue
            codes = [code for code in _list(item.get("countries")) if isinstance(code, str)]
            found[named[0].casefold()] = Actor(
                doc=self._document.id,
                name=max(named, key=len),
                names=named,
                schema_name=item["schema"],
                countries=self._countries(codes),
                mentions=mentions,
            )
        return tuple(sorted(found.values(), key=lambda actor: actor.mentions[0].start))

    def _names(self, names: Iterable[str]) -> tuple[str, ...]:
        told = (" ".join(name.split()) for name in names)
        return self._kept(told, self._is_told, "names not in the text")

    def _countries(self, codes: Iterable[str]) -> tuple[str, ...]:
        return self._kept(codes, _known_codes().__contains__, "country codes that are none")

    def _hedge(self, claim: Claim) -> str | None:
        if claim.hedge is None or claim.certainty in (Certainty.ASSERTED, Certainty.DENIED):
            return None
        kept = self._kept([claim.hedge], self._is_told, "hedges not in the text")
        return kept[0] if kept else None

    def _is_told(self, words: str) -> bool:
        """Whether the text has these words, whatever their case; no part of a Latin word."""
        plain = _plain(words)
        if not 0 < len(plain) <= LONGEST_NAME or plain not in self._text:
            return False
        return not plain.isascii() or bool(
            re.search(rf"(?<![a-z0-9]){re.escape(plain)}(?![a-z0-9])", self._text)
        )

    def _date(self, value: str | None) -> str | None:
        kept = self._kept([value] if value else [], _is_date, "dates that are none")
        return kept[0] if kept else None

    def _kept(
        self, values: Iterable[str], fits: Callable[[str], bool], otherwise: str
    ) -> tuple[str, ...]:
        kept = []
        for value in values:
            if fits(value):
                kept.append(value)
            else:
                self.left_out[otherwise] += 1
        return tuple(dict.fromkeys(kept))


def _plain(text: str) -> str:
    return _WHITE.sub(" ", text).strip().casefold()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mentions(text: str, names: Iterable[str]) -> list[Mention]:
    """Every place where one of `names` stands, the longer name first where they overlap."""
    longest = sorted(names, key=len, reverse=True)
    if not longest:
        return []
    pattern = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in longest)
    return [
        Mention(start=match.start(), end=match.end(), text=match.group())
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)
    ]


def _is_date(value: str) -> bool:
    """A year, month or day, or two of them with a slash between, the first not later."""
    ends = value.split("/")
    try:
        for end in ends:
            if not _DAY.match(end):
                return False
            date.fromisoformat(f"{end}-01-01"[:10] if len(end) == 4 else f"{end}-01"[:10])
    except ValueError:
        return False
    return len(ends) == 1 or (len(ends) == 2 and ends[0] <= ends[1])


@cache
def _known_codes() -> frozenset[str]:
    from pycountry import countries

    return frozenset({country.alpha_2 for country in countries} | {"EU", "XK"})
