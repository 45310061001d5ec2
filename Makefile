# Two commands: make run, make test. make setup is the set-up alone.
BIN := .venv/bin

.PHONY: run test setup lint types contracts unit lock clean

run: setup
	@$(BIN)/digitizer demo

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml .ci/setup
	@.ci/setup

test: lint types contracts unit

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

# Two at a time: a test that waits for a reader or a disk leaves a core to the other. Compiled
# modules are kept, whatever the environment says: the end-to-end tests start the program often.
unit: setup
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses 2 --dist loadfile

# Rewrites the lock file from pyproject.toml; needs uv on the path.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --quiet --output-file requirements.lock

clean:
	rm -rf .venv build dist demo-workspace .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
