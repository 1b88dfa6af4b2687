"""What the kiosk touches while somebody plays: its settings, what ships with it, its log and
counters, and the health page on this machine. Traced by Python's own audit, and by the system's.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from waiting_room import PIN, SETTINGS

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import json, os, sys
sys.path.insert(0, sys.argv[2])
seen = []
NAMES = ("open", "socket.", "sqlite3.", "subprocess.", "os.system", "os.rename", "os.mkdir",
         "os.remove", "shutil.", "urllib.", "http.", "ftplib", "smtplib")

def hear(event, args):
    if watching and event.startswith(NAMES):
        seen.append([event, repr(args[:2] if event == "open" else args)])

watching = False
sys.addaudithook(hear)
from pathlib import Path
import pygame
from waiting_room import WaitingRoom
from game.app.kiosk_health import Health

folder = Path(sys.argv[1])
with WaitingRoom(folder, Path(sys.argv[3]).read_text()) as room, Health(int(sys.argv[4])) as page:
    watching = True
    room.go(3.0)
    room.press(pygame.K_j)
    for at in range(4000):
        room.visitor.act()
        room.frame(0.1, draw=at % 40 == 0)
        page.show({"state": room.state})
        if room.state == "result":
            break
    result = room.state
    room.kiosk.journal.save(room.clock.now(), at_once=True)
    watching = False
print(json.dumps({"state": result, "seen": seen, "modules": sorted(sys.modules)}))
"""


def arguments(tmp_path, port=0):
    settings = tmp_path / "settings"
    settings.write_text(SETTINGS + "languages: [en, de]\nkiosk: {taster_s: 60}\n", "utf-8")
    return [
        sys.executable, "-c", RUN, str(tmp_path / "room"), str(Path(__file__).parent),
        str(settings), str(port),
    ]  # fmt: skip


def environment(tmp_path):
    """As systemd gives it: with a folder of this user's for the display."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700, exist_ok=True)
    return os.environ | {"XDG_RUNTIME_DIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


def visited(tmp_path, *before):
    """The process of a whole visit, ended."""
    return subprocess.run(
        [*before, *arguments(tmp_path)], cwd=ROOT, env=environment(tmp_path),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def shipped():
    """Where what is installed lies: the interpreter, its packages, and the game."""
    places = {ROOT, Path(sys.prefix), Path(sys.base_prefix)}
    places |= {Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")}
    return tuple(str(place) for place in places)


def test_a_whole_visit_touches_nothing_but_its_own_and_keeps_nothing_of_anybody(tmp_path):
    done = visited(tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["state"] == "result", "somebody played all of it"
    room = str(tmp_path / "room")
    strange = []
    for event, args in told["seen"]:
        path, mode = (*eval(args), None)[:2] if event == "open" else (args, None)
        if isinstance(path, int):  # what was opened, and told, already
            continue
        reads = event == "open" and mode in ("r", "rb", None)
        own = str(path).startswith(room) or room in args
        if not (own or (reads and str(path).startswith(shipped()))):
            strange.append((event, args))
    assert strange == []
    written = {path.name for path in (tmp_path / "room" / "state").iterdir()}
    assert written == {"kiosk.log", "counters.json"}
    assert not {"sqlalchemy", "sqlite3", "alembic", "game.store"} & set(told["modules"])
    state = tmp_path / "room" / "state"
    log = (state / "kiosk.log").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d [a-z 0-9:]+", line) for line in log)
    kept = json.loads((state / "counters.json").read_text("utf-8"))
    assert kept["counts"]["tasters"] == 3
    assert PIN not in (state / "counters.json").read_text("utf-8")
    assert (state / "counters.json").stat().st_mode & 0o077 == 0


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_the_system_sees_no_more_than_that(tmp_path):
    trace = tmp_path / "trace"
    calls = "trace=openat,open,creat,connect,bind,sendto"
    done = visited(tmp_path, "strace", "-f", "-o", str(trace), "-e", calls)
    if "Operation not permitted" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr[-2000:]
    text = trace.read_text("utf-8", errors="replace")
    wrote = set(re.findall(r'open(?:at)?\([^"]*"([^"]+)", [^)]*O_(?:WRONLY|RDWR)', text))
    own = (str(tmp_path / "room"), str(tmp_path / "run"), "/dev/")
    strange = {path for path in wrote if not path.startswith(own) and "mesa_shader" not in path}
    assert strange == set()
    addresses = re.findall(r"(?:connect|bind|sendto)\(.*sa_family=AF_INET6?.*", text)
    assert [line for line in addresses if "127.0.0.1" not in line] == []
