"""What a check of this machine found, and how to ask a question that may crash whoever asks it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import Literal

ASK_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report.

    state: "ok"; "warn", the game runs with something less; "missing", it does not run. remedy is
    what to do about it, empty where there is nothing to do.
    """

    name: str
    state: Literal["ok", "warn", "missing"]
    detail: str
    remedy: str = ""


def ask(code: str) -> tuple[bool, list[str]]:
    """Run Python `code` in a process of its own: a driver that crashes or hangs ends only that one.

    Returns whether it ended well, and its lines: what it printed, or else the last of its errors.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=ASK_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False, [f"no answer in {ASK_TIMEOUT_S:g} s"]
    if done.returncode == 0:
        return True, done.stdout.splitlines()
    if done.returncode < 0:
        return False, [f"crashed, signal {-done.returncode}"]
    return False, [(done.stderr.strip() or "no reason given").splitlines()[-1]]
