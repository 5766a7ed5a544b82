"""Speaks `/v1/chat/completions`, the protocol of OpenAI that local servers speak too.

A question is asked a few times at most: again after passing trouble (time-outs, 429, 5xx, answers
cut short by the net) and after answers that cannot be used, with growing pauses.  Redirections are
not followed, so that text and key go to the address that was given and to no other.
"""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from byway.errors import OptionError, ServiceError

TRIES, TIMEOUT = 4, 120.0
"""Times that a question is asked; seconds for one answer."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds before the second try, doubled each time; longest pause, whatever the server asks for."""
MAX_REPLY = 4_000_000
"""Bytes of an answer; a longer one cannot be used."""

_PASSING = {408, 409, 425, 429, 500, 502, 503, 504, 529}
_CHUNK = 1 << 16

T = TypeVar("T")


class UnusableError(Exception):
    """An answer that came but cannot be used, in words."""


class _NotSpokenError(Exception):
    """The server answered something that is not of the protocol."""


class CutError(UnusableError):
    """An answer that the model broke off, as it had grown too long."""


@dataclass(frozen=True)
class Service:
    """A model and where it is.

    address: of the server ("http://localhost:8080"), of its version ("https://host/v1"), or of
    `chat/completions` itself.  key: what the server asks for as a bearer token, never written
    anywhere.  timeout: seconds for one answer.  tries: how often a question is asked.
    Raises OptionError for an address that is not http(s) or holds a password.
    """

    address: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT
    tries: int = TRIES
    pause: Callable[[float], None] = field(default=time.sleep, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
            valid = parts.scheme in ("http", "https") and bool(parts.hostname)
            valid = valid and (parts.port is None or parts.port > 0)
        except ValueError:
            valid = False
        if not valid or any(sign.isspace() for sign in self.address):
            raise OptionError("address of the model", f"{self.address!r}", "http://... or https://")
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise OptionError(
                "address of the model",
                "holds a user, a password or a query",
                "an address alone; a key is given by the name of a variable",
            )
        if not self.model.strip():
            raise OptionError("model", "no name", "the model's name as the server knows it")

    @property
    def endpoint(self) -> str:
        """Where questions are sent."""
        parts = urlsplit(self.address)
        path = parts.path.rstrip("/")
        if not path.endswith("/chat/completions"):
            path = f"{path or '/v1'}/chat/completions"
        return urlunsplit((parts.scheme, parts.netloc, path, "", ""))

    def told(self) -> dict[str, Any]:
        """What a receipt says of it: not the key."""
        return {"kind": "llm", "address": self.address, "model": self.model}


@dataclass
class Meter:
    """What questions have cost: requests, tokens, the price if the server states it, by whom."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    models: set[str] = field(default_factory=set)

    def count(self, answer: Mapping[str, Any]) -> None:
        """Add what an answer states of itself."""
        usage = answer.get("usage")
        usage = usage if isinstance(usage, dict) else {}
        self.tokens_in += int(_number(usage.get("prompt_tokens")))
        self.tokens_out += int(_number(usage.get("completion_tokens")))
        self.cost += _number(usage.get("cost"))
        if isinstance(answer.get("model"), str):
            self.models.add(answer["model"][:200])


def ask(service: Service, body: Mapping[str, Any], meter: Meter, use: Callable[[str], T]) -> T:
    """What `use` makes of the model's answer to `body`.

    `use` raises UnusableError for an answer that it cannot use; the question is asked again then.
    Raises UnusableError when none of the tries gave a usable answer, CutError at once when the
    model broke off, ServiceError when the server refuses or cannot be reached.
    """
    request = Request(
        service.endpoint,
        data=json.dumps({**body, "model": service.model}).encode("utf-8"),
        headers={
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "byway",
            **({"Authorization": f"Bearer {service.key}"} if service.key else {}),
        },
    )
    failure: Exception = ServiceError(f"{service.address}: not asked")
    for turn in range(service.tries):
        wait = min(FIRST_PAUSE * 2**turn, LONGEST_PAUSE)
        meter.requests += 1
        try:
            return use(_content(_sent(request, service.timeout), meter))
        except CutError:
            raise
        except UnusableError as error:
            failure = error
        except _NotSpokenError as error:
            failure = ServiceError(f"{service.address}: {error}")
        except HTTPError as error:
            with error:
                failure = ServiceError(f"{service.address}: {_refusal(error, service.key)}")
                if error.code not in _PASSING:
                    raise failure from None
                wait = _retry_after(error.headers, wait)
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or str(error) or type(error).__name__
            failure = ServiceError(
                f"{service.address}: no answer ({reason}), asked {service.tries} times"
            )
        if turn + 1 < service.tries:
            service.pause(wait)
    raise failure from None


def _sent(request: Request, timeout: float) -> bytes:
    """The body of the answer to one request; the time-out is for the whole of it."""
    end = time.monotonic() + timeout
    with build_opener(_NoRedirection).open(request, timeout=timeout) as answer:
        kind = answer.headers.get_content_type()
        if kind != "application/json" and not kind.endswith("+json"):
            raise _NotSpokenError(f"answers with {kind}, not with JSON")
        data = bytearray()
        while chunk := answer.read1(_CHUNK):
            data += chunk
            if len(data) > MAX_REPLY:
                raise UnusableError(f"the server's answer is longer than {MAX_REPLY:,} bytes")
            if time.monotonic() > end:
                raise TimeoutError("timed out")
        if answer.length:
            raise http.client.IncompleteRead(bytes(data), answer.length)
    return bytes(data)


def _content(data: bytes, meter: Meter) -> str:
    """The text that the model wrote."""
    try:
        answer = json.loads(data)
        if not isinstance(answer, dict):
            raise ValueError("no object")
        meter.count(answer)
        choice = answer["choices"][0]
        message = choice["message"]
        content = message.get("content")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise _NotSpokenError("answers with something else than chat completions") from None
    if choice.get("finish_reason") == "length":
        raise CutError("the model broke off its answer")
    if not isinstance(content, str) or not content.strip():
        refusal = message.get("refusal")
        why = f" ({refusal[:200]})" if isinstance(refusal, str) else ""
        raise UnusableError(f"the model answered nothing{why}")
    return content


class _NoRedirection(HTTPRedirectHandler):
    """Lets a redirection be an error."""

    def redirect_request(self, *_: Any) -> None:
        """None: do not follow."""


def _refusal(error: HTTPError, key: str | None) -> str:
    """What the server says, in a line, without the key."""
    if 300 <= error.code < 400:
        return f"redirects to {error.headers.get('Location')!r}, which is not followed"
    said = " ".join(error.read(2_000).decode("utf-8", "replace").split())
    said = (said.replace(key, "...") if key else said)[:300]
    return f"the server answers {error.code} {error.reason}" + (f": {said}" if said else "")


def _retry_after(headers: Message, otherwise: float) -> float:
    stated = headers.get("Retry-After", "")
    return min(float(stated), LONGEST_PAUSE) if stated.isdigit() else otherwise


def _number(value: object) -> float:
    valid = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e12
    return float(value) if valid else 0.0  # type: ignore[arg-type]
