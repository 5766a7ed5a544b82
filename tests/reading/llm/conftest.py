"""A server that speaks the protocol of chat completions, and says what a test wants it to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from byway.reading.llm import LlmReader, Service

Answer = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@dataclass
class Model:
    """What was asked, and what is answered: `answers` in turn, the last one again and again."""

    address: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def service(self, **options: Any) -> Service:
        return Service(self.address, "made-up", pause=self.pauses.append, **options)

    def reader(self, **options: Any) -> LlmReader:
        return LlmReader(self.service(**options))


def says(content: Any, *, finish: str = "stop", **more: Any) -> Answer:
    """An answer of the protocol whose message is `content`, as JSON where it is no text."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    return envelope(
        {
            "model": "made-up-7b",
            "choices": [{"message": {"content": text}, "finish_reason": finish}],
            "usage": {"prompt_tokens": 1200, "completion_tokens": 34},
            **more,
        }
    )


def envelope(body: Any, status: int = 200, **headers: str) -> Answer:
    """Any answer: JSON, or bytes as they are."""

    def answer(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        handler.send_response(status)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Length": str(len(data)),
            **names,
        }.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


@pytest.fixture
def model() -> Iterator[Model]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found.asked.append(asked)
            found.headers.append(dict(self.headers))
            found.paths.append(self.path)
            answers = found.answers
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            try:
                answer(self, asked)
            except OSError:  # who asked has gone
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Model(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()
