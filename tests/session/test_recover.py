"""A crash loses at most its last second: the next start closes and scores what there is."""

import json
import os
from datetime import UTC, datetime, timedelta

from game.session import files
from game.session.history import best_before
from game.session.recording import SessionRecording, open_trials
from game.session.recover import ENDED, QUIET_S, recover
from game.session.replay import replay


def _interrupt(sitting):
    """As a power cut leaves it: no stop document, half a row at the end of each file."""
    path = sitting.folder / files.SESSION
    document = json.loads(path.read_text())
    del document["stop"]
    path.write_text(json.dumps(document))
    (sitting.trial_folder / files.SUMMARY).unlink()
    for name in (files.SAMPLES, files.INTENTS, files.EVENTS):
        rows = sitting.trial_folder / name
        with rows.open("ab") as file:
            file.write(rows.read_bytes().splitlines()[-1][:7])


def _later(sitting, seconds=QUIET_S + 5):
    return datetime.fromtimestamp(sitting.folder.stat().st_mtime, UTC) + timedelta(seconds=seconds)


def test_an_interrupted_session_is_closed_scored_and_replays(played):
    sitting = played(duration_s=12.0)
    _interrupt(sitting)
    assert recover(sitting.folder.parent, _later(sitting)) == [sitting.folder]
    assert SessionRecording(sitting.folder).document["stop"]["status"] == "interrupted"
    trial = open_trials(sitting.folder)[0]
    assert replay(trial).identical
    assert any(m["name"] == "targets_reached" for m in trial.summary["measures"])
    assert recover(sitting.folder.parent, _later(sitting)) == []


def test_a_session_still_being_written_is_left_alone(played):
    sitting = played(duration_s=5.0)
    _interrupt(sitting)
    assert recover(sitting.folder.parent, _later(sitting, seconds=1)) == []
    assert "stop" not in SessionRecording(sitting.folder).document


def test_a_finished_session_and_a_foreign_folder_are_not_touched(played, tmp_path):
    sitting = played(duration_s=5.0)
    other = sitting.folder.parent / "holiday"
    other.mkdir()
    (other / files.SESSION).write_text("not json")
    before = (sitting.folder / files.SESSION).read_bytes()
    assert recover(sitting.folder.parent, _later(sitting)) == []
    assert (sitting.folder / files.SESSION).read_bytes() == before
    assert (other / files.SESSION).read_text() == "not json"


def test_the_best_before_is_this_person_s_at_this_level(played):
    first = played()
    root = first.folder.parent
    assert best_before(root, "test", "orchard-1") == 12
    assert best_before(root, "test", "orchard-1", but=first.folder) is None
    assert best_before(root, "tes", "orchard-1") is None
    assert best_before(root, "test", "orchard-2") is None
    (first.trial_folder / files.SUMMARY).write_text("{")
    assert best_before(root, "test", "orchard-1") is None


def _age(folder, seconds=3600):
    """Everything in the folder was last touched so long ago."""
    then = folder.stat().st_mtime - seconds
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (then, then))


def test_a_session_document_without_trials_is_left_as_it_is(tmp_path):
    path = tmp_path / "20260102T101500Z-p-1a2b3c" / files.SESSION
    path.parent.mkdir()
    path.write_text('{"format": 1}')
    assert recover(tmp_path, datetime.now(UTC) + timedelta(hours=1)) == []
    assert path.read_text() == '{"format": 1}'


def test_a_session_whose_heart_beats_is_live_however_long_it_is_paused(copied, change):
    change(copied / files.SESSION, stop=None)
    _age(copied)
    (copied / files.HEARTBEAT).touch()
    beat = datetime.fromtimestamp((copied / files.HEARTBEAT).stat().st_mtime, UTC)
    assert recover(copied.parent, beat + timedelta(seconds=QUIET_S - 1)) == []
    assert recover(copied.parent, beat + timedelta(seconds=QUIET_S + 1)) == [copied]
    assert not (copied / files.HEARTBEAT).exists()
    assert replay(open_trials(copied)[0]).identical


def test_a_session_ended_when_it_was_last_touched_not_when_it_was_closed(copied, change):
    change(copied / files.SESSION, stop=None)
    with (copied / "trial-01-orchard-1" / files.EVENTS).open("a") as file:
        file.write('{"ste')
    _age(copied)
    last = datetime.fromtimestamp(copied.stat().st_mtime, UTC)
    assert recover(copied.parent, last + timedelta(hours=1)) == [copied]
    stop = SessionRecording(copied).document["stop"]
    assert stop["ended"] == last.isoformat(timespec="seconds")


def test_a_stop_is_told_from_the_outermost_table_alone(copied, tmp_path):
    assert ENDED in (copied / "session.json").read_bytes()
    files.write_json(tmp_path / "open.json", {"plan": {"stop": {"status": "\n"}}, "stops": {}})
    assert ENDED not in (tmp_path / "open.json").read_bytes()
