"""What one participant's settings mean to those who draw, sound and ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from game.screens.choice import Choice
from game.session.settings import AffectedSide, Display
from game.sound.settings import Hearing

if TYPE_CHECKING:
    from game.render.meshes.person import Look
    from game.render.ui_style import Style

TREMOR_ZONES = 1.3  # times as far out, so that a trembling stance neither moves nor fills


def choice_for(display: Display, count: int, focus: int = 0) -> Choice:
    """A fresh focus over `count` choices: how long a hold lasts, and how far a lean has to go."""
    zones = TREMOR_ZONES if display.tremor else 1.0
    return Choice(count, focus, hold_s=display.hold_s, zones=zones)


def hearing_of(display: Display) -> Hearing:
    """What this person wants to hear and feel."""
    return Hearing(
        volume=display.volume,
        music=display.music,
        speech=display.speech,
        language=display.language,
        lower=display.lower_tones,
        mono=display.mono,
        rumble=display.rumble,
    )


def style_of(display: Display) -> Style:
    """How the screens are drawn for this person."""
    from game.render.ui_style import LETTERS, Style

    return Style(
        letters=LETTERS[display.text],
        strong=display.contrast == "high",
        pictures=display.pictures,
        reduced=display.reduced_motion,
        column="" if display.column == "none" else display.column,
    )


def hud_side_of(display: Display, affected: AffectedSide) -> Literal["start", "left", "right"]:
    """The side of panel and upright marker: where targets move over to a neglected side, and none
    was set, the other one.
    """
    if display.hud_side != "start" or not display.moves_over:
        return display.hud_side
    return "right" if affected == "left" else "left" if affected == "right" else "start"


def look_of(display: Display) -> Look:
    """What the figure wears."""
    from game.render.meshes.person import Look

    figure = display.figure
    return Look(coat=figure.coat, skin=figure.skin, hat=figure.hat)
