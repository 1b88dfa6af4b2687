"""Turns words into pixels: one font family, four weights, always at the true size in pixels.

A size is the em in pixels. Text that runs right to left is cut into runs first, since the shaper
turns a whole string round, numbers included ("10:30" came out as "03:01"): letters are drawn in
their own direction, numbers always left to right, and the runs are set side by side.
Font: Hanken Grotesk, SIL Open Font License, from the package font-hanken-grotesk.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

import font_hanken_grotesk
import pygame

WEIGHTS = {"medium": "Medium", "semibold": "SemiBold", "bold": "Bold"}
CAPITAL = 0.69  # height of a capital, of the em
LEADING, LEADING_ARABIC = 1.12, 1.38  # from one line to the next, of the size
_RIGHT_TO_LEFT = {"R", "AL"}
_NUMBER = {"EN", "AN"}
_IN_NUMBER = {"CS", "ES"}  # between two digits these belong to the number: 10:30, 1.5, 1/2
_BESIDE_NUMBER = {"ET"}  # touching a digit: 62 %, 3°


@lru_cache(maxsize=128)
def font(weight: str, pixels: int) -> pygame.font.Font:
    """The font of a weight ("medium", "semibold", "bold") with an em of `pixels`."""
    if not pygame.font.get_init():
        pygame.font.init()
    folder = Path(font_hanken_grotesk.__file__).parent / "files"
    return pygame.font.Font(folder / f"HankenGrotesk-{WEIGHTS[weight]}.otf", pixels)


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
    return pieces[::-1] if base else pieces


def _directions(kinds: list[str], base: bool) -> list[bool]:
    """For each character whether it runs right to left, after numbers have taken their signs."""
    number = [kind in _NUMBER for kind in kinds]
    for at, kind in enumerate(kinds):
        before, after = at > 0 and number[at - 1], at + 1 < len(kinds) and kinds[at + 1] in _NUMBER
        number[at] |= (kind in _IN_NUMBER and before and after) or (
            kind in _BESIDE_NUMBER and (before or after)
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
    return sum(font(weight, pixels).size(run)[0] for run, _ in runs(text))


def render(text: str, weight: str, pixels: int) -> tuple[pygame.Surface, int, int]:
    """White text on nothing, premultiplied and cropped to its ink: (surface, its left, its top).

    Left is from where the pen starts, top from the top of a capital letter; both in pixels.
    """
    face = font(weight, pixels)
    lines = [_render_run(face, run, backwards) for run, backwards in runs(text)]
    whole = lines[0]
    if len(lines) > 1:
        whole = pygame.Surface(
            (sum(s.get_width() for s in lines), lines[0].get_height()), pygame.SRCALPHA
        )
        at = 0
        for line in lines:
            whole.blit(line, (at, 0))
            at += line.get_width()
    ink = whole.get_bounding_rect()
    capital_top = face.get_ascent() - round(CAPITAL * pixels)
    return whole.subsurface(ink).premul_alpha(), ink.x, ink.y - capital_top


def _render_run(face: pygame.font.Font, run: str, backwards: bool) -> pygame.Surface:
    if backwards:
        face.set_script("Arab" if any("\u0600" <= c <= "\u06ff" for c in run) else "Hebr")
        face.set_direction(pygame.DIRECTION_RTL)
    try:
        return face.render(run, True, "white")
    finally:
        if backwards:
            face.set_script("Latn")
            face.set_direction(pygame.DIRECTION_LTR)
