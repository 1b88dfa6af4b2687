"""Plays `surefoot` in children that may be killed, and counts where no kill can reach.

`python counting.py` is told on standard input what to do, one JSON value a line: `[PAGE, ARGUMENT...]`
plays in a fork of itself, since all is loaded by then, and is answered by its number; a number waits
until that child is gone. The step that was played last stands in PAGE, a file of eight bytes that
is mapped into memory: the system keeps it however the child ends.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
from pathlib import Path

import game.app.play
import game.store.sending  # noqa: F401 (both so that no child has to load them)
from game.cli import run
from game.session.recorder import TrialRecorder
from game.sim import Intent

SIZE = 8


def count_in(page: mmap.mmap) -> None:
    """Count every step that is given to the recorder."""
    record = TrialRecorder.step

    def step(self: TrialRecorder, number: int, t_s: float, intent: Intent) -> None:
        struct.pack_into("q", page, 0, number)
        record(self, number, t_s, intent)

    TrialRecorder.step = step  # type: ignore[method-assign]


def counted(path: Path) -> int:
    """The step that was played last."""
    return int(struct.unpack("q", path.read_bytes())[0])


def play(page: str, arguments: list[str]) -> int:
    """The number of the child that plays."""
    if child := os.fork():
        return child
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(0, 1)
    with Path(page).open("r+b") as file:
        count_in(mmap.mmap(file.fileno(), SIZE))
    os._exit(run(arguments))


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        if isinstance(order, int):
            os.waitpid(order, 0)
        print(order if isinstance(order, int) else play(order[0], order[1:]), flush=True)


if __name__ == "__main__":
    main()
