"""What is set for a participant is seen and felt in their visit, and plain mode is kept everywhere."""

from __future__ import annotations

import json

import numpy as np
import pytest
import test_visit_stage

from game.app.theatre import Theatre
from game.levels import readable_levels
from game.render.window import DisplayError
from game.screens.gallery import read_frame
from game.session.settings import Display, Figure
from game.store.settings import save_settings

visitor = test_visit_stage.visitor
GROUND, AREA = (0x12, 0x29, 0x2B), (0x22, 0x48, 0x4A)
SIZE = (320, 180)
SET = {
    "text": "larger",
    "contrast": "high",
    "reduced_motion": True,
    "pictures": False,
    "hud_side": "right",
    "hold_s": 3.0,
    "tremor": True,
    "touch": "tap",
    "affected_side": "left",
    "posture": "seated",
    "figure": {"coat": "2040C0"},
}


@pytest.fixture
def theatre():
    try:
        with Theatre("test", tier="low", offscreen=True, size=SIZE) as opened:
            yield opened
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")


def picture(theatre, scene, world):
    renderer = theatre.renderer(scene)
    for t in (4.0, 4.5, 5.0):
        renderer.draw(world, world, 1.0, t)
    return read_frame(SIZE).astype(int)


def world_of(level):
    return level.rules(difficulty=0.4, caps=(0.9,) * 8, seed=3).world


def test_a_visit_is_shown_as_was_set_for_who_makes_it(visitor, monkeypatch):
    open_visit = visitor

    def keep(store, code, body):
        save_plan(store, code, body)
        save_settings(store, code, SET)

    save_plan = test_visit_stage.save_plan
    monkeypatch.setattr(test_visit_stage, "save_plan", keep)
    at = open_visit(questions=[])
    theatre, style = at.stage.theatre, at.stage.theatre.ui.style
    assert (style.letters, style.strong, style.pictures, style.reduced) == (1.4, True, False, True)
    assert theatre.seated and theatre.taps and theatre.backdrop.strong
    assert theatre.look.coat == "2040C0" and theatre.look.hat == "E3BE7C"
    at.go(1.0)
    assert at.stage.screen.choice.hold_s == 3.0
    at.run.visit.has_limits = at.run.visit.acknowledged = True
    at.run.visit.state = "step_on"
    assert at.go(40.0, until=lambda: at.stage.game and at.stage.game._screen == "play")
    view = at.stage.game._in_game_view(at.clock.now())
    assert view.side == "right" and view.weak == "left"
    assert at.run.even_range == (0.25, 0.75), "standing evenly is judged by their own side"
    kept = json.loads((at.run.session.folder / "session.json").read_text())
    assert kept


def test_the_figure_wears_what_was_chosen(theatre):
    level = readable_levels()[0]["orchard-1"]
    seen = {}
    for coat in ("B4492E", "2040C0"):
        theatre.suit(Display(figure=Figure(coat=coat)))
        figure = picture(theatre, level.scene, world_of(level))[50:130, 140:180]
        seen[coat] = float(np.mean(figure[..., 2] - figure[..., 0]))
    assert seen["2040C0"] > seen["B4492E"] + 8, "the coat is bluer"


def test_every_level_can_be_played_without_scenery(theatre):
    """The ground is flat, somebody stands there, and what is asked is marked."""
    levels = sorted(readable_levels()[0].values(), key=lambda level: level.scene)
    theatre.suit(Display(plain=True))
    for level in levels:
        image = picture(theatre, level.scene, world_of(level))
        flat = [np.abs(image - colour).max(axis=2) <= 2 for colour in (GROUND, AREA)]
        assert flat[0].mean() > 0.6, f"{level.id}: something of the place is left"
        assert (~(flat[0] | flat[1])).mean() > 0.02, f"{level.id}: nobody is there"
        assert image[:20, :40].std(axis=(0, 1)).max() <= 1, level.id
