"""`surefoot kiosk --install`: makes this machine a kiosk that systemd starts, watches and restarts.

Everything that will be done is printed first. The unit speaks for itself: Type=notify with a
watchdog that the picture feeds; a display of its own on the first console (cage, a Wayland server
for one program, where it is installed; else the bare screen); no address but this machine's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.app.errors import Missing, Unfinished, WrongInput
from game.app.station_file import EVERYBODYS
from game.station import Station, as_text

USER = "surefoot"
UNIT = Path("/etc/systemd/system/surefoot-kiosk.service")
GROUPS = "audio,input,render,tty,video"

UNIT_TEXT = """\
[Unit]
Description=Surefoot in the waiting room
After=systemd-user-sessions.service sound.target
Conflicts=getty@tty1.service
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=all
WatchdogSec=10
TimeoutStartSec=180
TimeoutStopSec=15
Restart=on-failure
RestartSec=3
User={user}
PAMName=login
TTYPath=/dev/tty1
StandardInput=tty-fail
StandardOutput=journal
StateDirectory=surefoot-kiosk
Environment=PYTHONDONTWRITEBYTECODE=1 {environment}
ExecStart={command}
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=true
IPAddressDeny=any
IPAddressAllow=localhost

[Install]
WantedBy=multi-user.target
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done, and the words that are printed before."""

    words: str
    do: Callable[[], None]


def install(*, yes: bool, ask: Callable[[str], bool]) -> None:
    """Print what will be done, ask, and do it; Missing without systemd, WrongInput unless root."""
    if not sys.platform.startswith("linux") or not shutil.which("systemctl"):
        raise Missing(
            "--install: needs Linux with systemd; elsewhere start `surefoot kiosk` itself"
        )
    steps = steps_here()
    print("this machine becomes a kiosk:")
    for number, step in enumerate(steps, 1):
        print(f"{number}. {step.words}")
    if os.geteuid() != 0:
        raise WrongInput(f"--install: needs root: sudo {surefoot()} kiosk --install")
    if not yes and not ask("do this now?"):
        print("nothing was done")
        return
    for step in steps:
        try:
            step.do()
        except (OSError, subprocess.CalledProcessError) as error:
            raise Unfinished(f"{step.words.splitlines()[0]}: {error}") from None
    print(f"it runs: systemctl status {UNIT.name}; its page: http://127.0.0.1:8377/")


def steps_here() -> list[Step]:
    """What has to be done on this machine."""
    text = unit_text()
    steps = [
        Step(
            f"write {UNIT}:\n\n{text}",
            lambda: _write(UNIT, text, 0o644),
        ),
        Step(
            f"let systemd read it, start it now and with the machine: "
            f"systemctl enable --now {UNIT.name}",
            _start,
        ),
    ]
    if not EVERYBODYS.exists():
        words = f"write {EVERYBODYS} with the defaults (set a PIN in it: without one only systemd "
        steps.insert(
            0,
            Step(
                f"{words}ends the kiosk)",
                lambda: _write(EVERYBODYS, as_text(Station()), 0o640, USER),
            ),
        )
    if not _has_user():
        words = f"add the user {USER}, with the groups {GROUPS}, who may not log in"
        steps.insert(0, Step(words, _add_user))
    return steps


def unit_text() -> str:
    """The unit for this machine: with cage where there is one."""
    command = f"{surefoot()} kiosk --settings {EVERYBODYS}"
    if cage := shutil.which("cage"):
        return UNIT_TEXT.format(user=USER, environment="", command=f"{cage} -- {command}")
    return UNIT_TEXT.format(user=USER, environment="SDL_VIDEODRIVER=kmsdrm", command=command)


def surefoot() -> str:
    """How this very Surefoot is started."""
    beside = Path(sys.executable).with_name("surefoot")
    return str(beside) if beside.exists() else f"{sys.executable} -m game"


def _has_user() -> bool:
    import pwd  # Linux alone has it

    try:
        pwd.getpwnam(USER)
    except KeyError:
        return False
    return True


def _add_user() -> None:
    _run("useradd", "--system", "--create-home", "--shell", "/usr/sbin/nologin", "-G", GROUPS, USER)


def _write(path: Path, text: str, mode: int, group: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    if group:
        shutil.chown(path, group=group)


def _start() -> None:
    _run("systemctl", "daemon-reload")
    _run("systemctl", "enable", "--now", UNIT.name)


def _run(*words: str) -> None:
    subprocess.run(words, check=True)
