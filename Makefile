# The commands of a developer. `make` alone lists them. Nothing but Python 3.11 or newer is needed.

PYTHON ?= python3
UV ?= $(shell command -v uv || echo .venv/bin/uv)
PORT ?=

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
NODE := tests/exports/formats/node
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
NOT_HERE := not servers and not browser and not postgres and not node
ON_PORT := $(if $(PORT),--port $(PORT))
# What a newsroom's server would set; the checks judge the defaults behind it.
AS_DEPLOYED := ENV_FILE= DATA_DIR=$(VENV)/check-data DEBUG=false PUBLIC_URL=https://factcheck.example \
  ORGANISATION_NAME=Example ORGANISATION_URL=https://news.example

.PHONY: help setup demo run test servers lint contracts types deployable migrations check setup-ci reset lock clean
.DELETE_ON_ERROR:

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.development ## make .venv with everything for development

demo: $(VENV)/.runtime ## run the workbench with a demo newsroom in it (PORT=8001 for another port)
	@$(MANAGE) demo $(ON_PORT)

run: $(VENV)/.runtime ## run the workbench
	@$(MANAGE) up $(ON_PORT)

test: $(VENV)/.development ## run the tests that need no server and no browser
	$(BIN)/pytest -n 2 --dist loadfile -m "$(NOT_HERE)"

servers: $(VENV)/.development ## run the tests that start the broker, workers and the web server
	$(BIN)/pytest -m servers

lint: $(VENV)/.development contracts ## check style, formatting, templates and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(find templates -name '*.html')

contracts: $(VENV)/.development ## check who may import whom
	$(BIN)/lint-imports

types: $(VENV)/.development ## check the types
	$(BIN)/mypy .

deployable: $(VENV)/.runtime ## check the settings as a server would run them
	$(AS_DEPLOYED) $(MANAGE) check --deploy --fail-level WARNING

migrations: $(VENV)/.runtime ## check that no migration is missing
	$(AS_DEPLOYED) $(MANAGE) makemigrations --check --dry-run

check: lint types deployable migrations test servers ## everything that must pass before a commit

setup-ci: $(VENV)/.servers $(VENV)/.node ## add what .ci/run needs: a PostgreSQL server, a browser driver, tools for Node

reset: $(VENV)/.runtime ## delete everything in DATA_DIR
	@$(MANAGE) reset --yes

lock: ## write the pinned requirements anew from the .in files
	@$(UV) --version >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/"; exit 1; }
	for part in requirements requirements-dev requirements-ci; do \
	  $(UV) pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	    --no-header --no-annotate $$part.in -o $$part.txt || exit 1; \
	done

clean: ## delete .venv and the caches, not the data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The virtual environment; each stamp says that its requirements are installed as they are now ---

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and $(PYTHON) is not. Name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { \
	  echo "$(PYTHON) can not make a virtual environment. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

$(VENV)/.servers: requirements-ci.txt $(VENV)/.development
	$(PIP_INSTALL) -r requirements-ci.txt
	@touch $@

$(VENV)/.node: $(NODE)/package.json $(NODE)/package-lock.json | $(BIN)/python
	@node --version >/dev/null && npm --version >/dev/null || { \
	  echo "Node and npm are missing. On Debian and Ubuntu: apt install nodejs npm"; exit 1; }
	mkdir -p $(VENV)/node && cp $(NODE)/package.json $(NODE)/package-lock.json $(VENV)/node
	npm ci --prefix $(VENV)/node --ignore-scripts --no-audit --no-fund --silent
	@touch $@
