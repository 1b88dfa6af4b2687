"""The valley's map in a window: what stands still drawn once, with water, lamps and today's guests
moving over it, and light on what is new.
"""

from __future__ import annotations

import math

import numpy as np

from game.render import markers
from game.render.meshes.person import Look
from game.render.palette import GOAL, rgb
from game.render.renderer import DEFAULT_LOOK, Renderer
from game.render.scenes.scene import Scene
from game.render.scenes.setting import Setting
from game.render.tiers import TIERS
from game.render.turns import Moment
from game.render.valley import scene as valley
from game.render.valley.land import ARRIVALS, WATER_M, ground
from game.render.valley.light import WEATHERS
from game.render.valley.passing import live
from game.render.valley.spots import size_of
from game.render.valley.view import ValleyView
from game.render.visuals import Stage
from game.render.window import Window

LAMPS = {"lantern": 2.15, "jetty": 1.0, "hut": 0.9, "watermill": 0.9, "tent": 0.7, "campfire": 0.8,
         "fireflies": 1.4}  # how high (m) each burns, at the size of life  # fmt: skip
LAMP = rgb("FFB65A")
NEW_M = 3.4  # the ring about what is new
HERE = 8.0  # how much larger than underfoot the mark is that says where one is
ARRIVE_S = 0.6


class ValleyPicture(Renderer):
    """A Renderer of one view of the valley. `draw_map` takes the place of `draw`. still: nothing
    moves by itself, and what is offered is there at once. scene: of this view, tier and look, where
    it was built before.
    """

    def __init__(
        self,
        window: Window,
        view: ValleyView,
        tier: str = "low",
        look: Look = DEFAULT_LOOK,
        *,
        still: bool = False,
        scene: Scene | None = None,
    ) -> None:
        scene = scene or valley.build(view, TIERS[tier], look)
        super().__init__(window, scene, tier, setting=Setting(still=still))
        self.view = view
        self._land = ground(np.zeros((0, 2)))
        self._lamps = WEATHERS[view.weather].lamps

    def draw_map(self, t: float, focus: int | None = None, taken: int | None = None) -> None:
        """Draw it at animation time t (s). focus: which of the offers is looked at; taken: which
        was chosen, so that the other is gone. Without offers the newest thing is lit.
        """
        self._presence.begin(t)
        stage = Stage(self.scene, self._presence, t, still=self._setting.still)
        self._light_lamps(stage)
        live(stage, self.view.surprise)
        if self.view.here:
            self._here(stage)
        if self.view.offers:
            self._offers(stage, focus, taken)
        elif self.view.things:
            self._lit(stage, self.view.things[-1].kind, self.view.things[-1].nth, 1.0)
        self._paint(stage)

    def _draw_solid(self, stage: Stage) -> None:
        self._things.draw(stage.things)
        self._water.draw(Moment(stage.t, stillness=0.5))

    def _draw_seen_through(self, stage: Stage) -> None:
        self._veil.draw(stage.t)
        self._glows.draw(stage.glows)
        self._marks.draw(stage.marks)

    def _light_lamps(self, stage: Stage) -> None:
        for k, thing in enumerate(self.view.things):
            if thing.kind in LAMPS:
                size = size_of(thing.kind, thing.age)
                x, y, z, _ = valley.at(self._land, thing.kind, thing.nth)
                breath = 0.9 + 0.1 * math.sin(stage.t * 2 * math.pi / 7 + k)
                at = (x, y + LAMPS[thing.kind] * size, z + 0.4)
                stage.glow(at, 2.6, LAMP, self._lamps * breath)
        x, z = 3.2, -31.5
        stage.glow((x + 2.4, self._land.at(x, z) + 2.0, z + 3.4), 2.4, LAMP, self._lamps)

    def _offers(self, stage: Stage, focus: int | None, taken: int | None) -> None:
        """Both stand there to be looked at; the one in focus in the light."""
        for k, kind in enumerate(self.view.offers):
            nth = sum(thing.kind == kind for thing in self.view.things)
            gone = taken is not None and taken != k
            wanted, start = 0.0 if gone else 1.0, float(stage.still)
            there = self._presence.follow(f"offer {k}", wanted, ARRIVE_S, start=start)
            lit = self._presence.follow(f"lit {k}", float(focus == k and not gone), 0.3, start=0.0)
            if there > 0.02:
                x, y, z, turn = valley.at(self._land, kind, nth)
                size = size_of(kind, 0) * there * (1 + 0.25 * lit)
                stage.put(kind, (x, y, z), size, turn=turn)
            self._lit(stage, kind, nth, lit, 0.6 * there)

    def _lit(self, stage: Stage, kind: str, nth: int, lit: float, least: float = 0.0) -> None:
        """A ring of light about a thing on the ground, and a pointer over it."""
        x, y, z, _ = valley.at(self._land, kind, nth)
        at, shown = (x, max(y, WATER_M) + 0.15, z), max(lit, least)
        if shown <= 0.02:
            return
        breath = 0.9 + 0.1 * math.sin(stage.t * 2 * math.pi / markers.BREATH_S)
        stage.glow(at, NEW_M * 1.9, np.array(GOAL), 0.40 * lit * breath, flat=True)
        ring = markers.stone_ring((0.0, 0.0, 0.0), 1.0, shown, lit=lit > 0.5)
        stage.marks += markers.carried(ring, _enlarged(at, NEW_M))

    def _here(self, stage: Stage) -> None:
        """Where one is today."""
        x, z = ARRIVALS[self.view.here]
        at = (x, self._land.at(x, z) + 0.2, z)
        stage.put("walker", at, 2.3)
        stage.marks += markers.carried(markers.you((0.0, 0.0, 0.0), 1.0), _enlarged(at, HERE))


def _enlarged(at: tuple[float, float, float], size: float) -> np.ndarray:
    """Moves a mark about the origin to a place, and makes it larger; (4, 4)."""
    matrix = np.diag([size, size, size, 1.0])
    matrix[:3, 3] = at
    return matrix
