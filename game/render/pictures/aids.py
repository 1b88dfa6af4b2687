"""Pictograms of what makes a visit safe: what to hold, what to wear, who is near, how to leave."""

from __future__ import annotations

from collections.abc import Callable

from game.render.pictures.pen import Pen, Point, curve
from game.render.pictures.people import ARM, LEG, board, figure
from game.render.ui_palette import (
    BARK,
    BLUE,
    CREAM,
    GREEN,
    GREY,
    INK,
    ORANGE,
    SKY,
    VERMILLION,
    WOOD,
    Colour,
)


def _shoe(pen: Pen, x: float, y: float, ink: Colour) -> None:
    """A laced shoe whose heel stands at (x, y), 58 long."""

    def at(*points: Point) -> list[Point]:
        return [(x + px, y + py) for px, py in points]

    top = at((2, -8), (2, -33), (9, -31), (15, -36), (20, -38))
    toe = curve((x + 20, y - 38), (x + 28, y - 22), (x + 57, y - 26), (x + 57, y - 8))
    pen.soft_shape(top + toe, 1.5, ink)
    pen.stroke(at((0, -4), (58, -4)), 8, INK)
    for px, py in ((24, -28), (32, -23)):
        pen.stroke(at((px - 3, py + 4), (px + 4, py - 5)), 4.5, CREAM)


def _shoes(pen: Pen) -> None:
    _shoe(pen, 31, 56, SKY)
    _shoe(pen, 11, 90, BLUE)


def _chair_at(pen: Pen, x: float) -> None:
    """A firm chair without castors, seen from its side, its back at x."""
    pen.stroke([(x, 34), (x + 2, 92)], 7, WOOD)
    pen.stroke([(x + 34, 66), (x + 36, 92)], 7, WOOD)
    pen.stroke([(x + 2, 66), (x + 34, 66)], 9, BARK)
    pen.stroke([(x, 36), (x, 48)], 10, BARK)


def _chair(pen: Pen) -> None:
    """Standing with a hand on the back of a chair."""
    _chair_at(pen, 55)
    figure(
        pen,
        (27, 14),
        [(27, 35), (27, 53)],
        [[(23, 58), (22, 73), (21, 91)], [(31, 58), (32, 73), (33, 91)]],
        [[(36, 33), (45, 42), (55, 36)], [(18, 34), (13, 46), (13, 57)]],
    )


def _spotter(pen: Pen) -> None:
    """A helper close by, one hand at the person's back."""
    for x, shirt in ((29, GREEN), (71, ORANGE)):
        side = -1 if x < 50 else 1
        figure(
            pen,
            (x, 16),
            [(x, 36), (x, 54)],
            [[(x - 5, 58), (x - 5.5, 90)], [(x + 5, 58), (x + 5.5, 90)]],
            [[(x + side * 9, 34), (x + side * 15, 45), (x + side * 15, 56)]],
            shirt,
        )
    pen.stroke([(38, 34), (48, 46), (62, 46)], ARM, INK)


def _belt(pen: Pen) -> None:
    """A person with a broad belt that has a handle at each side."""
    figure(
        pen,
        (50, 13),
        [(50, 34), (50, 55)],
        [[(45, 60), (44, 91)], [(55, 60), (56, 91)]],
        [[(41, 31), (31, 41), (24, 31)], [(59, 31), (69, 41), (76, 31)]],
    )
    for side in (-1, 1):
        grip = curve(
            (50 + side * 11, 50), (50 + side * 23, 46), (50 + side * 23, 64), (50 + side * 11, 58)
        )
        pen.stroke(grip, 5, BLUE)
    pen.stroke([(41, 54), (59, 54)], 11, BLUE)
    pen.soft_shape([(47, 51), (53, 51), (53, 57), (47, 57)], 2, CREAM)


def _splint(pen: Pen) -> None:
    """A lower leg and foot in a splint, held by two straps."""
    pen.stroke([(45, 8), (45, 78)], 24, INK)
    pen.stroke([(45, 80), (76, 84)], 17, INK)
    pen.stroke([(28, 30), (28, 92), (84, 92)], 8, BLUE)
    for y in (34, 56):
        pen.stroke([(29, y), (59, y)], 9, SKY)
    pen.stroke([(57, 70), (64, 90)], 8, SKY)


def _sit_back(pen: Pen) -> None:
    """Seated at the board: well back on the chair, both feet flat on it."""
    board(pen, 44, 90, 89)
    pen.stroke([(18, 38), (20, 68), (46, 68)], 7, GREY)
    pen.stroke([(21, 68), (20, 91)], 7, GREY)
    pen.stroke([(38, 68), (39, 91)], 7, GREY)
    figure(
        pen,
        (36, 14),
        [(34, 36), (33, 55)],
        [[(35, 59), (59, 60), (61, 82), (71, 82)]],
        [[(35, 38), (42, 50), (55, 51)]],
        arm_over=True,
    )


def _stand_up(pen: Pen) -> None:
    """Getting up from the chair, both hands on the frame."""
    pen.stroke([(10, 40), (12, 70), (36, 70)], 7, GREY)
    pen.stroke([(13, 70), (12, 92)], 7, GREY)
    pen.stroke([(30, 70), (31, 92)], 7, GREY)
    _frame_at(pen, 69)
    figure(
        pen,
        (54, 17),
        [(48, 36), (38, 53)],
        [[(38, 57), (56, 64), (50, 91), (58, 91)]],
        [[(49, 38), (58, 48), (70, 43)]],
        arm_over=True,
    )


def _frame_at(pen: Pen, x: float) -> None:
    """A walking frame from its side, its near leg at x."""
    pen.stroke([(x, 44), (x + 16, 44), (x + 22, 92)], 6, GREY)
    pen.stroke([(x + 2, 44), (x - 3, 92)], 6, GREY)
    pen.stroke([(x, 68), (x + 19, 68)], 5, GREY)


def _step_on_held(pen: Pen) -> None:
    """Stepping up on the board, a hand on the frame that stands before it."""
    _frame_at(pen, 72)
    board(pen, 36, 62, 88)
    pen.stroke([(24, 58), (22, 73), (16, 91)], LEG, INK)
    pen.stroke([(26, 55), (43, 61), (45, 79), (53, 79)], LEG, INK)
    figure(pen, (29, 14), [(27, 35), (25, 53)], [], [[(28, 36), (44, 46), (70, 42)]], arm_over=True)


def _step_off(pen: Pen) -> None:
    """Stepping back off the board, both hands on the frame."""
    _frame_at(pen, 66)
    board(pen, 38, 60)
    pen.stroke([(40, 56), (47, 70), (46, 86), (54, 86)], LEG, INK)
    pen.stroke([(38, 56), (31, 73), (18, 91), (26, 91)], LEG, INK)
    figure(pen, (45, 14), [(43, 35), (40, 53)], [], [[(43, 37), (54, 47), (66, 43)]], arm_over=True)
    pen.arrow((28, 44), (6, 44), VERMILLION, width=7, head=13)


AIDS: dict[str, Callable[[Pen], None]] = {
    "shoes": _shoes,
    "chair": _chair,
    "spotter": _spotter,
    "belt": _belt,
    "splint": _splint,
    "sit_back": _sit_back,
    "step_on_held": _step_on_held,
    "step_off": _step_off,
    "stand_up": _stand_up,
}
