"""Shared by all tests: where the recordings of real people are, and sessions played in a moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure; a check that gates a change must not be a draw of the lot.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent
RECORDINGS = Path(os.environ.get("SUREFOOT_RECORDINGS", ROOT / "../shared/data/cop"))


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of recordings, which stay outside the project; skips where it is missing."""
    if not RECORDINGS.is_dir():
        pytest.skip(f"no recordings at {RECORDINGS}: set SUREFOOT_RECORDINGS to their folder")
    return RECORDINGS


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    """No test writes into the data folder, or the store, of whoever runs it."""
    monkeypatch.setenv("SUREFOOT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SUREFOOT_DATABASE", raising=False)


@pytest.fixture
def played(tmp_path):
    """A function that plays a session headless and fast, and returns its sitting."""
    from game.app.headless import run_headless
    from game.app.request import PlayRequest
    from game.app.sitting import sit_down

    def play(level="orchard-1", device="simulated", difficulty=0.3, **options):
        request = PlayRequest(
            level, device, "test", difficulty=difficulty, headless=True, fast=True,
            out=tmp_path / "out", **options,
        )  # fmt: skip
        with sit_down(request) as sitting:
            run_headless(sitting)
        return sitting

    return play
