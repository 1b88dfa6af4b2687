"""What comes of a test of limits of stability: the limits that this person is played with from now.

The file is the one that `surefoot calibrate` writes, and what only stands in for a person has its
own there too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from game.app.errors import WrongInput
from game.app.limits_files import file_to_write, source_of, write_limits
from game.app.open_session import Sitting
from game.app.terminal import say
from game.session.files import RecordingError
from game.session.recording import TrialRecording
from game.session.scoring.measured_limits import TASK, limits_from


def keep_limits(sitting: Sitting) -> Path | None:
    """The file written after a whole test. None after any other level or a test that was not played
    to its end; also, and then it is said, where nothing was measured or it cannot be written.
    """
    if sitting.level.type != TASK or not sitting.trial.after.finished:
        return None
    measured = datetime.now(UTC).isoformat(timespec="seconds")
    path = file_to_write(sitting.request.participant, sitting.request.device)
    try:
        limits = limits_from(TrialRecording(sitting.trial_folder), measured)
        write_limits(path, replace(limits, how=f"{limits.how}{source_of(sitting.device)}"))
    except (RecordingError, WrongInput) as error:
        say(f"no limits written: {error}")
        return None
    return path
