"""Which limits of stability a trial is played with, and the files of what was measured."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

from game.app.data_folder import data_folder
from game.app.devices import MADE_UP
from game.app.errors import WrongInput
from game.app.people import own_limits
from game.app.request import PlayRequest
from game.balance.limits import STANCES, Limits, theoretical_limits
from game.strict_yaml import YamlError, read_yaml
from input_devices import device_name
from input_devices.sample import Device

HEIGHT_M = 1.70


def limits_for(request: PlayRequest, device: Device, stance: str = STANCES[0]) -> Limits:
    """What play without a plan goes by; WrongInput for a file that cannot be read, or that was
    measured in another stance than a person on a board is in now.
    """
    somebody = device.info.kind == "board" and not device.info.stand_in
    if request.limits:
        limits = read_limits(request.limits)
        if somebody and not limits.serves(stance):
            raise WrongInput(
                f"{request.limits}: stance: measured {limits.stance or STANCES[0]}, and this is "
                f"played {stance}: measure again with `surefoot calibrate`"
            )
        return limits
    own = own_limits_file(request.participant, stance)
    if own.is_file() and somebody and (limits := read_limits(own)).serves(stance):
        return replace(limits, how=f"{limits.how}; from {own.name}")
    if known := own_limits(device):
        return known
    limits = theoretical_limits(HEIGHT_M)
    quiet = getattr(device, "quiet_centre", None)
    if quiet and (centre := quiet()) and all(map(math.isfinite, centre)):
        try:
            limits = limits.recentred(*centre)
        except ValueError as error:
            raise WrongInput(f"{request.device}: {error}; check the unit of its CoP") from None
    return limits


def own_limits_file(participant: str, stance: str = STANCES[0]) -> Path:
    """Where a participant's measured limits are kept, whether or not there are any: those of each
    stance by themselves.
    """
    own = data_folder() / f"limits-{participant}.json"
    return own if stance == STANCES[0] else own.with_suffix(f".{stance}.json")


def file_to_write(participant: str, device: str, stance: str = STANCES[0]) -> Path:
    """Where limits measured with a device go: what only stands in for a person has its own file."""
    own, name = own_limits_file(participant, stance), device_name(device)
    return own.with_suffix(f".{name}.json") if name in MADE_UP else own


def source_of(device: Device) -> str:
    """What a file must say of limits that no person on a board has made."""
    if device.info.finite:
        return f"; from a recording ({device.info.serial}), which way it happened to lean"
    return f"; by {device.info.name}, with nobody on a board" if device.info.stand_in else ""


def write_limits(path: Path, limits: Limits) -> None:
    """All of the file or none of it; WrongInput where it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(limits.as_dict(), indent=1, ensure_ascii=False) + "\n", "utf-8")
        part.replace(path)
    except OSError as error:
        raise WrongInput(f"{path}: cannot be written ({error.strerror})") from None


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
