"""A replay says `identical` only of a whole recording, and says what is wrong with any other."""

import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.session import files
from game.session.files import RecordingError
from game.session.recording import SessionRecording, TrialRecording, open_trials
from game.session.replay import Replay, replay

TRIAL = "trial-01-orchard-1"
DEEP = "[" * 100_000 + "]" * 100_000
EVENT = {"step": 1, "t_s": 0.01, "kind": "cue", "data": {}}
SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


def _replay(session):
    return replay(open_trials(session)[0])


def _cut(path, rows, keep_header=True):
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[: max(int(keep_header), len(lines) - rows)]))


def test_the_copy_of_a_session_is_identical_with_and_without_checks(copied, unseal):
    assert _replay(copied).identical
    unseal(copied)
    assert _replay(copied).identical


def test_a_trial_s_folder_on_its_own_is_identical(copied, tmp_path):
    alone = shutil.copytree(copied / TRIAL, tmp_path / "alone")
    assert _replay(alone).identical


def test_rows_cut_off_the_end_of_the_intents_are_missed(copied):
    _cut(copied / TRIAL / files.INTENTS, 5)
    result = _replay(copied)
    assert not result.identical
    assert files.INTENTS in result.message and "were recorded" in result.message


def test_rows_rewritten_with_checks_of_their_own_are_noticed(copied):
    path = copied / TRIAL / files.INTENTS
    header, *rows = path.read_text().splitlines()
    running, made = 0, [header]
    for row in rows:
        fields = row.split(",")[:-1]
        fields[1] = f"{float(fields[1]) + 0.5:.6f}"
        running = files.check(",".join(fields), running)
        made.append(f"{','.join(fields)},{running:08x}")
    path.write_text("\n".join(made) + "\n")
    result = _replay(copied)
    assert not result.identical and "the last check differs" in result.message


def test_an_event_beyond_the_last_step_shows_that_steps_are_missing(copied, unseal):
    unseal(copied)
    with (copied / TRIAL / files.EVENTS).open("a") as file:
        file.write(json.dumps({**EVENT, "step": 9999, "kind": "slip"}) + "\n")
    result = _replay(copied)
    assert not result.identical and result.step == 9999


@pytest.mark.parametrize("sealed", [True, False])
def test_empty_files_are_not_identical(copied, unseal, sealed):
    if not sealed:
        unseal(copied)
    _cut(copied / TRIAL / files.INTENTS, 10**6)
    (copied / TRIAL / files.EVENTS).write_text("")
    result = _replay(copied)
    assert not result.identical
    assert ("were recorded" if sealed else "nothing was recorded") in result.message


def test_a_session_without_a_trial_says_so(copied, change):
    change(copied / files.SESSION, trials=[])
    with pytest.raises(RecordingError, match="no trial in this session"):
        open_trials(copied)


@pytest.mark.parametrize("name", [files.SESSION, f"{TRIAL}/{files.START}"])
@pytest.mark.parametrize("other", [2, "1", True, [1], None])
def test_another_format_is_refused_by_its_name(copied, change, name, other):
    change(copied / name, format=other)
    with pytest.raises(RecordingError, match=r"format: .+: this Surefoot reads format 1"):
        trial = open_trials(copied)[0]
        raise RecordingError(replay(trial).message)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("step_hz", 60), ("step_hz", None), ("caps", [0.5] * 7), ("caps", [0.5] * 7 + [1.5]),
        ("caps", 3), ("seed", -1), ("seed", 1.5), ("seed", True), ("difficulty", "hard"),
        ("difficulty", [[]]),
    ],
)  # fmt: skip
def test_a_wrong_start_is_named_by_its_key(copied, change, key, value):
    change(copied / TRIAL / files.START, **{key: value})
    result = _replay(copied)
    assert not result.identical and f"{files.START}: {key}: " in result.message


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400, DEEP])
@pytest.mark.parametrize("key", ["difficulty", "seed", "level"])
def test_values_that_no_recorder_writes_are_refused(copied, change, key, word):
    path = copied / TRIAL / files.START
    change(path, **{key: "@"})
    path.write_text(path.read_text().replace('"@"', word))
    result = _replay(copied)
    assert not result.identical and f"{files.START}: cannot be read" in result.message


@pytest.mark.parametrize("trials", [None, 3, {}, [1], ["../other"], ["trial-01-a/b"], [TRIAL, ""]])
def test_trials_that_are_no_plain_names_are_refused(copied, change, trials):
    change(copied / files.SESSION, trials=trials)
    with pytest.raises(RecordingError, match="trials: not a list of names"):
        SessionRecording(copied).trials


@pytest.mark.parametrize("stop", [3, {"trials": 3}, {"trials": {TRIAL: [1]}}])
def test_a_stop_document_of_another_kind_is_named(copied, change, stop):
    change(copied / files.SESSION, stop=stop)
    result = _replay(copied)
    assert not result.identical and f"{files.SESSION}: stop:" in result.message


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": [1]}, {"data": None}, {"step": [1]}, {"step": -1}, {"step": True}, {"kind": ["cue"]},
        {"t_s": "1"}, {"t_s": None},
    ],
)  # fmt: skip
def test_an_event_of_the_wrong_types_is_named_by_its_row(copied, wrong):
    path = copied / TRIAL / files.EVENTS
    path.write_text(json.dumps({**EVENT, **wrong}) + "\n" + path.read_text())
    result = _replay(copied)
    assert not result.identical and "row 1: not an event" in result.message


@pytest.mark.parametrize(
    "line", [DEEP, "3", '{"step": 1}', '{"step":1,"t_s":NaN,"kind":"","data":{}}']
)
def test_a_row_that_is_no_event_is_named(copied, line):
    (copied / TRIAL / files.EVENTS).write_text(line + "\n")
    assert "row 1: not an event" in _replay(copied).message


def test_a_start_that_the_rules_refuse_is_named(copied, change):
    change(copied / TRIAL / files.START, caps=[0.0] * 8)
    result = _replay(copied)
    assert not result.identical and f"{files.START}: no play is possible" in result.message


def test_changed_samples_are_noticed(copied):
    path = copied / TRIAL / files.SAMPLES
    before = path.read_bytes()
    path.write_bytes(before[:-3] + bytes([before[-3] ^ 1]) + before[-2:])
    result = _replay(copied)
    assert not result.identical and f"{path}: changed since" in result.message


@pytest.mark.parametrize("sealed", [True, False])
def test_missing_samples_are_noticed(copied, unseal, sealed):
    if not sealed:
        unseal(copied)
    (copied / TRIAL / files.SAMPLES).unlink()
    result = _replay(copied)
    assert not result.identical and f"{files.SAMPLES}: missing" in result.message


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,2,3\n", "3 cells instead of 9"), ("1,2,3,4,5,6,7,8,x\n", "could not convert"),
        ("nan,2,3,4,5,6,7,8,0\n", "is no time"), ("1,2", "half a row"),
    ],
)  # fmt: skip
def test_a_row_of_samples_that_is_none_is_named_where_no_check_is_known(copied, unseal, row, said):
    unseal(copied)
    path = copied / TRIAL / files.SAMPLES
    number = path.read_text().count("\n") + 1
    with path.open("a") as file:
        file.write(row)
    result = _replay(copied)
    assert not result.identical and f"{path}: row {number}: " in result.message
    assert said in result.message


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.dictionaries(
        st.sampled_from(["format", "level", "seed", "difficulty", "caps", "step_hz"]), JSON
    ),
    level=st.dictionaries(st.sampled_from(["id", "type", "scene", "params", "knobs"]), JSON),
    events=st.lists(
        JSON
        | st.fixed_dictionaries({"step": JSON, "t_s": JSON, "kind": JSON, "data": JSON})
        | st.fixed_dictionaries(
            {
                "step": st.integers(0, 900),
                "t_s": st.just(0.1),
                "kind": st.sampled_from(["cue", "difficulty", "pause", "rep"]),
                "data": st.dictionaries(st.sampled_from(["value", "rep"]), JSON),
            }
        ),
        max_size=3,
    ),
)
def test_whatever_the_files_hold_a_replay_answers(short_session, tmp_path, start, level, events):
    trial = tmp_path / "any"
    shutil.copytree(short_session / TRIAL, trial, dirs_exist_ok=True)
    document = json.loads((trial / files.START).read_text())
    document["level"].update(level)
    (trial / files.START).write_text(json.dumps({**document, **start}))
    with (trial / files.EVENTS).open("a") as file:
        file.writelines(json.dumps(event) + "\n" for event in events)
    result = replay(TrialRecording(trial))
    assert isinstance(result, Replay) and result.message


def test_a_changed_session_event_is_found_by_the_check_over_all_events(played):
    sitting = played(difficulty=None, duration_s=8.0)
    path = sitting.trial_folder / files.EVENTS
    before = path.read_text()
    path.write_text(before.replace("It starts at", "It started at"))
    assert path.read_text() != before
    result = replay(open_trials(sitting.folder)[0])
    assert not result.identical and files.EVENTS in result.message
