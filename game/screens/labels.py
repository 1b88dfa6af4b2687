"""Words at the places that screens share: the title, what stands under a picture, the hints.

All go through parts.fit, so that a longer language gets smaller letters or a second line, never an
edge of the frame.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from game.render.ui_palette import CREAM, Colour
from game.screens import attended, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

LEFT, RIGHT = 3.0, 61.0  # the frame's margins; a column has its own
TITLE_Y, TITLE, MOST_TITLE = 4.05, 3.6, 4.5
TITLE_H = 4.5  # of a title in a column, in as many lines as it needs
ONE_LINE = 0.85  # of the wanted size, down to which one line is better than two
HINT_GLYPH, HINT = 2.0, 1.6


def right(ui: Ui) -> float:
    """The margin at the side where lines end."""
    return attended.RIGHT if ui.column else RIGHT


def title(ui: Ui, words: str, beside: float = 0.0) -> None:
    """One line at the top start, in a column two where these are larger. beside: how much of the
    line something else takes.
    """
    width = right(ui) - LEFT - beside
    size = min(TITLE, MOST_TITLE / ui.leading)
    if ui.column:
        block(ui, words, LEFT, TITLE_Y, size, width, TITLE_H, least=1.6, most=MOST_TITLE)
    else:
        most = MOST_TITLE * math.sqrt(ui.usual_leading / ui.leading)
        middle(ui, words, LEFT, TITLE_Y, size, width, lines=1, most=most)


def column(
    ui: Ui, words: str, x: float, y: float, size: float, width: float, *, lines: int = 2,
    weight: str = "bold", ink: Colour = CREAM, align: str = "start", most: float = math.inf,
) -> float:  # fmt: skip
    """Words in at most `lines` lines, the first at y; returns where a next line would stand.
    Letters that are larger than usual are at most `most`.
    """
    size, broken = fitted(ui, words, size, width, lines, weight, most=most)
    for line in broken:
        ui.text(line, x, y, size, weight=weight, ink=ink, align=align)
        y += size * ui.leading
    return y


def middle(
    ui: Ui, words: str, x: float, y: float, size: float, width: float, *, lines: int = 2,
    weight: str = "bold", ink: Colour = CREAM, align: str = "start",
    least: float = parts.LABEL_LEAST, most: float = math.inf,
) -> None:  # fmt: skip
    """The same, with y the middle of all the lines, and letters as small as `least`."""
    size, broken = fitted(ui, words, size, width, lines, weight, least, most)
    y -= (len(broken) - 1) * size * ui.leading / 2
    for at, line in enumerate(broken):
        ui.text(line, x, y + at * size * ui.leading, size, weight=weight, ink=ink, align=align)


def block(
    ui: Ui, words: str, x: float, y: float, size: float, width: float, height: float, *,
    weight: str = "bold", ink: Colour = CREAM, align: str = "start",
    least: float = parts.LABEL_LEAST, most: float = math.inf,
) -> None:  # fmt: skip
    """Words as large as their box allows, in as many lines as that takes; y is its middle."""
    size, broken = parts.boxed(ui, words, size, width, height, weight, least=least, most=most)
    y -= (len(broken) - 1) * size * ui.leading / 2
    y -= parts.lifted(ui, size, len(broken))
    for at, line in enumerate(broken):
        ui.text(line, x, y + at * size * ui.leading, size, weight=weight, ink=ink, align=align)


def line(
    ui: Ui, words: str, x: float, y: float, size: float, width: float, *, weight: str = "bold",
    ink: Colour = CREAM, align: str = "start", most: float = math.inf,
) -> float:  # fmt: skip
    """One line, y its middle; returns how wide it became, in u."""
    size, _ = parts.fit(ui, words, size, width, 1, weight, min(size, parts.LABEL_LEAST), most)
    ui.text(words, x, y, size, weight=weight, ink=ink, align=align)
    return ui.measure(words, size, weight)


def lines_of(
    ui: Ui, words: str, size: float, width: float, weight: str = "bold", most: float = math.inf
) -> int:
    """How many lines, at most two, words take where `column` writes them."""
    return len(fitted(ui, words, size, width, 2, weight, most=most)[1])


def fitted(
    ui: Ui, words: str, size: float, width: float, lines: int, weight: str,
    least: float = parts.LABEL_LEAST, most: float = math.inf,
) -> tuple[float, list[str]]:  # fmt: skip
    """On one line where a little smaller letters allow it, else on several; no word is left out."""
    own = 1 + words.count("\n")
    wanted = ONE_LINE * min(size * ui.style.letters, max(size, most))
    one = parts.fit(ui, words, size, width, own, weight, max(least, wanted), most)
    if len(one[1]) <= own and parts.widest(ui, one[1], one[0], weight) <= width:
        return one
    return parts.fit(ui, words, size, width, max(lines, own), weight, least, most)


def hints(ui: Ui, x: float, y: float, width: float) -> None:
    """Lean to choose, hold to select: two glyphs with their words within `width` from x."""
    half = width / 2
    for at, (glyph, key) in enumerate((("lean_hint", "hint.lean"), ("hold_hint", "hint.hold"))):
        left = x + at * half
        ui.picture(glyph, left + HINT_GLYPH / 2, y, HINT_GLYPH)
        room = half - HINT_GLYPH - 1.8
        start = left + HINT_GLYPH + 0.8
        middle(ui, ui.say(key), start, y, HINT, room, lines=1, weight="semibold", least=1.2)
