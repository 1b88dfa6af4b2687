"""The session on disk: names, columns and how a value becomes text.

Every row of intents.csv ends in a check: the CRC-32 of the row, continued from the row before. A
changed, missing or moved row is thereby found, and named, without a second copy.
"""

from __future__ import annotations

import json
import math
import os
import re
import zlib
from pathlib import Path
from typing import Any, Literal, TypeGuard

from game.sim import Intent
from game.sim.types import Vec3

FORMAT = 1
SESSION = "session.json"
START, SUMMARY = "start.json", "summary.json"
HEARTBEAT = ".alive"
SAMPLES, INTENTS, EVENTS = "samples.csv", "intents.csv", "events.jsonl"

Status = Literal["completed", "stopped", "aborted", "interrupted"]

SAMPLE_COLUMNS = (
    "t_s", "cop_ml_mm", "cop_ap_mm", "load_n", "tl_n", "tr_n", "bl_n", "br_n", "buttons",
)  # fmt: skip
INTENT_COLUMNS = (
    "step", "t_s", "lean_ml", "lean_ap", "on_board", "load_share_right",
    "left_hand_x", "left_hand_y", "left_hand_z", "right_hand_x", "right_hand_y", "right_hand_z",
    "grip_left", "grip_right", "confirm", "check",
)  # fmt: skip

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")
_TRIAL = re.compile(r"trial-[0-9]{2,}-[a-z0-9][a-z0-9-]{0,39}")
_SHOWN = 40  # characters of a wrong value in a message


class RecordingError(Exception):
    """A recording cannot be written or read; one line with file, row and remedy."""


def check_participant(code: str) -> str:
    """The code, if it can be part of a folder's name; RecordingError otherwise."""
    if not _CODE.fullmatch(code):
        raise RecordingError(
            f"participant code {code!r}: use 1 to 20 letters, digits or '-' (a pseudonym, no name)"
        )
    return code


def is_trial_name(name: object) -> bool:
    """Whether it is the name of a trial's folder: trial-NN-<level id>, and no way out of it."""
    return isinstance(name, str) and _TRIAL.fullmatch(name) is not None


def number(value: float, decimals: int) -> str:
    """Fixed decimals, `nan` for what is not known."""
    return f"{value:.{decimals}f}" if math.isfinite(value) else "nan"


def intent_fields(step: int, t_s: float, intent: Intent) -> str:
    """One row without its check; floats in their shortest exact form, to read back equal."""
    hands = [*(intent.left_hand or ("",) * 3), *(intent.right_hand or ("",) * 3)]
    return ",".join(
        (
            str(step),
            f"{t_s:.6f}",
            repr(intent.lean_ml),
            repr(intent.lean_ap),
            "1" if intent.on_board else "0",
            repr(intent.load_share_right),
            *(value if isinstance(value, str) else repr(value) for value in hands),
            repr(intent.grips[0]),
            repr(intent.grips[1]),
            "1" if intent.confirm else "0",
        )
    )


def read_intent(fields: list[str]) -> tuple[int, float, Intent]:
    """The inverse of `intent_fields`; ValueError for anything it could not have written."""
    step, t_s, ml, ap, on_board, share, *rest = fields
    hands, (left, right, confirm) = rest[:6], rest[6:]
    return (
        int(step),
        float(t_s),
        Intent(
            float(ml),
            float(ap),
            on_board == "1",
            float(share),
            _hand(hands[:3]),
            _hand(hands[3:]),
            (float(left), float(right)),
            confirm == "1",
        ),
    )


def _hand(fields: list[str]) -> Vec3 | None:
    if not any(fields):
        return None
    x, y, z = fields
    return float(x), float(y), float(z)


def check(row: str, previous: int) -> int:
    """The running check of a row."""
    return zlib.crc32(row.encode(), previous)


def write_json(path: Path, value: Any) -> None:
    """Replace a document whole or not at all, synced: a crash leaves the old one or the new one."""
    temporary = path.with_suffix(".json.part")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(value, file, indent=1, ensure_ascii=False, allow_nan=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """A document of this format; RecordingError when it is missing, another format or not one."""
    try:
        value = parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecordingError(f"{path}: missing; is this a session folder?") from None
    except (OSError, ValueError) as error:
        raise RecordingError(f"{path}: cannot be read ({error})") from None
    if not isinstance(value, dict):
        raise RecordingError(f"{path}: not a document")
    stated = value.get("format")
    if stated != FORMAT or not is_number(stated):
        raise RecordingError(
            f"{path}: format: {shown(stated)}: this Surefoot reads format {FORMAT}; "
            "use the one that recorded it"
        )
    return value


def parse(text: str) -> Any:
    """JSON as plain values; ValueError also for what no recorder writes: numbers that are not
    finite, and nesting without end.
    """
    try:
        return json.loads(text, parse_constant=_finite, parse_float=_finite, parse_int=_whole)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value from `parse`, which lets only finite ones in, is a number: not true, false or
    text.
    """
    return isinstance(value, int | float) and not isinstance(value, bool)


def shown(value: object) -> str:
    """A wrong value in a message: short, and never the inside of a list or table."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text[:_SHOWN]} is not a finite number")
    return value


def _whole(text: str) -> int:
    _finite(text)
    return int(text)
