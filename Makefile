# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint catalogues transcripts lock clean

run: $(VENV)/run.done  ## run the bot: in Telegram with TELEGRAM_TOKEN, else here
	@$(BIN)/pramana run

test: $(VENV)/test.done lint  ## the gate: format, lint, types, content, tests
	$(BIN)/pramana check
	$(BIN)/pytest

lint: $(VENV)/test.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

catalogues: $(VENV)/test.done  ## bring the catalogues up to date with the sentences in the code
	$(BIN)/pybabel -q extract -F babel.cfg -k say -k say_many:1,2 --add-location=file --sort-by-file \
	    --project=Pramana --copyright-holder="The Pramana developers" -o handlers/locales/pramana.pot .
	$(BIN)/pybabel -q update -i handlers/locales/pramana.pot -d handlers/locales -D pramana --no-fuzzy-matching \
	    --ignore-obsolete

transcripts: $(VENV)/test.done  ## renew the examples of the README from the running program
	$(BIN)/python tests/transcripts.py

lock: $(VENV)/test.done  ## pin anew what pyproject.toml allows
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --extra dev \
	    pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes -c requirements-dev.lock \
	    pyproject.toml -o requirements.lock

clean:  ## forget the set-up
	rm -rf $(VENV)

$(VENV)/python.done:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Pramana needs Python 3.11 or newer; say which with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.done: $(VENV)/python.done requirements.lock pyproject.toml
	@echo "Setting up (once) ..." >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/test.done: $(VENV)/run.done requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
