"""Screen 4: ready and safe? What must be at hand before anybody plays, and one long yes for all.

Each picture gets its tick at its share of the hold, so that the eye goes over all of them. Letting
go takes the ticks back. Nothing here can be passed by standing still.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import (
    TINT_GREEN,
    TINT_GREY,
    TINT_ORANGE,
    TINT_SKY,
    TINT_WARM,
    TINT_YELLOW,
    Colour,
)
from game.screens import attended, labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

BACKDROP = "dim"
HELP, YES = 0, 1  # the order of focus
MOST_AIDS = 6
MEDALLION_Y, LABEL_Y, BADGE = 14.5, 24.7, 4.2
TWO_LINES = 0.8  # by how much medallions shrink where a label needs two lines
MOST_LABEL, MOST_LINES = 3.6, 2.3  # how large letters of one line, and of two, become

# what to have, its picture and its tint
AIDS: dict[str, tuple[str, Colour]] = {
    "frame": ("with_frame", TINT_SKY),
    "chair": ("chair", TINT_SKY),
    "spotter": ("spotter", TINT_GREEN),
    "belt": ("belt", TINT_ORANGE),
    "shoes": ("shoes", TINT_YELLOW),
    "splint": ("splint", TINT_WARM),
    "sit": ("sit_back", TINT_GREY),
}
# for so many pictures: how wide one is, how far apart, and how large its label at most
_ROWS = {
    1: (14.6, 20.0, 2.7),
    2: (14.6, 24.0, 2.7),
    3: (14.6, 20.0, 2.7),
    4: (12.4, 15.2, 2.5),
    5: (9.8, 11.8, 2.3),
    6: (8.4, 9.9, 2.2),
}


@dataclass(frozen=True, slots=True)
class PrepareView:
    """What the plan wants at hand, by its name ("frame", "spotter" ...): 1 to 6.

    seated: sitting well back comes first of all. called: help was asked for. helper: whether
    there is anybody to ask for it; else one may go. focus, hold and arrived as for every choice.
    """

    aids: tuple[str, ...]
    seated: bool = False
    focus: int = YES
    hold: float = 0.0
    arrived: float = 1.0
    called: bool = False
    helper: bool = True


def shown(view: PrepareView) -> tuple[str, ...]:
    """What is asked for, in its order, each thing once."""
    wanted = ("sit", *view.aids) if view.seated or not view.aids else view.aids
    return tuple(dict.fromkeys(wanted))[:MOST_AIDS]


def ticked(view: PrepareView) -> int:
    """How many pictures the hold has confirmed."""
    return int(view.hold * len(shown(view)) + 1e-9) if view.focus == YES else 0


def targets(view: PrepareView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """Where the choices lie in u, in the order of focus; they never move."""
    places = (3.0, 28.9, 22.0, 5.0), (40.7, 28.4, 20.0, 5.8)
    return attended.stairs(places) if column else places


def draw(ui: Ui, view: PrepareView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    state = (view.aids, view.seated, view.called, ticked(view))
    ui.part("prepare aids", state, lambda: _aids(ui, view))
    pills = (view.focus, view.hold, view.arrived, len(shown(view)), view.called, view.helper)
    ui.part("prepare pills", pills, lambda: _pills(ui, view))


def _aids(ui: Ui, view: PrepareView) -> None:
    labels.title(ui, ui.say("prepare.called" if view.called else "prepare.title"), 6.0)
    if view.called:
        ui.medallion("helper", labels.right(ui) - 2.1, 4.1, 4.2, TINT_GREEN)
    aids = shown(view)
    if ui.column:
        _aids_in_column(ui, view, aids)
        return
    size, pitch, words = _ROWS[len(aids)]
    room = pitch - 1.0
    most = MOST_LABEL
    said = [ui.say(f"prepare.{aid}") for aid in aids]
    if any(labels.lines_of(ui, label, words, room, most=most) > 1 for label in said):
        size, words, most = size - TWO_LINES, words - 0.3, MOST_LINES
    for at, aid in enumerate(aids):
        x = 32 + (at - (len(aids) - 1) / 2) * pitch
        picture, tint = AIDS[aid]
        ui.medallion(picture, x, MEDALLION_Y, size, tint)
        badge = "badge_tick" if at < ticked(view) else "badge_dotted"
        if ui.style.shows(picture):
            small, out = min(BADGE, size * 0.34), size * 0.4
        else:
            small, out = size * 0.6, 0.0
        ui.picture(badge, x + out, MEDALLION_Y + out, small)
        y = LABEL_Y - (14.6 - size) / 2
        labels.column(ui, ui.say(f"prepare.{aid}"), x, y, words, room, align="centre", most=most)


def _aids_in_column(ui: Ui, view: PrepareView, aids: tuple[str, ...]) -> None:
    """One below the other, each beside its words; more than three stand in two rows of cells."""
    across = 1 if len(aids) <= 3 else 2
    down = -(-len(aids) // across)
    cell = attended.WIDE / across
    places = attended.rows(down, 6.9, 20.6, 0.5)
    size = min(places[0][1], attended.MEDALLION / across)
    for at, aid in enumerate(aids):
        y, h = places[at // across]
        x = labels.LEFT + at % across * cell
        picture, tint = AIDS[aid]
        ui.medallion(picture, x + size / 2, y + h / 2, size, tint)
        badge, small = "badge_tick" if at < ticked(view) else "badge_dotted", 0.42 * size
        ui.picture(badge, x + 0.88 * size, y + h - small / 2, small)
        left = x + 1.2 * size
        words, room = ui.say(f"prepare.{aid}"), x + cell - left - 0.3
        labels.block(ui, words, left, y + h / 2, 2.6, room, h + 0.3)


def _pills(ui: Ui, view: PrepareView) -> None:
    n = len(shown(view))
    yes = ui.say(
        "prepare.yes.one" if n == 1 else "prepare.yes.both" if n == 2 else "prepare.yes.all", n=n
    )
    focus = parts.Focus(view.hold, view.arrived)
    places = targets(view, column=ui.column)
    helper = parts.Option(ui.say("prepare.help"), "helper" if view.called else "question")
    if not view.helper:
        helper = parts.Option(ui.say("kiosk.later"), "arrow_back")
    on = view.focus == YES
    parts.pill(ui, places[HELP], helper, None if on else focus)
    parts.pill(ui, places[YES], parts.Option(yes, "tick"), focus if on else None, main=True)
