"""Who stands on the simulated board: `simulated:left_hemiparesis` is one of game.virtual_patient's.

Drivers know only the simple people of input_devices.stance; the game brings its own.
"""

from __future__ import annotations

from typing import Any

from game.balance.limits import Limits
from game.virtual_patient import PROFILES, Body
from game.virtual_patient.pendulum import GRAVITY
from input_devices import stance
from input_devices.sample import DeviceError

DEFAULT = "older"


def profile_names() -> tuple[str, ...]:
    """All who can stand on the simulated board."""
    return (*PROFILES, *(name for name in stance.PROFILES if name not in PROFILES))


def with_person(name: str, options: dict[str, Any]) -> dict[str, Any]:
    """The options of a device with a body for the simulated board, where the profile has one.

    DeviceError for a profile that nobody knows.
    """
    if name != "simulated" or "person" in options:
        return options
    profile, seed = options.get("profile", DEFAULT), options.get("seed", 1)
    if profile.isdecimal():
        profile, seed = DEFAULT, int(profile)
    if profile not in profile_names():
        known = ", ".join(profile_names())
        raise DeviceError(f"simulated: no profile '{profile}': choose {known}, or give a seed")
    if profile not in PROFILES:
        return options
    person: stance.Person = Body(PROFILES[profile], seed)
    own = {"profile": profile, "seed": seed, "person": person}
    return {"load_n": PROFILES[profile].load_kg * GRAVITY, **options, **own}


def body_of(device: object) -> Body | None:
    """The body on a simulated board, where one of ours stands there."""
    person = getattr(device, "person", None)
    return person if isinstance(person, Body) else None


def own_limits(device: object) -> Limits | None:
    """What a calibration would find of the body on the board."""
    body = body_of(device)
    return body.measured_limits if body else None
