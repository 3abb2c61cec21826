# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ENCODER := knowledge/encoder
ENCODER_VENV := .venv-encoder
PUBLISHED := $(ENCODER_VENV)/published
TUNING_VENV := .venv-tuning

.PHONY: run test lint bench catalogues transcripts lock encoder tuning words weights vectors clean

run: $(VENV)/run.done  ## run the bot: in Telegram with TELEGRAM_TOKEN, else here
	@$(BIN)/pramana run

test: $(VENV)/test.done lint  ## the gate: format, lint, types, content, tests
	$(BIN)/pytest -n auto --dist worksteal

lint: $(VENV)/test.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/bench.done $(PUBLISHED)/encoder.yaml  ## compare with what people would pick instead; say how in ARGS, such as ARGS="--only speed"
	@$(BIN)/python -m bench $(ARGS)

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
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes -c requirements-dev.lock \
	    --extra bench pyproject.toml -o requirements-bench.lock

# What encoder.yaml says is true of both, but that the published one was taught nothing.
$(PUBLISHED)/encoder.yaml: $(ENCODER_VENV)/done scripts/build_encoder.py scripts/published.py
	@$(ENCODER_VENV)/bin/python -W ignore scripts/build_encoder.py $(PUBLISHED) --published
	@sed '/^taught:/d' $(ENCODER)/encoder.yaml >$@

# `make encoder REPLACE=yes` puts what it built, and its checksums, in the place of the files that are there.
encoder: $(ENCODER_VENV)/done  ## build the sentence encoder anew and compare it with the one that is there
	@built=$$(mktemp -d) && trap 'rm -rf "$$built"' EXIT && \
	    $(ENCODER_VENV)/bin/python -W ignore scripts/build_encoder.py "$$built" && \
	    if [ "$(REPLACE)" = yes ]; \
	    then cp "$$built"/* $(ENCODER) && cd $(ENCODER) && sha256sum model.onnx tokenizer.json | tee SHA256SUMS; \
	    else sums="$$PWD/$(ENCODER)/SHA256SUMS" && cd "$$built" && sha256sum --check "$$sums"; fi

$(ENCODER_VENV)/done: scripts/encoder-requirements.txt
	@$(PYTHON) -m venv $(ENCODER_VENV)
	@$(ENCODER_VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps -r scripts/encoder-requirements.txt
	@touch $@

tuning: $(TUNING_VENV)/done  ## train the encoder's adapter anew, which takes a while; then: make encoder REPLACE=yes
	$(TUNING_VENV)/bin/python -W ignore scripts/tuning/tune_encoder.py scripts/tuning

words: $(TUNING_VENV)/done  ## teach the encoder its words of Hindi and Russian anew, which takes half an hour; then likewise
	$(TUNING_VENV)/bin/python -W ignore scripts/teach_words.py scripts/tuning

$(TUNING_VENV)/done: scripts/tuning/requirements.txt
	@$(PYTHON) -m venv $(TUNING_VENV)
	@$(TUNING_VENV)/bin/pip install --quiet --disable-pip-version-check -r scripts/tuning/requirements.txt
	@touch $@

DATA ?= ../shared/eval
FITTED_TO := tests/ranking.jsonl $(DATA)/hint3-curekart $(DATA)/hint3-curekart-5shot \
    $(DATA)/clinc150-5shot/queries.dev.jsonl $(DATA)/banking77-5shot-holdout $(DATA)/covidfaq-quebec-holdout

weights: $(VENV)/test.done  ## fit the weights of the scorer anew, to the sets in DATA and our own
	$(BIN)/pramana calibrate $(FITTED_TO)

vectors: $(VENV)/test.done  ## embed the base pack anew, so that a first start need not
	$(BIN)/python scripts/embed_known.py

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

$(VENV)/bench.done: $(VENV)/run.done requirements-bench.lock
	@echo "Setting up what to compare with (once) ..." >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@
