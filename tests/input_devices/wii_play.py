"""Plays an emulated board against a virtual clock and holds every run to what must always be true."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise

from input_devices.clock import ManualClock
from input_devices.emulated_board import EmulatedBoard
from input_devices.emulated_faults import Fault
from input_devices.emulated_hid import EmulatedRadio
from input_devices.emulated_wii import EmulatedWii
from input_devices.sample import BoardSample, DeviceStatus
from input_devices.weighing import STANDARD_GRAVITY
from input_devices.wii_calibration import Corners
from input_devices.wii_protocol import Sensors, Write, decode_input, decode_output

TURN_S = 0.005
PAUSE_WORTHY_S = 0.25


def marching(t: float) -> Corners:
    """Every corner changes with every report, so that each sample names the report it came from."""
    n = round(t * 100)
    return 12.0 + 0.021 * n, 14.0 + 0.013 * n, 60.0 - 0.011 * n, 16.0 + 0.012 * n


@dataclass
class Run:
    """One stream: what came out, and how the device called itself at each turn."""

    clock: ManualClock
    board: EmulatedBoard
    samples: list[BoardSample] = field(default_factory=list)
    states: list[tuple[float, DeviceStatus]] = field(default_factory=list)

    @property
    def radio(self) -> EmulatedRadio:
        return self.board.radio

    def play(self, seconds: float) -> list[BoardSample]:
        """Go on for so long; the samples of that time."""
        before = len(self.samples)
        end = self.clock.now() + seconds
        while self.clock.now() < end:
            self.clock.advance(TURN_S)
            self.samples += self.board.drain()
            self.states.append((self.clock.now(), self.board.status()))
        return self.samples[before:]

    def state_at(self, t: float) -> str:
        """The state shown at the first turn not before t."""
        return next(status.state for at, status in self.states if at >= t)

    def hold_to_the_rules(self) -> None:
        """Time never goes back, nothing is invented or passed on twice, silence is never called
        streaming, and the board's calibration is never written."""
        times = [sample.t for sample in self.samples]
        assert times == sorted(times)
        assert [sample.seq for sample in self.samples] == list(range(len(self.samples)))
        self._each_sample_is_one_report()
        self._silence_is_said()
        for _, sent in self.radio.received:
            command = decode_output(sent)
            if isinstance(command, Write):
                assert command.address & 0xFF in (0xF0, 0xFB), "only initialisation may be written"

    def _each_sample_is_one_report(self) -> None:
        reports = {}
        for index, (t, report) in enumerate(self.radio.sent):
            decoded = decode_input(report)
            if isinstance(decoded, Sensors):
                kg = self.radio.board.calibration.kilograms(decoded)
                reports[_living(kg, STANDARD_GRAVITY)] = index, t
        sources = [
            reports[_living(sample.corners_n)] for sample in self.samples
        ]  # KeyError: invented
        indices = [index for index, _ in sources]
        assert all(a < b for a, b in pairwise(indices)), "passed on twice"
        assert all(s.t >= t - 1e-9 for s, (_, t) in zip(self.samples, sources, strict=True))

    def _silence_is_said(self) -> None:
        arrivals = [sample.t for sample in self.samples]
        newest = -1.0
        position = 0
        for at, status in self.states:
            while position < len(arrivals) and arrivals[position] <= at:
                newest = arrivals[position]
                position += 1
            if status.state == "streaming":
                assert at - newest <= PAUSE_WORTHY_S, f"silent and called streaming at {at}"


def _living(corners: Corners, unit: float = 1.0) -> tuple[float, float, float]:
    """The corners that no fault holds still: all but top right, the first on the wire."""
    return corners[0] * unit, corners[2] * unit, corners[3] * unit


def start(*faults: Fault, radio: EmulatedRadio | None = None, **options: object) -> Run:
    """A started run on a board that carries `marching`, or on this radio."""
    clock = radio.clock if radio else ManualClock()
    radio = radio or EmulatedRadio(clock, EmulatedWii(marching, noise_kg=0.0, **options))
    for fault in faults:
        radio.inject(fault)
    board = EmulatedBoard(radio=radio, clock=clock)
    board.start()
    return Run(clock, board)


def radio_of(clock=None, load=marching, radio_options=None, **board_options) -> EmulatedRadio:
    board = EmulatedWii(load, noise_kg=0.0, **board_options)
    return EmulatedRadio(clock or ManualClock(), board, **(radio_options or {}))


def standing_on(*corners_kg: float):
    """A load that trembles by a count, as everything alive does."""
    return lambda t: tuple(kg + 0.015 * math.sin(37.0 * t + i) for i, kg in enumerate(corners_kg))


def turn(device, clock, seconds: float) -> list:
    """Let time pass; the samples of it."""
    samples = []
    for _ in range(round(seconds / 0.01)):
        clock.advance(0.01)
        samples += device.drain()
    return samples


def messages_until(device, clock, seconds: float) -> list[str]:
    seen = []
    for _ in range(round(seconds / 0.01)):
        turn(device, clock, 0.01)
        seen.append(device.status().message)
    return seen
