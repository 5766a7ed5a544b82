"""What the documents say is true of the code."""

import re
from pathlib import Path

import pytest
import yaml

import byway

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA = sorted((ROOT / "src" / "byway" / "data").rglob("*.y*ml"))


def test_the_python_example_runs(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("BYWAY_HOME", str(tmp_path))
    (example,) = re.findall(r"^```python\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    scope = {}
    exec(compile(example, "README.md", "exec"), scope)
    assert scope["claims"]
    printed = capsys.readouterr().out
    assert "'x'" in printed
    assert scope["assessment"].findings[0].judgement in printed


def test_the_links_lead_somewhere():
    for document in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_public_names_are_these():
    assert sorted(byway.__all__) == [
        "BywayError",
        "InputError",
        "OutputError",
        "Reader",
        "Screener",
        "Settings",
        "SetupError",
        "assess",
        "routes",
    ]
    for name in byway.__all__:
        assert getattr(byway, name).__name__ == name
    with pytest.raises(AttributeError):
        byway.no_such_name  # noqa: B018


def test_every_error_is_in_the_tree():
    from byway import errors

    classes = [c for c in vars(errors).values() if isinstance(c, type)]
    assert all(issubclass(c, errors.BywayError) for c in classes)


def test_the_scales_in_the_method_are_those_in_force():
    method = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    scales = yaml.safe_load((ROOT / "src/byway/data/assessment/scales.yaml").read_text())
    for term in scales["likelihood"]["terms"]:
        assert f"| {term['term']} | {term['low']}-{term['high']} |" in method
    for certainty, bits in scales["weights"]["certainty"].items():
        assert f"| {certainty} | {bits:+.1f} |" in method


@pytest.mark.parametrize("path", DATA, ids=lambda p: str(p.relative_to(ROOT / "src/byway/data")))
def test_every_data_file_says_where_it_comes_from(path):
    text = path.read_text(encoding="utf-8")
    yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert re.search(r"source|written by us|our own|publisher", text, re.IGNORECASE), path
