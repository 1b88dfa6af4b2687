"""Screen 2: today's way: its steps as places along a path, how long each takes, and Start.

Steps that are done have a tick, and the path behind them is solid. More than five are shown four at
a time, those around the next one first, with how many more there are; nothing scrolls.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from game.render.ui_palette import (
    CREAM,
    INK,
    PATH,
    PIP,
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
MOST_SHOWN, IN_COLUMN = 5, 4
PATH_W, RIM_W, BADGE = 1.3, 2.0, 3.3
PIP_EVERY = 1.4  # dots along the path ahead
PATH_FROM = -14.0  # where it comes from, also in windows wider than the frame
LOW, HIGH = 16.9, 12.6  # heights between which the path waves
LABEL, MINUTES = 2.3, 2.0
MOST, MOST_LINES = 3.25, 2.6  # how far apart lines of larger letters stand at most

# each place's tint; its picture has its name
PLACES: dict[str, Colour] = {
    "warm_up": TINT_ORANGE,
    "orchard": TINT_YELLOW,
    "river": TINT_SKY,
    "mountain": TINT_GREEN,
    "lake": TINT_WARM,
    "night": TINT_GREY,
    "cabin": TINT_ORANGE,
    "stand": TINT_ORANGE,
    "flower": INK,
}
# for so many steps: the places of their medallions and how wide these are
_ROWS: dict[int, tuple[tuple[float, ...], float]] = {
    1: ((32.0,), 12.4),
    2: ((20.0, 44.0), 9.8),
    3: ((12.0, 32.0, 52.0), 9.8),
    4: ((8.4, 24.0, 40.0, 55.2), 9.8),
    5: ((7.6, 19.8, 32.0, 44.2, 56.4), 8.2),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the name of a place ("orchard", see PLACES), its minutes, whether it is done."""

    place: str
    minutes: float
    done: bool = False


@dataclass(frozen=True, slots=True)
class TodayView:
    """The steps in order; none: there is no plan, so that a warm-up is offered.

    less: whether there is anything to leave out. focus counts the choices of `choices`; hold and
    arrived as for every choice.
    """

    steps: tuple[Step, ...]
    focus: int = 2
    hold: float = 0.0
    arrived: float = 1.0
    less: bool = True


NO_PLAN = (Step("warm_up", 3),)


def choices(view: TodayView) -> tuple[str, ...]:
    """What can be chosen, in the order of focus: "not_me", "less" (if there is less), "start"."""
    return ("not_me", "less", "start") if view.less else ("not_me", "start")


def targets(view: TodayView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """Where the choices lie in u, in the order of focus; they never move."""
    places = {
        "not_me": (3.0, 28.9, 16.0, 5.0),
        "less": (20.75, 28.9, 20.0, 5.0),
        "start": (44.0, 28.4, 16.7, 5.8),
    }
    here = tuple(places[choice] for choice in choices(view))
    return attended.stairs(here) if column else here


def shown(steps: tuple[Step, ...], most: int = MOST_SHOWN) -> tuple[int, int]:
    """From which step to which the path is shown: all of up to five, else four round the next.
    most: how many are all, of which one then gives way to how many more there are.
    """
    if len(steps) <= most:
        return 0, len(steps)
    following = next((at for at, step in enumerate(steps) if not step.done), len(steps))
    first = min(max(0, following - 1), len(steps) - most + 1)
    return first, first + most - 1


def draw(ui: Ui, view: TodayView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    steps = view.steps or NO_PLAN
    ui.part("today way", steps, lambda: _way(ui, steps))
    pills = (view.focus, view.hold, view.arrived, view.less, steps)
    ui.part("today pills", pills, lambda: _pills(ui, view, steps))


def _way(ui: Ui, steps: tuple[Step, ...]) -> None:
    _head(ui, steps)
    first, last = shown(steps, IN_COLUMN if ui.column else MOST_SHOWN)
    here, more = steps[first:last], len(steps) - last
    if ui.column:
        _list(ui, here, first, more)
        return
    xs, size = _ROWS[len(here) + (more > 0)]
    low, high = LOW, HIGH
    if ui.style.letters > 1 or any(_wraps(ui, step, _room(xs, at)) for at, step in enumerate(here)):
        size, low, high = size - 1.6, LOW - 1.4, HIGH - 1.4
    ys = [(low + high) / 2] if len(xs) == 1 else [high if at % 2 else low for at in range(len(xs))]
    _path(ui, [(PATH_FROM, low + 1.6), *zip(xs, ys, strict=True)], sum(step.done for step in here))
    for at, step in enumerate(here):
        _step(ui, xs[at], ys[at], size, first + at + 1, step, _room(xs, at))
    if more > 0:
        _disc(ui, xs[-1], ys[-1], size * 0.8, "arrow", TINT_GREY)
        words = ui.say("today.more", n=more)
        top = ys[-1] + size * 0.4 + 2.0
        labels.column(ui, words, xs[-1], top, LABEL, 11.0, align="centre", most=MOST / ui.leading)


def _list(ui: Ui, here: tuple[Step, ...], first: int, more: int) -> None:
    """The steps in a column: each place beside its words, two in a row."""
    count = len(here) + (more > 0)
    across = 1 if count == 1 else 2
    places = attended.rows(-(-count // across), 6.7, 14.0, 0.4)
    cell, size = attended.WIDE / across, min(places[0][1], 5.6)
    for at in range(count):
        y, h = places[at // across]
        x = labels.LEFT + at % across * cell
        cy, left = y + h / 2, x + 1.35 * size
        room = x + cell - left - 0.4
        if at == len(here):
            _disc(ui, x + size / 2, cy, 0.8 * size, "arrow", TINT_GREY)
            labels.block(
                ui, ui.say("today.more", n=more), left, cy, LABEL, room, h - 0.2, least=1.6
            )
            continue
        step = here[at]
        ui.medallion(step.place, x + size / 2, cy, 0.92 * size, PLACES[step.place])
        _number(ui, x + 0.95 * size, y + h - 0.27 * size, 0.54 * size, first + at + 1, step)
        words = ui.say(f"place.{step.place}")
        labels.block(ui, words, left, cy, LABEL, room, h + 0.3, least=1.6)


def _number(ui: Ui, x: float, y: float, size: float, number: int, step: Step) -> None:
    """Which step it is, or that it is done."""
    if step.done:
        ui.picture("badge_tick", x, y, size)
        return
    ui.disc(x, y, size / 2, CREAM, edge=INK, rim=0.27)
    words = ui.words.number(number)
    ui.text(words, x, y, size * 0.55, weight="bold", ink=INK, align="centre")


def _room(xs: tuple[float, ...], at: int) -> float:
    """How wide words under a medallion may be: to the next one, and to the frame's edge."""
    apart = min([b - a for a, b in pairwise(xs)], default=20.6) - 0.6
    return min(apart, 2 * (xs[at] - 2.2), 2 * (61.8 - xs[at]))


def _wraps(ui: Ui, step: Step, room: float) -> bool:
    return labels.lines_of(ui, ui.say(f"place.{step.place}"), LABEL, room) > 1


def _head(ui: Ui, steps: tuple[Step, ...]) -> None:
    left = sum(step.minutes for step in steps if not step.done)
    if left <= 0:
        labels.title(ui, ui.say("today.done"))
        return
    words = ui.say("minutes", n=math.ceil(left - 1e-9))
    width = labels.line(
        ui,
        words,
        labels.right(ui),
        labels.TITLE_Y,
        2.5,
        14.0,
        weight="semibold",
        align="end",
        most=3.2,
    )
    ui.picture("clock_cream", labels.right(ui) - width - 2.1, labels.TITLE_Y + 0.1, 2.6)
    title = ui.say("today.title", n=len(steps))
    labels.title(ui, title, width + 5.0)


def _path(ui: Ui, points: list[tuple[float, float]], done: int) -> None:
    """Sand in ink from the start edge to the last step, dotted where nobody has walked yet."""
    bends = [_bend(a, b) for a, b in pairwise(points)]
    for thick, ink in ((RIM_W, INK), (PATH_W, PATH)):
        for bend in bends:
            for a, b in pairwise(bend):
                ui.line(*a, *b, thick, ink)
    for a, b in list(pairwise(points))[done:]:
        for x, y in _bend(a, b, round((b[0] - a[0]) / PIP_EVERY)):
            ui.disc(x, y, 0.15, PIP)


def _bend(
    a: tuple[float, float], b: tuple[float, float], count: int = 18
) -> list[tuple[float, float]]:
    """From one step to the next, level at both ends."""
    turns = [at / count for at in range(count + 1)]
    return [
        (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * (1 - math.cos(math.pi * t)) / 2)
        for t in turns
    ]


def _disc(ui: Ui, x: float, y: float, size: float, picture: str, tint: Colour) -> None:
    ui.disc(x, y, size / 2 + 0.35, INK)
    ui.medallion(picture, x, y, size, tint)


def _step(ui: Ui, x: float, y: float, size: float, number: int, step: Step, room: float) -> None:
    _disc(ui, x, y, size, step.place, PLACES[step.place])
    grown = 1.0 if ui.style.pictures else 0.55 * size / BADGE  # alone, it stands for the place
    bx, by = (x - size * 0.42, y - size * 0.39) if grown == 1.0 else (x, y)
    _number(ui, bx, by, grown * BADGE, number, step)
    place, top = ui.say(f"place.{step.place}"), y + size / 2 + 2.0
    most = (MOST_LINES if _wraps(ui, step, room) else MOST) / ui.leading
    top = labels.column(ui, place, x, top, LABEL, room, align="centre", most=most)
    minutes = ui.say("minutes", n=math.ceil(step.minutes - 1e-9))
    labels.column(
        ui, minutes, x, top - 0.2, MINUTES, room, weight="medium", align="centre", most=2.3
    )


def _pills(ui: Ui, view: TodayView, steps: tuple[Step, ...]) -> None:
    begun = any(step.done for step in steps)
    offered = {
        "not_me": ("today.not_me", "arrow_back"),
        "less": ("today.less", "minus"),
        "start": ("today.go_on" if begun else "today.start", "play"),
    }
    focus = parts.Focus(view.hold, view.arrived)
    for at, (choice, place) in enumerate(
        zip(choices(view), targets(view, column=ui.column), strict=True)
    ):
        key, picture = offered[choice]
        on = focus if at == view.focus else None
        parts.pill(ui, place, parts.Option(ui.say(key), picture), on, main=choice == "start")
