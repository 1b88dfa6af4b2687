"""The therapist's panel over a game in a real (off-screen) window: what its keys do, and leave."""

from __future__ import annotations

import json

import pygame
import pytest
from test_stage import DT, Visit

from game.app import sitting as sitting_module
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.app.stage import Stage
from game.app.theatre import Theatre
from game.app.trial import Phase
from game.app.why_words import why
from game.render.window import DisplayError
from game.screens import therapist
from game.session.recording import open_trials
from game.session.replay import replay
from game.words import Words
from input_devices.clock import ManualClock

NAMES = [name for name, _, _ in therapist.BUTTONS]


class Game(Visit):
    """A visit whose panel is worked."""

    @property
    def panel(self):
        return self.stage.panel

    @property
    def view(self):
        return self.panel.view(self.clock.now())

    def open(self, after_s=7.0):
        self.run(after_s)
        self.press(pygame.K_F1)
        assert self.panel.shown == "therapist"
        return self

    def click_on(self, name, pressed_s=DT):
        x, y, w, h = therapist.PLACES[NAMES.index(name)]
        self.click(x + w / 2, y + h / 2)
        self.run(pressed_s)
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(0, 0), button=1))
        self.run(DT)

    def pad(self, button, seconds=DT):
        for kind in (pygame.CONTROLLERBUTTONDOWN, pygame.CONTROLLERBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, button=button, instance_id=7))
            self.run(seconds)


@pytest.fixture
def play(tmp_path, monkeypatch):
    opened = []
    clock = ManualClock()
    monkeypatch.setattr(sitting_module, "SystemClock", lambda: clock)

    def close():
        while opened:
            opened.pop().__exit__(None, None, None)

    def open_game(device="simulated", pin="", **options):
        request = PlayRequest(
            "orchard-1", device, "p1", out=tmp_path, tier="low", pin=pin, **options
        )
        context = sit_down(request)
        sitting = context.__enter__()
        opened.append(context)
        try:
            theatre = Theatre("test", tier="low", offscreen=True, size=(320, 180), pin=pin)
        except DisplayError as error:
            pytest.skip(f"no OpenGL off-screen here: {error}")
        opened.append(theatre)
        game = Game(Stage(sitting, theatre), clock)
        game.close = close
        return game

    yield open_game
    close()


def events(game, *kinds):
    """Those of some kinds, oldest first; the session is over then."""
    game.close()
    [trial] = open_trials(game.stage.sitting.folder)
    assert replay(trial).identical
    return [event for _, event in trial.events if event.kind in kinds]


def acts(game):
    return [event.data["what"] for event in events(game, "therapist")]


def test_the_panel_pauses_and_play_goes_on_by_a_countdown(play):
    game = play().open()
    assert game.trial.phase is Phase.PAUSED and game.stage._screen == "therapist"
    step = game.trial.after.step
    game.run(3.0)
    assert game.trial.after.step == step, "no time is played behind the panel"
    game.press(pygame.K_ESCAPE)
    assert not game.panel.shown and not game.stage.leaves
    assert game.run(4.0, until=lambda: game.trial.phase is Phase.RESUMING)
    assert game.run(5.0, until=lambda: game.trial.phase is Phase.PLAYING)
    game.run(1.0)
    assert acts(game) == ["open", "close"]


def test_resume_waits_for_a_quiet_stance_and_pause_takes_it_back(play):
    game = play().open()
    game.device.step_off()
    game.run(1.0)
    game.press(pygame.K_SPACE)
    game.run(3.0)
    assert game.trial.phase is Phase.PAUSED and game.panel.shown and not game.view.paused
    game.press(pygame.K_SPACE)
    game.device.step_on()
    game.run(3.0)
    assert game.trial.phase is Phase.PAUSED and game.view.paused
    game.press(pygame.K_SPACE)
    assert game.run(9.0, until=lambda: game.trial.phase is Phase.PLAYING)
    assert not game.panel.shown
    assert acts(game) == ["open", "resume", "pause", "resume"]


def test_harder_is_played_from_the_next_rep_on_and_the_last_one_counts_as_it_was(play):
    game = play().open()
    before = game.trial.adaptation.change.level
    game.press(pygame.K_EQUALS)
    game.press(pygame.K_KP_PLUS)
    assert game.view.level == 6 and "set here" in game.view.why[1]
    game.press(pygame.K_ESCAPE)
    assert game.run(60.0, until=lambda: game.trial.set_by_hand is None)
    assert game.view.level == 6
    first, second = events(game, "difficulty")[:2]
    assert (first.data["value"], second.data["value"]) == (before, pytest.approx(before + 0.2))
    assert second.data["reason"].startswith("The therapist set it to 0.50")
    assert second.step > first.step


def test_easier_stops_at_the_plan_s_bound(play):
    game = play()
    game.trial.adaptation.set_bounds(0.25, 0.6)
    game.open()
    for _ in range(3):
        game.press(pygame.K_MINUS)
    assert game.trial.set_by_hand == 0.25
    game.trial.finish()
    assert game.trial.adaptation.next_difficulty() == 0.25, "it holds for the next trial too"


def test_a_frozen_level_stays_until_it_is_freed(play):
    game = play().open()
    game.press(pygame.K_f)
    assert game.view.frozen and "frozen" in game.view.why[1]
    game.press(pygame.K_ESCAPE)
    assert game.run(120.0, until=lambda: game.trial.after.hud.tried >= 3)
    game.press(pygame.K_F1)
    game.press(pygame.K_f)
    assert not game.trial.adaptation.settings.frozen
    levels = {event.data["value"] for event in events(game, "difficulty")}
    assert levels == {0.3}


@pytest.mark.parametrize("how", ["key", "click", "pad"])
def test_stop_asks_for_a_longer_press(play, how):
    game = play().open()

    def stop(seconds):
        if how == "key":
            game.press(pygame.K_s, hold=True)
            game.run(seconds)
            game.release(pygame.K_s)
        elif how == "click":
            game.click_on("stop", seconds)
        else:
            game.panel._grid.go(NAMES.index("stop"), 0.0)
            game.pad(pygame.CONTROLLER_BUTTON_A, seconds)

    stop(1.0)
    assert not game.stage.leaves and game.view.hold == 0
    stop(1.7)
    assert game.stage.leaves and game.stage.sitting.status == "stopped"
    assert acts(game) == ["open", "stop"]


def test_next_step_shows_the_results_of_what_was_played(play):
    game = play().open(12.0)
    game.press(pygame.K_n)
    game.run(1.5)
    assert game.stage._screen == "results" and game.stage.sitting.status == "stopped"
    game.press(pygame.K_RETURN)
    assert game.stage.leaves
    assert acts(game) == ["open", "next"]


def test_neither_leaning_nor_the_one_button_reach_it(play):
    game = play("keyboard")
    game.run(7.0)
    game.press(pygame.K_SPACE)
    assert game.stage._screen == "pause"
    game.press(pygame.K_F1)
    focus = game.view.focus
    game.stage.autopilot = None
    game.device.aim(0.03, 0.06)
    game.run(3.0)
    assert game.panel.shown and game.view.focus == focus
    game.press(pygame.K_RIGHT, hold=True)
    game.run(1.0)
    assert game.view.focus == focus + 1, "arrows walk"
    assert abs(game.trial.control.lean[0]) < 0.15, "and do not lean"


def test_what_cannot_be_done_here_is_locked(play):
    game = play(difficulty=0.4).open()
    for key in (pygame.K_r, pygame.K_MINUS, pygame.K_f):
        game.press(key)
    assert game.view.locked == {"limits", "easier", "harder", "freeze"} and game.view.level == 5
    assert game.panel.shown and game.trial.phase is Phase.PAUSED
    assert acts(game) == ["open"]


def test_a_controller_opens_it_by_a_long_start_and_walks_with_its_pad(play):
    game = play()
    game.run(7.0)
    game.pad(pygame.CONTROLLER_BUTTON_START, 0.5)
    assert not game.panel.shown and game.trial.phase is Phase.PAUSED
    game.pad(pygame.CONTROLLER_BUTTON_START, 1.2)
    assert game.panel.shown
    game.pad(pygame.CONTROLLER_BUTTON_DPAD_DOWN)
    game.pad(pygame.CONTROLLER_BUTTON_DPAD_RIGHT)
    assert NAMES[game.view.focus] == "harder"
    game.pad(pygame.CONTROLLER_BUTTON_A)
    assert game.trial.set_by_hand == pytest.approx(0.4)
    game.click_on("patient")
    assert not game.panel.shown


def test_a_pin_is_asked_for_and_three_wrong_ones_wait(play, caplog):
    game = play(pin="2468")

    def type_in(*keys):
        for key in keys:
            game.press(key)

    wrong, right = (pygame.K_1,) * 4, (pygame.K_2, pygame.K_4, pygame.K_6, pygame.K_8)
    game.run(7.0)
    game.press(pygame.K_F1)
    assert game.panel.shown == "pin" and game.trial.phase is Phase.PAUSED
    type_in(*wrong, *wrong, pygame.K_s, pygame.K_ESCAPE)
    assert not game.panel.shown
    game.press(pygame.K_F1)
    type_in(*wrong, *right)
    assert game.panel.shown == "pin", "three tries, however often it was opened"
    game.run(31.0)
    type_in(pygame.K_2, pygame.K_3, pygame.K_BACKSPACE, *right[1:])
    assert game.panel.shown == "therapist"
    assert acts(game) == ["open"]
    kept = [path.read_text() for path in game.stage.sitting.folder.rglob("*.json*")]
    assert kept and all("2468" not in text and '"pin"' not in text for text in kept)
    assert "2468" not in repr(game.stage.sitting.request) and "2468" not in caplog.text


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "١٢٣٤"])
def test_a_pin_that_cannot_be_typed_is_refused_unsaid(play, pin):
    with pytest.raises(sitting_module.WrongInput) as refused:
        play(pin=pin)
    assert "4 to 8 digits" in str(refused.value) and pin not in str(refused.value)


def test_it_shows_what_the_board_says_now(play):
    game = play(duration_s=60.0).open(12.0)
    view = game.view
    assert 0.2 < view.load_left < 0.8 and 2 < view.sway_mm_s < 200
    assert view.left_s == pytest.approx(48.0, abs=0.5)
    assert json.dumps(view.why) and all(view.why)
    assert view.why[0] == why(Words(), game.trial.adaptation.change)
