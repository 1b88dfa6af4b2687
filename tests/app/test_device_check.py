"""`surefoot devices check`: the guided minute on boards that are made up, and what it makes of faults."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from game.app.device_check import TASKS, check, print_report
from game.app.device_measures import judge, white_noise
from game.app.errors import CommandError, Missing
from input_devices.clock import ManualClock
from input_devices.emulated_hid import EmulatedRadio
from input_devices.emulated_wii import EmulatedWii
from input_devices.sample import BoardSample, DeviceInfo


@pytest.mark.parametrize("name", ["simulated", "simulated:unsteady", "emulated_board", "keyboard"])
def test_a_sound_board_is_fit(name, capsys):
    report = check(name, ManualClock())
    poor = [one for one in report.checks if not one.ok]
    assert report.fit and poor == []
    assert print_report(report) == 0
    assert "fit for use" in capsys.readouterr().out


def test_a_person_is_told_each_stage(capsys):
    check("emulated_board", ManualClock())
    told = capsys.readouterr().err.splitlines()
    assert [line.partition("  ")[2].partition(" (")[0] for line in told] == [
        task.words for task in TASKS
    ]


def test_json_has_every_quality_with_its_limit(capsys):
    assert print_report(check("emulated_board", ManualClock()), as_json=True) == 0
    report = json.loads(capsys.readouterr().out)
    assert (
        report["fit"] is True
        and report["serial"] == "00:24:44:00:00:01"
        and report["battery"] > 0.5
    )
    values = {one["name"]: one["value"] for one in report["checks"]}
    assert values["rate"] == pytest.approx(100, abs=1)
    assert values["lean rightwards"] == pytest.approx(160, abs=5)
    assert values["lean forwards"] == pytest.approx(90, abs=5)
    assert all(one["limit"] and one["remedy"] for one in report["checks"])


@pytest.mark.parametrize(
    ("fault", "quality"), [("silence@20", "longest gap"), ("jitter@10+60", "gaps over 30 ms")]
)
def test_a_bad_radio_is_named(fault, quality):
    report = check(f"emulated_board:{fault}", ManualClock())
    poor = {one.name for one in report.checks if not one.ok}
    assert quality in poor and not report.fit
    assert poor <= {"jitter", "gaps over 30 ms", "longest gap"}, "and nothing else is blamed"


def worn(**options):
    """A Wii board through its driver on an emulated one, which a person of 70 kg stands on."""
    clock = ManualClock()
    return clock, EmulatedRadio(clock, EmulatedWii(**options))


def checked(monkeypatch, clock, radio):
    monkeypatch.setattr("input_devices.emulated_board.EmulatedRadio", lambda *_: radio)
    return check("emulated_board", clock)


def test_a_noisy_board_is_named(monkeypatch):
    report = checked(monkeypatch, *worn(noise_kg=0.2))
    assert {one.name for one in report.checks if not one.ok} == {"noise"}


def test_cells_that_rest_off_zero_are_zeroed_and_worn_ones_refused(monkeypatch):
    assert checked(monkeypatch, *worn(rest_kg=(1.0, -0.8, 0.5, 1.2))).fit
    report = checked(monkeypatch, *worn(rest_kg=(-7.0, 0.0, 0.0, 0.0)))
    assert not report.fit and "worn out" in report.tare
    assert print_report(report) == 1


def test_nobody_there_is_said_after_a_minute(monkeypatch):
    monkeypatch.setattr("game.app.device_check._stand_in", lambda device: None)
    with pytest.raises(CommandError, match="something stands on it for 60 s"):
        check("simulated", ManualClock())


def test_a_board_that_falls_silent_is_missing():
    with pytest.raises(Missing, match="Emulated Balance Board"):
        check("emulated_board:silence@10+1000", ManualClock())


def standing(ml, ap, load=700.0, right=0.5, seconds=5.0, rate=100.0):
    half = load * (1 - right) / 2, load * right / 2
    corners = (half[0], half[1], half[0], half[1])
    return [BoardSample(i / rate, i, corners, load, ml, ap) for i in range(round(seconds * rate))]


def minute(**changed):
    nobody = [BoardSample(i / 100, i, (0, 0, 0, 0), 0.0, math.nan, math.nan) for i in range(300)]
    usual = {
        "empty": nobody, "stand": standing(0, 0), "right": standing(0.06, 0),
        "left": standing(-0.06, 0), "forward": standing(0, 0.05), "back": standing(0, -0.03),
        "off": nobody,
    }  # fmt: skip
    return usual | changed


INFO = DeviceInfo("plate", "board", nominal_rate_hz=100.0)


@pytest.mark.parametrize(
    ("changed", "poor"),
    [
        ({}, set()),
        ({"right": standing(-0.06, 0), "left": standing(0.06, 0)}, {"lean rightwards"}),
        ({"forward": standing(0, -0.05), "back": standing(0, 0.03)}, {"lean forwards"}),
        ({"left": standing(-0.06, 0, load=670.0)}, {"weight when leaning differs by"}),
        ({"stand": standing(0, 0, right=0.7)}, {"load on the right"}),
        ({"off": standing(0, 0, load=15.0)}, {"zero after use"}),
        ({"back": []}, {"weight when leaning differs by", "lean forwards"}),
    ],
)
def test_each_fault_of_a_plate_is_named_by_its_quality(changed, poor):
    assert {one.name for one in judge(minute(**changed), INFO) if not one.ok} == poor


def test_a_slow_plate_is_held_to_its_own_rate():
    def at(rate):
        same = {name: standing(0.06, 0, rate=rate) for name in minute()}
        return same | {"left": standing(-0.06, 0, rate=rate), "back": standing(0, -0.1, rate=rate)}

    slow = DeviceInfo("plate", "board", nominal_rate_hz=25.0)
    assert all(one.ok for one in judge(at(25.0), slow) if one.name == "rate")
    assert not all(one.ok for one in judge(at(18.0), slow) if one.name == "rate")


def test_noise_is_told_apart_from_sway():
    rng = np.random.default_rng(1)
    t = np.arange(3000) / 100
    sway = 5.0 * np.sin(2 * np.pi * 0.4 * t) + 0.8 * np.sin(2 * np.pi * 2.0 * t)
    assert white_noise(sway) < 0.003
    assert white_noise(sway + rng.normal(0, 0.4, t.size)) == pytest.approx(0.4, rel=0.06)
    assert math.isnan(white_noise(t[:5]))
