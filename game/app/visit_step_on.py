"""Before anybody plays: the board zeroed while it is empty, then somebody standing on it evenly."""

from __future__ import annotations

from game.app.last_zero import Weighing
from game.app.opening import TARE_S
from input_devices.sample import Device

EVEN_S = 3.0  # standing so long with the load about even goes on by itself
EVEN = (0.42, 0.58)  # share of the load on the right; wider for who has a weak side
EVEN_WEAK = (0.25, 0.75)
EMPTY_S = 0.5


class SteppingOn:
    """Told of every frame in which the board is zeroed or stepped on.

    range: which share of the load on the right counts as even for this person.
    """

    def __init__(self, device: Device, *, weak_side: bool) -> None:
        self._device = device
        self.range = EVEN_WEAK if weak_side else EVEN
        self._tares = 0
        self._zeroing = False
        self.begin()

    def begin(self) -> None:
        """Nobody has stood there yet, and the board has not been empty."""
        self._even_s = self._empty_s = 0.0

    @property
    def even(self) -> float:
        """How much of the time of standing evenly has passed, 0..1."""
        return min(1.0, self._even_s / EVEN_S)

    def zero(self, dt: float, *, empty: bool) -> bool:
        """Zero the board once it is empty; whether that is done. One that only stands in for a
        board needs none.
        """
        device = self._device
        if not isinstance(device, Weighing) or device.info.stand_in:
            return True
        accepted = sum(tare.accepted for tare in device.tares)
        if self._zeroing:
            if accepted > self._tares:
                self._zeroing = False
                return True
            if self._empty_s > TARE_S + 1:  # refused, or it never came to an end: again
                self._zeroing, self._empty_s = False, 0.0
            self._empty_s += dt
            return False
        self._empty_s = self._empty_s + dt if empty else 0.0
        if self._empty_s >= EMPTY_S:
            self._tares = accepted
            device.tare(TARE_S)
            self._zeroing, self._empty_s = True, 0.0
        return False

    def zero_again(self) -> None:
        """Somebody asked for it, with the board empty."""
        if isinstance(self._device, Weighing):
            self._device.tare(TARE_S)

    def stand(self, dt: float, load_share_right: float, *, stands: bool) -> bool:
        """A frame of standing, or of not; whether somebody stood evenly for long enough."""
        low, high = self.range
        even = stands and low <= load_share_right <= high
        self._even_s = self._even_s + dt if even else 0.0
        return self._even_s >= EVEN_S
