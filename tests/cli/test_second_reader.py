"""`--reader llm` from the command line: read, assess, and what the receipts say of it."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from typer.testing import CliRunner

from byway.cli.app import app
from byway.errors import OptionError, ServiceError

REPORT = "China sold drones to Russia on 1 March 2023, the ministry said.\n"
CLAIM = {
    "quote": "China sold drones to Russia on 1 March 2023",
    "event": "supply",
    "agent": ["China"],
    "recipient": ["Russia"],
    "intermediary": [],
    "agent_countries": ["CN"],
    "recipient_countries": ["RU"],
    "intermediary_countries": [],
    "goods": ["drones"],
    "source": ["the ministry"],
    "certainty": "asserted",
    "status": "occurred",
    "hedge": None,
    "date": "2023-03-01",
}
INVENTED = {**CLAIM, "quote": "China sold tanks to Russia"}


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.keys.append(self.headers.get("Authorization"))
        self.rfile.read(int(self.headers["Content-Length"]))
        content = self.server.content or json.dumps({"claims": [CLAIM, INVENTED], "actors": []})
        answer = {
            "choices": [{"message": {"content": content}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 900, "completion_tokens": 80},
        }
        data = json.dumps(answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    made.keys, made.status, made.content = [], 200, None
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def llm(server):
    address = f"http://127.0.0.1:{server.server_port}/v1"
    return ["--reader", "llm", "--llm-address", address, "--llm-model", "made-up"]


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def run(home, *args, **env):
    done = CliRunner().invoke(app, ["--home", str(home), *map(str, args)], env=env)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_read(tmp_path, report, llm, server):
    done = run(tmp_path, "read", report, "--json", *llm, "--llm-key", "MY_KEY", MY_KEY="sesame")
    (claim,) = map(json.loads, done.stdout.splitlines())
    assert claim["quote"] == REPORT[claim["start"] : claim["end"]] == CLAIM["quote"]
    assert server.keys == ["Bearer sesame"]
    assert "900 tokens in, 80 tokens out" in done.stderr
    assert "1 quotes that are not in the text" in done.stderr
    assert "sesame" not in done.stdout + done.stderr


def test_many_by_several_processes(tmp_path, report, llm, monkeypatch):
    monkeypatch.setattr("byway.reports.PART", 1)
    for n in range(3):
        (tmp_path / "more").mkdir(exist_ok=True)
        (tmp_path / "more" / f"{n}.txt").write_text(REPORT)
    out = tmp_path / "out.jsonl"
    key = ["--llm-key", "MY_KEY"]
    done = run(
        tmp_path,
        "read",
        tmp_path / "more",
        "--out",
        out,
        "--workers",
        2,
        *llm,
        *key,
        MY_KEY="xyzzy",
    )
    assert len(out.read_text().splitlines()) == 3
    assert done.stderr.count("900 tokens in") == 3
    receipt = json.loads((tmp_path / "out.jsonl.receipt.json").read_text())
    assert receipt["options"]["reader"]["model"] == "made-up"
    assert "xyzzy" not in json.dumps(receipt)


def test_assess(tmp_path, report, llm):
    out = tmp_path / "out"
    done = run(tmp_path, "assess", report, "--as-of", "2023-03-20", "--out", out, *llm)
    result = json.loads((out / "assessment.json").read_text())
    assert [claim["quote"] for claim in result["claims"]] == [CLAIM["quote"]]
    assert result["receipt"]["options"]["reader"]["address"] == llm[3]
    assert "1 requests, 900 tokens in" in result["receipt"]["inputs"][0]["notes"][0]
    assert "made-up" in done.stderr
    assert run(tmp_path, "receipt", "verify", out / "assessment.json").exit_code == 0


def test_a_server_that_refuses_ends_the_run(tmp_path, report, llm, server):
    server.status = 401
    with pytest.raises(ServiceError, match="answers 401"):
        run(tmp_path, "read", report, *llm)


def test_a_report_of_which_nothing_was_read(tmp_path, report, llm, server, monkeypatch):
    monkeypatch.setattr("byway.reading.llm.service.FIRST_PAUSE", 0.0)
    server.content = "I am sorry."
    out = tmp_path / "out.jsonl"
    for more in ([], ["--json"], ["--out", out]):
        done = run(tmp_path, "read", report, *more, *llm)
        assert done.exit_code == 2
        assert f"byway: {report}: made-up read nothing of it" in done.stderr
    assert not out.exists()
    done = run(tmp_path, "assess", report, "--out", tmp_path / "out", *llm)
    assert done.exit_code == 2
    assert f"byway: {report}: made-up read nothing of it" in done.stderr
    result = json.loads((tmp_path / "out" / "assessment.json").read_text())
    assert "read nothing" in result["receipt"]["inputs"][0]["unread"]


def test_results_of_byway_among_the_reports_are_passed_over(tmp_path, report):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT)
    first = run(tmp_path, "assess", folder, "--as-of", "2023-03-20", "--out", folder)
    assert first.exit_code == 0
    for command in ("read", "assess"):
        done = run(tmp_path, command, folder, "--json")
        assert done.exit_code == 0
        assert f"{folder / 'assessment.html'}: passed over, as Byway wrote it" in done.stderr
    result = json.loads(done.stdout)
    assert [d["document"] for d in result["receipt"]["inputs"]] == [str(folder / "a.txt")]


def test_nothing_is_asked_unless_the_reader_is_asked_for(tmp_path, report, llm, server):
    names = {"BYWAY_LLM_ADDRESS": llm[3], "BYWAY_LLM_MODEL": llm[5]}
    assert run(tmp_path, "read", report, "--json", **names).exit_code == 0
    assert server.keys == []
    assert run(tmp_path, "read", report, "--json", "--reader", "llm", **names).exit_code == 0
    assert server.keys == [None]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--llm-key", "NO_SUCH_VARIABLE"], "not set"),
        (["--llm-timeout", "0"], "--llm-timeout"),
        (["--llm-timeout", "nan"], "--llm-timeout"),
        (["--llm-address", "localhost"], "http://"),
    ],
)
def test_options_that_cannot_be(tmp_path, report, llm, server, more, said):
    with pytest.raises(OptionError, match=said):
        run(tmp_path, "read", report, *llm, *more)
    assert server.keys == []
