"""The parts that screens are made of: panels, medallions, pills with the hold ring, beads, stars.

Sizes are in u (see game.render.ui). There is always exactly one focused part on a screen with
choices; it is the only cream surface, with a pine gap, a yellow ring and a shadow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.render.ui_palette import (
    CREAM,
    EDGE,
    GREEN,
    INK,
    ORANGE,
    PANEL_DIM,
    PINE,
    SHADOW,
    TINT_GREEN,
    TINT_GREY,
    TINT_ORANGE,
    YELLOW,
    Colour,
)
from game.screens import motion

if TYPE_CHECKING:
    from game.render.ui import Ui

GAP, RING = 0.3, 0.45  # of a focused surface: pine gap, then yellow ring
DOWN = 0.1  # by how much more letters reach down than up, of the size
NEARLY = 0.85  # as large: on one line
INK_HIGH = 0.92  # from the top of capitals to below the letters, of the size
EDGE_H = 1.0  # of a pill, at its top and bottom together, where no letters are
LABEL_LEAST = 2.0  # words that must be read are never smaller

_STANDING = ("stance.", "surface.", "dual.", "side_gain.")  # shown by somebody who stands

# instructions whose picture has another name than their words
_PICTURES = {
    "still": "hold",
    "done": "cheer",
    "ready": "stand",
    "step": "step_on",
    "follow": "stand",
    "firefly.find": "stand",
    "firefly.press": "stand",
    "step.left": "lean.left",
    "step.right": "lean.right",
    "walk.balance": "stand",
    "walk.gust": "hold",
    "shift.circle": "stand",
    "shift.figure_eight": "stand",
    "eyes.close": "stand",
    "eyes.open": "rest",
}


def picture_of(instruction: str) -> str:
    """The pictogram of an instruction's word key."""
    if instruction.startswith(_STANDING):
        return "stand"
    return _PICTURES.get(instruction, instruction)


def tint_of(instruction: str) -> Colour:
    """The tint of its medallion: side views (forward, back) have their own, to tell them apart."""
    return TINT_GREEN if instruction in ("lean.forward", "lean.back") else TINT_ORANGE


@dataclass(frozen=True, slots=True)
class Option:
    """What a pill shows. `ready` 0..1 is how near a locked choice is to opening."""

    label: str
    picture: str
    tint: Colour = TINT_GREY
    locked: bool = False
    ready: float = 0.0


@dataclass(frozen=True, slots=True)
class Focus:
    """The focus on a choice: how far its hold has come and its ring has arrived, both 0..1."""

    hold: float = 0.0
    arrived: float = 1.0


Target = tuple[float, float, float, float]


def target_at(targets: Sequence[Target], x: float, y: float) -> int | None:
    """Which of the choices' places (x, y, w, h) holds a point, all in u; None beside them."""
    for at, (left, top, w, h) in enumerate(targets):
        if left <= x <= left + w and top <= y <= top + h:
            return at
    return None


def wrap(ui: Ui, text: str, size: float, width: float, weight: str = "bold") -> list[str]:
    """Break at line ends and spaces so that lines are at most `width` u wide, if words allow."""
    lines: list[str] = []
    for sentence in text.split("\n"):
        line = ""
        for word in sentence.split(" "):  # others hold together what they stand between
            longer = f"{line} {word}" if line else word
            if line and ui.measure(longer, size, weight) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def widest(ui: Ui, lines: Sequence[str], size: float, weight: str) -> float:
    """How wide the widest of some lines is, in u."""
    return max(ui.measure(line, size, weight) for line in lines)


def fit(
    ui: Ui,
    text: str,
    size: float,
    width: float,
    lines: int = 1,
    weight: str = "bold",
    least: float = LABEL_LEAST,
    most: float = math.inf,
) -> tuple[float, list[str]]:
    """The largest size not above `size` at which the text fits in `lines` lines: (size, lines).

    `size` is the usual one: whose letters are larger begins above it, with `most` at most. Steps
    of 0.1 u, never below `least`; words are never cut.
    """
    high = math.sqrt(ui.usual_leading / ui.leading)  # letters that reach far down grow less
    size = usual_or_larger(ui, size, most, high)
    while True:
        broken = wrap(ui, text, size, width, weight)
        fits = len(broken) <= lines and widest(ui, broken, size, weight) <= width
        if fits or size - 0.1 < least:
            return size, broken
        size = round(size - 0.1, 2)


def usual_or_larger(ui: Ui, size: float, most: float, high: float = 1.0) -> float:
    """The size to begin with where the usual one is `size`, for letters of this person."""
    return round(max(size, high * min(size * ui.style.letters, most)), 2)


def lifted(ui: Ui, size: float, lines: int) -> float:
    """By how much letters stand higher in their box, where they reach far down from its middle."""
    return DOWN * size if lines > 1 or ui.leading > ui.usual_leading else 0.0


def boxed(
    ui: Ui,
    text: str,
    size: float,
    width: float,
    height: float,
    weight: str = "bold",
    *,
    least: float = LABEL_LEAST,
    most: float = math.inf,
    leading: float | None = None,
    nearly: float = NEARLY,
) -> tuple[float, list[str]]:
    """The largest size, from `size` on as `fit` has it, at which the text fits a box, in as many
    lines as it takes: (size, lines). One line is better where it is `nearly` as large. leading:
    from one line to the next, if closer than usual.
    """
    leading = ui.leading if leading is None else leading
    ink = INK_HIGH + 1.5 * (ui.leading - ui.usual_leading)  # such letters reach far down
    now = usual_or_larger(ui, min(size, most), most)
    best: tuple[float, list[str]] | None = None
    while True:
        lines = wrap(ui, text, now, width, weight)
        high = now * ((len(lines) - 1) * leading + ink)
        if high <= height and widest(ui, lines, now, weight) <= width:
            best = best or (now, lines)
            if len(lines) == 1 + text.count("\n"):
                return now, lines
        least = max(least, nearly * best[0]) if best else least
        if now - 0.1 < least:
            return best or (now, lines)
        now = round(now - 0.1, 2)


def hold_ring(ui: Ui, x: float, y: float, size: float, share: float) -> None:
    """The ring round a medallion `size` u wide: ink track, orange fill, a cream bead in front."""
    share = motion.hold_shown(share, reduced=ui.style.reduced)
    thick = size * (0.125 if size < 7 else 0.09)
    radius = size / 2 - thick / 2
    ui.ring(x, y, size / 2, thick, INK)
    if share <= 0:
        return
    ui.arc(x, y, radius, thick * 0.64, share, ORANGE)
    turn = 2 * math.pi * min(share, 1.0)
    bead = thick * 1.24 / 2
    ui.disc(
        x + radius * math.sin(turn),
        y - radius * math.cos(turn),
        bead,
        CREAM,
        edge=INK,
        rim=bead * 0.22,
    )


def focus_frame(
    ui: Ui, x: float, y: float, w: float, h: float, radius: float, arrived: float = 1.0
) -> None:
    """The cream surface of the one focused thing with its shadow, yellow ring and pine gap.

    The ring grows from within while `arrived` goes from 0 to 1.
    """
    out = GAP + RING * arrived
    ui.box(x - out, y - out + 0.8, w + 2 * out, h + 2 * out, SHADOW, radius=radius + out, soft=2.2)
    ui.box(x - out, y - out, w + 2 * out, h + 2 * out, YELLOW, radius=radius + out)
    ui.box(x - GAP, y - GAP, w + 2 * GAP, h + 2 * GAP, PINE, radius=radius + GAP)
    ui.box(x, y, w, h, CREAM, radius=radius)


def pill(
    ui: Ui, target: Target, option: Option, focus: Focus | None, *, main: bool = False
) -> None:
    """A choice at its place: 5 u high, 5.8 for the main one.

    With the focus it is the cream surface, and its ring fills with the hold; at 1 it shows a tick.
    """
    x, y, w, h = target
    size, words = (4.8, 2.5) if main else (4.0, 2.2)
    inset = (h - size) / 2
    cx, cy = x + inset + size / 2, y + h / 2
    if focus:
        focus_frame(ui, x, y, w, h, h / 2, focus.arrived)
    else:
        ui.pill(x, y, w, h, PANEL_DIM, edge=EDGE, rim=0.1)
    left = x + inset + size + 0.65
    if focus or option.locked or ui.style.pictures:
        _pill_medallion(ui, cx, cy, size, option, focus)
    else:
        left = x + h / 2
    weight, ink = ("bold", INK) if focus else ("semibold", CREAM)
    room, close = x + w - 1.0 - left, min(ui.leading, 1.0)  # two lines stand close
    words, lines = boxed(ui, option.label, words, room, h - EDGE_H, weight, leading=close)
    step = words * close
    for at, line in enumerate(lines):
        y = cy + (at - (len(lines) - 1) / 2) * step - lifted(ui, words, len(lines))
        ui.text(line, left, y, words, weight=weight, ink=ink)


def _pill_medallion(
    ui: Ui, x: float, y: float, size: float, option: Option, focus: Focus | None
) -> None:
    done = focus is not None and focus.hold >= 1
    tint = TINT_GREEN if done else TINT_ORANGE if focus else option.tint
    name = "tick" if done else "lock" if option.locked else option.picture
    ui.disc(x, y, size / 2, tint)
    ui.picture(name, x, y, size * (0.47 if focus else 0.62))
    if focus is None:
        return
    hold_ring(ui, x, y, size, 0.0 if option.locked else focus.hold)
    if option.locked and option.ready > 0:
        ui.arc(x, y, size * 0.4375, size * 0.08, option.ready, GREEN)


def beads(
    ui: Ui,
    x: float,
    y: float,
    size: float,
    pitch: float,
    done: int,
    tried: int,
    total: int,
    pop: float = 0.0,
) -> None:
    """One bead a target, the first centred on x + size / 2: ticked, tried, now, to come.

    A target that was tried but not reached counts too: it is a ring with an orange seed. `pop` 0..1
    is the share by which the newest bead is enlarged.
    """
    for at in range(total):
        cx = x + size / 2 + at * pitch
        if at < done:
            grown = size * (1 + 0.12 * pop * (at == done - 1))
            ui.disc(cx, y, grown / 2, ORANGE, edge=CREAM, rim=size * 0.085)
            ui.picture("tick", cx, y, size * 0.94, scale=grown / size)
        elif at < tried:
            ui.disc(cx, y, size * 0.46, PINE, edge=CREAM, rim=size * 0.075)
            ui.disc(cx, y, size * 0.19, ORANGE)
        elif at == tried:
            ui.ring(cx, y, size * 0.46, size * 0.085, CREAM)
        else:
            ui.picture("bead_dotted", cx, y, size)


def bar(ui: Ui, x: float, y: float, w: float, h: float, share: float) -> None:
    """Progress as a bar, for more targets than beads can show."""
    ui.pill(x, y - h / 2, w, h, INK, edge=CREAM, rim=h * 0.11)
    inner = h * 0.62
    if share > 0:
        length = inner + (w - h * 0.38 - inner) * min(share, 1.0)
        ui.pill(x + h * 0.19, y - inner / 2, length, inner, ORANGE)


def stars(
    ui: Ui, x: float, y: float, size: float, pitch: float, filled: int, pops: tuple[float, ...]
) -> None:
    """Three stars, the first centred on x; those not yet grown are dotted."""
    for at in range(3):
        earned = at < filled and pops[at] > 0
        ui.picture(
            "star" if earned else "star_dotted",
            x + at * pitch,
            y,
            size * 0.9,
            scale=pops[at] if earned else 1.0,
        )
