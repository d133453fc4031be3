# Everything is set up on first use: `make demo` and `make test` build .venv from the pins in requirements/.
VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
INSTALL := $(PIP) install --require-hashes --no-deps --no-build-isolation --use-pep517
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz guided bench-reading lint types gate gate-raise rivals pins models samples picture docs wheel check clean

help:  ## Show what there is to make
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

demo: $(VENV)/.runtime  ## Parse the sample scan and show letterhead, clause tree and targets
	@$(BIN)/policyparse parse "samples/湘教财〔2022〕1号.pdf" --format table

test: $(VENV)/.dev  ## Run the tests
	@$(BIN)/python -m pytest

fuzz: $(VENV)/.dev  ## Parse files gone wrong at random, MINUTES=10 for each kind (a nightly check)
	@$(BIN)/python benchmarks/fuzz.py --minutes $(or $(MINUTES),10)

guided: $(VENV)/.fuzz  ## Fuzz one KIND=pdf with atheris, which looks for new ways through the code, for MINUTES=10 (Linux)
	@PYTHONPATH=$(VENV)/fuzz $(BIN)/python benchmarks/guided.py $(or $(KIND),pdf) --minutes $(or $(MINUTES),10)

bench-reading: $(VENV)/.dev  ## Measure how fast each kind of file is read, on one core
	@$(BIN)/python benchmarks/reading.py

lint: $(VENV)/.dev  ## Check the style
	@$(BIN)/ruff check src tests benchmarks models

types: $(VENV)/.dev  ## Check the types
	@$(BIN)/mypy

gate: $(VENV)/.dev  ## Measure against the gold and compare with the floors
	@$(BIN)/python benchmarks/gate.py

gate-raise: $(VENV)/.dev  ## Measure, and raise the floors to what was measured
	@$(BIN)/python benchmarks/gate.py --raise

rivals: $(VENV)/.rivals  ## Numbers, times and speed beside JioNLP and cn2an, installed for this alone
	@PYTHONPATH=$(VENV)/rivals $(BIN)/python benchmarks/normalisation.py
	@PYTHONPATH=$(VENV)/rivals $(BIN)/python benchmarks/speed.py

check: lint types test gate  ## All of the above checks

models: $(VENV)/.dev  ## Build models/zh_policy from the lexicon and our labelled sentences
	@$(BIN)/python models/build.py

samples: $(VENV)/.dev  ## Make our own sample notices again
	@$(BIN)/python benchmarks/make_samples.py

picture: $(VENV)/.dev  ## Make the pictures of README and documentation again from the samples
	@$(BIN)/python benchmarks/picture.py
	@$(BIN)/python benchmarks/figures.py
	@$(BIN)/python benchmarks/review.py --picture

docs: $(VENV)/.dev  ## Build the documentation into build/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build -q

wheel: $(VENV)/.dev  ## Build the wheel, install it in an environment of its own and parse a sample there
	@rm -rf dist build/wheel && $(PIP) wheel -q --no-deps --no-build-isolation -w dist .
	@$(PYTHON) -m venv build/wheel
	@build/wheel/bin/python -m pip --disable-pip-version-check -q install --require-hashes --no-deps -r requirements/build.txt
	@build/wheel/bin/python -m pip --disable-pip-version-check -q install --require-hashes --no-deps --no-build-isolation --use-pep517 -r requirements/constraints.txt
	@build/wheel/bin/python -m pip --disable-pip-version-check -q install --no-deps dist/*.whl
	@cd build && wheel/bin/policyparse parse ../samples/湘教财*.pdf --pages 1 --format table
	@build/wheel/bin/python -c "import spacy, policyparse.models as m; print(spacy.load(m.model_path()).pipe_names)"

pins: $(VENV)/.dev  ## Resolve the dependencies again and write the pins with their hashes
	@$(COMPILE) requirements/build.in -o requirements/build.txt --upgrade
	@$(COMPILE) pyproject.toml -c requirements/build.txt -o requirements/constraints.txt --upgrade
	@$(COMPILE) pyproject.toml --extra dev -c requirements/build.txt -c requirements/constraints.txt -o requirements/dev.txt --upgrade
	@$(COMPILE) requirements/benchmarks.in --no-deps -o requirements/benchmarks.txt --upgrade
	@$(COMPILE) requirements/fuzz.in --no-deps -o requirements/fuzz.txt --upgrade

# The stamps say which pins the environment was made from; a changed pin or entry point brings it up to date.
$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "policyparse needs Python 3.11 or newer: no such python3 was found (set PYTHON=/path/to/python)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "policyparse needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make a virtual environment (is its venv module installed?)." >&2; exit 1; }
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements/build.txt requirements/constraints.txt pyproject.toml
	@echo "Setting up $(VENV) (once, a minute or two) …" >&2
	@$(INSTALL) -r requirements/build.txt
	@$(INSTALL) -r requirements/constraints.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	@echo "Adding what the tests need …" >&2
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

$(VENV)/.rivals: $(VENV)/.dev requirements/benchmarks.txt
	@rm -rf $(VENV)/rivals
	@$(INSTALL) --target $(VENV)/rivals -r requirements/benchmarks.txt
	@touch $@

$(VENV)/.fuzz: $(VENV)/.dev requirements/fuzz.txt
	@rm -rf $(VENV)/fuzz
	@$(INSTALL) --target $(VENV)/fuzz -r requirements/fuzz.txt
	@touch $@

clean:  ## Remove the environment and what was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
