"""Where sessions are kept on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """SUREFOOT_DATA where it is set, else this system's folder for a user's data."""
    if chosen := os.environ.get("SUREFOOT_DATA"):
        return Path(chosen).expanduser()
    return Path(platformdirs.user_data_dir("surefoot", appauthor=False))
