"""The kiosk in a real (off-screen) window: woken, played, left alone, locked."""

from __future__ import annotations

import json
from itertools import pairwise

import pygame
import pytest
from waiting_room import PIN, SETTINGS, Finger, WaitingRoom

from game.app.errors import Missing, Unfinished
from game.app.kiosk import KioskRequest, Runner, Stop, kiosk
from game.app.kiosk_health import Health
from game.app.kiosk_notify import KeepAlive
from game.app.kiosk_stage import KioskStage
from game.balance.directions import UNIT
from game.render.window import DisplayError
from game.screens import calibrate, kiosk_invite

STANDING = SETTINGS.replace("device: none", 'device: "emulated_board?empty_s=30"')
ALLOWED = STANDING + "kiosk: {standing: true}\n"


@pytest.fixture
def rooms(tmp_path):
    """A function that opens a waiting room; they close with the test."""
    opened = []

    def make(text=SETTINGS, **more):
        try:
            opened.append(WaitingRoom(tmp_path, text, **more).__enter__())
        except DisplayError as error:
            pytest.skip(str(error))
        return opened[-1]

    yield make
    for room in opened:
        room.__exit__(None, None, None)


def visit(room, seconds, until):
    """Let the visitor do what is asked until something is so."""
    for at in range(round(seconds / 0.1)):
        room.visitor.act()
        room.frame(0.1, draw=at % 100 == 0)
        if until():
            return True
    return False


def test_somebody_wakes_it_plays_three_games_and_is_forgotten(rooms):
    room = rooms()
    room.go(1.0)
    room.press(pygame.K_j)
    began, hardest = {}, []

    def note():
        began.setdefault((room.state, room.kiosk.machine.taster), room.clock.now())
        if taster := room.kiosk.visitor.taster:
            hardest.append(taster.trial.adaptation.next_difficulty())
        return room.state == "result"

    assert visit(room, 400.0, note)
    assert list(began) == [
        ("invite", 0), ("calibrate", 0), ("taster", 0), ("taster", 1), ("taster", 2), ("result", 2),
    ]  # fmt: skip
    things = dict(room.kiosk.visitor.gathered)
    assert (
        things["apple"] > 5 and things["gate"] > 5 and set(things) == {"apple", "gate", "firefly"}
    )
    assert min(room.kiosk.visitor.limits.caps[2:7:4]) > 0.5, "they leaned to 0.8 of the limit"
    assert all(60.0 <= late - early <= 90.0 for early, late in pairwise([*began.values()][2:]))
    assert max(hardest[:100]) <= 0.1 < max(hardest) <= 0.5, "easy at first, and rising"
    room.go(21.0)
    assert room.state == "attract" and room.kiosk.visitor.gathered == []


@pytest.mark.parametrize("state", ["invite", "calibrate", "taster", "staff"])
def test_left_alone_it_asks_and_begins_anew(rooms, state):
    room = rooms()
    room.press(pygame.K_j)
    if state == "staff":
        room.press(pygame.K_F1)
    else:
        assert visit(room, 60.0, lambda: room.state == state)
    assert room.go(20.5, lambda: room.kiosk.machine.warns)
    assert room.state == state
    assert room.go(10.5, lambda: room.state == "attract")


def test_what_answers_the_question_chooses_nothing(rooms):
    room = rooms()
    room.press(pygame.K_j)
    assert room.go(25.0, lambda: room.kiosk.machine.warns)
    room.press(pygame.K_RETURN)
    assert room.state == "invite" and not room.kiosk.machine.warns
    room.choose()
    assert room.state == "calibrate"


@pytest.mark.parametrize("event", [
    pygame.event.Event(pygame.KEYDOWN, key=pygame.K_j),
    pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(5, 5)),
    pygame.event.Event(pygame.FINGERDOWN, finger_id=1, touch_id=1, x=0.5, y=0.5, dx=0, dy=0),
    pygame.event.Event(pygame.JOYBUTTONDOWN, instance_id=1, button=3),
    pygame.event.Event(pygame.CONTROLLERBUTTONDOWN, instance_id=1, button=2),
])  # fmt: skip
def test_any_press_wakes_it(rooms, event):
    room = rooms()
    room.go(1.0)
    pygame.event.post(event)
    room.frame()
    assert room.state == "invite"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_finger_alone_wakes_it_starts_grows_the_flower_and_plays(rooms, language):
    room = rooms(SETTINGS + f"languages: [{language}]\n")
    finger, mirrored = Finger(room), language == "ar"
    room.go(1.0)
    finger.tap((160, 90))
    assert room.state == "invite"
    room.go(1.0)
    x, y, w, h = kiosk_invite.targets(None)[kiosk_invite.START]
    start = (x + w / 2 - 32) * (-1 if mirrored else 1), y + h / 2 - 18
    finger.tap((round(160 + 5 * start[0]), round(90 + 5 * start[1])))
    assert room.state == "calibrate"
    reach = room.kiosk.visitor.reach
    middle = (64 - calibrate.X if mirrored else calibrate.X, calibrate.Y)
    for _ in range(400):
        k = reach.direction
        if k is None:
            finger.lift()
        else:
            finger.rest(room.visitor.pixel(*(0.9 * x for x in UNIT[k]), middle))
        if room.state == "taster":
            break
    assert all(0.8 < share < 1.0 for share in reach.found.values()), reach.found
    taster = room.kiosk.visitor.taster
    for _ in range(600):
        goal = taster.trial.after.goal
        finger.rest(room.visitor.pixel(goal.lean_ml, goal.lean_ap))
        if taster.done > 2:
            break
    assert taster.done > 2


def test_stepping_on_wakes_it_and_standing_is_not_offered(rooms):
    room = rooms(STANDING)
    assert room.go(29.0) and room.state == "attract"
    assert room.go(5.0, lambda: room.state == "invite")
    assert room.kiosk.machine.ways == ("hand", "seated")


def test_standing_needs_the_settings_a_choice_and_one_long_yes(rooms):
    room = rooms(ALLOWED)
    room.go(2.0)
    room.press(pygame.K_j)
    room.choose()
    assert room.state == "choose" and room.kiosk.machine.ways == ("hand", "seated", "standing")
    room.go(0.7)
    room.press(pygame.K_RIGHT), room.press(pygame.K_RIGHT)
    room.press(pygame.K_RETURN)
    assert (room.state, room.kiosk.machine.way) == ("ready", "standing")
    room.choose()
    assert room.state == "ready", "a press is not enough"
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN))
    assert room.go(4.0, lambda: room.state == "board")
    assert room.kiosk.machine.acknowledged
    assert room.go(40.0, lambda: room.state == "calibrate") or room.state == "attract"


def test_who_stands_up_though_seated_is_asked_to_sit(rooms):
    room = rooms(STANDING.replace("empty_s=30", "empty_s=9"))
    room.go(1.0)
    room.press(pygame.K_j)
    room.kiosk.say("next"), room.kiosk.say("choose", 1), room.kiosk.say("next")
    assert room.state == "board"
    assert room.go(20.0, lambda: room.kiosk.visitor.stands_up)  # 70 kg on the board
    room.frame()
    assert room.state == "board", "nobody plays like this"


def test_there_is_no_way_out_but_the_pin(rooms):
    room = rooms()
    for key in (pygame.K_ESCAPE, pygame.K_q, pygame.K_F4, pygame.K_F10):
        room.press(key, mod=pygame.KMOD_ALT)
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    room.frame()
    room.type_pin("111111")
    assert not room.stage.leaves and room.state == "staff"
    for digit in PIN:
        room.press(pygame.K_0 + int(digit))
    assert room.stage.leaves


def test_where_it_is_only_tried_closing_the_window_ends_it(rooms):
    room = rooms()
    for locked in (True, False):
        stage = KioskStage(room.kiosk, room.theatre, locked=locked)
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        stage.frame(0.1, room.clock.now())
        assert stage.leaves is not locked


def test_where_nobody_could_see_it_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("SDL_GRAB_KEYBOARD", "1")
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    settings = tmp_path / "station.yaml"
    settings.write_text(SETTINGS, "utf-8")
    with pytest.raises(Missing, match="no display here: set DISPLAY"):
        kiosk(KioskRequest(settings, tmp_path, windowed=True))


def test_guessing_is_answered_by_waits_that_grow(rooms):
    room = rooms()
    waits = []
    for _ in range(4):
        for _ in range(3):
            room.type_pin("000000")
        waits.append(room.stage.door._lock.wait_s(room.clock.now()))
        room.type_pin(PIN)
        assert not room.stage.leaves, "deaf"
        room.clock.advance(waits[-1] + 1.0)
        room.frame(draw=False)
    assert [round(wait, -1) for wait in waits] == [30, 60, 120, 240]
    assert room.kiosk.journal.counters.as_dict()["wrong_pins"] == 4
    room.press(pygame.K_ESCAPE)
    room.type_pin()
    assert room.stage.leaves


@pytest.mark.parametrize("state", ["attract", "choose", "ready", "taster"])
def test_an_error_in_a_frame_is_noted_and_it_begins_anew(rooms, state, monkeypatch):
    room = rooms(STANDING)
    room.go(1.0)
    if state != "attract":
        room.press(pygame.K_j)
        room.kiosk.say("next")
    if state in ("ready", "taster"):
        room.kiosk.say("choose", 1 if state == "ready" else 0)
    if state == "taster":
        assert visit(room, 60.0, lambda: room.state == "taster")
    assert room.state == state
    secret = "Mr. Smith"
    monkeypatch.setattr(room.stage, "_draw", lambda *_: {}[secret])
    runner = Runner(room.kiosk, room.stage, KeepAlive({}), Health(0), Stop(locked=True))
    room.clock.advance(0.1)
    runner._frame(0.1, room.clock.now())
    assert room.state == "attract" and room.kiosk.journal.counters.as_dict()["errors"] == 1
    log = (room.folder / "kiosk.log").read_text("utf-8")
    assert "error KeyError at" in log and secret not in log
    for _ in range(2):
        runner._frame(0.1, room.clock.now())
    with pytest.raises(Unfinished, match="too many errors"):
        runner._frame(0.1, room.clock.now())


def test_feet_of_somebody_who_sits_play_too(rooms):
    light = '"emulated_board?empty_s=9&weight_kg=12"'
    room = rooms(STANDING.replace('"emulated_board?empty_s=30"', light))
    room.go(1.0)
    room.press(pygame.K_j)
    room.kiosk.say("next"), room.kiosk.say("choose", 1), room.kiosk.say("next")
    assert room.state == "board" and room.kiosk.machine.way == "seated"
    assert room.go(25.0, lambda: room.state == "calibrate")
    assert room.go(3.0, lambda: room.kiosk.visitor.reach.phase == "lean")


def test_without_a_pin_nobody_is_asked_for_one(rooms):
    room = rooms("device: none\ntier: very_low\n")
    room.press(pygame.K_F1)
    assert room.state == "invite"


def test_settings_that_turn_wrong_are_told_and_the_last_good_ones_hold(rooms, tmp_path):
    room = rooms(SETTINGS + "languages: [de]\n")
    room.go(3.0)
    assert room.stage.ui.words.code == "de"
    room.write(SETTINGS + "languages: [de]\nkiosk: {standin: true}\n")
    room.go(3.0)
    assert "kiosk.standin: no such key" in room.kiosk.settings.problem
    assert room.stage.ui.words.code == "de" and room.state == "attract"
    room.kiosk.journal.save(room.clock.now(), at_once=True)
    kept = json.loads((room.folder / "counters.json").read_text("utf-8"))["settings"]
    assert "languages: [de]" in kept and "standin:" not in kept
    room.write(SETTINGS + "languages: [en]\n")
    room.go(3.0)
    assert room.kiosk.settings.problem == "" and room.stage.ui.words.code == "en"


def test_it_sleeps_and_wakes_by_its_hours_and_dims_by_the_hour(rooms):
    night = 'kiosk: {hours: {monday: "09:00-10:00"}, brightness: {"00:00": 0.5, "09:30": 1.0}}\n'
    room = rooms(SETTINGS + night)
    room.go(1.0)
    assert room.state == "attract" and room.kiosk.brightness == 0.5
    room.jump_s = 1900.0
    room.go(1.0)
    assert room.kiosk.brightness == 1.0
    room.jump_s = 3700.0
    room.go(1.0)
    assert room.state == "dark"
    room.press(pygame.K_j)
    assert room.state == "dark"
    room.jump_s = 0.0
    room.go(1.0)
    assert room.state == "attract"


def test_the_picture_moves_by_a_pixel_and_follows_a_resize(rooms):
    room = rooms()
    places = set()
    for _ in range(5):
        room.clock.advance(95.0)
        room.frame(draw=False)
        places.add(room.stage.ui.place((0, 0)))
    assert len(places) > 1
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=400, h=240, size=(400, 240)))
    room.frame()
    room.frame()
    assert room.stage.ui.size == (400, 240) and room.state == "attract"


@pytest.mark.parametrize(
    ("state", "goes_on"),
    [
        ("calibrate", lambda room: room.state == "taster"),
        ("taster", lambda room: room.kiosk.visitor.taster.done > 2),
    ],
)
def test_a_machine_too_busy_to_ask_the_keys_lets_nobody_wait(rooms, state, goes_on, monkeypatch):
    room = rooms()
    room.press(pygame.K_j)
    assert visit(room, 60.0, lambda: room.state == state)
    monkeypatch.setattr(room.kiosk.devices.keyboard, "drain", list)  # its thread gets no turn
    assert not visit(room, 2.0, lambda: room.kiosk.visitor.waits)
    monkeypatch.undo()
    assert visit(room, 60.0, lambda: goes_on(room))
