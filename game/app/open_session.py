"""What is open for a visit, from the first trial to the stop: devices, folder, and how it ends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from game import __version__
from game.app.data_folder import data_folder
from game.app.errors import Missing, Unfinished, WrongInput
from game.app.last_zero import LastZero, farewell
from game.app.opening import open_lab
from game.app.request import PlayRequest
from game.app.trial import Trial, TrialSettings
from game.balance.limits import Limits
from game.difficulty import DifficultyController
from game.levels import Level
from game.session.files import RecordingError, Status
from game.session.recorder import SessionRecorder
from game.session.score import score_session
from game.sim import STEP_HZ
from input_devices.lab_outlet import LabOutlet
from input_devices.sample import Clock, Device, DeviceError, DeviceInfo


@dataclass(slots=True)
class Ending:
    """How a session ends: `aborted` until somebody knows better."""

    status: Status = "aborted"
    why: str = ""
    problems: list[str] = field(default_factory=list)

    def complete(self) -> None:
        self.status = "completed"

    def stop(self, why: str) -> None:
        """A person ended it; what was completed before stays so."""
        if self.status != "completed":
            self.status, self.why = "stopped", why


@dataclass(slots=True)
class OpenSession:
    """What is open for a whole visit: devices, folder, and how it will end."""

    request: PlayRequest
    devices: list[Device]
    clock: Clock
    recorder: SessionRecorder
    ending: Ending
    lab: LabOutlet | None

    @property
    def device(self) -> Device:
        """The first: the board, where there is one."""
        return self.devices[0]

    @property
    def folder(self) -> Path:
        return self.recorder.folder

    def sit(
        self,
        level: Level,
        limits: Limits,
        settings: TrialSettings,
        adaptation: DifficultyController | None = None,
        ending: Ending | None = None,
    ) -> Sitting:
        """The next trial, recorded from its start. ending: how the trial ends, where that is not
        how the session does.
        """
        mode = adaptation.settings.mode if adaptation else "fixed"
        recorder = self.recorder.begin_trial(
            level.id, _trial_start(self, level, limits, settings, mode)
        )
        trial = Trial(
            level,
            self.devices,
            limits,
            clock=self.clock,
            settings=settings,
            recorder=recorder,
            adaptation=adaptation,
            lab=self.lab,
        )
        last_zero = LastZero(self.device, trial.control)
        return Sitting(self, level, trial, recorder.folder, ending or self.ending, last_zero)


@dataclass(slots=True)
class Sitting:
    """One trial of an open session: what play drives."""

    session: OpenSession
    level: Level
    trial: Trial
    trial_folder: Path
    ending: Ending
    last_zero: LastZero

    @property
    def request(self) -> PlayRequest:
        return self.session.request

    @property
    def devices(self) -> list[Device]:
        return self.session.devices

    @property
    def device(self) -> Device:
        return self.session.device

    @property
    def clock(self) -> Clock:
        return self.session.clock

    @property
    def folder(self) -> Path:
        return self.session.folder

    @property
    def status(self) -> Status:
        return self.ending.status

    def give_up_if_unwritten(self) -> bool:
        """Whether the disk no longer takes what is recorded; the session is then aborted."""
        error = self.session.recorder.error
        if error:
            for ending in (self.ending, self.session.ending):
                ending.status = "aborted"
                ending.why = f"the disk gave out ({error.strerror}); what was written is kept"
        return error is not None


@contextmanager
def open_session(
    request: PlayRequest,
    devices: list[Device],
    clock: Clock,
    stack: ExitStack,
    planned: Mapping[str, Any] | None = None,
) -> Iterator[OpenSession]:
    """A session that is closed and scored however the block ends. planned: what session.json is to
    say of the plan that it follows.
    """
    lab = open_lab(request, devices[0], clock, stack)
    recorder, ending = _session(request, planned or {}), Ending()
    try:
        yield OpenSession(request, devices, clock, recorder, ending, lab)
    except KeyboardInterrupt:
        ending.stop("Ctrl-C")
        raise
    except DeviceError as error:
        ending.why = str(error)
        raise Missing(str(error)) from None
    except (RecordingError, OSError) as error:
        ending.status, ending.why = "aborted", ending.why or _words(error)
        raise Unfinished(f"play could not go on ({ending.why}): {recorder.folder}") from None
    finally:
        try:
            recorder.stop(ending.status, datetime.now(UTC), ending.why, farewell(devices[0]))
            ending.problems = score_session(recorder.folder)
        except (RecordingError, OSError) as error:
            ending.status, ending.why = "aborted", str(error)


def _words(error: RecordingError | OSError) -> str:
    """What stood in the way of play, on one line."""
    if isinstance(error, RecordingError):
        return str(error)
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}; what was written is kept"


def _session(request: PlayRequest, planned: Mapping[str, Any]) -> SessionRecorder:
    try:
        return SessionRecorder(
            request.out or data_folder(),
            request.participant,
            datetime.now(UTC),
            {
                "software": f"surefoot {__version__}",
                "device": request.device,
                "more_devices": list(request.more_devices),
                **planned,
            },
        )
    except RecordingError as error:
        raise WrongInput(str(error)) from None


def _trial_start(
    session: OpenSession, level: Level, limits: Limits, settings: TrialSettings, mode: str
) -> dict[str, Any]:
    """Everything known before: enough to replay, to score and to say how it was measured."""
    devices, age = session.devices, session.request.age_years
    return {
        **({} if age is None else {"age_years": age}),
        "level": level.as_dict(),
        "seed": settings.seed,
        "difficulty": settings.difficulty,
        "difficulty_mode": mode,
        "limits": limits.as_dict(),
        "caps": list(limits.caps),
        "step_hz": STEP_HZ,
        "device": _plain(devices[0].info),
        "more_devices": [_plain(one.info) for one in devices[1:]],
        "clock": "virtual" if session.request.fast else "real",
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
