"""The rules of quiet stance: how it is asked, what breaks a stance, and what the water shows."""

import math
from itertools import pairwise

import pytest

from game.level_types.base import ParamsError
from game.level_types.quiet_stance import QuietStance, QuietStanceParams
from game.level_types.stillness import Stillness
from game.levels import get_level
from game.screens.parts import picture_of
from game.sim import STEP_HZ, Intent
from game.words import MESSAGES

SHORT = {"seconds": 2.0, "settle_s": 1.0, "change_s": 4.0, "rest_s": 0.5, "repeats": 2}
OFF = Intent(on_board=False)
LEVELS = [
    "quiet-stance-eyes-open",
    "quiet-stance-eyes-closed",
    "quiet-stance-four-conditions",
    "quiet-stance-together",
    "quiet-stance-tandem",
    "quiet-stance-one-leg",
]


def _rules(**params):
    return QuietStance(QuietStanceParams(**{**SHORT, **params}), {}, difficulty=0.3)


def _run(rules, seconds=300.0, intent=None):
    events = []
    for _ in range(round(seconds * STEP_HZ)):
        if rules.world.finished:
            break
        events += rules.step(intent or Intent())
    return events


def _of(events, kind):
    return [event for event in events if event.kind == kind]


def test_a_stance_runs_from_begin_to_end_for_the_seconds_asked():
    events = _run(_rules(repeats=1))
    assert [event.kind for event in events] == ["cue", "begin", "end", "rep", "finished"]
    cue, begin, end, rep, _ = events
    assert cue.step == 1
    assert begin.step == 1.0 * STEP_HZ
    assert end.step - begin.step == 2.0 * STEP_HZ
    assert end.data["valid"] is True and end.data["time_s"] == 2.0
    assert rep.data["success"] is rep.data["attempted"] is True
    assert (rep.data["score"], rep.data["tries"], rep.data["direction"]) == (1.0, 1, None)
    assert rep.data["steadiness"] > 0.5


def test_the_four_conditions_come_in_order_and_say_what_needs_somebody_beside():
    conditions = ("firm_open", "firm_closed", "foam_open", "foam_closed")
    cues = _of(_run(_rules(conditions=conditions, repeats=1)), "cue")
    assert [cue.data["condition"] for cue in cues] == list(conditions)
    assert [cue.data["supervised"] for cue in cues] == [False, True, True, True]
    assert [(cue.data["surface"], cue.data["eyes"]) for cue in cues] == [
        tuple(condition.split("_")) for condition in conditions
    ]
    assert all(cue.data["difficulty"] == 0.3 for cue in cues)


@pytest.mark.parametrize(
    ("conditions", "closed", "foam"),
    [
        (("firm_open",), False, False),
        (("firm_open", "firm_closed"), True, False),
        (("foam_open",), False, True),
    ],
)
def test_params_say_what_a_level_needs_before_it_begins(conditions, closed, foam):
    params = QuietStanceParams(conditions=conditions)
    assert (params.eyes_closed, params.foam) == (closed, foam)


def test_there_is_more_time_where_the_surface_or_the_side_changes():
    for asked in ({"conditions": ("firm_open", "foam_open")}, {"stance": "one_leg", "sides": ("left", "right")}):  # fmt: skip
        events = _run(_rules(**asked))
        waits = [
            begin.step - cue.step
            for cue, begin in zip(_of(events, "cue"), _of(events, "begin"), strict=True)
        ]
        assert [round(wait / STEP_HZ) for wait in waits] == [1, 1, 4, 1]


def test_leaving_the_board_breaks_the_stance_which_is_offered_once_more():
    rules = _rules(repeats=1)
    _run(rules, 2.0)
    broken = rules.step(OFF)
    assert [event.kind for event in broken] == ["end"]
    assert broken[0].data["valid"] is False
    assert broken[0].data["time_s"] == pytest.approx(1.0, abs=0.01)
    rep = _of(_run(rules), "rep")[0]
    assert rep.data["success"] is True and rep.data["tries"] == 2
    assert rules.world.hud.done == rules.world.hud.total == 1


def test_a_second_step_off_ends_the_rep_with_what_was_stood():
    rules = _rules(repeats=1)
    events = []
    for _ in range(2):
        while not _of(events[-1:], "begin"):
            events += rules.step(Intent())
        events += _run(rules, 0.5) + rules.step(OFF)
    rep = _of(events, "rep")[0]
    assert rep.data["success"] is False and rep.data["attempted"] is True
    assert rep.data["score"] == pytest.approx(0.25, abs=0.01)
    assert rep.data["tries"] == 2
    assert _of(events, "finished")


def test_who_is_not_on_the_board_is_waited_for_and_begins_after_settling():
    rules = _rules(repeats=1)
    assert not _of(_run(rules, 5.0, OFF), "begin")
    (begin,) = _of(_run(rules, 1.5), "begin")
    assert begin.step == 6.0 * STEP_HZ


def test_eyes_closed_is_said_before_it_begins_and_to_open_them_after():
    rules = _rules(conditions=("firm_closed",), repeats=1, settle_s=6.0, rest_s=4.0)
    said, states = [], []
    while not rules.world.finished:
        said.append(rules.world.hud.instruction)
        states.append(rules.world.entities[0].state)
        rules.step(Intent())
    order = [said[0], *(now for before, now in pairwise(said) if now != before)]
    assert order == ["stance.apart", "eyes.close", "still", "done"]
    closed = [k for k, state in enumerate(states) if state == "eyes_closed"]
    assert {said[k] for k in closed} == {"eyes.close", "still"}
    rules = _rules(conditions=("firm_closed",), repeats=2, rest_s=4.0)
    _run(rules, 4.0)
    assert rules.world.hud.instruction == "eyes.open"


@pytest.mark.parametrize("name", LEVELS)
def test_every_instruction_has_few_words_and_a_picture(name):
    from game.render.pictures import PICTURES

    rules = get_level(name).rules(difficulty=0.0, caps=(0.9,) * 8, seed=0)
    said = set()
    while not rules.world.finished:
        said.add(rules.world.hud.instruction)
        for _ in range(30):
            rules.step(Intent())
    for instruction in said:
        assert len(MESSAGES[instruction].text.split()) <= 4
        assert picture_of(instruction) in PICTURES


def test_the_water_answers_to_sway_and_a_still_picture_does_not():
    live, picture = _rules(), _rules(picture="still")
    shown = {"live": [], "picture": []}
    for k in range(STEP_HZ * 6):
        sway = Intent(0.2 * math.sin(k / 20), 0.0) if k > STEP_HZ * 3 else Intent()
        for rules in (live, picture):
            rules.step(sway)
            (water,) = rules.world.entities
            assert water.kind == "water" and 0 <= water.progress <= 1
            shown[water.state].append(water.progress)
    assert shown["live"][STEP_HZ * 3] > 0.8
    assert shown["live"][-1] < 0.4
    assert max(abs(b - a) for a, b in pairwise(shown["live"])) < 0.015, "gently"
    assert set(shown["picture"]) == {1.0}


def test_standing_still_somewhere_else_is_still():
    stillness = Stillness()
    for _ in range(STEP_HZ * 10):
        stillness.feed(0.3, -0.2)
    assert stillness.value > 0.95


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"conditions": ()}, "conditions: name at least one"),
        ({"conditions": ("firm_open", "firm_open")}, "conditions: each may stand once"),
        ({"stance": "one_leg"}, "sides: say left"),
        ({"stance": "tandem"}, "sides: say left"),
        ({"sides": ("left",)}, "sides: say left"),
        ({"seconds": 0.0}, "seconds: must be"),
        ({"repeats": 0}, "repeats: must be"),
    ],
)
def test_wrong_params_are_told_in_one_line(params, message):
    with pytest.raises(ParamsError, match=message):
        QuietStanceParams(**params)
