"""Participants' pictures: everyday things that an old person names at a glance.

The picture is the name: nobody else at the clinic has the same one beside the same initials.
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
    PURPLE,
    SKY,
    VERMILLION,
    WOOD,
    YELLOW,
    Colour,
)


def _rimmed(pen: Pen, points: list[Point], fill: Colour) -> None:
    """A shape too light to stand out by itself, with an ink line round it."""
    pen.soft_shape(points, 3, INK)
    pen.shape(points, fill)


def _bird(pen: Pen) -> None:
    pen.shape([(66, 34), (94, 45), (66, 50)], ORANGE)
    pen.shape([(30, 46), (4, 70), (34, 70)], BLUE)
    pen.disc(44, 54, 26, BLUE)
    pen.disc(59, 39, 19, BLUE)
    pen.shape(curve((26, 52), (28, 76), (52, 78), (56, 52)), SKY)
    pen.disc(64, 35, 6.5, CREAM)
    pen.disc(65.5, 35, 3, INK)
    for x in (40, 52):
        pen.stroke([(x, 79), (x, 93)], 5.5, INK)


def _boat(pen: Pen) -> None:
    pen.stroke([(48, 8), (48, 64)], 6, INK)
    pen.shape([(43, 20), (43, 58), (14, 58)], ORANGE)
    pen.soft_shape([(54, 16), (54, 57), (82, 57)], 2.5, INK)
    pen.shape([(55.5, 22), (55.5, 56), (77, 56)], CREAM)
    hull = curve((6, 66), (14, 84), (20, 86), (28, 86)) + curve(
        (70, 86), (80, 86), (88, 82), (94, 66)
    )
    pen.shape(hull, VERMILLION)
    wave = [(x, 93 + 3 * math.sin((x - 4) / 92 * 5 * math.pi)) for x in range(4, 97, 2)]
    pen.stroke(wave, 6, BLUE)


def _tulip(pen: Pen) -> None:
    pen.stroke([(50, 50), (50, 95)], 7, GREEN)
    for side in (-1, 1):
        leaf = curve((50, 94), (50 + side * 8, 70), (50 + side * 26, 62), (50 + side * 34, 58))
        back = curve((50 + side * 34, 58), (50 + side * 36, 78), (50 + side * 20, 92), (50, 94))
        pen.shape(leaf + back, GREEN)
    cup = curve((24, 8), (18, 40), (26, 58), (50, 58)) + curve(
        (50, 58), (74, 58), (82, 40), (76, 8)
    )
    pen.shape([*cup, (63, 24), (50, 4), (37, 24)], VERMILLION)
    pen.stroke(curve((37, 26), (42, 34), (44, 40), (45, 50)), 4.5, CREAM)


def _hat(pen: Pen) -> None:
    crown = curve((24, 64), (24, 18), (40, 26), (50, 29)) + curve(
        (50, 29), (60, 26), (76, 18), (76, 64)
    )
    _rimmed(pen, crown, WOOD)
    pen.stroke([(27, 58), (73, 58)], 13, INK)
    brim = [*curve((8, 66), (26, 84), (74, 84), (92, 66)), (50, 70)]
    pen.soft_shape(brim, 7.5, INK)
    pen.soft_shape(brim, 4.5, WOOD)


def _fish(pen: Pen) -> None:
    _rimmed(pen, [(70, 50), (95, 26), (89, 50), (95, 74)], ORANGE)
    body = curve((4, 51), (22, 18), (58, 18), (80, 50)) + curve(
        (80, 50), (58, 82), (22, 82), (4, 51)
    )
    _rimmed(pen, body, ORANGE)
    pen.stroke(circle(24, 50, 21, -0.8, 0.8), 5, INK)
    pen.disc(24, 44, 6.5, CREAM)
    pen.disc(24, 44, 3.4, INK)
    pen.stroke(curve((52, 52), (60, 56), (62, 62), (58, 68)), 5, INK)


def _cat(pen: Pen) -> None:
    for side in (-1, 1):
        pen.soft_shape([(50 + side * 14, 26), (50 + side * 36, 10), (50 + side * 38, 44)], 3, INK)
    head = circle(50, 52, 39, 0, 2 * math.pi, 48)
    pen.shape([(x, 52 + (y - 52) * 0.9) for x, y in head], INK)
    for side in (-1, 1):
        pen.disc(50 + side * 16, 46, 7.5, YELLOW)
        pen.stroke([(50 + side * 16, 42), (50 + side * 16, 50)], 4, INK)
        for y in (60, 69):
            pen.stroke([(50 + side * 17, 62), (50 + side * 44, y)], 3.2, SKY)
    pen.shape([(44, 58), (56, 58), (50, 65)], VERMILLION)


def _cup(pen: Pen) -> None:
    pen.stroke(circle(74, 54, 14, -1.7, 1.9), 8, BLUE)
    bowl = curve((18, 36), (18, 78), (28, 84), (46, 84)) + curve(
        (46, 84), (66, 84), (76, 78), (76, 36)
    )
    pen.soft_shape(bowl, 2, BLUE)
    pen.stroke([(10, 91), (84, 91)], 7, BLUE)
    for x in (36, 56):
        pen.stroke(curve((x, 28), (x - 7, 20), (x + 7, 14), (x, 6)), 5.5, INK)
    pen.stroke([(30, 50), (31, 64)], 6, SKY)


def _umbrella(pen: Pen) -> None:
    pen.stroke([(50, 8), (50, 80), *circle(60, 80, 10, math.pi, 0, 12)], 6.5, INK)
    dome = circle(50, 54, 44, math.pi, 2 * math.pi, 32)
    scallops: list[Point] = []
    for at in range(3):
        scallops += circle(94 - 14.7 - at * 29.3, 54, 14.7, 0, -math.pi, 12)
    pen.shape(dome + scallops, VERMILLION)
    pen.shape(
        [
            *circle(50, 54, 44, 1.37 * math.pi, 1.63 * math.pi, 10),
            *circle(50, 54, 14.7, 0, -math.pi, 12),
        ],
        YELLOW,
    )


def _key(pen: Pen) -> None:
    pen.stroke(circle(50, 26, 17, 0, 2 * math.pi, 36), 11, INK)
    pen.stroke([(50, 44), (50, 92)], 10, INK)
    pen.stroke([(50, 88), (68, 88)], 9, INK)
    pen.stroke([(50, 71), (64, 71)], 9, INK)


def _bell(pen: Pen) -> None:
    pen.stroke(circle(50, 14, 7, 0, 2 * math.pi), 5, INK)
    pen.disc(50, 86, 10, INK)
    dome = curve((18, 76), (32, 66), (22, 22), (50, 20)) + curve(
        (50, 20), (78, 22), (68, 66), (82, 76)
    )
    pen.soft_shape(dome, 3, INK)
    pen.shape(dome, YELLOW)
    pen.stroke([(14, 78), (86, 78)], 7, INK)


def _sun(pen: Pen) -> None:
    for at in range(8):
        turn = at * math.pi / 4
        x, y = math.cos(turn), math.sin(turn)
        pen.stroke([(50 + 34 * x, 50 + 34 * y), (50 + 45 * x, 50 + 45 * y)], 8, VERMILLION)
    pen.disc(50, 50, 25, VERMILLION)
    pen.disc(50, 50, 21, YELLOW)


def _moon(pen: Pen) -> None:
    far = circle(50, 50, 42, 0.85, 2 * math.pi - 0.85, 40)
    near = curve(far[-1], (38, 30), (38, 70), far[0], 24)
    pen.soft_shape([*far, *near], 4, INK)
    pen.shape([*far, *near], YELLOW)


def _car(pen: Pen) -> None:
    roof = curve((22, 48), (32, 22), (34, 22), (44, 22)) + curve(
        (56, 22), (66, 22), (70, 26), (80, 48)
    )
    pen.shape(roof, VERMILLION)
    pen.soft_shape([(10, 52), (90, 52), (92, 70), (8, 70)], 5, VERMILLION)
    pen.shape([(31, 46), (37, 30), (47, 30), (47, 46)], SKY)
    pen.shape([(53, 46), (53, 30), (62, 30), (70, 46)], SKY)
    for x in (28, 72):
        pen.disc(x, 75, 13, INK)
        pen.disc(x, 75, 5, CREAM)


def _cherries(pen: Pen) -> None:
    pen.stroke(curve((60, 12), (44, 24), (32, 40), (29, 60)), 6, INK)
    pen.stroke(curve((60, 12), (66, 28), (72, 44), (71, 60)), 6, INK)
    leaf = curve((60, 12), (70, 0), (86, 4), (94, 16)) + curve(
        (94, 16), (82, 26), (68, 24), (60, 12)
    )
    pen.shape(leaf, GREEN)
    for x, y in ((28, 74), (71, 74)):
        pen.disc(x, y, 20, VERMILLION)
        pen.stroke(circle(x, y, 12, math.pi, 1.4 * math.pi, 8), 5, CREAM)


def _butterfly(pen: Pen) -> None:
    for side in (-1, 1):
        upper = curve((50, 44), (50 + side * 14, 4), (50 + side * 52, 4), (50 + side * 42, 42))
        lower = curve((50 + side * 42, 42), (50 + side * 36, 58), (50 + side * 12, 58), (50, 52))
        pen.disc(50 + side * 21, 70, 18, INK)
        _rimmed(pen, [*upper, *lower], PURPLE)
        pen.disc(50 + side * 21, 70, 15, ORANGE)
        pen.disc(50 + side * 27, 32, 6.5, CREAM)
        pen.stroke(
            curve((50, 30), (50 + side * 3, 20), (50 + side * 8, 14), (50 + side * 13, 10)), 4, INK
        )
    pen.stroke([(50, 32), (50, 82)], 9, INK)


def _mushroom(pen: Pen) -> None:
    pen.soft_shape([(39, 54), (61, 54), (64, 86), (36, 86)], 5, INK)
    pen.soft_shape([(40, 54), (60, 54), (62, 85), (38, 85)], 2, CREAM)
    cap = curve((8, 56), (8, 0), (92, 0), (92, 56))
    pen.soft_shape(cap, 2, VERMILLION)
    for x, y, size in ((34, 30, 7), (58, 24, 6.5), (73, 42, 6.5), (47, 45, 5.5), (20, 47, 5)):
        pen.disc(x, y, size, CREAM)


def _teapot(pen: Pen) -> None:
    pen.stroke(circle(78, 56, 14, -1.9, 1.7), 9, INK)
    _rimmed(pen, [(26, 52), (7, 36), (9, 33), (14, 33), (34, 72)], GREEN)
    body = circle(50, 60, 30, 0, 2 * math.pi, 40)
    _rimmed(pen, [(x, 60 + (y - 60) * 0.86) for x, y in body], GREEN)
    pen.stroke([(34, 34), (66, 34)], 7, INK)
    pen.disc(50, 23, 7, INK)
    pen.stroke([(34, 89), (66, 89)], 7, INK)
    pen.stroke([(34, 54), (34, 64)], 5.5, CREAM)


def _fir(pen: Pen) -> None:
    """A fir, unlike the tree of apples."""
    pen.stroke([(50, 76), (50, 93)], 11, BARK)
    for ink, corner in ((INK, 4.5), (GREEN, 1.5)):
        for top, low, half in ((7, 38, 21), (24, 58, 29), (44, 80, 36)):
            pen.soft_shape([(50, top), (50 + half, low), (50 - half, low)], corner, ink)


EMBLEMS: dict[str, Callable[[Pen], None]] = {
    "bird": _bird,
    "boat": _boat,
    "tulip": _tulip,
    "hat": _hat,
    "fish": _fish,
    "cat": _cat,
    "cup": _cup,
    "umbrella": _umbrella,
    "key": _key,
    "bell": _bell,
    "sun": _sun,
    "moon": _moon,
    "car": _car,
    "cherries": _cherries,
    "butterfly": _butterfly,
    "mushroom": _mushroom,
    "teapot": _teapot,
    "fir": _fir,
}
