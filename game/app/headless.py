"""Plays a trial with no window: recordings, the simulated person, demonstrations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeGuard, runtime_checkable

from game.app.sitting import Sitting
from game.virtual_patient.player import Player
from input_devices.clock import ManualClock

FRAME_S = 1 / 60


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
    """Lets a simulated person play: sets where its body leans from what the task asks for."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._player = Player(sitting.request.seed)

    def steer(self) -> None:
        device, trial = self._sitting.device, self._sitting.trial
        if isinstance(device, Aimable):
            device.aim(*trial.control.limits.cop(*self._player.lean(trial.after)))


def run_headless(sitting: Sitting, progress: Callable[[float, str], None] | None = None) -> None:
    """Drive the trial to its end, in life's time or as fast as it computes.

    progress is told the share done (0..1) and a word on where it stands, at every frame.
    """
    trial, clock = sitting.trial, sitting.clock
    autopilot = Autopilot(sitting) if sitting.device.info.name == "simulated" else None
    while not trial.over:
        if autopilot:
            autopilot.steer()
        if isinstance(clock, ManualClock):
            clock.advance(FRAME_S)
        else:
            clock.wait_until(clock.now() + FRAME_S)
        trial.advance()
        if sitting.recorder.error:
            sitting.why = f"the disk gave out ({sitting.recorder.error.strerror})"
            return
        if progress:
            hud = trial.after.hud
            progress(_share_done(sitting), f"{hud.done} picked, {hud.tried} of {hud.total} tried")
    sitting.status = "completed"


def _share_done(sitting: Sitting) -> float:
    trial, limit = sitting.trial, sitting.request.duration_s
    hud = trial.after.hud
    reps = hud.tried / hud.total if hud.total else 0.0
    shares = [reps, trial.trial_s / limit if limit else 0.0]
    length = getattr(sitting.device, "duration_s", None)
    if length:
        shares = [min(1.0, trial.trial_s / length)]
    return min(1.0, max(shares))
