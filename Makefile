# Everything runs from a fresh checkout with Python >= 3.11 and make alone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint bench serve lock clean
.DEFAULT_GOAL := demo

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)  ## Assess the example reports and shipments; the page is demo/assessment.html
	$(BIN)/byway --home demo/home assess examples/reports --shipments examples/shipments.csv --as-of 2023-03-20 --out demo

test: $(READY)  ## All tests; what needs absent data or services is skipped with a reason
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest --numprocesses=auto --dist=loadfile
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --fail-under=85

lint: $(READY)  ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)  ## Measure, beside peers where there are any
	$(BIN)/python bench/run.py

lock:  ## Pin every dependency again (needs uv)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev --group lock pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) demo .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
