"""The measure of flashes itself, on sequences whose flashes are known by how they are made."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from flash_analysis import ALLOWED, FlashMeter, Worst

RATE_HZ = 30
SIZE = (90, 160)
GREY_OF = {0.0: 0, 0.1: 89, 0.2: 124, 0.8: 231, 0.85: 237, 1.0: 255}  # sRGB by luminance
ALL = np.s_[:, :]


def flat(*rgb: int) -> np.ndarray:
    return np.full((*SIZE, 3), rgb, np.uint8)


def grey(luminance: float) -> np.ndarray:
    return flat(*(GREY_OF[luminance],) * 3)


def square(a: np.ndarray, b: np.ndarray, hz: float, seconds: float = 3.0) -> Iterable[np.ndarray]:
    """`hz` flashes a second between two pictures, beginning with the first."""
    for frame in range(round(seconds * RATE_HZ)):
        yield b if (frame * 2 * hz / RATE_HZ) % 2 >= 1 else a


def patch(of: np.ndarray, where: tuple[slice, slice], on: np.ndarray) -> np.ndarray:
    made = on.copy()
    made[where] = of[where]
    return made


def measured(frames: Iterable[np.ndarray]) -> tuple[Worst, Worst]:
    meter = FlashMeter(RATE_HZ, block=5)
    for frame in frames:
        meter.see(frame)
    return meter.general, meter.red


@pytest.mark.parametrize("hz", [1, 2, 3])
def test_three_flashes_in_a_second_are_allowed(hz: int) -> None:
    general, _ = measured(square(grey(0.0), grey(1.0), hz))
    assert general.flashes == hz <= ALLOWED


@pytest.mark.parametrize("hz", [4, 5, 7.5])
def test_four_and_more_are_not(hz: float) -> None:
    general, _ = measured(square(grey(0.0), grey(1.0), hz))
    assert general.flashes >= 4 > ALLOWED


def test_three_and_a_half_are_refused() -> None:
    general, _ = measured(square(grey(0.0), grey(1.0), 3.5))
    assert general.flashes == 3.5


def test_a_change_below_a_tenth_or_between_two_bright_states_is_no_flash() -> None:
    assert measured(square(grey(0.0), flat(88, 88, 88), 5))[0].flashes == 0
    assert measured(square(flat(232, 232, 232), grey(1.0), 5))[0].flashes == 0
    assert measured(square(grey(0.1), grey(0.2), 5))[0].flashes == 5
    assert measured(square(flat(229, 229, 229), grey(1.0), 5))[0].flashes == 5


def test_a_slow_swell_counts_as_one_change_each_way() -> None:
    """A sine of 2 Hz over many small steps flashes as often as a square of 2 Hz."""
    t = np.arange(90) / RATE_HZ
    light = np.round(120 - 100 * np.cos(2 * np.pi * 2 * t)).astype(int)
    general, _ = measured(flat(v, v, v) for v in light)
    assert general.flashes == 2
    rising = (flat(v, v, v) for v in np.linspace(0, 255, 60).astype(int))
    assert measured(rising)[0].flashes == 0.5


def test_a_second_is_any_second() -> None:
    """Two flashes at the end of one second and two at the beginning of the next are four."""
    dark, bright = grey(0.0), grey(1.0)
    burst = [bright] * 3 + [dark] * 3
    frames = [dark] * 18 + burst * 2 + burst * 2 + [dark] * 18
    general, _ = measured(frames)
    assert general.flashes == 4
    assert general.at_s == pytest.approx(39 / RATE_HZ)


def test_a_small_area_may_flash_and_a_quarter_of_a_field_may_not() -> None:
    """The field is 53 by 30 of 160 by 90, 11 by 6 blocks: 17 of its 66 are a quarter."""
    dark, bright = grey(0.0), grey(1.0)
    small = patch(bright, np.s_[40:60, 60:80], dark)  # 4 by 4 blocks
    large = patch(bright, np.s_[40:60, 60:85], dark)  # 4 by 5
    assert measured(square(dark, small, 5))[0].flashes == 0
    general, _ = measured(square(dark, large, 5))
    assert general.flashes == 5
    assert general.across == pytest.approx(72 / 160, abs=0.17)
    assert general.down == pytest.approx(50 / 90, abs=0.17)


def test_small_areas_far_apart_are_not_one() -> None:
    dark, bright = grey(0.0), grey(1.0)
    one = patch(bright, np.s_[0:20, 0:20], dark)
    both = patch(bright, np.s_[70:90, 140:160], one)
    assert measured(square(dark, both, 5))[0].flashes == 0


def test_areas_that_take_turns_count_together() -> None:
    """Each half of the screen flashes twice a second, and somewhere it flashes four times."""
    dark, bright = grey(0.0), grey(1.0)
    top, bottom = (patch(bright, part, dark) for part in (np.s_[:45, :], np.s_[45:, :]))
    frames = [f for f in (dark, top, dark, bottom) * 6 for _ in range(3)]
    assert measured(frames)[0].flashes > ALLOWED


@pytest.mark.parametrize(("hz", "allowed"), [(3, True), (4, False)])
def test_red_flashes_are_counted_by_themselves(hz: int, allowed: bool) -> None:
    """A dark red against black: too dark for a general flash, and red enough."""
    general, red = measured(square(flat(0, 0, 0), flat(110, 0, 0), hz))
    assert general.flashes == 0
    assert (red.flashes <= ALLOWED) == allowed
    assert red.flashes >= hz


def test_red_counts_where_either_state_is_saturated_and_not_otherwise() -> None:
    assert measured(square(flat(255, 0, 0), flat(188, 188, 188), 5))[1].flashes == 5
    assert measured(square(flat(255, 110, 110), flat(188, 188, 188), 5))[1].flashes == 0
    assert measured(square(flat(255, 30, 30), flat(0, 0, 255), 5))[1].flashes == 5
    assert measured(square(flat(60, 0, 0), flat(0, 0, 0), 5))[1].flashes == 0  # a change of 15


def test_a_picture_that_stands_still_or_moves_on_without_end_does_not_flash() -> None:
    chance = np.random.default_rng(1)
    still = chance.integers(0, 256, (*SIZE, 3), np.uint8)
    assert measured([still] * 60)[0] == Worst()
    noise = (chance.integers(0, 256, (*SIZE, 3), np.uint8) for _ in range(60))
    assert measured(noise)[0].flashes > 0, "and noise is seen"


def test_a_frame_that_does_not_divide_into_blocks_is_refused() -> None:
    with pytest.raises(ValueError, match="161x90 is no whole number of blocks of 5"):
        FlashMeter().see(np.zeros((90, 161, 3), np.uint8))
