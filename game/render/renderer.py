"""The picture: draws the interpolation of two worlds, in a dozen draw calls.

Everything that stands still is on the graphics side from the start; a frame sends the bones of the
figure, a handful of apples and marks, and the time. Order: the figure's shadow map; what does not
move (solids near to far, ground, sky, hills), or its copy; solids that move, near to far; then what
has alpha. Afterwards the window's own framebuffer is bound, with depth test and blending off, ready
for what is drawn on top. Pictures are upside down until they are in the window: see gl.Framebuffer.
"""

from __future__ import annotations

import math

import numpy as np
from OpenGL import GL

from game.render import gl, skeleton
from game.render.drawables import Marks, Part, Sky, Veil
from game.render.figure import Figure
from game.render.interpolate import between
from game.render.kept import Kept
from game.render.meshes.person import Look
from game.render.presence import Presence
from game.render.rolling import Rolling
from game.render.scenes import Scene, load
from game.render.scenes.setting import USUAL, Setting
from game.render.solids import Ground, Still
from game.render.things import Glows, Things
from game.render.tiers import TIERS
from game.render.turns import Moment, Turns
from game.render.visuals import THINGS, Stage, show
from game.render.water_sheet import WaterSheet
from game.render.window import Window
from game.sim.types import STEP_S, World

DEFAULT_LOOK = Look()
REACH_S, TURN_S = 0.28, 0.45
HEAD_TURN = math.radians(24)
# Where triangles are cut into parts that take as long to draw, by turns: of land, then of land and
# water.
LAND_ALONE = {2: (0.0, 0.55, 1.0), 3: (0.0, 0.35, 0.78, 1.0)}
BESIDE_WATER = {
    2: ((0.0, 1.0, 1.0), (0.0, 0.0, 1.0)),
    3: ((0.0, 0.75, 1.0, 1.0), (0.0, 0.0, 0.12, 1.0)),
}


class Renderer:
    """Draws one scene in one window. Same worlds, time and tier give the same picture.

    presence: what comes and goes softly, where that is shared with another renderer. setting: how
    the place looks today.
    """

    has_land = True
    ASIDE = np.array(
        [(-0.22, 0, 0), (0.22, 0, 0)]
    )  # an arm passes the head or the hip, not through

    def __init__(
        self,
        window: Window,
        scene: str | Scene = "orchard",
        tier: str = "low",
        look: Look = DEFAULT_LOOK,
        *,
        seated: bool = False,
        presence: Presence | None = None,
        setting: Setting = USUAL,
    ) -> None:
        self.window, self.tier = window, TIERS[tier]
        self.scene = load(scene, tier, setting) if isinstance(scene, str) else scene
        self._seated, self._setting = seated, setting
        self._presence = presence or Presence()
        self._figure = Figure(self.scene, self.tier, look, window.glsl)
        place = self.scene, self.tier, window.glsl
        kinds = {kind: build(self.tier) for kind, build in THINGS.items()}
        self._things = Things(*place, {**kinds, **self.scene.things})
        self._still, self._rolling, self._ground = Still(*place), Rolling(*place), Ground(*place)
        self._water, self._sky, self._veil = WaterSheet(*place), Sky(*place), Veil(*place)
        self._glows, self._marks = Glows(*place), Marks(*place)
        self._parts: tuple[Part, ...] = (
            self._figure,
            self._things,
            self._still,
            self._rolling,
            self._ground,
            self._water,
            self._sky,
            self._veil,
            self._glows,
            self._marks,
        )
        self._targets: list[gl.Framebuffer | Kept | Turns] = []
        self._kept: Kept | None = None
        self._turns: Turns | None = None
        self._now = 0.0
        self.size = (0, 0)
        self.resize(window.size)

    def resize(self, size: tuple[int, int]) -> None:
        """Take the window's new size in pixels."""
        if size == self.size:
            return
        self.size = size
        self._drop_targets()
        samples = self.tier.samples
        self._target = gl.Framebuffer(size, samples=samples, copied=samples == 1)
        self._resolved = gl.Framebuffer(size) if samples > 1 else self._target
        self._targets.append(self._target)
        self._targets += [self._resolved] if samples > 1 else []
        if self.tier.keeps:
            self._kept = Kept(size, far=self.scene.nothing_stands)
            self._targets.append(self._kept)
        turns, mirrors = self.tier.turns, self._water.mirrors  # over what is drawn in each frame
        if turns > 1 and self.has_land and self.scene.rolling.triangles and not mirrors:
            flows = self.scene.water is not None
            self._turns = Turns(size, turns, self._begin_far, self._draw_land, flows=flows)
            self._targets.append(self._turns)
        for part in self._parts:
            part.resize(size)

    def draw(self, before: World, after: World, alpha: float, t: float) -> None:
        """Draw the world `alpha` (0..1) of the way between two, at animation time t (s)."""
        world = between(before, after, alpha)
        self._now = t
        self._presence.begin(t)
        played_s = (before.step + (after.step - before.step) * alpha) * STEP_S
        stage = Stage(self.scene, self._presence, t, played_s, self._seated, self._setting.still)
        show(stage, world)
        self._figure.pose(self._pose(stage), stage.carriage)
        self._figure.cast(stage.t, stage.wind)
        self._paint(stage)

    def _paint(self, stage: Stage) -> None:
        """What is on the stage, into the window."""
        self._begin(stage)
        self._draw_solid(stage)
        GL.glDepthMask(False)
        GL.glEnable(GL.GL_BLEND)
        self._draw_seen_through(stage)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)
        GL.glDisable(GL.GL_DEPTH_TEST)
        self._finish()

    def _begin(self, stage: Stage) -> None:
        """Start with what does not move."""
        GL.glViewport(0, 0, *self.size)
        GL.glEnable(GL.GL_DEPTH_TEST)
        GL.glDepthFunc(GL.GL_LEQUAL)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)
        if self._turns:
            self._turns.copy_to(self._target, self._now, _moment(stage))
            self._target.bind()
        else:
            self._begin_far(self._target, stage.t)

    def _begin_far(self, target: gl.Framebuffer, t: float) -> None:
        """Bind it, with what does not move."""
        if self._kept:
            self._kept.copy_to(target, t, self._draw_fixed)
        else:
            target.bind()
            self._draw_fixed(t)

    def _draw_land(self, at: Moment, turn: int) -> None:
        """One part of what moves past."""
        turns = self.tier.turns
        land, water = BESIDE_WATER[turns] if self.scene.water else (LAND_ALONE[turns], ())
        self._rolling.draw(at, land[turn : turn + 2])
        if water:
            self._water.draw(at, water[turn : turn + 2])
        if turn == turns - 1:
            GL.glDepthMask(False)
            GL.glEnable(GL.GL_BLEND)
            self._veil.draw_on_water(at.t)
            GL.glDepthMask(True)
            GL.glDisable(GL.GL_BLEND)

    def _draw_fixed(self, t: float) -> None:
        GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
        self._still.draw_fixed()
        self._ground.draw()
        self._sky.draw()
        GL.glDepthMask(False)
        GL.glEnable(GL.GL_BLEND)
        self._veil.draw_far(t)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _draw_solid(self, stage: Stage) -> None:
        """What hides what is behind it, near to far."""
        self._figure.draw(stage.t, stage.wind)
        self._things.draw(stage.things)
        self._still.draw(stage.t, stage.wind)
        if self._turns:
            return
        self._rolling.draw(_moment(stage))
        if not self._water.mirrors:
            self._water.draw(_moment(stage))

    def _draw_seen_through(self, stage: Stage) -> None:
        """What has alpha, far to near."""
        if not self._turns:
            self._veil.draw_on_water(stage.t)
        self._veil.draw(stage.t)
        if self._water.mirrors:
            self._water.draw(_moment(stage))
        self._figure.draw_shadow()
        self._glows.draw(stage.glows)
        if stage.carriage:
            self._veil.draw_underfoot(stage.carriage.matrix())
        self._marks.draw(stage.marks)

    def _pose(self, stage: Stage) -> np.ndarray:
        """Bones from the lean, with each arm and the head on their way to what they want."""
        hold = self._presence.follow
        slots = self.scene.slots
        wanted, points, turn = [0.0, 0.0], [0, 1], 0.0
        for slot, weight in stage.reach.items():
            arm = int(slots[slot][0] > -0.05)
            if weight >= wanted[arm]:
                wanted[arm], points[arm] = weight, slot
                turn = HEAD_TURN * max(-1.0, min(1.0, float(slots[slot][0]) / 1.2))
        aims = skeleton.HAND.copy()
        for arm in (0, 1):
            if wanted[arm] > 0:
                aims[arm] = slots[points[arm]] + (
                    self.ASIDE[arm] if abs(slots[points[arm]][0]) < 0.1 else 0
                )
            for axis in range(3):
                aims[arm, axis] = hold(f"aim {arm} {axis}", float(aims[arm, axis]), REACH_S)
        weights = tuple(hold(f"reach {arm}", wanted[arm], REACH_S) for arm in (0, 1))
        head = hold("head", turn, TURN_S)
        wish = skeleton.Reach(aims, (weights[0], weights[1]))
        return skeleton.pose(*stage.lean, wish, head, stage.t, stage.posture)

    def _finish(self) -> None:
        if self._resolved is not self._target:
            self._target.resolve_to(self._resolved)
        self._resolved.show()
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)

    def pixels(self) -> np.ndarray:
        """What was drawn, (height, width, 3) uint8, top row first; before the window is flipped."""
        width, height = self.size
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
        GL.glPixelStorei(GL.GL_PACK_ALIGNMENT, 1)
        data = GL.glReadPixels(0, 0, width, height, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE)
        return np.frombuffer(data, np.uint8).reshape(height, width, 4)[::-1, :, :3].copy()

    def _drop_targets(self) -> None:
        for target in self._targets:
            target.release()
        self._targets, self._kept, self._turns = [], None, None

    def release(self) -> None:
        """Give everything back to the graphics side; the renderer cannot draw afterwards."""
        self._drop_targets()
        for part in self._parts:
            part.release()


def _moment(stage: Stage) -> Moment:
    return Moment(stage.t, stage.wind, stage.moved, stage.stillness)
