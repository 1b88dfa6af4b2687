"""A phone as a tilt sensor: on a wobble board, on the chest, in a hand. It sends OSC over UDP.

    open_device("phone_osc", host="0.0.0.0", range_ml=12, range_ap=8)

Nothing but this machine is listened to unless `host` says so: a phone needs the address of this
machine on its network there, or 0.0.0.0 for all. Which apps send what: docs/devices.md.

A message is either a vector of gravity, three numbers in any unit, or tilt angles. Of a vector,
`axes` names those that point right and forward; the third stands upright. The phone's own are x to
its right edge, y to its top, z out of its screen, so a phone that lies on a board, screen up and
top forward, has axes "x,y", and one on the chest, screen forward and top up, has "-x,z". Some
systems report gravity as pulling down, others the support as pushing up; that the screen, or the
top, points up tells which. Lean is positive towards the side that sinks, and 1 at this person's
range in degrees.
"""

from __future__ import annotations

import math
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from input_devices.lean import Lean, check_number, parse_axes
from input_devices.osc import Message, OscError, parse_packet
from input_devices.reader import ReaderDevice
from input_devices.sample import Clock, ControllerSample, DeviceError, DeviceInfo

PORT = 9000
RATE_HZ = 50.0  # what most apps send; 10 to 100 is found
LARGEST = 1024  # bytes of a datagram; a bundle of all that a phone senses has a quarter of it
MOST_HZ = 500.0  # datagrams a second that are read; the rest is thrown away
BURST = 50.0  # and at once
AXES = ("x", "y", "z")
VECTORS = ("gravity", "accxyz", "accelerometer", "acceleration")
ANGLES = ("tilt",)
KINDS = ("auto", "vector", "degrees", "radians")


@dataclass(slots=True)
class Counts:
    """Datagrams: taken; over the size; over the rate; not OSC; and of others than the one heard."""

    taken: int = 0
    large: int = 0
    many: int = 0
    malformed: int = 0
    others: int = 0


class PhoneTilt(ReaderDevice):
    """A phone's tilt by OSC over UDP. The bare argument is the address, or address:port, to hear.

    axes: those for right and for forward. range_ml, range_ap: degrees that are all the way for this
    person. address: the OSC address to heed, empty for those known; kind: how to read it (vector,
    degrees, radians). dead_zone: share of the range that counts as upright. `tare` sets upright.
    """

    ARGUMENT = "host"

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = PORT,
        axes: str = "x,y",
        range_ml: float = 15.0,
        range_ap: float = 15.0,
        address: str = "",
        kind: str = "auto",
        dead_zone: float = 0.0,
        clock: Clock | None = None,
    ) -> None:
        who = "phone_osc"
        ranges = (
            check_number(who, "range_ml", range_ml, 1.0, 60.0, "degrees"),
            check_number(who, "range_ap", range_ap, 1.0, 60.0, "degrees"),
        )
        right, forward = parse_axes(axes, AXES, who)
        (self._upright,) = set(AXES) - {right[0], forward[0]}
        dead = check_number(who, "dead_zone", dead_zone, 0.0, 0.5, "of the range")
        self._lean = Lean((right, forward), ranges, dead)
        self._host, _, its_port = host.partition(":")
        self._port = int(check_number(who, "port", its_port or port, 0, 65_535, "(0: any)"))
        self._address, self._kind = address, kind
        if kind not in KINDS or (kind == "auto" and address and not _kind_of(address)):
            raise DeviceError(
                f"{who}: kind='{kind}' of address='{address}' must be one of {', '.join(KINDS[1:])}"
            )
        super().__init__(DeviceInfo("phone", "controller", nominal_rate_hz=RATE_HZ), clock=clock)
        self.counts = Counts()
        self._socket: socket.socket | None = None
        self._heeded: tuple[str, str] | None = None  # whose messages, and which
        self._allowance = BURST
        self._allowed_at = -math.inf

    @property
    def listens_on(self) -> tuple[str, int]:
        """Address and port it is bound to, as chosen by the system where the port given was 0."""
        bound = self._socket
        return bound.getsockname() if bound else (self._host, self._port)

    def tare(self, seconds: float) -> None:
        """The mean of the next `seconds` becomes upright: a phone is never strapped on straight."""
        self._lean.zero(seconds)

    def _connect(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind((self._host, self._port))
        except OSError as problem:
            raise DeviceError(
                f"phone: cannot listen on {self._host}:{self._port} ({problem}); give an address "
                "of this machine, and close whatever else listens there"
            ) from problem

    def _read(self, timeout_s: float) -> Sequence[dict[str, float]] | None:
        if self._socket is None:
            return None
        self._socket.settimeout(timeout_s)
        try:
            data, (sender, _) = self._socket.recvfrom(65_536)
        except (TimeoutError, BlockingIOError):
            return None
        return self._heed(data, sender)

    def _heed(self, data: bytes, sender: str) -> list[dict[str, float]]:
        """The tilts (degrees, by axis) in a datagram that is worth reading."""
        if self._heeded and sender != self._heeded[0]:
            self.counts.others += 1
        elif len(data) > LARGEST:
            self.counts.large += 1
        elif not self._allow():
            self.counts.many += 1
        else:
            return self._tilts(data, sender)
        return []

    def _allow(self) -> bool:
        """Whether one more datagram is within the rate."""
        now = self.clock.now()
        if math.isfinite(self._allowed_at):
            earned = (now - self._allowed_at) * MOST_HZ
            self._allowance = min(BURST, self._allowance + earned)
        self._allowed_at = now
        if self._allowance < 1.0:
            return False
        self._allowance -= 1.0
        return True

    def _tilts(self, data: bytes, sender: str) -> list[dict[str, float]]:
        try:
            messages = parse_packet(data)
        except OscError:
            self.counts.malformed += 1
            return []
        found = []
        for message in messages:
            tilt = self._tilt(message) if self._mine(message, sender) else None
            if tilt is not None:
                self._heeded = (sender, message.address)
                found.append(tilt)
        self.counts.taken += bool(found)
        return found

    def _mine(self, message: Message, sender: str) -> bool:
        if self._heeded:
            return (sender, message.address) == self._heeded
        return (
            message.address == self._address if self._address else bool(_kind_of(message.address))
        )

    def _tilt(self, message: Message) -> dict[str, float] | None:
        """Degrees by axis, or None if the numbers are too few or none."""
        numbers = message.numbers[:3]
        if len(numbers) < 2 or not all(map(math.isfinite, numbers)):
            return None
        kind = self._kind if self._kind != "auto" else _kind_of(message.address)
        if kind == "vector":
            return vector_tilt(numbers, self._upright)
        scale = 180 / math.pi if kind == "radians" else 1.0
        return dict(zip(AXES, (*(number * scale for number in numbers), 0.0), strict=False))

    def _sample(self, t: float, seq: int, raw: dict[str, float]) -> ControllerSample:
        return ControllerSample(t, seq, self._lean.sticks(t, raw), (0.0, 0.0))

    def _silent(self) -> None:
        """The socket stays: nothing can be done but wait. Whoever speaks next is heeded."""
        self._heeded = None
        host, port = self.listens_on
        where = f"{host}:{port}"
        if self._seq:
            self._show("lost", f"phone: no tilt for {self.SILENCE_S:g} s on {where}; is it awake?")
        else:
            self._show("ready", f"phone: listening on {where}; let an app send its tilt there")

    def _disconnect(self) -> None:
        bound, self._socket = self._socket, None
        self._heeded = None
        if bound is not None:
            bound.close()


def vector_tilt(vector: Sequence[float], upright: str) -> dict[str, float] | None:
    """Degrees by which each axis dips, from gravity (x, y, z, any unit) and the axis that points
    up when nothing leans; None without three numbers or without any pull."""
    if len(vector) < 3 or math.hypot(*vector) < 1e-6:
        return None
    by_axis = dict(zip(AXES, vector, strict=True))
    up = by_axis[upright]
    down = -math.copysign(1.0, up)
    return {
        axis: math.degrees(math.atan2(down * value, abs(up))) for axis, value in by_axis.items()
    }


def _kind_of(address: str) -> str:
    """What the last part of an address says its numbers are; empty if it is none we know."""
    last = address.rpartition("/")[2].lower()
    if last in VECTORS:
        return "vector"
    return "degrees" if last in ANGLES else ""
