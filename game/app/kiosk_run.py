"""The kiosk without its window: turns the states of game.kiosk.machine into deeds.

Settings, hours, devices and the show are looked after here, once a frame, and whoever visits in
kiosk_visitor; the window tells what was pressed and chosen, and draws. The journal is told states
alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from game.app.kiosk_devices import Devices
from game.app.kiosk_journal import Journal
from game.app.kiosk_settings import LiveSettings
from game.app.kiosk_show import Show
from game.app.kiosk_visitor import Visitor
from game.kiosk import attract, hours
from game.kiosk.activity import Activity, SteppingOn
from game.kiosk.attract import Moment
from game.kiosk.machine import Change, Machine, Rules, Said
from game.station import KioskSettings
from input_devices.sample import Clock

SETTLES_S = 1.0  # until what looks at the devices anew has seen where everything is
_COUNTED = {"idle": "idle", "back": "left", "played": "finished", "device lost": "device_lost"}
_STAYS = ("board", "calibrate", "taster", "result")  # with the same visitor


class Kiosk:
    """wall: what a clock on the wall says, for hours and the log. Call `advance` once a frame."""

    def __init__(
        self,
        settings: LiveSettings,
        journal: Journal,
        clock: Clock,
        wall: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.settings, self.journal, self.clock, self.wall = settings, journal, clock, wall
        settings.look(clock.now())
        self.machine = Machine(self._rules())
        self.devices = Devices(settings.station.device, clock)
        self.visitor = Visitor(self.devices, clock)
        self.show = Show(0)
        self.attract_s = 0.0
        self._leaning, self._loading, self._stepping = Activity(), Activity(), SteppingOn()
        self._control, self._looked_s = self.visitor.control, 0.0
        self._note("start")
        journal.counters.add("starts")
        self._note_settings()

    def close(self) -> None:
        """Let go of the devices, and keep the counters."""
        self._note("stop")
        self.journal.save(self.clock.now(), at_once=True)
        self.devices.close()

    def say(self, said: Said, value: int = 0) -> None:
        """Something was chosen, or said by staff."""
        self._follow(self.machine.hear(said, value))

    def note_wrong_pins(self) -> None:
        """The lock has gone deaf."""
        self.journal.counters.add("wrong_pins")
        self._note("wrong PINs")

    def restart(self) -> None:
        """Something went wrong in what was shown: begin anew, with another scene."""
        self.journal.counters.add("errors")
        self._follow(self.machine.reset("error"))
        self.attract_s = attract.SCENE_S * (self.moment.scene + 1)
        self.show = Show(self.moment.scene)

    def advance(self, dt: float, now: float, *, pressed: bool = False) -> None:
        """Let `dt` seconds pass. pressed: whether anything was pressed or touched."""
        self._look_at_settings(now)
        week = [hours.spans_of(self.kiosk.hours.get(day, "closed")) for day in hours.DAYS]
        day, minute = self._wall
        self._follow(self.machine.display(hours.is_open(week, day, minute)))
        self.machine.offer(self.devices.ways())
        self.devices.take(now, playing=self.visitor.taster is not None)
        self._hear_visitors(dt, pressed)
        self._follow(self.machine.pass_time(dt))
        self._do(dt, now)
        self.journal.save(now)

    # -- what the window shows ------------------------------------------------------------------

    @property
    def over(self) -> bool:
        return self.machine.state == "closed"

    @property
    def kiosk(self) -> KioskSettings:
        return self.settings.station.kiosk

    @property
    def moment(self) -> Moment:
        """What the attract loop shows now."""
        return attract.moment(self.attract_s)

    @property
    def brightness(self) -> float:
        return self._by_hour(self.kiosk.brightness)

    @property
    def volume(self) -> float:
        return self._by_hour(self.kiosk.volume)

    # -- each frame -----------------------------------------------------------------------------

    def _look_at_settings(self, now: float) -> None:
        asked = self.devices.asked
        if not self.settings.look(now):
            return
        self._note_settings()
        self._follow(self.machine.obey(self._rules()))
        if self.settings.station.device != asked:
            self._follow(self.machine.reset("settings"))
            self.devices.close()
            self.devices = Devices(self.settings.station.device, self.clock)
            self.visitor = Visitor(self.devices, self.clock)

    def _hear_visitors(self, dt: float, pressed: bool) -> None:
        """Whatever moves counts as somebody; a press, a stick or a step on the board wakes."""
        load, control = self.devices.keeper.load_n, self.visitor.control
        self._looked_s = self._looked_s + dt if control is self._control else 0.0
        self._control = control
        leant = self._leaning.moved(*self.visitor.place, math.nan) and self._looked_s >= SETTLES_S
        loaded = self._loading.moved(math.nan, math.nan, load)
        stepped = self._stepping.seen(load, dt)
        if pressed or leant or loaded or stepped:
            self.machine.touch()
        if pressed or leant or stepped:
            self._follow(self.machine.hear("wake"))

    def _do(self, dt: float, now: float) -> None:
        state = self.machine.state
        if state in ("attract", "dark"):
            self.devices.rest(dt, now)
        if state == "attract":
            self._attract(dt)
        elif state in _STAYS and (said := self.visitor.advance(state, dt, now)):
            if state == "taster" and said == "next":
                self.journal.counters.add("tasters")
            self.say(cast(Said, said))

    def _attract(self, dt: float) -> None:
        before = self.moment.scene
        self.attract_s += dt
        if self.moment.scene != before:
            self.show = Show(self.moment.scene)
        self.show.advance(dt)

    def _follow(self, changes: Sequence[Change]) -> None:
        machine = self.machine
        for change in changes:
            self._note(f"{change.before} to {change.after}: {change.why}")
            self._count(change)
            if change.after not in _STAYS:
                self.visitor = Visitor(self.devices, self.clock)
                self.devices.use("hand")
            else:
                self.visitor.enter(change, machine.way, machine.taster, self.kiosk)

    # -- small things ---------------------------------------------------------------------------

    @property
    def _wall(self) -> tuple[int, int]:
        """Day of the week and minute of the day."""
        wall = self.wall()
        return wall.weekday(), 60 * wall.hour + wall.minute

    def _rules(self) -> Rules:
        return Rules(standing=self.kiosk.standing, tasters=len(self.kiosk.levels))

    def _by_hour(self, steps: dict[str, float]) -> float:
        by_minute = {hours.minute_of(at): value for at, value in steps.items()}
        return hours.level_at(by_minute, self._wall[1])

    def _count(self, change: Change) -> None:
        add = self.journal.counters.add
        if change.why in _COUNTED:
            add(_COUNTED[change.why])
        if change.after == "invite" and change.before == "attract":
            add("woken")
        if change.after == "taster" and change.before == "calibrate":
            add(self.machine.way)

    def _note(self, words: str) -> None:
        self.journal.note(self.wall(), words)

    def _note_settings(self) -> None:
        """Say a wrong file once, and keep the good ones for a start with a wrong file."""
        if self.settings.problem:
            self._note(f"settings wrong: {self.settings.problem}")
            self.journal.counters.add("settings_wrong")
        else:
            self._note("settings read")
        self.journal.good = self.settings.good
