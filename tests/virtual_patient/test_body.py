"""The body: physics, limits, a weak side, tiredness; the same person twice, whenever asked."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.balance.directions import UNIT
from game.virtual_patient import PROFILES, Body
from game.virtual_patient.body import FOOT_M, MEASURED_SHARE
from game.virtual_patient.pendulum import STEP_S, Pendulum
from input_devices.plate import standing


def calm(name):
    """The same person, whose senses are never wrong."""
    return replace(
        PROFILES[name], slow_mm=(0.0, 0.0), fast_mm=(0.0, 0.0), tremor_mm=0.0, step_offs=0.0
    )


def path(body, aim, seconds, foot=0, dt=STEP_S):
    """The centre of pressure (n, 2), metres, while the body keeps to one aim."""
    return np.array([body.advance(dt, aim, foot)[:2] for _ in range(round(seconds / dt))])


ORDERS = st.lists(
    st.tuples(st.floats(-0.1, 0.1), st.floats(-0.1, 0.1), st.sampled_from([-1, 0, 1])),
    min_size=1,
    max_size=4,
)


@settings(max_examples=20)
@given(ORDERS, st.integers(0, 2**32), st.sampled_from(sorted(PROFILES)))
def test_same_seed_and_orders_give_the_same_person(orders, seed, name):
    def told():
        body = Body(PROFILES[name], seed)
        return [body.advance(0.013, (ml, ap), foot) for ml, ap, foot in orders for _ in range(40)]

    assert told() == told()


@pytest.mark.parametrize("dt", [0.0025, 0.02, 0.0133])
def test_the_person_is_the_same_however_often_they_are_looked_at(dt):
    body, other = Body(PROFILES["older"], 4), Body(PROFILES["older"], 4)
    seldom = path(other, other.home, 6.0, dt=0.01)
    often = path(body, body.home, 6.0, dt=dt)
    times = dt * np.arange(1, len(often) + 1)
    between = [np.interp(times, 0.01 * np.arange(1, 601), seldom[:, i]) for i in (0, 1)]
    known = (times >= 0.01) & (times <= 6.0)
    assert np.abs(often - np.column_stack(between))[known].max() < 1e-9


def test_seeds_are_different_people():
    one, other = (Body(PROFILES["young"], seed) for seed in (1, 2))
    assert one.advance(1.0, one.home) != other.advance(1.0, other.home)


def test_numbers_are_plain_so_that_a_step_stays_cheap():
    body = Body(PROFILES["parkinson"], 1)
    assert {type(value) for value in body.advance(0.01, (0.03, 0.0))} == {float}
    assert type(body.tired) is type(body.share_right) is float


def test_to_go_one_way_the_pressure_first_goes_the_other():
    """The centre of mass has to be pushed over; no path of a point would do that."""
    body = Body(calm("young"), 1)
    ml = path(body, (0.06, 0.0), 4.0)[:, 0]
    assert ml[:30].min() < -0.004
    assert ml[-1] == pytest.approx(0.06, abs=0.0005)


def test_nobody_stands_without_nerves(monkeypatch):
    """What muscles and tendons hold by themselves is not enough."""

    def furthest(active):
        monkeypatch.setattr("game.virtual_patient.pendulum.ACTIVE", active)
        pendulum = Pendulum(3.0, 0.12, 0.001, 0.001, np.random.default_rng(1).standard_normal)
        return max(abs(pendulum.step(1.0, 1.0)) for _ in range(2000))

    assert furthest(0.55) < 0.02
    assert furthest(0.0) > 1.0


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("direction", range(8))
def test_everybody_reaches_their_own_limit_and_nobody_goes_beyond(name, direction):
    body = Body(calm(name), 3)
    far = tuple(2 * axis * max(body.limits.reach) for axis in UNIT[direction])
    aim = (body.home[0] + far[0], body.home[1] + far[1])
    way = (path(body, aim, 12.0) - body.home) @ UNIT[direction] / body.limits.reach[direction]
    assert way[-1] == pytest.approx(1.0, abs=0.01)
    assert way.max() < 1.03


def test_the_limits_a_calibration_finds_are_less_than_the_true_ones():
    body = Body(PROFILES["left_hemiparesis"], 1)
    found = body.measured_limits
    assert np.allclose(found.reach, MEASURED_SHARE * np.array(body.limits.reach), atol=1e-6)
    assert f"{MEASURED_SHARE:.0%}" in found.how


@pytest.mark.parametrize(("name", "weak"), [("left_hemiparesis", -1), ("right_hemiparesis", 1)])
def test_a_weak_side_bears_less_leans_less_and_is_slower(name, weak):
    body = Body(PROFILES[name], 2)
    left, right = body.limits.reach[6], body.limits.reach[2]
    assert (right - left) * weak < 0
    at_rest = path(body, body.home, 60.0).mean(axis=0)
    assert weak * at_rest[0] < -0.015
    share = at_rest[0] / (2 * FOOT_M) + 0.5
    assert share == pytest.approx(PROFILES[name].bears_right, abs=0.03)
    tl, tr, bl, br = standing(0.0, 0, 700.0, (at_rest[0], at_rest[1])).corners_n
    assert weak * ((tr + br) - (tl + bl)) < -50

    def seconds(side):
        """To go two centimetres from rest."""
        one = Body(calm(name), 2)
        ml = side * (path(one, (one.home[0] + side * 0.03, 0.0), 5.0)[:, 0] - one.home[0])
        return np.argmax(ml > 0.02) * STEP_S

    assert seconds(weak) > 1.15 * seconds(-weak)


def test_mirror_images_mirror():
    left, right = PROFILES["left_hemiparesis"], PROFILES["right_hemiparesis"]
    mirrored = [0, 7, 6, 5, 4, 3, 2, 1]
    assert [left.reach[k] for k in mirrored] == list(right.reach)
    assert left.bears_right == pytest.approx(1 - right.bears_right)
    other = replace(
        right,
        about=left.about,
        reach=left.reach,
        bears_right=left.bears_right,
        weak_side=left.weak_side,
    )
    assert other == left


def test_leaning_tires_and_standing_rests():
    body = Body(PROFILES["left_hemiparesis"], 1)
    path(body, (0.08, 0.0), 120.0, dt=0.1)
    tired = body.tired
    assert 0.05 < tired < 0.5
    path(body, body.home, 60.0, dt=0.1)
    assert body.tired < tired


def test_who_is_tired_sways_more_and_is_slower():
    def sways(endurance_s):
        body = Body(replace(PROFILES["older"], endurance_s=endurance_s), 1)
        return np.abs(np.diff(path(body, (0.05, 0.0), 60.0)[1000:], axis=0)).mean()

    assert sways(5.0) > 1.2 * sways(1e9)


def test_most_people_never_step_off_and_who_does_comes_back():
    def loads(rate):
        body = Body(replace(PROFILES["older"], step_offs=rate), 1)
        return np.array([body.advance(0.1, body.home)[2] for _ in range(6000)])

    assert loads(0.0).min() > 0.95
    off = loads(60.0) == 0
    assert 5 <= np.count_nonzero(np.diff(off.astype(int)) == 1) <= 25
    assert not off[-1] or off[-40:].sum() <= 31
    assert PROFILES["young"].step_offs == PROFILES["older"].step_offs == 0


def test_a_step_puts_the_weight_over_one_foot_which_is_less_steady():
    body = Body(PROFILES["young"], 5)
    both = path(body, body.home, 30.0).std()
    alone = path(body, (FOOT_M, 0.0), 30.0, foot=1)[500:]
    assert body.share_right > 0.85
    assert alone.std(axis=0).max() > 1.5 * both
    back = path(body, (-FOOT_M, 0.0), 3.0, foot=-1)
    assert body.share_right < 0.15
    shares = 0.5 + back[:, 0] / (2 * FOOT_M)
    assert np.count_nonzero((shares > 0.2) & (shares < 0.8)) > 20  # both feet bear in between


def test_a_tremor_shows_at_its_own_frequency():
    body = Body(PROFILES["parkinson"], 1)
    ml = path(body, body.home, 40.0)[:, 0]
    power = np.abs(np.fft.rfft((ml - ml.mean()) * np.hanning(ml.size))) ** 2
    hz = np.fft.rfftfreq(ml.size, STEP_S)
    band = (hz > 3) & (hz < 8)
    assert hz[band][np.argmax(power[band])] == pytest.approx(5.0, abs=0.1)


def test_people_are_possible():
    for name, person in PROFILES.items():
        assert len(person.reach) == 8 and all(0.1 < share <= 1 for share in person.reach), name
        assert person.vision + person.vestibular < 1
        assert 0 < person.weak_speed <= 1 and 0 <= person.lapses < 0.3
        assert 0.1 < person.reaction_s < 1 and person.about
        assert math.isfinite(person.step_offs) and person.step_offs <= 2, "rare"


@pytest.mark.parametrize("pace_s", [12.0, 8.0, 5.0])
def test_what_glides_is_gone_along_with_as_far_as_it_goes(pace_s):
    body = Body(calm("young"), 1)
    times = np.arange(0, 4 * pace_s, 1 / 60)
    aims = 0.05 * np.sin(2 * np.pi * times / pace_s)
    ml = np.array([body.advance(1 / 60, (aim, 0.0))[0] for aim in aims.tolist()])
    settled = times >= pace_s
    assert np.abs(ml[settled]).max() == pytest.approx(0.05, rel=0.1)
    assert np.abs(ml - aims)[settled].max() < 0.02


@pytest.mark.parametrize(("name", "weak"), [("left_hemiparesis", -1), ("right_hemiparesis", 1)])
def test_who_is_weak_on_a_side_falls_short_of_what_glides_there(name, weak):
    body = Body(calm(name), 1)
    times = np.arange(0, 30, 1 / 60)
    leans = 0.6 * np.sin(2 * np.pi * times / 6.0)
    path = [body.advance(1 / 60, body.limits.cop(lean, 0.0))[:2] for lean in leans.tolist()]
    went = np.array([body.limits.lean(*place)[0] for place in path])[600:]
    assert (weak * went).max() < 0.85 * (-weak * went).max()
