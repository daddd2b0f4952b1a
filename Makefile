PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export VENV
# How long `make oracle` feeds damaged frames to the decoder that the judge trusts.
FUZZ_SECONDS ?= 60
# How many submissions `make chaos` hands in.
CHAOS ?= 1000
# How many requests to each address `make schema` makes up in each of its phases.
SCHEMA ?= 100

.DEFAULT_GOAL := help
.PHONY: help run test check oracle chaos schema bench screenshots lock format clean

help:  ## Show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run:  ## Serve the site on this machine (HOST, PORT and DATA_DIR are honoured)
	@$(PYTHON) requirements/install.py run
	@exec $(BIN)/python -m grader.launch

test:  ## Run the whole test suite
	@$(PYTHON) requirements/install.py run dev
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

check:  ## Lint, types, walls, templates, migrations, documentation
	@$(PYTHON) requirements/install.py run dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python -m pytest tests/docs

oracle:  ## Hold the engine against onnxruntime and scipy, count different questions, fuzz the jail's decoder
	@$(PYTHON) requirements/install.py run dev oracle
	@ORACLE=1 $(BIN)/python -m pytest tests/oracle -s
	@$(BIN)/python -m grader.sandbox fuzz --seconds $(FUZZ_SECONDS)

chaos:  ## Kill every part of the site in turn while 1,000 submissions come in (minutes)
	@$(PYTHON) requirements/install.py run dev
	@CHAOS=$(CHAOS) $(BIN)/python -m pytest tests/journeys/test_chaos.py -s

schema:  ## Hold the API against its own description with made-up requests (many minutes)
	@$(PYTHON) requirements/install.py run dev
	@SCHEMA=$(SCHEMA) $(BIN)/python -m pytest tests/journeys/test_api_schema.py -s

bench:  ## Measure the jail, the judge, the engine and the whole road against their floors, as ratios of one run
	@$(PYTHON) requirements/install.py run oracle
	@$(BIN)/python -m grader.sandbox bench
	@$(BIN)/python -m grader.judging bench
	@$(BIN)/python -m tests.bench

screenshots:  ## Take the documentation's pictures anew
	@$(PYTHON) requirements/install.py run dev
	@$(BIN)/python -m tests.journeys.screenshots

lock:  ## Write requirements/*.txt from requirements/*.in
	@$(PYTHON) requirements/install.py run
	@for name in setup run dev oracle; do \
	  $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    requirements/$$name.in --output-file requirements/$$name.txt || exit 1; done

format:  ## Format code and templates
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	@git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2

clean:  ## Remove the environment and caches (never the data)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
