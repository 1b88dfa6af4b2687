"""Pictograms of people: what the body does, without face, skin colour or gender.

Directions are the body's own, seen from behind: right is right on the picture in every language and
is never mirrored. Leaning to a side or diagonally is a front view; forward and back are side views
of a person who looks to the right, with one arm and a foot in profile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.render.pictures.pen import Pen, Point, curve
from game.render.ui_palette import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    TINT_GREY,
    VERMILLION,
    Colour,
)

HEAD, TORSO, LEG, ARM, BOARD = 10.0, 20.0, 9.0, 7.0, 7.0


def board(pen: Pen, left: float, right: float, y: float = 92.5) -> None:
    """The balance board from its side."""
    pen.stroke([(left, y), (right, y)], BOARD, BLUE)


def figure(
    pen: Pen,
    head: Point,
    torso: Sequence[Point],
    legs: Sequence[Sequence[Point]],
    arms: Sequence[Sequence[Point]],
    shirt: Colour = ORANGE,
    arm_over: bool = False,
    size: float = 1.0,
) -> None:
    """Legs, torso, arms and head, back to front. `arm_over` puts the arms before the torso."""
    for leg in legs:
        pen.stroke(leg, LEG * size, INK)
    for arm in () if arm_over else arms:
        pen.stroke(arm, ARM * size, INK)
    pen.stroke(torso, TORSO * size, shirt)
    for arm in arms if arm_over else ():
        pen.stroke(arm, ARM * size, INK)
    pen.disc(*head, HEAD * size, INK)


def _front_lean(pen: Pen, side: float, start: Point, end: Point) -> None:
    """A front view that leans to `side` (+1 right, -1 left) with an arrow on that side."""

    def at(x: float, y: float) -> Point:
        return 50 + side * (x - 50), y

    figure(
        pen,
        at(58, 13.5),
        [at(53.5, 34.5), at(47.5, 53)],
        [[at(42.5, 60), at(35, 72), at(29, 88)], [at(51, 60), at(53, 74), at(49.5, 88)]],
        [[at(43.5, 31), at(33, 39), at(23.5, 47.5)], [at(63.5, 36), at(68, 47), at(74, 56)]],
    )
    board(pen, 50 + side * -34 if side > 0 else 34, 66 if side > 0 else 84)
    pen.arrow(start, end, VERMILLION)


def _lean_right(pen: Pen) -> None:
    _front_lean(pen, 1, (68, 73), (96, 73))


def _lean_left(pen: Pen) -> None:
    _front_lean(pen, -1, (32, 73), (4, 73))


def _lean_forward_right(pen: Pen) -> None:
    _front_lean(pen, 1, (74, 81), (95, 60))


def _lean_forward_left(pen: Pen) -> None:
    _front_lean(pen, -1, (26, 81), (5, 60))


def _lean_back_right(pen: Pen) -> None:
    _front_lean(pen, 1, (73, 62), (94, 83))


def _lean_back_left(pen: Pen) -> None:
    _front_lean(pen, -1, (27, 62), (6, 83))


def _side(
    pen: Pen,
    head: Point,
    torso: Sequence[Point],
    leg: Sequence[Point],
    arm: Sequence[Point],
    toe: float,
) -> None:
    board(pen, leg[-1][0] - 16, toe + 10)
    pen.stroke([leg[-1], (toe, leg[-1][1])], LEG, INK)
    figure(pen, head, torso, [leg], [arm], arm_over=True)


def _lean_forward(pen: Pen) -> None:
    _side(
        pen,
        (63, 13.5),
        [(56.5, 34), (49, 53)],
        [(47, 59), (42, 73), (36, 86.5)],
        [(57.5, 36), (56, 48), (62, 58)],
        48,
    )
    pen.arrow((68, 73), (96, 73), VERMILLION)


def _lean_back(pen: Pen) -> None:
    _side(
        pen,
        (39, 13.5),
        [(45, 34), (52, 53)],
        [(54, 59), (57, 73), (60, 86.5)],
        [(45, 36), (55, 45), (66, 44)],
        72,
    )
    pen.arrow((32, 73), (4, 73), VERMILLION)


def _upright(pen: Pen, shirt: Colour = ORANGE) -> None:
    figure(
        pen,
        (50, 13.5),
        [(50, 35), (50, 53)],
        [[(45, 58), (43, 73), (42, 88)], [(55, 58), (57, 73), (58, 88)]],
        [[(40, 33), (35, 45), (33, 57)], [(60, 33), (65, 45), (67, 57)]],
        shirt,
    )


def _centre(pen: Pen) -> None:
    board(pen, 24, 76)
    _upright(pen)
    pen.arrow((4, 73), (25, 73), VERMILLION, head=11)
    pen.arrow((96, 73), (75, 73), VERMILLION, head=11)


def _stand(pen: Pen) -> None:
    board(pen, 22, 78)
    _upright(pen)


def _hold(pen: Pen) -> None:
    """Standing still, a quiet bracket on either side."""
    board(pen, 24, 76)
    _upright(pen)
    for side in (-1, 1):
        pen.stroke(
            [
                (50 + side * 32, 24),
                (50 + side * 40, 24),
                (50 + side * 40, 66),
                (50 + side * 32, 66),
            ],
            6.5,
            VERMILLION,
        )


def _rest(pen: Pen) -> None:
    pen.stroke([(22, 40), (24, 70), (50, 70)], 7, GREY)
    pen.stroke([(25, 70), (24, 92)], 7, GREY)
    pen.stroke([(48, 70), (50, 92)], 7, GREY)
    figure(
        pen,
        (42, 15),
        [(39, 37), (38, 56)],
        [[(40, 61), (64, 62), (65, 88), (74, 88)]],
        [[(40, 39), (47, 52), (60, 54)]],
        arm_over=True,
    )


def _step_on(pen: Pen) -> None:
    board(pen, 47, 88, 87)
    pen.stroke([(36, 58), (34, 72), (28, 88)], LEG, INK)
    pen.stroke([(38, 55), (55, 61), (57, 77.5), (64, 77.5)], LEG, INK)
    figure(
        pen, (38, 14), [(37.5, 34), (35.5, 53)], [], [[(37, 34), (48, 46), (59, 52)]], arm_over=True
    )
    pen.arrow((72, 49), (84, 71), VERMILLION, width=7.5, head=14)


def _with_frame(pen: Pen) -> None:
    """Standing easy, both hands on a frame."""
    pen.stroke([(63, 46), (79, 46), (85, 91)], 6, GREY)
    pen.stroke([(65, 46), (59, 91)], 6, GREY)
    pen.stroke([(62, 68), (82, 68)], 5, GREY)
    board(pen, 14, 54)
    pen.stroke([(33, 86.5), (43, 86.5)], LEG, INK)
    figure(
        pen,
        (38, 14),
        [(36, 35), (34, 54)],
        [[(34, 60), (35, 74), (33, 86.5)]],
        [[(37, 37), (49, 48), (63, 45)]],
        arm_over=True,
    )


def _person(pen: Pen) -> None:
    """Head and shoulders: a guest, or the participant in general."""
    _bust(pen, 50, 50, 1.0)


def _people(pen: Pen) -> None:
    """Three heads: there are more people."""
    for x, y, size in ((24, 44, 0.62), (76, 44, 0.62), (50, 58, 0.78)):
        _bust(pen, x, y, size * 1.13, TINT_GREY)
        _bust(pen, x, y, size)


def _bust(pen: Pen, x: float, y: float, size: float, ink: Colour = INK) -> None:
    def at(px: float, py: float) -> Point:
        return x + (px - 50) * size, y + (py - 50) * size

    pen.disc(*at(50, 29), 17 * size, ink)
    top = curve(at(18, 86), at(18, 40), at(82, 40), at(82, 86))
    pen.soft_shape(top, 1.5 * size, ink)


def _two_people(pen: Pen) -> None:
    _small_person(pen, 28, ORANGE)
    _small_person(pen, 72, GREEN)


def _small_person(pen: Pen, x: float, shirt: Colour) -> None:
    figure(
        pen,
        (x, 17),
        [(x, 36), (x, 53)],
        [[(x - 4, 58), (x - 6, 88)], [(x + 4, 58), (x + 6, 88)]],
        [[(x - 8, 35), (x - 13, 46), (x - 14, 56)], [(x + 8, 35), (x + 13, 46), (x + 14, 56)]],
        shirt,
        size=0.85,
    )


def _helper(pen: Pen) -> None:
    """The helper, a hand raised: I am coming."""
    figure(
        pen,
        (50, 15),
        [(50, 36), (50, 54)],
        [[(45, 59), (43, 90)], [(55, 59), (57, 90)]],
        [[(40, 34), (35, 46), (33, 58)], [(60, 34), (70, 27), (76, 12)]],
        GREEN,
    )


def _cheer(pen: Pen) -> None:
    """Standing tall on the board, both arms up."""
    board(pen, 22, 78)
    figure(
        pen,
        (50, 21),
        [(50, 42), (50, 57)],
        [[(45, 62), (43, 75), (42, 88)], [(55, 62), (57, 75), (58, 88)]],
        [[(41, 39), (29, 28), (26, 9)], [(59, 39), (71, 28), (74, 9)]],
    )


def _reach(pen: Pen) -> None:
    """Standing, one hand reaching out."""
    figure(
        pen,
        (42, 14),
        [(42, 35), (42, 53)],
        [[(37, 58), (35, 73), (34, 90)], [(47, 58), (49, 73), (50, 90)]],
        [[(32, 34), (27, 46), (26, 57)], [(52, 34), (64, 34), (76, 28)]],
    )
    pen.arrow((66, 53), (92, 45), VERMILLION, head=11)


PEOPLE: dict[str, Callable[[Pen], None]] = {
    "lean.forward": _lean_forward,
    "lean.forward_right": _lean_forward_right,
    "lean.right": _lean_right,
    "lean.back_right": _lean_back_right,
    "lean.back": _lean_back,
    "lean.back_left": _lean_back_left,
    "lean.left": _lean_left,
    "lean.forward_left": _lean_forward_left,
    "centre": _centre,
    "stand": _stand,
    "hold": _hold,
    "rest": _rest,
    "reach": _reach,
    "step_on": _step_on,
    "with_frame": _with_frame,
    "person": _person,
    "people": _people,
    "two_people": _two_people,
    "helper": _helper,
    "cheer": _cheer,
}
