"""The person's limits, from a recorded test of limits of stability.

Of each direction the better of the last two attempts counts, since the first ones show learning;
practice never does. An attempt gives the furthest distance held for a second, from the raw samples
(see game.balance.calibration). Who reached a lantern may well lean further than they were asked to:
the limit is then never less than the one before, or one test after the other would shrink it. A
direction that was not tried is filled from its neighbours, and never more than before.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from game.balance.calibration import FLOOR_M, LimitsCalibration, limits_from_held
from game.balance.limits import DIRECTIONS, Limits
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.session.scoring.reps import Asked, asked, events_of

LAST: Final = 2  # attempts of a direction that count
TASK: Final = "limits_of_stability"


def limits_from(trial: TrialRecording, measured: str = "") -> Limits:
    """The limits that a test measured, about the centre it was done with; caps stay as they were.

    measured: when that was, in ISO time. RecordingError where the trial is no such test, holds
    nothing of a board, or nobody leaned FLOOR_M for a second in any direction.
    """
    with events_of(trial, "a test of limits"):
        if trial.start["level"]["type"] != TASK:
            raise RecordingError(f"{trial.folder}: no test of limits of stability")
        return _limits(trial, measured)


def in_force(trial: TrialRecording, one: Asked) -> Limits:
    """The limits at the cue of a rep; ValueError or the like where they cannot be understood."""
    return Limits.from_dict(trial.start["limits"] if one.stated is None else one.stated)


def counted(trial: TrialRecording) -> dict[int, list[Asked]]:
    """The attempts of each direction (0..7) that count, in the order done."""
    done: defaultdict[int, list[Asked]] = defaultdict(list)
    for one in asked(trial):
        rep = one.rep[1].data
        if rep["practice"] is False:
            done[DIRECTIONS.index(str(rep["direction"]))].append(one)
    return {direction: attempts[-LAST:] for direction, attempts in done.items()}


def held_m(trial: TrialRecording, one: Asked) -> float:
    """The furthest distance held for a second in one attempt, metres; NaN without a board."""
    t = trial.samples["t_s"]
    if not t.size:
        return math.nan
    limits = in_force(trial, one)
    listening = LimitsCalibration(limits.centre_ml, limits.centre_ap)
    direction = DIRECTIONS.index(str(one.rep[1].data["direction"]))
    listening.ask(direction)
    part = slice(*np.searchsorted(t, [one.cue[0], one.rep[0]]).tolist())
    ml, ap = trial.samples["cop_ml_mm"] / 1000, trial.samples["cop_ap_mm"] / 1000
    for at, x, y in zip(t[part].tolist(), ml[part].tolist(), ap[part].tolist(), strict=True):
        listening.feed(at, x, y)
    return listening.held_m(direction)


def _limits(trial: TrialRecording, measured: str) -> Limits:
    attempts = counted(trial)
    held = {k: max(held_m(trial, one) for one in tries) for k, tries in attempts.items()}
    if not any(distance >= FLOOR_M for distance in held.values()):
        raise RecordingError(
            f"{trial.folder}: nobody leaned {1000 * FLOOR_M:g} mm for a second in any direction"
        )
    last = max((tries[-1] for tries in attempts.values()), key=lambda one: one.rep[0])
    before = in_force(trial, last)
    reached = [k for k, tries in attempts.items() if _reached(tries) and held[k] < before.reach[k]]
    held |= {k: before.reach[k] for k in reached}
    found = limits_from_held(held, (before.centre_ml, before.centre_ap), measured=measured)
    reach = tuple(
        found.reach[k] if k in held else min(found.reach[k], before.reach[k]) for k in range(8)
    )
    how = f"{found.how}; the better of the last {LAST} attempts"
    if reached:
        names = ", ".join(DIRECTIONS[k] for k in sorted(reached))
        how += f"; as before, since all that was asked for was reached: {names}"
    return replace(found, reach=reach, caps=before.caps, how=how, stance=before.stance)


def _reached(tries: Sequence[Asked]) -> bool:
    return any(one.rep[1].data["reached"] is True for one in tries)
