"""What the voice that leads says of a world, and when it says anything."""

import pytest

from game.sim import Entity, Goal, Hud, World
from game.sound.guide import MIDDLE, announced, eyes_closed, heard

DARK = Entity("darkness", (0.0, 0.0, 0.0), 0.0, "eyes_closed")
USUAL = Hud()


def world(kind="lean", ml=0.0, ap=0.0, radius=0.15, entities=(DARK,), hud=USUAL):
    return World(1, entities, Goal(kind, ml, ap, radius, 2), hud)


@pytest.mark.parametrize(
    ("ml", "ap", "pan", "pitch"),
    [(0.6, 0, 1, 0), (-0.3, 0, -0.5, 0), (0, 0.9, 0, 1), (0, -1, 0, -1)],
)
def test_the_voice_comes_from_where_to_lean(ml, ap, pan, pitch):
    now = heard(world(ml=ml, ap=ap), (0.0, 0.0))
    assert (now.pan, now.pitch) == (pytest.approx(pan), pytest.approx(pitch))
    assert not now.there


def test_at_the_goal_it_says_so_and_without_one_it_is_silent():
    assert heard(world(ml=0.5, ap=0.2), (0.45, 0.15)).there
    assert heard(world(kind="none"), (0.0, 0.0)) is None


def test_nothing_leads_while_eyes_are_open():
    assert heard(world(entities=()), (0.0, 0.0)) is None


def test_nothing_leads_where_closed_eyes_are_measured():
    water = Entity("water", (0.0, 0.0, 0.0), 0.0, "eyes_closed")
    assert not eyes_closed(world(kind="still", entities=(water,)))
    told = Hud("eyes.close")
    assert heard(world(kind="still", entities=(water,), hud=told), (0.3, 0.0)) is None


def test_the_middle_is_heard_before_eyes_are_closed():
    told = world(entities=(), ml=0.5, hud=Hud("eyes.close", lean_shown=False))
    assert announced(told) and heard(told, (0.0, 0.0)) == MIDDLE
