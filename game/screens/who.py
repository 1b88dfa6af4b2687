"""Screen 1: who is here? One tile a person, picture and initials; the picture is the name.

Up to four people stand beside the guest. Of more, four are shown at a time, and the fifth tile
leads to the next four and in the end back to the first; the guest is the last of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from game.render.ui_palette import (
    CREAM,
    EDGE,
    INK,
    PANEL_DIM,
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
PAGE, TILES = 4, 5
X, Y, W, H, PITCH, CORNER = 3.0, 8.8, 10.2, 19.4, 11.95, 1.6
GROWN = 0.4  # by which the focused tile is larger on each side
MEDALLION, FOCUSED = 8.6, 10.0
INITIALS = 3.0
WIDE, HIGHEST, BETWEEN = 26.0, 7.0, 1.0  # of a tile in a column
COLUMN_H = 27.2  # of all of them

# the tint on which each participant's picture stands out
TINTS: dict[str, Colour] = {
    "bird": TINT_YELLOW,
    "boat": TINT_GREEN,
    "tulip": TINT_SKY,
    "hat": TINT_GREEN,
    "fish": TINT_SKY,
    "cat": TINT_WARM,
    "cup": TINT_ORANGE,
    "umbrella": TINT_GREY,
    "key": TINT_YELLOW,
    "bell": TINT_SKY,
    "sun": TINT_SKY,
    "moon": TINT_GREY,
    "car": TINT_GREEN,
    "cherries": TINT_YELLOW,
    "butterfly": TINT_GREEN,
    "mushroom": TINT_SKY,
    "teapot": TINT_WARM,
    "fir": TINT_ORANGE,
}


@dataclass(frozen=True, slots=True)
class Person:
    """Initials (at most three letters), the name of a picture (see TINTS), its tint if another."""

    initials: str
    picture: str
    tint: Colour | None = None


@dataclass(frozen=True, slots=True)
class WhoView:
    """Everybody who may come, today's bookings first, and which page of them is shown.

    focus counts the tiles of `tiles`; hold and arrived as for every choice.
    """

    people: tuple[Person, ...] = ()
    page: int = 0
    focus: int = 0
    hold: float = 0.0
    arrived: float = 1.0


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile stands for: a person by their place in the list, the guest, or more people."""

    kind: str
    person: int = -1


GUEST, MORE = Tile("guest"), Tile("more")


def pages(people: int) -> int:
    """How many pages there are for so many people and the guest."""
    return 1 if people < TILES else -(-(people + 1) // PAGE)


def tiles(view: WhoView) -> tuple[Tile, ...]:
    """The tiles of this page, in the order of focus."""
    everybody = (*(Tile("person", at) for at in range(len(view.people))), GUEST)
    if len(everybody) <= TILES:
        return everybody
    page = view.page % pages(len(view.people))
    return (*everybody[page * PAGE : (page + 1) * PAGE], MORE)


def targets(view: WhoView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """Where the tiles lie in u, in the order of focus: centred, but where there are pages. In a
    column they are as high as there is room for.
    """
    if column:
        count = len(tiles(view))
        gap = BETWEEN if count == TILES else attended.GAP
        h = min(HIGHEST, (COLUMN_H - (count - 1) * gap) / count)
        return attended.stairs([(0.0, 0.0, WIDE, h)] * count, gap=gap, most=WIDE)
    several = pages(len(view.people)) > 1
    count = len(tiles(view))
    places = [*range(count - 1), TILES - 1] if several else range(count)
    shift = 0.0 if several else (TILES - count) * PITCH / 2
    return tuple((X + shift + at * PITCH, Y, W, H) for at in places)


def draw(ui: Ui, view: WhoView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    ui.part("who words", None, lambda: _words(ui))
    here, places = tiles(view), targets(view, column=ui.column)
    focus = min(view.focus, len(here) - 1)
    for at, (tile, target) in enumerate(zip(here, places, strict=True)):
        if at != focus:
            state = (tile, target, view.people, view.page)
            ui.part(f"who tile {at}", state, partial(_resting, ui, view, tile, target))
    _focused(ui, view, here[focus], places[focus])


def _words(ui: Ui) -> None:
    labels.title(ui, ui.say("who.title"))
    if not ui.column:  # there tiles take all the room
        labels.hints(ui, labels.LEFT, 33.1, 34.0)


def _face(ui: Ui, view: WhoView, tile: Tile) -> tuple[str, str, Colour]:
    """Picture, words and tint of a tile."""
    if tile.kind == "guest":
        return "person", ui.say("who.guest"), TINT_ORANGE
    if tile.kind == "more":
        return "people", ui.say("who.more"), TINT_GREY
    person = view.people[tile.person]
    tint = person.tint or TINTS.get(person.picture, TINT_GREY)
    return person.picture, person.initials, tint


def _resting(ui: Ui, view: WhoView, tile: Tile, target: parts.Target) -> None:
    x, y, w, h = target
    picture, words, tint = _face(ui, view, tile)
    ui.box(x, y, w, h, PANEL_DIM, radius=CORNER, edge=EDGE, rim=0.1)
    if ui.column:
        ui.medallion(picture, x + 0.9 + h / 2, y + h / 2, 0.84 * h, tint)
        _beside(ui, words, target, CREAM)
        _badge(ui, view, tile, x + w - 3.0, y + h / 2)
        return
    ui.medallion(picture, x + w / 2, y + 1.6 + MEDALLION / 2, MEDALLION, tint)
    _name(ui, words, x, y + h - 4.55, w, CREAM)
    _badge(ui, view, tile, *_corner(x + w / 2, y + 1.6 + MEDALLION / 2))


def _focused(ui: Ui, view: WhoView, tile: Tile, target: parts.Target) -> None:
    x, y, w, h = target
    picture, words, tint = _face(ui, view, tile)
    cx, cy = x + w / 2, y + 1.0 + FOCUSED / 2
    if ui.column:
        parts.focus_frame(ui, x, y, w, h, CORNER, view.arrived)
        if view.hold >= 1:
            picture, tint = "tick", TINT_GREEN
        cx, cy = x + 0.9 + h / 2, y + h / 2
        ui.medallion(picture, cx, cy, 0.72 * h, tint)
        parts.hold_ring(ui, cx, cy, 0.94 * h, view.hold)
        _beside(ui, words, target, INK)
        _badge(ui, view, tile, x + w - 3.0, cy)
        return
    grow = GROWN * view.arrived
    parts.focus_frame(
        ui, x - grow, y - grow, w + 2 * grow, h + 2 * grow, CORNER + grow, view.arrived
    )
    if view.hold >= 1:
        picture, tint = "tick", TINT_GREEN
    ui.medallion(picture, cx, cy, FOCUSED * 0.82, tint)
    parts.hold_ring(ui, cx, cy, FOCUSED, view.hold)
    _name(ui, words, x, y + h - 4.2, w, INK)
    _badge(ui, view, tile, *_corner(cx, cy))


def _beside(ui: Ui, words: str, target: parts.Target, ink: Colour) -> None:
    """The name in a column, beside its picture."""
    x, y, w, h = target
    left = x + h + 2.0
    labels.middle(
        ui,
        words,
        left,
        y + h / 2,
        INITIALS,
        x + w - left - 5.0,
        lines=1,
        ink=ink,
        least=1.6,
        most=3.6,
    )


def _corner(x: float, y: float) -> tuple[float, float]:
    """Where a badge stands on a medallion."""
    return x + MEDALLION * 0.36, y + MEDALLION * 0.36


def _name(ui: Ui, words: str, x: float, y: float, w: float, ink: Colour) -> None:
    labels.middle(
        ui, words, x + w / 2, y, INITIALS, w - 1.4, lines=1, ink=ink, align="centre", least=1.6
    )


def _badge(ui: Ui, view: WhoView, tile: Tile, x: float, y: float) -> None:
    """How many people More leads to."""
    if tile.kind != "more":
        return
    following = (view.page + 1) % pages(len(view.people))
    count = min(PAGE, len(view.people) - following * PAGE)
    ui.disc(x, y, 1.65, CREAM, edge=INK, rim=0.27)
    ui.text(ui.words.number(max(1, count)), x, y, 1.8, weight="bold", ink=INK, align="centre")
