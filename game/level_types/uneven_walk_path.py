"""The path of uneven_walk: which stones come, how each is tilted, and where a person balances.

What a stone is (its foot, ground, the way it tilts, the wind) is drawn from the seed as it comes
into view; how hard it is follows the difficulty at its cue. The balance point of a stone is the
load on its foot, plus the lean up against its tilt, plus what wind or movement add. It is never
beyond the therapist's caps, never asks of a leg more than the cap of its side, and always lies
well on the side of its foot, so that standing upright is never balancing on it.

Lean in shares of this person's own limit; places in metres as in game.sim.types, -z ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from game.balance.directions import DIRECTIONS, UNIT, octagon_share
from game.level_types.base import ParamsError, check_ranges
from game.level_types.directions import SMALLEST_REACH
from game.level_types.knob import Knob
from game.sim import STEP_HZ
from game.sim.chance import Chance

Surface = Literal["flat", "stones", "roots", "slope", "camber"]
Mode = Literal["stepping", "gliding"]
Lean = tuple[float, float]

RIGHT, LEFT = 2, 6  # of DIRECTIONS
SPACING_M = 0.55  # from stone to stone
FEET_M = 0.16  # of a foot from the middle of the path
GUST_STEPS = round(1.6 * STEP_HZ)  # how long a gust blows

_GUST_EDGE = 0.3  # of it rises, and as much dies down
_DRIFT_STEPS = 4 * STEP_HZ  # of a stone that moves to and fro once
_WIDEST = 0.5  # of the load asked for: the middle is never within a stone's radius
_OWN_SIDE = 0.6  # of the load stays on the foot whatever the ground does
_TRIES = 16  # halvings, to find how far the caps let a balance point go
_STONE_M = (0.14, 0.3)  # the radius of a stone: at least, and more for each unit of lean
_RISE_M = 0.1  # of a slope from stone to stone
_TILTS: Mapping[Surface, tuple[int, ...]] = {
    "flat": (),
    "stones": tuple(range(8)),
    "roots": (0, 4),
    "slope": (0, 4),
    "camber": (RIGHT, LEFT),
}
_WHOLE_RUN = ("slope", "camber")  # these tilt the same way for a whole run


@dataclass(frozen=True, slots=True)
class UnevenWalkParams:
    """What stays the same through a level. A run of each of `surfaces` in turn, over and over;
    gust_every: every so many stones the wind blows, 0 never; stand_s: quiet stance at the start.
    """

    stones: int
    surfaces: tuple[Surface, ...]
    mode: Mode = "stepping"
    gust_every: int = 0
    stand_s: float = 2.5
    stand_radius: float = 0.25

    def __post_init__(self) -> None:
        if not self.surfaces:
            raise ParamsError("surfaces: name at least one")
        check_ranges(
            self,
            stones=(1, 200),
            gust_every=(0, 200),
            stand_s=(0.5, 10.0),
            stand_radius=(0.1, 0.5),
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """One stone as drawn: its foot (a direction), what it is, how it tilts and whence the wind
    comes (directions, -1 for none), and its height (m).
    """

    side: int
    surface: Surface
    tilt: int
    gust: int
    y: float


@dataclass(frozen=True, slots=True)
class Stone:
    """One stone as asked for: fixed from its cue on, whatever the difficulty does meanwhile.

    ml, ap: where it balances while it is still and the air is; tilt: how much of that is up
    against its tilt; gust, drift: how far wind and movement take the balance point.
    """

    ground: Ground
    shift: float
    ml: float
    ap: float
    tilt: float
    radius: float
    hold_steps: int
    limit_steps: int
    pause_steps: int
    gust: float
    drift: float

    @property
    def still(self) -> bool:
        """Whether its balance point stays where it is."""
        return self.gust == 0 and self.drift == 0

    @property
    def radius_m(self) -> float:
        return _STONE_M[0] + _STONE_M[1] * self.radius


class Path:
    """All stones of one trial. ParamsError where the caps leave neither foot."""

    def __init__(
        self,
        params: UnevenWalkParams,
        knobs: Mapping[str, Knob],
        caps: tuple[float, ...],
        seed: int,
    ) -> None:
        self._params, self._knobs, self._caps = params, knobs, caps
        self._sides = [side for side in (RIGHT, LEFT) if caps[side] >= SMALLEST_REACH]
        if not self._sides:
            raise ParamsError(
                "mode: the caps leave neither left nor right; "
                f"allow at least {SMALLEST_REACH:g} on one side"
            )
        self._chance = Chance(seed)
        self._turn = self._chance.below(2)
        self._grounds: list[Ground] = []
        self._stones: dict[tuple[int, float], Stone] = {}  # each is asked for many times
        self._runs = self._left_of_run = self._run_tilt = 0

    def at(self, name: str, difficulty: float) -> float:
        """A knob's value."""
        return self._knobs[name].at(difficulty)

    def ground(self, index: int, difficulty: float) -> Ground:
        """The stone at this place on the path; those before it are drawn first."""
        while len(self._grounds) <= index:
            self._grounds.append(self._draw(difficulty))
        return self._grounds[index]

    def _draw(self, difficulty: float) -> Ground:
        index = len(self._grounds)
        many, whence = self._chance.below(840), self._chance.below(4)  # 840: even for each choice
        new_run = self._left_of_run == 0
        if new_run:
            self._left_of_run, self._run_tilt = round(self.at("camber_run", difficulty)), many
            self._runs += 1
        self._left_of_run -= 1
        surface = self._params.surfaces[(self._runs - 1) % len(self._params.surfaces)]
        tilts = _TILTS[surface]
        drawn = self._run_tilt if surface in _WHOLE_RUN else many
        tilt = tilts[drawn % len(tilts)] if tilts else -1
        count = index if self._params.mode == "stepping" else self._runs
        windy = self._params.gust_every > 0 and (index + 1) % self._params.gust_every == 0
        return Ground(
            self._sides[(count + self._turn) % len(self._sides)],
            surface,
            tilt,
            2 * whence if windy else -1,
            self._height(surface, tilt),
        )

    def _height(self, surface: Surface, tilt: int) -> float:
        last = self._grounds[-1].y if self._grounds else 0.0
        return last + (_RISE_M if tilt == 0 else -_RISE_M) if surface == "slope" else last

    def stone(self, index: int, difficulty: float) -> Stone:
        """The stone as this difficulty asks for it, within the caps."""
        key = index, difficulty
        if key not in self._stones:
            self._stones[key] = self._make_stone(index, difficulty)
        return self._stones[key]

    def _make_stone(self, index: int, difficulty: float) -> Stone:
        ground = self.ground(index, difficulty)
        shift = min(self.at("shift", difficulty), self._caps[ground.side])
        base = (UNIT[ground.side][0] * shift, 0.0)
        up = UNIT[ground.tilt] if ground.tilt >= 0 else (0.0, 0.0)
        wanted = self.at("tilt", difficulty) if ground.tilt >= 0 else 0.0
        ml, ap = self._towards(ground.side, shift, base, (up[0] * wanted, up[1] * wanted))
        gust = self.at("gust", difficulty) if ground.gust >= 0 else 0.0
        settle = max(1, round(self.at("settle_s", difficulty) * STEP_HZ))
        return Stone(
            ground,
            shift,
            ml,
            ap,
            abs(ml - base[0]) if ap == base[1] else abs(ap - base[1]) / abs(up[1]),
            min(self.at("radius", difficulty), _WIDEST * shift),
            settle + (GUST_STEPS if gust > 0 else 0),
            max(1, round(self.at("time_limit_s", difficulty) * STEP_HZ)),
            round(self.at("spacing_s", difficulty) * STEP_HZ),
            gust,
            self.at("drift", difficulty),
        )

    def balance(self, stone: Stone, steps: int, gust_steps: int) -> Lean:
        """Where the stone balances this many steps after its cue and after its gust set in."""
        if stone.still:
            return stone.ml, stone.ap
        blow = stone.gust * gust_strength(gust_steps)
        ml, ap = UNIT[stone.ground.gust] if stone.ground.gust >= 0 else (0.0, 0.0)
        push = (blow * ml, blow * ap + stone.drift * to_and_fro(steps))
        return self._towards(stone.ground.side, stone.shift, (stone.ml, stone.ap), push)

    def _towards(self, side: int, shift: float, start: Lean, push: Lean) -> Lean:
        """As far from `start` along `push` as caps and foot allow."""
        low, high = 0.0, 1.0
        if self._allowed(side, shift, start[0] + push[0], start[1] + push[1]):
            return start[0] + push[0], start[1] + push[1]
        for _ in range(_TRIES):
            share = (low + high) / 2
            at = start[0] + share * push[0], start[1] + share * push[1]
            low, high = (share, high) if self._allowed(side, shift, *at) else (low, share)
        return start[0] + low * push[0], start[1] + low * push[1]

    def _allowed(self, side: int, shift: float, ml: float, ap: float) -> bool:
        borne = ml * UNIT[side][0]
        return (
            _OWN_SIDE * shift <= borne <= self._caps[side]
            and octagon_share(self._caps, ml, ap) <= 1.0
        )

    def place(self, index: int, walked: float) -> tuple[float, float, float]:
        """Where a stone lies (m) from who has walked so many stones; y from where they stand."""
        ground = self._grounds[index]
        x = FEET_M * UNIT[ground.side][0] if self._params.mode == "stepping" else 0.0
        return x, ground.y - self._height_at(walked), -SPACING_M * (index + 1 - walked)

    def _height_at(self, walked: float) -> float:
        """Of the path where this many stones have been walked: even before the first stone."""
        whole = int(walked)
        before = self._grounds[whole - 1].y if whole > 0 else 0.0
        after = self._grounds[min(whole, len(self._grounds) - 1)].y
        return before + (walked - whole) * (after - before)


def gust_strength(steps: float) -> float:
    """0..1 this many steps after a gust set in: it rises, blows and dies down, without a jerk."""
    share = steps / GUST_STEPS
    edge = min(share, 1.0 - share) / _GUST_EDGE
    return 0.0 if edge <= 0 else 1.0 if edge >= 1 else edge * edge * (3 - 2 * edge)


def to_and_fro(steps: float) -> float:
    """-1..1, from 0: a smooth wave of plain arithmetic, the same on every machine."""
    u = (steps / _DRIFT_STEPS + 0.25) % 1.0
    line = 4 * u - 1 if u < 0.5 else 3 - 4 * u
    return line * (1.5 - 0.5 * line * line)


def name_of(direction: int) -> str | None:
    """The name of a direction; None for none."""
    return DIRECTIONS[direction] if direction >= 0 else None
