"""The same pictures by OpenGL 3.1 with GLSL 1.40 as by 3.3 core, off-screen and in a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from game.render.scenes import SCENES

ROOT = Path(__file__).resolve().parents[2]
OLD = {"MESA_GL_VERSION_OVERRIDE": "3.1", "MESA_GLSL_VERSION_OVERRIDE": "140"}
XVFB = ("xvfb-run", "-a", "-s", "-screen 0 640x360x24")
SHOWN = [*((scene, "low") for scene in SCENES), ("orchard", "very_low"), ("orchard", "medium")]

DRAW = f"""
import sys
import numpy as np
from game.render.window import open_window
window = open_window((640, 360), offscreen=sys.argv[2] == "offscreen")
from OpenGL import GL
from game.render.renderer import Renderer
from game.render.ui import Ui
from game.screens import in_game
from game.screens.gallery import VIEWS
from game.sim.types import Entity, Goal, Hud, World

you = Entity("you", (0.4, 0, 0), 0, "on")
fruit = Entity("fruit", (0.6, 0, 0), 0.2, "hold", 0.5, 2)
world = World(0, (you, fruit), Goal(), Hud(done=3, total=8))
hud = next(view for view in VIEWS.values() if isinstance(view, in_game.InGameView))
ui, pictures = Ui(window.size, window.glsl), []
for scene, tier in {SHOWN}:
    renderer = Renderer(window, scene, tier)
    renderer.draw(world, world, 1.0, 7.0)
    ui.begin()
    in_game.draw(ui, hud)
    ui.end()
    pictures.append(renderer.pixels())
    renderer.release()
np.save(sys.argv[1], np.stack(pictures))
print(window.glsl, window.driver)
"""


def drawn(folder: Path, where: str, environment: dict[str, str]) -> tuple[str, np.ndarray]:
    """(GLSL and driver, pictures (n, height, width, 3)) of a process of its own."""
    file = folder / "pictures.npy"
    command = [sys.executable, "-c", DRAW, str(file), where]
    if where == "window":
        command = [*XVFB, *command]
    env = {**os.environ, **environment, "SUREFOOT_GL_CHECK": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1], np.load(file).astype(int)


@pytest.fixture(scope="module")
def newest(tmp_path_factory):
    """As 3.3 core draws them off-screen."""
    said, pictures = drawn(tmp_path_factory.mktemp("newest"), "offscreen", {})
    assert said == "#version 330 offscreen"
    assert all(picture.std() > 20 for picture in pictures)
    return pictures


@pytest.mark.parametrize(
    ("where", "environment", "glsl"),
    [
        ("offscreen", OLD, "#version 140"),
        pytest.param("window", OLD, "#version 140", marks=pytest.mark.slow),
        pytest.param("window", {}, "#version 330", marks=pytest.mark.slow),
    ],
)
def test_every_place_looks_the_same(newest, tmp_path, where, environment, glsl) -> None:
    if where == "window" and not shutil.which("xvfb-run"):
        pytest.skip("no xvfb-run here: apt-get install xvfb")
    said, pictures = drawn(tmp_path, where, environment)
    assert said.startswith(glsl) and said.endswith("x11") == (where == "window")
    for (scene, tier), one, other in zip(SHOWN, newest, pictures, strict=True):
        far = np.abs(one - other).max(-1)
        assert (far > 8).mean() < 0.001 and far.mean() < 0.5, (scene, tier)
