"""`surefoot devices pair`: makes a Wii Balance Board known to this computer, once and for good.

On Linux it is done here, through BlueZ's own `bluetoothctl`, which speaks to it on D-Bus: search,
pair, connect and trust in quick succession, since the board is visible for 20 seconds only. BlueZ
knows the board's PIN by itself. Elsewhere no program may do this for the person, who is told how.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.app.errors import Missing
from game.app.terminal import say
from input_devices.clock import SystemClock
from input_devices.sample import Clock
from input_devices.wii_remedies import pairing_steps

BOARD = "RVL-WBC-01"  # part of the name by which a board calls itself
ADAPTERS = Path("/sys/class/bluetooth")
SEARCH_S = 40.0
LOOK_S = 0.5
ANSWER_S = 15.0  # the longest that one step may take
SERVICE_S = 4.0  # and the first one: without the service there is no answer at all
DEVICE = re.compile(r"^Device ((?:[0-9A-F]{2}:){5}[0-9A-F]{2}) (.*)$", re.MULTILINE)


class BlueZ:
    """The few commands that are needed of `bluetoothctl`, one process each."""

    def run(self, *words: str, within_s: float = ANSWER_S) -> tuple[bool, str]:
        """Whether it was done, and what was said."""
        try:
            done = subprocess.run(
                ["bluetoothctl", *words],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                text=True,
                errors="replace",
                timeout=within_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False, f"{words[0]}: no answer within {within_s:g} s"
        return done.returncode == 0, done.stdout + done.stderr

    def boards(self) -> list[str]:
        """The addresses of all balance boards that it knows or sees."""
        found = DEVICE.findall(self.run("devices")[1])
        return [address for address, name in found if BOARD in name]

    def knows(self, address: str, what: str) -> bool:
        """Whether the board is "Paired", "Connected", "Trusted"."""
        return f"{what}: yes" in self.run("info", address)[1]

    @contextmanager
    def searching(self, seconds: float) -> Iterator[None]:
        """Search for devices meanwhile, for as long as that process lives."""
        search = subprocess.Popen(
            ["bluetoothctl", "--timeout", f"{seconds:.0f}", "scan", "on"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            search.terminate()
            search.wait()


def pair(
    *,
    again: bool = False,
    seconds: float = SEARCH_S,
    system: str = sys.platform,
    clock: Clock | None = None,
) -> None:
    """Pair a board, or print how on a system where a program cannot; `again` forgets known boards
    first. Missing without a Bluetooth adapter, its service, or a board within `seconds`."""
    if system != "linux":
        _print_steps(system)
        return
    if shutil.which("bluetoothctl") is None:
        if not _adapters():
            raise _no_adapter()
        say("no bluetoothctl here: install it with your system's package bluez; then, or by hand:")
        _print_steps(system)
        return
    bluez = BlueZ()
    _make_ready(bluez)
    if not again and (known := _paired(bluez)):
        print(f"{known} is paired already: press its front button and it connects.")
        say("if it does not, pair it anew: `surefoot devices pair --again`")
        return
    for address in bluez.boards():
        bluez.run("remove", address)
    address = _search_and_pair(bluez, clock or SystemClock(), seconds)
    print(f"{address} is paired: from now on its front button connects it.")
    _say_what_next()


def _make_ready(bluez: BlueZ) -> None:
    answered, adapters = bluez.run("list", within_s=SERVICE_S)
    if not answered:
        raise Missing(
            "the Bluetooth service does not answer: start it with "
            "`sudo systemctl start bluetooth`, then pair again"
        )
    if "Controller" not in adapters:
        raise _no_adapter()
    if "Powered: yes" not in bluez.run("show")[1] and not bluez.run("power", "on")[0]:
        raise Missing("Bluetooth is switched off: `rfkill unblock bluetooth`, then pair again")


def _paired(bluez: BlueZ) -> str:
    return next((one for one in bluez.boards() if bluez.knows(one, "Paired")), "")


def _search_and_pair(bluez: BlueZ, clock: Clock, seconds: float) -> str:
    """The address of the board that was paired, connected and trusted."""
    say("1  Take the lid off the battery compartment, under the board.")
    say("2  Press the red SYNC button in it, now; the lamp at the front blinks.")
    end = clock.now() + seconds
    problem = ""
    with bluez.searching(seconds):
        while clock.now() < end:
            for address in bluez.boards():
                say(f"3  {address} answers: pairing ...")
                if not (problem := _pair_one(bluez, address)):
                    return address
                say(f"   {problem}; press SYNC once more")
            clock.wait_until(clock.now() + LOOK_S)
    if problem:
        raise Missing(
            f"the board could not be paired: {problem}; put in fresh batteries, try again"
        )
    raise Missing(
        f"no board answered within {seconds:g} s: press SYNC when asked, not the front button, and "
        "put in fresh batteries if the lamp does not blink"
    )


def _pair_one(bluez: BlueZ, address: str) -> str:
    """Pair, connect and trust this one, quickly; what went wrong, or empty."""
    for step, done in (("pair", "Paired"), ("connect", "Connected"), ("trust", "Trusted")):
        well, said = bluez.run(step, address)
        if not well and not bluez.knows(address, done):
            lines = [line.strip() for line in said.splitlines() if line.strip()]
            return lines[-1] if lines else f"{step} failed"
    return ""


def _say_what_next() -> None:
    """Whether it may be read, and how to try it."""
    from game.app.hardware_checks import board_permission

    if remedy := board_permission().remedy:
        say(f"so that it may be read without being root, once:\n  {remedy}")
    say("try it: `surefoot devices check wii_balance_board`")


def _print_steps(system: str) -> None:
    for number, step in enumerate(pairing_steps(system), 1):
        print(f"{number}  {step}")


def _adapters() -> bool:
    return ADAPTERS.is_dir() and any(ADAPTERS.iterdir())


def _no_adapter() -> Missing:
    return Missing(
        "no Bluetooth adapter here: plug one in, or switch it on in this machine's setup"
    )
