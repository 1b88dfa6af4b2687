"""A centre-of-pressure recording as a CSV file, read strictly: every oddity is survived or named.

The header is `t_s,cop_ml_mm,cop_ap_mm[,load_n[,tl_n,tr_n,bl_n,br_n,buttons]]`, columns in any
order, others ignored; centimetres (cop_ml_cm) and metres (cop_ml_m) work too, and plain cop_ml and
cop_ap when `unit` says what they are. Cells are separated by commas, or by semicolons or tabs (then
decimals may be commas). The rules for odd rows:

- a time that is not finite, goes backwards or repeats: the row is skipped and named
- a row cut short, as by a crash: skipped and named
- a time more than a minute after the row before: the row stays, and is named
- a CoP that is missing, NaN, infinite or beyond 5 m: the row stays, as an unloaded sample
- a load or corner beyond 100 kN: taken as unknown
- a negative load beside a CoP: noted, and the row stays as an unloaded sample
- a median CoP beyond 0.5 m, where nobody stands on a board: noted, for the unit may be wrong

Whatever cannot be understood at all is one DeviceError with file, row and remedy; and so is what
has the wrong unit: a time that jumps by more than an hour, a day's length, fewer than five rows a
second, CoPs of which most lie beyond 5 m.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from input_devices.sample import DeviceError

UNITS = {"mm": 1e-3, "cm": 1e-2, "m": 1.0}
CORNERS = ("tl_n", "tr_n", "bl_n", "br_n")
TARE_NOISE_N = 20.0  # an empty board may read this much below zero
LONG_WAIT_S = 60.0
LONGEST_WAIT_S = 3600.0
LONGEST_S = 24 * 3600.0
SLOWEST_HZ = 5.0
FEWEST_TO_JUDGE = 10  # rows, before their rate says anything
FARTHEST_COP_M = 5.0  # no plate is this wide
BOARD_COP_M = 0.5  # as far from its middle as limits of stability may lie
HEAVIEST_N = 1e5
NAMED_ROWS = 3  # how many rows a note names before it only counts
FAR = f"a centre of pressure beyond {FARTHEST_COP_M:g} m, taken as unloaded"
UNKNOWN = ("", "nan", "na", "n/a", "-")
HEADER_HELP = "the first row must be t_s,cop_ml_mm,cop_ap_mm with load_n and corners if known"

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Recording:
    """What a file holds. t_s (n,) seconds, strictly rising; cop_ml, cop_ap (n,) metres, NaN while
    unloaded; load_n (n,) newtons, NaN if unknown; corners_n (n, 4) TL, TR, BL, BR newtons; buttons
    (n,) bit masks. problems: one line each, with row numbers. source: the file's or folder's name.
    """

    t_s: Floats
    cop_ml: Floats
    cop_ap: Floats
    load_n: Floats
    corners_n: Floats
    buttons: NDArray[np.int64]
    problems: tuple[str, ...]
    source: str

    @property
    def duration_s(self) -> float:
        """From the first row to the last."""
        return float(self.t_s[-1] - self.t_s[0])

    @property
    def rate_hz(self) -> float:
        """Rows a second, from the median interval; NaN for a single row."""
        if len(self.t_s) < 2:
            return math.nan
        rate = 1 / float(np.median(np.diff(self.t_s)))
        return rate if math.isfinite(rate) else math.nan

    def quiet_centre(self, seconds: float = 2.0) -> tuple[float, float]:
        """Median CoP (ml, ap) in metres of the first loaded seconds; NaN if there are none."""
        seen = np.isfinite(self.cop_ml) & np.isfinite(self.cop_ap)
        if not seen.any():
            return math.nan, math.nan
        seen &= self.t_s <= self.t_s[np.argmax(seen)] + seconds
        return float(np.median(self.cop_ml[seen])), float(np.median(self.cop_ap[seen]))


class _Notes:
    """Problems by kind: the first rows by number, the rest by count."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}

    def add(self, kind: str, row: int) -> None:
        self._rows.setdefault(kind, []).append(row)

    def count(self, kind: str) -> int:
        return len(self._rows.get(kind, ()))

    def lines(self) -> tuple[str, ...]:
        return tuple(self._line(kind, rows) for kind, rows in self._rows.items())

    @staticmethod
    def _line(kind: str, rows: list[int]) -> str:
        named = ", ".join(str(row) for row in rows[:NAMED_ROWS])
        more = f" and {len(rows) - NAMED_ROWS} more" if len(rows) > NAMED_ROWS else ""
        return f"row{'s' if len(rows) > 1 else ''} {named}{more}: {kind}"


def read_csv(path: Path, unit: str | None = None) -> Recording:
    """The recording in the file; DeviceError in one line if it cannot be one."""
    if unit is not None and unit not in UNITS:
        raise DeviceError(f"unit '{unit}' is not known: choose {', '.join(UNITS)}")
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise DeviceError(f"{path}: cannot be read ({problem.strerror or problem})") from problem
    return parse_csv(data, path.name, unit)


def parse_csv(data: bytes, source: str, unit: str | None = None) -> Recording:
    """The recording in these bytes; `source` names them in messages."""
    lines = _decode(data, source).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    separator = next((mark for mark in ";\t" if mark in lines[0]), ",")
    columns = _columns(lines[0].split(separator), source, unit)
    notes = _Notes()
    rows: list[list[float]] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        where = f"{source}, row {number}"
        row = _row(line.split(separator), columns, separator, where)
        if row is None:
            notes.add("cut short, skipped", number)
        elif _in_time(row[0], rows[-1][0] if rows else -math.inf, notes, number):
            _check_jump(row[0] - rows[-1][0] if rows else 0.0, where)
            rows.append(_weighed(row, notes, number))
    if not rows:
        raise DeviceError(f"{source}: no usable row below the header; {HEADER_HELP}")
    recording = _recording(np.array(rows), notes.lines(), source)
    _check_units(recording, notes.count(FAR))
    return _noting_place(recording)


def _decode(data: bytes, source: str) -> str:
    if not data.strip():
        raise DeviceError(f"{source}: the file is empty; {HEADER_HELP}")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DeviceError(f"{source}: is UTF-16 text; save it as 'CSV UTF-8' and try again")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        row = data.count(b"\n", 0, problem.start) + 1
        raise DeviceError(
            f"{source}, row {row}: is not UTF-8 text; save it as 'CSV UTF-8' and try again"
        ) from problem


@dataclass(frozen=True)
class _Columns:
    """Where things stand in a row: index and factor to SI of t, ml, ap, load, TL..BR, buttons."""

    places: tuple[tuple[int, float] | None, ...]
    count: int


def _columns(header: list[str], source: str, unit: str | None) -> _Columns:
    names = [name.strip().strip('"').strip().lower() for name in header]
    for name in names:
        if name and names.count(name) > 1:
            raise DeviceError(f"{source}, row 1: the column '{name}' is there twice; keep one")
    plain = [_place(names, name) for name in ("load_n", *CORNERS, "buttons")]
    if None in plain[1:5]:
        plain[1:5] = [None] * 4
    time = _place(names, "t_s")
    if time is None:
        raise DeviceError(f"{source}, row 1: the column 't_s' is missing; {HEADER_HELP}")
    cop = [_cop_place(names, axis, source, unit) for axis in ("cop_ml", "cop_ap")]
    return _Columns((time, *cop, *plain), len(names))


def _place(names: list[str], name: str, factor: float = 1.0) -> tuple[int, float] | None:
    return (names.index(name), factor) if name in names else None


def _cop_place(names: list[str], axis: str, source: str, unit: str | None) -> tuple[int, float]:
    for own, factor in UNITS.items():
        if (place := _place(names, f"{axis}_{own}", factor)) is not None:
            if unit not in (None, own):
                raise DeviceError(
                    f"{source}, row 1: '{axis}_{own}' is not in {unit}: drop unit={unit}"
                )
            return place
    if axis in names and unit is not None:
        return names.index(axis), UNITS[unit]
    if axis in names:
        raise DeviceError(
            f"{source}, row 1: '{axis}' has no unit; rename it {axis}_mm or give unit=mm"
        )
    raise DeviceError(f"{source}, row 1: the column '{axis}_mm' is missing; {HEADER_HELP}")


def _row(cells: list[str], columns: _Columns, separator: str, where: str) -> list[float] | None:
    """t, ml, ap, load, TL, TR, BL, BR, buttons in SI units; None for a row cut short."""
    if len(cells) < columns.count:
        return None
    if any(cell.strip() for cell in cells[columns.count :]):
        raise DeviceError(
            f"{where}: has {len(cells)} cells where the header has {columns.count}; "
            "if decimals are written with commas, separate cells with semicolons"
        )
    return [
        math.nan if place is None else _number(cells[place[0]], separator, where) * place[1]
        for place in columns.places
    ]


def _number(cell: str, separator: str, where: str) -> float:
    text = cell.strip().strip('"').strip()
    if text.lower() in UNKNOWN:
        return math.nan
    if separator != ",":
        text = text.replace(",", ".")
    try:
        if "_" in text:
            raise ValueError(text)
        return float(text)
    except ValueError as problem:
        raise DeviceError(
            f"{where}: {cell.strip()[:20]!r} is not a number; correct it or leave the cell empty"
        ) from problem


def _in_time(t: float, last: float, notes: _Notes, row: int) -> bool:
    if not math.isfinite(t):
        notes.add("the time is not a finite number, skipped", row)
    elif t == last:
        notes.add("the same time as the row before, skipped", row)
    elif t < last:
        notes.add("the time goes backwards, skipped", row)
    else:
        if math.isfinite(last) and t - last > LONG_WAIT_S:
            notes.add("the time jumps ahead by more than a minute, kept", row)
        return True
    return False


def _check_jump(seconds: float, where: str) -> None:
    if seconds > LONGEST_WAIT_S:
        raise DeviceError(
            f"{where}: the time jumps ahead by {seconds / 3600:.3g} hours: t_s must be in seconds; "
            "correct the time, or cut the file before this row"
        )


def _weighed(row: list[float], notes: _Notes, number: int) -> list[float]:
    """The row with whatever cannot be a measurement made NaN, and noted."""
    ml, ap = row[1:3]
    if any(math.isinf(value) for value in row[1:]):
        notes.add("an infinite value, taken as unknown", number)
    elif math.isnan(ml) != math.isnan(ap):
        notes.add("half a centre of pressure, taken as unloaded", number)
    row[1:] = [value if math.isfinite(value) else math.nan for value in row[1:]]
    if max(abs(row[1]), abs(row[2])) > FARTHEST_COP_M:
        notes.add(FAR, number)
        row[1] = row[2] = math.nan
    if any(abs(value) > HEAVIEST_N for value in row[3:8]):
        notes.add(f"a load beyond {HEAVIEST_N / 1000:g} kN, taken as unknown", number)
        row[3:8] = [value if abs(value) <= HEAVIEST_N else math.nan for value in row[3:8]]
    unloaded = math.isnan(row[1]) or math.isnan(row[2])
    if row[3] < 0 and not (unloaded and row[3] >= -TARE_NOISE_N):
        notes.add("a negative load, taken as unloaded", number)
        unloaded = True
    if unloaded:
        row[1] = row[2] = math.nan
    return row


def _check_units(recording: Recording, far: int) -> None:
    """DeviceError for what only a wrong unit explains. far: how many CoPs lay beyond 5 m."""
    where, rate = recording.source, recording.rate_hz
    if len(recording.t_s) >= FEWEST_TO_JUDGE and rate < SLOWEST_HZ:
        raise DeviceError(
            f"{where}: {rate:.3g} rows a second, needs at least {SLOWEST_HZ:g}: are these "
            "milliseconds? t_s must be in seconds"
        )
    if recording.duration_s > LONGEST_S:
        raise DeviceError(
            f"{where}: lasts {recording.duration_s / 3600:.0f} hours, at most "
            f"{LONGEST_S / 3600:.0f} can be read: cut it, and check that t_s is in seconds"
        )
    if far > np.isfinite(recording.cop_ml).sum():
        raise DeviceError(
            f"{where}: most centres of pressure lie beyond {FARTHEST_COP_M:g} m from the origin: "
            "check the unit in the header (cop_ml_mm, cop_ml_cm or cop_ml_m)"
        )


def _noting_place(recording: Recording) -> Recording:
    """The recording, with a note where it lies too far from the origin for anybody on a board."""
    seen = np.isfinite(recording.cop_ml)
    if not seen.any():
        return recording
    ml, ap = float(np.median(recording.cop_ml[seen])), float(np.median(recording.cop_ap[seen]))
    if max(abs(ml), abs(ap)) <= BOARD_COP_M:
        return recording
    note = f"all rows: the median centre of pressure is at ML {ml:.3g} m, AP {ap:.3g} m: "
    note += "check the unit, or the origin"
    return replace(recording, problems=(*recording.problems, note))


def _recording(rows: Floats, problems: tuple[str, ...], source: str) -> Recording:
    buttons = np.clip(np.nan_to_num(rows[:, 8]), 0, 2**31 - 1).astype(np.int64)
    return Recording(
        rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3], rows[:, 4:8], buttons, problems, source
    )
