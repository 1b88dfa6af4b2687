"""The world behind words is blurred and never too bright, whatever the scene."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from game.render.ui_dimming import BRIGHTEST, MULTIPLIER, blur, dim, luminance

scenes = arrays.arrays(np.float32, (9, 16, 3), elements=st.floats(0, 1, width=32))


@given(scenes)
@settings(max_examples=60, deadline=None)
def test_nothing_behind_bare_text_is_brighter_than_allowed(scene: np.ndarray) -> None:
    image, multiplier = dim(scene, "dim")
    assert luminance(image).max() <= BRIGHTEST
    assert 0 < multiplier <= MULTIPLIER["dim"]


def test_a_white_world_leaves_seven_to_one_for_cream() -> None:
    image, multiplier = dim(np.ones((9, 16, 3), np.float32), "dim")
    cream = luminance(np.array([[[255, 246, 230]]], np.float32) / 255).item()
    assert (cream + 0.05) / (luminance(image).max() + 0.05) >= 7
    assert multiplier < MULTIPLIER["dim"]


def test_a_dark_world_is_not_dimmed_more_than_usual() -> None:
    scene = np.full((9, 16, 3), 0.3, np.float32)
    assert dim(scene, "dim")[1] == MULTIPLIER["dim"]
    assert dim(np.ones_like(scene), "countdown")[1] == MULTIPLIER["countdown"]


def test_plain_is_one_flat_dark_colour() -> None:
    image, _ = dim(np.random.default_rng(1).random((9, 16, 3), np.float32), "plain")
    assert np.ptp(image, axis=(0, 1)).max() == 0
    assert luminance(image).max() < 0.03


def test_the_blur_keeps_the_light_and_takes_the_detail() -> None:
    scene = np.zeros((40, 40, 3), np.float32)
    scene[20, 20] = 1
    soft = blur(scene, 2.0)
    assert soft.sum() == pytest.approx(3, rel=1e-4)
    assert soft.max() == pytest.approx(1 / (2 * np.pi * 4), rel=0.05)
