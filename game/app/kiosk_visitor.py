"""What one visitor of the kiosk does between saying yes and the result: stands or sits there, shows
how they lean, plays short games.

Everything that is found out about them is in this object, which is forgotten with them.
"""

from __future__ import annotations

from game.app.control import Control
from game.app.kiosk_devices import Devices
from game.app.kiosk_taster import Taster
from game.app.overlay import gathered
from game.app.trial import Phase
from game.balance.limits import Limits, theoretical_limits
from game.kiosk.machine import Change, Way
from game.kiosk.reach import Reach
from game.levels import get_level
from game.session.safety import Reason
from game.sim import Event
from game.station import KioskSettings
from input_devices.sample import Clock

LOST_S = 8.0  # without the board that is played on
FIRST_S = 0.3  # until a board says something
STANDS_S = 2.0  # on the board before the calibration begins
SIDE_M = theoretical_limits().reach[2]
SHOWN_S = 2.0  # the whole flower, before the first game


class Visitor:
    """Call `enter` at each change of state and `advance` once a frame."""

    def __init__(self, devices: Devices, clock: Clock) -> None:
        self.devices, self._clock = devices, clock
        self.way: Way = "hand"
        self.reach: Reach | None = None
        self.taster: Taster | None = None
        self.limits: Limits = theoretical_limits()
        self.gathered: list[tuple[str, int]] = []
        self.events: list[Event] = []
        self._lost_s = self._stands_s = self._here_s = 0.0

    def enter(self, change: Change, way: Way, number: int, settings: KioskSettings) -> None:
        """Follow the kiosk. number: of the short game that begins."""
        self.way, self._lost_s, self._stands_s, self._here_s = way, 0.0, 0.0, 0.0
        if change.before == "taster":
            self.taster = None
        if change.after in ("board", "calibrate"):
            self.devices.use(way)
            self.reach = Reach() if change.after == "calibrate" else None
        elif change.after == "taster":
            self.taster = self._taster(number, settings)

    def advance(self, state: str, dt: float, now: float) -> str:
        """Do what this state asks for; "next" or "lost" where it leads on."""
        self.events, on = [], False
        self._here_s += dt
        if state == "board":
            self._stands_s = self._stands_s + dt if self.reason is None else 0.0
            on = self._stands_s >= STANDS_S
        elif state == "calibrate" and self.reach:
            on = self._calibrate(self.reach, dt)
        elif state == "taster" and self.taster:
            on = self._play(self.taster, dt, now)
        away = self.way != "hand" and self.reason in ("device_lost", "stale")
        self._lost_s = self._lost_s + dt if away else 0.0
        return "lost" if self._lost_s >= LOST_S else "next" if on else ""

    @property
    def reason(self) -> Reason | None:
        """Why nobody can play now; the first sample may be on its way."""
        if not self.control.heard and self._here_s < FIRST_S:
            return None
        return self.control.reason(self._clock.now())

    @property
    def lean(self) -> tuple[float, float]:
        """How whoever plays leans now."""
        return self.control.lean

    @property
    def control(self) -> Control:
        """What looks at the devices now; another one for each game."""
        return self.taster.trial.control if self.taster else self.devices.control

    @property
    def place(self) -> tuple[float, float]:
        """The same in shares of the textbook's limit to the side, whatever their own is."""
        control = self.control
        ml, ap = control.limits.cop(*control.lean)
        return (ml - control.limits.centre_ml) / SIDE_M, (ap - control.limits.centre_ap) / SIDE_M

    @property
    def stands_up(self) -> bool:
        """Whether somebody stands who said that they sit."""
        return self.way == "seated" and self.reason == "overload"

    @property
    def waits(self) -> bool:
        """Whether the game, or the calibration, waits for somebody on the board."""
        paused = self.taster is not None and self.taster.trial.phase is Phase.PAUSED
        return paused or (self.taster is None and self.reason is not None)

    @property
    def staying(self) -> float:
        """How much of the time of being on the board has passed, 0..1."""
        return min(1.0, self._stands_s / STANDS_S)

    def _calibrate(self, reach: Reach, dt: float) -> bool:
        control, by_board = self.devices.control, self.way != "hand"
        if self.reason is not None:
            reach.again()
            return False
        before = reach.phase
        reach.feed(*control.lean, dt)
        if before == "quiet" and reach.phase == "lean" and by_board:
            centre = control.quiet_centre()
            control.limits = theoretical_limits().recentred(*(centre or (0.0, 0.0)))
        if reach.phase != "done" or reach.here_s < SHOWN_S:
            return False
        self.limits = reach.limits(control.limits, by_board=by_board)
        return True

    def _play(self, taster: Taster, dt: float, now: float) -> bool:
        self.events = taster.advance(dt, now)
        if taster.over:
            self.gathered.append((gathered(taster.level), taster.done))
        return taster.over

    def _taster(self, number: int, settings: KioskSettings) -> Taster:
        devices, way = self.devices, self.way
        return Taster(
            get_level(settings.levels[number]),
            devices.of(way),
            self.limits,
            self._clock,
            number=number,
            seconds=settings.taster_s,
            keeper=devices.keeper,
            set_up=lambda control: devices.set_up(control, way),
        )
