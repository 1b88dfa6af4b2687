"""A serial plate without hardware: the far end of a real pseudo-terminal, plugged in at will."""

from __future__ import annotations

import os
import select
from contextlib import suppress
from pathlib import Path
from typing import Self

import pytest

from input_devices.serial_lines import checksum

HELLO = "# surefoot-plate width_mm=400 length_mm=300 unit=g rate_hz=80 serial=A1"


def sealed(text: str) -> bytes:
    """A line with its checksum."""
    return f"{text}*{checksum(text.encode()):02X}\n".encode()


class PseudoPort:
    """`path` stays the same while terminals behind it come and go, as with a port named by udev."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "plate"
        self.waits = True  # for the bytes to lie ready; not where a thread may take them first
        self._master = self._slave = -1
        self._seq = 0

    def plug_in(self) -> Self:
        pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
        self.unplug()
        self._master, self._slave = pty.openpty()
        os.set_blocking(self._master, False)
        raw(self._slave)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(self._slave))
        return self

    def unplug(self) -> None:
        if self._master >= 0:
            os.close(self._slave)
            os.close(self._master)
        self._master = self._slave = -1
        self.path.unlink(missing_ok=True)

    def send(self, data: bytes) -> None:
        """Into the port. What a full port cannot hold is lost, as
        with a real one."""
        if self._master >= 0:
            with suppress(BlockingIOError):
                os.write(self._master, data)
            if self.waits:
                select.select([self._slave], [], [], 1.0)

    def stand(self, cells: tuple[float, float, float, float]) -> None:
        """One reading, numbered on from the last."""
        self.send(sealed(",".join([str(self._seq), *(f"{cell:.0f}" for cell in cells)])))
        self._seq = (self._seq + 1) % 65_536

    def heard(self) -> bytes:
        """What was written to the plate."""
        with suppress(BlockingIOError):
            return os.read(self._master, 4096)
        return b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.unplug()


def raw(terminal: int) -> None:
    """No echo and no line discipline, as a serial port has none."""
    import tty

    tty.setraw(terminal)
