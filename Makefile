# Two commands do all on a fresh machine with Python 3.11 and make: `make run` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STORE ?= data/wangge.lbug
UI ?= 1
SIZES ?= 10k,100k
ARTICLES ?= 100
PORT ?= 8501

.PHONY: run neo4j test test-fast lint bench docs clean help
help:           ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.venv/run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "wangge needs Python 3.11 or newer (found: $$($(PYTHON) --version)); set PYTHON=/path/to/python3.11"; exit 1; }
	@echo "making .venv and fetching the pinned packages: about two minutes, once" >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev: .venv/run
	@echo "fetching the packages that tests need: about a minute, once" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: .venv/run  ## read the example pages, answer one question, serve the screen (UI=0: stop before that)
	@$(BIN)/wangge ingest examples --store $(STORE)
	@$(BIN)/wangge stats --store $(STORE)
	@$(BIN)/wangge query posts-in-area --param area=寿光市 --store $(STORE)
	@$(BIN)/wangge show 谭景岱 --store $(STORE)
	@if [ "$(UI)" != 0 ]; then $(BIN)/wangge serve --store $(STORE) --port $(PORT); fi

neo4j: .venv/run  ## a Neo4j server on this machine, without Docker (Java 17 and Maven)
	@$(BIN)/python -m store.server

test: .venv/dev lint  ## lint, types, import order, and the whole suite
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -q

test-fast: .venv/dev  ## the everyday suite, without slow tests
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -q -m "not slow and not browser"

lint: .venv/dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > .venv/imports.log || { cat .venv/imports.log; exit 1; }

bench: .venv/dev  ## speed and memory of both homes: tables, and JSON in bench-out/ (SIZES=10k,100k,1M; ARTICLES=100,1k,10k; KEEP=FOLDER asks the graphs there alone)
	@$(BIN)/python -m tests.bench --sizes $(SIZES) --articles $(ARTICLES) $(if $(KEEP),--only graphs --keep $(KEEP)) $(if $(DOCS),--docs $(DOCS))

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
