"""What visual tracking asks for in each rep: where a firefly stands or flies, among which stars.

Lean in shares of this person's own limit. Nothing is placed beyond the caps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from game.balance.directions import DIRECTIONS, UNIT, nearest_direction
from game.level_types.base import ParamsError, check_ranges
from game.level_types.directions import (
    SMALLEST_REACH,
    Course,
    Direction,
    Order,
    check_directions,
    within_caps,
)
from game.level_types.knob import Knob
from game.level_types.moving_over import MovesTo
from game.level_types.visual_tracking_paths import Path, plan_path
from game.sim import STEP_HZ, Entity
from game.sim.chance import Chance

Lean = tuple[float, float]

WIDEST_RING, WIDEST_GLIDING = 0.5, 0.8  # of the reach
RINGS = (0.55, 1.0)  # of the reach: where stars stand


@dataclass(frozen=True, slots=True)
class VisualTrackingParams:
    """What stays the same through a level. on_target: the share of a stretch that is a success.
    answer_s: how long a gliding firefly stays lit.
    """

    directions: tuple[Direction, ...]
    reps: int
    mode: Literal["pursuit", "saccade", "scan"] = "pursuit"
    answer: Literal["lean", "button"] = "lean"
    predictable: bool = False
    order: Order = "random"
    stretch_s: float = 20.0
    on_target: float = 0.5
    centre_radius: float = 0.20
    ready_s: float = 0.8
    dwell_s: float = 0.4
    answer_s: float = 3.0
    rest_s: float = 2.0
    moves_to: MovesTo = "none"
    moved: float = 0.0

    def __post_init__(self) -> None:
        check_directions(self.directions)
        check_ranges(
            self,
            reps=(1, 200),
            stretch_s=(5.0, 120.0),
            on_target=(0.1, 1.0),
            centre_radius=(0.1, 0.5),
            ready_s=(0.0, 5.0),
            dwell_s=(0.1, 5.0),
            answer_s=(0.5, 30.0),
            rest_s=(0.0, 60.0),
            moved=(0.0, 1.0),
        )

    @property
    def flies(self) -> bool:
        return self.mode == "pursuit"

    @property
    def stretches(self) -> bool:
        """Whether a rep is a stretch of following."""
        return self.mode == "pursuit" and self.answer == "lean"


@dataclass(frozen=True, slots=True)
class Ask:
    """One rep as it is asked for, whatever the difficulty does meanwhile.

    direction -1 and at None for a firefly that glides. steps: of a stretch, or to answer.
    """

    direction: int
    at: Lean | None
    reach: float
    radius: float
    steps: int
    stars: tuple[Entity, ...]
    path: Path | None

    def lit(self, place: Lean) -> Ask:
        """The same, its firefly having lit up here."""
        return replace(self, direction=nearest_direction(*place))


class Asks:
    """Makes each rep's Ask. ParamsError where the caps leave no room."""

    def __init__(
        self,
        params: VisualTrackingParams,
        knobs: Mapping[str, Knob],
        caps: tuple[float, ...],
        seed: int,
    ) -> None:
        self.params, self._knobs = within_caps(params, caps), knobs
        self._caps = tuple(cap if cap >= SMALLEST_REACH else 0.0 for cap in caps)
        self._sides = _sides(params.directions)
        if params.flies and all(self._sides):
            _check_room(self._caps)
        self._plan = Course(self.params, seed)
        self.chance = Chance(seed, 1)

    def direction(self, rep: int) -> int:
        """Where the firefly of this rep will be, or -1 for one that glides."""
        return -1 if self.params.flies else self._plan[rep]

    def ended(self, rep: int, success: bool) -> dict[str, float]:
        """As Course.ended; a firefly that glides does not move over."""
        return {} if self.params.flies else self._plan.ended(rep, success)

    def make(self, rep: int, difficulty: float) -> Ask:
        at = {name: knob.at(difficulty) for name, knob in self._knobs.items()}
        stars = self._stars(at, self.direction(rep))
        if self.params.flies:
            return self._gliding(at, stars)
        direction = self._plan[rep]
        reach, (ml, ap) = min(at["reach"], self._caps[direction]), UNIT[direction]
        place, radius = (ml * reach, ap * reach), min(at["radius"], WIDEST_RING * reach)
        return Ask(direction, place, reach, radius, _steps(at["pace_s"]), stars, None)

    def _gliding(self, at: Mapping[str, float], stars: tuple[Entity, ...]) -> Ask:
        chance, length = None if self.params.predictable else self.chance, self.params.stretch_s
        path = plan_path(self._sides, at["pace_s"], _steps(length), at["reach"], self._caps, chance)
        steps = path.steps if self.params.stretches else _steps(self.params.answer_s)
        radius = min(at["radius"], WIDEST_GLIDING * at["reach"])
        return Ask(-1, None, at["reach"], radius, steps, stars, path)

    def _stars(self, at: Mapping[str, float], direction: int) -> tuple[Entity, ...]:
        """Idle stars on two rings within the caps, never where the firefly is."""
        spots = [
            (k, ring) for k in range(8) for ring in RINGS if (k, ring) != (direction, RINGS[1])
        ]
        kept = [spot for spot in self.chance.shuffled(spots) if self._caps[spot[0]] > 0]
        made = []
        for ident, (k, ring) in enumerate(kept[: round(at["stars"])]):
            (ml, ap), far = UNIT[k], min(at["reach"], self._caps[k]) * ring
            made.append(
                Entity("star", (ml * far, 0.0, -ap * far), at["radius"], "idle", 0.0, ident)
            )
        return tuple(made)


def _steps(seconds: float) -> int:
    return max(1, round(seconds * STEP_HZ))


def _sides(directions: tuple[Direction, ...]) -> tuple[bool, bool]:
    """Whether a firefly glides left and right, and forward and back."""
    units = [UNIT[DIRECTIONS.index(name)] for name in directions]
    return any(ml for ml, _ in units), any(ap for _, ap in units)


def _check_room(caps: tuple[float, ...]) -> None:
    """A firefly that glides all round needs two neighbouring directions."""
    if not any(caps[k] > 0 and caps[k - 1] > 0 for k in range(8)):
        raise ParamsError(
            "directions: the caps leave a gliding firefly no room; allow at least "
            f"{SMALLEST_REACH:g} in two neighbouring directions"
        )
