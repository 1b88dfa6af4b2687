"""The sheet that is looked at: every place and task is on it, and every picture under its name."""

import importlib.util
from pathlib import Path

import pygame
import pytest

from game.levels import find_levels

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def gallery():
    spec = importlib.util.spec_from_file_location("make_gallery", ROOT / "tools" / "gallery.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_task_is_drawn_in_every_place_where_it_is_played(gallery):
    drawn = {
        (level.scene, level.type) for level in map(find_levels().get, gallery.places().values())
    }
    assert drawn == {(level.scene, level.type) for level in find_levels().values()}


def test_pictures_stand_in_rows_over_their_names(gallery, tmp_path):
    colours = [(200, 30 * at, 40) for at in range(gallery.COLUMNS + 1)]
    for at, colour in enumerate(colours):
        picture = pygame.Surface((64, 36))
        picture.fill(colour)
        pygame.image.save(picture, tmp_path / f"{at}.png")
    made = gallery.sheet([tmp_path / f"{at}.png" for at in range(len(colours))])
    across, down = gallery.TILE
    assert made.get_size() == (gallery.COLUMNS * across, 2 * (down + gallery.CAPTION))
    middle = across // 2, down // 2
    assert made.get_at(middle)[:3] == colours[0]
    assert made.get_at((middle[0] + across, middle[1]))[:3] == colours[1]
    assert made.get_at((middle[0], middle[1] + down + gallery.CAPTION))[:3] == colours[-1]
    caption = made.subsurface((0, down, across, gallery.CAPTION))
    assert pygame.transform.average_color(caption)[:3] != gallery.GROUND, "its name is written"
