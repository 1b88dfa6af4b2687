"""The player: sees late, foresees what glides, keeps an error for a target, and is only human."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from statistics import pstdev

import pytest

from game.sim import STEP_HZ, Entity, Goal, World
from game.sim.types import Hud
from game.virtual_patient import PROFILES, Body, Player
from game.virtual_patient.body import MOTOR_S
from game.virtual_patient.player import PRESS_STEPS

RIGHT = Goal("lean", 0.6, 0.0, 0.1, 2)
LEFT = Goal("lean", -0.6, 0.0, 0.1, 6)
CENTRE = Goal("centre", 0.0, 0.0, 0.2, 2)


BEAT = (Entity("beat", (0.0, 0.0, 0.0), 0.0),)


def world(step, goal, things=()):
    return World(step, things, goal, Hud())


def acts(player, goal_at, steps, every=2, things=()):
    """What the player means at every second step, of a task whose goal at a step is given."""
    return [player.act(world(step, goal_at(step), things)) for step in range(0, steps, every)]


def aims(seed, goal, error=0.25, **options):
    """The places aimed at, target after target, from the middle each time."""
    player = Player(seed, error, **options)
    there = []
    for rep in range(60):
        player.act(world(240 * rep, CENTRE))
        there.append(player.act(world(240 * rep + 239, goal)).lean[0])
    return there


def test_nothing_is_done_before_the_reaction():
    player = Player(1, reaction_s=0.3)
    seen = acts(player, lambda step: CENTRE if step < 240 else RIGHT, 480, every=1)
    moved = next(i for i, act in enumerate(seen) if act.lean[0] > 0.3)
    assert moved == 240 + round(0.3 * STEP_HZ)


def test_the_reaction_of_a_profile_is_shared_with_the_body():
    for name, person in PROFILES.items():
        player, body = Player.like(person, 1), Body(person, 1)
        seen = acts(player, lambda step: CENTRE if step < 240 else LEFT, 480, every=1)
        moved = next(i for i, act in enumerate(seen) if act.lean[0] < -0.1) - 240
        if player.act(world(480, LEFT)).lean[0] < -0.5:  # not one of the lapses
            assert moved / STEP_HZ + body.reaction_s >= person.reaction_s - 0.01, name
    assert body.reaction_s == MOTOR_S


def test_an_error_is_new_for_each_target_and_in_proportion_to_its_size():
    assert pstdev(aims(1, RIGHT)) == pytest.approx(0.025, rel=0.3)
    assert pstdev(aims(1, replace(RIGHT, radius=0.2))) == pytest.approx(0.05, rel=0.3)


def test_practice_takes_some_of_the_error():
    early, late = [], []
    for seed in range(40):
        there = aims(seed, RIGHT, learning=0.6)
        early.append(there[0] - 0.6)
        late.append(there[-1] - 0.6)
    assert pstdev(late) < 0.7 * pstdev(early)


def firefly(step):
    angle = 0.8 * step / STEP_HZ
    return Goal("lean", 0.5 * math.sin(angle), 0.5 * math.cos(angle), 0.15)


def off_the_firefly(player, seconds):
    """How far off (ml, ap) the player aims, and the aims, after two seconds to get going."""
    begin, end = 2 * STEP_HZ, (2 + seconds) * STEP_HZ
    seen = acts(player, firefly, end)[begin // 2 :]
    places = [firefly(step) for step in range(begin, end, 2)]
    off = [
        (act.lean[0] - place.lean_ml, act.lean[1] - place.lean_ap)
        for act, place in zip(seen, places, strict=True)
    ]
    return off, seen


def test_of_what_glides_most_of_the_delay_is_foreseen():
    off, _ = off_the_firefly(Player(3, 0.0, reaction_s=0.3), 8)
    assert max(math.hypot(*one) for one in off) < 0.06, "a delay of 0.3 s unforeseen would be 0.12"


def test_who_follows_sees_how_they_are_off_and_mends_it_smoothly():
    means, spreads = [], []
    for seed in range(20):
        off, seen = off_the_firefly(Player(seed, 0.6), 30)
        ml = [one[0] for one in off]
        means.append(sum(ml) / len(ml))
        spreads.append(pstdev(ml))
        assert max(math.dist(a.lean, b.lean) for a, b in pairwise(seen)) < 0.02
    assert sum(spreads) / len(spreads) > 0.04, "0.6 of the radius is 0.09"
    assert pstdev(means) < 0.5 * sum(spreads) / len(spreads), "one error kept would not average out"


def turns(step, interval=180):
    """Right and left by turns, to a beat."""
    return RIGHT if (step // interval) % 2 == 0 else LEFT


def test_a_beat_is_kept_after_a_while_and_what_is_irregular_is_not_foreseen():
    def lead(goal_at, starts, things=BEAT):
        """Steps from each new goal until the player goes for it; negative is before."""
        player = Player(1, 0.0, reaction_s=0.3)
        ways = [act.lean[0] > 0 for act in acts(player, goal_at, 1800, 1, things)]
        went = [i for i in range(1, 1800) if ways[i] != ways[i - 1]]
        return [min((w - at for w in went), key=abs) for at in starts]

    early, late = lead(turns, (180, 1260))
    assert early == round(0.3 * STEP_HZ)
    assert -60 < late < -25
    irregular = (180, 300, 540, 700, 1100, 1290)

    def by_chance(step):
        return LEFT if sum(step >= at for at in irregular) % 2 else RIGHT

    assert set(lead(by_chance, irregular)) == {round(0.3 * STEP_HZ)}
    assert set(lead(turns, (180, 1260), ())) == {round(0.3 * STEP_HZ)}, "no beat, no foresight"


def test_who_keeps_a_beat_notices_when_it_ends():
    def ends(step):
        return turns(min(step, 900))

    seen = acts(Player(1, 0.0, reaction_s=0.3), ends, 1800, 1, BEAT)
    assert all(act.lean[0] < -0.5 for act in seen[1300:]), "the last goal stays"
    assert any(act.lean[0] > 0.5 for act in seen[960:1200]), "one was expected in vain"


def test_a_step_says_which_foot_bears_and_a_press_is_let_go_again():
    player = Player(1)
    assert player.act(world(0, Goal("step", 0.7, 0.1, 0.2, 2))).foot == 1
    assert player.act(world(9, Goal("step", -0.7, 0.1, 0.2, 6))).foot == -1
    assert player.act(world(18, CENTRE)).foot == 0
    pressed = [act.press for act in acts(player, lambda _: Goal("press", direction=3), 240)]
    assert 0 < sum(pressed) <= PRESS_STEPS
    assert not pressed[-1]


def test_who_is_tired_tries_less():
    def half_hearted(tired):
        player = Player(5, 0.0, lapses=0.05)
        short = 0
        for rep in range(200):
            player.act(world(480 * rep, CENTRE), tired)
            player.act(world(480 * rep + 240, RIGHT), tired)
            short += player.act(world(480 * rep + 270, RIGHT), tired).lean[0] < 0.55
        return short / 200

    assert 0.01 < half_hearted(0.0) < 0.12
    assert half_hearted(1.0) > 0.2


def test_the_same_seed_decides_the_same():
    assert aims(9, RIGHT, lapses=0.2) == aims(9, RIGHT, lapses=0.2) != aims(8, RIGHT, lapses=0.2)
