"""What the HUD will show in a trial, so that its words and pictures are made before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from game.levels import Level
from game.screens.in_game import InGameView
from game.words.play import PLAY

ALWAYS = ("lean.", "hold", "centre", "stand", "rest", "ready", "done")
BY_TASK = {
    "quiet_stance": ("stance.", "surface.", "still", "eyes."),
    "uneven_walk": ("step.", "walk."),
    "visual_tracking": ("follow", "firefly."),
    "weight_shift": ("shift.",),
}
BY_MODIFIER = {
    "dual_task": ("dual.",),
    "eyes_closed": ("eyes.",),
    "side_gain": ("side_gain.",),
}
GOALS = ((0.6, 0.0), (-0.6, 0.0), (0.0, 0.6), (0.0, -0.6), (0.4, 0.4))
DIGITS = tuple("0123456789")


def views_of(level: Level, view: InGameView) -> Iterator[InGameView]:
    """The HUD of a trial that stands at `view`, with each word that it may come to say."""
    said = ALWAYS + BY_TASK.get(level.type, ())
    for modifier in level.modifiers:
        said += BY_MODIFIER.get(modifier, ())
    for key in PLAY:
        if key.startswith(said):
            yield replace(view, instruction=key)
    for done in range(view.total + 1):
        yield replace(view, done=done)
    for goal in GOALS:
        near = replace(view, goal_ml=goal[0], goal_ap=goal[1], goal_radius=0.2, lean_shown=True)
        yield from (near, replace(near, lean_ml=goal[0], lean_ap=goal[1], hold=0.5))
    if "dual_task" in level.modifiers:
        for prompt in (*DIGITS, *(key for key in PLAY if key.startswith("prompt."))):
            yield replace(view, prompt=prompt)
