"""The river at one o'clock. A raft carries the player down a green valley toward the peaks.

The raft leans with the player and steers; the land moves past and comes again. What comes down the
river to be steered through is drawn by game/render/visuals/gates.py.
"""

from __future__ import annotations

import math

import numpy as np

from game.render import markers
from game.render.camera import Camera
from game.render.meshes import distance, rafting
from game.render.meshes.builder import Mesh
from game.render.palette import AFTERNOON, MIDDAY, Palette, rgb
from game.render.scenes import river_banks
from game.render.scenes.river_banks import LENGTH_M, NEAR_M, WATER_M, middle
from game.render.scenes.scene import Scene, Water, slots_in
from game.render.scenes.setting import USUAL, Setting
from game.render.skeleton import Posture
from game.render.tiers import Tier
from game.render.visuals.gates import GATE_M, RIVER_M, gates_gone_by
from game.render.visuals.stage import Carriage, Stage
from game.sim.types import World

CAMERA = Camera(eye=(0.0, 1.36, 3.9), focal=0.917, horizon=0.40)
FLOOR_M = 0.016
DRIFT_M_S = 0.6
FOLLOW_S = 0.35
RAFT_SEEN_FROM = ((-1.0, 1.0, 3.9), (1.0, 1.0, 3.9), (0.0, 1.8, 3.9))  # as it rolls and pitches
CLOUDS = (
    (-22, 8.5, 30, 5.0, 3, 0.95),
    (25, 10.0, 28, 5.0, 5, 0.95),
    (-4, 13.0, 16, 2.4, 8, 0.6),
    (43, 8, 22, 4.0, 12, 0.8),
    (-45, 8, 20, 4.0, 9, 0.8),
)
LEAVES, BIRDS = 9, 5


def build(tier: Tier, setting: Setting = USUAL) -> Scene:
    """Everything that stands still, ready to be drawn."""
    light = setting.light(MIDDAY, AFTERNOON)
    return Scene(
        light,
        CAMERA,
        Mesh(),
        _veil(light, setting),
        FLOOR_M,
        slots_in(CAMERA),
        on_water=_wake(),
        underfoot=markers.limit_ring(CAMERA, FLOOR_M),
        things={
            "raft": rafting.raft(markers.ground_darkness).seen_from(*RAFT_SEEN_FROM),
            "leaf": rafting.drifting_leaf(),
            "bird": rafting.bird(),
        },
        rolling=river_banks.land(tier, setting),
        length=LENGTH_M,
        near=NEAR_M,
        level=WATER_M,
        water=Water(river_banks.water(), rgb("2E7F8C"), flow=0.25),
        trail=lambda z: (float(middle(z)), 0.0),
        aside=RIVER_M,
        live=live,
    )


def live(stage: Stage, world: World) -> None:
    """The raft under the player, how far it has come, leaves on the water and birds."""
    ml, ap = stage.lean
    side = stage.presence.follow("raft side", max(-1.2, min(1.2, ml)) * 0.07, FOLLOW_S)
    front = stage.presence.follow("raft front", max(-1.2, min(1.2, ap)) * 0.045, FOLLOW_S)
    side += 0.010 * math.sin(stage.t * 2 * math.pi / 4.3)
    front += 0.007 * math.sin(stage.t * 2 * math.pi / 5.1 + 1)
    heave = 0.014 * math.sin(stage.t * 2 * math.pi / 3.5)
    stage.carriage = Carriage((0.0, heave, 0.0), side, front)
    stage.posture = Posture(steady=0.30 + 0.55 * min(1.0, math.hypot(ml, ap)))
    stage.put("raft", (0.0, heave, 0.0), side=side, front=front)
    gone = _gone(stage)
    raft = stage.entity("raft")
    aside = 0.0 if stage.still else 0.35 * ml  # where no task asks for it
    across = raft.position[0] * RIVER_M if raft else aside
    across = stage.presence.follow("raft across", across, 0.05 if raft else 1.2)
    stage.moved = (-float(middle(-gone)) - across, 0.0, gone)
    _drifting(stage)
    _flying(stage)


def _gone(stage: Stage) -> float:
    """How far (m) the raft has come: it drifts, or keeps step with the gates of a slalom."""
    by, rate = gates_gone_by(stage), 0.0 if stage.still else DRIFT_M_S
    start = rate * stage.played_s
    if by is not None:
        start = GATE_M * by
        before, step = stage.presence.swap("gates gone by", by), stage.presence.seconds
        if step > 0:
            rate = GATE_M * max(0.0, min(1.0, by - before)) / step
    rate = stage.presence.follow("river rate", rate, 0.6)
    return stage.presence.gather("river gone", rate, start)


def _drifting(stage: Stage) -> None:
    """Leaves that fell on the water; the raft overtakes them slowly."""
    right, _, gone = stage.moved
    for k in range(LEAVES):
        z = NEAR_M - (k * 41.7 / LEAVES - 0.8 * gone) % 40.0
        aside = 3.2 * math.sin(k * 2.4 + 0.5) + 0.3 * math.sin(stage.t * 0.3 + k)
        x = float(middle(z - gone)) + right + aside
        size = 0.13 + 0.05 * (k % 3)
        stage.put("leaf", (x, WATER_M + 0.012, z), size, turn=k * 1.3 + 0.12 * stage.t)


def _flying(stage: Stage) -> None:
    """Birds in a loose flock that wheels slowly, far off."""
    for k in range(BIRDS):
        a = stage.t * 0.055 + k * 0.16 + 0.9 * (k % 2)
        r = 26 + 3.0 * k
        x, z = 4 + r * math.cos(a), -72 + 0.7 * r * math.sin(a)
        y = 17 + 1.5 * math.sin(stage.t * 0.21 + k * 1.9) + k * 0.8
        stage.put("bird", (x, y, z), 2.6, turn=-a, side=0.28, phase=stage.t * 4.0 + k)


def _veil(light: Palette, setting: Setting) -> Mesh:
    """Peaks, three hill layers, and high clouds."""
    mist = rgb("DDE9DC")
    mesh = distance.twin_peaks(
        light, 9, 420, 150, 126, -6, rgb("66789C"), rgb("F4EBE6"), rgb("D8E6E2"), 0.36
    )
    mesh.place(distance.hills(light, 330, 0, 36, 3, rgb("9DBDBF"), mist, folds=2.4))
    mesh.place(distance.hills(light, 230, -2, 26, 6, rgb("86AA9C"), mist))
    mesh.place(distance.hills(light, 150, -3, 17, 14, rgb("74996F"), rgb("C9D6A8"), folds=4.5))
    mesh.place(distance.mist_bank(146, 22.0, rgb("E9EFDC"), alpha=0.95))
    clouds = distance.clouds(light, setting.clouds(CLOUDS), rgb("FFFDF4"), rgb("C6DCE2"))
    return mesh.place(clouds)


def _wake() -> Mesh:
    """The raft's shade on the water, two lines that open behind it, and one round its bow."""
    half, long = rafting.RAFT_HALF_M
    a = np.linspace(0, 2 * np.pi, 25)
    r = np.array([0.02, 0.62, 0.85, 1.0])[:, None]
    x, z = r * 1.6 * np.cos(a) - 0.15, r * 1.9 * np.sin(a) + 0.30
    dark = np.empty((4, 25, 4))
    dark[..., :3] = rgb("0B2A38")
    dark[..., 3] = np.array([0.55, 0.50, 0.20, 0.0])[:, None]
    up = np.array([0, 1, 0])
    mesh = Mesh().grid(np.stack([x, 0 * x + WATER_M + 0.008, z], -1), dark, normals=up)
    s = np.linspace(0, 1, 18)
    for side in (-1, 1):
        across = side * (half * 0.97 + 1.0 * s + 0.05 * np.sin(s * 19 + side))
        run = np.stack([across, 0 * s + WATER_M + 0.02, -long * 0.8 + 5.2 * s], 1)
        _feathered(mesh, run, 0.04 + 0.20 * s, (0.30 + 0.14 * np.sin(s * 23)) * (1 - s) ** 0.8)
    a = np.linspace(-1.25, 1.25, 14)
    ahead = -long + 0.25 - np.cos(a) * 0.36
    bow = np.stack([np.sin(a) * (half + 0.10), 0 * a + WATER_M + 0.02, ahead], 1)
    _feathered(mesh, bow, 0.06 + 0 * a, 0.34 * np.cos(a) ** 0.5)
    return mesh


def _feathered(mesh: Mesh, run: np.ndarray, width: np.ndarray, alpha: np.ndarray) -> None:
    """A pale line on the water through run (n, 3), soft on both sides."""
    wide = width[:, None] * np.array([1.0, 0, 0.25])
    clear = np.concatenate([np.broadcast_to(rgb("EFF7F2"), (len(run), 3)), 0 * alpha[:, None]], 1)
    full = clear.copy()
    full[:, 3] = alpha
    points = np.stack([run - wide, run, run + wide])
    mesh.grid(points, np.stack([clear, full, clear]), normals=np.array([0, 1, 0]))
