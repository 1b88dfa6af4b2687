"""From four corner forces to a sample: the zero, who stands on the plate, the centre of pressure.

For every plate with four cells. Corners are top left, top right, bottom left, bottom right (top =
toes), newtons. The centre of pressure is measured from the middle between the sensors, ML to the
right and AP forward, metres, and is NaN while nobody stands on the plate: it turns valid at 15 kg
and invalid again under 10 kg, so that a foot being set down or lifted does not flicker.
"""

from __future__ import annotations

import math

from input_devices.sample import BoardSample
from input_devices.tare import Corners, Tare, TareResult

STANDARD_GRAVITY = 9.80665  # N/kg
STEPS_ON_N = 15.0 * STANDARD_GRAVITY
STEPS_OFF_N = 10.0 * STANDARD_GRAVITY
NO_CORNERS: Corners = (0.0, 0.0, 0.0, 0.0)


def centre_of_pressure(corners_n: Corners, width_m: float, length_m: float) -> tuple[float, float]:
    """ML and AP (m) of the load's centre for sensors `width_m` by `length_m` apart. NaN without a
    load that pushes down."""
    top_left, top_right, bottom_left, bottom_right = corners_n
    load = top_left + top_right + bottom_left + bottom_right
    if not load > 0.0:
        return math.nan, math.nan
    right = (top_right + bottom_right) - (top_left + bottom_left)
    front = (top_left + top_right) - (bottom_left + bottom_right)
    return 0.5 * width_m * right / load, 0.5 * length_m * front / load


class Plate:
    """One plate's zero and occupancy. `width_m`, `length_m` between the sensors; `max_load_n` what
    it is rated for."""

    def __init__(self, width_m: float, length_m: float, max_load_n: float = math.inf) -> None:
        self.width_m = width_m
        self.length_m = length_m
        self.max_load_n = max_load_n
        self.occupied = False
        self.overloaded = False
        self.tares: list[TareResult] = []  # every one asked for, refused ones too
        self._on_n, self._off_n = STEPS_ON_N, STEPS_OFF_N
        self._zero = NO_CORNERS
        self._tare: Tare | None = None

    def start_tare(self, seconds: float) -> None:
        """Take the mean of the next `seconds` as zero, if they are quiet and near enough to it."""
        self._tare = Tare(seconds)

    def occupied_from(self, on_n: float = STEPS_ON_N, off_n: float = STEPS_OFF_N) -> None:
        """Somebody is on it from the load `on_n`, and nobody below `off_n` (N): the feet of who
        sits weigh less than who stands.
        """
        self._on_n, self._off_n = on_n, off_n

    @property
    def drift_n(self) -> Corners:
        """How far each corner's zero moved between the first and the last accepted tare (N); NaN
        before there are two."""
        accepted = [tare.zero_n for tare in self.tares if tare.accepted]
        if len(accepted) < 2:
            return (math.nan,) * 4
        first, last = accepted[0], accepted[-1]
        return last[0] - first[0], last[1] - first[1], last[2] - first[2], last[3] - first[3]

    def sample(self, t: float, seq: int, raw_n: Corners, buttons: int = 0) -> BoardSample:
        """The sample for these forces before zeroing (N), which also feed a tare under way."""
        if self._tare is not None and (result := self._tare.add(t, raw_n)) is not None:
            self._tare = None
            self.tares.append(result)
            self._zero = result.zero_n if result.accepted else self._zero
        zero = self._zero
        corners = raw_n[0] - zero[0], raw_n[1] - zero[1], raw_n[2] - zero[2], raw_n[3] - zero[3]
        load = corners[0] + corners[1] + corners[2] + corners[3]
        self.occupied = load >= (self._off_n if self.occupied else self._on_n)
        self.overloaded = load > self.max_load_n
        ml = ap = math.nan
        if self.occupied:
            ml, ap = centre_of_pressure(corners, self.width_m, self.length_m)
        return BoardSample(t, seq, corners, load, ml, ap, buttons)
