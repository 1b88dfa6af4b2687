"""Where the weight goes in weight shifting: the turns of each pattern, and the way between them.

A *turn* is where the movement arrives at a gate, or at the middle. A swing (side to side, forward
and back, diagonal, slalom) has a turn at each end, one half cycle apart. A loop has four in its
cycle, half a half cycle apart: a circle forward, right, back and left; an eight where it is
furthest forward and back in each of its two lobes.

Lean in shares of this person's own limit, ML positive right, AP positive forward; the circle is
ml = sin p, ap = cos p and the eight (a lemniscate of Gerono, furthest 1.06 of its size)
ml = sin q, ap = sqrt(1/2) sin 2q with q = p + 45 degrees, p growing by half a turn a half cycle.
`mirrored` exchanges left and right. No point lies beyond the octagon of the caps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin, sqrt
from typing import Literal

from game.balance.directions import UNIT, octagon_share
from game.level_types.base import ParamsError
from game.level_types.directions import SMALLEST_REACH
from game.sim.chance import Chance

Pattern = Literal["side_to_side", "forward_back", "diagonal", "circle", "figure_eight", "slalom"]
Way = Literal["right", "left", "both"]
Lean = tuple[float, float]
Caps = tuple[float, ...]

LOOPS = ("circle", "figure_eight")
_VISITS: dict[Pattern, tuple[int, ...]] = {  # directions in turn, where nothing is mirrored
    "side_to_side": (2, 6),
    "forward_back": (0, 4),
    "diagonal": (1, 5),
    "circle": (0, 2, 4, 6),
    "figure_eight": (1, 3, 7, 5),
    "slalom": (2, 6),
}
_NEAREST_GATE = 0.5  # of the reach: where the gates of a slalom may stand


@dataclass(frozen=True, slots=True)
class Turn:
    """direction 0..7, or -1 for the middle; phase (rad) along a loop, growing from turn to turn;
    halves: how many half cycles after the turn before; share: how far out of the reach asked for.
    """

    direction: int
    phase: float = 0.0
    mirrored: bool = False
    halves: float = 1.0
    share: float = 1.0


MIDDLE = Turn(-1)


def plan_turns(pattern: Pattern, way: Way, reps: int, caps: Caps, seed: int) -> tuple[Turn, ...]:
    """`reps` turns at gates, and where one end of a swing is closed the middle in its stead.

    way: right as above, left mirrored, both: half to the right, then, by the middle, to the left.
    The gates of a slalom stand at shares that the seed decides. ParamsError where the caps leave
    no direction open.
    """
    ways = [left for left in _mirrors(way) if _open(pattern, left, caps)]
    if not ways:
        raise ParamsError(
            f"pattern: the caps leave none of the directions of '{pattern}'; "
            f"allow at least {SMALLEST_REACH:g} in one"
        )
    turns: list[Turn] = []
    for done, left in enumerate(ways, 1):
        _extend(turns, _visits(pattern, left, caps), reps * done // len(ways))
    if pattern == "slalom":
        turns = list(_scattered(turns, seed))
    return tuple(turns)


def visited(pattern: Pattern, way: Way) -> set[int]:
    """The directions 0..7 that a pattern asks for."""
    return {k for mirrored in _mirrors(way) for k in _directions(pattern, mirrored)}


def place(turn: Turn, size: float, caps: Caps) -> Lean:
    """Where a turn lies when `size` is asked for."""
    if turn.direction < 0:
        return 0.0, 0.0
    reach = min(size, caps[turn.direction]) * turn.share
    ml, ap = UNIT[turn.direction]
    return ml * reach, ap * reach


def on_loop(pattern: str, phase: float, size: float, caps: Caps, mirrored: bool = False) -> Lean:
    """The point of a circle or an eight at a phase (rad)."""
    if pattern == "circle":
        ml, ap = sin(phase), cos(phase)
    else:
        ml, ap = sin(phase + pi / 4), sqrt(0.5) * sin(2 * phase + pi / 2)
    if mirrored:
        ml = -ml
    beyond = max(1.0, octagon_share(caps, ml * size, ap * size))
    return ml * size / beyond, ap * size / beyond


def loop(pattern: str, size: float, caps: Caps, points: int, mirrored: bool = False) -> list[Lean]:
    """The whole of a circle or an eight as a closed line; its last point is its first."""
    return [on_loop(pattern, 2 * pi * k / points, size, caps, mirrored) for k in range(points + 1)]


def _mirrors(way: Way) -> tuple[bool, ...]:
    return {"right": (False,), "left": (True,), "both": (False, True)}[way]


def _directions(pattern: Pattern, mirrored: bool) -> list[int]:
    return [-k % 8 if mirrored else k for k in _VISITS[pattern]]


def _open(pattern: Pattern, mirrored: bool, caps: Caps) -> bool:
    return any(caps[k] >= SMALLEST_REACH for k in _directions(pattern, mirrored))


def _visits(pattern: Pattern, mirrored: bool, caps: Caps) -> Iterator[Turn]:
    """Turn after turn for ever. A closed end of a swing is the middle, of a loop left out."""
    listed = _directions(pattern, mirrored)
    step = 0.5 if pattern in LOOPS else 1.0
    visit, passed = 0, 0
    while True:
        direction = listed[visit % len(listed)]
        visit, passed = visit + 1, passed + 1
        if caps[direction] >= SMALLEST_REACH:
            yield Turn(direction, (visit - 1) * step * pi, mirrored, passed * step)
            passed = 0
        elif pattern not in LOOPS:
            yield MIDDLE
            passed = 0


def _extend(turns: list[Turn], visits: Iterator[Turn], until: int) -> None:
    """Go on until there are so many gates: by way of the middle where another way begins, and
    between two gates at one place. What follows the middle takes half a cycle.
    """
    gates = sum(turn.direction >= 0 for turn in turns)
    fresh = True
    while gates < until:
        turn = next(visits)
        if turns and turn.direction >= 0 and (fresh or turns[-1].direction == turn.direction):
            turns.append(MIDDLE)
        after_middle = not turns or turns[-1] is MIDDLE
        turns.append(replace(turn, halves=1.0) if after_middle else turn)
        gates, fresh = gates + (turn.direction >= 0), False


def _scattered(turns: Sequence[Turn], seed: int) -> Iterator[Turn]:
    """Gates at different distances."""
    chance = Chance(seed)
    for turn in turns:
        yield replace(turn, share=_NEAREST_GATE + (1 - _NEAREST_GATE) * chance.share())
