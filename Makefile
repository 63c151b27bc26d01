# Two commands on a fresh machine (python3 >= 3.11, git, make): `make run` and `make test`.
# With uv on the PATH set-up takes seconds, without it python3 -m venv and pip do the same from the same lock.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COMPILE := uv pip compile $(OPTIONS) pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-strip-extras --no-header --no-annotate --quiet

.PHONY: help setup setup-dev run test test-slow test-kills lint type docs check-docs lock check-lock sql style bench conformance snapshots model words pictures clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/run.stamp ## the environment that `make run` needs, from the hashed lock
setup-dev: $(VENV)/dev.stamp ## the same with the tools of the tests and linters

$(VENV)/run.stamp: requirements.txt scripts/setup.sh
	@sh scripts/setup.sh "$(PYTHON)" $(VENV) requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt scripts/setup.sh
	@sh scripts/setup.sh "$(PYTHON)" $(VENV) requirements-dev.txt
	@touch $(VENV)/run.stamp $@

run: setup ## set up and run the main flow on seeds/
	@$(BIN)/kouan run

test: setup-dev ## set up and run the tests (some four minutes)
	$(BIN)/python -m pytest -n auto --dist worksteal $(OPTIONS)

test-slow: setup-dev ## the tests that need a server, a browser or a minute
	$(BIN)/python -m pytest -m slow -n auto --dist loadfile $(OPTIONS)

test-kills: setup-dev ## runs, publications, backups and compactions killed at hundreds of instants (some twenty minutes)
	$(BIN)/python -m pytest -m long $(OPTIONS)

lint: setup-dev ## all linters: Python, types, imports, SQL, spelling, lock (the two slow ones side by side)
	@$(MAKE) --no-print-directory --jobs 2 type sql style

sql: setup-dev
	$(BIN)/sqlfluff lint --disable-progress-bar warehouse

style: setup-dev check-lock
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/codespell

type: setup-dev ## mypy, strict, on the four packages
	$(BIN)/mypy

docs: setup-dev ## write the generated pages: docs/rules.md, docs/dictionary.md
	$(BIN)/python -m kouan.cleaning.script.characters
	$(BIN)/python -m kouan.cleaning.script.phrases
	$(BIN)/python -m warehouse.kept_catalog
	$(BIN)/python -m flows.documentation

check-docs: setup-dev ## fail when a generated page, lexicon or picture is out of date
	$(BIN)/python -m flows.documentation --check
	$(BIN)/python -m flows.reporting.pictures --check
	$(BIN)/python -m kouan.cleaning.script.characters --check
	$(BIN)/python -m kouan.cleaning.script.phrases --check
	$(BIN)/python -m warehouse.kept_catalog --check
	$(BIN)/python -m flows.giveaways --check

lock: ## write both lock files anew within the pins of pyproject.toml (needs uv; OPTIONS=--upgrade moves the pins)
	$(COMPILE) --group build -o requirements.txt
	$(COMPILE) --group build --group dev --extra model --extra notebook --extra pdf --extra spacy --extra warc --constraint requirements.txt -o requirements-dev.txt
	@$(MAKE) --no-print-directory check-lock

check-lock: setup-dev ## fail when a lock does not fit pyproject.toml or is not fit to be shared
	$(BIN)/python scripts/check_lock.py

bench: setup-dev ## speed of cleaning, each rule and the whole road (KOUAN_CORPUS, KOUAN_PEERS; OPTIONS as of kouan bench)
	$(BIN)/python -m flows.benchmark $(OPTIONS)

conformance: setup ## other people's test cases (KOUAN_SUITES names their folder; OPTIONS as of flows.benchmark.conformance)
	@$(BIN)/python -m flows.benchmark.conformance $(OPTIONS)

snapshots: setup-dev ## write the reviewed rows of the seeds anew: read the diff before you commit it
	KOUAN_WRITE_SNAPSHOTS=1 $(BIN)/python -m pytest -m "slow or not slow" -k "snapshot or readme" $(OPTIONS)

model: setup-dev ## count the shipped character model anew (KOUAN_CORPUS names the texts)
	$(BIN)/python -m flows.character_model

words: setup-dev ## lay out anew the segmenter's dictionary (after a new release of rjieba) and what gives phrases away (after a new phrase)
	$(BIN)/python -m flows.word_table
	$(BIN)/python -m flows.giveaways

pictures: run ## the pictures of the report in docs/pictures (needs Chromium)
	$(BIN)/python -m flows.reporting.pictures docs/pictures

clean: ## remove caches, builds and the working data of the seeds (.kouan); the environment stays
	rm -rf .kouan dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
