"""Word to systemd that the kiosk is alive: a few datagrams to the socket that it names.

The protocol is sd_notify(3): lines NAME=VALUE to the unix socket in NOTIFY_SOCKET; a name that
begins with @ stands in the abstract space. WATCHDOG_PID is passed over: what systemd started
may be the display server that started us. With WatchdogSec the service must say WATCHDOG=1 within
WATCHDOG_USEC; it is said by whoever draws, once a frame at most, so that a picture that stands
still falls silent and is started anew. Where there is no systemd nothing is said.
"""

from __future__ import annotations

import math
import os
import socket
from collections.abc import Mapping

SHARE = 0.25  # of the time that systemd allows between two keep-alives


class KeepAlive:
    """Speaks for this process, where somebody listens."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._every_s = math.inf
        allowed_us = environment.get("WATCHDOG_USEC", "")
        if allowed_us.isdecimal() and int(allowed_us) > 0:
            self._every_s = SHARE * int(allowed_us) / 1e6
        self._beat_at = -math.inf
        self._ready = False

    def beat(self, now: float) -> None:
        """A frame was shown; now: seconds that never go back. The first one says READY."""
        if not self._ready:
            self._ready = True
            self.say("READY=1")
        if math.isfinite(self._every_s) and now - self._beat_at >= self._every_s:
            self._beat_at = now
            self.say("WATCHDOG=1")

    def stop(self) -> None:
        """It ends as it should."""
        self.say("STOPPING=1")

    def say(self, line: str) -> None:
        """One line; nobody who listens is no error, nor is one who does not read."""
        if not self._address or not hasattr(socket, "AF_UNIX"):
            return
        address = self._address
        if address.startswith("@"):
            address = "\0" + address[1:]
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as wire:
                wire.setblocking(False)
                wire.sendto(line.encode(), address)
        except OSError:
            return
