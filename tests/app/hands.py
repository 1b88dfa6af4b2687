"""One way of input each, as somebody would use it: bring the focus to a choice, then choose it."""

from __future__ import annotations

import pygame
from test_visit_stage import DT, FORWARD_M, SIDE_M

HOLD_S = 2.6  # longer than a hold takes
PAD = 7


def post(kind, **more):
    pygame.event.post(pygame.event.Event(kind, **more))


class Hands:
    """at: the visitor. `walk` moves the focus by one, `choose` takes what has it."""

    def __init__(self, at):
        self.at = at

    def reach(self, index, holds=False, answer=False):
        """Choose one of the choices of the screen that is shown; answer: on the track of 0 to 10."""
        choice = self.focus_of()
        if answer:
            self.walk(1)
            if index == 0:
                self.walk(-1)
        for _ in range(12):
            behind = index - choice().focus
            if behind == 0:
                break
            self.walk(1 if behind > 0 else -1)
        assert choice().focus == index, "the focus does not get there"
        self.choose(holds)

    def focus_of(self):
        stage = self.at.stage
        return lambda: stage.game._choice if stage.game else stage.screen.choice

    def pixel(self, target, kind=int):
        x, y, w, h = target
        ui = self.at.stage.theatre.ui
        left, top = ui.place((0, 0))
        return round((x + w / 2 - left) * ui.u), round((y + h / 2 - top) * ui.u)

    def places(self):
        stage = self.at.stage
        if stage.game:
            return stage.game._targets()
        view = stage.screen.view(1.0, self.at.clock.now())
        return stage.screen.kind.targets(view)


class Lean(Hands):
    real = True

    def walk(self, step):
        self.at.lean(step * SIDE_M, 0.0, 1.4)

    def choose(self, holds):
        self.at.lean(0.0, 1.2 * FORWARD_M, HOLD_S + 1.2)


class Button(Hands):
    def walk(self, step):
        self.at.key(pygame.K_SPACE, 0.2)
        self.at.go(0.5)

    def choose(self, holds):
        self.at.key(pygame.K_SPACE, HOLD_S)
        self.at.go(0.8)


class Keys(Hands):
    def walk(self, step):
        self.at.key(pygame.K_RIGHT if step > 0 else pygame.K_LEFT)

    def choose(self, holds):
        self.at.key(pygame.K_RETURN, HOLD_S if holds else DT)
        self.at.go(0.8)


class Controller(Hands):
    buttons = pygame.CONTROLLER_BUTTON_DPAD_LEFT, pygame.CONTROLLER_BUTTON_DPAD_RIGHT

    def press(self, button, seconds):
        post(pygame.CONTROLLERBUTTONDOWN, button=button, instance_id=PAD)
        self.at.go(seconds)
        post(pygame.CONTROLLERBUTTONUP, button=button, instance_id=PAD)
        self.at.go(DT)

    def walk(self, step):
        self.press(self.buttons[step > 0], DT)

    def choose(self, holds):
        self.press(pygame.CONTROLLER_BUTTON_A, HOLD_S if holds else DT)
        self.at.go(0.8)


class Stick(Controller):
    def walk(self, step):
        for value in (step * 30000, 0):
            post(pygame.CONTROLLERAXISMOTION, axis=0, value=value, instance_id=PAD)
            self.at.go(DT)


class Mouse(Hands):
    """Goes straight to where a choice lies."""

    def reach(self, index, holds=False, answer=False):
        [*_, card] = places = self.places()
        if answer:
            self.press(self.at.answer_at(index), DT)
            self.press(self.pixel(card), HOLD_S)
        else:
            self.press(self.pixel(places[index]), HOLD_S if holds or self.always_holds else DT)
        self.at.go(0.8)

    always_holds = False

    def press(self, pixel, seconds):
        post(pygame.MOUSEMOTION, pos=pixel, rel=(0, 0), buttons=(0, 0, 0))
        self.at.go(DT)
        post(pygame.MOUSEBUTTONDOWN, pos=pixel, button=1)
        self.at.go(seconds)
        post(pygame.MOUSEBUTTONUP, pos=pixel, button=1)
        self.at.go(DT)


class Touch(Mouse):
    always_holds = True

    def press(self, pixel, seconds):
        x, y = (at / side for at, side in zip(pixel, (320, 180), strict=True))
        finger = {"touch_id": 1, "finger_id": 3, "x": x, "y": y, "dx": 0.0, "dy": 0.0}
        post(pygame.FINGERDOWN, **finger)
        post(pygame.MOUSEBUTTONDOWN, pos=pixel, button=1, touch=True)
        self.at.go(seconds)
        post(pygame.FINGERUP, **finger)
        post(pygame.MOUSEBUTTONUP, pos=pixel, button=1, touch=True)
        self.at.go(DT)


WAYS = {
    "lean": Lean,
    "one_button": Button,
    "keyboard": Keys,
    "controller": Controller,
    "stick": Stick,
    "mouse": Mouse,
    "touch": Touch,
}
