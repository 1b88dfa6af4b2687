"""Opens all that one `play` needs, from what was asked: level, device, limits, folder.

Everything that can be wrong is found here, before a window opens or a folder is made.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from game import __version__
from game.app.data_folder import data_folder
from game.app.errors import Missing, WrongInput
from game.app.trial import Trial, TrialSettings
from game.balance.limits import Limits, theoretical_limits
from game.difficulty import DifficultyController
from game.levels import Level, LevelError, get_level
from game.session.files import RecordingError, Status, check_participant
from game.session.recorder import SessionRecorder, TrialRecorder
from game.session.score import score_session
from game.sim import STEP_HZ
from game.strict_yaml import YamlError, read_yaml
from input_devices import device_options, open_device, parse_device
from input_devices.clock import ManualClock, SystemClock
from input_devices.sample import Clock, Device, DeviceError, DeviceInfo

START_DIFFICULTY = 0.3
HEIGHT_M = 1.70
TARE_S = 2.0
GUEST = "guest"
TIERS = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """What was asked on the command line. more_devices feed the same Intent as the first."""

    level: str = "orchard-1"
    device: str = "keyboard"
    participant: str = GUEST
    limits: Path | None = None
    difficulty: float | None = None
    seed: int = 0
    duration_s: float | None = None
    headless: bool = False
    fast: bool = False
    out: Path | None = None
    tier: str = "auto"
    fullscreen: bool = False
    demo: bool = False
    more_devices: tuple[str, ...] = ()


@dataclass(slots=True)
class Sitting:
    """One open session with its one trial: what play drives."""

    request: PlayRequest
    level: Level
    device: Device
    devices: list[Device]
    clock: Clock
    trial: Trial
    recorder: SessionRecorder
    trial_folder: Path
    status: Status = "aborted"
    why: str = ""

    @property
    def folder(self) -> Path:
        return self.recorder.folder


@contextmanager
def sit_down(request: PlayRequest) -> Iterator[Sitting]:
    """Open everything, hand it over, and close it whatever happens: recorded, scored, released.

    Ctrl-C ends as `stopped`, with everything kept; an error of ours as `aborted`.
    """
    level = check_request(request)
    clock: Clock = ManualClock() if request.fast else SystemClock()
    with ExitStack() as stack:
        devices = _devices(request, clock, stack)
        device = devices[0]
        limits = _limits(request, device)
        start = START_DIFFICULTY if request.difficulty is None else request.difficulty
        recorder = _session(request, device)
        trial_recorder = recorder.begin_trial(
            level.id, _trial_start(request, level, limits, devices, start)
        )
        trial = _trial(request, level, devices, limits, clock, trial_recorder, start)
        sitting = Sitting(
            request, level, device, devices, clock, trial, recorder, trial_recorder.folder
        )
        try:
            for one in devices:
                one.start()
            if not device.info.stand_in:
                device.tare(TARE_S)  # refused, and said so, where someone stands there already
            trial.begin()
            yield sitting
        except KeyboardInterrupt:
            sitting.status, sitting.why = "stopped", "Ctrl-C"
        except DeviceError as error:
            sitting.why = str(error)
            raise Missing(str(error)) from None
        finally:
            recorder.stop(sitting.status, datetime.now(UTC), sitting.why, _farewell(device))
            score_session(recorder.folder)


def check_request(request: PlayRequest) -> Level:
    """The level that was asked for; WrongInput if anything asked for cannot be."""
    if request.difficulty is not None and not 0 <= request.difficulty <= 1:
        raise WrongInput(f"--difficulty {request.difficulty:g}: 0 is easiest, 1 hardest")
    if request.duration_s is not None and not 0 < request.duration_s <= 3600:
        raise WrongInput(f"--duration {request.duration_s:g}: above 0, at most 3600 s")
    if request.fast and not request.headless:
        raise WrongInput("--fast: only with --headless, since nobody could watch it")
    if request.tier not in ("auto", *TIERS):
        raise WrongInput(f"--tier {request.tier}: choose auto, {', '.join(TIERS)}")
    try:
        check_participant(request.participant)
        return get_level(request.level)
    except RecordingError as error:
        raise WrongInput(f"--participant: {error}") from None
    except LevelError as error:
        raise WrongInput(str(error)) from None


def _devices(request: PlayRequest, clock: Clock, stack: ExitStack) -> list[Device]:
    """All that were asked for, opened, the board first; they close with the stack."""
    asked = (request.device, *request.more_devices)
    for text in asked:
        if asked.count(text) > 1:
            raise WrongInput(f"--device {text}: asked for twice; once is enough")
    devices = [stack.enter_context(open_asked(request, text, clock)) for text in asked]
    boards = [text for text, one in zip(asked, devices, strict=True) if one.info.kind == "board"]
    if len(boards) > 1:
        raise WrongInput(
            f"--device {' and '.join(boards)}: a person stands on one; choose one of them"
        )
    return sorted(devices, key=lambda one: one.info.kind != "board")


def open_asked(request: PlayRequest, text: str, clock: Clock) -> Device:
    """One device as it was asked for, not yet started; one line says why it cannot be opened."""
    name, options = _asked_device(text)
    if request.fast and name not in ("recorded", "simulated"):
        raise WrongInput(f"--fast: '{name}' lives in real time; use recorded:FILE or simulated")
    if name == "simulated" and "seed" in device_options(name):
        options.setdefault("seed", request.seed)
    try:
        return open_device(name, clock=clock, **options)
    except DeviceError as error:
        raise (WrongInput if name == "recorded" else Missing)(str(error)) from None


def _asked_device(text: str) -> tuple[str, dict[str, Any]]:
    try:
        return parse_device(text)
    except DeviceError as error:
        raise WrongInput(f"--device {text}: {error}") from None


def _limits(request: PlayRequest, device: Device) -> Limits:
    if request.limits:
        return read_limits(request.limits)
    own = own_limits_file(request.participant)
    if own.is_file() and device.info.kind == "board" and not device.info.stand_in:
        limits = read_limits(own)
        return replace(limits, how=f"{limits.how}; from {own.name}")
    limits = theoretical_limits(HEIGHT_M)
    quiet = getattr(device, "quiet_centre", None)
    if quiet and (centre := quiet()) and all(map(math.isfinite, centre)):
        limits = limits.recentred(*centre)
    return limits


def own_limits_file(participant: str) -> Path:
    """Where a participant's measured limits are kept, whether or not there are any."""
    return data_folder() / f"limits-{participant}.json"


def read_limits(path: Path) -> Limits:
    """Limits from a file in their readable form (JSON or YAML); WrongInput otherwise."""
    try:
        data = read_yaml(path)
        if not isinstance(data, dict):
            raise WrongInput(f"{path}: not a table of limits")
        return Limits.from_dict(data)
    except YamlError as error:
        raise WrongInput(str(error)) from None
    except ValueError as error:
        raise WrongInput(f"{path}: {error}") from None


def _session(request: PlayRequest, device: Device) -> SessionRecorder:
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


def _farewell(device: Device) -> dict[str, Any]:
    """What a device that weighs knows in the end: each zeroing, and how far the zero moved (N)."""
    tares = getattr(device, "tares", None)
    if tares is None:
        return {}
    drift = [value if math.isfinite(value) else None for value in getattr(device, "drift_n", ())]
    return {
        "zeroed": [{"accepted": t.accepted, "zero_n": list(t.zero_n)} for t in tares],
        "zero_drift_n": drift,
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
    if request.difficulty is None:
        adaptation = DifficultyController(start=difficulty, seed=request.seed)
    return Trial(
        level,
        devices,
        limits,
        clock=clock,
        settings=settings,
        recorder=recorder,
        adaptation=adaptation,
    )
