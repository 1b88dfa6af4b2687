"""Draws the short moving picture of the README: a simulated person plays, a frame every 1/12 s.

    .venv/bin/python tools/clip.py orchard-1 --start 4 --out docs/images/orchard.webp

Needs Pillow (`.venv/bin/pip install pillow`); the same arguments give the same pictures.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pygame
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from game.app.headless import FRAME_S, autopilot_for  # noqa: E402
from game.app.open_session import Sitting  # noqa: E402
from game.app.request import PlayRequest  # noqa: E402
from game.app.sitting import sit_down  # noqa: E402
from game.render.window import close_window, open_window  # noqa: E402
from input_devices.clock import ManualClock  # noqa: E402

DRAWN, KEPT = (1280, 720), (480, 270)
EVERY = round(1 / 12 / FRAME_S)


def pictures(sitting: Sitting, start_s: float, seconds: float, tier: str) -> Iterator[Image.Image]:
    """What a window would show from `start_s` on, small."""
    window = open_window(DRAWN, offscreen=True)
    from game.app import overlay  # what draws asks OpenGL where it is when it is imported
    from game.render.renderer import Renderer
    from game.render.ui import Ui
    from game.screens import in_game

    renderer = Renderer(window, sitting.level.scene, tier)
    ui = Ui(window.size, window.glsl)
    trial, clock, autopilot = sitting.trial, sitting.clock, autopilot_for(sitting)
    assert autopilot and isinstance(clock, ManualClock)
    trial.begin()
    frame = 0
    while not trial.over and trial.trial_s < start_s + seconds:
        autopilot.steer()
        clock.advance(FRAME_S)
        trial.advance()
        frame += 1
        if frame % EVERY or trial.trial_s < start_s - 2.0:
            continue
        renderer.draw(trial.before, trial.after, 1.0, trial.trial_s)
        if trial.trial_s < start_s:
            continue  # what moves has to come from somewhere
        ui.begin()
        in_game.draw(ui, overlay.in_game_view(trial, trial.control.lean, 1e9))
        ui.end()
        whole = pygame.image.frombytes(renderer.pixels().tobytes(), DRAWN, "RGB")
        small = pygame.transform.smoothscale(whole, KEPT)
        yield Image.frombytes("RGB", KEPT, pygame.image.tobytes(small, "RGB"))
    close_window()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("level", help="a level's id")
    parser.add_argument("--start", type=float, default=4.0, help="seconds into the play")
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--tier", default="high")
    parser.add_argument("--out", type=Path, required=True, help="a .webp")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        request = PlayRequest(
            level=asked.level, device="simulated", headless=True, fast=True, out=Path(folder)
        )
        with sit_down(request) as sitting:
            first, *others = pictures(sitting, asked.start, asked.seconds, asked.tier)
    every_ms = round(EVERY * FRAME_S * 1000)
    first.save(
        asked.out,
        save_all=True,
        append_images=others,
        duration=every_ms,
        loop=0,
        quality=55,
    )
    print(f"{asked.out}: {1 + len(others)} pictures, {asked.out.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
