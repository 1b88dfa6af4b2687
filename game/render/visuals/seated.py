"""A participant who plays seated is shown on a seat, wherever play happens."""

from __future__ import annotations

from dataclasses import replace

from game.render.visuals.stage import Stage

REST = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))


def sit(stage: Stage) -> None:
    """Feet together before the seat, and the seat on whatever carries the figure."""
    stage.posture = replace(stage.posture, seated=1.0, feet=REST, load_right=0.5)
    if stage.carriage:
        lies = stage.carriage
        stage.put("seat", lies.at, side=lies.side, front=lies.front)
    else:
        stage.put("seat", (0.0, stage.scene.floor, 0.0))
