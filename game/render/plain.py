"""The plain picture, for whom a living place is too much: the same figure, things and marks on a
flat ground, and nothing that stands or moves by itself.

What is asked stays where it is and looks as it looks elsewhere; only the place is gone.
"""

from __future__ import annotations

from OpenGL import GL

from game.render import markers
from game.render.renderer import Renderer
from game.render.ui_palette import CREAM, colour
from game.render.visuals import Stage

GROUND, AREA, LINE = colour("#12292B"), colour("#22484A"), CREAM
UNDER_MARKS_M = 0.008


class PlainRenderer(Renderer):
    """A Renderer that leaves the place out."""

    has_land = False

    def _draw_fixed(self, t: float) -> None:
        GL.glClearColor(*GROUND)
        GL.glClear(GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT)

    def _draw_solid(self, stage: Stage) -> None:
        GL.glDepthMask(False)
        GL.glEnable(GL.GL_BLEND)
        self._marks.draw(self._area(stage))
        GL.glDisable(GL.GL_BLEND)
        GL.glDepthMask(True)
        GL.glDepthFunc(GL.GL_LEQUAL)  # marks leave another
        self._figure.draw(stage.t, stage.wind)
        self._things.draw(stage.things)

    def _draw_seen_through(self, stage: Stage) -> None:
        self._glows.draw(stage.glows)
        self._marks.draw(stage.marks)

    def _area(self, stage: Stage) -> list[markers.Row]:
        """Where the person can lean to, inside the ring of their own limit."""
        rows = markers.play_area((0.0, self.scene.floor + UNDER_MARKS_M, 0.0), AREA[:3], LINE[:3])
        return markers.carried(rows, stage.carriage.matrix()) if stage.carriage else rows
