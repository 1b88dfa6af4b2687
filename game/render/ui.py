"""The drawing board of screens: flat shapes, pictograms and words, called anew in every frame.

Places are in u, with u = min(H/36, W/64), inside a 64 x 36 frame centred in the window (x from the
side where reading starts, y down); on other shapes of window only the scenery fills the rest.
Colours are from ui_palette. Begin, draw, end; what seldom changes goes into a `part`.

The words are those of one language. Where it runs right to left the whole frame is mirrored, so
that screens are laid out once. Bodies, soles, numerals, clocks and rings keep their left and right:
pictures are never mirrored but for the few of MIRRORED, and `unmirrored` keeps a whole part.

Who sees one side only has a column: the frame is then COLUMN u wide and stands at that side.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from game.render import text as letters
from game.render.pictures import MIRRORED
from game.render.ui_atlas import Stamp
from game.render.ui_canvas import WIDTH, Canvas
from game.render.ui_palette import CLEAR, CREAM, Colour, faded
from game.render.ui_style import COLUMN, USUAL, Style
from game.words import Words

MEDALLION_FILL = 0.85  # of a medallion's width that its picture takes: 7.5 % padding on each side
_SHIFT = {"start": 0.0, "centre": 0.5, "end": 1.0}


class Ui(Canvas):
    """Shapes, pictures and words in u. say: the words of a key, in the language of the screens.
    style: how this person sees them. leading: from one line to the next, of the letters' size.
    """

    usual_leading = letters.LEADING

    def __init__(self, size: tuple[int, int], glsl: str, words: Words | None = None) -> None:
        super().__init__(size, glsl)
        self._style = USUAL
        self.speak(words or Words())

    def speak(self, words: Words) -> None:
        """Go over to another language; everything is laid out again."""
        self.words, self.say = words, words.say
        self._parts.clear()
        self.mirrored = self.words.language.right_to_left
        self.leading = letters.LEADING_ARABIC if self.mirrored else letters.LEADING
        self._frame()

    @property
    def style(self) -> Style:
        return self._style

    @style.setter
    def style(self, style: Style) -> None:
        self._style = style
        self._parts.clear()
        self._frame()

    def _frame(self) -> None:
        """Let the frame be as wide as this person sees, at the side that they see."""
        self.column = bool(self._style.column)
        self.width = COLUMN if self.column else WIDTH
        left = WIDTH - COLUMN if self._style.column == "right" else 0.0
        self._sign, self._shift = (-1.0, left + self.width) if self.mirrored else (1.0, left)

    def for_staff(self) -> AbstractContextManager[None]:
        """Draw what is not this person's to read, in the usual way; contrast is everybody's."""
        return self._styled(Style(strong=self._style.strong))

    def whole(self) -> AbstractContextManager[None]:
        """Draw what belongs to the world, and not to the column, over the whole frame."""
        return self._styled(replace(self._style, column=""))

    @contextmanager
    def _styled(self, style: Style) -> Iterator[None]:
        kept, self._style = self._style, style
        self._frame()
        try:
            yield
        finally:
            self._style = kept
            self._frame()

    @contextmanager
    def unmirrored(self, about: float | None = None) -> Iterator[None]:
        """Draw a part whose left and right are the body's: it is moved with the frame as `about`,
        its middle in u, is, and stays as it is in itself. Without it, the frame's own middle.
        """
        about = self.width / 2 if about is None else about
        kept = self._sign, self._shift
        self._sign, self._shift = 1.0, self._across(about) - about
        try:
            yield
        finally:
            self._sign, self._shift = kept

    @contextmanager
    def moved(self, x: float, y: float, scale: float = 1.0) -> Iterator[None]:
        """Draw a part elsewhere: its (0, 0) at (x, y), and all of it `scale` times as large."""
        kept = self._left, self._top, self.u, self._shift
        self._left += self._across(x) * self.u
        self._top += y * self.u
        self.u, self._shift = scale * self.u, 0.0
        try:
            yield
        finally:
            self._left, self._top, self.u, self._shift = kept

    def place(self, pixel: tuple[float, float]) -> tuple[float, float]:
        """Where a pixel of the window (a mouse, a finger) lies, in u."""
        x, y = super().place(pixel)
        return self._sign * (x - self._shift), y

    def _across(self, x: float) -> float:
        """From a place in u to where it is shown, in u from the left."""
        return self._sign * x + self._shift

    def box(
        self, x: float, y: float, w: float, h: float, fill: Colour, *, radius: float = 0.0,
        edge: Colour | None = None, rim: float = 0.0, soft: float = 0.0,
    ) -> None:  # fmt: skip
        """A rounded box, its top left corner at (x, y); `edge` is drawn `rim` wide inside it.

        `soft` is how wide the outline fades from full to nothing: a shadow.
        """
        self._box(x + w / 2, y + h / 2, w, h, fill, radius, edge or fill, rim, soft, 1.0, 0.0)

    def panel(
        self, x: float, y: float, w: float, h: float, fill: Colour, *, radius: float,
        edge: Colour | None = None, rim: float = 0.0,
    ) -> None:  # fmt: skip
        """A large box that lies under everything else of this flush; cheap in pixels."""
        self._framed(x, y, w, h, fill, radius, edge or fill, rim)

    def pill(
        self, x: float, y: float, w: float, h: float, fill: Colour, *,
        edge: Colour | None = None, rim: float = 0.0,
    ) -> None:  # fmt: skip
        """A box with round ends."""
        self.box(x, y, w, h, fill, radius=min(w, h) / 2, edge=edge, rim=rim)

    def disc(
        self, x: float, y: float, radius: float, fill: Colour, *,
        edge: Colour | None = None, rim: float = 0.0,
    ) -> None:  # fmt: skip
        """A filled circle about (x, y)."""
        side = 2 * radius
        self._box(x, y, side, side, fill, radius, edge or fill, rim, 0.0, 1.0, 0.0)

    def ring(self, x: float, y: float, radius: float, thick: float, ink: Colour) -> None:
        """A circle line whose outer edge lies at `radius`."""
        self.disc(x, y, radius, CLEAR, edge=ink, rim=thick)

    def line(self, x0: float, y0: float, x1: float, y1: float, thick: float, ink: Colour) -> None:
        """A straight stroke with round ends."""
        dx, dy = self._sign * (x1 - x0), y1 - y0
        length = math.hypot(dx, dy)
        cos, sin = (dx / length, dy / length) if length else (1.0, 0.0)
        x, y, w = (x0 + x1) / 2, (y0 + y1) / 2, length + thick
        self._box(x, y, w, thick, ink, thick / 2, ink, 0.0, 0.0, cos, sin)

    def arc(
        self, x: float, y: float, radius: float, thick: float, share: float, ink: Colour
    ) -> None:
        """A stroke with round ends along a circle, clockwise from 12 o'clock over `share` 0..1.

        `radius` is the middle of the stroke. An opaque arc is laid out of short ones, which hug it.
        """
        share = min(max(share, 0.0), 1.0)
        pieces = max(1, math.ceil(8 * share)) if ink[3] >= 1 and radius * self.u > 30 else 1
        half = math.pi * share / pieces
        for at in range(pieces):
            self._arc(x, y, radius * self.u, thick * self.u / 2, half * (2 * at + 1), half, ink)

    def picture(
        self, name: str, x: float, y: float, size: float, *, opacity: float = 1.0,
        scale: float = 1.0, turn: float = 0.0, cut: float = 0.0,
    ) -> None:  # fmt: skip
        """A pictogram about (x, y), its box `size` u wide, turned clockwise by `turn` radians.

        `scale` is for short animations: the picture is made at `size` and shown larger or smaller.
        `cut` 0..1 leaves out that share of the box from its top: a thing that fills.
        """
        if not self._style.shows(name):
            return
        box = round(size * self.u)
        stamp = self._picture(name, box)
        if self._sign < 0 and name in MIRRORED:
            stamp = stamp.mirrored(box)
        if cut > 0:
            stamp = stamp.below(round(cut * box))
        left, top = self._left + self._across(x) * self.u, self._top + y * self.u
        if scale == 1.0 and turn == 0.0:
            left, top = round(left - box / 2) + box / 2, round(top - box / 2) + box / 2
        dx = (stamp.left + stamp.width / 2 - box / 2) * scale
        dy = (stamp.top + stamp.height / 2 - box / 2) * scale
        cos, sin = math.cos(turn), math.sin(turn)
        left, top = left + dx * cos - dy * sin, top + dx * sin + dy * cos
        self._stamp(stamp, left, top, (1.0, 1.0, 1.0, opacity), scale, turn)

    def medallion(
        self, name: str, x: float, y: float, size: float, tint: Colour, *, opacity: float = 1.0
    ) -> None:
        """A pictogram on its disc, `size` u across; no disc where the tint is clear, or where the
        pictogram is not shown.
        """
        if tint[3] > 0 and self._style.shows(name):
            self.disc(x, y, size / 2, faded(tint, opacity))
        self.picture(name, x, y, size * MEDALLION_FILL, opacity=opacity)

    def prepare(self, name: str, size: float) -> None:
        """Make the picture of a medallion now, so that its first showing costs nothing."""
        self._picture(name, round(size * MEDALLION_FILL * self.u))

    def text(
        self, text: str, x: float, y: float, size: float, *, weight: str = "semibold",
        ink: Colour = CREAM, align: str = "start",
    ) -> None:  # fmt: skip
        """One line of words; y is the middle of its capitals, x its "start", "centre" or "end".

        Its start is where reading starts in the language of the screens, whatever the line holds.
        """
        pixels = max(1, round(size * self.u))
        key = (text, weight, pixels)
        stamp = self._atlas.find(key)
        if stamp is None:
            stamp = self._keep(key, *letters.render(text, weight, pixels))
        left = self._left + self._across(x) * self.u
        top = self._top + y * self.u - letters.CAPITAL * pixels / 2
        shift = _SHIFT[align] if self._sign > 0 else 1 - _SHIFT[align]
        if shift:
            left -= shift * letters.width(text, weight, pixels)
        left = round(left) + stamp.left + stamp.width / 2
        top = round(top) + stamp.top + stamp.height / 2
        self._stamp(stamp, left, top, self._style.shade(ink), 1.0, 0.0)

    def measure(self, text: str, size: float, weight: str = "semibold") -> float:
        """How wide a line of words is, in u."""
        return letters.width(text, weight, max(1, round(size * self.u))) / self.u

    def release(self) -> None:
        super().release()
        letters.forget_fonts()

    def _box(
        self, x: float, y: float, w: float, h: float, fill: Colour, radius: float, edge: Colour,
        rim: float, soft: float, cos: float, sin: float,
    ) -> None:  # fmt: skip
        u = self.u
        fill, edge = self._style.shade(fill), self._style.shade(edge)
        place = (self._left + self._across(x) * u, self._top + y * u, w * u / 2, h * u / 2)
        form = (radius * u, rim * u, max(1.0, soft * u), 0.0)
        turn = (cos, sin, 0.0, 1.0)
        self._rows.extend((*place, *form, *turn, *fill, *edge, 0.0, 0.0, place[2], place[3]))

    def _framed(
        self, x: float, y: float, w: float, h: float, fill: Colour, radius: float, edge: Colour,
        rim: float,
    ) -> None:  # fmt: skip
        """A large box as its flat inside, on the ground, and four strips around that."""
        u = self.u
        fill, edge = self._style.shade(fill), self._style.shade(edge)
        x = self._across(x + w / 2) - w / 2
        x, y, w, h = self._left + x * u, self._top + y * u, w * u, h * u
        into = radius * u * (1 - math.sqrt(0.5)) + rim * u + 1
        left, right = math.floor(x) - 1, math.ceil(x + w) + 1
        top, bottom = math.floor(y) - 1, math.ceil(y + h) + 1
        x0, x1 = math.ceil(x + into), math.floor(x + w - into)
        y0, y1 = math.ceil(y + into), math.floor(y + h - into)
        centre = (x + w / 2, y + h / 2)
        form = (radius * u, rim * u, -1.0, 0.0)
        strips = ((left, top, right, y0), (left, y1, right, bottom), (left, y0, x0, y1),
                  (x1, y0, right, y1), (x0, y0, x1, y1))  # fmt: skip
        for at, (a, b, c, d) in enumerate(strips):
            place = ((a + c) / 2, (b + d) / 2, (c - a) / 2, (d - b) / 2)
            more = (place[0] - centre[0], place[1] - centre[1], w / 2, h / 2)
            rows = self._ground_rows if at == 4 else self._rows
            rows.extend((*place, *form, 1.0, 0.0, 0.0, 1.0, *fill, *edge, *more))

    def _arc(
        self, x: float, y: float, radius: float, thick: float, turn: float, half: float, ink: Colour
    ) -> None:
        """An arc about (x, y) in u; radius and half thickness in pixels; turned to its middle."""
        cos, sin = math.cos(turn), math.sin(turn)
        ink = self._style.shade(ink)
        wide = radius * (math.sin(half) if half < math.pi / 2 else 1.0) + thick
        outer, inner = radius + thick, radius * math.cos(half) - thick
        middle = -(outer + inner) / 2
        place = (
            self._left + self._across(x) * self.u - middle * sin,
            self._top + y * self.u + middle * cos,
            wide,
            (outer - inner) / 2,
        )
        angle = (cos, sin, math.sin(half), math.cos(half))
        form = (radius, thick, 1.0, 1.0)
        self._rows.extend((*place, *form, *angle, *ink, *ink, 0.0, middle, 0.0, 0.0))

    def _stamp(
        self, stamp: Stamp, x: float, y: float, tint: Colour, scale: float, turn: float
    ) -> None:
        """A picture about (x, y) in pixels."""
        place = (x, y, stamp.width * scale / 2, stamp.height * scale / 2)
        angle = (math.cos(turn), math.sin(turn), 0.0, 1.0)
        self._rows.extend((*place, 0.0, 0.0, 1.0, 2.0, *angle, *tint, *tint, *stamp.uv))
