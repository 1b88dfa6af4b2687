"""Plays what was recorded, at its true and irregular times: a session of ours, a trial, or any CSV.

    surefoot play --device recorded:visit-3/trial-01-reach

A session's trials follow one another with a second between them. Format and the treatment of odd
rows: recording_csv.py. The device is finite: after the last sample it closes by itself and says so.
"""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from input_devices.paced import PacedDevice
from input_devices.reader import StreamEnded
from input_devices.recording_csv import BOARD_COP_M, Recording, read_csv
from input_devices.sample import BoardSample, Clock, DeviceError, DeviceInfo

BETWEEN_TRIALS_S = 1.0
LEAD_IN_S = 1.0  # a recording that begins within this of zero keeps its own times
SLOWEST, FASTEST = 0.01, 100.0
ENDED = "the recording has ended"


def load_recording(path: str | Path, *, unit: str | None = None) -> Recording:
    """The recording in a CSV file, a trial's folder or a session's folder.

    unit ("mm", "cm", "m") is for columns that bear none. DeviceError in one line if there is none.
    """
    place = Path(path)
    try:
        place = place.expanduser()
        trials = _trials(place)
    except FileNotFoundError as missing:
        raise DeviceError(
            f"{place}: there is no such file or folder; check the path of the recording"
        ) from missing
    except OSError as problem:
        raise DeviceError(
            f"{place}: cannot be read ({problem.strerror or problem}); check the path, and that "
            "you may read it"
        ) from problem
    except RuntimeError as problem:  # ~nobody
        raise DeviceError(f"{place}: {problem} write the path out") from problem
    if trials is None:
        return read_csv(place, unit)
    if not trials:
        raise DeviceError(
            f"{place}: holds neither samples.csv nor trial-*/samples.csv; name a session, a trial "
            "or a CSV file"
        )
    if len(trials) == 1:
        return read_csv(trials[0], unit)
    return _joined(
        [read_csv(trial, unit) for trial in trials], [t.parent.name for t in trials], place
    )


def _trials(place: Path) -> list[Path] | None:
    """The CSV files of a trial's or a session's folder in order; None for a file. OSError."""
    if not stat.S_ISDIR(place.stat().st_mode):
        return None
    names = sorted(entry.name for entry in place.iterdir())
    if "samples.csv" in names:
        return [place / "samples.csv"]
    trials = [place / name / "samples.csv" for name in names if name.startswith("trial-")]
    return [trial for trial in trials if trial.is_file()]


def _joined(trials: list[Recording], names: list[str], place: Path) -> Recording:
    """The trials one after the other, each beginning a second after the one before."""
    times, start = [], 0.0
    for trial in trials:
        times.append(trial.t_s - trial.t_s[0] + start)
        start = float(times[-1][-1]) + BETWEEN_TRIALS_S
    return Recording(
        np.concatenate(times),
        np.concatenate([trial.cop_ml for trial in trials]),
        np.concatenate([trial.cop_ap for trial in trials]),
        np.concatenate([trial.load_n for trial in trials]),
        np.concatenate([trial.corners_n for trial in trials]),
        np.concatenate([trial.buttons for trial in trials]),
        tuple(
            f"{name}: {problem}"
            for name, trial in zip(names, trials, strict=True)
            for problem in trial.problems
        ),
        place.name,
    )


def _check_place(recording: Recording) -> None:
    """DeviceError where the person did not stand on any board: the unit or the origin is wrong."""
    ml, ap = recording.quiet_centre()
    if max(abs(ml), abs(ap)) > BOARD_COP_M:
        raise DeviceError(
            f"{recording.source}: begins with the centre of pressure at ML {ml:.3g} m, "
            f"AP {ap:.3g} m, more than {BOARD_COP_M:g} m from the origin: check the unit, or "
            "subtract the middle of the board"
        )


class RecordedBoard(PacedDevice):
    """A recording as a board. The bare argument is its path; speed 2 plays twice as fast."""

    ARGUMENT = "path"

    def __init__(
        self,
        *,
        path: str | Path,
        speed: float = 1.0,
        unit: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        if not SLOWEST <= speed <= FASTEST:
            raise DeviceError(
                f"recorded: speed={speed:g} must be {SLOWEST:g} to {FASTEST:g}, 1 being as it was"
            )
        self.recording = load_recording(path, unit=unit)
        _check_place(self.recording)
        rate = self.recording.rate_hz * speed
        super().__init__(
            DeviceInfo(
                name="recorded",
                kind="board",
                stand_in=True,
                serial=self.recording.source,
                nominal_rate_hz=rate,
                finite=True,
            ),
            clock=clock,
        )
        t = self.recording.t_s
        self._offsets = (t if 0 <= t[0] < LEAD_IN_S else t - t[0]) / speed

    @property
    def rate_hz(self) -> float:
        """Rows a second as recorded, whatever the speed."""
        return self.recording.rate_hz

    @property
    def problems(self) -> tuple[str, ...]:
        """What was odd in the file, one line each."""
        return self.recording.problems

    def quiet_centre(self, seconds: float = 2.0) -> tuple[float, float]:
        """Median CoP (ml, ap) of the first seconds, metres: where this person stood."""
        return self.recording.quiet_centre(seconds)

    def _due(self) -> float | None:
        if self._index >= len(self._offsets):
            return None
        return self._origin + float(self._offsets[self._index])

    def _read(self, timeout_s: float) -> Sequence[float] | None:
        if self._index >= len(self._offsets):
            raise StreamEnded(ENDED)
        return super()._read(timeout_s)

    def _produce(self, t: float, seq: int) -> BoardSample:
        recording, row = self.recording, self._index - 1
        tl, tr, bl, br = recording.corners_n[row].tolist()
        return BoardSample(
            t,
            seq,
            (tl, tr, bl, br),
            float(recording.load_n[row]),
            float(recording.cop_ml[row]),
            float(recording.cop_ap[row]),
            int(recording.buttons[row]),
        )
