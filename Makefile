# Two commands on a fresh machine: `make play` and `make test`. Each prepares .venv first, once.
# Without make (Windows): `python tools/bootstrap.py play` and `python tools/bootstrap.py test`.
PYTHON ?= python3
ARGS ?=
ONLY ?=

BOOTSTRAP = $(PYTHON) tools/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help setup play test test-slow bench gallery catalogs fuzz lint format clean
.PHONY: python

help: ## show this list
	@echo "Surefoot: make COMMAND"
	@sed -n 's/^\([a-z-]*\):.*## /  \1|/p' Makefile | awk -F'|' '{ printf "%-13s %s\n", $$1, $$2 }'

python:
	@command -v $(PYTHON) >/dev/null || { echo "setup: no $(PYTHON) here: install Python 3.11 to 3.14, or name one: make setup PYTHON=/path/to/python"; exit 3; }

setup: python ## prepare .venv and the OpenGL libraries; does nothing when nothing changed
	@$(BOOTSTRAP) setup

play: python ## play (arguments of the game: make play ARGS="--help")
	@$(BOOTSTRAP) play $(ARGS)

test: python ## every check and the fast tests: what must pass before a change lands
	@$(BOOTSTRAP) test

test-slow: python ## the tests that take minutes
	@$(BOOTSTRAP) test-slow

bench: python ## measure, one JSON object a line (one benchmark alone: make bench ONLY=frames)
	@$(BOOTSTRAP) bench $(ONLY)

gallery: python ## draw every place and screen onto one sheet in build/gallery (elsewhere: make gallery ARGS=FOLDER)
	@$(BOOTSTRAP) gallery $(ARGS)

catalogs: python ## bring the catalogs of every language up to what the game says, and compile them
	@$(BOOTSTRAP) catalogs

fuzz: python ## feed the board's decoders with hostile bytes for 30 s (needs atheris: .venv/bin/pip install atheris, ready-made for Linux x86-64)
	@$(BOOTSTRAP) fuzz

lint: python ## the checks without the tests
	@$(BOOTSTRAP) lint

format: python ## put the code into shape
	@$(BOOTSTRAP) format

clean: ## remove caches and builds; keeps .venv and every recording
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find game input_devices tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +
