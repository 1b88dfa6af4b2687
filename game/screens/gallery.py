"""Renders every screen with its variants and states to PNG files, to look at them.

    python -m game.screens.gallery --out DIR [--size 1280x720] [--scene FILE] [--only NAME]
                                   [--language CODE] [--column SIDE] [--text SIZE]

The scenery is a stand-in: painted hills, or a picture given with --scene. `make gallery` shows the
screens beside the places of the game.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pygame
from numpy.typing import NDArray

from game.render.ui_style import LETTERS, USUAL, Style
from game.render.window import Window, close_window, open_window
from game.screens import calibrate, countdown, in_game, message, pause, results
from game.screens import gallery_visit as visit
from game.screens import gallery_waiting as waiting
from game.screens.calibrate import CalibrateView, Petal
from game.screens.countdown import CountdownView
from game.screens.in_game import InGameView
from game.screens.message import MessageView
from game.screens.pause import PauseView
from game.screens.results import ResultsView
from game.words import ENGLISH, LANGUAGES, Words

if TYPE_CHECKING:
    from game.render.backdrop import Backdrop
    from game.render.ui import Ui

Picture = NDArray[np.float32]
View = (
    CalibrateView
    | CountdownView
    | InGameView
    | PauseView
    | ResultsView
    | MessageView
    | visit.View
    | waiting.View
)

PLAY = InGameView("lean.right", 0.66, 5, 5, 8, 0.42, 0.05, 0.79, 0.0, 0.176, 0.0)
STEPPED_OFF = PauseView("off_board", 5, 8, 0.0, 1, 0.0, 3.0)
FINISHED = ResultsView(12, 14, 3, 2, 1, 0.18, False)


def flower(reached: str, now: int = -1, share: float = 0.0) -> tuple[Petal, ...]:
    """Petals by direction: those in `reached` are open, one may be filling."""
    return tuple(
        Petal("now", share) if k == now else Petal("reached", 1.0) if str(k) in reached else Petal()
        for k in range(8)
    )


TRAIL = tuple((-0.07 * step, 0.0) for step in range(7))
GROWING = CalibrateView(
    "lean.left", "flower.as_far", 6, flower("01234", 6, 0.5), -0.5, 0.0, TRAIL, 5, staying=0.4
)

VIEWS: dict[str, View] = {
    **visit.VIEWS,
    **waiting.VIEWS,
    "06-flower": GROWING,
    "06-flower-quiet": CalibrateView("stand", "flower.middle", None, flower(""), staying=0.6),
    "06-flower-forward": replace(
        GROWING,
        instruction="lean.forward",
        direction=0,
        petals=flower("", 0, 0.2),
        done=0,
        lean_ml=0.03,
        lean_ap=0.2,
        trail=(),
        staying=0.0,
    ),
    "06-flower-forward-right": replace(
        GROWING,
        instruction="lean.forward_right",
        direction=1,
        petals=flower("027", 1, 1.0),
        done=3,
        lean_ml=0.7,
        lean_ap=0.75,
        trail=(),
        staying=0.9,
    ),
    "06-flower-back": replace(
        GROWING,
        instruction="lean.back",
        direction=4,
        petals=flower("0123567", 4, 0.8),
        done=7,
        lean_ml=0.0,
        lean_ap=-0.8,
        trail=(),
        staying=0.0,
    ),
    "06-flower-middle": replace(
        GROWING,
        instruction="centre",
        line="flower.kept",
        direction=None,
        petals=flower("0"),
        done=1,
        lean_ml=0.02,
        lean_ap=0.3,
        trail=(),
        home=True,
    ),
    "06-flower-whole": CalibrateView("done", "flower.whole", None, flower("01234567"), done=8),
    "07-countdown": CountdownView(3, 0.72, "lean.right"),
    "07-countdown-forward-left": CountdownView(5, 0.85, "lean.forward_left"),
    "07-countdown-hold": CountdownView(1, 0.2, "still"),
    "08-play": PLAY,
    "08-play-right-side": replace(PLAY, side="right"),
    "08-play-weak-side": replace(PLAY, side="right", weak="left"),
    "08-play-weak-side-called": replace(
        PLAY, side="left", weak="right", instruction="lean.right", goal_ml=0.6
    ),
    "08-play-hold": replace(PLAY, instruction="hold", lean_ml=0.8, hold=0.6),
    "08-play-left": replace(PLAY, instruction="lean.left", goal_ml=-0.6, lean_ml=-0.2, tried=7),
    "08-play-centre": replace(PLAY, instruction="centre", goal_ml=0.0, lean_ml=0.3),
    "08-play-forward": replace(
        PLAY, instruction="lean.forward", goal_ml=0, goal_ap=0.7, lean_ap=0.35
    ),
    "08-play-back": replace(
        PLAY, instruction="lean.back", goal_ml=0, goal_ap=-0.6, lean_ap=0.0, side="right"
    ),
    "08-play-forward-right": replace(
        PLAY, instruction="lean.forward_right", goal_ml=0.5, goal_ap=0.5, lean_ml=0.2, lean_ap=0.25
    ),
    "08-play-back-left": replace(
        PLAY,
        instruction="lean.back_left",
        goal_ml=-0.5,
        goal_ap=-0.5,
        lean_ml=-0.5,
        lean_ap=-0.45,
        hold=0.4,
        total=10,
        tried=7,
    ),
    "08-play-many": replace(PLAY, instruction="lean.left", total=24, done=9, tried=11),
    "08-play-star": replace(PLAY, item="star", marker="round", goal_ml=-0.6, lean_ml=-0.2),
    "08-play-start": replace(PLAY, done=0, tried=0, time_left=1.0, lean_ml=0.0),
    "09-pause": STEPPED_OFF,
    "09-pause-ready": replace(STEPPED_OFF, ready=1.0, hold=0.4),
    "09-pause-becoming-ready": replace(STEPPED_OFF, ready=0.6),
    "09-pause-finish": replace(STEPPED_OFF, focus=0, hold=0.35),
    "09-pause-chosen": replace(STEPPED_OFF, ready=1.0, hold=1.0),
    "09-pause-asked": replace(STEPPED_OFF, reason="asked", ready=1.0),
    "09-pause-lost": replace(STEPPED_OFF, reason="device_lost"),
    "09-pause-lost-long": replace(STEPPED_OFF, reason="device_lost", waited_s=70),
    "09-pause-overload": replace(STEPPED_OFF, reason="overload"),
    "09-pause-sway": replace(STEPPED_OFF, reason="sway", ready=0.3, done=0),
    "09-pause-flower": replace(STEPPED_OFF, item="flower"),
    "09-pause-many": replace(STEPPED_OFF, total=24, done=9),
    "11-results": FINISHED,
    "11-results-first": replace(FINISHED, best=None, hold=0.0),
    "11-results-new-best": replace(FINISHED, picked=14, best=12, new_best=True, effort=2, steady=3),
    "11-results-none": replace(FINISHED, picked=0, best=None, effort=1, steady=1, hold=0),
    "11-results-gates": replace(FINISHED, item="gate"),
    "11-results-lanterns": replace(FINISHED, item="lantern", compared=False),
    "11-results-journey": replace(FINISHED, picked=1, focus=0, hold=0.5),
    "11-results-only-next": replace(FINISHED, journey=False),
    "11-results-growing": replace(FINISHED, since_s=0.95),
    "message-no-device": MessageView("message.no_device", "board"),
    "message-searching": MessageView("message.searching"),
}


SCREENS = {
    CalibrateView: calibrate,
    CountdownView: countdown,
    InGameView: in_game,
    PauseView: pause,
    ResultsView: results,
    MessageView: message,
    **visit.SCREENS,
    **waiting.SCREENS,
}


def hills(size: tuple[int, int]) -> Picture:
    """A painted stand-in for the world: (height, width, 3), 0..1, row 0 at the top."""
    width, height = size
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    image = np.empty((height, width, 3), np.float32)
    image[:] = (0.43, 0.70, 0.84)
    bands = (
        (0.34, 0.10, 3.1, (0.79, 0.74, 0.63)),
        (0.48, 0.05, 7.0, (0.50, 0.63, 0.38)),
        (0.62, 0.03, 11.0, (0.36, 0.58, 0.24)),
        (0.8, 0.02, 5.0, (0.48, 0.66, 0.26)),
    )
    for base, swing, waves, colour in bands:
        image[y > base + swing * np.sin(waves * x * 3 + base * 20)] = colour
    image[(np.abs(x - 0.5) < 0.04 + 0.12 * (y - 0.6)) & (y > 0.6)] = (0.89, 0.77, 0.53)
    return image


def paint(ui: Ui, backdrop: Backdrop, view: View, scene: Picture) -> None:
    """One finished frame of `view` over `scene` in the current framebuffer."""
    screen = SCREENS[type(view)]
    backdrop.show(scene)
    view = visit.in_words(view, ui.words)
    backdrop.strong = ui.style.strong
    if kind := getattr(screen, "BACKDROP", None):
        backdrop.capture()
        backdrop.draw(kind)
    ui.begin()
    screen.draw(ui, view)
    ui.end()


def read_frame(size: tuple[int, int]) -> NDArray[np.uint8]:
    """The current framebuffer: (height, width, 3), row 0 at the top."""
    from OpenGL import GL

    GL.glPixelStorei(GL.GL_PACK_ALIGNMENT, 1)
    raw = GL.glReadPixels(0, 0, *size, GL.GL_RGB, GL.GL_UNSIGNED_BYTE)
    return np.frombuffer(raw, np.uint8).reshape(size[1], size[0], 3)[::-1]


def main() -> None:
    """Read the arguments and write the pictures."""
    parser = argparse.ArgumentParser(description="Render every screen to PNG files.")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--size", default="1280x720", help="in pixels, WIDTHxHEIGHT")
    parser.add_argument("--scene", type=Path, help="a picture to show behind the screens")
    parser.add_argument("--only", default="", help="only the views whose name contains this")
    parser.add_argument("--language", default=ENGLISH, choices=LANGUAGES, help="of the words")
    parser.add_argument("--column", default="", choices=("left", "right"), help="all at one side")
    parser.add_argument("--text", default="normal", choices=LETTERS, help="how large letters are")
    args = parser.parse_args()
    width, height = (int(part) for part in args.size.split("x"))
    window = open_window((width, height), offscreen=True)
    scene = hills(window.size) if args.scene is None else load(args.scene, window.size)
    args.out.mkdir(parents=True, exist_ok=True)
    try:
        names = [name for name in VIEWS if args.only in name]
        style = Style(letters=LETTERS[args.text], column=args.column)
        render(window, scene, args.out, names, args.language, style)
    finally:
        close_window()


def load(path: Path, size: tuple[int, int]) -> Picture:
    """A picture file as scenery of this size in pixels."""
    image = pygame.transform.smoothscale(pygame.image.load(path), size)
    return (pygame.surfarray.array3d(image).swapaxes(0, 1) / 255).astype(np.float32)


def render(
    window: Window,
    scene: Picture,
    out: Path,
    names: Iterable[str],
    language: str = ENGLISH,
    style: Style = USUAL,
) -> None:
    """A PNG in `out` for each of these names of VIEWS."""
    from game.render.backdrop import Backdrop
    from game.render.ui import Ui

    ui = Ui(window.size, window.glsl, Words(language))
    ui.style = style
    backdrop = Backdrop(window.size, window.glsl)
    for name in names:
        paint(ui, backdrop, VIEWS[name], scene)
        image = pygame.surfarray.make_surface(read_frame(window.size).swapaxes(0, 1))
        pygame.image.save(image, out / f"{name}.png")
    ui.release()
    backdrop.release()


if __name__ == "__main__":
    main()
