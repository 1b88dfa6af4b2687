"""A disk that takes no more in the middle of play: it ends in one line, and what there is is kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.session.recording import SessionRecording, open_trials

ROOT = Path(__file__).resolve().parents[2]
MOST = 100_000  # bytes a file may grow to: some seconds of samples


def _no_more_than_that():
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST, MOST))


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no such limit")
def test_play_ends_in_one_line_and_all_that_was_written_is_kept(tmp_path):
    words = "play orchard-1 --headless --fast --duration 120 --no-store --participant P1"
    done = subprocess.run(
        [sys.executable, "-m", "game", *words.split(), "--out", str(tmp_path)],
        check=False, cwd=ROOT, text=True, capture_output=True, preexec_fn=_no_more_than_that,
    )  # fmt: skip
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if line.startswith("surefoot: ")]
    assert len(told) == 1 and "the disk gave out (File too large); what was written" in told[0]
    [folder] = tmp_path.glob("*-P1-*")
    assert str(folder) in told[0]
    assert SessionRecording(folder).document["stop"]["status"] == "aborted"
    [trial] = open_trials(folder)
    assert len(trial.intents) > 200, "every row by its running check"
    assert trial.summary["measures"]
