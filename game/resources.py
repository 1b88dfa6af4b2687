"""Where the files that ship with the game live: the one place that knows a wheel from a checkout.

A wheel carries `levels/` and `assets/` inside the package, under `game/data`; a checkout keeps
them at the top of the repository. Callers ask for a folder by name and never see the difference.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` ("levels" or "assets"); FileNotFoundError in a broken installation."""
    for place in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(
        f"the folder '{name}' is missing from this installation: reinstall surefoot"
    )
