# `make` prints this list. Both `make run` and `make test` install what they need first.
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV ?= .venv
BIN := $(VENV)/bin
ONCE ?=
ARGS ?=

.PHONY: help
help: ## Print the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort | expand -t 16

$(VENV)/bin/python:
	@tools/bootstrap.sh $(VENV)

# The stamps make a second run cost seconds: they are renewed when setup.py changes.
$(VENV)/.base: setup.py edge/__init__.py | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: setup.py edge/__init__.py | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.base $(VENV)/.hub $@

$(VENV)/.hub: setup.py edge/__init__.py | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[hub]'
	@touch $(VENV)/.base $@

.PHONY: install
install: $(VENV)/.dev ## Create the virtual environment with everything a developer needs

.PHONY: run
run: $(VENV)/.hub ## Start the station (its camera, else the demo clip) and the hub beside it (ONCE=1: play once and stop)
	@tools/debian_packages.sh mosquitto
	$(BIN)/gymstation run --with-hub $(if $(ONCE),--once) $(ARGS)

.PHONY: test
test: $(VENV)/.dev ## Run all tests
	@tools/debian_packages.sh mosquitto postgresql espeak-ng chromium fonts-noto-cjk
	$(BIN)/python -m pytest -n auto $(ARGS)

VIDEOS ?= config/demo/demo.mp4
AGAINST ?=
PEER := .venv-mediapipe

# MediaPipe wants an older NumPy than the station: it gets an environment of its own.
$(PEER)/.ready: | $(VENV)/bin/python
	$(BIN)/python -m venv $(PEER)
	$(PEER)/bin/python -m pip install --quiet --disable-pip-version-check 'mediapipe==0.10.18'
	@touch $@

.PHONY: bench
bench: $(VENV)/.base $(if $(AGAINST),$(PEER)/.ready) ## Measure the pose stage (VIDEOS="…" AGAINST=mediapipe)
	$(BIN)/gymstation bench pose $(VIDEOS) --float-twin --threads 1,2 \
		$(if $(AGAINST),--against $(AGAINST) --mediapipe-python $(PEER)/bin/python) $(ARGS)

.PHONY: check
check: lint types test audit ## Everything that must be green before a change lands

.PHONY: lint
lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

.PHONY: types
types: $(VENV)/.dev
	$(BIN)/mypy

.PHONY: format
format: $(VENV)/.dev ## Format the code and fix what the linter can fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: lock
lock: $(VENV)/.dev ## Lock every package by version and hash (ARGS=--upgrade)
	tools/lock.sh $(ARGS)

.PHONY: sbom
sbom: $(VENV)/.dev ## Write the bill of materials into build/
	tools/tools_venv.sh build/tools-venv
	$(BIN)/python -m tools.sbom $(ARGS)

.PHONY: audit
audit: $(VENV)/.dev ## Look the locked packages up among known vulnerabilities
	tools/audit.sh

.PHONY: appliance
appliance: $(VENV)/.dev ## Install, break, upgrade and remove a station on a bare Debian (root; takes a quarter of an hour)
	$(BIN)/python -m tools.appliance_test $(ARGS)

.PHONY: clean
clean: ## Remove the virtual environment and caches
	rm -rf $(VENV) $(PEER) build dist ./*.egg-info .mypy_cache .ruff_cache .pytest_cache
