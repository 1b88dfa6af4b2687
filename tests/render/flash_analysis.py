"""Counts the flashes in a run of frames, as WCAG 2.3.1 defines them, so that tests can bound them.

A transition is a change of relative luminance of at least 0.1, up or down, where the darker state
is below 0.80; or a change of (R - G - B) * 320 of more than 20 where either state is saturated red,
R / (R + G + B) at least 0.8 (linear R, G, B; below zero counts as zero). It is counted against the
last turning point, so that a change spread over many frames is one, and a rise that goes on rising
is no second one. A flash is a pair of opposing transitions. No more than three flashes may fall in
any one second where at least a quarter of some field of 341x256 of a 1024x768 screen (ten degrees)
sees them. Seven transitions, three and a half flashes, are refused already.

https://www.w3.org/TR/WCAG22/#dfn-general-flash-and-red-flash-thresholds

Frames are looked at in blocks by their mean light. What a field sees is counted in two ways, and
the larger holds: what the same quarter of its blocks saw within the second, and how often a quarter
of its blocks, whichever, turned the same way in one frame.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ALLOWED = 3.0  # flashes in a second
FIELD = (341 / 1024, 256 / 768)  # of the frame: across, down
QUARTER = 0.25
GENERAL, DARK = 0.1, 0.80
RED, SATURATED = 20 / 320, 0.8
ROUNDING = 1e-6

Blocks = NDArray[np.float32]
Flags = NDArray[np.bool_]

_level = np.arange(256) / 255
LINEAR = np.where(_level <= 0.04045, _level / 12.92, ((_level + 0.055) / 1.055) ** 2.4).astype(
    np.float32
)


@dataclass(frozen=True)
class Worst:
    """The most flashes in one second: how many, when it ended (s), and the middle of the field
    that saw it, in shares of the frame from its left and top.
    """

    flashes: float = 0.0
    at_s: float = 0.0
    across: float = 0.5
    down: float = 0.5


class FlashMeter:
    """Call `see` for each frame (height, width, 3) uint8; all of one size, a whole number of blocks.

    `general` and `red` are the worst seconds so far. rate_hz: frames a second; block: pixels.
    """

    def __init__(self, rate_hz: int = 30, block: int = 5) -> None:
        self._block, self._frames, self._rate_hz = block, 0, rate_hz
        self._general, self._red = _Counter(rate_hz, GENERAL - ROUNDING), _Counter(rate_hz, RED)

    @property
    def general(self) -> Worst:
        return self._general.worst

    @property
    def red(self) -> Worst:
        return self._red.worst

    def see(self, frame: NDArray[np.uint8]) -> None:
        light = block_means(LINEAR[frame], self._block)
        at_s = self._frames / self._rate_hz
        self._frames += 1
        luminance = light @ np.array([0.2126, 0.7152, 0.0722], np.float32)
        self._general.see(luminance, luminance < DARK, at_s)
        red, rest = light[..., 0], light[..., 1] + light[..., 2]
        self._red.see(np.maximum(red - rest, 0), red >= SATURATED * (red + rest + ROUNDING), at_s)


def block_means(image: NDArray[np.float32], block: int) -> Blocks:
    """(height, width, 3) to (height/block, width/block, 3)."""
    height, width, _ = image.shape
    if height % block or width % block:
        raise ValueError(f"a frame of {width}x{height} is no whole number of blocks of {block}")
    rows = image.reshape(height // block, block, width * 3).mean(1)
    return rows.reshape(height // block, width // block, block, 3).mean(2)


class _Turns:
    """Where a value turned by at least `least`, in blocks; a turn counts if either end of it was
    marked.
    """

    def __init__(self, least: float, value: Blocks, marked: Flags) -> None:
        self._least = least
        self._low, self._high = value.copy(), value.copy()
        self._low_marked, self._high_marked = marked.copy(), marked.copy()
        self._rising, self._falling = np.zeros_like(marked), np.zeros_like(marked)

    def see(self, value: Blocks, marked: Flags) -> tuple[Flags, Flags]:
        """Which blocks have just risen, and which have fallen."""
        _keep(value < self._low, value, marked, self._low, self._low_marked)
        _keep(value > self._high, value, marked, self._high, self._high_marked)
        rose = ~self._rising & (value - self._low >= self._least) & (marked | self._low_marked)
        fell = ~self._falling & (self._high - value >= self._least) & (marked | self._high_marked)
        self._rising, self._falling = (self._rising | rose) & ~fell, (self._falling | fell) & ~rose
        _keep(rose, value, marked, self._high, self._high_marked)
        _keep(fell, value, marked, self._low, self._low_marked)
        return rose, fell


def _keep(where: Flags, value: Blocks, marked: Flags, kept: Blocks, kept_mark: Flags) -> None:
    kept[where] = value[where]
    kept_mark[where] = marked[where]


class _Counter:
    """The worst second of one kind of flash."""

    def __init__(self, rate_hz: int, least: float) -> None:
        self._rate_hz, self._least = rate_hz, least
        self._turns: _Turns | None = None
        self._seen: deque[Flags] = deque()  # a second of transitions by block
        self._together: deque[NDArray[np.int8]] = deque()  # and of those of a quarter of a field
        self.worst = Worst()

    def see(self, value: Blocks, marked: Flags, at_s: float) -> None:
        if self._turns is None:
            self._turns = _Turns(self._least, value, marked)
            self._before = np.zeros_like(_shares(marked), np.int8)
        rose, fell = self._turns.see(value, marked)
        self._seen.append(rose | fell)
        self._together.append(self._turned_together(rose, fell))
        if len(self._seen) > self._rate_hz:
            self._seen.popleft()
            self._together.popleft()
        if (rose | fell).any():
            self._count(at_s)

    def _turned_together(self, rose: Flags, fell: Flags) -> NDArray[np.int8]:
        """1 in the fields of which a quarter has just turned against how it turned before."""
        way = np.int8(_shares(rose) >= QUARTER) - np.int8(_shares(fell) >= QUARTER)
        turned = (way != 0) & (way != self._before)
        self._before = np.where(turned, way, self._before)
        return turned.astype(np.int8)

    def _count(self, at_s: float) -> None:
        """Flashes are transitions of the second that ends now, by two."""
        by_block = np.sum(self._seen, axis=0)
        by_field = np.sum(self._together, axis=0)
        for most in range(1, int(by_block.max()) + 1):
            by_field = np.where(_shares(by_block >= most) >= QUARTER, np.maximum(by_field, most), by_field)  # fmt: skip
        flashes = by_field.max() / 2
        if flashes <= self.worst.flashes:
            return
        down, across = np.unravel_index(int(by_field.argmax()), by_field.shape)
        high, wide = _field_of(by_block.shape)
        self.worst = Worst(
            float(flashes),
            at_s,
            (float(across) + wide / 2) / by_block.shape[1],
            (float(down) + high / 2) / by_block.shape[0],
        )


def _field_of(shape: tuple[int, ...]) -> tuple[int, int]:
    """Rows and columns of blocks that make a field."""
    return max(1, round(shape[0] * FIELD[1])), max(1, round(shape[1] * FIELD[0]))


def _shares(flags: Flags) -> NDArray[np.float64]:
    """The share of flagged blocks in the field at each place."""
    high, wide = _field_of(flags.shape)
    sums = np.pad(flags.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    inside = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    return inside / (high * wide)
