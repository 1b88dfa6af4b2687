"""From a fresh checkout to a running game with Python alone: `python tools/bootstrap.py play`.

Prepares `.venv` (the project, editable, with what its developers need), sees to it that OpenGL
works, then does what was asked. A second run finds its stamps and goes straight to the command.
Standard library only, and readable by Pythons too old for the game, since it has to tell them so.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = VENV / "setup.log"
OLDEST, NEWEST = (3, 11), (3, 14)
LACKS_SOMETHING = 3  # exit status; the last line says what to type
COMMANDS = (
    "setup", "play", "test", "test-slow", "bench", "gallery", "catalogs", "fuzz", "lint", "format",
)  # fmt: skip
OFFLINE = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeout",
    "ProxyError",
    "Max retries exceeded",
    "Temporary failure in name resolution",
    "(from versions: none)",
)


class SetupError(Exception):
    """Setting up cannot go on; the message is the one line that the person needs."""


def say(text: str) -> None:
    """One line of progress, on standard error: standard output belongs to the command."""
    print("setup:", text, file=sys.stderr, flush=True)


def last_line(text: str) -> str:
    return (text.strip() or "it gave no reason").splitlines()[-1].strip()


# ---------------------------------------------------------------------------------------- Python


def right_python() -> str:
    """This interpreter if the game runs on it, else the newest on the PATH that will do."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if (
            found
            and subprocess.run([found, "-c", ""], check=False, capture_output=True).returncode == 0
        ):
            return found
    have = ".".join(map(str, sys.version_info[:3]))
    raise SetupError(
        f"Surefoot needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]} and {sys.executable} is {have}: "
        "install one, then type: make setup PYTHON=/path/to/python"
    )


def make_venv() -> None:
    """A new .venv, unless one with this Python (3.x) and a working pip is there."""
    question = [str(PYTHON), "-c", "import sys, pip; print(*sys.version_info[:2])"]
    try:
        have = subprocess.run(question, check=False, capture_output=True, text=True).stdout
    except OSError:  # none yet, or the Python it was made with has gone
        have = ""
    if have.split() == [str(number) for number in sys.version_info[:2]]:
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        package = f"python3.{sys.version_info[1]}-venv"
        raise SetupError(
            f"{sys.executable} comes without venv, type: {as_root()}apt-get install -y {package}"
        )
    say(f"making .venv with Python {sys.version.split()[0]}")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, check=False, capture_output=True, text=True)
    if made.returncode != 0:
        raise SetupError(
            f"no virtual environment can be made in {VENV}: {last_line(made.stdout + made.stderr)}"
        )


def as_root() -> str:
    return "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "


# -------------------------------------------------------------------------------------- packages


def pip_install(*what: str) -> bool:
    """Run pip install; all that it says goes to the log, a running line to a terminal."""
    command = [
        str(PYTHON),
        "-u",
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        *what,
    ]
    terminal = sys.stderr.isatty()
    pip = subprocess.Popen(
        command,
        cwd=ROOT,
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with LOG.open("a", encoding="utf-8") as log:
        for line in pip.stdout or ():
            log.write(line)
            if terminal and line.startswith(("Collecting", "Installing")):
                print(f"\r\033[K  {line.strip()[:70]}", end="", file=sys.stderr, flush=True)
    if terminal:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    return pip.wait() == 0


def why_pip_failed() -> str:
    """One line from the log: no network, or pip's own last error."""
    said = LOG.read_text(encoding="utf-8")
    if any(sign in said for sign in OFFLINE):
        return "the packages cannot be fetched: connect this machine to the network and try again"
    errors = [line.strip() for line in said.splitlines() if "ERROR:" in line]
    return f"the packages cannot be installed: {(errors or [last_line(said)])[-1]} (details: {LOG})"


def install_packages() -> None:
    """The project and its checks; then what makes it faster, where that comes ready-made."""
    import tomllib

    say("installing the packages (once, some minutes)")
    LOG.write_text("", encoding="utf-8")
    if not pip_install("--editable", ".[dev]"):
        raise SetupError(why_pip_failed())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    faster = project["optional-dependencies"]["fast"]
    if not pip_install("--only-binary", ":all:", *faster):
        say(f"going on without {', '.join(faster)}: not ready-made for this machine")


def ensure_opengl() -> None:
    """See an off-screen picture context made; install the libraries of OpenGL where permitted."""
    sys.path.insert(0, str(ROOT))
    from game.app import opengl_libraries as opengl

    seen = opengl.probe(str(PYTHON))
    if not seen.works and opengl.may_install():
        say(f"OpenGL is missing: {opengl.install_line()}")
        opengl.install()
        seen = opengl.probe(str(PYTHON))
    if not seen.works:
        raise SetupError(f"no OpenGL here ({seen.text}), type: {opengl.install_line()}")


# ------------------------------------------------------------------------------------------ steps


def stamp(step: str) -> Path:
    return VENV / f".done-{step}"


def state() -> str:
    """What a finished step depends on; other words in its stamp mean that it must run again."""
    project = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    return f"Python 3.{sys.version_info[1]}\npyproject.toml {project}\n{ROOT}\n"


def once(step: str, *work) -> None:  # type: ignore[no-untyped-def]
    """Do the work of a step unless its stamp says that nothing changed since."""
    if PYTHON.exists() and stamp(step).is_file() and stamp(step).read_text("utf-8") == state():
        return
    for part in work:
        part()
    stamp(step).write_text(state(), "utf-8")
    say(f"{step}: ready")


def setup() -> None:
    once("packages", make_venv, install_packages)
    if sys.platform.startswith("linux"):  # elsewhere OpenGL is part of the system
        once("opengl", ensure_opengl)


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("setup", [])
    if command not in COMMANDS:
        raise SetupError(f"no command '{command}', there are: {', '.join(COMMANDS)}")
    python = right_python()
    if python != sys.executable:
        return subprocess.call([python, __file__, *arguments])
    setup()
    own = {
        "setup": ["-c", ""],
        "play": ["-m", "game", "play"],
        "bench": ["-m", "benchmarks"],
        "gallery": ["tools/gallery.py"],
        "catalogs": ["tools/catalogs.py"],
        "fuzz": ["tests/fuzz_wii.py"],
    }
    return subprocess.call(
        [str(PYTHON), *own.get(command, ["tools/check.py", command]), *rest], cwd=ROOT
    )


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as problem:
        say(str(problem))
        sys.exit(LACKS_SOMETHING)
    except KeyboardInterrupt:
        sys.exit(130)
