"""Plays a trial with no window: recordings, the simulated person, demonstrations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeGuard, runtime_checkable

from game.app.open_session import Sitting
from game.app.opening import pump
from game.app.people import body_of
from game.app.trial import Phase, Trial
from game.sim import Event
from game.virtual_patient.player import Act, Player
from game.virtual_patient.profiles import LEFT, RIGHT, Side
from input_devices.clock import ManualClock
from input_devices.simulated import SimulatedBoard

FRAME_S = 1 / 60
EYES = {"eyes_closed": "closed", "eyes_open": "open"}  # events of a level that closes the eyes
LEGS: dict[str, Side] = {"left": LEFT, "right": RIGHT}


@runtime_checkable
class Aimable(Protocol):
    """A device that can be told where to lean (metres): the keyboard's, the simulated body."""

    def aim(self, ml: float, ap: float) -> None: ...


@runtime_checkable
class Leavable(Protocol):
    """A stand-in for a board that can be told that nobody stands on it."""

    def step_off(self) -> None: ...

    def step_on(self) -> None: ...


def is_aimable(device: object) -> TypeGuard[Aimable]:
    """Whether a device can be told where to lean."""
    return isinstance(device, Aimable)


class Autopilot:
    """Lets a simulated person play: tells their body what they mean to do about what is asked."""

    def __init__(self, device: Aimable, trial: Trial, seed: int) -> None:
        self._device, self._trial, self._body = device, trial, body_of(device)
        self._player = Player.like(self._body.profile, seed) if self._body else Player(seed)
        self._leg: Side = 0
        self._surface = "firm"

    def hear(self, events: Sequence[Event]) -> None:
        """Stand as a cue says, on foam or not, on one leg or two, and close the eyes when asked."""
        for event in events:
            if event.kind in EYES:
                self._stand(EYES[event.kind], self._surface)
            elif event.kind == "cue" and {"eyes", "surface"} <= event.data.keys():
                self._stand(str(event.data["eyes"]), str(event.data["surface"]))
                one_leg = event.data.get("stance") == "one_leg"
                self._leg = LEGS.get(str(event.data.get("side")), 0) if one_leg else 0

    def _stand(self, eyes: str, surface: str) -> None:
        self._surface = surface
        if isinstance(self._device, SimulatedBoard):
            self._device.condition(eyes, surface)

    def steer(self) -> None:
        """Once a frame: aim, bear and press."""
        tired = self._body.tired if self._body else 0.0
        playing = self._trial.phase is Phase.PLAYING
        act = self._player.act(self._trial.after, tired) if playing else Act()
        self._device.aim(*self._trial.control.limits.cop(*act.lean))
        if isinstance(self._device, SimulatedBoard):
            self._device.bear(act.foot or self._leg)
            self._device.buttons(int(act.press))


def autopilot_for(sitting: Sitting) -> Autopilot | None:
    """The simulated person's intention, where the device is their body."""
    device = sitting.device
    if device.info.name == "simulated" and is_aimable(device):
        return Autopilot(device, sitting.trial, sitting.request.seed)
    return None


def run_headless(sitting: Sitting, progress: Callable[[float, str], None] | None = None) -> None:
    """Drive the trial to its end, in life's time or as fast as it computes.

    progress is told the share done (0..1) and a word on where it stands, at every frame.
    """
    trial, clock = sitting.trial, sitting.clock
    autopilot = autopilot_for(sitting)
    trial.begin()
    while not trial.over:
        if autopilot:
            autopilot.steer()
        if isinstance(clock, ManualClock):
            clock.advance(FRAME_S)
        else:
            for device in sitting.devices:
                pump(device)
            clock.wait_until(clock.now() + FRAME_S)
        events = trial.advance()
        if autopilot:
            autopilot.hear(events)
        if sitting.give_up_if_unwritten():
            return
        if progress:
            hud = trial.after.hud
            progress(_share_done(sitting), f"{hud.done} achieved, {hud.tried} of {hud.total} tried")
    sitting.ending.complete()


def _share_done(sitting: Sitting) -> float:
    """How far it is, by whatever will end it: the reps, the stated time, or the recording."""
    trial, limit = sitting.trial, sitting.request.duration_s
    if recording := getattr(sitting.device, "recording", None):
        return min(1.0, trial.trial_s / max(recording.duration_s, FRAME_S))
    hud = trial.after.hud
    reps = hud.tried / hud.total if hud.total else 0.0
    return min(1.0, max(reps, trial.trial_s / limit if limit else 0.0))
