"""Where sessions are kept on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from game.app.errors import WrongInput


def data_folder() -> Path:
    """SUREFOOT_DATA where it is set, else this system's folder for a user's data; WrongInput where
    that begins with the home of nobody.
    """
    if chosen := os.environ.get("SUREFOOT_DATA"):
        try:
            return Path(chosen).expanduser()
        except RuntimeError:
            raise WrongInput(
                f"SUREFOOT_DATA={chosen}: there is no such home folder; write the path out"
            ) from None
    return Path(platformdirs.user_data_dir("surefoot", appauthor=False))
