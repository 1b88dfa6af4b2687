"""A balance board that is not there, as an ordinary device: the driver for real boards, byte for
byte, on an emulated one. For demonstrations without hardware, and to see on screen what a fault of
the radio does to a session: `emulated_board:silence@20,unplug@40+5` falls silent after 20 s for one
second, and is gone after 40 s for five.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from input_devices.clock import SystemClock
from input_devices.emulated_faults import parse_faults
from input_devices.emulated_hid import EmulatedHid, EmulatedRadio
from input_devices.emulated_wii import EmulatedWii, swaying
from input_devices.sample import Clock
from input_devices.wii_balance_board import WiiBalanceBoard


class EmulatedBoard(WiiBalanceBoard):
    """An emulated Balance Board with a person, and faults on demand. It is empty for `empty_s`
    seconds, then somebody of `weight_kg` steps on and sways. `radio` is the emulated hardware:
    change its load, give it faults, see what it was sent.
    """

    ARGUMENT = "faults"

    def __init__(
        self,
        faults: str = "",
        *,
        weight_kg: float = 70.0,
        empty_s: float = 4.0,
        radio: EmulatedRadio | None = None,
        clock: Clock | None = None,
    ) -> None:
        clock = clock or SystemClock()
        self.radio = radio or EmulatedRadio(clock, EmulatedWii(swaying(weight_kg, empty_s)))
        super().__init__(hid=EmulatedHid(self.radio), clock=clock)
        self.info = replace(self.info, name="Emulated Balance Board")
        for fault in parse_faults(faults):
            self.radio.inject(fault)

    @classmethod
    def present(cls) -> bool:
        """Never found by itself: it has to be asked for."""
        return False

    def _stamp(self, raw: Any) -> float:
        """A virtual clock is read late; the radio knows when the report arrived."""
        return self.radio.arrived if self.clock.virtual else self.clock.now()
