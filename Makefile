# Two commands on a fresh machine: `make play` and `make test`. Everything else is optional.
PYTHON ?= python3
