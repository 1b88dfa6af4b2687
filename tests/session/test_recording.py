"""What is written reads back the same, and any change to it is found and named."""

import json
import math
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.session import files
from game.session.files import RecordingError
from game.session.recorder import SessionRecorder
from game.session.recording import SessionRecording, TrialRecording, open_trials
from game.session.replay import replay
from game.sim import Event, Intent
from input_devices.sample import BoardSample

NOW = datetime(2026, 1, 2, 10, 15, tzinfo=UTC)
LEAN = st.floats(-3, 3)
HAND = st.none() | st.tuples(LEAN, LEAN, LEAN)
INTENTS = st.builds(
    Intent, LEAN, LEAN, st.booleans(), st.floats(0, 1), HAND, HAND,
    st.tuples(st.floats(0, 1), st.floats(0, 1)), st.booleans(),
)  # fmt: skip


def _record(root, intents=(), samples=(), events=(), status="completed"):
    session = SessionRecorder(root, "p-7", NOW, {"software": "test"})
    trial = session.begin_trial("orchard-1", {"seed": 1})
    trial.samples(samples, start=100.0)
    for i, intent in enumerate(intents):
        trial.step(i + 1, (i + 1) / 120, intent)
    for event in events:
        trial.event(event, event.step / 120)
    session.stop(status, NOW)
    return session.folder


@settings(max_examples=25, deadline=None)
@given(st.lists(INTENTS, max_size=20))
def test_intents_read_back_bit_for_bit(tmp_path_factory, intents):
    folder = _record(tmp_path_factory.mktemp("session"), intents)
    assert [i for _, _, i in open_trials(folder)[0].intents] == intents


def test_samples_read_back_with_unknowns_as_nan(tmp_path):
    nan = math.nan
    samples = [
        BoardSample(100.0, 0, (1.0, 2.0, 3.0, 4.0), 10.0, 0.0123456, -0.05, 1),
        BoardSample(100.01, 1, (nan,) * 4, nan, nan, nan, 0),
    ]
    columns = open_trials(_record(tmp_path, samples=samples))[0].samples
    assert columns["t_s"].tolist() == [0.0, 0.01]
    assert columns["cop_ml_mm"][0] == pytest.approx(12.3456, abs=1e-9)
    assert columns["br_n"][0] == 4.0 and columns["buttons"].tolist() == [1, 0]
    assert all(
        math.isnan(columns[name][1]) for name in ("cop_ml_mm", "cop_ap_mm", "load_n", "tl_n")
    )


def test_a_session_s_folder_says_who_when_what_and_how_it_stopped(tmp_path):
    folder = _record(tmp_path, status="stopped")
    assert folder.name.startswith("20260102T101500Z-p-7-")
    document = SessionRecording(folder).document
    assert document["participant"] == "p-7"
    assert document["trials"] == ["trial-01-orchard-1"]
    assert document["stop"]["status"] == "stopped"


def test_stopping_twice_keeps_the_first_word(tmp_path):
    session = SessionRecorder(tmp_path, "p", NOW, {})
    session.stop("completed", NOW)
    session.stop("aborted", NOW)
    assert SessionRecording(session.folder).document["stop"]["status"] == "completed"


def test_rows_are_on_disk_before_the_session_ends(tmp_path):
    import time

    session = SessionRecorder(tmp_path, "p", NOW, {})
    trial = session.begin_trial("orchard-1", {})
    trial.step(1, 1 / 120, Intent())
    deadline = time.monotonic() + 10
    rows = trial.folder / files.INTENTS
    while time.monotonic() < deadline and not (rows.exists() and rows.read_text().count("\n") == 2):
        time.sleep(0.01)
    assert rows.read_text().count("\n") == 2
    session.stop("completed", NOW)


def test_a_disk_that_gives_out_is_told_and_what_was_written_stays(tmp_path):
    session = SessionRecorder(tmp_path, "p", NOW, {})
    trial = session.begin_trial("orchard-1", {})
    (
        trial.folder / files.EVENTS
    ).mkdir()  # a name that cannot be written to, as a fault that is real
    trial.event(Event(1, "cue"), 0.1)
    session.stop("aborted", NOW)
    assert session.error is not None
    assert "writing failed" in SessionRecording(session.folder).document["stop"]["why"]


@pytest.mark.parametrize("code", ["", "../x", "a b", "x" * 21, "-a", "ä"])
def test_a_participant_code_that_could_leave_its_folder_is_refused(tmp_path, code):
    with pytest.raises(RecordingError, match="use 1 to 20 letters, digits or '-'"):
        SessionRecorder(tmp_path, code, NOW, {})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_session_says_so(tmp_path):
    with pytest.raises(RecordingError, match="no session here"):
        open_trials(tmp_path)


def test_what_was_played_replays_identically(played):
    sitting = played(duration_s=20.0)
    result = replay(open_trials(sitting.folder)[0])
    assert result.identical and result.steps > 2000


def _flip(path, at, bit=0):
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(bytes(data))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    from game.app.headless import run_headless
    from game.app.request import PlayRequest
    from game.app.sitting import sit_down

    request = PlayRequest(
        "orchard-1", "simulated", "test", difficulty=0.3, headless=True, fast=True,
        duration_s=6.0, out=tmp_path_factory.mktemp("kept"),
    )  # fmt: skip
    with sit_down(request) as sitting:
        run_headless(sitting)
    return sitting.trial_folder


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_in_the_intents_is_named_by_its_row(kept, share, bit):
    path = kept / files.INTENTS
    before = path.read_bytes()
    at = int(share * len(before))
    try:
        _flip(path, at, bit)
        result = replay(TrialRecording(kept))
    finally:
        path.write_bytes(before)
    assert not result.identical
    assert str(path) in result.message
    row = before[:at].count(b"\n") + 1
    if before[at : at + 1] != b"\n" and bit < 7:
        assert f"row {row}" in result.message


def test_a_missing_row_and_two_swapped_rows_are_named(kept):
    path = kept / files.INTENTS
    before = path.read_text()
    lines = before.splitlines(keepends=True)
    swapped = [*lines[:100], lines[101], lines[100], *lines[102:]]
    for changed in ([*lines[:100], *lines[101:]], swapped):
        path.write_text("".join(changed))
        assert "row 101 (step 100)" in replay(TrialRecording(kept)).message
    path.write_text(before)


def test_a_changed_event_is_named_by_its_step(kept):
    path = kept / files.EVENTS
    before = path.read_text()
    events = [json.loads(line) for line in before.splitlines()]
    cue = next(event for event in events if event["kind"] == "cue")
    cue["data"]["reach"] += 1e-9
    path.write_text("".join(json.dumps(event) + "\n" for event in events))
    result = replay(TrialRecording(kept))
    path.write_text(before)
    assert not result.identical and result.step == cue["step"]
    assert "'cue' differs in reach" in result.message


def test_a_changed_setting_in_the_start_is_seen_in_the_events(kept):
    path = kept / files.START
    before = path.read_text()
    start = json.loads(before)
    start["level"]["knobs"]["reach"]["easy"] = 0.5
    path.write_text(json.dumps(start))
    result = replay(TrialRecording(kept))
    path.write_text(before)
    assert not result.identical and result.step > 0


@pytest.mark.parametrize("name", [files.START, files.INTENTS, files.EVENTS])
def test_a_missing_file_is_named(kept, name):
    path = kept / name
    before = path.read_bytes()
    path.unlink()
    result = replay(TrialRecording(kept))
    path.write_bytes(before)
    assert not result.identical and name in result.message and "missing" in result.message
