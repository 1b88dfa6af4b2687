"""`python -m benchmarks [NAME...]`: every measurement that the README speaks of, one JSON a line.

A benchmark is a file here with a function `run()` that yields one dict per result, its numbers
named with their units (`frame_ms`, `rate_hz`). Files without `run` are helpers. Results go to
standard output, each with its name as `bench`; progress goes to standard error.
"""

from __future__ import annotations

import ast
import json
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent


def names() -> list[str]:
    """The files of this folder that have a `run`, found without running them."""
    return [file.stem for file in sorted(HERE.glob("*.py")) if _has_run(file)]


def _has_run(file: Path) -> bool:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return any(isinstance(part, ast.FunctionDef) and part.name == "run" for part in tree.body)


def measure(name: str) -> bool:
    """Run one benchmark and print what it yields; whether it came to its end."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    started = time.perf_counter()
    try:
        for row in import_module(f"benchmarks.{name}").run():
            print(json.dumps({"bench": name, **row}, default=float), flush=True)
    except Exception:  # the others are still worth measuring
        traceback.print_exc()
        return False
    print(f"{name}: done in {time.perf_counter() - started:.1f} s", file=sys.stderr, flush=True)
    return True


def main(wanted: list[str]) -> int:
    """0 when all came to their end, 1 when one did not, 2 for a name that is not there."""
    known = names()
    for name in wanted:
        if name not in known:
            print(f"no benchmark '{name}', there are: {', '.join(known)}", file=sys.stderr)
            return 2
    failed = [name for name in wanted or known if not measure(name)]
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
