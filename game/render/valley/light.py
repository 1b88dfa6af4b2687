"""The light over the valley's map for each weather: bright enough to see all of it in any."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.render.palette import AFTERNOON, DAWN, MIDDAY, MORNING, Palette, rgb, toward


@dataclass(frozen=True)
class Weather:
    """light; snow on the ground 0..1 and the height (m) above which the mountains have it; whether
    fruit trees blossom, mist lies along the river, a rainbow stands over the mountains; lamps:
    how brightly lamps shine.
    """

    light: Palette
    snow: float = 0.0
    snow_line: float = 10.0
    blossom: bool = False
    mist: bool = False
    rainbow: bool = False
    lamps: float = 0.25


_FOG = (112.0, 72.0, 0.80)


def _over(
    light: Palette, azimuth: float, elevation: float, sun: str, shade: str, beyond: str
) -> Palette:
    """A palette for looking down from afar: the haze begins behind the places, and `beyond` is the
    colour over the mountains.
    """
    return replace(
        light, to_sun=toward(azimuth, elevation), sun=rgb(sun), ambient_up=rgb(shade), fog=_FOG,
        mist=None, nadir=rgb(beyond), vignette=0.18,
    )  # fmt: skip


WEATHERS: dict[str, Weather] = {
    "morning": Weather(_over(MORNING, -78, 36, "C8A270", "A2B2C0", "CFE3E6")),
    "golden": Weather(_over(AFTERNOON, 80, 24, "E2A468", "9A9CB8", "F6DDB4"), lamps=0.7),
    "mist": Weather(_over(DAWN, 78, 26, "D8A27C", "A2A9CA", "EBD9DA"), mist=True, lamps=0.6),
    "rainbow": Weather(_over(MIDDAY, -72, 44, "B8A274", "9CB0BE", "C6DEE8"), rainbow=True),
    "blossom": Weather(_over(MORNING, -76, 40, "C4A478", "A4B4C6", "D6E6EA"), blossom=True),
    "snow": Weather(
        _over(MORNING, -78, 30, "B49A80", "98A8C6", "D9E3EC"), snow=0.85, snow_line=4.0, lamps=0.5
    ),
}
