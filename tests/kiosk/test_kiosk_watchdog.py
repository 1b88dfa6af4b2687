"""The word to systemd over a real unix socket, and the kiosk as its own process: alive, frozen,
stopped, killed and started again.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from waiting_room import SETTINGS

from game.app.kiosk_health import HOST, Health
from game.app.kiosk_install import unit_text
from game.app.kiosk_notify import KeepAlive

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 90.0
WATCHDOG_S = 2.0
RUN = """
import sys, time
from pathlib import Path
from game.app import kiosk_stage
from game.app.kiosk import KioskRequest, kiosk

frozen = Path(sys.argv[2]) / "freeze"
shown = kiosk_stage.KioskStage.frame

def frame(self, dt, now):
    shown(self, dt, now)
    while frozen.exists():
        time.sleep(0.1)

kiosk_stage.KioskStage.frame = frame
kiosk(KioskRequest(Path(sys.argv[1]), Path(sys.argv[2]), offscreen=True))
"""

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no unix sockets here")


class Listener:
    """What systemd would hear."""

    def __init__(self, address):
        self.wire = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.wire.bind(address)
        self.wire.settimeout(0.2)

    def hear(self, seconds):
        """The lines of the next so many seconds."""
        lines, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                lines.append(self.wire.recv(4096).decode())
            except TimeoutError:
                continue
        return lines

    def wait_for(self, line, seconds=PATIENCE_S):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if line in self.hear(0.3):
                return True
        return False


@pytest.fixture
def listener(tmp_path):
    one = Listener(str(tmp_path / "notify"))
    yield one
    one.wire.close()


def free_port():
    with socket.socket() as one:
        one.bind((HOST, 0))
        return one.getsockname()[1]


@contextmanager
def running(tmp_path, port=0):
    """The kiosk as systemd would start it."""
    settings = tmp_path / "station.yaml"
    settings.write_text(SETTINGS + f"kiosk: {{health_port: {port}}}\n", "utf-8")
    environment = os.environ | {
        "NOTIFY_SOCKET": str(tmp_path / "notify"),
        "WATCHDOG_USEC": str(round(WATCHDOG_S * 1e6)),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(settings), str(tmp_path / "state")],
        env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def health(port, path="/health.json"):
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_it_says_ready_once_and_lives_often_enough(listener, tmp_path):
    keep = KeepAlive({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "10000000"})
    said = []
    for frame in range(60 * 60):
        keep.beat(frame / 60)
        if frame % 600 == 599:  # the socket holds no more than ten
            said += listener.hear(0.1)
    keep.stop()
    said += listener.hear(0.3)
    assert said[0] == "READY=1" and said[-1] == "STOPPING=1"
    assert said.count("READY=1") == 1 and said.count("WATCHDOG=1") == 24


def test_a_socket_in_the_abstract_space_is_heard_too():
    if not sys.platform.startswith("linux"):
        pytest.skip("Linux alone has it")
    name = f"surefoot-test-{os.getpid()}"
    listener = Listener("\0" + name)
    KeepAlive({"NOTIFY_SOCKET": "@" + name}).beat(0.0)
    assert listener.hear(0.3) == ["READY=1"]
    listener.wire.close()


@pytest.mark.parametrize("where", [{}, {"NOTIFY_SOCKET": "/nowhere/at/all"}])
def test_nobody_who_listens_is_no_error(where):
    keep = KeepAlive(where | {"WATCHDOG_USEC": "1000000"})
    keep.beat(0.0), keep.stop()


def test_a_picture_that_stands_still_falls_silent_and_goes_on_to_speak(listener, tmp_path):
    with running(tmp_path, port := free_port()):
        assert listener.wait_for("READY=1")
        assert "WATCHDOG=1" in listener.hear(WATCHDOG_S)
        status, document = health(port)
        assert status == 200 and json.loads(document)["state"] == "attract"
        (tmp_path / "state" / "freeze").touch()
        listener.hear(2.0)  # the frame that was on its way
        assert "WATCHDOG=1" not in listener.hear(2 * WATCHDOG_S)
        status, document = health(port)
        assert status == 503 and not json.loads(document)["alive"]
        (tmp_path / "state" / "freeze").unlink()
        assert listener.wait_for("WATCHDOG=1")


@pytest.mark.slow
def test_the_service_s_stop_ends_it_well_and_a_keyboard_s_does_not(listener, tmp_path):
    with running(tmp_path) as process:
        assert listener.wait_for("READY=1")
        for name in ("SIGINT", "SIGQUIT", "SIGHUP", "SIGTSTP"):
            process.send_signal(getattr(signal, name))
        assert "WATCHDOG=1" in listener.hear(WATCHDOG_S) and process.poll() is None
        process.terminate()
        assert listener.wait_for("STOPPING=1")
        assert process.wait(PATIENCE_S) == 0
        assert "Traceback" not in process.stderr.read()
    assert "stop" in (tmp_path / "state" / "kiosk.log").read_text("utf-8")


@pytest.mark.slow
def test_a_stop_is_heard_before_there_is_a_picture(tmp_path):
    with running(tmp_path) as process:
        log, end = tmp_path / "state" / "kiosk.log", time.monotonic() + PATIENCE_S
        while not log.exists() and time.monotonic() < end:
            time.sleep(0.01)
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
    assert log.read_text("utf-8").splitlines()[-1].endswith("stop")


def resize(pid, size, environment):
    """The window of a process, by its X server, as a display that is turned or changed does."""

    def xdotool(*words):
        return subprocess.check_output(
            ["xdotool", *words], env=environment, text=True, timeout=PATIENCE_S
        )

    window = xdotool("search", "--pid", str(pid)).split()[-1]
    xdotool("windowsize", window, *size)


def shown(port, until):
    """What the health page says once that is so, or at the end of all patience."""
    end, document = time.monotonic() + PATIENCE_S, {}
    while time.monotonic() < end and not (document and until(document)):
        with suppress(OSError):
            document = json.loads(health(port)[1])
        time.sleep(0.3)
    return document


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb, xdotool are not installed"
)
def test_a_real_window_follows_its_size_and_ends_by_ctrl_c_only_where_it_is_tried(tmp_path):
    display, (port, settings) = f":{os.getpid() % 30000 + 100}", (free_port(), tmp_path / "s.yaml")
    settings.write_text(SETTINGS + f"kiosk: {{health_port: {port}}}\n", "utf-8")
    environment = os.environ | {"DISPLAY": display}
    start = [sys.executable, "-m", "game", "kiosk", "--settings", settings, "--folder", tmp_path]
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1280x720x24"])
    try:
        for more in ([], ["--windowed"]):
            kiosk = subprocess.Popen([*start, *more], env=environment, cwd=ROOT)
            assert shown(port, lambda told: told["alive"])["picture"] == "1280 x 720"
            for size in ("400 x 300", "333 x 777"):
                resize(kiosk.pid, size.split(" x "), environment)
                told = shown(port, lambda told, size=size: told["picture"] == size)
                assert told["picture"] == size and told["state"] == "attract"
            kiosk.send_signal(signal.SIGINT)
            if not more:
                assert shown(port, lambda told: told["up_s"] > 0)["alive"]
                kiosk.terminate()
            assert kiosk.wait(PATIENCE_S) == 0
    finally:
        screen.terminate()
        screen.wait(PATIENCE_S)


@pytest.mark.slow
def test_one_that_was_killed_counts_on(listener, tmp_path):
    for _ in range(2):
        with running(tmp_path) as process:
            assert listener.wait_for("READY=1")
            process.kill()
    kept = json.loads((tmp_path / "state" / "counters.json").read_text("utf-8"))
    assert kept["counts"]["starts"] == 2


def test_the_health_page_is_for_this_machine_alone(tmp_path):
    with Health(port := free_port()) as page:
        assert health(port)[0] == 503, "nothing was shown yet"
        page.show({"state": "attract", "note": "<b>"})
        assert health(port)[0] == 200 and "&lt;b&gt;" in health(port, "/")[1]
        assert health(port, "/../etc/passwd")[0] == 404
        request = urllib.request.Request(f"http://{HOST}:{port}/", headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(request, timeout=5)
        assert page._server.server_address[0] == "127.0.0.1"
        with Health(port) as second:
            assert f"port {port} cannot be used" in second.problem


def test_the_unit_asks_for_a_watchdog_and_no_network(tmp_path):
    text = unit_text()
    for line in ("Type=notify", "WatchdogSec=10", "Restart=on-failure", "IPAddressDeny=any"):
        assert f"\n{line}\n" in text
    command = next(line for line in text.splitlines() if line.startswith("ExecStart="))
    assert "kiosk --settings /etc/surefoot/station.yaml" in command
