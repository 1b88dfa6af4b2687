"""Whether OpenGL works on this machine, and how to give a Linux system its libraries.

The question is put by really making an off-screen context, in a process of its own so that a driver
that crashes takes only that process along. Standard library only: setting up the project asks this
file before anything is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_S = 60.0
_MAKE_CONTEXT = (
    "from game.render.window import open_window; "
    "window = open_window((64, 64), offscreen=True); "
    "print('software' if window.software else 'hardware', window.renderer, sep='|')"
)

# What each family of systems calls the libraries, and the commands that bring them.
MANAGERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "apt-get": (
        ("apt-get", "update", "-q"),
        ("apt-get", "install", "-y", "-q", "libgl1", "libegl1", "libgl1-mesa-dri"),
    ),
    "dnf": (("dnf", "install", "-y", "-q", "mesa-libGL", "mesa-libEGL", "mesa-dri-drivers"),),
    "pacman": (("pacman", "-Sy", "--noconfirm", "--needed", "libglvnd", "mesa"),),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the probe saw: the renderer's name where OpenGL works, else the reason in one line."""

    works: bool
    text: str
    software: bool = False


def probe(python: str = sys.executable) -> Answer:
    """Make an off-screen context with `python`, an interpreter that has the game's packages."""
    here = Path(__file__).resolve().parent.parent.parent
    try:
        seen = subprocess.run(
            [python, "-c", _MAKE_CONTEXT],
            cwd=here,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(False, f"the driver gave no answer in {TIMEOUT_S:g} s")
    lines = [line for line in seen.stdout.splitlines() if "|" in line]
    if seen.returncode == 0 and lines:
        kind, renderer = lines[-1].split("|", 1)
        return Answer(True, renderer, software=kind == "software")
    if seen.returncode < 0:
        return Answer(False, f"the driver crashed, signal {-seen.returncode}")
    return Answer(False, _reason(seen.stderr))


def _reason(said: str) -> str:
    """The last line of a traceback, without the exception's name and the advice behind it."""
    last = (said.strip() or "no reason given").splitlines()[-1].strip()
    return re.sub(r"^[\w.]+: ", "", last).removesuffix(": run `surefoot doctor`")


def manager() -> str | None:
    """This system's package manager, if it is one that the table knows."""
    return next((name for name in MANAGERS if shutil.which(name)), None)


def may_install() -> bool:
    """Whether packages can be installed from here without asking anyone for a password."""
    return manager() is not None and _prefix() is not None


def install_line() -> str:
    """What a person types to get OpenGL here: a line for the shell, or words on other systems."""
    name = manager()
    if name is None:
        return "install the OpenGL and EGL libraries (Mesa) with this system's package manager"
    sudo = "" if _is_root() else "sudo "
    return " && ".join(sudo + " ".join(command) for command in MANAGERS[name])


def install() -> None:
    """Run the package manager's commands; what they achieved is for the next probe to say."""
    name, prefix = manager(), _prefix()
    if name is None or prefix is None:
        return
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in MANAGERS[name]:
        subprocess.run(
            [*prefix, *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _prefix() -> list[str] | None:
    """What to put before a command so that it runs as root; None where that is not permitted."""
    if _is_root():
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None
