"""`surefoot kiosk`: opens the window, the devices and the health page, and keeps going for months.

A frame that goes wrong is noted and the attract loop begun anew; when that happens too often, or
the picture stands still, the process ends or is ended, and systemd starts another. Only the PIN
and SIGTERM end it well; in a window, where it is only tried, Ctrl-C and closing that do too.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import pygame

from game import __version__
from game.app.data_folder import data_folder
from game.app.errors import Missing, Unfinished
from game.app.kiosk_health import Health
from game.app.kiosk_journal import Journal
from game.app.kiosk_notify import KeepAlive
from game.app.kiosk_run import Kiosk
from game.app.kiosk_settings import LiveSettings
from game.app.station_file import station_path
from game.app.terminal import say

FRAME_S, DARK_FRAME_S = 1 / 60, 1 / 5
LONGEST_FRAME_S = 1.0
ERRORS, ERRORS_IN_S = 3, 60.0  # more errors than that are one too many
SNAPSHOT_S = 1.0
WINDOWED = (1280, 720)
DEAF = ("SIGINT", "SIGQUIT", "SIGHUP", "SIGTSTP")  # what a keyboard could send
UNSEEN = ("offscreen", "dummy")  # what SDL draws on where it finds no screen


@dataclass(frozen=True, slots=True)
class KioskRequest:
    """What was asked on the command line. folder: for log and counters; None: systemd's, or a
    folder beside the recordings.
    """

    settings: Path | None = None
    folder: Path | None = None
    windowed: bool = False
    offscreen: bool = False


def kiosk(request: KioskRequest) -> None:
    """Run until the PIN or SIGTERM; Missing without a display, Unfinished after too many errors."""
    with Stop(locked=not request.windowed) as stop:
        _run(request, stop)


def _run(request: KioskRequest, stop: Stop) -> None:
    from game.app.kiosk_stage import KioskStage
    from game.app.theatre import Theatre
    from game.render.window import DisplayError
    from input_devices.clock import SystemClock

    os.environ.setdefault("SDL_GRAB_KEYBOARD", "1")
    clock, keep = SystemClock(), KeepAlive()
    journal = Journal(request.folder or _state_folder(), datetime.now())
    settings = LiveSettings(station_path(request.settings), journal.good)
    kiosk = Kiosk(settings, journal, clock)
    fills = not (request.windowed or request.offscreen)
    try:
        with Theatre(
            "Surefoot",
            tier=settings.station.tier,
            keeps=False,
            fullscreen=fills,
            offscreen=request.offscreen,
            size=(0, 0) if fills else WINDOWED,
            volume=0.0,
        ) as theatre:
            if theatre.window.driver in UNSEEN and not request.offscreen:
                raise DisplayError("no display here: set DISPLAY, or start it at a screen")
            if fills:
                pygame.event.set_grab(True)
            stage = KioskStage(kiosk, theatre, locked=not request.windowed)
            say(_hint(kiosk, request))
            with Health(kiosk.kiosk.health_port) as health:
                Runner(kiosk, stage, keep, health, stop).run()
    except DisplayError as error:
        raise Missing(str(error)) from None
    finally:
        keep.stop()
        kiosk.close()


class Stop:
    """Whether the service's stop was `asked` for, or Ctrl-C where nothing is locked. A context
    manager, entered before the window opens: SDL takes a signal that nobody hears for its closing.
    """

    def __init__(self, *, locked: bool) -> None:
        self.asked = False
        self._heard: dict[str, Any] = dict.fromkeys(DEAF, signal.SIG_IGN) if locked else {}
        self._heard |= dict.fromkeys(("SIGTERM",) if locked else ("SIGTERM", "SIGINT"), self._ask)
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for name, heard in self._heard.items():
            if number := getattr(signal, name, None):
                self._before[number] = signal.signal(number, heard)
        return self

    def __exit__(self, *exc: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def _ask(self, *_: object) -> None:
        self.asked = True


class Runner:
    """The loop: one frame, one flip, one word to systemd. Ends where `stop` was asked for."""

    def __init__(
        self, kiosk: Kiosk, stage: Any, keep: KeepAlive, health: Health, stop: Stop
    ) -> None:
        self._kiosk, self._stage, self._keep, self._health = kiosk, stage, keep, health
        self._began = self._told_at = time.monotonic()
        self._frames, self._slowest_s = 0, 0.0
        self._errors: deque[float] = deque(maxlen=ERRORS)
        self._stop = stop

    def run(self) -> None:
        """Until the kiosk is closed or the service stopped."""
        clock = self._kiosk.clock
        last = clock.now()
        while not (self._stop.asked or self._stage.leaves):
            now = clock.now()
            self._frame(min(now - last, LONGEST_FRAME_S), now)
            self._stage.theatre.end_frame(now, clock)
            self._keep.beat(clock.now())
            self._tell(clock.now() - now)
            last = now
            dark = self._kiosk.machine.state == "dark"
            clock.wait_until(now + (DARK_FRAME_S if dark else FRAME_S))

    def _frame(self, dt: float, now: float) -> None:
        """One frame; what goes wrong in it is noted, and the kiosk begins anew."""
        try:
            self._stage.frame(dt, now)
        except Exception as error:
            self._kiosk.journal.note_error(datetime.now(), error)
            if len(self._errors) == ERRORS and now - self._errors[0] < ERRORS_IN_S:
                raise Unfinished(f"too many errors, the last one {type(error).__name__}") from error
            self._errors.append(now)
            self._kiosk.restart()

    def _tell(self, frame_s: float) -> None:
        """A snapshot for the health page, once a second."""
        self._frames += 1
        self._slowest_s = max(self._slowest_s, frame_s)
        now = time.monotonic()
        passed = now - self._told_at
        if passed < SNAPSHOT_S:
            return
        kiosk = self._kiosk
        self._health.show(
            {
                "version": __version__,
                "state": kiosk.machine.state,
                "picture": "{} x {}".format(*self._stage.ui.size),
                "up_s": round(now - self._began),
                "frames_per_s": round(self._frames / passed, 1),
                "slowest_frame_ms": round(1000 * self._slowest_s, 1),
                "devices": kiosk.devices.told(),
                "settings": kiosk.settings.problem or "good",
                "problems": [p for p in (kiosk.devices.problem, kiosk.journal.problem) if p],
                "since": kiosk.journal.counters.since,
                "counts": kiosk.journal.counters.as_dict(),
            }
        )
        self._told_at, self._frames, self._slowest_s = now, 0, 0.0


def _hint(kiosk: Kiosk, request: KioskRequest) -> str:
    """For whoever started it: what is wrong, and how it ends."""
    if request.windowed:
        ends = "end it by Ctrl-C or by closing the window"
    elif kiosk.settings.pin:
        ends = "F1 and the PIN end it"
    else:
        ends = f"no PIN is set, so that only systemd or `kill {os.getpid()}` ends it"
    wrong = kiosk.settings.problem
    return f"{wrong}; the last good settings hold; {ends}" if wrong else ends


def _state_folder() -> Path:
    """Where log and counters go: what systemd made for the service, else beside the recordings."""
    given = os.environ.get("STATE_DIRECTORY", "").split(":")[0]
    return Path(given) if given else data_folder() / "kiosk"
