"""The therapist's panel in a visit: the next step, new limits in the middle of a block, the end."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pygame
import test_visit_stage

from game.screens.gallery import read_frame
from game.session.recording import open_trials
from game.session.replay import replay

visitor = test_visit_stage.visitor


def playing(visitor, **more):
    """A visit in its first block, a few seconds into play, with the panel open."""
    at = visitor(questions=[], **more)
    at.run.visit.has_limits = True
    for _ in range(3):
        at.run.say("next")
    assert at.go(20.0, until=lambda: at.state == "play")
    at.go(8.0)
    at.key(pygame.K_F1)
    at.go(0.2)
    assert at.stage.game.panel.shown and at.run.visit.paused
    return at


def changes(at):
    lines = (at.run.session.folder / "visit.jsonl").read_text().splitlines()
    found = [json.loads(line) for line in lines]
    return [(one["from"], one["to"]) for one in found if one["kind"] == "state"]


def acts(at):
    """What the therapist did, in order; the session is over then, and plays again as it was."""
    at.run.say("stop")
    at.run.session.recorder.stop("stopped", datetime.now(UTC))
    trials = open_trials(at.run.session.folder)
    assert all(replay(trial).identical for trial in trials if len(trial.intents))
    events = [event for trial in trials for _, event in trial.events]
    return [event.data["what"] for event in events if event.kind == "therapist"]


def test_the_next_step_ends_the_block_whatever_of_it_is_left(visitor):
    at = playing(visitor)
    assert at.run.visit.block_seconds_left > 5
    at.key(pygame.K_n)
    at.go(1.0)
    assert at.state == "results" and at.stage.game._screen == "results"
    at.key(pygame.K_RETURN)
    at.go(1.0)
    assert at.state == "rest" and at.run.visit.ended == "completed"


def test_new_limits_in_the_middle_of_a_block_which_then_goes_on(visitor):
    at = playing(visitor, blocks=[{"level": "orchard-1", "minutes": 2}])
    played, before = at.run.visit.block_s, at.run.limits
    level = at.stage.game.trial.adaptation
    at.key(pygame.K_r)
    assert at.state == "calibrate" and at.stage.game is None and at.stage.flower
    assert at.go(120.0, until=lambda: at.state == "play")
    assert at.run.limits != before and at.run.limits.how != before.how
    at.go(2.0)
    assert at.run.visit.block_s >= played > 2.0
    assert at.stage.game.trial.adaptation is level, "difficulty goes on where it was"
    assert changes(at)[-2:] == [("play", "calibrate"), ("calibrate", "play")]
    assert acts(at) == ["open", "recalibrate"]


def test_who_thinks_better_of_new_limits_plays_on_with_the_old(visitor):
    at = playing(visitor)
    before = at.run.limits
    at.key(pygame.K_r)
    at.go(3.0)
    at.key(pygame.K_ESCAPE)
    at.go(0.5)
    assert at.state == "play" and at.run.limits is before


def test_stop_leads_to_the_goodbye_by_the_shortest_way(visitor):
    at = playing(visitor)
    at.key(pygame.K_s, 1.0)
    assert at.state == "play"
    at.key(pygame.K_s, 1.8)
    assert at.state == "goodbye" and at.run.visit.ended == "stopped"
    assert acts(at) == ["open", "stop"]


def test_it_says_who_plays_how_long_and_lets_play_go_on(visitor):
    at = playing(visitor)
    view = at.stage.game.panel.view(at.clock.now())
    assert view.initials == "M. K." and view.place == "place.orchard"
    assert view.left_s == at.run.visit.block_seconds_left and not view.locked
    at.key(pygame.K_ESCAPE)
    assert at.go(9.0, until=lambda: at.run.visit.scoring and not at.run.visit.paused)
    assert acts(at) == ["open", "close"]


def test_a_game_is_shown_as_planned(visitor):
    at = visitor(display={"hud_side": "right", "reduced_motion": True, "plain": True})
    at.run.visit.has_limits, at.run.visit.state = True, "step_on"
    at.run.visit.acknowledged = True
    assert at.go(20.0, until=lambda: at.state == "play" and at.stage.game is not None)
    at.go(8.0)
    game = at.stage.game
    game._rep_at = at.clock.now() - 0.2
    assert game._in_game_view(at.clock.now()).side == "right"
    assert game._in_game_view(at.clock.now()).bead_pop == 0.0
    assert game._results_view(0.0).reduced
    corner = read_frame(at.stage.theatre.inputs.size)[90, 2]
    assert tuple(corner) == (0x12, 0x29, 0x2B), "plain: no place around the person"
