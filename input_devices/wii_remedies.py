"""What a person can do when a balance board is not there or may not be read: said in one place.

Facts: udev gives the logged-in user the kernel's evdev node but not hidraw, hence the rule; BlueZ
knows the board's PIN by itself; Windows' own dialog cannot pair it for good; macOS 12 and later
cannot pair it at all without help.
"""

from __future__ import annotations

import sys

RULE_FILE = "/etc/udev/rules.d/70-balance-board.rules"

_PAIRING = {
    "linux": (
        "Take the lid off the battery compartment and have a finger on the red SYNC button.",
        "Run `bluetoothctl`, then `scan on`, and press SYNC: the board is visible for 20 seconds.",
        "When `Nintendo RVL-WBC-01` shows up with its address, quickly: `pair ADDRESS`, "
        "`connect ADDRESS`, `trust ADDRESS`. It asks for no PIN.",
        "From then on the front button connects it.",
    ),
    "win32": (
        "Windows' own Bluetooth dialog pairs the board only until it is switched off. Use the "
        "pairing of Dolphin (Controllers, Sync) or WiiBalanceWalker, which pair it for good.",
        "Press the red SYNC button in the battery compartment when the program asks for it.",
        "From then on the front button connects it.",
    ),
    "darwin": (
        "Pairing is broken in macOS 12 and later: use WiimotePair with RVL-WBC-01 added to its "
        "list of names, and press the red SYNC button in the battery compartment.",
        "Quit other programs that use the board, such as Dolphin: only one can at a time.",
    ),
}


def udev_rule() -> str:
    """The two lines that let the logged-in user read a board on Linux, for RULE_FILE."""
    return "\n".join(
        f'KERNEL=="hidraw*", KERNELS=="0005:057E:{product}.*", MODE="0660", TAG+="uaccess"'
        for product in ("0306", "0330")
    )


def pairing_steps(system: str = sys.platform) -> list[str]:
    """How to pair a board with this computer, one step a line. `system` as sys.platform has it."""
    return list(_PAIRING.get(system, _PAIRING["linux"]))


def not_found(others: int = 0) -> str:
    """No board answers; `others` is how many Wii devices are there that are no board."""
    there = f" ({others} Wii device{'s'[: others != 1]} there, none a board)" if others else ""
    return (
        f"no Balance Board found{there}: press its front button; "
        "if it was never paired with this computer, run `surefoot devices pair`"
    )


def not_permitted(path: str) -> str:
    """The board is there and may not be read (Linux)."""
    return (
        f"the Balance Board at {path} may not be read by this user: save the output of "
        f"`surefoot udev-rule` as {RULE_FILE}, then switch the board off and on"
    )
