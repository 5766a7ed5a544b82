"""A server on this machine that answers as the API of UN Comtrade does, for tests."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "a-test-key"


def record(**given: Any) -> dict[str, Any]:
    """A record of the API: total of all parts unless told otherwise."""
    usual: dict[str, Any] = {
        "typeCode": "C",
        "freqCode": "M",
        "refPeriodId": 20220301,
        "period": "202203",
        "reporterCode": 417,
        "flowCode": "M",
        "partnerCode": 276,
        "partner2Code": 0,
        "classificationCode": "H6",
        "isOriginalClassification": True,
        "cmdCode": "854231",
        "aggrLevel": 6,
        "isLeaf": True,
        "customsCode": "C00",
        "mosCode": "0",
        "motCode": 0,
        "qtyUnitCode": 5,
        "qty": 40,
        "netWgt": 12.5,
        "cifvalue": 1000.0,
        "fobvalue": None,
        "primaryValue": 1000.0,
        "isReported": True,
        "isAggregate": True,
    }
    return {**usual, **given}


@dataclass
class Service:
    """What the server holds and was asked; `faults` are answered first, one for each request."""

    address: str
    records: list[dict[str, Any]] = field(default_factory=list)
    faults: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    limit: int = 250_000

    def answer(self, path: str, asked: dict[str, str]) -> list[dict[str, Any]]:
        """The records asked for, cut at the limit."""
        frequency = path.rsplit("/", 2)[1]
        found = [r for r in self.records if r["freqCode"] == frequency]
        for name in ("period", "reporterCode", "partnerCode", "flowCode", "cmdCode"):
            if name in asked:
                found = [r for r in found if str(r[name]) in asked[name].split(",")]
        return found[: min(self.limit, int(asked.get("maxRecords", self.limit)))]


@contextmanager
def running() -> Iterator[Service]:
    """The service on a free port of the loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            service.asked.append(asked)
            if service.faults:
                status, headers, text = service.faults.pop(0)
            elif self.headers.get("Ocp-Apim-Subscription-Key") != KEY:
                status, headers, text = 401, {}, '{"statusCode": 401, "message": "denied"}'
            else:
                data = service.answer(parts.path, asked)
                body = {"elapsedTime": "0.1 secs", "count": len(data), "data": data, "error": ""}
                status, headers, text = 200, {}, json.dumps(body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = Service(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
