"""A kiosk in an off-screen window on a clock moved by hand, or life's, with somebody who visits it.

Used by the tests of its window, of chaos and of the soak.
"""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pygame

from game.app.kiosk_journal import Journal
from game.app.kiosk_run import Kiosk
from game.app.kiosk_settings import LiveSettings
from game.app.kiosk_stage import KioskStage
from game.app.theatre import Theatre
from game.balance.directions import UNIT
from game.screens import calibrate
from input_devices.clock import ManualClock

MORNING = datetime(2026, 1, 5, 9, 0)  # a Monday
PIN = "271828"
SETTINGS = f'pin: "{PIN}"\ndevice: none\ntier: very_low\n'
SIZE = (320, 180)
FLOWER = (calibrate.X, calibrate.Y)


class WaitingRoom:
    """A context manager. `jump_s` moves the clock on the wall, as it may in a machine."""

    def __init__(self, folder, text=SETTINGS, clock=None, size=SIZE):
        self.folder, self.file = folder / "state", folder / "station.yaml"
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = clock or ManualClock(100.0)
        self.began, self.jump_s = self.clock.now(), 0.0
        self.size = size
        self.write(text)

    def wall(self):
        return MORNING + timedelta(seconds=self.clock.now() - self.began + self.jump_s)

    def write(self, text):
        self.file.write_text(text, "utf-8")

    def __enter__(self):
        journal = Journal(self.folder, self.wall())
        settings = LiveSettings(self.file, journal.good)
        self.kiosk = Kiosk(settings, journal, self.clock, self.wall)
        self.theatre = Theatre("kiosk", tier="very_low", offscreen=True, size=self.size)
        self.stage = KioskStage(self.kiosk, self.theatre)
        self.visitor = Visitor(self)
        return self

    def __exit__(self, *exc):
        self.theatre.__exit__(*exc)
        self.kiosk.close()

    # -- driving --------------------------------------------------------------------------------

    @property
    def state(self):
        return self.kiosk.machine.state

    def frame(self, dt=0.1, *, draw=True):
        """One frame of `dt` seconds; without `draw` the picture stands still."""
        if isinstance(self.clock, ManualClock):
            self.clock.advance(dt)
        if not draw:
            kept, self.stage._draw = self.stage._draw, lambda *_: None
            try:
                self.stage.frame(dt, self.clock.now())
            finally:
                self.stage._draw = kept
        else:
            self.stage.frame(dt, self.clock.now())

    def go(self, seconds, until=None, *, dt=0.1, draw_every=20):
        """Let time pass, drawing now and then; whether `until` came true."""
        for at in range(round(seconds / dt)):
            self.frame(dt, draw=at % draw_every == 0)
            if until and until():
                return True
        return until is None

    def press(self, key, **more):
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, **more))
        self.frame(draw=False)
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key, **more))
        self.frame(draw=False)

    def choose(self):
        """Enter, once the screen listens."""
        self.go(0.7)
        self.press(pygame.K_RETURN)

    def type_pin(self, digits=PIN):
        if self.state != "staff":
            self.press(pygame.K_F1)
        for digit in digits:
            self.press(pygame.K_0 + int(digit))


class Visitor:
    """Somebody with a pointer who does what is asked, and goes when it is over."""

    def __init__(self, room):
        self.room, self._pressed_at = room, 0.0

    def point(self, ml, ap, middle=(32.0, 18.0)):
        """Lean by the pointer, in shares of the limit, about a place in u."""
        pygame.event.post(
            pygame.event.Event(pygame.MOUSEMOTION, pos=self.pixel(ml, ap, middle), rel=(0, 0))
        )

    def pixel(self, ml, ap, middle=(32.0, 18.0)):
        """Where a pointer has to be for that."""
        width, height = self.room.theatre.inputs.size
        u = min(width / 64, height / 36)
        across, down = middle[0] - 32 + 12.6 * ml, middle[1] - 18 - 12.6 * ap
        return round(width / 2 + across * u), round(height / 2 + down * u)

    def act(self):
        """Once a frame: whatever this state asks for."""
        kiosk, visitor = self.room.kiosk, self.room.kiosk.visitor
        if self.room.state == "calibrate" and visitor.reach:
            k = visitor.reach.direction
            self.point(*((0.8 * x for x in UNIT[k]) if k is not None else (0.0, 0.0)), FLOWER)
        elif visitor.taster:
            goal = visitor.taster.trial.after.goal
            self.point(goal.lean_ml, goal.lean_ap)
        elif kiosk.machine.state in ("invite", "choose", "result"):
            self.press()

    def press(self):
        """Enter, once a second, as a finger does it."""
        now = self.room.clock.now()
        if self.room.theatre.inputs.confirm:
            pygame.event.post(pygame.event.Event(pygame.KEYUP, key=pygame.K_RETURN))
        elif now - self._pressed_at >= 1.0:
            self._pressed_at = now
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN))


class Finger:
    """One finger on the screen, at pixels; a frame passes with each thing that it does."""

    def __init__(self, room):
        self._room, self._at, self._down = room, (0, 0), False

    def rest(self, place):
        """Come down there, or slide there."""
        kind = pygame.FINGERMOTION if self._down else pygame.FINGERDOWN
        self._at, self._down = place, True
        self._tell(kind)

    def lift(self):
        self._down = False
        self._tell(pygame.FINGERUP)

    def tap(self, place):
        self.rest(place)
        self.lift()

    def _tell(self, kind):
        (x, y), (width, height) = self._at, self._room.theatre.inputs.size
        where = {"x": x / width, "y": y / height, "dx": 0.0, "dy": 0.0}
        pygame.event.post(pygame.event.Event(kind, finger_id=1, touch_id=1, **where))
        self._room.frame(draw=False)


def footprint():
    """What this process holds: resident memory (MB), open files, threads, objects on the GPU."""
    from game.render.gl import LIVE  # only now that there is a window

    with suppress(OSError, AttributeError):  # what is free already goes back to the system first
        ctypes.CDLL(None).malloc_trim(0)
    status = Path("/proc/self/status").read_text("ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return {
        "rss_mb": int(resident.split()[1]) / 1024,
        "files": len(list(Path("/proc/self/fd").iterdir())),
        "threads": threading.active_count(),
        "gpu": sum(Counter(LIVE).values()),
    }
