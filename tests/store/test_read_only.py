"""A data folder that nobody may write: every command says so in one line, and what to do."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DROP_FROM_BOUNDS, OVERRIDE_MODES = 24, 1  # prctl's PR_CAPBSET_DROP of CAP_DAC_OVERRIDE
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux to heed modes")


def _heed_modes():
    """Before a child begins: let modes of folders count for the superuser too."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(DROP_FROM_BOUNDS, OVERRIDE_MODES, 0, 0, 0)


@pytest.fixture
def data(tmp_path):
    """A folder that nobody may write."""
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o555)
    probe = subprocess.run(["touch", folder / "probe"], check=False, preexec_fn=_heed_modes)
    if probe.returncode == 0:
        pytest.skip("this user may write everywhere")
    return folder


def _run(data, words):
    return subprocess.run(
        [sys.executable, "-m", "game", *words.split()], check=False, cwd=ROOT, text=True,
        capture_output=True, env={**os.environ, "SUREFOOT_DATA": str(data)},
        preexec_fn=_heed_modes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("play orchard-1 --headless --fast --duration 2", "choose another folder with --out"),
        ("play --participant P7 --headless --fast", "to play without the plan, name a level"),
        ("participants", "or choose another with SUREFOOT_DATA"),
        ("check", "let this user read and write there"),
        ("calibrate --headless --fast", "name another place with --out"),
    ],
)
def test_it_is_one_line_with_what_to_do(data, words, remedy):
    done = _run(data, words)
    assert done.returncode in (2, 3) and done.stdout == ""
    assert done.stderr.startswith(f"surefoot: {data}") and done.stderr.count("\n") == 1
    assert remedy in done.stderr


def test_play_goes_elsewhere_and_says_how_the_session_gets_into_the_store(data, tmp_path):
    done = _run(data, f"play orchard-1 --headless --fast --duration 2 --out {tmp_path / 'mine'}")
    assert done.returncode == 0 and "session: " in done.stdout
    assert "to-store: cannot be written" in done.stderr
    assert "`surefoot sessions index`" in done.stderr
