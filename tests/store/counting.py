"""`surefoot`, counting where no kill can reach: `python counting.py PAGE ARGUMENT...`.

The number of the step that was played last stands in PAGE, a file of eight bytes that is mapped into
memory, so that the system keeps it however the process ends.
"""

from __future__ import annotations

import mmap
import struct
import sys
from pathlib import Path

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


if __name__ == "__main__":
    with Path(sys.argv[1]).open("r+b") as file:
        count_in(mmap.mmap(file.fileno(), SIZE))
        sys.exit(run(sys.argv[2:]))
