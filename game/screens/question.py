"""Screen 3: how much pain, how dizzy, how hard: one question at a time, answered 0 to 10.

Nothing is preset: until something was moved the thumb is hollow and the card shows no number. The
card is what the hold confirms; leaning, taps, digits or the track move the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.render.pictures.faces import MOST
from game.render.ui_palette import CREAM, INK, ORANGE, TINT_GREEN, TRACK_ON_PINE, YELLOW
from game.screens import attended, labels, parts

if TYPE_CHECKING:
    from game.render.ui import Ui

Asked = Literal["pain", "dizziness", "effort"]

BACKDROP = "dim"
CARD: parts.Target = (20.5, 7.6, 23.0, 11.4)
FACE_X, FACE_Y, FACE = 26.8, 13.3, 9.6
NUMERAL_X, NUMERAL, NUMERAL_W = 37.4, 9.6, 9.4
TRACK_X, TRACK_Y, STEP, THUMB = 8.0, 26.4, 4.8, 2.7
BEAD_LEAST, BEAD_MOST = 1.1, 2.6
FACES_Y, SMALL_FACE = 22.65, 4.2
NUMERALS_Y, ENDS_Y = 29.55, 32.7
REACH = (20.2, 31.0)  # between which heights a finger on the track is meant for it


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What is asked, the answer so far (None: none yet), and which of how many questions it is.

    number counts from 1. hold and arrived as for every choice; the card is the only one.
    """

    asked: Asked
    value: int | None = None
    number: int = 1
    total: int = 3
    hold: float = 0.0
    arrived: float = 1.0


def targets(view: QuestionView, *, column: bool = False) -> tuple[parts.Target, ...]:
    """The card, in u."""
    _, y, w, h = CARD
    return ((attended.LEFT + (attended.WIDE - w) / 2, y, w, h),) if column else (CARD,)


def value_at(x: float, y: float, *, column: bool = False) -> int | None:
    """The answer that a mouse or finger on the track means, all in u; None beside it."""
    start, step = track(column)
    value = round((x - start) / step)
    return value if REACH[0] <= y <= REACH[1] and 0 <= value <= MOST else None


def track(column: bool) -> tuple[float, float]:
    """Where the track begins, and how far it is from one answer to the next."""
    return (4.9, 3.02) if column else (TRACK_X, STEP)


def draw(ui: Ui, view: QuestionView) -> None:
    """The whole screen. Call between ui.begin and ui.end."""
    ui.part("question", (view.asked, view.number, view.total), lambda: _question(ui, view))
    ui.part("question scale", None, lambda: _scale(ui))
    ui.part("question track", view.value, lambda: _track(ui, view.value))
    state = (view.value, view.hold, view.arrived)
    ui.part("question card", state, lambda: _card(ui, view))


def _question(ui: Ui, view: QuestionView) -> None:
    pitch = 3.9
    width = pitch * view.total if view.total > 1 else 0.0
    labels.title(ui, ui.say(f"question.{view.asked}"), width + 1)
    for number in range(1, view.total + 1) if view.total > 1 else ():
        x = labels.right(ui) - 1.4 - (view.total - number) * pitch
        now = number == view.number
        ui.disc(x, 4.1, 1.4, CREAM if now else INK, edge=CREAM, rim=0.2)
        if number < view.number:
            ui.disc(x, 4.1, 1.4, ORANGE, edge=CREAM, rim=0.2)
            ui.picture("tick", x, 4.1, 2.4)
        else:
            ink = INK if now else CREAM
            ui.text(ui.words.number(number), x, 4.1, 1.75, weight="bold", ink=ink, align="centre")


def _scale(ui: Ui) -> None:
    """What never changes: the faces over the even numbers, and the ends."""
    start, step = track(ui.column)
    for value in range(0, MOST + 1, 2):
        ui.picture(f"face.{value}", start + step * value, FACES_Y, SMALL_FACE)
    for value, key in ((0, "question.none"), (MOST, "question.most")):
        x = start + step * value
        if ui.column:
            x, align = (labels.LEFT, "start") if value == 0 else (attended.RIGHT, "end")
            labels.column(ui, ui.say(key), x, ENDS_Y, 2.2, 16.0, lines=1, align=align, most=2.5)
        else:
            labels.column(ui, ui.say(key), x, ENDS_Y, 2.2, 10.0, lines=1, align="centre", most=2.5)
    if not ui.column:
        labels.hints(ui, 17.5, ENDS_Y + 0.35, 34.0)
    middle = start + step * MOST / 2
    for side in (-1, 1):
        tip = middle + side * (step * MOST / 2 + (2.5 if ui.column else 4.7))
        for dy in (-1.25, 1.25):
            ui.line(tip, TRACK_Y, tip - side * 1.25, TRACK_Y + dy, 0.5, YELLOW)


def _track(ui: Ui, value: int | None) -> None:
    start, step = track(ui.column)
    ui.line(start, TRACK_Y, start + step * MOST, TRACK_Y, 1.0, INK)
    for at in range(MOST + 1):
        x, radius = start + step * at, (BEAD_LEAST + (BEAD_MOST - BEAD_LEAST) * at / MOST) / 2
        chosen = at == value
        ui.disc(x, TRACK_Y, radius + 0.2, INK)
        if value is not None and at < value:
            ui.disc(x, TRACK_Y, radius, ORANGE)
        elif not chosen:
            ui.disc(x, TRACK_Y, radius, TRACK_ON_PINE, edge=CREAM, rim=0.12)
        size, weight = (3.0, "bold") if chosen else (2.1, "semibold")
        number = ui.words.number(at)
        labels.line(
            ui, number, x, NUMERALS_Y, size, step - 0.1, weight=weight, align="centre", most=3.9
        )
    _thumb(ui, value)


def _thumb(ui: Ui, value: int | None) -> None:
    """Yellow, with the answer's bead within; hollow as long as there is no answer."""
    start, step = track(ui.column)
    x = start + step * (value or 0)
    radius = THUMB / 2 if value is None or value < 8 else THUMB / 2 + 0.35
    ui.disc(x, TRACK_Y, radius + 0.3, INK)
    ui.disc(x, TRACK_Y, radius, INK, edge=YELLOW, rim=0.42)
    if value is not None:
        ui.disc(x, TRACK_Y, radius - 0.62, ORANGE)


def _card(ui: Ui, view: QuestionView) -> None:
    place = targets(view, column=ui.column)[0]
    with ui.moved(place[0] - CARD[0], 0.0):
        _answer(ui, view)


def _answer(ui: Ui, view: QuestionView) -> None:
    parts.focus_frame(ui, *CARD, 1.6, view.arrived)
    inner = FACE * 0.8
    if view.hold >= 1:
        ui.medallion("tick", FACE_X, FACE_Y, inner, TINT_GREEN)
    elif view.value is None:
        ui.picture("question", FACE_X, FACE_Y, inner * 0.68)
    else:
        ui.picture(f"face.{view.value}", FACE_X, FACE_Y, inner * 0.96)
    parts.hold_ring(ui, FACE_X, FACE_Y, FACE, view.hold)
    if view.value is None:
        ui.line(NUMERAL_X - 1.6, FACE_Y, NUMERAL_X + 1.6, FACE_Y, 0.9, INK)
    else:
        size, numeral = parts.fit(ui, ui.words.number(view.value), NUMERAL, NUMERAL_W)
        ui.text(numeral[0], NUMERAL_X, FACE_Y, size, weight="bold", ink=INK, align="centre")
