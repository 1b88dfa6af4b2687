"""One timed attempt at a level, from countdown to the end, with no window: play and tests drive it.

Every tick of 1/120 s first drains the devices, then lets safety look, and only then steps the
rules. While play is paused the ticks go on, so that recorded times stay true, but no rule is
stepped: time off the board never scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, Literal, Protocol

from game.app.control import Control
from game.app.live import Live
from game.app.loop import Ticker
from game.balance.limits import Limits
from game.difficulty import Advice, DifficultyController, Hold
from game.levels import Level
from game.session.recorder import event_line
from game.session.safety import STALE_S, Reason
from game.sim import STEP_HZ, Event, Intent
from input_devices.lab_outlet import LabOutlet
from input_devices.sample import Clock, Device, Sample

PauseReason = Reason | Literal["asked"]
HOLDS: Final[Mapping[PauseReason, Hold]] = {"off_board": "step-off", "sway": "stumble"}
SLIP_WORTH_SAYING_S = 0.25
STEADY_S = 1.0  # how long all must be well before play may go on


class Keeper(Protocol):
    """What a trial tells all that happens: the recorder of a session, or what keeps nothing."""

    def samples(self, samples: Sequence[Sample], start: float) -> None: ...

    def step(self, step: int, t_s: float, intent: Intent) -> None: ...

    def event(self, event: Event, t_s: float) -> None: ...


class Phase(Enum):
    COUNTDOWN = "countdown"
    PLAYING = "playing"
    PAUSED = "paused"
    RESUMING = "resuming"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class TrialSettings:
    """How a trial runs. Seconds; countdown 0 starts at once. duration_s None: until the level ends.

    recentre: take the quiet stance of the countdown as the centre of the limits. hands_free: go on
    by itself after a pause, once all is well.
    """

    difficulty: float = 0.3
    seed: int = 0
    countdown_s: float = 5.0
    resume_s: float = 3.0
    duration_s: float | None = None
    recentre: bool = True
    hands_free: bool = False


class Trial:
    """Call `begin` once and `advance` every frame, until `over`; then `finish`. `lab` is told each
    sample, whatever the phase, and each event as events.jsonl has it, between a begin and an end.
    """

    def __init__(
        self,
        level: Level,
        devices: Sequence[Device],
        limits: Limits,
        *,
        clock: Clock,
        settings: TrialSettings,
        recorder: Keeper,
        adaptation: DifficultyController | None = None,
        lab: LabOutlet | None = None,
    ) -> None:
        self.level, self.settings, self.ticker = level, settings, Ticker(clock)
        self._recorder, self.adaptation, self._lab = recorder, adaptation, lab
        self._devices = devices
        self.control = Control(devices, limits, self._keep)
        self._rules = level.rules(
            difficulty=settings.difficulty, caps=limits.caps, seed=settings.seed
        )
        self.before = self.after = self._rules.world
        self.phase = Phase.COUNTDOWN
        self.pause_reason: PauseReason | None = None
        self._left = self._ticks(settings.countdown_s)
        self._steady = self._paused_ticks = 0
        self._said_s = 0.0
        self.live = Live()
        self.set_by_hand: float | None = None  # the difficulty that waits for the next rep
        self.moved: float | None = None  # how far targets have, over to a neglected side
        self._wants_on = self._interrupted = False
        self._paused_from = Phase.COUNTDOWN

    # -- driven from outside --------------------------------------------------------------------

    def begin(self) -> None:
        """Start the clock, and the devices that nobody stands on; what real ones said before is
        no part of the trial.
        """
        for device in self._devices:
            if not device.info.stand_in:
                device.drain()
        self.ticker.begin()
        self._mark(Event(0, "begin", {"level": self.level.id}))
        for device in self._devices:
            device.start()
        if self.adaptation:
            self._set_next_difficulty(self.adaptation)

    def advance(self) -> list[Event]:
        """Run the ticks that are due; returns what happened, oldest first."""
        events: list[Event] = []
        for _ in range(self.ticker.due()):
            now = self.ticker.next()
            self.control.take(now)
            events += self._tick(now)
        if self.phase is not Phase.OVER:
            events += self._say_slips(SLIP_WORTH_SAYING_S)
        return events

    def pause(self, reason: PauseReason = "asked") -> list[Event]:
        """Stop play now, for a person's wish or a danger; nothing is lost."""
        if self.phase in (Phase.PAUSED, Phase.OVER):
            return []
        self._paused_from = Phase.PLAYING if self.phase is Phase.RESUMING else self.phase
        self.phase, self.pause_reason = Phase.PAUSED, reason
        self._steady = self._paused_ticks = 0
        self._wants_on = False
        if self.adaptation and self._paused_from is Phase.PLAYING:
            self.adaptation.hold(HOLDS.get(reason, "pause"))
        return self._note("pause", reason=reason)

    def resume(self, wanted: bool = True) -> None:
        """Go on as soon as all has been well for a second, by a countdown; or no longer."""
        self._wants_on = wanted

    def set_level(self, level: float) -> None:
        """Let the difficulty be `level` (0..1) from the next rep on, whatever would follow."""
        self.set_by_hand = level

    def note_therapist(self, what: str, **data: object) -> None:
        """Keep what the therapist did at the panel among the session's events."""
        self._note("therapist", what=what, **data)

    def finish(self) -> list[Event]:
        """End the trial where it stands."""
        if self.phase is Phase.OVER:
            return []
        self.phase = Phase.OVER
        self._override()
        events = self._say_slips(0.0)
        self._mark(Event(self.after.step, "end", {}))
        return events

    # -- what the screens show ------------------------------------------------------------------

    @property
    def over(self) -> bool:
        """Ended, and whatever a recording still had to give has been kept."""
        return self.phase is Phase.OVER and (not self._still_coming() or self.control.ended)

    @property
    def advised(self) -> Advice:
        """Whether the trend suggests a rest, or to stop."""
        return self.adaptation.advice if self.adaptation else "none"

    @property
    def seconds_left(self) -> float:
        """Of the countdown that runs, if one does."""
        return self._left / STEP_HZ

    @property
    def ready(self) -> float:
        """Share of the steady second that must pass before play can go on."""
        return min(1.0, self._steady / self._ticks(STEADY_S))

    @property
    def goes_on(self) -> bool:
        """Whether a pause ends as soon as all has been well for a second."""
        return self._wants_on

    @property
    def paused_s(self) -> float:
        return self._paused_ticks / STEP_HZ

    @property
    def trial_s(self) -> float:
        """Seconds since the trial began, pauses included."""
        return self.ticker.passed_s

    # -- one tick -------------------------------------------------------------------------------

    def _tick(self, now: float) -> list[Event]:
        if self.control.ended or self._time_is_up():
            return self.finish()
        on_its_way = not self.control.heard and self.trial_s <= STALE_S
        if self.phase is Phase.OVER or on_its_way:
            return []
        reason = self.control.reason(now)
        if reason == "sway" and self._finds_centre:
            reason = None
        if self.phase is Phase.PAUSED:
            return self._tick_paused(reason)
        if reason:
            return self.pause(reason)
        if self.phase is Phase.PLAYING:
            return self._tick_playing()
        return self._tick_counting()

    @property
    def _finds_centre(self) -> bool:
        """Whether where they stand quietly is still to be found: an older centre is no measure of
        how far they lean, since the feet may stand elsewhere today.
        """
        counting = self._paused_from if self.phase is Phase.PAUSED else self.phase
        return self.settings.recentre and counting is Phase.COUNTDOWN

    def _tick_counting(self) -> list[Event]:
        events: list[Event] = []
        self._left -= 1
        if self._left > 0:
            return events
        if self.phase is Phase.RESUMING:
            self._interrupted = True
            events += self._note("resume", paused_s=round(self.paused_s, 3))
        elif self.settings.recentre and (centre := self.control.quiet_centre()):
            with suppress(ValueError):  # a centre off the board is no centre: keep what there was
                self.control.recentre(*centre, self.ticker.time_of(self.ticker.count))
            events += self._note("limits", **self.control.limits.as_dict())
        self.phase = Phase.PLAYING
        return events + self._tick_playing()

    def _tick_paused(self, reason: Reason | None) -> list[Event]:
        self._paused_ticks += 1
        upright = self.control.finite or self._finds_centre or self.control.safety.upright
        self._steady = self._steady + 1 if upright and not reason else 0
        if reason:
            self.pause_reason = reason
        wanted = self._wants_on or self.settings.hands_free
        if not wanted or self.ready < 1:
            return []
        if self._paused_from is Phase.COUNTDOWN:
            self.phase, self._left = Phase.COUNTDOWN, self._ticks(self.settings.countdown_s)
            return self._note("resume", paused_s=round(self.paused_s, 3))
        self.phase, self._left = Phase.RESUMING, self._ticks(self.settings.resume_s)
        return []

    def _tick_playing(self) -> list[Event]:
        intent = self.control.intent()
        if self._interrupted:  # rules see a pause as one step off the board: a stance is broken
            intent, self._interrupted = replace(intent, on_board=False), False
        events = self._rules.step(intent)
        self.before, self.after = self.after, self._rules.world
        self._recorder.step(self.after.step, self.trial_s, intent)
        for event in events:
            self._tell(event)
        for event in [event for event in events if event.kind == "rep"]:
            events += self._adapt(event)
        return events + self.finish() if self.after.finished else events

    def _adapt(self, rep: Event) -> list[Event]:
        adaptation = self.adaptation
        if isinstance(moved := rep.data.get("moved"), float):
            self.moved = moved
        if adaptation is None:
            return []
        score = rep.data["score"]
        assert isinstance(score, float)
        advised = adaptation.advice
        adaptation.update(bool(rep.data["success"]), score, bool(rep.data["attempted"]))
        self._override()
        events = [] if self.after.goal.kind == "none" else self._set_next_difficulty(adaptation)
        if adaptation.advice not in (advised, "none"):
            events += self._note("rest_suggested", advice=adaptation.advice)
        return events

    def _override(self) -> None:
        """Only once a rep was learned from at the level that it was played at."""
        if self.adaptation and self.set_by_hand is not None:
            self.adaptation.override(self.set_by_hand)
            self.set_by_hand = None

    def _set_next_difficulty(self, adaptation: DifficultyController) -> list[Event]:
        if (direction := self.after.goal.direction) >= 0:
            adaptation.set_direction(direction)
        value = float(adaptation.next_difficulty())
        self._rules.set_difficulty(value)
        change = adaptation.change
        return self._note(
            "difficulty",
            value=value,
            direction=change.direction,
            reason=change.sentence(),
            expected=change.expected,
            estimate=change.ability,
            uncertainty=change.sd,
        )

    def _note(self, kind: str, **data: object) -> list[Event]:
        """An event of the session itself, at the step that play has reached."""
        event = Event(self.after.step, kind, data)
        self._tell(event)
        return [event]

    def _tell(self, event: Event) -> None:
        self._recorder.event(event, self.trial_s)
        self._mark(event)

    def _mark(self, event: Event) -> None:
        """Only for who listens in the laboratory."""
        if self._lab:
            line = event_line(event, self.trial_s)
            self._lab.push_marker(line, self.ticker.origin + self.trial_s)

    def _say_slips(self, least_s: float) -> list[Event]:
        """Record the time let go since it was last said, if it is more than `least_s`."""
        slipped = self.ticker.slipped_s
        if slipped - self._said_s <= least_s:
            return []
        self._said_s = slipped
        return self._note("slip", total_s=round(slipped, 3))

    def _keep(self, samples: list[Sample]) -> None:
        """Record what came, until the trial is over and no recording has more to give."""
        self.live.see(samples)
        if self._lab:
            self._lab.push_samples(samples)
        if self.phase is not Phase.OVER or self._still_coming():
            self._recorder.samples(samples, self.ticker.origin)

    def _time_is_up(self) -> bool:
        limit = self.settings.duration_s
        return limit is not None and self.trial_s > limit

    def _still_coming(self) -> bool:
        """Whether a recording is to be kept whole beyond the end of the level."""
        return self.settings.hands_free and self.control.finite and not self._time_is_up()

    @staticmethod
    def _ticks(seconds: float) -> int:
        return round(seconds * STEP_HZ)
