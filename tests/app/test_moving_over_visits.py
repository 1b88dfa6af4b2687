"""Where a plan says so, targets move over to the affected side, from game to game and visit to visit."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
import test_visit

from game.app.known import known_of
from game.app.store_here import store_here
from game.app.suited import hud_side_of
from game.level_types.moving_over import LEAST, share_of
from game.levels import find_levels
from game.session.adaptation import moved_in, moving_over
from game.session.plan import Block, Plan
from game.session.recording import open_trials
from game.session.replay import replay
from game.session.settings import Display
from game.store.settings import save_settings

LEVEL = "orchard-3"
BLOCKS = {"blocks": [{"level": LEVEL, "minutes": 2.6}], "questions": [], "assessments": []}


def ends_of(trial) -> tuple[float, float]:
    """How far targets had moved over when a game began, and when it ended."""
    reps = [event.data["moved"] for _, event in trial.events if event.kind == "rep"]
    return trial.start["level"]["params"]["moved"], reps[-1]


@pytest.fixture(scope="module")
def visits(tmp_path_factory):
    """The games of three visits, in the last of which targets were not to move."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUREFOOT_DATA", str(tmp_path_factory.mktemp("data")))
        test_visit._planned(**BLOCKS, display={"moves_over": True})
        made = [open_trials(test_visit._play()) for _ in range(2)]
        with store_here("test") as store:
            save_settings(store, "P7", {"moves_over": False})
        made.append(open_trials(test_visit._play()))
        yield made, known_of("P7")


def test_targets_come_over_from_game_to_game_and_visit_to_visit(visits) -> None:
    played = [ends_of(trial) for trials in visits[0][:2] for trial in trials]
    assert len(played) >= 3 and played[0][0] == 0.0 and share_of(0.0) == LEAST
    assert all(ended == began for (_, ended), (began, _) in pairwise(played))
    assert max(ended for _, ended in played) > 0.05


def test_the_recording_says_so_and_replays(visits) -> None:
    for trial in visits[0][0]:
        assert trial.start["level"]["params"]["moves_to"] == "left"
        assert replay(trial).identical


def test_switched_off_it_waits_where_it_was(visits) -> None:
    trials, known = visits[0][-1], visits[1]
    for trial in trials:
        assert trial.start["level"]["params"]["moves_to"] == "none"
        assert not any("moved" in event.data for _, event in trial.events if event.kind == "rep")
    last = ends_of(visits[0][1][-1])[1]
    assert known.moved(known.levels[LEVEL]) == last
    kept = json.loads((trials[-1].folder / "outcome.json").read_text())["difficulty"]
    assert kept["moved"] == last


@pytest.mark.parametrize(
    ("display", "affected", "side"),
    [
        (Display(), "left", "start"),
        (Display(moves_over=True), "left", "right"),
        (Display(moves_over=True), "right", "left"),
        (Display(moves_over=True), "none", "start"),
        (Display(moves_over=True, hud_side="left"), "left", "left"),
    ],
)
def test_the_panel_stands_at_the_side_that_is_seen(display, affected, side) -> None:
    assert hud_side_of(display, affected) == side


@pytest.mark.parametrize("display", [{"moves_over": True}, {}])
@pytest.mark.parametrize("side", ["left", "right", "both", "none"])
def test_only_single_targets_move_and_only_to_one_side(display, side) -> None:
    levels = find_levels()
    plan = Plan(
        blocks=(Block(level=LEVEL),), affected_side=side, display=Display.model_validate(display)
    )
    moved = {name for name, level in levels.items() if moving_over(plan, level, 0.5) != level}
    kinds = {levels[name].type for name in moved}
    moves = bool(display) and side in ("left", "right")
    assert kinds == ({"target_reach", "visual_tracking"} if moves else set())
    assert "firefly-mirror" not in moved


def test_a_state_that_says_nothing_sensible_of_it_says_nothing() -> None:
    assert [
        moved_in(kept) for kept in (None, {}, {"moved": 2}, {"moved": True}, {"moved": "x"})
    ] == [0.0] * 5
    assert moved_in({"moved": 0.4}) == 0.4
