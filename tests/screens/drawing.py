"""Draws a screen off-screen and remembers its words and panels, so that tests can measure them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.render.ui_palette import luminance
from game.screens.gallery import SCREENS, View, hills, paint
from game.screens.gallery_visit import in_words

SIZE = (1280, 720)
Sheet = Callable[[tuple[int, int]], Callable[[], np.ndarray]]
LARGE = 1.6  # u: the radius from which a picture needs its own room
Box = tuple[float, float, float, float]


def shown(toolkit: type, glsl: str, sheet: Sheet, view: View, scene: np.ndarray, *,
          wordless: bool = False, size: tuple[int, int] = SIZE) -> tuple[np.ndarray, object]:  # fmt: skip
    """The picture of a view over a scene, and the Ui that drew it, released."""
    from game.render.backdrop import Backdrop

    read = sheet(size)
    ui, backdrop = toolkit(size, glsl), Backdrop(size, glsl)
    ui.wordless = wordless
    paint(ui, backdrop, view, scene)
    ui.release()
    backdrop.release()
    return read()[..., :3], ui


def brightness(image: np.ndarray) -> np.ndarray:
    """Relative luminance of an 8-bit image."""
    part = image / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def check_contrast(toolkit: type, glsl: str, sheet: Sheet, view: View, scene: str) -> None:
    """Every word stands out 7 to 1 against the least favourable pixel behind it."""
    world = {"hills": hills((320, 180)), "snow": np.ones((9, 16, 3), np.float32),
             "night": np.full((9, 16, 3), 0.05, np.float32)}[scene]  # fmt: skip
    bare, _ = shown(toolkit, glsl, sheet, view, world, wordless=True)
    image, ui = shown(toolkit, glsl, sheet, view, world)
    behind = brightness(bare)
    assert ui.lines
    for words, (left, top, right, bottom), ink in ui.lines:
        spot = np.s_[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
        light = luminance(ink)
        worst = behind[spot].max() if light > 0.5 else behind[spot].min()
        ratio = (max(light, worst) + 0.05) / (min(light, worst) + 0.05)
        assert ratio >= 7, f"{words}: {ratio:.1f}"
        assert np.abs(image[spot].astype(int) - bare[spot]).max() > 100, f"{words} cannot be seen"


def check_room(toolkit: type, glsl: str, sheet: Sheet, view: View, size: tuple[int, int] = SIZE) -> list[str]:  # fmt: skip
    """Every word has its room, as `crowded` understands it. Returns the lines as they were drawn."""
    sheet(size)
    ui = toolkit(size, glsl)
    ui.begin()
    SCREENS[type(view)].draw(ui, in_words(view, ui.words))
    ui.release()
    assert crowded(ui) == []
    return [words for words, _, _ in ui.lines]


def crowded(ui: object) -> list[str]:
    """What is wrong with the room of the words just drawn: each has to be inside the frame's
    margins, inside its panel, and clear of every other word and of large pictures. Figures alone
    are badges, which stand on edges.
    """
    u, found = ui.u, []
    inner = 0.0 if ui.column else 2.0  # a column's other edge is none of the screen's
    left, right = sorted(ui._left + u * ui._across(x) for x in (2.0, ui.width - inner))
    frame = (left, ui._top + 1.5 * u, right, ui._top + 34.5 * u)
    for at, (words, box, _) in enumerate(ui.lines):
        if not inside(box, frame):
            found.append(f"{words} leaves the frame")
        found += [f"{words} touches {other}" for other, theirs, _ in ui.lines[at + 1 :]
                  if touch(box, theirs)]  # fmt: skip
        if words.isdigit():
            continue
        found += [f"{words} crosses the edge of its panel" for panel in ui.panels
                  if touch(box, panel) and not inside(box, grown(panel, -0.3 * u))]  # fmt: skip
        found += [f"{words} lies on {name}" for name, x, y, radius in ui.pictures
                  if radius > LARGE * u and off(box, x, y) < radius]  # fmt: skip
    return found


def off(box: Box, x: float, y: float) -> float:
    """How far a point is from a box; 0 within it."""
    return float(np.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3])))


def grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def inside(box: Box, frame: Box) -> bool:
    return (box[0] >= frame[0] and box[1] >= frame[1]
            and box[2] <= frame[2] and box[3] <= frame[3])  # fmt: skip


def touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
