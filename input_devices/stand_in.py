"""What boards that nobody stands on share: they are told where to lean, and follow."""

from __future__ import annotations

from input_devices.paced import PacedDevice
from input_devices.plate import Point, Timeline, aimed_at
from input_devices.sample import Clock, DeviceInfo


class StandInBoard(PacedDevice):
    """Orders with the times from which they hold; a driver reads them at each sample's own time.

    REACTION_S passes from `aim` to the first movement.
    """

    REACTION_S = 0.0

    def __init__(self, info: DeviceInfo, *, clock: Clock | None = None) -> None:
        super().__init__(info, clock=clock)
        self._aim: Timeline[Point] = Timeline((0.0, 0.0))
        self._buttons = Timeline(0)
        self._on = Timeline(True)

    def aim(self, ml: float, ap: float) -> None:
        """Lean to (ml, ap), metres from the middle of the board, after the reaction time."""
        self._aim.set(self.clock.now() + self.REACTION_S, aimed_at(ml, ap))

    def buttons(self, mask: int) -> None:
        """Hold these buttons from now on, as a bit mask."""
        self._buttons.set(self.clock.now(), mask)

    def step_off(self) -> None:
        """Leave the board: no load, no centre of pressure."""
        self._on.set(self.clock.now(), False)

    def step_on(self) -> None:
        """Stand on the board again."""
        self._on.set(self.clock.now(), True)
