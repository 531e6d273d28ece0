# `make help` lists the targets. First use of any of them sets up what it needs.
FIRM ?= firm.toml
PORT ?= 8000
MINUTES ?= 5
PYTHON ?= python3

VENV := .venv
BIN := $(VENV)/bin
# Without the old bytecode of another checkout, without asking any service for a newer pip.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export FIRM
# Material announces MkDocs 2 at every start; the pins in requirements/ are our answer to it.
export NO_MKDOCS_2_WARNING := 1

# Processes that have nothing left to do take tests over from busy ones. Browsers are waited for: a third process for two cores.
# They start some hundred processes: each would compile our modules anew where the environment says not to keep what was compiled.
TESTS := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --dist worksteal --numprocesses

.DEFAULT_GOAL := help
.PHONY: help serve build release test quick check format golden holidays bench audit lock outdated clean

help:  ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(VENV)/site engine  ## Build the site and serve it on 127.0.0.1 (PORT=8000, FIRM=firm.toml)
	$(BIN)/mkdocs serve --strict --dev-addr 127.0.0.1:$(PORT) --livereload

build: $(VENV)/site engine  ## Write site/ for everybody and handout/ for the persons named (FIRM=path for a firm's own file)
	$(BIN)/python -m macros.build

release: $(VENV)/site packed  ## Write dist/: the generic site, configurations for servers, a wheel that builds a firm's site
	$(BIN)/python -m macros.release

test: $(VENV)/dev node_modules/.dev packed tools  ## Run every test
	$(TESTS) 3

quick: $(VENV)/dev node_modules/.dev  ## Run the tests that need no site, browser, office program or large files
	$(TESTS) 2 -m "not site and not browser and not office and not heavy"

check: $(VENV)/dev node_modules/.dev packed tools  ## Lint, check types, run every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) test

format: $(VENV)/dev  ## Format the code
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

golden: $(VENV)/dev  ## Rewrite tests/workbooks/golden from the workbooks; read the difference before you commit it
	$(BIN)/python -m tests.support.describe
	$(BIN)/python -m tests.support.samples
	$(BIN)/python -m tests.support.published

holidays: $(VENV)/dev  ## Rewrite the table of public holidays from the library; read the difference before you commit it
	$(BIN)/python -m tests.plan.holidays_table

bench: $(VENV)/bench node_modules/.dev packed tools  ## Print the ratios that the design sets
	$(BIN)/python -m tests.bench

audit: $(VENV)/dev node_modules/.dev tests/audit/node_modules packed tools  ## Lighthouse, Nu, axe, links, spelling, fuzz, servers, engines; a table at the end (MINUTES=5 of fuzz, SEED= to repeat it)
	$(BIN)/python -m tests.audit --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

tests/audit/node_modules: tests/audit/package-lock.json
	@$(NEEDS_NPM)
	cd tests/audit && npm ci --silent --ignore-scripts
	@touch $@

lock: $(VENV)/dev  ## Rewrite the locked requirements
	cd requirements && for name in dev site bench browser; do ../$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe \
	  --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options $$name.in; done

outdated: $(VENV)/dev node_modules/.dev  ## Say which packages have a newer release than the locks
	$(BIN)/python -m pip list --outdated
	npm outdated || true

clean:  ## Remove everything that was built or set up
	rm -rf site handout dist .site.SHA256SUMS .transition-kit-* build $(VENV) .engine node_modules tests/audit/node_modules *.egg-info .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; set PYTHON=path to it." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# One marker a set of packages, so that a changed lock file installs again and an unchanged one costs nothing.
$(VENV)/site: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/site
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/bench: requirements/bench.txt $(VENV)/dev
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	@touch $@

# For a build Pyodide alone; for the tests what they run as well.
PYODIDE := node_modules/pyodide/package.json
NEEDS_NPM = command -v npm >/dev/null || { echo "Node.js with npm is needed: install nodejs and npm." >&2; exit 1; }

$(PYODIDE): package-lock.json
	@$(NEEDS_NPM)
	npm ci --silent --ignore-scripts --omit=dev --omit=optional
	@touch $@

node_modules/.dev: package-lock.json
	@$(NEEDS_NPM)
	npm ci --silent --ignore-scripts
	@touch $(PYODIDE) $@

.PHONY: node_modules
node_modules: node_modules/.dev

# What the pages under tools/ run in the browser: Pyodide by npm, and the wheels for its platform by pip.
.PHONY: engine
engine: $(VENV)/site
	@if command -v node >/dev/null && command -v npm >/dev/null; \
	then $(MAKE) --no-print-directory packed; \
	else echo "Without Node.js and npm the pages under tools/ only say how to use the command line. Install nodejs and npm to have them work." >&2; fi

.PHONY: packed
packed: $(PYODIDE) .engine/wheels $(VENV)/site
	$(BIN)/python -m macros.engine

.engine/wheels: requirements/browser.txt | $(VENV)/bin/python
	rm -rf $@
	$(BIN)/python -m pip download --quiet --require-hashes --no-deps --only-binary=:all: --python-version 3.14 --implementation cp \
	  --abi cp314 --platform pyemscripten_2026_0_wasm32 --requirement requirements/browser.txt --dest $@
	@touch $@

.PHONY: tools
tools:
	@sh tests/install-tools.sh
