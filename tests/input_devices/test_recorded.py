"""Playing recordings: true times, any speed, sessions of several trials, the recordings of people."""

from __future__ import annotations

import math
import os
import time

import numpy as np
import pytest

from input_devices import open_device
from input_devices.clock import ManualClock
from input_devices.recorded import load_recording
from input_devices.sample import DeviceError

HEADER = "t_s,cop_ml_mm,cop_ap_mm,load_n,tl_n,tr_n,bl_n,br_n,buttons"


@pytest.fixture
def clock():
    return ManualClock(1000.0)


def write(path, times, first=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [f"{t},{first + i},{i},700,175,175,175,175,0" for i, t in enumerate(times)]
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    return path


def play(device, clock, seconds):
    device.start()
    clock.advance(seconds)
    return device.drain()


@pytest.mark.parametrize("speed", [0.5, 1.0, 4.0])
def test_irregular_times_are_kept_at_any_speed(tmp_path, clock, speed):
    path = write(tmp_path / "walk.csv", [5.0, 5.01, 5.5, 5.52])
    samples = play(open_device("recorded", path=path, speed=speed, clock=clock), clock, 2)
    offsets = [(sample.t - 1000.0) * speed for sample in samples]
    assert offsets == pytest.approx([0.0, 0.01, 0.5, 0.52])
    assert [sample.cop_ml for sample in samples] == pytest.approx([0.0, 0.001, 0.002, 0.003])


def test_a_sample_comes_at_its_time_and_not_before(tmp_path, clock):
    device = open_device("recorded", path=write(tmp_path / "walk.csv", [0, 1, 2]), clock=clock)
    assert len(play(device, clock, 0.999)) == 1
    clock.advance(0.002)
    assert len(device.drain()) == 1
    assert device.status().state == "streaming"


def test_at_the_end_it_closes_by_itself_and_says_so(tmp_path, clock):
    device = open_device("recorded", path=write(tmp_path / "walk.csv", [0, 1]), clock=clock)
    assert device.info.finite
    assert len(play(device, clock, 5)) == 2
    assert device.status().state == "closed"
    assert device.status().message == "the recording has ended"


def test_it_ends_in_real_time_too(tmp_path):
    path = write(tmp_path / "walk.csv", [i / 100 for i in range(50)])
    with open_device("recorded", path=path, speed=10) as device:
        device.start()
        samples = []
        for _ in range(20_000):
            samples += device.drain()
            if device.status().state == "closed":
                break
            time.sleep(0.001)
        samples += device.drain()
    assert len(samples) == 50
    np.testing.assert_allclose(np.diff([s.t for s in samples]), 0.001, atol=1e-9)


def test_a_hole_in_the_recording_is_a_loss_while_it_lasts(tmp_path, clock):
    device = open_device(
        "recorded", path=write(tmp_path / "walk.csv", [0, 0.1, 9, 9.1]), clock=clock
    )
    play(device, clock, 2)
    assert device.status().state == "lost"
    clock.advance(7.05)
    assert len(device.drain()) == 1
    assert device.status().state == "streaming"
    assert device.status().gaps == 1


def test_a_trial_and_a_session_are_folders(tmp_path, clock):
    session = tmp_path / "20260102-p01-abcdef"
    write(session / "trial-02-river" / "samples.csv", [7, 8], first=100)
    write(session / "trial-01-orchard" / "samples.csv", [3, 4], first=0)
    trial = load_recording(session / "trial-02-river")
    assert trial.cop_ml.tolist() == pytest.approx([0.100, 0.101])
    whole = play(open_device(f"recorded:{session}", clock=clock), clock, 10)
    assert [sample.cop_ml for sample in whole] == pytest.approx([0, 0.001, 0.100, 0.101])
    assert [sample.t - 1000 for sample in whole] == pytest.approx([0, 1, 2, 3])


def test_problems_of_a_session_name_their_trial(tmp_path):
    write(tmp_path / "trial-01-a" / "samples.csv", [0, 1])
    write(tmp_path / "trial-02-b" / "samples.csv", [0, 0])
    (problem,) = load_recording(tmp_path).problems
    assert problem == "trial-02-b: row 3: the same time as the row before, skipped"


def test_unknown_load_and_corners_are_nan(tmp_path, clock):
    path = tmp_path / "plain.csv"
    path.write_text("t_s,cop_ml_mm,cop_ap_mm\n0,1,2\n")
    (sample,) = play(open_device("recorded", path=path, clock=clock), clock, 1)
    assert math.isnan(sample.load_n)
    assert all(map(math.isnan, sample.corners_n))
    assert sample.loaded


def test_what_is_not_there_is_refused(tmp_path):
    with pytest.raises(DeviceError, match="no such file"):
        open_device("recorded", path=tmp_path / "nowhere.csv")
    with pytest.raises(DeviceError, match="holds neither"):
        open_device("recorded", path=tmp_path)
    with pytest.raises(DeviceError, match="speed=0"):
        open_device("recorded", path=write(tmp_path / "walk.csv", [0]), speed=0)
    with pytest.raises(DeviceError, match="unit 'inch'"):
        open_device("recorded", path=tmp_path / "walk.csv", unit="inch")


def test_a_place_where_nobody_stands_on_a_board_is_refused_but_can_be_loaded(tmp_path):
    path = tmp_path / "walk.csv"
    rows = [f"{i / 100},0.9,0.1,700" for i in range(100)]
    path.write_text("\n".join(["t_s,cop_ml_m,cop_ap_m,load_n", *rows]) + "\n")
    assert "check the unit" in load_recording(path).problems[0]
    with pytest.raises(DeviceError, match=r"walk\.csv: begins with .* ML 0\.9 m.*check the unit"):
        open_device("recorded", path=path)


@pytest.mark.parametrize(
    ("path", "said"),
    [("~nosuchuser/x.csv", "write the path out"), ("x" * 300, "cannot be read")],
)
def test_paths_that_the_system_refuses_are_one_line(path, said):
    with pytest.raises(DeviceError, match=said) as refused:
        load_recording(path)
    assert "\n" not in str(refused.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_read_is_one_line(tmp_path):
    tmp_path.chmod(0)
    try:
        with pytest.raises(DeviceError, match="Permission denied"):
            load_recording(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_one_row_is_a_recording(tmp_path, clock):
    device = open_device("recorded", path=write(tmp_path / "walk.csv", [3.0]), clock=clock)
    assert math.isnan(device.rate_hz)
    assert len(play(device, clock, 0)) == 1


def test_absurdly_close_rows_still_open(tmp_path, clock):
    path = write(tmp_path / "walk.csv", ["0", "1e-300", "2e-300"])
    assert len(play(open_device("recorded", path=path, clock=clock), clock, 1)) == 3


def test_the_recordings_of_people_play_whole(recordings, clock):
    files = sorted(recordings.glob("*.csv"))
    assert files
    for path in files:
        device = open_device("recorded", path=path, clock=clock)
        samples = play(device, clock, 61)
        rows = sum(1 for line in path.read_text().splitlines() if line.strip()) - 1
        assert len(samples) == rows
        assert device.problems == ()
        assert all(sample.loaded for sample in samples)
        assert samples[-1].t - samples[0].t == pytest.approx(device.recording.duration_s)


def test_the_rate_of_a_jittering_recording(recordings):
    assert 60 < load_recording(recordings / "synthetic_wii_board_jitter.csv").rate_hz < 64
