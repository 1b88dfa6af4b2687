"""A session's end in a few lines: the level of each rep, and whether it succeeded, drawn small.

        level of each rep of orchard-1: ● reached, ○ not yet, · not tried
    1.0 ┤
    0.8 ┤
    0.6 ┤            ●●●
    0.4 ┤   ●●●○●●●●●
    0.2 ┤●●●
    0.0 ┤

What is drawn is what summary.json holds of every rep: difficulty 0..1, success, attempted. Where
there are more reps than columns, a column stands for several: their mean level, and what most of
them came to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, Final, Literal, TextIO

from game.session import files
from game.session.files import RecordingError
from game.session.recording import SessionRecording, TrialRecording

ROWS: Final = 6
COLUMNS: Final = 64
Outcome = Literal["reached", "not yet", "not tried"]
MARKS: Final[dict[Outcome, str]] = {"reached": "●", "not yet": "○", "not tried": "·"}
ASCII: Final[dict[Outcome, str]] = {"reached": "#", "not yet": "o", "not tried": "."}


@dataclass(frozen=True, slots=True)
class Point:
    """One rep. level: 0..1; direction: its name, empty for none."""

    level: float
    outcome: Outcome
    direction: str = ""


def plots(
    folder: Path, *, by_direction: bool = False, ascii_only: bool = False
) -> Iterator[list[str]]:
    """A plot for each level of a session, its trials together, in the order played; for each
    direction apart where that is asked for. What cannot be read, or has no reps, is left out.
    """
    for level, points in courses(folder).items():
        if not by_direction:
            yield plot(points, level, ascii_only=ascii_only)
            continue
        for direction in dict.fromkeys(point.direction for point in points):
            own = [point for point in points if point.direction == direction]
            what = f"{level}, {direction.replace('_', ' ')}" if direction else level
            yield plot(own, what, ascii_only=ascii_only)


def courses(folder: Path) -> dict[str, list[Point]]:
    """The reps of a session in the order played, by the id of their level; only of levels whose
    difficulty follows the person.
    """
    found: dict[str, list[Point]] = {}
    try:
        trials = SessionRecording(folder).trials
    except RecordingError:
        return found
    for trial in trials:
        if points := list(_points(trial)):
            found.setdefault(trial.folder.name.split("-", 2)[2], []).extend(points)
    return found


def plot(points: Sequence[Point], what: str, *, ascii_only: bool = False) -> list[str]:
    """At most 8 lines for at least one rep. what: the level, and where it matters the direction."""
    each = -(-len(points) // COLUMNS)
    columns = [_together(points[at : at + each]) for at in range(0, len(points), each)]
    marks, axis = (ASCII, "|") if ascii_only else (MARKS, "┤")
    rows = [[" "] * len(columns) for _ in range(ROWS)]
    for x, point in enumerate(columns):
        rows[round((1 - point.level) * (ROWS - 1))][x] = marks[point.outcome]
    legend = ", ".join(f"{mark} {outcome}" for outcome, mark in marks.items())
    counted = "each rep" if each == 1 else f"each {each} reps"
    return [
        f"    level of {counted} of {what}: {legend}",
        *(f"{1 - y / (ROWS - 1):.1f} {axis}{''.join(row)}".rstrip() for y, row in enumerate(rows)),
    ]


def _together(points: Sequence[Point]) -> Point:
    """Several reps as one: the first of what most of them came to."""
    outcomes = [point.outcome for point in points]
    most = max(dict.fromkeys(outcomes), key=outcomes.count)
    return Point(fmean(point.level for point in points), most)


def _points(trial: TrialRecording) -> Iterator[Point]:
    """Of a trial that adapts; nothing of one without a readable summary."""
    try:
        reps = trial.summary.get("reps")
        adapts = trial.start.get("difficulty_mode") != "fixed"
    except RecordingError:
        return
    for rep in reps if adapts and isinstance(reps, list) else []:
        if isinstance(rep, dict) and files.is_number(level := rep.get("difficulty")):
            yield Point(min(1.0, max(0.0, level)), _outcome(rep), str(rep.get("direction") or ""))


def _outcome(rep: dict[str, Any]) -> Outcome:
    if rep.get("success") is True:
        return "reached"
    return "not yet" if rep.get("attempted") is True else "not tried"


def print_plots(folder: Path, file: TextIO, *, by_direction: bool = False) -> None:
    """The plots of a session, with plain letters where a terminal knows no others."""
    ascii_only = not (file.encoding or "").lower().startswith("utf")
    for lines in plots(folder, by_direction=by_direction, ascii_only=ascii_only):
        print("", *lines, sep="\n", file=file)
