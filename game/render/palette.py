"""Colours of a time of day. Hex values are display (gamma) space, and all shading happens there."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

# The markers, the same in every scene (after Okabe and Ito; told apart in grey by shape first).
YOU = (0.337, 0.706, 0.914)
GOAL = (1.0, 0.914, 0.541)
WHITE = (1.0, 1.0, 1.0)
HAIRLINE = (0.05, 0.07, 0.12)


def rgb(code: str) -> np.ndarray:
    """'5C7F58' as three shares 0..1."""
    return np.array([int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)])


def ramp_of(codes: str) -> np.ndarray:
    """Colours (k, 3) from hex codes separated by spaces."""
    return np.array([rgb(code) for code in codes.split()])


def toward(azimuth: float, elevation: float) -> np.ndarray:
    """Unit vector to a point in the sky; degrees, azimuth 0 straight ahead (-z), positive right."""
    a, e = math.radians(azimuth), math.radians(elevation)
    return np.array([math.sin(a) * math.cos(e), math.sin(e), -math.cos(a) * math.cos(e)])


@dataclass(frozen=True)
class Palette:
    """One light: a low sun, one cool ambient, one haze.

    glow_lobes are the strengths of the wide, middle and narrow glow round the sun; fog is start,
    range (m) and maximum; haze_height the sine of elevation at which the horizon colour ends.
    mist lies in a valley: strength, height (m) of its top, how fast it thins above, and how far
    away (m) it begins. nadir is the colour below the horizon, if not the horizon's own. strong: for
    whom contrast is to be high, all but figure and marks is shown darker and paler (muted.glsl).
    """

    sky_top: np.ndarray
    sky_mid: np.ndarray
    horizon: np.ndarray
    glow: np.ndarray
    glow_lobes: tuple[float, float, float]
    haze_height: float
    to_sun: np.ndarray
    sun: np.ndarray
    ambient_up: np.ndarray
    ambient_down: np.ndarray
    rim: np.ndarray
    fog: tuple[float, float, float]
    vignette: float
    mist: tuple[float, float, float, float] | None = None
    nadir: np.ndarray | None = None
    strong: bool = False

    def uniforms(self) -> dict[str, object]:
        """The same by the names that assets/shaders/light.glsl uses."""
        there = {"u_mist": self.mist, "u_nadir": self.nadir}
        return {
            **{name: value for name, value in there.items() if value is not None},
            "u_sky_top": self.sky_top,
            "u_sky_mid": self.sky_mid,
            "u_horizon": self.horizon,
            "u_glow": self.glow,
            "u_glow_lobes": (*self.glow_lobes, self.haze_height),
            "u_to_sun": self.to_sun,
            "u_sun": self.sun,
            "u_ambient_up": self.ambient_up,
            "u_ambient_down": self.ambient_down,
            "u_rim": self.rim,
            "u_fog": self.fog,
            "u_vignette": self.vignette,
        }

    @property
    def sun_azimuth(self) -> float:
        """Where sun or moon stands, degrees, 0 ahead, positive right."""
        return math.degrees(math.atan2(self.to_sun[0], -self.to_sun[2]))

    def in_shadow(self) -> np.ndarray:
        """What flat ground keeps of its colour out of the sun: ambient over all light."""
        lit = self.sun * (self.to_sun[1] + 0.2) / 1.2
        return self.ambient_up / (self.ambient_up + lit)


def drifted(light: Palette, later: Palette, share: float, turn_deg: float) -> Palette:
    """A light gone on by a share (0..1) toward a later one, its sun turned by so many degrees."""
    a = math.radians(turn_deg)
    x, y, z = light.to_sun
    to_sun = np.array([x * math.cos(a) - z * math.sin(a), y, x * math.sin(a) + z * math.cos(a)])
    mixed = {
        name: getattr(light, name) * (1 - share) + getattr(later, name) * share
        for name in ("sky_top", "sky_mid", "horizon", "glow", "sun", "ambient_up", "rim")
    }
    return replace(light, to_sun=to_sun, **mixed)


MORNING = Palette(
    sky_top=rgb("4E8DB5"),
    sky_mid=rgb("9CCAD2"),
    horizon=rgb("F6E3BE"),
    glow=rgb("FFD08A"),
    glow_lobes=(0.26, 0.30, 0.90),
    haze_height=0.34,
    to_sun=toward(-36, 24),
    sun=rgb("BD945C"),
    ambient_up=rgb("879CB2"),
    ambient_down=rgb("6B615C"),
    rim=rgb("FFC773"),
    fog=(9.0, 95.0, 0.88),
    vignette=0.34,
)
"""The orchard at nine in the morning: sun low ahead on the left, warm haze, blue shade."""

DAWN = Palette(
    sky_top=rgb("4E78BC"),
    sky_mid=rgb("A9C3E0"),
    horizon=rgb("FBD8BA"),
    glow=rgb("FFB98A"),
    glow_lobes=(0.36, 0.26, 0.42),
    haze_height=0.30,
    to_sun=toward(38, 15),
    sun=rgb("FAAD75"),
    ambient_up=rgb("858FB8"),
    ambient_down=rgb("73616B"),
    rim=rgb("FFB880"),
    fog=(14.0, 95.0, 0.88),
    vignette=0.30,
    mist=(0.22, -17.0, 0.20, 30.0),
    nadir=rgb("D6CBD4"),
)
"""The mountain at half past six: the first sun from ahead on the right, mist in the valley."""

AFTERNOON = Palette(
    sky_top=rgb("4F86B4"),
    sky_mid=rgb("B4CDD8"),
    horizon=rgb("FBDDAA"),
    glow=rgb("FFC070"),
    glow_lobes=(0.38, 0.30, 0.80),
    haze_height=0.34,
    to_sun=toward(-82, 20),
    sun=rgb("E09957"),
    ambient_up=rgb("8085A3"),
    ambient_down=rgb("70615C"),
    rim=rgb("FFB261"),
    fog=(12.0, 90.0, 0.86),
    vignette=0.34,
)
"""The cabin at half past five: light from the side, on the wall that faces us."""

MIDDAY = Palette(
    sky_top=rgb("3F86B5"),
    sky_mid=rgb("8FC6D6"),
    horizon=rgb("EAF0DC"),
    glow=rgb("FFE9B8"),
    glow_lobes=(0.26, 0.28, 0.60),
    haze_height=0.34,
    to_sun=toward(17, 30),
    sun=rgb("99855C"),
    ambient_up=rgb("758AA3"),
    ambient_down=rgb("66706B"),
    rim=rgb("E6D999"),
    fog=(16.0, 150.0, 0.86),
    vignette=0.30,
)
"""The river at one: a high clear light from ahead on the right, green shade."""

DUSK = Palette(
    sky_top=rgb("2A3768"),
    sky_mid=rgb("7E74A8"),
    horizon=rgb("F5A776"),
    glow=rgb("FFB070"),
    glow_lobes=(0.26, 0.16, 0.22),
    haze_height=0.22,
    to_sun=toward(10.5, 3.3),
    sun=rgb("CC7547"),
    ambient_up=rgb("70709E"),
    ambient_down=rgb("665766"),
    rim=rgb("FF9E5C"),
    fog=(14.0, 120.0, 0.88),
    vignette=0.36,
)
"""The lake at half past eight: the sun nearly down, ahead on the right, violet shade."""

NIGHT = Palette(
    sky_top=rgb("0E1B3D"),
    sky_mid=rgb("223A66"),
    horizon=rgb("5A7C9A"),
    glow=rgb("A8C4E8"),
    glow_lobes=(0.20, 0.30, 0.12),
    haze_height=0.30,
    to_sun=toward(20.5, 12),
    sun=rgb("5C7599"),
    ambient_up=rgb("667AB2"),
    ambient_down=rgb("475270"),
    rim=rgb("A6CCFF"),
    fog=(8.0, 75.0, 0.90),
    vignette=0.42,
    mist=(0.45, -1.0, 0.6, 18.0),
)
"""The meadow at eleven: a full moon ahead on the right, blue shade, mist in the hollows."""
