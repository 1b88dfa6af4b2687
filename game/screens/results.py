"""Screen 11: what was gathered, beside the person's own best, and stars for effort and steadiness.

Effort counts tries and time, never range; taking part is one star at least. Nobody is ranked, no
number falls, and with nothing gathered the sentence still ends on something achieved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import TINT_GREEN, TINT_ORANGE, TINT_SKY, TINT_WARM, Colour
from game.screens import attended, labels, motion, parts

if TYPE_CHECKING:
    from game.render.ui import Ui
    from game.words import Words

BACKDROP = "dim"
JOURNEY, NEXT = 0, 1  # the order of focus
MOST = 6.2  # how far apart lines of larger letters stand at most


@dataclass(frozen=True, slots=True)
class ResultsView:
    """What was gathered, the best before (None: first time), and stars 1..3.

    focus and hold as game.screens.choice gives them. since_s: seconds since the screen came, for
    the stars that come one after the other; reduced shows them at once; arrived 0..1 as
    game.screens.motion gives it for a focus that moved. journey: whether there is one to look at;
    without it Next is the only choice. compared: whether it is a thing to have a best of.
    """

    picked: int
    best: int | None
    effort: int
    steady: int
    focus: int
    hold: float
    new_best: bool
    item: str = "apple"
    since_s: float = 60.0
    reduced: bool = False
    arrived: float = 1.0
    journey: bool = True
    compared: bool = True


def picked(words: Words, view: ResultsView) -> str:
    """The sentence for what was gathered; with nothing it names what was done."""
    if view.picked == 0:
        return words.say("results.none")
    return words.say(f"results.picked.{view.item}", n=view.picked)


def best_line(words: Words, view: ResultsView) -> str:
    """ "First time: 12", "New best: 14" or "Your best: 14"; empty for a first time with nothing."""
    if not view.compared:
        return ""
    if view.new_best:
        return words.say("results.new_best", n=view.picked)
    if view.best is not None:
        return words.say("results.best", n=view.best)
    return words.say("results.first", n=view.picked) if view.picked > 0 else ""


def draw(ui: Ui, view: ResultsView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    state = (view.picked, best_line(ui.words, view), view.item)
    ui.part("results picked", state, lambda: _picked(ui, view))
    pops = motion.row_of_pops(view.since_s - motion.CHANGE_S, 6, reduced=view.reduced)
    dx, first, second, scale = 0.0, 17.6, 23.5, 1.0
    if ui.column:
        dx, first, second, scale = (
            (-20.7, 15.5, 18.9, 0.8) if view.journey else (-24.9, 18.0, 24.0, 1.0)
        )
    with ui.moved(dx, 0.0, scale):
        _row(ui, first / scale, "heart", "results.effort", TINT_WARM, view.effort, pops[:3])
        _row(ui, second / scale, "steady", "results.steady", TINT_SKY, view.steady, pops[3:])
    ui.part(
        "results pills",
        (view.focus, view.hold, view.arrived, view.journey),
        lambda: _pills(ui, view),
    )


def _picked(ui: Ui, view: ResultsView) -> None:
    basket = view.picked > 0 and view.item == "apple"
    picture, tint = ("basket", TINT_GREEN) if basket else ("cheer", TINT_ORANGE)
    line = best_line(ui.words, view)
    if ui.column:
        _picked_in_column(ui, view, picture, tint, line)
        return
    x, y = 13.4, 12.8
    ui.medallion(picture, x, y, 20.4, tint)
    if view.new_best:
        ui.medallion("medal", 20.9, 5.4, 5.6, TINT_SKY)
    if line:
        labels.line(ui, line, x, 25.0, 2.6, 20.8, align="centre")
    size, lines = parts.fit(ui, picked(ui.words, view), 4.4, 31.0, 2, most=MOST / ui.leading)
    for at, line in enumerate(lines):
        ui.text(line, 28.5, 5.65 + at * max(4.8, size * ui.leading), size, weight="bold")


def _picked_in_column(ui: Ui, view: ResultsView, picture: str, tint: Colour, line: str) -> None:
    ui.medallion(picture, 7.4, 6.3, 8.8, tint)
    if view.new_best:
        ui.medallion("medal", 10.8, 3.4, 3.2, TINT_SKY)
    left = 14.4
    room = attended.RIGHT - left
    labels.block(ui, picked(ui.words, view), left, 6.3, 3.6, room, 8.2)
    labels.line(ui, line, labels.LEFT, 12.7, 2.4, attended.WIDE, most=2.4)


def _row(
    ui: Ui,
    y: float,
    icon: str,
    key: str,
    tint: Colour,
    earned: int,
    pops: tuple[float, ...],
) -> None:
    if ui.style.shows(icon):
        ui.disc(30.9, y, 2.4, tint)
        ui.picture(icon, 30.9, y, 2.9)
    labels.line(ui, ui.say(key), 34.5, y, 2.6, 11.0, weight="semibold")
    parts.stars(ui, 48.05, y, 4.7, 5.3, max(1, earned), pops)


def targets(view: ResultsView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """Where the choices lie in u, in the order of focus; Next alone where there is no journey."""
    onward = (43.7, 28.4, 17.0, 5.8)
    places = ((3.0, 28.9, 19.0, 5.0), onward) if view.journey else (onward,)
    return attended.stairs(places, most=28.0) if column else places


def _pills(ui: Ui, view: ResultsView) -> None:
    onward = parts.Option(ui.say("results.next"), "arrow")
    focus = parts.Focus(view.hold, view.arrived)
    places = targets(view, column=ui.column)
    on = view.focus == NEXT or not view.journey
    if view.journey:
        journey = parts.Option(ui.say("results.journey"), "tree")
        parts.pill(ui, places[JOURNEY], journey, None if on else focus)
    parts.pill(ui, places[-1], onward, focus if on else None, main=True)
