# Bare `make` does everything CI does. Set-up is redone only when what it rests on has changed.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := all
.PHONY: all check format-check lint types floors test torture costs format demo nightly ui notebook docs site lock sbom

PYTHON ?= python3
BIN := .venv/bin
WORKERS := $(shell n=$$(nproc); n=$$((n + (n + 1) / 2)); echo $$((n < 6 ? n : 6)))
RUNTIME := .venv/.runtime
DEV := .venv/.dev
NOTEBOOKS := .venv/.notebooks
# The locks are whole, so pip has nothing left to resolve.
INSTALL := $(BIN)/pip install -q --no-deps
UV := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header

# $(call debian,test,packages): install Debian packages unless the test says they are there.
ROOT := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
APT := $(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300
debian = { $(1) >/dev/null 2>&1 || { $(APT) update && $(APT) install -y --no-install-recommends $(2); }; }

all: check test

check: format-check lint types floors

format-check: $(DEV)
	$(BIN)/ruff format --check .

lint: $(DEV)
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

floors: $(DEV)
	$(BIN)/lint-imports

# -v undoes the -q of pyproject.toml, so that the closing line is drawn in full. Files in the order of
# their names, so that the dear ones do not come last. A test starts many processes: bytecode is kept.
# The end of a worker ends the run: where another takes its place, xdist may wait for ever.
TEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -v -n $(WORKERS) --dist loadfile \
	--no-loadscope-reorder --max-worker-restart 0
# A test that waits for ever (this, and the seconds) says where it stands, and ends the run.
NOT_FOR_EVER := -o faulthandler_exit_on_timeout=true -o faulthandler_timeout

define TEST_PACKAGES
	@$(call debian,command -v chromium,chromium fonts-noto-core)
	@$(call debian,test -f /usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf,fonts-liberation2)
	@$(call debian,command -v pdftotext,poppler-utils)
endef

test: $(DEV)
	$(TEST_PACKAGES)
	$(TEST) --budget 40 $(NOT_FOR_EVER)=600

# Every test and every case, and a whole `chiso ui` with its daemon, killed and stopped. What stands
# in one long file is shared out by test; all else is, as in `test`, by file.
SHARED := tests/torture tests/pipelines/test_every_write.py
torture: $(DEV)
	$(TEST_PACKAGES)
	@$(call debian,ls /usr/lib/postgresql/*/bin/initdb,postgresql)
	$(TEST) --whole $(NOT_FOR_EVER)=3600 $(addprefix --ignore ,$(SHARED))
	$(TEST) --whole $(NOT_FOR_EVER)=3600 --dist worksteal $(SHARED)

# Measure every test, and write down those of which `test` draws a sample.
costs: $(DEV)
	$(TEST) -p tests.processor_time

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

demo nightly ui: $(RUNTIME)
	$(BIN)/chiso $@

# One of the notebooks, in the browser: make notebook NAME=wards
# Or what it says as a file that opens offline: make notebook NAME=wards HTML=wards.html
NAME ?= indicator
HTML ?=
notebook: $(NOTEBOOKS)
	$(BIN)/chiso notebook $(NAME) $(HTML:%=--html %)

docs: $(DEV)
	$(BIN)/python -m warehouse.catalogue.dictionary docs/catalogue.md
	$(BIN)/python -m assets.published.element_page docs/elements.md
	$(BIN)/python -m expectations.code_pages docs/findings
	$(BIN)/python -m expectations.expectation_page docs/expectations.md
	$(BIN)/python -m pipelines.exit_code_page docs/exit-codes.md
	$(BIN)/python -m pipelines.settings_page docs/settings.md
	$(BIN)/typer pipelines.cli utils docs --name chiso --title 'Các lệnh / Commands' --output docs/commands.md
	$(BIN)/python -m tests.assets.resolved_lineage

# The documentation as a site that opens from a disk: site/index.html
site: $(DEV)
	$(BIN)/sphinx-build -q -W -c docs/site . site

lock: $(DEV)
	$(UV) -o requirements.txt pyproject.toml
	$(UV) -o requirements-postgres.txt -c requirements.txt --extra postgres pyproject.toml
	$(UV) -o requirements-dev.txt -c requirements.txt --extra dev --extra notebooks --extra postgres pyproject.toml
	$(UV) -o requirements-notebooks.txt -c requirements-dev.txt --extra notebooks pyproject.toml

# What a running chiso consists of, with versions and hashes, from the lock alone.
sbom: $(DEV)
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json requirements.txt

$(BIN)/pip:
	@$(call debian,$(PYTHON) -m ensurepip --version,python3-venv)
	$(PYTHON) -m venv .venv

$(RUNTIME): requirements.txt pyproject.toml | $(BIN)/pip
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-build-isolation -e .
	touch $@

$(NOTEBOOKS): requirements-notebooks.txt $(RUNTIME)
	$(INSTALL) --require-hashes -r requirements-notebooks.txt
	touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	$(INSTALL) --require-hashes -r requirements-dev.txt
	touch $@
