"""Pictograms of things and signs: flat fills, at most three colours, an ink line only where two
light areas meet. One picture for one thing on every screen and print-out.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from game.render.pictures.pen import Pen, Point, circle, curve
from game.render.ui_palette import (
    BARK,
    BLUE,
    CREAM,
    GREEN,
    INK,
    ORANGE,
    VERMILLION,
    WOOD,
    YELLOW,
    Colour,
)


def _apple_at(pen: Pen, x: float, y: float, size: float) -> None:
    """An apple whose body is centred on (x, y) and about 0.62 of `size` wide."""

    def at(px: float, py: float) -> Point:
        return x + (px - 50) * size / 100, y + (py - 58) * size / 100

    def bend(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
        return curve(at(*a), at(*b), at(*c), at(*d))

    right = bend((50, 33), (58, 24), (84, 24), (84, 52)) + bend(
        (84, 52), (84, 78), (66, 98), (50, 89)
    )
    left = bend((50, 89), (34, 98), (16, 78), (16, 52)) + bend(
        (16, 52), (16, 24), (42, 24), (50, 33)
    )
    pen.shape(right + left, VERMILLION)
    pen.stroke(bend((27, 53), (27, 45), (29, 42), (34, 40)), 6.5 * size / 100, CREAM)
    leaf = bend((58, 20), (64, 4), (80, 2), (90, 6)) + bend((90, 6), (86, 20), (72, 28), (58, 20))
    pen.shape(leaf, GREEN)
    pen.stroke(bend((50, 35), (49, 22), (52, 14), (57, 9)), 6.5 * size / 100, INK)


def _apple(pen: Pen) -> None:
    _apple_at(pen, 50, 58, 100)


def _crate(pen: Pen) -> None:
    sides = [(23, 56), (77, 56), (69.5, 90), (30.5, 90)]
    pen.soft_shape(sides, 3.5, WOOD)
    pen.stroke([(32, 68), (68, 68)], 4.5, BARK)
    pen.stroke([(34, 79.5), (66, 79.5)], 4.5, BARK)
    pen.stroke([(18.5, 53), (81.5, 53)], 9, BARK)


def _basket(pen: Pen) -> None:
    for x, y in ((50, 25), (39.5, 33), (60.5, 33), (33, 45), (50, 41), (67, 45)):
        _apple_at(pen, x, y, 27)
    _crate(pen)


def _basket_empty(pen: Pen) -> None:
    _crate(pen)


def _heart(pen: Pen) -> None:
    right = curve((50, 34), (57, 14), (88, 16), (86, 44)) + curve(
        (86, 44), (84, 64), (62, 76), (50, 88)
    )
    pen.shape(right + [(100 - x, y) for x, y in reversed(right)], VERMILLION)


def _steady(pen: Pen) -> None:
    """A ball that lies still at the bottom of a bowl, its middle marked."""
    pen.stroke(curve((10, 56), (30, 78), (70, 78), (90, 56)), 8, INK)
    pen.disc(50, 57, 12, BLUE)
    pen.stroke([(50, 20), (50, 33)], 8, INK)


def _house(pen: Pen) -> None:
    pen.shape([(22, 46), (50, 24), (78, 46), (78, 88), (22, 88)], ORANGE)
    pen.stroke([(10, 52), (50, 18), (90, 52)], 8, INK)
    pen.shape([(42, 62), (58, 62), (58, 88), (42, 88)], INK)


def apple_tree(pen: Pen, x: float, y: float, size: float) -> None:
    """A round tree full of apples about (x, y), `size` 1 as high as the box."""

    def at(px: float, py: float) -> Point:
        return x + (px - 50) * size, y + (py - 50) * size

    pen.stroke([at(50, 55), at(50, 93)], 10 * size, BARK)
    for px, py, radius in ((50, 27, 22), (29, 44, 19), (71, 44, 19), (50, 48, 20)):
        pen.disc(*at(px, py), radius * size, GREEN)
    for px, py in ((50, 22), (32, 42), (55, 42), (73, 48)):
        pen.disc(*at(px, py), 5.5 * size, VERMILLION)


def _tree(pen: Pen) -> None:
    apple_tree(pen, 50, 50, 1.0)


def _arrow(pen: Pen) -> None:
    pen.arrow((18, 50), (82, 50), INK, width=10, head=28)


def _arrow_back(pen: Pen) -> None:
    pen.arrow((82, 50), (18, 50), INK, width=10, head=28)


def _tick(pen: Pen) -> None:
    pen.stroke([(20, 54), (41, 74), (80, 28)], 12, INK)


def _bars(pen: Pen, ink: Colour) -> None:
    for x in (32, 68):
        pen.stroke([(x, 20), (x, 80)], 17, ink)


def _pause(pen: Pen) -> None:
    _bars(pen, CREAM)


def _pause_ink(pen: Pen) -> None:
    _bars(pen, INK)


def _chevron(pen: Pen) -> None:
    pen.stroke([(37, 20), (68, 50), (37, 80)], 17, INK)


def _lock(pen: Pen) -> None:
    pen.stroke(
        [(33, 52), (33, 34), *circle(50, 34, 17, math.pi, 2 * math.pi), (67, 34), (67, 52)], 9, INK
    )
    pen.soft_shape([(24, 54), (76, 54), (76, 84), (24, 84)], 6, INK)


def _board(pen: Pen) -> None:
    """The balance board from above, with the places for two feet."""
    pen.soft_shape([(12, 34), (88, 34), (88, 74), (12, 74)], 8, BLUE)
    for x in (32, 68):
        pen.stroke([(x, 44), (x, 64)], 16, CREAM)


def _board_waves(pen: Pen) -> None:
    """The board calling: two waves above it."""
    pen.soft_shape([(20, 66), (80, 66), (80, 83), (20, 83)], 7, BLUE)
    pen.disc(35, 74.5, 6, CREAM)
    pen.disc(65, 74.5, 6, CREAM)
    for radius in (16, 32):
        pen.stroke(circle(50, 52, radius, math.radians(222), math.radians(318)), 8, INK)
    pen.disc(50, 49, 5.5, INK)


def _star_points(outer: float, inner: float, turn: float = -math.pi / 2) -> list[Point]:
    radii = (outer, inner) * 5
    return [
        (50 + r * math.cos(turn + i * math.pi / 5), 53 + r * math.sin(turn + i * math.pi / 5))
        for i, r in enumerate(radii)
    ]


def _star(pen: Pen) -> None:
    points = _star_points(44, 20.5)
    pen.soft_shape(points, 6, INK)
    pen.soft_shape(_star_points(37.5, 17.2), 1.5, YELLOW)


def _star_dotted(pen: Pen) -> None:
    """The outline of a star in dots: next time."""
    points = _star_points(44, 20.5)
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        for share in (0.0, 1 / 3, 2 / 3):
            pen.disc(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, 3.6, CREAM)


def _bead_dotted(pen: Pen) -> None:
    for x, y in circle(50, 50, 45, 0, 2 * math.pi, 12)[:-1]:
        pen.disc(x, y, 4.6, CREAM)


def _medal(pen: Pen) -> None:
    """A filled medal: a new best."""
    pen.shape([(26, 8), (46, 8), (58, 44), (40, 50)], BLUE)
    pen.shape([(74, 8), (54, 8), (42, 44), (60, 50)], VERMILLION)
    pen.disc(50, 66, 28, INK)
    pen.disc(50, 66, 23, YELLOW)
    points = [(50 + (x - 50) * 0.36, 66 + (y - 53) * 0.36) for x, y in _star_points(44, 20.5)]
    pen.shape(points, INK)


def _controller(pen: Pen) -> None:
    pen.soft_shape([(22, 42), (78, 42), (86, 68), (66, 62), (34, 62), (14, 68)], 9, BLUE)
    pen.stroke([(24, 50), (38, 50)], 6, CREAM)
    pen.stroke([(31, 43), (31, 57)], 6, CREAM)
    pen.disc(66, 53, 4, CREAM)
    pen.disc(76, 47, 4, CREAM)


def _lantern(pen: Pen) -> None:
    """A lantern that burns, hung by its ring."""
    pen.stroke(circle(50, 14, 8, 0, 2 * math.pi), 5.5, INK)
    pen.soft_shape([(31, 40), (69, 40), (65, 80), (35, 80)], 3, YELLOW)
    pen.disc(50, 64, 8.5, ORANGE)
    for x in (30, 70):
        pen.stroke([(x, 40), (50 + (x - 50) * 0.8, 80)], 6, INK)
    pen.soft_shape([(22, 38), (42, 22), (58, 22), (78, 38)], 3, INK)
    pen.stroke([(30, 87), (70, 87)], 10, INK)


def _firefly(pen: Pen) -> None:
    """A firefly from above: a lit tail and two open wings."""
    for side in (-1, 1):
        tip = (50 + side * 46, 16)
        wing = curve((50, 42), (50 + side * 16, 12), (50 + side * 40, 4), tip)
        wing += curve(tip, (50 + side * 44, 34), (50 + side * 24, 44), (50, 46))
        pen.shape(wing, BLUE)
    pen.soft_shape([(41, 52), (59, 52), (56, 82), (50, 88), (44, 82)], 8, YELLOW)
    pen.soft_shape([(44, 34), (56, 34), (57, 50), (43, 50)], 7, INK)
    pen.disc(50, 24, 10, INK)


THINGS: dict[str, Callable[[Pen], None]] = {
    "apple": _apple,
    "basket": _basket,
    "basket_empty": _basket_empty,
    "heart": _heart,
    "steady": _steady,
    "house": _house,
    "tree": _tree,
    "arrow": _arrow,
    "arrow_back": _arrow_back,
    "tick": _tick,
    "pause": _pause,
    "pause_ink": _pause_ink,
    "chevron": _chevron,
    "lock": _lock,
    "board": _board,
    "board_waves": _board_waves,
    "lantern": _lantern,
    "firefly": _firefly,
    "star": _star,
    "star_dotted": _star_dotted,
    "bead_dotted": _bead_dotted,
    "medal": _medal,
    "controller": _controller,
}
