"""Stands in for BlueZ's `bluetoothctl` in tests: its words, as 5.66 prints them, and its exit codes.

What it knows is kept in the JSON file named by BLUETOOTHCTL_STATE: whether the `service` runs and
there is an `adapter`, whether it is `powered`, how many more looks until the board shows itself
(`looks`), how often pairing fails before it works (`failures`), what holds of the board (`board`)
and all that was `asked`.
"""

import json
import os
import sys
import time
from pathlib import Path

FILE = Path(os.environ["BLUETOOTHCTL_STATE"])
ADDRESS = "00:24:44:00:00:01"
START = {
    "service": True,
    "adapter": True,
    "powered": True,
    "looks": 2,
    "failures": 0,
    "board": {"Paired": False, "Trusted": False, "Connected": False},
    "asked": [],
}
STEPS = {"pair": "Paired", "trust": "Trusted", "connect": "Connected"}


def answer(state: dict, words: list[str]) -> int:
    """Print what the real one would; its exit code."""
    command = words[0]
    if command == "list" and state["adapter"]:
        print("Controller 00:01:02:03:04:05 pc [default]")
    elif command == "show":
        print(f"Controller 00:01:02:03:04:05 (public)\n\tPowered: {yes(state['powered'])}")
    elif command == "power":
        state["powered"] = state["adapter"] and "blocked" not in state
        print(
            "Changing power on succeeded"
            if state["powered"]
            else "Failed to set power: org.bluez.Error.Blocked"
        )
        return 0 if state["powered"] else 1
    elif command == "devices":
        print("Device 11:22:33:44:55:66 Headphones")
        state["looks"] -= 1
        if state["looks"] < 0 or state["board"]["Paired"]:
            print(f"Device {ADDRESS} Nintendo RVL-WBC-01")
    elif command == "info":
        print("".join(f"\t{name}: {yes(value)}\n" for name, value in state["board"].items()))
    elif command == "remove":
        state["board"], state["looks"] = dict(START["board"]), 2
    elif command in STEPS:
        return step(state, command)
    return 0


def step(state: dict, command: str) -> int:
    print(f"Attempting to {command} with {ADDRESS}")
    if command == "pair" and state["failures"]:
        state["failures"] -= 1
        print("Failed to pair: org.bluez.Error.AuthenticationFailed")
        return 1
    state["board"][STEPS[command]] = True
    print(f"[\033[0;93mCHG\033[0m] Device {ADDRESS} {STEPS[command]}: yes")
    return 0


def yes(value: bool) -> str:
    return "yes" if value else "no"


def main(words: list[str]) -> int:
    state = START | json.loads(FILE.read_text())
    if not state["service"]:
        print("Waiting to connect to bluetoothd...", flush=True)
        time.sleep(60)
    if words[0] == "--timeout":  # the search goes on meanwhile and writes nothing
        time.sleep(float(words[1]))
        return 0
    code = answer(state, words)
    state["asked"].append(" ".join(words))
    FILE.write_text(json.dumps(state))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
