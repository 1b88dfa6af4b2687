"""What comes of a test of limits of stability: the limits that this person is played with from now.

A visit leaves them in the outcome of the test, from which the store takes them; play without a plan
in the file that `surefoot calibrate` writes, where what only stands in for a person has its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from game.app.errors import WrongInput
from game.app.limits_files import file_to_write, source_of, write_limits
from game.app.open_session import Sitting
from game.app.request import PlayRequest
from game.app.terminal import say
from game.balance.limits import STANCES, Limits
from game.session.files import RecordingError
from game.session.outcome import write_outcome
from game.session.recording import TrialRecording
from game.session.scoring.measured_limits import TASK, limits_from
from input_devices.sample import Device


def is_whole_test(sitting: Sitting) -> bool:
    """Whether it was a test of limits that was played to its end."""
    return sitting.level.type == TASK and sitting.trial.after.finished


def keep_limits(sitting: Sitting) -> Path | None:
    """The file written after a whole test. None after any other level or a test that was not played
    to its end; also, and then it is said, where nothing was measured or it cannot be written.
    """
    if not is_whole_test(sitting):
        return None
    limits = measured_in(sitting.trial_folder, sitting.device)
    return None if limits is None else keep_in_file(limits, sitting.request)


def measured_in(trial: Path, device: Device) -> Limits | None:
    """What a whole test found, once its recording is closed; None, and it is said, for nothing."""
    measured = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        limits = limits_from(TrialRecording(trial), measured)
    except RecordingError as error:
        say(f"no limits written: {error}")
        return None
    return replace(limits, how=f"{limits.how}{source_of(device)}")


def keep_in_file(limits: Limits, request: PlayRequest) -> Path | None:
    """The file written; None, and it is said, where it cannot be."""
    path = file_to_write(request.participant, request.device, limits.stance or STANCES[0])
    try:
        write_limits(path, limits)
    except WrongInput as error:
        say(f"no limits written: {error}")
        return None
    return path


def keep_in_outcome(limits: Limits, trial: Path) -> None:
    """Where the store takes them from; what stands in the way is said."""
    try:
        write_outcome(trial, limits=limits)
    except (RecordingError, OSError) as error:
        say(f"no limits written: {error}")
