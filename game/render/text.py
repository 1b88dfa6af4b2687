"""Turns words into pixels: one font family a script, three weights, at the true size in pixels.

A size is the em in pixels. Text that runs right to left is cut into runs first, since the shaper
turns a whole string round, numbers included ("10:30" came out as "03:01"): letters are drawn in
their own direction, numbers always left to right, and the runs are set side by side.
Fonts, both under the SIL Open Font License: Hanken Grotesk, from the package font-hanken-grotesk;
Noto Sans Arabic, in assets/fonts.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

import font_hanken_grotesk
import pygame

from game import resources

WEIGHTS = {"medium": "Medium", "semibold": "SemiBold", "bold": "Bold"}
ARABIC_WEIGHTS = {"medium": "SemiBold", "semibold": "SemiBold", "bold": "Bold"}
BACKWARDS = ("Arab", "Hebr")
ARABIC_SIZE = 0.95  # of Hanken Grotesk's, to look as large
CAPITAL = 0.69  # height of a capital, of the em
LEADING, LEADING_ARABIC = 1.12, 1.38  # from one line to the next, of the size
_RIGHT_TO_LEFT = {"R", "AL"}
_NUMBER = {"EN", "AN"}
_IN_NUMBER = {"CS", "ES"}  # between two digits these belong to the number: 10:30, 1.5, 1/2
_BESIDE_NUMBER = {"ET"}  # touching a digit of Latin script: 62%, 3°
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))  # they say which way text runs, and show nothing


@lru_cache(maxsize=128)
def font(weight: str, pixels: int, script: str = "Latn") -> pygame.font.Font:
    """The font of a weight ("medium", "semibold", "bold") with an em of `pixels`, that sets letters
    of a script the way it runs; "Arab-figures" are the digits of Arabic, which run left to right.
    """
    if not pygame.font.get_init():
        pygame.font.init()
    made = pygame.font.Font(*_file(weight, pixels, script.startswith("Arab")))
    made.set_script(script[:4])
    made.set_direction(pygame.DIRECTION_RTL if script in BACKWARDS else pygame.DIRECTION_LTR)
    return made


def _file(weight: str, pixels: int, arabic: bool) -> tuple[Path, int]:
    if not arabic:
        folder = Path(font_hanken_grotesk.__file__).parent / "files"
        return folder / f"HankenGrotesk-{WEIGHTS[weight]}.otf", pixels
    path = resources.folder("assets") / "fonts" / f"NotoSansArabic-{ARABIC_WEIGHTS[weight]}.ttf"
    return path, max(1, round(ARABIC_SIZE * pixels))


def _face(run: str, backwards: bool, weight: str, pixels: int) -> pygame.font.Font:
    """The font that has the letters of a run."""
    if any("\u0600" <= character <= "\u06ff" for character in run):
        return font(weight, pixels, "Arab" if backwards else "Arab-figures")
    return font(weight, pixels, "Hebr" if backwards else "Latn")


def forget_fonts() -> None:
    """Close every font, so that pygame can be shut down."""
    font.cache_clear()


def runs(text: str) -> list[tuple[str, bool]]:
    """Cut text into runs in the order in which they stand from left to right: (run, right to left).

    The first letter with a direction decides which side the text starts at. Within a run the
    characters stay in reading order. A left-to-right text comes back whole.
    """
    kinds = [unicodedata.bidirectional(character) for character in text]
    if not any(kind in _RIGHT_TO_LEFT for kind in kinds):
        return [(text, False)]
    base = next(kind for kind in kinds if kind in _RIGHT_TO_LEFT | {"L"}) in _RIGHT_TO_LEFT
    sides = _directions(kinds, base)
    pieces: list[tuple[str, bool]] = []
    for character, side in zip(text, sides, strict=True):
        if pieces and pieces[-1][1] == side:
            pieces[-1] = (pieces[-1][0] + character, side)
        else:
            pieces.append((character, side))
    pieces = [(run.translate(_MARKS), side) for run, side in pieces]
    return [piece for piece in (pieces[::-1] if base else pieces) if piece[0]] or [("", False)]


def _directions(kinds: list[str], base: bool) -> list[bool]:
    """For each character whether it runs right to left, after numbers have taken their signs."""
    number = [kind in _NUMBER for kind in kinds]
    for at, kind in enumerate(kinds):
        before, after = at > 0 and number[at - 1], at + 1 < len(kinds) and kinds[at + 1] in _NUMBER
        latin = "EN" in kinds[max(0, at - 1) : at + 2]
        number[at] |= (kind in _IN_NUMBER and before and after) or (
            kind in _BESIDE_NUMBER and latin and (before or after)
        )
    sides: list[bool | None] = [
        False if number[at] or kind == "L" else True if kind in _RIGHT_TO_LEFT else None
        for at, kind in enumerate(kinds)
    ]
    return _settle(sides, number, base)


def _settle(sides: list[bool | None], number: list[bool], base: bool) -> list[bool]:
    """Spaces and signs take the side of both neighbours when these agree, else the text's own.

    A number does not carry its neighbours along in right-to-left text: there it stands alone.
    """
    settled: list[bool] = []
    for at, side in enumerate(sides):
        if side is not None:
            settled.append(side)
            continue
        before = _letter_side(sides[:at][::-1], number[:at][::-1], base)
        after = _letter_side(sides[at + 1 :], number[at + 1 :], base)
        settled.append(before if before == after else base)
    return settled


def _letter_side(sides: list[bool | None], number: list[bool], base: bool) -> bool:
    for side, is_number in zip(sides, number, strict=True):
        if side is not None:
            return base if is_number else side
    return base


def width(text: str, weight: str, pixels: int) -> int:
    """How wide the text is drawn, in pixels."""
    return sum(_face(run, backwards, weight, pixels).size(run)[0] for run, backwards in runs(text))


def render(text: str, weight: str, pixels: int) -> tuple[pygame.Surface, int, int]:
    """White text on nothing, premultiplied and cropped to its ink: (surface, its left, its top).

    Left is from where the pen starts, top from the top of a capital letter; both in pixels. Runs
    stand on one line, whatever their fonts.
    """
    pieces = [(run, _face(run, backwards, weight, pixels)) for run, backwards in runs(text)]
    lines = [face.render(run, True, "white") for run, face in pieces]
    baseline = max(face.get_ascent() for _, face in pieces)
    drops = [baseline - face.get_ascent() for _, face in pieces]
    height = max(line.get_height() + drop for line, drop in zip(lines, drops, strict=True))
    whole = pygame.Surface((sum(line.get_width() for line in lines), height), pygame.SRCALPHA)
    at = 0
    for line, drop in zip(lines, drops, strict=True):
        whole.blit(line, (at, drop))
        at += line.get_width()
    ink = whole.get_bounding_rect()
    return whole.subsurface(ink).premul_alpha(), ink.x, ink.y - baseline + round(CAPITAL * pixels)
