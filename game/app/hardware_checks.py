"""The doctor's questions about the machine: picture, sound, balance board, controllers, headset.

Whatever touches a driver is asked in a process of its own.
"""

from __future__ import annotations

import os
import sys
from importlib import metadata
from pathlib import Path

from game.app import opengl_libraries
from game.app.findings import Finding, ask
from game.render.window import has_display
from input_devices.wii_remedies import RULE_FILE

BOARD_ID = "057E:0306"  # maker and product, by which a rule names the board
UDEV_FOLDERS = (
    "/etc/udev/rules.d",
    "/run/udev/rules.d",
    "/usr/lib/udev/rules.d",
    "/lib/udev/rules.d",
)
_BOARDS = """
import {backend} as hid
for found in hid.enumerate(0x057E):
    if found["product_id"] in (0x0306, 0x0330):
        print(found["path"].decode(), found["product_string"] or "unnamed", sep="|")
"""
_SOUND = """
import pygame
pygame.mixer.init()
from pygame._sdl2 import audio
print("; ".join(audio.get_audio_device_names(False)))
"""
_CONTROLLERS = """
import os
os.environ["SDL_VIDEODRIVER"] = "dummy"
import pygame
pygame.display.init()
pygame.joystick.init()
for index in range(pygame.joystick.get_count()):
    print(pygame.joystick.Joystick(index).get_name())
"""


def opengl() -> Finding:
    """Whether an off-screen OpenGL context can be made, and by which renderer."""
    seen = opengl_libraries.probe()
    if not seen.works:
        return Finding("OpenGL", "missing", seen.text, opengl_libraries.install_line())
    if seen.software:
        remedy = "for a smoother picture, install the driver of this machine's graphics card"
        return Finding("OpenGL", "warn", f"{seen.text}, without a graphics card", remedy)
    return Finding("OpenGL", "ok", seen.text)


def display() -> Finding:
    """Whether a window could be seen here."""
    if has_display():
        return Finding("display", "ok", "here")
    return Finding(
        "display",
        "warn",
        "none: play runs off-screen",
        "start the game at the machine's own screen",
    )


def sound() -> Finding:
    """Whether there is something that sounds."""
    well, lines = ask(_SOUND)
    if well:
        return Finding("sound", "ok", lines[-1] if lines and lines[-1] else "the default device")
    return Finding("sound", "warn", f"none ({lines[-1]})", "connect a loudspeaker; play is silent")


def hid_backend() -> str:
    """The module that sees a Bluetooth board; in hidapi's Linux wheels `hid` is libusb: blind."""
    return "hidraw" if sys.platform.startswith("linux") else "hid"


def balance_board() -> Finding:
    """Whether HID devices can be listed, and a Wii board is among them and may be opened."""
    backend = hid_backend()
    well, lines = ask(_BOARDS.format(backend=backend))
    if not well:
        return Finding("balance board", "warn", f"{backend}: {lines[-1]}", "pip install hidapi")
    boards = [line.split("|", 1) for line in lines if "|" in line]
    if not boards:
        return Finding("balance board", "ok", f"none connected now ({backend} works)")
    path, name = boards[0]
    if path.startswith("/dev/") and not os.access(path, os.R_OK | os.W_OK):
        return Finding("balance board", "warn", f"{name}: no permission for {path}", udev_remedy())
    return Finding("balance board", "ok", f"{name} at {path}")


def board_permission() -> Finding:
    """Whether Linux lets the person at the screen open a board; elsewhere nothing is needed."""
    name = "board permission"
    if not sys.platform.startswith("linux"):
        return Finding(name, "ok", "none needed on this system")
    rules = [
        file for place in UDEV_FOLDERS for file in Path(place).glob("*.rules") if _names_board(file)
    ]
    if rules:
        return Finding(name, "ok", f"given by {rules[0]}")
    if os.geteuid() == 0:
        return Finding(name, "ok", "not needed by root")
    return Finding(name, "warn", "no udev rule gives a board to its user", udev_remedy())


def udev_remedy() -> str:
    """The line to type so that a board can be opened without being root."""
    return (
        f"surefoot udev-rule | sudo tee {RULE_FILE} && "
        "sudo udevadm control --reload  # then connect the board again"
    )


def _names_board(file: Path) -> bool:
    try:
        return BOARD_ID in file.read_text(errors="replace").upper()
    except OSError:
        return False


def controllers() -> Finding:
    """Which game controllers are connected."""
    well, lines = ask(_CONTROLLERS)
    names = [line for line in lines if line and not line.startswith("pygame")]
    if not well:
        return Finding("controllers", "warn", lines[-1], "play with the keyboard")
    return Finding(
        "controllers", "ok", ", ".join(names) or "none connected: the keyboard plays too"
    )


def headset() -> Finding:
    """Whether OpenXR is here; optional, the screen shows the same."""
    try:
        version = metadata.version("pyopenxr")
    except metadata.PackageNotFoundError:
        return Finding("headset", "ok", "OpenXR is not installed (optional)")
    chosen = os.environ.get("XR_RUNTIME_JSON")
    homes = (Path.home() / ".config", Path("/etc/xdg"), Path("/usr/share"))
    places = [Path(chosen)] if chosen else [home / "openxr/1/active_runtime.json" for home in homes]
    runtime = next((str(place) for place in places if place.is_file()), None)
    if runtime or sys.platform == "win32":
        return Finding("headset", "ok", f"pyopenxr {version}, runtime {runtime or 'of the system'}")
    return Finding("headset", "ok", f"pyopenxr {version}, no runtime is active: flat on the screen")
