"""Pictures that stand for different things are told apart in grey, and stand out on their tint."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pygame
import pytest

from game.render.pictures import PICTURES
from game.render.pictures.emblems import EMBLEMS
from game.render.pictures.pen import sketch
from game.render.ui_palette import Colour
from game.screens.prepare import AIDS
from game.screens.today import PLACES
from game.screens.who import TINTS

SIDE = 84  # a small face on the track at 720p


def grey(name: str, tint: Colour) -> np.ndarray:
    """The picture on its tint as relative luminance, (SIDE, SIDE)."""
    stamp = sketch(PICTURES[name], SIDE)
    surface = pygame.Surface((SIDE, SIDE), pygame.SRCALPHA)
    surface.fill([round(255 * part) for part in tint[:3]])
    surface.blit(stamp, (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
    part = pygame.surfarray.array3d(surface) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def differing(a: str, b: str, tint: Colour) -> float:
    """The share of the picture where the two stand 2 to 1 apart."""
    return float((contrast(grey(a, tint), grey(b, tint)) > 2).mean())


CREAM = (1.0, 0.96, 0.9, 1.0)


@pytest.mark.parametrize(("milder", "worse"), list(pairwise(range(0, 11, 2))))
def test_neighbouring_faces_differ_more_than_a_glance_misses(milder: int, worse: int) -> None:
    assert differing(f"face.{milder}", f"face.{worse}", CREAM) > 0.03


def test_no_two_of_the_eleven_faces_are_alike() -> None:
    for a, b in combinations(range(11), 2):
        assert differing(f"face.{a}", f"face.{b}", CREAM) > 0.008, (a, b)


def test_no_two_pictures_of_participants_are_alike() -> None:
    for a, b in combinations(EMBLEMS, 2):
        assert differing(a, b, CREAM) > 0.12, (a, b)


@pytest.mark.parametrize(
    ("name", "tint"),
    [*TINTS.items(), *PLACES.items(), *dict.fromkeys(AIDS.values())],
    ids=lambda at: at if isinstance(at, str) else "",
)
def test_a_picture_stands_out_on_its_tint(name: str, tint: Colour) -> None:
    """Enough of it is 3 to 1 away from its ground (WCAG 1.4.11), in grey."""
    ground = grey(name, tint)[0, 0]
    assert (contrast(grey(name, tint), ground) >= 3).mean() > 0.08
