"""The simulated person: sways like one, follows a set-point like one, and is the same twice."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from input_devices import open_device
from input_devices.clock import ManualClock
from input_devices.sample import DeviceError
from input_devices.stance import PROFILES, REACTION_S, Follower, Wander


def started(**options):
    clock = ManualClock(20.0)
    device = open_device("simulated", clock=clock, **options)
    device.start()
    return device, clock


def run(device, clock, seconds):
    clock.advance(seconds)
    return device.drain()


def path_mm(samples):
    return 1e3 * np.array([(s.cop_ml, s.cop_ap) for s in samples])


@pytest.mark.parametrize("seed", range(4))
def test_an_older_adult_sways_as_the_norms_say(seed):
    path = path_mm(run(*started(seed=seed), 180))
    rms_ml, rms_ap = path.std(axis=0)
    velocity = np.hypot(*np.diff(path, axis=0).T).sum() / 180
    assert rms_ml == pytest.approx(2.7, rel=0.25)
    assert rms_ap == pytest.approx(4.3, rel=0.25)
    assert velocity == pytest.approx(10, rel=0.15)


def test_profiles_differ_in_their_sway():
    spread = {name: path_mm(run(*started(profile=name), 120)).std() for name in PROFILES}
    assert spread["still"] < 1e-9 < spread["young"] < spread["older"] < spread["unsteady"]


def test_closed_eyes_and_foam_raise_sway():
    spread = {
        condition: path_mm(run(*started(eyes=condition[0], surface=condition[1]), 60)).std()
        for condition in (
            ("open", "firm"),
            ("closed", "firm"),
            ("open", "foam"),
            ("closed", "foam"),
        )
    }
    assert list(spread.values()) == sorted(spread.values())


ORDERS = (
    lambda device: device.aim(0.05, -0.02),
    lambda device: device.step_off(),
    lambda device: device.step_on(),
    lambda device: device.freeze(),
    lambda device: device.freeze(False),
    lambda device: device.silence(),
    lambda device: device.silence(False),
    lambda device: device.condition("closed", "foam"),
    lambda device: device.bear(1),
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(ORDERS), st.floats(0.001, 0.4), st.booleans()), max_size=12),
    st.integers(0, 2**32),
)
def test_samples_do_not_depend_on_when_they_are_drained(story, seed):
    def told(drained_meanwhile):
        device, clock = started(seed=seed, jitter_s=0.004)
        samples = []
        for order, pause, drained in story:
            order(device)
            clock.advance(pause)
            if drained_meanwhile and drained:
                samples += device.drain()
        clock.advance(0.5)
        return samples + device.drain()

    assert repr(told(drained_meanwhile=True)) == repr(told(drained_meanwhile=False))


def test_seeds_differ_and_the_bare_argument_is_a_profile_or_a_seed():
    def first(name):
        clock = ManualClock()
        device = open_device(name, clock=clock)
        device.start()
        return device.info.serial, device.drain()[0].cop_ml

    assert first("simulated:7")[0] == "older-7"
    assert first("simulated:unsteady")[0] == "unsteady-1"
    assert first("simulated:7") != first("simulated:8")


def test_it_follows_a_set_point_after_its_reaction_with_a_slight_overshoot():
    device, clock = started(profile="still")
    run(device, clock, 1.0)
    asked_at = clock.now()
    device.aim(0.06, -0.03)
    samples = run(device, clock, 3.0)
    moved = [s for s in samples if abs(s.cop_ml) > 1e-6]
    assert asked_at + REACTION_S <= moved[0].t <= asked_at + REACTION_S + 0.02
    path = path_mm(samples)
    assert path[-1] == pytest.approx((60, -30), abs=0.5)
    assert 60.5 < path[:, 0].max() < 66
    steps = np.diff(path, axis=0) / 10
    assert np.hypot(*steps.T).max() <= 0.36  # metres a second


def test_nobody_leans_beyond_the_plate_or_to_nowhere():
    device, clock = started()
    device.aim(3.0, -3.0)
    last = run(device, clock, 4.0)[-1]
    assert last.cop_ml <= device.info.width_m / 2
    assert min(last.corners_n) >= 0
    with pytest.raises(DeviceError, match="finite"):
        device.aim(math.nan, 0)


def test_frozen_values_repeat_under_new_stamps_until_thawed():
    device, clock = started()
    run(device, clock, 1.0)
    device.freeze()
    frozen = run(device, clock, 1.0)[1:]
    assert len({(s.cop_ml, s.cop_ap, s.corners_n) for s in frozen}) == 1
    assert len({s.t for s in frozen}) == len({s.seq for s in frozen}) == len(frozen)
    device.freeze(False)
    assert len({s.cop_ml for s in run(device, clock, 1.0)}) > 50


def test_silence_is_a_loss_until_it_ends():
    device, clock = started()
    before = run(device, clock, 1.0)
    device.silence()
    assert run(device, clock, 1.5) == []
    assert device.status().state == "lost"
    device.silence(False)
    after = run(device, clock, 0.5)
    assert device.status().state == "streaming"
    assert after[0].seq == before[-1].seq + 1
    assert after[0].t > before[-1].t + 1.4


def test_a_second_person_is_weighed_too_until_they_step_off():
    device, clock = started()
    for load_n in (700.0, 1500.0, 650.0):
        device.carry(load_n)
        loads = [sample.load_n for sample in run(device, clock, 1.0)]
        assert len(loads) > 90
        assert all(0.9 * load_n < load < 1.1 * load_n for load in loads[2:])
    with pytest.raises(DeviceError, match="load_n=5 must be"):
        device.carry(5)


def test_it_is_lost_while_it_is_unplugged_and_comes_back_by_itself():
    device, clock = started()
    before = run(device, clock, 0.5)
    device.unplug()
    assert run(device, clock, 0.1) == []
    assert device.status().state == "lost"
    device.unplug(False)
    after = [sample for _ in range(60) for sample in run(device, clock, 0.1)]
    assert device.status().state == "streaming"
    assert before[-1].t + 0.1 < after[0].t < after[-1].t


def test_buttons_are_held_until_let_go():
    device, clock = started()
    device.buttons(0b101)
    assert run(device, clock, 0.05)[-1].buttons == 0b101
    device.buttons(0)
    assert run(device, clock, 0.05)[-1].buttons == 0


def test_jitter_moves_the_stamps_about_a_steady_rate():
    samples = run(*started(jitter_s=0.004), 60)
    gaps = np.diff([s.t for s in samples])
    assert gaps.min() > 0
    assert 0.002 < gaps.std() < 0.005
    assert gaps.mean() == pytest.approx(0.01, rel=0.01)


@pytest.mark.parametrize(
    "options",
    [
        {"profile": "drunk"},
        {"rate_hz": 0},
        {"jitter_s": 0.006},
        {"jitter_s": math.nan},
        {"load_n": 3},
        {"load_n": math.nan},
        {"eyes": "shut"},
        {"surface": "ice"},
    ],
)
def test_impossible_options_are_refused_by_name(options):
    (name,) = options
    with pytest.raises(DeviceError, match=name):
        open_device("simulated", **options)


@pytest.mark.parametrize("dt", [0.003, 0.01, 0.5])
def test_a_wander_keeps_its_spread_whatever_the_interval(dt):
    wander = Wander(4.0, np.random.default_rng(5))
    path = np.array([wander.advance(dt) for _ in range(int(2000 / dt))])
    assert path.std() == pytest.approx(1.0, rel=0.1)
    assert path.mean() == pytest.approx(0.0, abs=0.1)


def test_a_critically_damped_follower_never_overshoots_and_heeds_its_speed():
    follower = Follower(0.08, 1.0, 0.4)
    path = [follower.move((0.1, 0.0), 0.01)[0] for _ in range(200)]
    assert max(path) <= 0.1 + 1e-9
    assert path[-1] == pytest.approx(0.1, abs=1e-6)
    assert max(np.diff(path)) <= 0.4 * 0.01 + 1e-12
