"""Draws one pictogram as shapes in a box of 100 x 100 (x right, y down) onto a pygame surface.

The shapes are filled on a surface several times too large and shrunk once, so that edges are smooth
at any size; a pictogram is always made at the size in pixels at which it is shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import pygame

from game.render.ui_palette import Colour

Point = tuple[float, float]


class Pen:
    """Flat fills and round-ended strokes, in units of the 100 x 100 box."""

    def __init__(self, surface: pygame.Surface, scale: float) -> None:
        self._surface = surface
        self._scale = scale

    def stroke(self, points: Sequence[Point], width: float, ink: Colour) -> None:
        """A line through the points, `width` wide, with round ends and joins."""
        paint = _paint(ink)
        for start, end in pairwise(points):
            self._bar(start, end, width / 2, paint)
        for x, y in points:
            self.disc(x, y, width / 2, ink)

    def _bar(self, start: Point, end: Point, half: float, paint: tuple[int, int, int, int]) -> None:
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length * half, dx / length * half
        corners = [
            (start[0] + nx, start[1] + ny),
            (end[0] + nx, end[1] + ny),
            (end[0] - nx, end[1] - ny),
            (start[0] - nx, start[1] - ny),
        ]
        pygame.draw.polygon(self._surface, paint, self._pixels(corners))

    def disc(self, x: float, y: float, radius: float, ink: Colour) -> None:
        """A filled circle."""
        centre = (x * self._scale, y * self._scale)
        pygame.draw.circle(self._surface, _paint(ink), centre, radius * self._scale)

    def shape(self, points: Sequence[Point], ink: Colour) -> None:
        """A filled polygon."""
        pygame.draw.polygon(self._surface, _paint(ink), self._pixels(points))

    def soft_shape(self, points: Sequence[Point], corner: float, ink: Colour) -> None:
        """A filled polygon whose outline is rounded and widened by `corner`."""
        self.shape(points, ink)
        self.stroke([*points, points[0]], 2 * corner, ink)

    def arrow(
        self, start: Point, end: Point, ink: Colour, width: float = 7.5, head: float = 14.5
    ) -> None:
        """A shaft with an open head at `end`."""
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        wings = [
            (end[0] - head * math.cos(angle + turn), end[1] - head * math.sin(angle + turn))
            for turn in (0.78, -0.78)
        ]
        self.stroke([start, end], width, ink)
        self.stroke([wings[0], end, wings[1]], width, ink)

    def _pixels(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self._scale, y * self._scale) for x, y in points]


def curve(start: Point, pull: Point, pull_end: Point, end: Point, steps: int = 16) -> list[Point]:
    """Points along a cubic Bezier curve."""
    line = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        line.append(
            (
                a * start[0] + b * pull[0] + c * pull_end[0] + d * end[0],
                a * start[1] + b * pull[1] + c * pull_end[1] + d * end[1],
            )
        )
    return line


def circle(
    x: float, y: float, radius: float, start: float, end: float, steps: int = 24
) -> list[Point]:
    """Points along a circle from one angle to another, radians clockwise from 3 o'clock."""
    turns = (start + (end - start) * step / steps for step in range(steps + 1))
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def evenly(points: list[Point], count: int) -> list[Point]:
    """Points at equal steps along a closed line."""
    closed = [*points, points[0]]
    lengths = [math.dist(a, b) for a, b in pairwise(closed)]
    step, walked = sum(lengths) / count, 0.0
    found: list[Point] = []
    for (a, b), length in zip(pairwise(closed), lengths, strict=True):
        while length and len(found) * step <= walked + length and len(found) < count:
            share = (len(found) * step - walked) / length
            found.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
        walked += length
    return found


def sketch(draw: Callable[[Pen], None], side: int) -> pygame.Surface:
    """One pictogram `side` pixels wide, its colours already multiplied by their opacity."""
    finer = 4 if side <= 320 else 2 if side <= 900 else 1
    large = pygame.Surface((side * finer, side * finer), pygame.SRCALPHA)
    draw(Pen(large, side * finer / 100))
    large = large.premul_alpha()
    return large if finer == 1 else pygame.transform.smoothscale(large, (side, side))


def _paint(ink: Colour) -> tuple[int, int, int, int]:
    red, green, blue, opacity = (round(255 * part) for part in ink)
    return red, green, blue, opacity
