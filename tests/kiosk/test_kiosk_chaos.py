"""One day of everything that goes wrong in a waiting room, in simulated time: whatever happens, the
attract loop is back within a minute, no error is shown, and only the PIN ends it.
"""

from __future__ import annotations

import errno
import random
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

import pygame
import pytest
from waiting_room import PIN, SETTINGS, WaitingRoom

from game.app.kiosk_journal import Journal
from game.render.window import DisplayError
from input_devices.emulated_faults import Fault

sys.path.append(str(Path(__file__).parents[1] / "input_devices"))
from virtual_pad import VirtualPad, sdl_joysticks

BACK_S = 60.0
BOARD = SETTINGS.replace("device: none", 'device: "emulated_board?empty_s=5"')
FEET = BOARD.replace("empty_s=5", "empty_s=5&weight_kg=12")  # of somebody who sits
STANDING = "kiosk: {standing: true, taster_s: 60}\n"
GOOD = (BOARD, SETTINGS, BOARD + STANDING, FEET, SETTINGS + "languages: [ar, en]\n")
BROKEN = ("a: [", "kiosk: {standin: 1}", "", "\x00", "pin: 12", "device: [1]", "x" * 70_000)
FAULTS = ("silence", "freeze", "unplug", "truncate", "all_ff", "backlog", "jitter")
KEYS = (
    *range(pygame.K_a, pygame.K_z + 1),
    *range(pygame.K_0, pygame.K_9 + 1),
    *(pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_SPACE, pygame.K_TAB, pygame.K_F1, pygame.K_F4),
    *(pygame.K_LEFT, pygame.K_RIGHT, pygame.K_UP, pygame.K_DOWN, pygame.K_BACKSPACE),
)
PRESSES_HZ, DT = 50, 0.1


class Day:
    """A room in which things go wrong, as a die says."""

    def __init__(self, room, seed, pads):
        self.room, self.die, self.pads = room, random.Random(seed), pads
        self.disk_full = False
        self.pad = None

    def mash(self, seconds):
        """Random presses, clicks and fingers, fifty a second."""
        for _ in range(round(seconds / DT)):
            for _ in range(round(PRESSES_HZ * DT)):
                pygame.event.post(self._press())
            self.room.frame(DT, draw=self.die.random() < 0.02)

    def _press(self):
        key = self.die.choice(KEYS)
        width, height = self.room.theatre.inputs.size
        place = self.die.randrange(width), self.die.randrange(height)
        kinds = (
            (pygame.KEYDOWN, {"key": key, "mod": self.die.choice((0, pygame.KMOD_ALT))}),
            (pygame.KEYUP, {"key": key, "mod": 0}),
            (pygame.MOUSEBUTTONDOWN, {"button": 1, "pos": place}),
            (pygame.MOUSEBUTTONUP, {"button": 1, "pos": place}),
            (pygame.MOUSEMOTION, {"pos": place, "rel": (1, 1), "buttons": (0, 0, 0)}),
            (pygame.QUIT, {}),
            (pygame.WINDOWFOCUSLOST, {}),
        )
        kind, values = self.die.choices(kinds, (8, 6, 3, 3, 3, 0.2, 0.1))[0]
        return pygame.event.Event(kind, values)

    def visit(self, seconds):
        """Somebody plays as they should, in whatever way, and goes in the middle of it."""
        self.room.press(pygame.K_j)
        for at in range(round(4 * seconds / DT)):
            if self.room.state == "choose":
                self.room.kiosk.say("choose", self.die.randrange(len(self.room.kiosk.machine.ways)))
            elif self.room.state == "ready":
                self.room.kiosk.say("next")
            self.room.visitor.act()
            self.room.frame(DT, draw=at % 100 == 0)

    def spoil_board(self, seconds):
        """The radio of an emulated board does what radios do; it may be gone for long."""
        radio = getattr(self.room.kiosk.devices.board, "radio", None)
        if radio:
            kind = self.die.choice(FAULTS)
            radio.inject(Fault(kind, radio.age, self.die.uniform(0.5, seconds)))

    def plug(self, seconds):
        """A controller comes, does something, or goes."""
        if not self.pads:
            return
        if self.pad is None:
            self.pad = VirtualPad(known=self.die.random() < 0.7).plug_in()
        elif self.die.random() < 0.4:
            self.pad.unplug()
            self.pad = None
        else:
            self.pad.axis(self.die.randrange(2), self.die.randrange(-32768, 32767))
            self.pad.button(self.die.randrange(3), self.die.random() < 0.5)
        self.room.go(min(seconds, 3.0))

    def resize(self, seconds):
        size = self.die.choice(((320, 180), (200, 300), (640, 200), (161, 97), (320, 200)))
        pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=size[0], h=size[1], size=size))
        self.room.go(1.0)

    def jump(self, seconds):
        """The clock on the wall is set; the machine's own stands still for a while."""
        self.room.jump_s += self.die.choice((-7200.0, -60.0, 60.0, 7200.0, 86_400.0, -400 * 86_400))
        self.room.clock.advance(self.die.choice((0.0, 0.0, 5.0, 30.0)))
        self.room.go(1.0)

    def fill_disk(self, seconds):
        self.disk_full = not self.disk_full

    def set_up(self, seconds):
        """Somebody edits the settings, and saves halfway."""
        self.room.write(self.die.choice(GOOD + BROKEN))
        self.room.go(3.0)

    def come_back(self):
        """Nothing more happens for a minute."""
        if self.room.state == "closed":
            pytest.fail("it closed though nobody knew the PIN")
        return self.room.go(BACK_S, lambda: self.room.state == "attract", draw_every=50)


@pytest.fixture
def joysticks():
    with ExitStack() as stack:
        try:
            stack.enter_context(sdl_joysticks())
        except pytest.skip.Exception:
            yield False
            return
        yield True


def live_through(tmp_path, monkeypatch, joysticks, seed, hours, rounds=(4, 12)):
    """Hours of it; the kiosk is killed and started anew after so many rounds, on the same folder."""
    die = random.Random(seed)
    seconds, lives = 0.0, 0
    full = {"on": False}
    append, write = Journal._append, Journal._write

    def no_room(self, *args):
        if full["on"]:
            raise OSError(errno.ENOSPC, "No space left on device")
        (append if args else write)(self, *args)

    monkeypatch.setattr(Journal, "_append", no_room)
    monkeypatch.setattr(Journal, "_write", no_room)
    while seconds < hours * 3600 or lives < 2:
        try:
            text = (tmp_path / "station.yaml").read_text("utf-8") if lives else GOOD[0]
            room = WaitingRoom(tmp_path, text)
            room.__enter__()
        except DisplayError as error:
            pytest.skip(str(error))
        lives += 1
        day = Day(room, die.random(), joysticks)
        wrong = (day.mash, day.visit, day.spoil_board, day.plug, day.resize, day.jump,
                 day.fill_disk, day.set_up)  # fmt: skip
        for _ in range(die.randrange(*rounds)):
            for deed in die.choices(wrong, k=die.randrange(1, 4)):
                deed(die.uniform(2.0, 40.0))
                full["on"] = day.disk_full
            assert day.come_back(), f"still at {room.state} after {BACK_S:g} s (seed {seed})"
        counts = room.kiosk.journal.counters.as_dict()
        assert counts["errors"] == 0
        seconds += room.clock.now() - room.began
        full["on"] = False
        if die.random() < 0.5:  # killed: nothing is closed or kept
            room.theatre.__exit__(None, None, None)
            room.kiosk.devices.close()
        else:
            room.__exit__(None, None, None)
    room = WaitingRoom(tmp_path, GOOD[0]).__enter__()
    with suppress(AssertionError):
        room.type_pin(PIN)
    closed = room.stage.leaves
    log = (room.folder / "kiosk.log").read_text("utf-8")
    room.__exit__(None, None, None)
    assert closed
    assert "Traceback" not in log and "error" not in log


def test_some_minutes_of_everything_that_goes_wrong(tmp_path, monkeypatch, joysticks):
    live_through(tmp_path, monkeypatch, joysticks, seed=1, hours=0.0, rounds=(2, 4))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_a_day_of_everything_that_goes_wrong(tmp_path, monkeypatch, joysticks, seed):
    live_through(tmp_path, monkeypatch, joysticks, seed=seed, hours=6.0)
