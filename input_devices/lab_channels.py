"""What the channels of a force plate's stream mean, and the four forces the sums are made with.

Two kinds of plate: four vertical cells (TL, TR, BL, BR, top under the toes), or forces and moments
(Fx Fy Fz Mx My Mz). Of the second, forces N and moments N·m about an origin at height z0 of the
plate's own right-handed axes, whose surface is at height 0, give the centre of pressure as

    x = -(My + z0 Fx) / Fz        y = (Mx - z0 Fy) / Fz

which is M = r × F for a force F applied at r = (x, y, -z0) from that origin, and the free moment
about z besides. Reaction and action give the same point, since all signs turn together; so do axes
that point up and down. Kwon3D (http://www.kwon3d.com/theory/grf/cop.html) has it for the plates of
AMTI and Bertec, where z0 is the height of the plate's true origin. Load is Fz as it comes, or -Fz
where a plate counts the other way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from input_devices.lean import Signed
from input_devices.sample import DeviceError
from input_devices.tare import Corners
from input_devices.weighing import STANDARD_GRAVITY

CELLS = ("tl", "tr", "bl", "br")
WRENCH = ("fx", "fy", "fz", "mx", "my", "mz")
NEEDED = ("fz", "mx", "my")
SIDE_M = 1.0  # of the square whose corners carry the load of a plate without cells
ALIASES = {
    "topleft": "tl", "frontleft": "tl", "topright": "tr", "frontright": "tr",
    "bottomleft": "bl", "backleft": "bl", "bottomright": "br", "backright": "br",
    "forcex": "fx", "forcey": "fy", "forcez": "fz",
    "momentx": "mx", "momenty": "my", "momentz": "mz",
    "torquex": "mx", "torquey": "my", "torquez": "mz",
}  # fmt: skip
FORCES = {
    "": 1.0, "n": 1.0, "newton": 1.0, "newtons": 1.0,
    "kg": STANDARD_GRAVITY, "kgf": STANDARD_GRAVITY, "g": STANDARD_GRAVITY / 1000,
}  # fmt: skip
MOMENTS = {
    "": 1.0, "nm": 1.0, "newtonmeter": 1.0, "newtonmeters": 1.0,
    "ncm": 0.01, "nmm": 0.001,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """Which channel is what, and in how many newtons or newton metres it counts."""

    places: dict[str, int]
    factors: dict[str, float]
    axes: tuple[Signed, Signed] = (("x", 1.0), ("y", 1.0))
    origin_z_m: float = 0.0
    sign: float = 1.0

    @property
    def cells(self) -> bool:
        """Whether the plate has four cells of its own."""
        return "tl" in self.places

    def corners(self, values: Sequence[float]) -> Corners:
        """Four forces (N) with the load and centre of pressure of one sample: the cells' own, or
        those at the corners of a square of SIDE_M. Linear in the values, so they can be zeroed."""
        said = {name: values[at] * self.factors[name] for name, at in self.places.items()}
        if self.cells:
            return said["tl"], said["tr"], said["bl"], said["br"]
        z0 = self.origin_z_m
        load = self.sign * said["fz"]
        about = {  # load times place (N m)
            "x": -self.sign * (said["my"] + z0 * said.get("fx", 0.0)),
            "y": self.sign * (said["mx"] - z0 * said.get("fy", 0.0)),
        }
        (right, sign_right), (forward, sign_forward) = self.axes
        ml = sign_right * about[right] / (2 * SIDE_M)
        ap = sign_forward * about[forward] / (2 * SIDE_M)
        quarter = load / 4
        return quarter - ml + ap, quarter + ml + ap, quarter - ml - ap, quarter + ml - ap


def channel_names(count: int, labels: Sequence[str], given: str) -> list[str]:
    """The meaning of each of `count` channels: as given ("fz,_,mx,my"), or by the stream's labels,
    or, where those tell nothing, by their number. DeviceError if that is not a plate."""
    if given:
        names = [_plain(part) for part in given.split(",")]
        unknown = [name for name in names if name and name not in CELLS + WRENCH]
        if unknown or len(names) > count:
            raise DeviceError(
                f"channels='{given}' must name at most the {count} of the stream, in their order, "
                f"as {', '.join(CELLS + WRENCH)}, or _ for one that is not used"
            )
    else:
        names = [_plain(label) for label in labels]
        if not _enough(names) and count in (len(CELLS), len(WRENCH)):
            names = list(CELLS if count == len(CELLS) else WRENCH)
    if not _enough(names):
        raise DeviceError(
            f"its {count} channels are no plate that is known; say what they are, such as "
            "channels='tl,tr,bl,br' or channels='fx,fy,fz,mx,my,mz'"
        )
    return names


def factor(name: str, unit: str) -> float:
    """Newtons, or newton metres, in one of what the channel counts in; DeviceError if unknown."""
    known = MOMENTS if name.startswith("m") else FORCES
    plain = re.sub(r"[^a-z]", "", unit.lower())
    if plain not in known:
        option = "moment_unit" if name.startswith("m") else "force_unit"
        offer = "Nm, Ncm or Nmm" if name.startswith("m") else "N, kg or g"
        raise DeviceError(
            f"channel {name} is in '{unit}'; if that is wrong, give {option}: {offer}"
        )
    return known[plain]


def layout(
    names: Sequence[str],
    units: Sequence[str],
    axes: tuple[Signed, Signed],
    origin_z_m: float = 0.0,
    invert: bool = False,
) -> Layout:
    """The layout of channels so named, in those units; four cells count before moments."""
    wanted = CELLS if set(CELLS) <= set(names) else WRENCH
    places = {name: names.index(name) for name in wanted if name in names}
    factors = {name: factor(name, units[at]) for name, at in places.items()}
    return Layout(places, factors, axes, origin_z_m, -1.0 if invert else 1.0)


def _enough(names: Sequence[str]) -> bool:
    return set(CELLS) <= set(names) or set(NEEDED) <= set(names)


def _plain(label: str) -> str:
    plain = re.sub(r"[^a-z]", "", label.lower())
    return ALIASES.get(plain, plain)


def finite(values: Sequence[float]) -> bool:
    """Whether a sample carries numbers only."""
    return all(map(math.isfinite, values))
