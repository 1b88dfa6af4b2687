"""Which board is taken, what is said where none is, and what it takes to be let in."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from wii_play import radio_of, turn

from input_devices import wii_remedies
from input_devices.clock import ManualClock
from input_devices.emulated_board import EmulatedBoard
from input_devices.emulated_faults import Fault
from input_devices.emulated_hid import EmulatedHid
from input_devices.emulated_wii import OTHER_ID
from input_devices.sample import DeviceError
from input_devices.wii_balance_board import WiiBalanceBoard

FIRST, SECOND = "00:24:44:00:00:0A", "00:24:44:00:00:0B"


# Finding -------------------------------------------------------------------------------------------


def test_a_board_is_known_by_its_extension_whatever_it_is_called():
    clock = ManualClock()
    remote = radio_of(clock, extension=b"", radio_options={"name": "Nintendo RVL-WBC-01"})
    nunchuk = radio_of(clock, extension=OTHER_ID, radio_options={"serial": FIRST})
    board = radio_of(clock, radio_options={"name": "", "serial": SECOND})
    device = WiiBalanceBoard(hid=EmulatedHid(remote, nunchuk, board), clock=clock)
    device.start()
    assert turn(device, clock, 3.0)
    assert device.info.serial == SECOND


def test_only_other_wii_devices_are_not_a_board():
    clock = ManualClock()
    remotes = EmulatedHid(radio_of(clock, extension=b""), radio_of(clock, extension=OTHER_ID))
    device = WiiBalanceBoard(hid=remotes, clock=clock)
    device.start()
    turn(device, clock, 2.0)
    assert device.status().state == "searching"
    assert "2 Wii devices there" in device.status().message


def test_without_a_board_the_message_says_what_to_do():
    clock = ManualClock()
    device = WiiBalanceBoard(hid=EmulatedHid(), clock=clock)
    device.start()
    turn(device, clock, 1.0)
    assert device.status().state == "searching"
    assert "front button" in device.status().message


def test_the_asked_for_serial_is_taken_and_another_is_not():
    clock = ManualClock()
    boards = [radio_of(clock, radio_options={"serial": serial}) for serial in (FIRST, SECOND)]
    device = WiiBalanceBoard(SECOND.lower(), hid=EmulatedHid(*boards), clock=clock)
    device.start()
    assert turn(device, clock, 0.5)
    assert boards[1].received
    assert not boards[0].received
    missing = WiiBalanceBoard("00:00:00:00:00:99", hid=EmulatedHid(*boards), clock=clock)
    missing.start()
    assert FIRST in missing.status().message


def test_after_a_loss_only_the_same_board_will_do():
    clock = ManualClock()
    boards = [radio_of(clock, radio_options={"serial": serial}) for serial in (FIRST, SECOND)]
    boards[0].inject(Fault("unplug", 1.0, 2.0))
    device = WiiBalanceBoard(hid=EmulatedHid(*boards), clock=clock)
    device.start()
    turn(device, clock, 1.5)
    assert device.status().state == "lost"
    assert turn(device, clock, 5.0)
    assert device.info.serial == FIRST
    assert not boards[1].received


def test_a_board_switched_on_later_is_found():
    clock = ManualClock()
    radio = radio_of(clock)
    radio.inject(Fault("unplug", 0.0, 3.0))
    clock.advance(0.5)
    device = EmulatedBoard(radio=radio, clock=clock)
    device.start()
    assert device.status().state == "searching"
    assert turn(device, clock, 8.0)


def test_without_hidapi_the_remedy_is_to_install_it(monkeypatch):
    for module in ("hid", "hidraw"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DeviceError, match="pip install hidapi"):
        WiiBalanceBoard().start()
    assert WiiBalanceBoard.present() is False


def test_nothing_but_numpy_and_hidapi_is_needed_beside_the_devices():
    program = """
import sys
from importlib.abc import MetaPathFinder

class Nothing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names | {"input_devices", "numpy", "hidraw", "hid"}:
            raise ImportError(f"{name} is not to be needed")

sys.meta_path.insert(0, Nothing())
from input_devices import open_device
with open_device("wii_balance_board") as board:
    board.start()
    print(board.status().state, board.info.name)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Wii Balance Board" in done.stdout


# Permissions ---------------------------------------------------------------------------------------


class Forbidden:
    """hidapi on a system that shows a board at `path` and does not let it be opened."""

    def __init__(self, path):
        self.path = os.fsencode(path)

    def enumerate(self, vendor_id, product_id):
        return [{"path": self.path, "serial_number": FIRST, "product_string": ""}]

    def device(self):
        return self

    def open_path(self, path):
        raise OSError("open failed")


@pytest.mark.skipif(sys.platform != "linux", reason="hidraw permissions are Linux's")
def test_without_permission_the_message_carries_the_remedy(tmp_path, monkeypatch):
    node = tmp_path / "hidraw3"
    node.touch()
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may read everything
    device = WiiBalanceBoard(hid=Forbidden(node), clock=ManualClock())
    device.start()
    message = device.status().message
    assert str(node) in message
    assert "udev-rule" in message
    assert wii_remedies.RULE_FILE in message


def test_a_board_another_program_holds_is_said_to_be_so(tmp_path):
    device = WiiBalanceBoard(hid=Forbidden(tmp_path / "gone"), clock=ManualClock())
    device.start()
    assert "other programs" in device.status().message


def test_the_udev_rule_names_both_products_and_the_logged_in_user():
    rule = wii_remedies.udev_rule()
    assert "0005:057E:0306.*" in rule
    assert "0005:057E:0330.*" in rule
    assert rule.count('TAG+="uaccess"') == 2


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_every_system_has_its_pairing_steps(system):
    assert any("SYNC" in step for step in wii_remedies.pairing_steps(system))
