"""Land and water that move past, drawn in turns into a picture behind the one that is shown.

A weak machine then draws a half or a third of it in a frame. A picture is drawn for the middle of
the time for which it will be shown, so that what stands on the land, and is drawn in every frame,
stays where it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.render import gl

_LONGEST_S = 0.25  # between frames of which one follows from the other
_OFF_M, _AFLOAT_M = 0.04, 0.10  # from where it is land may be shown, and where nothing stands on it


@dataclass(frozen=True, slots=True)
class Moment:
    """What moves land and water: the picture's time t (s), a gust, how far the land lies from where
    it was built (m), and how still the water is (0..1).
    """

    t: float
    wind: tuple[float, float] = (0.0, 0.0)
    moved: tuple[float, float, float] = (0.0, 0.0, 0.0)
    stillness: float = 0.0

    def off(self, other: Moment) -> float:
        """How far (m) its land lies from that of the other, along one of the axes."""
        return max(abs(a - b) for a, b in zip(self.moved, other.moved, strict=True))

    def after(self, before: Moment, frames: float) -> Moment:
        """As it will be so many frames on, where it goes on as it came from the frame before."""
        x, y, z = (
            now + (now - then) * frames for now, then in zip(self.moved, before.moved, strict=True)
        )
        t = self.t + (self.t - before.t) * frames
        return Moment(t, self.wind, (x, y, z), self.stillness)


class Turns:
    """The picture that is shown, and the one that is being drawn.

    turns: in how many frames one is drawn; begin(picture, t): bind it, with what lies behind the
    land; draw(moment, turn): one part of the land and water; flows: whether there is water, which
    moves while the land does not, and on which things float. A frame that does not follow from the
    one before is drawn whole, so that the same moment gives the same picture; and so is one whose
    land would lie beside where it is.
    """

    def __init__(
        self,
        size: tuple[int, int],
        turns: int,
        begin: Callable[[gl.Framebuffer, float], None],
        draw: Callable[[Moment, int], None],
        *,
        flows: bool,
    ) -> None:
        self._shown, self._coming = (gl.Framebuffer(size, copied=True) for _ in range(2))
        self._turns, self._begin, self._draw, self._flows = turns, begin, draw, flows
        self._shown_for = turns - 1  # frames, from the first to the last that show a picture
        self._ahead = turns + self._shown_for / 2  # from when it is begun to the middle of that
        self._off_m = _AFLOAT_M if flows else _OFF_M
        self._last: tuple[float, Moment] | None = None
        self._shows = self._aim = Moment(0.0)
        self._turn = 0

    def copy_to(self, target: gl.Framebuffer, now: float, moment: Moment) -> None:
        """Begin the frame at time now (s), in which the land is as in `moment`. No framebuffer is
        bound afterwards.
        """
        last, self._last = self._last, (now, moment)
        if last and 0 < now - last[0] <= _LONGEST_S:
            self._go_on(moment, last[1])
        else:
            self._draw_whole(moment)
        self._shown.copy_to(target)

    def _go_on(self, moment: Moment, before: Moment) -> None:
        if self._turn == self._turns:
            self._shown, self._coming = self._coming, self._shown
            self._shows, self._turn = self._aim, 0
        if self._shows.off(moment) > self._off_m:
            middle = moment.after(before, self._shown_for / 2)
            self._draw_whole(moment if middle.off(moment) > self._off_m else middle)
        if self._turn or self._flows or moment.off(self._shows) > 0:
            self._draw_on(moment.after(before, self._ahead))

    def _draw_whole(self, moment: Moment) -> None:
        self._begin(self._shown, moment.t)
        for turn in range(self._turns):
            self._draw(moment, turn)
        self._shows, self._turn = moment, 0

    def _draw_on(self, aim: Moment) -> None:
        if self._turn == 0:
            self._aim = aim
            self._begin(self._coming, aim.t)
        else:
            self._coming.bind()
        self._draw(self._aim, self._turn)
        self._turn += 1

    def release(self) -> None:
        self._shown.release()
        self._coming.release()
