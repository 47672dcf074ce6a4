# The two commands of the README, and what stands behind them. Everything is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-all lint bench clean

demo: $(VENV)/installed
	@$(BIN)/clausecheck demo

test: $(VENV)/tests-installed lint
	@$(BIN)/python -m pytest
	@echo "left out: the HTML report in a browser and scans by several machines (make test-all; it needs a Chromium)"

test-all: $(VENV)/browser-installed lint
	@$(BIN)/python -m pytest -rs -m ""

lint: $(VENV)/tests-installed
	@$(BIN)/ruff check clausecheck tests benchmarks
	@$(BIN)/mypy

bench: $(VENV)/tests-installed
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/scan.py
	@$(BIN)/python benchmarks/readers.py
	@$(BIN)/python benchmarks/quality/measure.py

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "clausecheck needs Python 3.10 or newer")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml
	@echo "setting up in $(VENV) (once, a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q clausecheck
	@touch $@

$(VENV)/tests-installed: $(VENV)/made pyproject.toml
	@echo "setting up in $(VENV) (once, a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@$(BIN)/python -m compileall -q clausecheck
	@touch $@ $(VENV)/installed

$(VENV)/browser-installed: $(VENV)/tests-installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test,browser,engines]"
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
