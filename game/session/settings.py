"""How one participant sees, hears and steers the game: one typed, strict place.

A plan carries such settings under `display`. What was set for the participant themselves is kept
beside the plans, key by key, and counts before the plan: so it outlives a new plan, and who has no
plan has it too. Sizes, colours and sounds themselves are the business of those who draw and play.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from game.strict_model import first_problem

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Language = Literal["en", "de", "fr", "es", "ar"]
AffectedSide = Literal["none", "left", "right", "both"]
Posture = Literal["standing", "seated"]


class SettingsError(ValueError):
    """A setting cannot be; one line that says which, and what it may be."""


def _hexadecimal(code: str) -> str:
    if len(code) != 6 or not set(code.upper()) <= set("0123456789ABCDEF"):
        raise ValueError("must be a colour as six hexadecimal digits, such as B4492E")
    return code.upper()


Dye = Annotated[str, AfterValidator(_hexadecimal)]


class Part(BaseModel):
    """Strict and frozen."""

    # A whole number may stand for a float, a list for a tuple; nothing else is turned into another.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Figure(Part):
    """What the figure wears and is: the colours of coat, skin and hat."""

    coat: Dye = "B4492E"
    skin: Dye = "C68E6A"
    hat: Dye = "E3BE7C"


class Display(Part):
    """What a plan may say of it, and what is kept of the participant.

    pictures: beside the words; they can distract. hud_side: start is where reading starts. column:
    the side at which all words and choices stand, for who sees only that side. hold_s:
    how long a choice is held. tremor: leaning chooses from a little farther out. touch: whether a
    finger holds or taps what it chooses. volume: of all that sounds; music: its share of that.
    lower_tones and mono: for ears that have lost the high ones, or of which one hears. moves_over:
    targets come to the affected side little by little.
    """

    text: Literal["normal", "large", "larger"] = "normal"
    contrast: Literal["normal", "high"] = "normal"
    reduced_motion: bool = False
    plain: bool = False
    pictures: bool = True
    moves_over: bool = False
    hud_side: Literal["start", "left", "right"] = "start"
    column: Literal["none", "left", "right"] = "none"
    hold_s: Annotated[float, Field(ge=1.5, le=3.0)] = 2.0
    tremor: bool = False
    touch: Literal["hold", "tap"] = "hold"
    language: Language = "en"
    volume: Share = 0.7
    music: Share = 0.6
    speech: bool = True
    lower_tones: bool = False
    mono: bool = False
    rumble: Share = 0.7
    figure: Figure = Figure()


class Settings(Display):
    """All of it, with what a plan says of the body."""

    affected_side: AffectedSide = "none"
    posture: Posture = "standing"

    def display(self) -> Display:
        """The part that a plan carries under `display`."""
        return Display(**{name: getattr(self, name) for name in Display.model_fields})

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return self.model_dump(mode="json")


def settings_from(kept: Mapping[str, Any], source: str) -> Settings:
    """Settings of which some keys were set; SettingsError, with `source`, for what cannot be."""
    try:
        return Settings.model_validate(kept)
    except ValidationError as error:
        raise SettingsError(f"{source}: {first_problem(error)}") from None


def merged(kept: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of both, those given counting; within a group, key by key."""
    both = dict(kept)
    for key, value in given.items():
        group = both.get(key)
        inner = isinstance(group, Mapping) and isinstance(value, Mapping)
        both[key] = merged(dict(group or {}), value) if inner else value
    return both
