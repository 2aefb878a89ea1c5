# What a developer runs. Everything is installed in .venv, nothing outside this folder.

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/up-to-date
UV := $(shell command -v uv 2>/dev/null)
LOCKING := build/locking
LOCK_UV := $(or $(UV),$(LOCKING)/bin/uv)
LOCK := $(LOCK_UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml

DEMO_DB := sqlite:///demo.db

.DEFAULT_GOAL := help
.PHONY: help setup demo test soak lint types migrations score bench readme lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv from the lock: by uv where it is at hand, else by pip

# The stamp is written last, so that an interrupted set-up is begun again. The lock has every
# package that any of them needs, so pip need not look for more (it would warn of
# lxml[html_clean], an extra that lxml spells otherwise), and `pip check` holds that. What is
# ignored is setuptools' advice about a folder with the package's name: that folder is the package.
$(STAMP): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "yuzhong_news needs Python 3.11 or newer, and \`$(PYTHON)\` is:" \
			"$$($(PYTHON) --version 2>&1 || true)"; \
		echo "Name another one: make setup PYTHON=python3.12"; exit 1; } >&2
ifneq ($(UV),)
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
else
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { \
		echo "This Python cannot make a virtual environment: install its venv module" \
			"(Debian, Ubuntu: apt install python3-venv), or install uv"; exit 1; } >&2
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
		--require-hashes -r requirements-dev.lock
	PYTHONWARNINGS="ignore:Editable installation" \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps -e .
	$(BIN)/python -m pip check >/dev/null || $(BIN)/python -m pip check
endif
	@touch $@
	@echo "Set up: $$($(BIN)/python --version) in $(VENV)"

demo: $(STAMP) ## split the seed page into demo.db and print what the archive holds
	$(BIN)/scrapy crawl folder -a path=fixtures/seed.txt -s DATABASE_URL=$(DEMO_DB)
	$(BIN)/scrapy articles -s DATABASE_URL=$(DEMO_DB)

test: $(STAMP) ## run the tests (ARGS="-k jumps" for some of them)
	$(BIN)/python -m pytest --numprocesses auto $(ARGS)

soak: $(STAMP) ## run the long tests: faults, kills, many pages
	$(BIN)/python -m pytest -m soak --timeout 7200 $(ARGS)

lint: $(STAMP) ## look for errors of style and layout
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(STAMP) ## check the types
	$(BIN)/mypy -p yuzhong_news -p tests -p bench

migrations: $(STAMP) ## check that the migrations make the tables which the code declares
	$(BIN)/python -m pytest tests/test_migrations.py

score: $(STAMP) ## measure quality, hold the floors (ARGS: --verbose --by-style --raise-floors)
	$(BIN)/python -m yuzhong_news.scoring $(ARGS)

bench: $(STAMP) ## measure speed beside known yardsticks (BENCH_SCALE=0.01 to see that it runs)
	@for file in bench/bench_*.py; do \
		$(BIN)/python -m bench.$$(basename $$file .py) || exit 1; \
	done

readme: $(STAMP) ## write what the demo prints into README.md
	$(BIN)/python -m tests.readme

lock: $(LOCK_UV) ## renew both locks from pyproject.toml (ARGS=--upgrade for newer versions)
	$(LOCK) $(ARGS) --output-file requirements.lock
	$(LOCK) $(ARGS) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@if grep -nE '://|(^|[[:space:]])(-i|-f|--(extra-)?index-url|--find-links)([[:space:]=]|$$)' \
		requirements.lock requirements-dev.lock; \
	then echo "A lock must not name a package host: see the lines above" >&2; exit 1; fi

$(LOCKING)/bin/uv:
	$(PYTHON) -m venv $(LOCKING)
	$(LOCKING)/bin/python -m pip install --quiet --disable-pip-version-check --no-input uv

clean: ## remove .venv, the demo's archive and all that tools left behind
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis .scrapy *.egg-info
	rm -f demo.db demo.db-*
	find yuzhong_news tests bench -type d -name __pycache__ -prune -exec rm -rf {} +
