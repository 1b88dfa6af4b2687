"""What a minute on a board tells of the board: each quality beside the limit it is held to.

Metres, newtons and seconds come in; values go out in the unit that each states. The limits and
where they come from stand at LIMITS; they ask whether play and sway measures can be trusted, not
whether the board is as good as a laboratory's plate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.session.safety import STALE_S
from input_devices.reader import GAP_PERIODS
from input_devices.sample import BoardSample, DeviceInfo

# Sway is filtered at 10 Hz (cop-metrics practice), of which 50 Hz is five times; a plate that is
# slower by design has to keep four fifths of its own rate.
RATE_HZ, RATE_SHARE = 50.0, 0.8
JITTER_S = 0.010  # moves a centre of pressure that goes at 50 mm/s by half a millimetre
GAPS_PER_MIN = 6.0
NOISE_M = 0.0005  # boards and laboratory plates differ by 0.3 to 0.7 mm (Huurnink 2013)
ZERO_N = 10.0  # one board repeats to 4.5 N, nine differ by 9.1 N (Bartlett 2014)
LOAD_SHARE = 0.02  # nobody's weight depends on where they lean; 14 N at 700 N
SPREAD_M = 0.020  # between leaning one way and the other
EVEN = (0.40, 0.60)  # of the load on the right

Minute = dict[str, list[BoardSample]]


@dataclass(frozen=True, slots=True)
class Check:
    """One quality: its value in its unit (None where it could not be measured), its limit in words,
    whether it is kept, and what to do if it is not."""

    name: str
    value: float | None
    unit: str
    limit: str
    ok: bool
    remedy: str


def judge(minute: Minute, info: DeviceInfo) -> list[Check]:
    """Every check, for the samples of the tasks empty, stand, right, left, forward, back, off."""
    checks = [*_timing(list(minute.values()), info), _noise(minute["stand"])]
    if any(math.isfinite(sample.load_n) for sample in minute["stand"]):
        checks += [_zero("zero", minute["empty"]), _zero("zero after use", minute["off"])]
        checks.append(_same_weight(minute))
    checks += [
        _direction("rightwards", "ml", minute["right"], minute["left"]),
        _direction("forwards", "ap", minute["forward"], minute["back"]),
    ]
    if any(math.isfinite(corner) for s in minute["stand"] for corner in s.corners_n):
        checks.append(_symmetry(minute["stand"]))
    return checks


def white_noise(values: np.ndarray) -> float:
    """Standard deviation of the white part of a signal (n,), in its unit, from third differences:
    their variance is 20 times that of white noise, while sway, far slower than the samples, all but
    vanishes in them. NaN below 10 values."""
    if len(values) < 10:
        return math.nan
    return float(np.sqrt(np.mean(np.diff(values, 3) ** 2) / 20))


def _timing(tasks: Sequence[list[BoardSample]], info: DeviceInfo) -> list[Check]:
    """Rate, jitter and gaps of the tasks together; the pauses between them do not count."""
    steps = np.concatenate([np.diff([s.t for s in task]) for task in tasks])
    nominal = info.nominal_rate_hz if info.nominal_rate_hz > 0 else 100.0
    gap = GAP_PERIODS / nominal
    total = float(steps.sum())
    even = steps[steps <= gap]
    rate = len(steps) / total if total > 0 else math.nan
    jitter = float(even.std()) if len(even) else math.nan
    longest = float(steps.max()) if len(steps) else math.nan
    gaps = 60 * float((steps > gap).sum()) / total if total > 0 else math.nan
    least = min(RATE_HZ, RATE_SHARE * nominal)
    nearer = "bring the board nearer to the computer, away from Wi-Fi and other radios"
    return [
        _at_least("rate", rate, "Hz", least, f"{nearer}; put in fresh batteries"),
        _at_most("jitter", 1000 * jitter, "ms", 1000 * JITTER_S, nearer),
        _at_most(f"gaps over {1000 * gap:.0f} ms", gaps, "a minute", GAPS_PER_MIN, nearer),
        _at_most("longest gap", 1000 * longest, "ms", 1000 * STALE_S, f"{nearer}: it pauses play"),
    ]


def _noise(stand: list[BoardSample]) -> Check:
    loaded = [sample for sample in stand if sample.loaded]
    ml = white_noise(np.array([sample.cop_ml for sample in loaded]))
    ap = white_noise(np.array([sample.cop_ap for sample in loaded]))
    remedy = "put the board on flat, hard ground; if it stays, use another board"
    return _at_most("noise", 1000 * float(np.maximum(ml, ap)), "mm", 1000 * NOISE_M, remedy)


def _zero(name: str, empty: list[BoardSample]) -> Check:
    """The load of the empty board, once zeroed; after use, whether it comes back to zero."""
    load = _mean([sample.load_n for sample in empty[-len(empty) // 4 :]])
    remedy = (
        "leave the board empty on flat, hard ground and check it again; if it stays, use another"
    )
    return _at_most(name, abs(load), "N", ZERO_N, remedy)


def _same_weight(minute: Minute) -> Check:
    """How much the weight seems to change with where the person leans, in percent."""
    weight = _mean([sample.load_n for sample in minute["stand"]])
    leans = [
        _mean([s.load_n for s in minute[name]]) for name in ("right", "left", "forward", "back")
    ]
    worst = float(np.max(np.abs(np.array(leans) - weight))) / weight if weight > 0 else math.nan
    remedy = (
        "keep both feet on the board, and nothing else; if it stays, a sensor is off: use another"
    )
    return _at_most("weight when leaning differs by", 100 * worst, "%", 100 * LOAD_SHARE, remedy)


def _direction(name: str, axis: str, towards: list[BoardSample], away: list[BoardSample]) -> Check:
    """How far apart leaning one way and the other are; negative on a board turned round."""
    ends = [
        _mean([s.cop_ml if axis == "ml" else s.cop_ap for s in task if s.loaded])
        for task in (towards, away)
    ]
    remedy = "turn the board so that its front button is behind you, and lean further"
    return _at_least(f"lean {name}", 1000 * (ends[0] - ends[1]), "mm", 1000 * SPREAD_M, remedy)


def _symmetry(stand: list[BoardSample]) -> Check:
    right = _mean([(s.corners_n[1] + s.corners_n[3]) / s.load_n for s in stand if s.loaded])
    low, high = EVEN
    remedy = (
        "put the feet evenly to both sides; if it stays on the same side with the board turned "
        "round, it is the person, and if it changes sides, a sensor is off"
    )
    limit = f"{100 * low:g} to {100 * high:g} %"
    return Check("load on the right", _known(100 * right), "%", limit, low <= right <= high, remedy)


def _at_least(name: str, value: float, unit: str, limit: float, remedy: str) -> Check:
    return Check(name, _known(value), unit, f"at least {limit:g} {unit}", value >= limit, remedy)


def _at_most(name: str, value: float, unit: str, limit: float, remedy: str) -> Check:
    return Check(name, _known(value), unit, f"at most {limit:g} {unit}", value <= limit, remedy)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else math.nan


def _known(value: float) -> float | None:
    return round(value, 3) if math.isfinite(value) else None
