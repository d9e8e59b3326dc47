# Needs Python 3.11 or newer, git and make; everything else is set up in .venv from the locks.
#
#   make serve     the brief at http://127.0.0.1:8000/, which follows what you edit
#   make test      everything that has to hold: style, types, tests
#   make check     every problem in the entries, each with its place and its mending
#   make build     the site in site/
#   make pictures  every kind of page as a picture, in pictures/
#   make pdf       the brief to print, in build/
#   make lock      both locks anew from pyproject.toml, at the newest versions that it allows; `make lock UPGRADE=`
#                  changes no version that need not change
#   make licences  DEPENDENCIES.md anew: the licence of every package in the locks
#   make audit     known holes in what the locks hold, from osv.dev
#   make sbom      the bill of materials (CycloneDX) of what makes the site, in build/
#   make clean     takes away what the others made

# The first Python on this machine that is new enough; `make PYTHON=…` names another.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The stamps tell that a set-up was finished: a changed lock or pyproject.toml sets up again, nothing else does.
RUNTIME := .venv/.runtime
DEV := .venv/.dev
PACKAGES := pip install --quiet --require-hashes --requirement
PROJECT := pip install --quiet --no-deps --no-build-isolation --editable .

.PHONY: serve test check build pictures pdf lock licences audit sbom clean dev

serve: $(RUNTIME)
	$(BIN)/mkdocs serve

check: $(RUNTIME)
	$(BIN)/brief check

build: $(RUNTIME)
	$(BIN)/brief build

pdf: $(RUNTIME)
	$(BIN)/brief pdf

test: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

pictures: $(DEV)
	$(BIN)/python tests/pictures.py

dev: $(DEV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or newer. Name one: make PYTHON=/where/it/is/python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m $(PACKAGES) requirements.lock
	$(BIN)/python -m $(PROJECT)
	@touch $@

# Holds all that is in the other lock too, at the same versions.
$(DEV): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m $(PACKAGES) requirements-dev.lock
	$(BIN)/python -m $(PROJECT)
	@touch $@ $(RUNTIME)

UPGRADE := --upgrade
LOCK := pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock:
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet uv
	.cache/lock/bin/uv $(LOCK) --extra build --extra dev --output-file requirements-dev.lock
	.cache/lock/bin/uv $(LOCK) --extra build --constraint requirements-dev.lock --output-file requirements.lock

licences: $(DEV)
	$(BIN)/python scripts/packages.py

audit: $(DEV)
	scripts/audit.sh $(REPORTS)

sbom: $(DEV)
	$(BIN)/python scripts/sbom.py build/sbom.cdx.json

clean:
	rm -rf .venv .cache site build pictures
