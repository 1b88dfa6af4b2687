"""Opens all that one `play` needs, from what was asked: level, device, limits, folder.

Everything that can be wrong is found here, before a window opens or a folder is made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from game import __version__
from game.app.data_folder import data_folder
from game.app.errors import Missing, WrongInput
from game.app.last_zero import LEAVING_S, LastZero, farewell
from game.app.limits_files import limits_for
from game.app.opening import check_lab, open_devices, open_lab, wake
from game.app.request import PlayRequest
from game.app.trial import Trial, TrialSettings
from game.balance.limits import Limits
from game.difficulty import DifficultyController
from game.levels import Level, LevelError, get_level
from game.session.files import RecordingError, Status, check_participant
from game.session.recorder import SessionRecorder, TrialRecorder
from game.session.score import score_session
from game.sim import STEP_HZ
from input_devices.clock import ManualClock, SystemClock
from input_devices.lab_outlet import LabOutlet
from input_devices.sample import Clock, Device, DeviceError, DeviceInfo

START_DIFFICULTY = 0.3
TIERS = ("low", "medium", "high")


@dataclass(slots=True)
class Ending:
    """How a session ends: `aborted` until somebody knows better."""

    status: Status = "aborted"
    why: str = ""
    device: Device | None = None
    problems: list[str] = field(default_factory=list)

    def complete(self) -> None:
        self.status = "completed"

    def stop(self, why: str) -> None:
        """A person ended it; what was completed before stays so."""
        if self.status != "completed":
            self.status, self.why = "stopped", why


@dataclass(slots=True)
class Sitting:
    """One open session with its one trial: what play drives."""

    request: PlayRequest
    level: Level
    devices: list[Device]
    clock: Clock
    trial: Trial
    recorder: SessionRecorder
    trial_folder: Path
    ending: Ending
    last_zero: LastZero

    @property
    def device(self) -> Device:
        """The first: the board, where there is one."""
        return self.devices[0]

    @property
    def folder(self) -> Path:
        return self.recorder.folder

    @property
    def status(self) -> Status:
        return self.ending.status

    def give_up_if_unwritten(self) -> bool:
        """Whether the disk no longer takes what is recorded; the session is then aborted."""
        if error := self.recorder.error:
            self.ending.status = "aborted"
            self.ending.why = f"the disk gave out ({error.strerror}); what was written is kept"
        return error is not None


@contextmanager
def sit_down(
    request: PlayRequest, say: Callable[[str], None] = lambda _: None
) -> Iterator[Sitting]:
    """Open everything, hand it over, and close it whatever happens: recorded, scored, released.

    Ctrl-C ends as `stopped`, with everything kept, and goes on to the caller; an error of ours as
    `aborted`. say is told what a person at a terminal should know.
    """
    level = check_request(request)
    clock: Clock = ManualClock() if request.fast else SystemClock()
    with ExitStack() as stack:
        devices = open_devices(request, clock, stack)
        limits = limits_for(request, devices[0])
        check_caps(level, limits, request.seed)
        wake(devices, clock, say)
        lab = open_lab(request, devices[0], clock, stack)
        with _recorder(request) as (recorder, ending):
            start = START_DIFFICULTY if request.difficulty is None else request.difficulty
            trial_recorder = recorder.begin_trial(
                level.id, _trial_start(request, level, limits, devices, start)
            )
            trial = _trial(request, level, devices, limits, clock, trial_recorder, start, lab)
            ending.device = devices[0]
            last_zero = LastZero(devices[0], trial.control)
            yield Sitting(
                request, level, devices, clock, trial, recorder, trial_recorder.folder, ending,
                last_zero,
            )  # fmt: skip
            if trial.over:
                last_zero.wait(clock, LEAVING_S if request.headless else 0.0, say)


@contextmanager
def _recorder(request: PlayRequest) -> Iterator[tuple[SessionRecorder, Ending]]:
    """A session that is closed and scored however the block ends."""
    recorder, ending = _session(request), Ending()
    try:
        yield recorder, ending
    except KeyboardInterrupt:
        ending.stop("Ctrl-C")
        raise
    except DeviceError as error:
        ending.why = str(error)
        raise Missing(str(error)) from None
    finally:
        try:
            recorder.stop(ending.status, datetime.now(UTC), ending.why, farewell(ending.device))
            ending.problems = score_session(recorder.folder)
        except (RecordingError, OSError) as error:
            ending.status, ending.why = "aborted", str(error)


def check_request(request: PlayRequest) -> Level:
    """The level that was asked for; WrongInput if anything asked for cannot be."""
    if request.difficulty is not None and not 0 <= request.difficulty <= 1:
        raise WrongInput(f"--difficulty {request.difficulty:g}: 0 is easiest, 1 hardest")
    if request.duration_s is not None and not 0 < request.duration_s <= 3600:
        raise WrongInput(f"--duration {request.duration_s:g}: above 0, at most 3600 s")
    if request.seed < 0:
        raise WrongInput(f"--seed {request.seed}: must be 0 or more")
    if request.fast and not request.headless:
        raise WrongInput("--fast: only with --headless, since nobody could watch it")
    if request.tier not in ("auto", *TIERS):
        raise WrongInput(f"--tier {request.tier}: choose auto, {', '.join(TIERS)}")
    check_lab(request)
    try:
        check_participant(request.participant)
        return get_level(request.level)
    except RecordingError as error:
        raise WrongInput(f"--participant: {error}") from None
    except LevelError as error:
        raise WrongInput(str(error)) from None


def check_caps(level: Level, limits: Limits, seed: int) -> None:
    """WrongInput where the therapist's caps leave a level without a target."""
    try:
        level.rules(difficulty=0.0, caps=limits.caps, seed=seed)
    except ValueError as error:
        raise WrongInput(f"{level.id}: {error}") from None


def _session(request: PlayRequest) -> SessionRecorder:
    try:
        return SessionRecorder(
            request.out or data_folder(),
            request.participant,
            datetime.now(UTC),
            {
                "software": f"surefoot {__version__}",
                "device": request.device,
                "more_devices": list(request.more_devices),
            },
        )
    except RecordingError as error:
        raise WrongInput(str(error)) from None


def _trial_start(
    request: PlayRequest, level: Level, limits: Limits, devices: list[Device], difficulty: float
) -> dict[str, Any]:
    """Everything known before: enough to replay, to score and to say how it was measured."""
    return {
        "level": level.as_dict(),
        "seed": request.seed,
        "difficulty": difficulty,
        "difficulty_mode": "automatic" if request.difficulty is None else "fixed",
        "limits": limits.as_dict(),
        "caps": list(limits.caps),
        "step_hz": STEP_HZ,
        "device": _plain(devices[0].info),
        "more_devices": [_plain(one.info) for one in devices[1:]],
        "clock": "virtual" if request.fast else "real",
        "notes": [note for device in devices for note in getattr(device, "problems", ())],
        "software": f"surefoot {__version__}",
        "lowpass": "one euro, for play only; samples.csv is unfiltered",
    }


def _plain(info: DeviceInfo) -> dict[str, object]:
    values = {name: getattr(info, name) for name in info.__dataclass_fields__}
    return {
        name: None if isinstance(value, float) and math.isnan(value) else value
        for name, value in values.items()
    }


def _trial(
    request: PlayRequest,
    level: Level,
    devices: list[Device],
    limits: Limits,
    clock: Clock,
    recorder: TrialRecorder,
    difficulty: float,
    lab: LabOutlet | None,
) -> Trial:
    settings = TrialSettings(
        difficulty=difficulty,
        seed=request.seed,
        countdown_s=0.0 if request.headless else 5.0,
        duration_s=request.duration_s,
        recentre=request.limits is None and not request.headless,
        hands_free=request.headless,
    )
    adaptation: DifficultyController | None = None
    if request.difficulty is None and level.adaptive:
        adaptation = DifficultyController(start=difficulty, seed=request.seed)
    return Trial(
        level,
        devices,
        limits,
        clock=clock,
        settings=settings,
        recorder=recorder,
        adaptation=adaptation,
        lab=lab,
    )
