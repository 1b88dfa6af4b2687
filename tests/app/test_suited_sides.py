"""Leaning, the pointer and the arrows mean what stands at that side of the screen, whichever way
reading goes, and in the column of who sees one side only.
"""

from __future__ import annotations

import pygame
import pytest
import test_visit_stage
from hands import FORWARD_M, post
from test_input_contract import enter
from test_visit_stage import DT, SIDE_M

from game.screens import question
from game.words import Words

visitor = test_visit_stage.visitor
WAYS = [("en", "left"), ("en", "right"), ("ar", "none"), ("ar", "left"), ("ar", "right")]


@pytest.fixture(params=WAYS, ids="-".join)
def at(request, visitor):
    language, column = request.param
    made = visitor(real=True, display={"language": language, "column": column})
    theatre = made.stage.theatre
    theatre.ui.speak(Words(language))
    theatre.inputs.mirrored = theatre.ui.mirrored
    return made


def pixel_of(at, x, y):
    """Where a place in u is seen, in pixels of the window."""
    ui = at.stage.theatre.ui
    return round(ui._left + ui._across(x) * ui.u), round(ui._top + y * ui.u)


def middles(at):
    """Where the choices of the screen are seen, in pixels, in the order of focus."""
    screen = at.stage.screen
    places = screen.targets(screen.view(1.0, at.clock.now()))
    return [pixel_of(at, x + w / 2, y + h / 2) for x, y, w, h in places]


def click(at, pixel):
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        post(kind, pos=pixel, button=1)
        at.go(DT)


@pytest.mark.parametrize("state", ["who", "today"])
def test_leaning_goes_to_what_stands_at_that_side_and_forward_takes_it(at, state):
    enter(at, state)
    screen, stood = at.stage.screen, [x for x, _ in middles(at)]
    assert len(set(stood)) == len(stood) > 1
    for side in (-1, 1, -1, -1):
        before = screen.choice.focus
        at.lean(side * SIDE_M, 0.0, 1.4)
        moved = (stood[screen.choice.focus] - stood[before]) * side
        further = any((x - stood[before]) * side > 0 for x in stood)
        assert moved > 0 if further else moved == 0
    chosen, focus = [], screen.choice.focus
    assert stood[focus] == min(stood), "leaned to the left until nothing stood there"
    screen.chose = chosen.append
    at.lean(0.0, FORWARD_M, 3.0)
    assert chosen == [focus]


def test_keys_and_the_pointer_mean_what_is_seen_there(at):
    for key, side in ((pygame.K_RIGHT, 1), (pygame.K_LEFT, -1)):
        enter(at, "today")
        stood, choice = [x for x, _ in middles(at)], at.stage.screen.choice
        choice.focus = 1 if len(stood) > 2 else stood.index(min(stood, key=lambda x: x * side))
        before = stood[choice.focus]
        at.key(key)
        assert (stood[choice.focus] - before) * side > 0
    for index in range(len(stood)):
        enter(at, "today")
        chosen = []
        at.stage.screen.chose = chosen.append
        click(at, middles(at)[index])
        assert chosen == [index]


def test_a_question_is_answered_where_its_number_stands(at):
    enter(at, "before")
    screen, column = at.stage.screen, at.stage.theatre.ui.column
    start, step = question.track(column)
    stood = [pixel_of(at, start + step * n, question.TRACK_Y) for n in range(11)]
    click(at, stood[4])
    assert screen.view(0.0, 0.0).value == 4
    at.lean(SIDE_M, 0.0, 1.4)
    assert stood[screen.view(0.0, 0.0).value][0] > stood[4][0]
