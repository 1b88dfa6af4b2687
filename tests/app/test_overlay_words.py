"""Whatever a level gathers has its words on the pause and the results, and its picture in play."""

from dataclasses import replace

import pytest

from game.app.overlay import ZONE, gathered
from game.levels import find_levels
from game.render.pictures import PICTURES
from game.screens.gallery import FINISHED
from game.screens.results import picked
from game.words import Words

LEVELS = find_levels().values()


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_what_a_level_gathers_can_be_told(level):
    item = gathered(level)
    words = Words()
    assert words.say(f"pause.kept.{item}")
    told = [picked(words, replace(FINISHED, picked=n, item=item)) for n in (0, 1, 5)]
    assert len(set(told)) == 3
    assert ["0" in told[0], "1" in told[1], "5" in told[2]] == [False, True, True]


@pytest.mark.parametrize(
    "item", sorted({ZONE.get(item, item) for item in map(gathered, LEVELS)} - {"stance"})
)
def test_what_stands_in_the_marker_s_zone_has_a_picture(item):
    assert item in PICTURES
