"""The tier that this machine is given: measured once, gone over to without loading, tidied in peace."""

from __future__ import annotations

import gc
from dataclasses import replace

import numpy as np
import pytest

from game.app import tier_costs
from game.app.pace import LONG, SHORT
from game.app.scenery import Scenery, costs_for
from game.app.tidy import ALL_EVERY_S, YOUNG_EVERY_S, Tidy, undisturbed
from game.render.scenes.setting import USUAL
from game.render.window import DisplayError, close_window, open_window
from game.sim import Entity, Goal, Hud, World

SIZE = (320, 180)
COSTS = {"very_low": 5.0, "low": 9.0}
FRAME_S = 1 / 60


@pytest.fixture(scope="module")
def window():
    try:
        yield open_window(SIZE, offscreen=True)
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")
    close_window()


def world(step: int) -> World:
    return World(step, (Entity("you", (0.3, 0.0, 0.0), 0.0, "on"),), Goal(), Hud())


def feed(scenery: Scenery, ms: float, frames: int, start: float = 0.0) -> None:
    for i in range(frames):
        scenery.see(ms, start + i * FRAME_S, calm=True)


def picture(place) -> np.ndarray:
    from game.screens.gallery import read_frame

    return read_frame(place.size).astype(int)


def test_late_frames_change_the_picture_at_once_and_load_nothing(window, monkeypatch) -> None:
    from OpenGL import GL

    from game.render import gl
    from game.render.meshes.person import Look

    empty = dict(+gl.LIVE)
    scenery = Scenery(window, COSTS)
    place = scenery.place("river", Look(), SIZE, plain=False, seated=False, setting=USUAL)
    for step in range(0, 240, 2):
        place.draw(world(step), world(step + 1), 0.5, step / 120)
    assert scenery.tier == place.tier == "low"
    before, alive = picture(place), dict(gl.LIVE)
    for name in ("glCompileShader", "glGenBuffers", "glGenTextures", "glGenFramebuffers"):
        monkeypatch.setattr(GL, name, None)  # a call would fail
    feed(scenery, 21.0, SHORT)
    assert scenery.tier == place.tier == "very_low"
    place.draw(world(240), world(241), 0.5, 2.0)
    assert dict(gl.LIVE) == alive
    far = np.abs(picture(place) - before).max(2)
    assert 0 < far.mean() < 6, "the same place, where it was, a little plainer"
    feed(scenery, 5.0, LONG, start=300.0)
    assert place.tier == "low"
    monkeypatch.undo()
    scenery.release()
    assert dict(+gl.LIVE) == empty


def test_a_tier_that_was_asked_for_is_kept(window) -> None:
    scenery = Scenery(window, costs_for(window, "low"))
    feed(scenery, 60.0, 4 * SHORT)
    assert scenery.tier == "low"


def test_it_is_measured_once_and_again_for_another_screen(window, tmp_path, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(tier_costs, "measure", lambda one: asked.append(one.size) or dict(COSTS))
    folder = tmp_path / "not there yet"
    for _ in range(2):
        assert tier_costs.costs_of(window, folder) == COSTS
    assert asked == [SIZE]
    tier_costs.costs_of(replace(window, width=1920, height=1080), folder)
    tier_costs.costs_of(replace(window, renderer="another card"), folder)
    assert asked == [SIZE, (1920, 1080), SIZE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"format": 1}',
        '{"format": 1, "renderer": "R", "size": [320, 180], "costs_ms": {"x": 1}}',
    ],
)
def test_a_file_that_says_nothing_is_measured_anew(window, tmp_path, monkeypatch, text) -> None:
    monkeypatch.setattr(tier_costs, "measure", lambda one: dict(COSTS))
    (tmp_path / tier_costs.FILE).write_text(text, "utf-8")
    assert tier_costs.costs_of(replace(window, renderer="R"), tmp_path) == COSTS


def test_who_may_not_write_there_plays_all_the_same(window, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tier_costs, "measure", lambda one: dict(COSTS))
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert tier_costs.costs_of(window, tmp_path / "file") == COSTS


def test_what_is_measured_are_the_tiers_from_the_poorest_on(window, monkeypatch) -> None:
    monkeypatch.setattr(tier_costs, "TIER_S", 0.0)
    costs = tier_costs.measure(window)
    assert list(costs)[:2] == ["very_low", "low"]
    assert all(ms > 0 for ms in costs.values())


def test_garbage_waits_for_calm(monkeypatch) -> None:
    collected: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            collected.append(info["generation"])

    with Tidy() as tidy:
        gc.callbacks.append(note)
        try:
            for frame in range(600):
                rubbish: list[object] = [frame]
                rubbish.append(rubbish)
                tidy.see(frame / 60, calm=False, covered=False)
            assert collected == [], "nothing in ten seconds of a rep"
            tidy.see(10.0 + YOUNG_EVERY_S, calm=True, covered=False)
            assert collected == [0]
            tidy.see(10.0 + ALL_EVERY_S, calm=True, covered=True)
            assert collected == [0, 2]
        finally:
            gc.callbacks.remove(note)
    assert gc.isenabled() and gc.get_freeze_count() == 0


def test_what_is_loaded_is_set_aside_for_a_while_and_stays_so_during_play() -> None:
    with undisturbed():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0
    with Tidy():
        with undisturbed():
            assert gc.get_freeze_count() > 0
        assert gc.get_freeze_count() > 0, "play is not over"
