# Consult: every command a builder needs. `make` alone prints them.
# `run` and `test` set everything up from an empty clone; all they ask for is Python 3.11 or later.

PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv || echo $(BIN)/uv)
TESTS ?= tests

# One stamp a step, so that a second run starts at once.
PACKAGES := .venv/.packages
INSTALLED := .venv/.installed
ASSETS := $(wildcard package.json package-lock.json hatch_build.py consult/static/icons.txt consult/static/css/*)
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--python-version 3.11 --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(INSTALLED) ## Build .venv with the locked packages, and the assets

.PHONY: run
run: $(INSTALLED) ## Start a demo organisation on this computer (PORT, CONSULT_DATA)
	@$(BIN)/consult demo

.PHONY: cluster
cluster: $(INSTALLED) ## Start the demo on PostgreSQL, a doorbell and two web processes (and nginx, if it is here)
	@$(BIN)/python -m tests.cluster

.PHONY: test
test: check ## Check everything, then run all tests
	@$(BIN)/pytest -n auto $(TESTS)

.PHONY: check
check: $(INSTALLED) ## Format, lint, types, imports, templates: no tests
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@! test -d consult/templates || $(BIN)/djlint --lint --quiet consult/templates

.PHONY: fix
fix: $(INSTALLED) ## Repair what the formatter and the linter can repair
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: cover
cover: $(INSTALLED) ## Run all tests and show the branches that none of them takes
	@$(BIN)/pytest -n auto --cov --cov-report=term-missing:skip-covered $(TESTS)

.PHONY: browser
browser: $(INSTALLED) ## Run the journeys in Chromium only
	@$(BIN)/pytest -n auto -m browser $(TESTS)

.PHONY: soak
soak: $(INSTALLED) ## Break everything, for long: every fault's long form, then all mixed (MINUTES=30; about two hours)
	@CONSULT_SOAK=1 CONSULT_EXAMPLES=$(or $(EXAMPLES),500) CONSULT_FRAMES=50000 CONSULT_POSTS=10000 \
		CONSULT_SOAK_MINUTES=$(or $(MINUTES),30) $(BIN)/pytest -v --durations=0 tests/faults tests/live

.PHONY: bench
bench: $(INSTALLED) ## Measure against the baselines (PARTS="rooms pages", LONG=1, TEXTS=labelled.jsonl)
	@$(BIN)/python -m bench $(PARTS) $(if $(LONG),--long) $(if $(TEXTS),--texts $(TEXTS))

.PHONY: migration
migration: $(INSTALLED) ## Write the next migration from the models (NAME="add resources")
	@$(BIN)/python -m consult.migrations "$(NAME)"
	@$(BIN)/ruff check --quiet --fix consult/migrations; $(BIN)/ruff format --quiet consult/migrations

.PHONY: seed
seed: $(INSTALLED) ## Fill the data folder with the demo organisation
	@$(BIN)/consult seed

.PHONY: assets
assets: $(PACKAGES) ## Rebuild icons, fonts and the socket client
	@$(BIN)/python hatch_build.py

.PHONY: texts
texts: $(INSTALLED) ## Collect all words for people into consult/translations/consult.pot
	@mkdir -p consult/translations
	@$(BIN)/pybabel --quiet extract --mapping pyproject.toml --no-location --sort-output \
		--project Consult --copyright-holder 'the people of Consult' --output consult/translations/consult.pot consult

.PHONY: lock
lock: $(PACKAGES) ## Choose the newest allowed versions anew, with hashes
	@$(COMPILE) --upgrade --extra deid-model --extra metrics --extra postgres --extra redis -o requirements/run.txt pyproject.toml
	@$(COMPILE) --upgrade --extra deid-model --extra metrics --extra postgres --extra redis --group dev -c requirements/run.txt \
		-o requirements/dev.txt pyproject.toml
	@$(COMPILE) --upgrade --group node -o requirements/node.txt
	@npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --silent

.PHONY: clean
clean: ## Take away everything that was built; data in var/ stays
	rm -rf .venv node_modules build dist consult/static/build
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage* htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# uv if the machine has it, else one inside the environment itself.
.venv/bin/python:
	@if command -v uv >/dev/null; then uv venv --quiet --python '>=3.11' .venv; else \
		$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Consult needs Python 3.11 or later.")' && \
		$(PYTHON) -m venv .venv; fi

$(PACKAGES): requirements/dev.txt requirements/node.txt | .venv/bin/python
	@command -v $(UV) >/dev/null || { $(BIN)/python -m ensurepip >/dev/null; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check uv; }
	@$(UV) pip install --quiet --python .venv --require-hashes -r requirements/dev.txt
	@command -v npm >/dev/null || \
		$(UV) pip install --quiet --python .venv --require-hashes -r requirements/node.txt
	@touch $@

# The editable install runs the build hook, and that builds the assets.
$(INSTALLED): $(PACKAGES) pyproject.toml consult/__init__.py $(ASSETS)
	@$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	@touch $@
