"""No level, no screen and no entrance flashes more than three times in a second (WCAG 2.3.1).

Every level is played at its hardest, where it is fastest, in the window as it is, with all that
lies over the world: by somebody who does at once what is asked, and by somebody who only stands
there. Each run goes from the countdown through play; some go on by a pause to the results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from flash_analysis import ALLOWED, FlashMeter

from game.app import sitting as sitting_module
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.app.stage import Stage
from game.app.theatre import Theatre
from game.app.trial import Phase
from game.levels import find_levels
from game.render.window import DisplayError
from game.screens import motion, rest
from game.screens.gallery import SCREENS, VIEWS, hills, read_frame
from game.screens.in_game import InGameView
from game.screens.rest import RestView
from game.virtual_patient.player import Player
from input_devices.clock import ManualClock

RATE_HZ = 30
SIZE = (320, 180)
LEVELS = find_levels()
ONE_A_SCENE = list({level.scene: level.id for level in LEVELS.values()}.values())
PLAYERS = ("succeeds", "misses")
LONGEST_S = 10.0  # of a countdown
AROUND = {name: view for name, view in VIEWS.items() if not isinstance(view, InGameView)}
ONE_OF_EACH = {type(view): name for name, view in AROUND.items()}.values()
GROUNDS = {"hills": hills(SIZE), "snow": np.ones((180, 320, 3), np.float32)}


class Watched:
    """A level in the window, driven on a clock moved by hand, each frame measured."""

    def __init__(self, stage: Stage, clock: ManualClock) -> None:
        self.stage, self.trial, self.clock = stage, stage.trial, clock
        self.meter = FlashMeter(RATE_HZ)

    def go(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        for _ in range(round(seconds * RATE_HZ)):
            self.clock.advance(1 / RATE_HZ)
            self.stage.frame(1 / RATE_HZ, self.clock.now())
            self.meter.see(read_frame(SIZE))
            if until():
                return

    def to(self, phase: Phase) -> None:
        self.go(LONGEST_S, until=lambda: self.trial.phase is phase)
        assert self.trial.phase is phase

    def play(self, seconds: float) -> None:
        self.to(Phase.PLAYING)
        self.go(seconds, until=lambda: self.trial.phase is Phase.OVER)

    def pause_and_finish(self) -> None:
        if self.trial.phase is Phase.PLAYING:
            self.trial.pause()
            self.go(1.5)
            self.trial.resume()
            self.to(Phase.PLAYING)
            self.go(0.5)
            self.trial.finish()
        self.go(3.0)


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    try:
        made = Theatre("test", tier="low", offscreen=True, size=SIZE)
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")
    with made:
        yield made


@pytest.fixture
def watched(theatre: Theatre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Opens a level for one of PLAYERS; who misses is asked at once."""

    @contextmanager
    def opened(level: str, player: str) -> Iterator[Watched]:
        clock = ManualClock()
        monkeypatch.setattr(sitting_module, "SystemClock", lambda: clock)
        request = PlayRequest(level, "simulated", difficulty=1.0, out=tmp_path, store=False)
        with sit_down(request) as sitting:
            stage = Stage(sitting, theatre)
            if player == "succeeds":
                stage.autopilot._player = Player(aim_error=0.0)
            else:
                stage.autopilot, stage.trial._left = None, 1
            yield Watched(stage, clock)

    return opened


def check(meter: FlashMeter) -> None:
    print(f"general {meter.general}, red {meter.red}")
    assert meter.general.flashes <= ALLOWED, f"general: {meter.general}"
    assert meter.red.flashes <= ALLOWED, f"red: {meter.red}"


@pytest.mark.parametrize("level", ONE_A_SCENE)
def test_a_place_does_not_flash_where_all_succeeds_nor_do_the_screens_over_it(watched, level):
    with watched(level, "succeeds") as at:
        at.play(6.0)
        at.pause_and_finish()
    check(at.meter)


@pytest.mark.parametrize("level", ONE_A_SCENE[:2])
def test_a_place_does_not_flash_where_nothing_is_reached(watched, level):
    with watched(level, "misses") as at:
        at.play(6.0)
    check(at.meter)


@pytest.mark.slow
@pytest.mark.parametrize("player", PLAYERS)
@pytest.mark.parametrize("level", LEVELS)
def test_no_level_flashes(watched, level, player):
    with watched(level, player) as at:
        at.play(20.0)
        at.pause_and_finish()
    check(at.meter)


def enter(theatre: Theatre, name: str, ground: np.ndarray) -> FlashMeter:
    """A view comes over the world as it does in play, cross-faded and rising, and stays a while."""
    view, screen, meter = AROUND[name], SCREENS[type(AROUND[name])], FlashMeter(RATE_HZ)
    theatre.backdrop.show(ground)
    theatre.backdrop.capture()
    kind = getattr(screen, "BACKDROP", "dim")
    for frame in range(-3, RATE_HZ):
        entrance = motion.entrance(max(0, frame) / RATE_HZ)
        if entrance.opacity < 1:
            theatre.backdrop.show(ground)
        theatre.backdrop.draw(kind, entrance.opacity)
        theatre.ui.begin(entrance.opacity, entrance.rise)
        screen.draw(theatre.ui, view)
        theatre.ui.end()
        meter.see(read_frame(SIZE))
    return meter


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_no_screen_flashes_as_it_comes(theatre, name):
    check(enter(theatre, name, GROUNDS["snow"]))


@pytest.mark.slow
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", AROUND)
def test_no_state_of_a_screen_flashes_as_it_comes(theatre, name, ground):
    check(enter(theatre, name, GROUNDS[ground]))


def test_a_rest_breathes_without_flashing(theatre):
    meter = FlashMeter(RATE_HZ)
    theatre.backdrop.show(GROUNDS["snow"])
    theatre.backdrop.capture()
    for frame in range(12 * RATE_HZ):
        theatre.backdrop.draw("dim")
        theatre.ui.begin()
        rest.draw(theatre.ui, RestView(40.0, 60.0, frame / RATE_HZ))
        theatre.ui.end()
        meter.see(read_frame(SIZE))
    check(meter)


def test_what_would_flash_is_found_in_the_window(theatre):
    """The same way of looking sees a screen that comes and goes four times a second."""
    meter = FlashMeter(RATE_HZ)
    for frame in range(2 * RATE_HZ):
        theatre.backdrop.show(GROUNDS["snow"] if frame * 8 // RATE_HZ % 2 else GROUNDS["hills"])
        meter.see(read_frame(SIZE))
    assert meter.general.flashes > ALLOWED
