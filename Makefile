# `make run` and `make test` do all the setting up they need; a second one does none.
.DEFAULT_GOAL := help
.PHONY: help run test bench lint format lock install install-dev clean

PYTHON ?= python3
BIN := .venv/bin
SOURCES := bot actions knowledge channels benchmarks tests
PYTHON_IS_HERE := import sys; sys.exit(sys.version_info < (3, 8))
NO_PYTHON := Python 3.8 or newer is needed to begin: install python3 (Debian and Ubuntu: apt install python3 python3-venv) and start again.

help:
	@echo "make run     start the whole product (installs what it needs first)"
	@echo "make test    run the checks and the whole test suite"
	@echo "make bench   run the benchmarks; DATA=folder adds the rows that need real data"
	@echo "make lint    run the checks alone"
	@echo "make format  format the code"
	@echo "make lock    compile the requirement files after a change of requirements/*.in"
	@echo "make clean   remove the environments and caches (the database in var/ stays)"

install:
	@$(PYTHON) -c '$(PYTHON_IS_HERE)' 2>/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@$(PYTHON) -m bot.install

install-dev:
	@$(PYTHON) -c '$(PYTHON_IS_HERE)' 2>/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@$(PYTHON) -m bot.install --dev

run: install
	@exec $(BIN)/dropwise up

test: lint
	$(BIN)/pytest

lint: install-dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install-dev
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

bench: install-dev
	$(BIN)/python -m benchmarks $(if $(DATA),--data "$(DATA)")

lock:
	@$(PYTHON) -c '$(PYTHON_IS_HERE)' 2>/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@$(PYTHON) -m bot.install --lock

clean:
	rm -rf .venv .venv-rasa .tools .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .rasa
