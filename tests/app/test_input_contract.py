"""Every screen of a visit by every way of input: each choice can be reached, none by stepping off."""

from __future__ import annotations

import pygame
import pytest
import test_visit_stage
from hands import DT, FORWARD_M, WAYS, Lean, Touch, post

from game.app.trial import Phase
from game.screens import pause, prepare, question, today

visitor = test_visit_stage.visitor
SCREENS = ("who", "today", "before", "prepare", "rest", "goodbye")


OFTEN = ("one_button", "touch")  # the others among the slow tests
PARAMS = [pytest.param(way, marks=() if way in OFTEN else pytest.mark.slow) for way in WAYS]


@pytest.fixture(params=PARAMS)
def hands(request, visitor):
    way = WAYS[request.param]
    at = visitor(real=way is Lean, rests={"seconds": 20.0, "least_s": 0.0})
    at.answer_at = lambda value: hands_of.pixel(
        (question.TRACK_X + value * question.STEP, question.TRACK_Y, 0, 0)
    )
    hands_of = way(at)
    return hands_of


def enter(at, state):
    """Come to a screen afresh, whatever was before."""
    visit = at.run.visit
    visit.state, visit.question, visit.in_state_s, visit._idle_s = state, 0, 0.0, 0.0
    visit.block, visit.acknowledged, visit.has_limits = 0, state not in ("who", "prepare"), True
    visit.answers.clear()
    at.stage._state = None
    at.go(1.2)
    assert at.stage.screen is not None


def test_each_choice_of_each_screen_can_be_reached(hands):
    at, visit = hands.at, hands.at.run.visit
    enter(at, "who")
    hands.reach(0)
    assert visit.state == "today"
    enter(at, "who")
    hands.reach(1)
    assert visit.state == "goodbye"

    enter(at, "today")
    blocks = visit.blocks
    hands.reach(today.choices(today.TodayView(())).index("less"))
    assert visit.state == "today" and len(visit.blocks) == len(blocks) - 1
    visit.blocks = blocks
    for choice, state in (("start", "before"), ("not_me", "goodbye")):
        enter(at, "today")
        hands.reach(today.choices(today.TodayView(())).index(choice))
        assert visit.state == state

    for value in (0, 1, 4):
        enter(at, "before")
        hands.reach(value, answer=True)
        assert visit.answers == {("before", "pain"): value}

    enter(at, "prepare")
    hands.reach(prepare.HELP, holds=True)
    assert visit.state == "prepare" and at.stage.screen.view(0.0, 0.0).called
    hands.reach(prepare.YES, holds=True)
    assert visit.state in ("check", "step_on") and visit.acknowledged

    enter(at, "goodbye")
    hands.reach(0)
    assert visit.state == "closed"


def test_a_rest_ends_and_play_begins(hands):
    at = hands.at
    enter(at, "rest")
    hands.reach(0)
    assert at.run.visit.state == "play" and at.run.visit.block == 1


@pytest.mark.parametrize("choice", [pause.FINISH, pause.GO_ON])
def test_a_pause_is_asked_for_and_left_by_the_same_hands(hands, choice):
    at = hands.at
    enter(at, "rest")
    at.run.say("next")
    assert at.go(30.0, until=lambda: at.stage.game and at.stage.game._screen == "play")
    at.go(1.0)
    trial = at.stage.game.trial
    if isinstance(hands, Lean):
        at.stage.game.autopilot = None
        at.run.device.step_off()
        assert at.go(3.0, until=lambda: trial.phase is Phase.PAUSED)
        at.run.device.step_on()
    else:
        ask_for_a_pause(hands)
    at.run.device.aim(0.0, 0.0)
    at.stage.game.autopilot = None
    assert trial.phase is Phase.PAUSED
    at.go(3.0)
    hands.reach(choice)
    if choice == pause.FINISH:
        assert at.run.visit.state in ("after", "goodbye")
    else:
        assert at.go(6.0, until=lambda: trial.phase is Phase.RESUMING)


def ask_for_a_pause(hands):
    """By what this hand would do in play."""
    name = type(hands).__name__
    if name in ("Keys", "Button"):
        hands.at.key(pygame.K_SPACE)
    elif name in ("Controller", "Stick"):
        hands.press(pygame.CONTROLLER_BUTTON_START, DT)
    else:
        hands.press((200, 100), DT)
    hands.at.go(0.5)


def test_staff_goes_on_for_who_cannot_stand_evenly(hands):
    at = hands.at
    if isinstance(hands, Lean):
        pytest.skip("there, standing evenly is the input: see the whole visit by leaning")
    enter(at, "step_on")
    at.run.device.aim(0.09, 0.0)  # far to one side: never even
    at.go(4.0)
    assert at.run.visit.state == "step_on"
    hands.reach(0)
    assert at.run.visit.state == "play"


def test_stepping_off_never_selects(visitor):
    at = visitor(real=True, rests={"seconds": 20.0, "least_s": 0.0})
    for state in SCREENS:
        enter(at, state)
        at.run.device.aim(0.0, FORWARD_M)
        at.go(1.6)
        assert at.stage.screen.choice.hold > 0.1, state
        at.run.device.step_off()
        at.go(4.0)
        assert at.run.visit.state == state and at.stage.screen.choice.hold == 0
        at.run.device.aim(0.0, 0.0)
        at.run.device.step_on()
        at.go(1.0)


def test_a_short_touch_selects_nothing_unless_taps_are_set(visitor):
    at = visitor()
    hand = Touch(at)
    enter(at, "who")
    hand.press(hand.pixel(hand.places()[0]), DT)
    at.go(1.0)
    assert at.run.visit.state == "who"
    at.stage.theatre.taps = True
    hand.press(hand.pixel(hand.places()[0]), DT)
    assert at.run.visit.state == "today"


def test_one_may_drag_along_the_track_and_pick_people_by_number(visitor):
    at = visitor()
    hand = WAYS["mouse"](at)
    enter(at, "before")
    start, end = (
        hand.pixel((question.TRACK_X + value * question.STEP, question.TRACK_Y, 0, 0))
        for value in (2, 6)
    )
    post(pygame.MOUSEBUTTONDOWN, pos=start, button=1)
    at.go(DT)
    assert at.stage.screen.view(0.0, 0.0).value == 2
    post(pygame.MOUSEMOTION, pos=end, rel=(9, 0), buttons=(1, 0, 0))
    at.go(DT)
    assert at.stage.screen.view(0.0, 0.0).value == 6
    post(pygame.MOUSEBUTTONUP, pos=end, button=1)
    at.go(DT)
    assert at.run.visit.answers == {}
    enter(at, "who")
    at.key(pygame.K_2)
    assert at.run.visit.state == "goodbye"


def test_the_flower_is_ended_by_a_long_press_of_the_one_button(visitor):
    at = visitor()
    enter(at, "rest")
    at.run.visit.state, at.run.visit.has_limits = "step_on", False
    assert at.go(30.0, until=lambda: at.stage.flower is not None)
    at.go(1.0)
    at.key(pygame.K_SPACE, 1.0)
    assert at.stage.flower is not None, "a shorter one keeps a petal"
    at.key(pygame.K_SPACE, 2.4)
    assert at.run.visit.state == "goodbye"
