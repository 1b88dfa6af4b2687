"""Every check of the project, in one list: what `make test`, `make lint` and `make format` run.

Each check prints its name, then whatever its tool says; the first that fails ends the run. The
tests come last, so that the last lines are pytest's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Its name, the tool and its arguments, and what to do when it fails, if there is more to say.
Check = tuple[str, list[str], str]

LINT: list[Check] = [
    ("ruff check", ["ruff", "check", "."], "make format mends much of it"),
    ("ruff format", ["ruff", "format", "--check", "."], "make format mends it"),
    ("types", ["mypy"], "the lines above name file and line"),
    ("who may import whom", ["lint-imports"], "the contracts stand in pyproject.toml"),
]
FAST: Check = ("tests", ["pytest", "-n", "2", "--dist", "loadfile", "-m", "not slow"], "")
SLOW: Check = ("slow tests", ["pytest", "-n", "2", "--dist", "loadfile", "-m", "slow"], "")
FORMAT: list[Check] = [
    ("ruff format", ["ruff", "format", "."], "a file does not parse"),
    ("ruff check --fix", ["ruff", "check", "--fix", "."], "what is left needs a person"),
]
# Tests start some sixty processes; each would compile the game anew where nothing is kept of it.
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
RUNS: dict[str, list[Check]] = {
    "test": [*LINT, FAST],
    "test-slow": [SLOW],
    "lint": LINT,
    "format": FORMAT,
}


def run(check: Check) -> int:
    """Run one check under its heading; its exit status."""
    name, arguments, remedy = check
    print(f"\n== {name}", flush=True)
    tool = shutil.which(arguments[0], path=str(Path(sys.executable).parent)) or arguments[0]
    status = subprocess.call([tool, *arguments[1:]], cwd=ROOT, env=ENVIRONMENT)
    if status and remedy:
        print(f"check: {name} failed ({remedy})", file=sys.stderr, flush=True)
    return status


def main(which: str) -> int:
    return next((status for check in RUNS[which] if (status := run(check))), 0)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit(130)
