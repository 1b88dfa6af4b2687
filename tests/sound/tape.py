"""The mix as a loudspeaker would get it, sample by sample and in step with the one who reads it.

SDL writes what it mixes into a named pipe of a single page: it cannot run ahead of the reader, so
that as much sound passes as the reader asks for, with some 40 ms on the way, however fast or slow
all of it computes. When the tape is torn SDL finds its sound card gone, as if it was pulled out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from game.sound.settings import Hearing
from game.sound.speakers import USUAL, Speakers
from game.sound.voices import RATE

PIPE_SIZE = 4096  # bytes


class Tape:
    """speakers: what plays into it."""

    def __init__(self, pipe: int, channels: int) -> None:
        self._pipe, self._channels = pipe, channels
        self._samples = 0.0

    def read(self, seconds: float) -> np.ndarray:
        """What sounds for so long: (n, 2), -1..1; with mono both columns are the same."""
        self._samples += seconds * RATE
        n = int(self._samples)
        self._samples -= n
        want, got = n * 2 * self._channels, b""
        while len(got) < want:
            got += os.read(self._pipe, want - len(got))
        air = np.frombuffer(got, np.int16).reshape(n, self._channels) / 32768
        return np.repeat(air, 2, 1) if self._channels == 1 else air

    def tear(self) -> None:
        """The sound card is pulled out; once is enough."""
        if self._pipe >= 0:
            os.close(self._pipe)
        self._pipe = -1


@contextmanager
def recording(folder: Path, hearing: Hearing = USUAL) -> Iterator[tuple[Speakers, Tape]]:
    """Speakers as they are, and what comes out of them."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the mix is read through a named pipe of a set size, as Linux has it")
    import fcntl

    path = folder / "mix"
    os.mkfifo(path)
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SDL_AUDIODRIVER", "disk")
        environment.setenv("SDL_DISKAUDIOFILE", str(path))
        environment.setenv("SDL_DISKAUDIODELAY", "0")
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
        os.set_blocking(pipe, True)
        tape = Tape(pipe, 1 if hearing.mono else 2)
        speakers = Speakers(hearing)
        try:
            yield speakers, tape
        finally:
            tape.tear()
            speakers.close()
            path.unlink()
