"""The terminal: standard output is left to results, a person reads the other one."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """One line for the person."""
    print(line, file=sys.stderr, flush=True)
