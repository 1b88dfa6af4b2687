"""The second zeroing, on an emulated board whose zero drifts while somebody plays on it."""

from __future__ import annotations

import json

import pytest

from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.session import files
from input_devices.clock import ManualClock

DRIFT_KG = (0.30, -0.10, 0.0, 0.05)
DRIFT_N = [9.80665 * kg for kg in DRIFT_KG]


def nobody(t):
    return 0.0, 0.0, 0.0, 0.0


@pytest.fixture
def request_of(tmp_path, monkeypatch):
    """A request whose session runs in virtual time."""
    monkeypatch.setattr("game.app.sitting.SystemClock", ManualClock)

    def make(board="emulated_board", **options):
        return PlayRequest("orchard-1", board, "test", difficulty=0.0, out=tmp_path, **options)

    return make


def go_on(sitting, seconds):
    """As the window does: frames, and after play a look at the board."""
    for _ in range(round(seconds * 60)):
        sitting.clock.advance(1 / 60)
        sitting.trial.advance()
        sitting.trial.resume()
        if sitting.trial.over:
            sitting.last_zero.look(sitting.clock.now())


def drift(sitting):
    """What the session keeps, and what the summary makes of it."""
    document = files.read_json(sitting.folder / files.SESSION)
    summary = json.loads((sitting.trial_folder / files.SUMMARY).read_text())
    [row] = [row for row in summary["quality"] if row["name"] == "zero_drift"]
    return document["stop"]["device"].get("zero_drift_n"), row


def played_until_over(sitting):
    sitting.trial.begin()
    go_on(sitting, 12.0)
    sitting.trial.finish()
    sitting.ending.complete()
    sitting.device.radio.board.rest_kg = DRIFT_KG
    return sitting.device.radio.board


def test_a_zero_that_drifted_is_known_once_the_person_has_stepped_off(request_of):
    with sit_down(request_of()) as sitting:
        board = played_until_over(sitting)
        go_on(sitting, 3.0)
        assert len(sitting.device.tares) == 1, "somebody still stands on it"
        board.load = nobody
        go_on(sitting, 2.0)
        assert sitting.last_zero.done
    corners, row = drift(sitting)
    assert corners == pytest.approx(DRIFT_N, abs=0.1)
    assert row["value"] == pytest.approx(max(DRIFT_N), abs=0.1)
    assert (row["unit"], row["n"]) == ("N", 4)


def test_a_reading_that_a_foot_disturbs_is_taken_again(request_of):
    with sit_down(request_of()) as sitting:
        board = played_until_over(sitting)
        board.load = nobody
        go_on(sitting, 1.0)
        board.load = lambda t: (2.0, 3.0, 2.0, 3.0)  # touched, not stood on
        go_on(sitting, 0.2)
        board.load = nobody
        go_on(sitting, 1.0)
        assert [tare.accepted for tare in sitting.device.tares] == [True, False]
        go_on(sitting, 5.0)
    assert drift(sitting)[0] == pytest.approx(DRIFT_N, abs=0.1)


def test_leaving_the_results_of_an_empty_board_lets_the_reading_end(request_of):
    with sit_down(request_of()) as sitting:
        played_until_over(sitting).load = nobody
        go_on(sitting, 0.7)
    assert drift(sitting)[0] == pytest.approx(DRIFT_N, abs=0.1)


def test_nobody_who_stays_on_the_board_is_waited_for(request_of):
    with sit_down(request_of()) as sitting:
        played_until_over(sitting)
        left_at = sitting.clock.now()
    assert sitting.clock.now() == left_at
    corners, row = drift(sitting)
    assert corners is None
    assert (row["value"], row["n"]) == (None, 0)


def test_without_a_window_there_are_some_seconds_for_stepping_off(request_of):
    said = []
    request = request_of(headless=True, supervised=True, duration_s=12.0)
    with sit_down(request, said.append) as sitting:
        board = sitting.device.radio.board
        person = board.load
        gone_s = 15.0  # after the end, within what is left for it
        board.load = lambda t: person(t) if t < gone_s else nobody(t)
        run_headless(sitting)
        assert sitting.clock.now() < gone_s
        board.rest_kg = DRIFT_KG
    assert said == ["step off the board: its zero is read once more"]
    assert drift(sitting)[0] == pytest.approx(DRIFT_N, abs=0.1)


@pytest.mark.parametrize("board", ["keyboard", "simulated"])
def test_what_does_not_weigh_has_no_zero_to_read(request_of, board):
    said = []
    request = request_of(board, headless=True, supervised=True, duration_s=3.0)
    with sit_down(request, said.append) as sitting:
        run_headless(sitting)
        ended_at = sitting.clock.now()
    assert sitting.clock.now() == ended_at and said == []
    corners, row = drift(sitting)
    assert corners is None and row["value"] is None
