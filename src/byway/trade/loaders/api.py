"""UN Comtrade over the network, when the user asks for it and gives a key.

The official client `comtradeapicall` has one fixed address, prints errors and goes on without the
data; here an answer is complete or an error is raised.  The requests and answers are the same, so
what that client fetched can be handed to `comtrade.from_records` as well.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from byway.errors import OptionError, ServiceError

LIMIT = 250_000
"""Records that the API gives at most in one answer, to a user with a key."""

PERIODS = 12
"""Periods that one request may name."""

_LISTS = ("period", "reporterCode", "partnerCode", "flowCode", "cmdCode")


@dataclass(frozen=True)
class Access:
    """How to reach the API.

    key: the subscription key; sent as a header, never part of an address or a message.
    address: the service, without the path.
    limit: records that an answer holds at most; a full one is asked for again in halves.
    tries: attempts at a request that fails for a passing reason (429, 5xx, no connection).
    pause: seconds before the second attempt, doubled each time, unless the service says how long.
    longest: a pause that the service asks for beyond this is an error.
    """

    key: str = field(repr=False)
    address: str = "https://comtradeapi.un.org"
    limit: int = LIMIT
    tries: int = 5
    pause: float = 1.0
    longest: float = 120.0
    timeout: float = 120.0

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Access:
        """Access with the key in `BYWAY_COMTRADE_KEY`.  Raises OptionError when it is not set."""
        key = environ.get("BYWAY_COMTRADE_KEY", "").strip()
        if not key:
            raise OptionError("BYWAY_COMTRADE_KEY", "is not set", "a UN Comtrade subscription key")
        return cls(key, environ.get("BYWAY_COMTRADE_ADDRESS", cls.address))


@dataclass(frozen=True)
class Query:
    """What to ask for: M49 codes, HS codes, periods (YYYY or YYYYMM), flows (M, X).

    An empty list of partners or codes stands for all of them.
    """

    period: Sequence[str]
    reporterCode: Sequence[str]
    partnerCode: Sequence[str] = ()
    cmdCode: Sequence[str] = ()
    flowCode: Sequence[str] = ("M", "X")

    def __post_init__(self) -> None:
        if not self.period or not self.reporterCode:
            raise OptionError("Comtrade query", "no period or no reporter", "at least one of each")
        lengths = {len(period) for period in self.period}
        if lengths not in ({4}, {6}):
            raise OptionError("Comtrade query", "periods of two kinds", "all YYYY or all YYYYMM")

    @property
    def frequency(self) -> str:
        """A for years, M for months."""
        return "A" if len(self.period[0]) == 4 else "M"

    def halves(self) -> tuple[Query, Query] | None:
        """Two queries that ask for the same in parts; None when it names one of each."""
        longest = max(_LISTS, key=lambda name: len(getattr(self, name)))
        values = getattr(self, longest)
        if len(values) < 2:
            return None
        middle = len(values) // 2
        return (
            replace(self, **{longest: values[:middle]}),
            replace(self, **{longest: values[middle:]}),
        )


def fetch(
    query: Query, access: Access, *, sleep: Callable[[float], None] = time.sleep
) -> Iterator[dict[str, Any]]:
    """The records of a query, all of them.

    An answer of as many records as the API gives at most may be cut: it is asked for in halves.
    Raises ServiceError when the service does not answer, refuses the key, or has more records than
    can be asked for.
    """
    for start in range(0, len(query.period), PERIODS):
        yield from _whole(
            replace(query, period=query.period[start : start + PERIODS]), access, sleep
        )


def _whole(
    query: Query, access: Access, sleep: Callable[[float], None]
) -> Iterator[dict[str, Any]]:
    records = _records(query, access, sleep)
    if len(records) < access.limit:
        yield from records
        return
    parts = query.halves()
    if parts is None:
        raise ServiceError(
            f"UN Comtrade: {access.limit:,} records or more for {query.reporterCode[0]} in"
            f" {query.period[0]}; name partners or HS codes to ask for fewer"
        )
    for part in parts:
        yield from _whole(part, access, sleep)


def _records(query: Query, access: Access, sleep: Callable[[float], None]) -> list[dict[str, Any]]:
    answer = _answer(_address(query, access), access, sleep)
    if isinstance(answer, dict) and isinstance(answer.get("data"), list):
        if answer.get("error"):
            raise ServiceError(f"UN Comtrade: {answer['error']}")
        return list(answer["data"])
    raise ServiceError("UN Comtrade: an answer without records")


def _address(query: Query, access: Access) -> str:
    asked = {name: ",".join(getattr(query, name)) for name in _LISTS}
    asked |= {"maxRecords": str(access.limit), "format": "JSON", "includeDesc": "false"}
    words = urllib.parse.urlencode({name: text for name, text in asked.items() if text})
    return f"{access.address}/data/v1/get/C/{query.frequency}/HS?{words}"


def _answer(address: str, access: Access, sleep: Callable[[float], None]) -> Any:
    request = urllib.request.Request(
        address, headers={"Ocp-Apim-Subscription-Key": access.key, "Accept": "application/json"}
    )
    problem = "no answer"
    for attempt in range(access.tries):
        wait = access.pause * 2**attempt
        try:
            with urllib.request.urlopen(request, timeout=access.timeout) as response:
                return json.loads(response.read())
        except urllib.error.HTTPError as error:
            problem = f"HTTP {error.code} {error.reason}"
            if error.code in (401, 403):
                raise ServiceError(f"UN Comtrade refuses the key ({problem})") from None
            if error.code != 429 and error.code < 500:
                raise ServiceError(f"UN Comtrade refuses the request ({problem})") from None
            wait = _asked_for(error.headers.get("Retry-After"), wait)
        except ValueError:
            problem = "an answer that is no JSON"
        except OSError as error:
            problem = f"no connection ({error})"
        if wait > access.longest:
            raise ServiceError(f"UN Comtrade asks to wait {wait:,.0f} seconds ({problem})")
        if attempt + 1 < access.tries:
            sleep(wait)
    raise ServiceError(f"UN Comtrade: {problem}, after {access.tries} tries")


def _asked_for(header: str | None, otherwise: float) -> float:
    try:
        return max(0.0, float(header)) if header else otherwise
    except ValueError:
        return otherwise
