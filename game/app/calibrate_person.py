"""A simulated person who grows the flower: leans where they are asked, to a stated share."""

from __future__ import annotations

from collections.abc import Sequence

from game.app.calibrate import CalibrationRun
from game.app.headless import is_aimable
from game.app.people import body_of
from game.balance.directions import UNIT
from input_devices.sample import Device

LEANS_TO = 0.8  # of the textbook's limits


class SimulatedPerson:
    """Call `steer` before each frame. shares: how far in each direction, of the textbook's limit;
    by default as far as they can, or LEANS_TO where the device's simple person has no limits.

    Whoever stands on it sways and takes their time; that is the device's.
    """

    def __init__(
        self, run: CalibrationRun, device: Device, shares: Sequence[float] | None = None
    ) -> None:
        self._run, self._device = run, device
        self._shares = tuple(shares or (LEANS_TO,) * 8)
        body = None if shares else body_of(device)
        self._own = body.limits.reach if body else None

    @property
    def how(self) -> str:
        """One phrase for the file of what they leave."""
        if self._own:
            return "by a simulated person who leans as far as they can"
        return f"by a simulated person who leans to {LEANS_TO:.0%} of the textbook's limits"

    def steer(self) -> None:
        """Aim where the flower asks for now."""
        k, limits = self._run.direction, self._run.control.limits
        ml = ap = 0.0
        if k is not None:
            far = self._own[k] if self._own else self._shares[k] * limits.reach[k]
            ml, ap = UNIT[k][0] * far, UNIT[k][1] * far
        if is_aimable(self._device):
            self._device.aim(limits.centre_ml + ml, limits.centre_ap + ap)
