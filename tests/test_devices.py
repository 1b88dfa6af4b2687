"""The contract of a device, run over every row of DEVICES; a row without an entry in READY fails.

READY says, for each name, how a test gets one that delivers without hardware.
"""

from __future__ import annotations

import itertools
import math
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from input_devices import (
    DEVICES,
    connected,
    device_class,
    device_options,
    open_device,
    parse_device,
)
from input_devices.clock import ManualClock, SystemClock
from input_devices.emulated_hid import EmulatedHid, EmulatedRadio
from input_devices.sample import BoardSample, ControllerSample, Device, DeviceError

sys.path.insert(0, str(Path(__file__).parent / "input_devices"))


def nothing() -> None:
    """Most devices need no help to deliver."""


@dataclass
class Ready:
    """A device, what its surroundings must do meanwhile, and how its person leaves the plate."""

    device: Device
    tick: Callable[[], None] = nothing
    leave: Callable[[], None] | None = None


@dataclass
class Setting:
    """What a recipe may use: its clock, a folder, and a stack for what must be undone."""

    clock: SystemClock | ManualClock
    folder: Path
    undo: ExitStack


def simulated(setting: Setting) -> Ready:
    device = open_device("simulated", seed=3, jitter_s=0.002, clock=setting.clock)
    return Ready(device, leave=device.step_off)


def keyboard(setting: Setting) -> Ready:
    device = open_device("keyboard", clock=setting.clock)
    return Ready(device, leave=device.step_off)


def recorded(setting: Setting) -> Ready:
    """Sixty seconds; the person leaves after one, whatever the test does."""
    rows = [f"{i / 100},{i % 7},{i % 5},{700 if i < 100 else 0}" for i in range(100)]
    rows += [f"{i / 100},nan,nan,0" for i in range(100, 6000)]
    path = setting.folder / "walk.csv"
    path.write_text("t_s,cop_ml_mm,cop_ap_mm,load_n\n" + "\n".join(rows))
    return Ready(open_device("recorded", path=path, clock=setting.clock), leave=nothing)


def controller(setting: Setting) -> Ready:
    import pygame
    from virtual_pad import VirtualPad, sdl_joysticks

    setting.undo.enter_context(sdl_joysticks())
    setting.undo.enter_context(VirtualPad()).plug_in()
    return Ready(open_device("controller", clock=setting.clock), tick=pygame.event.pump)


def wobble_board(setting: Setting) -> Ready:
    import pygame
    from virtual_pad import VirtualPad, sdl_joysticks

    setting.undo.enter_context(sdl_joysticks())
    setting.undo.enter_context(VirtualPad("Wobble board", known=False)).plug_in()
    return Ready(open_device("wobble_board", clock=setting.clock), tick=pygame.event.pump)


def serial_plate(setting: Setting) -> Ready:
    """A plate that greets before each line and has a person on it until they leave."""
    from pseudo_port import HELLO, PseudoPort, sealed

    port = setting.undo.enter_context(PseudoPort(setting.folder)).plug_in()
    port.waits = setting.clock.virtual
    cells = itertools.cycle([(20e3, 21e3, 15e3, 14e3), (20e3, 20e3, 15e3, 16e3)])

    def tick() -> None:
        port.send(sealed(HELLO))
        port.stand(next(cells))

    def leave() -> None:
        nonlocal cells
        cells = itertools.repeat((5.0, -5.0, 0.0, 3.0))

    device = open_device("serial_plate", port=str(port.path), clock=setting.clock)
    return Ready(device, tick, leave)


def phone_osc(setting: Setting) -> Ready:
    """A phone that writes "/tilt ,ff right forward" from a socket of its own."""
    device = open_device("phone_osc", port=0, clock=setting.clock)
    phone = setting.undo.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
    degrees = itertools.cycle([(1.0, 2.0), (2.0, -3.0), (-4.0, 0.5)])

    def tick() -> None:
        host, port = device.listens_on
        if port:
            phone.sendto(b"/tilt\0\0\0,ff\0" + struct.pack(">2f", *next(degrees)), (host, port))

    return Ready(device, tick)


def lab_stream(setting: Setting) -> Ready:
    """A force plate on the real Lab Streaming Layer of this machine, until its person leaves."""
    from lab_here import LabPlate, arrived

    plate = setting.undo.enter_context(LabPlate())
    device = open_device("lab_stream", stream=plate.name, clock=setting.clock)
    cells = itertools.cycle([(200.0, 210.0, 150.0, 140.0), (200.0, 200.0, 150.0, 160.0)])

    def tick() -> None:
        plate.push(*next(cells))
        if setting.clock.virtual:
            arrived(device)

    def leave() -> None:
        nonlocal cells
        cells = itertools.repeat((5.0, -5.0, 0.0, 3.0))

    return Ready(device, tick, leave)


def empty(t: float) -> tuple[float, float, float, float]:
    return 0.0, 0.0, 0.0, 0.0


def emulated_board(setting: Setting) -> Ready:
    device = open_device("emulated_board", empty_s=0.0, clock=setting.clock)
    return Ready(device, leave=lambda: setattr(device.radio.board, "load", empty))


def wii_balance_board(setting: Setting) -> Ready:
    radio = EmulatedRadio(setting.clock)
    device = open_device("wii_balance_board", hid=EmulatedHid(radio), clock=setting.clock)
    return Ready(device, leave=lambda: setattr(radio.board, "load", empty))


READY: dict[str, Callable[[Setting], Ready]] = {
    "controller": controller,
    "emulated_board": emulated_board,
    "keyboard": keyboard,
    "lab_stream": lab_stream,
    "phone_osc": phone_osc,
    "recorded": recorded,
    "serial_plate": serial_plate,
    "simulated": simulated,
    "wii_balance_board": wii_balance_board,
    "wobble_board": wobble_board,
}


@pytest.fixture
def undo():
    with ExitStack() as stack:
        yield stack


@pytest.fixture(params=["real", "virtual"])
def clock(request):
    return SystemClock() if request.param == "real" else ManualClock(50.0)


@pytest.fixture(params=DEVICES)
def ready(request, clock, tmp_path, undo):
    if request.param not in READY:
        pytest.fail(
            f"the row '{request.param}' of DEVICES has no entry in READY: add how to test it"
        )
    ready = READY[request.param](Setting(clock, tmp_path, undo))
    undo.callback(ready.device.close)
    return ready


def collect(ready: Ready, enough: Callable[[list], bool]) -> list:
    """Tick, let time pass and drain until there is enough; fails after plenty of turns."""
    samples: list = []
    for _ in range(10_000):
        ready.tick()
        if ready.device.clock.virtual:
            ready.device.clock.advance(0.01)
        else:
            time.sleep(0.002)
        samples += ready.device.drain()
        if enough(samples):
            return samples
    pytest.fail(f"only {len(samples)} samples; {ready.device.status()}")


def twenty(samples: list) -> bool:
    return len(samples) >= 20


def test_every_row_has_its_recipe_and_every_recipe_its_row():
    assert set(READY) == set(DEVICES)


def test_info_is_filled(ready):
    ready.device.start()
    collect(ready, twenty)
    info = ready.device.info
    assert info.name
    assert info.kind in ("board", "controller")
    assert info.nominal_rate_hz > 0


def test_it_delivers_each_sample_once_oldest_first(ready):
    ready.device.start()
    samples = collect(ready, twenty)
    kind = BoardSample if ready.device.info.kind == "board" else ControllerSample
    assert all(type(sample) is kind for sample in samples)
    assert [sample.seq for sample in samples] == list(range(len(samples)))
    stamps = [sample.t for sample in samples]
    assert stamps == sorted(stamps)
    assert stamps[-1] <= ready.device.clock.now() + 1e-6  # due times may differ by rounding
    assert ready.device.status().state == "streaming"


def test_corners_load_and_centre_of_pressure_agree(ready):
    if ready.device.info.kind != "board":
        pytest.skip("not a board")
    ready.device.start()
    samples = [s for s in collect(ready, lambda got: any(s.loaded for s in got)) if s.loaded]
    info = ready.device.info
    for sample in samples:
        if not all(map(math.isfinite, sample.corners_n)):
            continue
        tl, tr, bl, br = sample.corners_n
        assert math.isclose(sample.load_n, tl + tr + bl + br, rel_tol=1e-9)
        ml = info.width_m / 2 * (tr + br - tl - bl) / sample.load_n
        ap = info.length_m / 2 * (tl + tr - bl - br) / sample.load_n
        assert math.isclose(sample.cop_ml, ml, abs_tol=1e-9)
        assert math.isclose(sample.cop_ap, ap, abs_tol=1e-9)


def test_unloaded_is_nan_and_never_zero(ready):
    if ready.leave is None:
        pytest.skip("nobody stands on it")
    ready.device.start()
    collect(ready, lambda got: any(sample.loaded for sample in got))
    ready.leave()
    samples = collect(ready, lambda got: bool(got) and not got[-1].loaded)
    assert math.isnan(samples[-1].cop_ml)
    assert math.isnan(samples[-1].cop_ap)
    assert samples[-1].load_n < 100


def test_before_the_start_it_delivers_nothing(ready):
    assert ready.device.drain() == []
    assert ready.device.status().state == "searching"


def test_starting_twice_is_harmless(ready):
    ready.device.start()
    ready.device.start()
    samples = collect(ready, twenty)
    assert [sample.seq for sample in samples] == list(range(len(samples)))


def test_closing_twice_is_fine_and_opening_again_is_refused(ready):
    ready.device.start()
    collect(ready, twenty)
    ready.device.close()
    ready.device.close()
    assert ready.device.status().state == "closed"
    ready.device.drain()
    assert ready.device.drain() == []
    with pytest.raises(DeviceError, match="anew"):
        ready.device.start()


def test_closing_what_never_started_is_fine(ready):
    ready.device.close()
    assert ready.device.status().state == "closed"


def test_leaving_the_context_closes_and_ends_the_thread(ready):
    before = set(threading.enumerate())
    with pytest.raises(ZeroDivisionError), ready.device as device:
        device.start()
        collect(ready, twenty)
        threads = set(threading.enumerate()) - before
        assert bool(threads) is not device.clock.virtual
        1 / 0
    assert device.status().state == "closed"
    assert not any(thread.is_alive() for thread in threads)


def test_taring_is_accepted_before_and_while_streaming(ready):
    ready.device.tare(0.1)
    ready.device.start()
    collect(ready, twenty)
    ready.device.tare(0.1)
    assert collect(ready, twenty)


@pytest.mark.parametrize("name", READY)
def test_in_virtual_time_a_session_is_the_same_twice(name, tmp_path):
    def session() -> list:
        with ExitStack() as undo:
            ready = READY[name](Setting(ManualClock(7.0), tmp_path, undo))
            with ready.device as device:
                device.start()
                return collect(ready, lambda got: len(got) >= 200)

    assert repr(session()) == repr(session())  # NaN is not equal to itself, its name is


def test_an_unknown_name_or_option_is_one_line_that_says_what_there_is():
    with pytest.raises(DeviceError, match=r"no device 'trampoline'.*simulated") as unknown:
        open_device("trampoline")
    with pytest.raises(DeviceError, match=r"no option 'colour'.*seed") as option:
        open_device("simulated", colour="red")
    with pytest.raises(DeviceError, match="path") as missing:
        open_device("recorded")
    for error in (unknown, option, missing):
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", DEVICES)
def test_every_row_offers_what_its_argument_fills(name):
    argument = device_class(name).ARGUMENT
    assert argument == "" or argument in device_options(name)
    assert parse_device(name) == (name, {})


def test_parsing_keeps_a_path_with_colons():
    assert parse_device(r"recorded:C:\visits\3") == ("recorded", {"path": r"C:\visits\3"})
    assert parse_device("simulated:12") == ("simulated", {"profile": "12"})
    with pytest.raises(DeviceError, match="takes nothing after a colon"):
        parse_device("keyboard:qwerty")


def test_the_keyboard_is_always_found_and_what_must_be_asked_for_never():
    names = connected()
    assert names[-1] == "keyboard"
    assert not {"simulated", "recorded", "emulated_board"} & set(names)
