# Candour. Type `make` for the list of what it can do.

PYTHON ?= python3
PORT ?= 8000
SIZE ?= 500
FRESH ?=
TESTS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --no-input --disable-pip-version-check
BUILT := src/candour/web/static/built
# Compiled once and kept out of the folders that people read: every command and server that the tests start is compiled code.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/.venv/pycache

.DEFAULT_GOAL := list
.NOTPARALLEL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.PHONY: list build demo test test-long checks chromium java go bench docs requirements clean

list:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

build: .venv/.stamp-candour $(BUILT)/govuk.css ## Install all that Candour needs, in this folder only

demo: build ## Open an authority of made-up people in the browser (PORT=8000 SIZE=500; FRESH=1 starts again)
	@$(BIN)/candour demo --port $(PORT) --size $(SIZE) $(if $(FRESH),--fresh)

test: build .venv/.stamp-tests chromium java go checks ## Run the checks, then every test (TESTS=tests/one_file.py for some)
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(TESTS)

test-long: ## The same, with the tests that take minutes
	@CANDOUR_LONG=1 $(MAKE) test

checks: .venv/.stamp-candour .venv/.stamp-tests ## Run only the checks: style, types, and which room may use which
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "Some files are not laid out by the rules. Run: $(BIN)/ruff format" >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports > .venv/lint-imports.txt 2>&1 || { cat .venv/lint-imports.txt; exit 1; }

bench: build .venv/.stamp-tests ## Measure how fast Candour is on this machine
	@$(BIN)/python bench/run.py

docs: build ## Write again the documents that are made from the code
	@$(BIN)/python docs/generate.py

requirements: .venv/.stamp-python ## Choose and pin the newest releases (at least a week old) of what Candour needs
	@test -x .venv/pins/bin/uv || { $(BIN)/python -m venv .venv/pins && .venv/pins/bin/python -m pip install -qq uv; }
	@for part in requirements requirements-dev; do \
	  .venv/pins/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --exclude-newer "$$($(BIN)/python -c 'import datetime as d; print(d.date.today() - d.timedelta(7))')" \
	    --no-header --no-annotate --no-emit-index-url --no-emit-find-links $$part.in -o $$part.txt || exit 1; \
	done
	@echo "requirements.txt and requirements-dev.txt are written. Run: make test"

clean: ## Remove what `make build` made; the next build makes it again
	@rm -rf .venv node_modules staticfiles $(BUILT) src/candour/documents/fonts src/*.egg-info verify/*.egg-info verify/build dist
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# How it is done. A stamp in .venv is newer than the files that the step was last done for.

.venv/.stamp-python:
	@command -v $(PYTHON) > /dev/null || { echo "Candour needs Python 3.11 or newer. Install it (Debian: apt-get install python3 python3-venv), then run make again." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Candour needs Python 3.11 or newer, and $(PYTHON) is older. Install one and run: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2> /dev/null || { echo "This Python cannot make virtual environments. Install what it lacks (Debian: apt-get install python3-venv), then run make again." >&2; exit 1; }
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.stamp-requirements: requirements.txt .venv/.stamp-python
	@echo "Installing what Candour needs"
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

.venv/.stamp-candour: pyproject.toml .venv/.stamp-requirements
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.stamp-tests: requirements-dev.txt verify/pyproject.toml .venv/.stamp-requirements
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@$(PIP) --no-deps --no-build-isolation -e ./verify
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@command -v node > /dev/null && command -v npm > /dev/null || { echo "Building the pages needs Node.js and npm. Install them (Debian: apt-get install nodejs npm), then run make again." >&2; exit 1; }
	@echo "Installing the page styles"
	@npm ci --ignore-scripts --omit=peer --omit=dev --no-fund --no-audit --loglevel=error > .venv/npm.txt || { cat .venv/npm.txt; exit 1; }
	@touch $@

$(BUILT)/govuk.css: build/assets.py node_modules/.package-lock.json | .venv/.stamp-python
	@$(BIN)/python build/assets.py

# Chromium, and the library that Playwright needs to speak to it. The headless shell is the same browser without windows:
# a page opens in it with a quarter of the work. Where there is none to install, the whole browser does.
BROWSERS = chromium-headless-shell chromium chromium-browser google-chrome
chromium: .venv/.stamp-tests
	@has() { for one in "$$@"; do if command -v $$one > /dev/null; then return 0; fi; done; return 1; }; \
	ready() { { [ -n "$$CANDOUR_CHROMIUM" ] || has "$$@"; } && $(BIN)/playwright --version > /dev/null 2>&1; }; \
	get() { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$$@" fonts-liberation libatomic1; }; \
	if ready chromium-headless-shell; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	  echo "Installing Chromium for the tests"; \
	  { apt-get update && { get chromium-headless-shell || get chromium; }; } > .venv/chromium.txt 2>&1 || ready $(BROWSERS) \
	    || { cat .venv/chromium.txt; exit 1; }; \
	elif ready $(BROWSERS); then :; \
	else echo "The tests need Chromium. Install it (Debian: sudo apt-get install chromium-headless-shell libatomic1) or set CANDOUR_CHROMIUM to its path." >&2; exit 1; fi

# Java, which Spark runs on: one test checks that it finds what this machine finds.
java: .venv/.stamp-tests
	@if command -v java > /dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	  echo "Installing Java for the test of Spark"; \
	  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends openjdk-17-jre-headless; } \
	    > .venv/java.txt 2>&1 || { cat .venv/java.txt; exit 1; }; \
	else echo "The test of Spark needs Java 17 or newer. Install it (Debian: sudo apt-get install openjdk-17-jre-headless)." >&2; exit 1; fi

# Go, with the library that the second verifier reads signed notes and trees with: a test builds and asks it.
go: .venv/.stamp-tests
	@if command -v go > /dev/null && [ -d /usr/share/gocode/src/golang.org/x/mod/sumdb ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	  echo "Installing Go for the test of the second verifier"; \
	  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends golang-go golang-golang-x-mod-dev; } \
	    > .venv/go.txt 2>&1 || { cat .venv/go.txt; exit 1; }; \
	else echo "The second verifier needs Go and its library for signed notes. Install them (Debian: sudo apt-get install golang-go golang-golang-x-mod-dev)." >&2; exit 1; fi
