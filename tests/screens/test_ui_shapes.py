"""Shapes have the size that was asked for, and what is kept laid out draws the same as anew."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from game.render.ui_palette import CREAM, SKY

Sheet = Callable[[tuple[int, int]], Callable[[], np.ndarray]]
SIZE = (640, 360)
U = 10


@pytest.fixture
def draw(glsl: str, sheet: Sheet) -> Iterator[Callable[..., np.ndarray]]:
    """Draws calls on an empty sheet; returns opacity 0..1, (height, width)."""
    from game.render.ui import Ui

    ui = Ui(SIZE, glsl)

    def drawn(*calls: Callable[[Ui], None]) -> np.ndarray:
        read = sheet(SIZE)
        ui.begin()
        for call in calls:
            call(ui)
        ui.end()
        return read()[..., 3] / 255

    yield drawn
    ui.release()


def test_areas_are_exact(draw: Callable[..., np.ndarray]) -> None:
    disc = draw(lambda ui: ui.disc(32, 18, 10, CREAM)).sum()
    assert disc == pytest.approx(math.pi * 100**2, rel=0.002)
    ring = draw(lambda ui: ui.ring(32, 18, 10, 2, CREAM)).sum()
    assert ring == pytest.approx(math.pi * (100**2 - 80**2), rel=0.005)
    pill = draw(lambda ui: ui.pill(10, 10, 20, 6, CREAM)).sum()
    assert pill == pytest.approx(140 * 60 + math.pi * 30**2, rel=0.002)
    line = draw(lambda ui: ui.line(10, 10, 20, 20, 2, CREAM)).sum()
    assert line == pytest.approx(20 * math.hypot(100, 100) + math.pi * 10**2, rel=0.01)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.66, 0.99])
@pytest.mark.parametrize("radius", [2.0, 10.0])
def test_an_arc_covers_its_share_clockwise_from_twelve(
    draw: Callable[..., np.ndarray], share: float, radius: float
) -> None:
    thick = 0.1 * radius
    image = draw(lambda ui: ui.arc(32, 18, radius, thick, share, SKY))
    wanted = 2 * math.pi * radius * U * share * thick * U + math.pi * (thick * U / 2) ** 2
    assert image.sum() == pytest.approx(wanted, rel=0.12 if radius < 5 else 0.03)
    for at in np.arange(0.02, 1, 0.04):
        x = int(320 + radius * U * math.sin(2 * math.pi * at))
        y = int(180 - radius * U * math.cos(2 * math.pi * at))
        if abs(at - share) > 0.04 and 0.04 < at < 0.96:
            assert (image[y, x] > 0.5) == (at < share)


def test_a_framed_panel_is_the_same_as_a_box(draw: Callable[..., np.ndarray]) -> None:
    """No seam and no gap between its pieces, at a place off the pixel grid."""
    options = {"radius": 1.63, "edge": CREAM, "rim": 0.13}
    place = (3.217, 2.641, 40.33, 13.379)
    whole = draw(lambda ui: ui.box(*place, (0.1, 0.2, 0.2, 0.9), **options))
    framed = draw(lambda ui: ui.panel(*place, (0.1, 0.2, 0.2, 0.9), **options))
    assert np.abs(whole - framed).max() <= 2 / 255


def test_a_kept_part_draws_the_same_again(draw: Callable[..., np.ndarray]) -> None:
    calls: list[int] = []

    def part(ui: object) -> None:
        def inside() -> None:
            calls.append(1)
            ui.text("Lean right", 10, 10, 3.5)
            ui.panel(30, 10, 20, 10, CREAM, radius=1)

        ui.part("words", "same", inside)

    first, again = draw(part), draw(part)
    assert len(calls) == 1
    assert np.array_equal(first, again)
    assert first.sum() > 1000


def test_a_full_atlas_is_filled_afresh_and_nothing_is_lost(glsl: str, sheet: Sheet) -> None:
    """Many large words in one frame: those before and after the atlas filled up both show."""
    from game.render.ui import Ui

    read = sheet(SIZE)
    ui = Ui(SIZE, glsl)
    ui.begin()
    ui.text("First", 2, 4, 3)
    edition = ui._atlas.edition
    for number in range(200):
        ui.text(f"Number {number}", 5, 20, 12)
    ui.part("late", 1, lambda: ui.text("Last", 50, 33, 3))
    ui.end()
    assert ui._atlas.edition > edition
    image = read()[..., 3]
    assert image[20:60, 20:100].max() == 255
    assert image[310:350, 500:600].max() == 255
    ui.release()


def test_the_frame_is_centred_on_other_shapes_of_window(glsl: str, sheet: Sheet) -> None:
    from game.render.ui import Ui

    ui = Ui((640, 480), glsl)
    read = sheet((640, 480))
    ui.begin()
    ui.disc(32, 18, 2, CREAM)
    ui.end()
    rows, columns = np.nonzero(read()[..., 3] > 127)
    assert (rows.mean(), columns.mean()) == pytest.approx((239.5, 319.5), abs=0.1)
    ui.resize((1280, 720))
    assert ui.u == 20
    ui.release()
