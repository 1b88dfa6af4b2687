"""Pictures of a moment of play: a simulated person plays, unseen and faster than life, until then.

The same arguments give the same picture on the same renderer.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from game.app.errors import Missing, WrongInput
from game.app.headless import FRAME_S, autopilot_for
from game.app.open_session import Sitting
from game.app.request import PlayRequest
from game.app.sitting import TIERS, check_language, sit_down
from game.app.trial import Trial
from game.sim import World
from game.words import ENGLISH, Words
from input_devices.clock import ManualClock

SMALLEST, LARGEST = 160, 8192
SIZE = (1280, 720)
LONGEST_S = 600.0
SETTLING_FRAMES, SETTLING_EVERY = 25, 3
Moment = tuple[World, World, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How it is drawn. plain: without a place; scene: another place than the level's."""

    tier: str
    hud: bool = True
    plain: bool = False
    scene: str | None = None


def take(
    level: str,
    *,
    at_s: float,
    size: str,
    out: Path,
    tier: str,
    seed: int,
    difficulty: float,
    hud: bool,
    language: str = ENGLISH,
    plain: bool = False,
    scene: str | None = None,
) -> None:
    """Draw `level` at `at_s` seconds into a PNG; WrongInput or Missing in one line otherwise."""
    if not 0 <= at_s <= LONGEST_S:
        raise WrongInput(f"--at {at_s:g}: must be 0 to {LONGEST_S:g} seconds")
    if tier not in TIERS:
        raise WrongInput(f"--tier {tier}: choose {', '.join(TIERS)}")
    check_language(language)
    pixels = parse_size(size)
    check_picture(out)
    request = PlayRequest(level=level, difficulty=difficulty, seed=seed, language=language)
    style = Style(tier, hud, plain, scene)
    _draw(request, out, pixels, style, until=lambda trial: trial.trial_s >= at_s)


def picture_of_demonstration(request: PlayRequest, out: Path) -> None:
    """A look at a demonstration: its first hold, nearly done."""
    _draw(request, out, SIZE, Style("high"), until=lambda trial: trial.after.hud.hold > 0.6)


def check_picture(out: Path) -> None:
    """WrongInput unless a PNG can be written there; drawing it takes long enough to ask before."""
    if out.suffix.lower() != ".png":
        raise WrongInput(f"--out {out}: the picture is a PNG; end its name in .png")
    if out.is_dir():
        raise WrongInput(f"--out {out}: is a folder; name a file")
    if not out.parent.is_dir():
        raise WrongInput(f"--out {out}: there is no folder {out.parent}; make it first")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise WrongInput(f"--out {out}: may not be written; choose another place")


def parse_size(text: str) -> tuple[int, int]:
    """ "1280x720" -> (1280, 720); WrongInput for anything that is no size of a picture."""
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise WrongInput(f"--size {text}: write it as 1280x720")
    size = int(width), int(height)
    if not all(SMALLEST <= side <= LARGEST for side in size):
        raise WrongInput(f"--size {text}: each side must be {SMALLEST} to {LARGEST} pixels")
    return size


def _draw(
    request: PlayRequest,
    out: Path,
    size: tuple[int, int],
    style: Style,
    *,
    until: Callable[[Trial], bool],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        unseen = PlayRequest(
            level=request.level,
            device="simulated",
            difficulty=request.difficulty,
            seed=request.seed,
            language=request.language,
            headless=True,
            fast=True,
            out=Path(folder),
        )
        with sit_down(unseen) as sitting:
            moments = _play(sitting, until)
            try:
                _save(sitting, moments, out, size, style)
            except OSError as error:
                raise WrongInput(f"{out}: cannot be written ({error.strerror})") from None


def _play(sitting: Sitting, until: Callable[[Trial], bool]) -> Iterable[Moment]:
    """Play until then; returns the last second in a few moments, since what moves in a picture
    (an arm on its way, a ring that appears) comes from somewhere.
    """
    moments: deque[Moment] = deque(maxlen=SETTLING_FRAMES)
    frame = 0
    autopilot, clock = autopilot_for(sitting), sitting.clock
    assert autopilot and isinstance(clock, ManualClock)
    sitting.trial.begin()
    while not (sitting.trial.over or until(sitting.trial)):
        autopilot.steer()
        clock.advance(FRAME_S)
        sitting.trial.advance()
        frame += 1
        if frame % SETTLING_EVERY == 0:
            moments.append((sitting.trial.before, sitting.trial.after, sitting.trial.trial_s))
    moments.append((sitting.trial.before, sitting.trial.after, sitting.trial.trial_s))
    return moments


def _save(
    sitting: Sitting,
    moments: Iterable[Moment],
    out: Path,
    size: tuple[int, int],
    style: Style,
) -> None:
    from game.render.window import DisplayError, close_window, open_window

    try:
        window = open_window(size, offscreen=True)
    except DisplayError as error:
        raise Missing(str(error)) from None
    import pygame

    from game.app import overlay
    from game.render.plain import PlainRenderer
    from game.render.renderer import Renderer
    from game.render.ui import Ui
    from game.screens import in_game

    trial = sitting.trial
    made = PlainRenderer if style.plain else Renderer
    renderer = made(window, style.scene or sitting.level.scene, style.tier)
    for before, after, at_s in moments:
        renderer.draw(before, after, 1.0, at_s)
    ui = Ui(window.size, window.glsl, Words(sitting.request.language or ENGLISH))
    if style.hud:
        ui.begin()
        in_game.draw(ui, overlay.in_game_view(trial, trial.control.lean, 1e9))
        ui.end()
    image = pygame.image.frombytes(renderer.pixels().tobytes(), window.size, "RGB")
    png = io.BytesIO()  # not by pygame, whose errors on a disk are its own
    pygame.image.save(image, png, out.name)
    out.write_bytes(png.getvalue())
    ui.release()
    renderer.release()
    close_window()
