"""What is set for this station, play and kiosk alike: one YAML file, read strictly.

Every key may be left out. `surefoot settings show` prints all of them with what they say, as a file
that can be edited; `surefoot settings check` names the key that is wrong. docs/kiosk.md tells the
same at more length. Holds nothing of any participant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from game.kiosk.hours import DAYS, minute_of, spans_of
from game.kiosk.reach import ASKED, LEAST
from game.levels import Ident, LevelError, get_level
from game.strict_model import STRICT, first_problem
from game.strict_yaml import YamlError, read_yaml
from game.words import ENGLISH, LANGUAGES

TASTERS = 3
SMALLEST_CAP = ASKED * LEAST  # of who hardly leans at all, by hand
WRONG_PIN = 'should be 6 to 8 digits in quotes, as in "271828"'
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Aid = Literal["frame", "chair", "shoes", "sit"]
Tier = Literal["auto", "very_low", "low", "medium", "high"]


class StationError(ValueError):
    """The file cannot be used; one line with file, key and remedy."""


def _sound(check: Callable[[str], object]) -> AfterValidator:
    """A validator that leaves a text as it is where `check` has nothing against it."""

    def checked(text: str) -> str:
        check(text)
        return text

    return AfterValidator(checked)


def _has_a_step(steps: dict[str, float]) -> dict[str, float]:
    if not steps:
        raise ValueError('needs at least one time, as in {"00:00": 1.0}')
    return steps


def _known_level(name: str) -> str:
    try:
        level = get_level(name)
    except LevelError as error:
        raise ValueError(str(error)) from None
    if level.supervised or not level.adaptive:
        raise ValueError(f"{name}: is not for play by oneself: choose another level")
    try:
        level.rules(difficulty=0.0, caps=(SMALLEST_CAP,) * 8, seed=0)
    except ValueError:
        raise ValueError(f"{name}: asks for more than everybody can: choose another") from None
    return name


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"no such language: there are {', '.join(LANGUAGES)}")
    return code


def _web_address(text: str) -> None:
    if text and not re.fullmatch(r"https?://[!-~]{1,200}", text):
        raise ValueError("should begin with https:// and hold no spaces")


def _six_digits(text: str) -> None:
    if text and not re.fullmatch(r"[0-9]{6,8}", text):
        raise ValueError(WRONG_PIN)


Time = Annotated[str, _sound(minute_of)]
Steps = Annotated[dict[Time, Share], AfterValidator(_has_a_step)]
Pin = Annotated[str, _sound(_six_digits)]
Url = Annotated[str, _sound(_web_address)]
Hours = Annotated[str, _sound(spans_of)]


class KioskSettings(BaseModel):
    """What only the kiosk reads."""

    model_config = STRICT
    standing: Annotated[
        bool, Field(description="true: offer standing on the board, unattended")
    ] = False
    aids: Annotated[
        list[Aid],
        Field(min_length=1, description="what who stands says yes to: frame, chair, shoes"),
    ] = ["frame", "shoes"]
    levels: Annotated[
        list[Annotated[Ident, AfterValidator(_known_level)]],
        Field(
            min_length=TASTERS,
            max_length=TASTERS,
            description="the three short games; see `surefoot levels`",
        ),
    ] = ["orchard-1", "shift-side-slow", "firefly-1"]
    taster_s: Annotated[float, Field(ge=60.0, le=90.0, description="how long each lasts, s")] = 70.0
    url: Annotated[Url, Field(description="the clinic's page, shown as a QR code; empty: none")] = (
        ""
    )
    hours: Annotated[
        dict[Day, Hours],
        Field(description='when the display is on; "08:00-12:00, 13:00-18:00", or closed'),
    ] = dict.fromkeys(DAYS, "00:00-24:00")
    brightness: Annotated[
        Steps, Field(description="of the picture, 0..1, each from its time of day on")
    ] = {"00:00": 1.0}
    volume: Annotated[
        Steps, Field(description="of the short games, 0..1, each from its time of day on")
    ] = {"00:00": 0.0}
    pixel_shift: Annotated[
        bool, Field(description="move the picture by a pixel now and then, against burn-in")
    ] = True
    health_port: Annotated[
        int, Field(ge=0, le=65535, description="of the health page on 127.0.0.1; 0: none")
    ] = 8377


class Station(BaseModel):
    """The whole file."""

    model_config = STRICT
    format: Annotated[Literal[1], Field(description="of this file")] = 1
    device: Annotated[
        str, Field(description="auto, or as --device has it; see `surefoot devices`")
    ] = "auto"
    tier: Annotated[Tier, Field(description="how rich the picture is")] = "auto"
    fullscreen: Annotated[
        bool, Field(description="for play; the kiosk always fills the screen")
    ] = False
    languages: Annotated[
        list[Annotated[str, AfterValidator(_known_language)]],
        Field(min_length=1, description="the first for play; the kiosk shows them in turn"),
    ] = [ENGLISH]
    volume: Annotated[Share, Field(description="for play, 0..1; the kiosk has its own")] = 0.7
    pin: Annotated[
        Pin,
        Field(description="of staff: the therapist's panel, the way out of the kiosk"),
    ] = ""
    kiosk: Annotated[KioskSettings, Field(description="what only the kiosk reads")] = (
        KioskSettings()
    )


def read_station(path: Path) -> Station:
    """The settings in a file; StationError in one line where it cannot be used."""
    try:
        return station_from(read_yaml(path), str(path))
    except YamlError as error:
        raise StationError(str(error)) from None


def station_from(data: object, source: str) -> Station:
    """The settings in plain values; `source` is named in the line of a StationError."""
    if not isinstance(data, Mapping):
        raise StationError(f"{source}: should be keys with values, as `surefoot settings show` has")
    try:
        return Station.model_validate(dict(data))
    except ValidationError as error:
        if any(problem["loc"] == ("pin",) for problem in error.errors()):
            raise StationError(f"{source}: pin: {WRONG_PIN}") from None  # without its digits
        raise StationError(f"{source}: {first_problem(error)}") from None


def as_text(station: Station) -> str:
    """The settings as a file with what every key says; without the digits of the PIN."""
    values = station.model_dump() | {"pin": ""}
    return "\n".join(_lines(Station, values, "")) + "\n"


def _lines(model: type[BaseModel], values: dict[str, Any], indent: str) -> list[str]:
    """Each key below its comment; a section's keys stand further in."""
    import yaml

    lines = []
    for key, field in model.model_fields.items():
        lines.append(f"{indent}# {field.description}")
        value = values[key]
        if key == "kiosk":
            lines += [f"{indent}{key}:", *_lines(KioskSettings, value, indent + "  ")]
            continue
        text = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=1000)
        lines.append(f"{indent}{key}: {text.removesuffix('...' + chr(10)).strip()}")
    return lines
