"""What holds for every modifier on every task: a new row of either table is tested by being there."""

import json
import math
from dataclasses import is_dataclass, replace

import pytest

from game.balance.directions import octagon_share
from game.level_types import LEVEL_TYPES
from game.levels import find_levels, level_from_dict
from game.modifiers import MODIFIERS, chain
from game.sim import Intent
from game.virtual_patient.player import Player

LEVELS = find_levels()
PLAIN = {kind: next(v for v in LEVELS.values() if v.type == kind) for kind in LEVEL_TYPES}
EACH = [{name: kind.Params()} for name, kind in MODIFIERS.items()]
ALL = {name: kind.Params() for name, kind in MODIFIERS.items()}
CAPS = (0.6, 0.5, 0.3, 0.4, 0.5, 0.7, 0.8, 0.45)


def _with(level, modifiers):
    return replace(level, modifiers=modifiers)


def _play(level, seconds, caps=CAPS, seed=3):
    """Events, and every world, of a simulated person who also presses now and then."""
    rules = level.rules(difficulty=0.6, caps=caps, seed=seed)
    player, events, worlds = Player(seed), [], []
    ml = ap = 0.0
    while rules.world.t < seconds and not rules.world.finished:
        worlds.append(rules.world)
        to_ml, to_ap = player.lean(rules.world)
        ml, ap = ml + (to_ml - ml) * 0.03, ap + (to_ap - ap) * 0.03
        press = rules.world.step % 300 == 0
        events += rules.step(Intent(ml, ap, load_share_right=0.5 + 0.2 * ml, confirm=press))
    return events, [*worlds, rules.world]


def _name(modifiers):
    return "+".join(modifiers)


@pytest.mark.parametrize("name", MODIFIERS)
def test_every_modifier_has_frozen_params_with_defaults_a_docstring_and_a_level(name):
    kind = MODIFIERS[name]
    assert is_dataclass(kind.Params) and kind.Params.__dataclass_params__.frozen
    assert kind.__doc__ and kind.Params()
    assert kind.__module__ == f"game.modifiers.{name}"
    assert any(name in level.modifiers for level in LEVELS.values())


@pytest.mark.parametrize("kind", PLAIN)
@pytest.mark.parametrize("modifiers", EACH, ids=_name)
def test_any_task_carries_any_modifier(kind, modifiers):
    level = _with(PLAIN[kind], modifiers)
    assert level_from_dict(json.loads(json.dumps(level.as_dict())), "test") == level
    events, worlds = _play(level, 12)
    assert (events, worlds) == _play(level, 12)
    json.dumps([dict(event.data) for event in events], allow_nan=False)
    assert [world.step for world in worlds] == list(range(len(worlds)))
    for world in worlds[::10]:
        assert octagon_share(CAPS, world.goal.lean_ml, world.goal.lean_ap) <= 1 + 1e-9
        for entity in world.entities:
            assert all(map(math.isfinite, (*entity.position, entity.radius, entity.progress)))


@pytest.mark.parametrize("kind", PLAIN)
def test_any_task_carries_all_of_them_together_to_its_end(kind):
    events, worlds = _play(_with(PLAIN[kind], ALL), 900)
    assert worlds[-1].finished
    reps = [event for event in events if event.kind == "rep"]
    assert len(reps) == worlds[-1].hud.total
    tags = {"dual", "feedback", "probe", "aided"}
    assert all(tags <= rep.data.keys() for rep in reps)
    assert all(event.step <= worlds[-1].step for event in events)


@pytest.mark.parametrize("modifiers", [*EACH, ALL], ids=_name)
def test_who_stands_still_is_never_stuck_and_never_succeeds(modifiers):
    level = _with(LEVELS["firefly-3"], modifiers)
    level = replace(level, params=replace(level.params, reps=6))
    rules = level.rules(difficulty=0.9, caps=CAPS, seed=1)
    reps = []
    while not rules.world.finished and rules.world.t < 600:
        reps += [event for event in rules.step(Intent()) if event.kind == "rep"]
    assert rules.world.finished and len(reps) == 6
    assert not any(rep.data["success"] or rep.data["score"] for rep in reps)


def test_the_order_is_that_of_the_table_whatever_the_file_says():
    level = LEVELS["orchard-ice"].as_dict()
    turned = {**level, "modifiers": dict(reversed(level["modifiers"].items()))}
    made = level_from_dict(turned, "test")
    assert list(made.modifiers) == ["resistance", "slipperiness"]
    kinds = [type(one) for one in chain(made.modifiers, caps=CAPS, seed=0)]
    assert kinds == [MODIFIERS["resistance"], MODIFIERS["slipperiness"]]


def test_only_closed_eyes_need_somebody_beside():
    assert LEVELS["orchard-eyes-closed"].supervised
    assert not LEVELS["orchard-ice"].supervised and not LEVELS["orchard-1"].supervised


@pytest.mark.parametrize(
    ("modifiers", "said"),
    [
        ({"mirorr": {}}, "modifiers: there is no 'mirorr'; there are: dual_task, feedback"),
        ({"tempo": {"factor": 9.0}}, "modifiers.tempo.factor: must be 0.25 to 2, not 9"),
        ({"tempo": {"speed": 1.0}}, "modifiers.tempo.speed: no such key"),
        ({"tempo": {"factor": True}}, "modifiers.tempo.factor: should be a valid number"),
        ({"tempo": 0.5}, "modifiers.tempo: should be a valid dictionary"),
        (["mirror"], "modifiers: should be a valid dictionary"),
        ({"resistance": {"factor": 0.5}}, "modifiers.resistance.factor: must be 1 to 3, not 0.5"),
        ({"side_gain": {"side": "up"}}, "modifiers.side_gain.side: should be 'left' or 'right'"),
        ({"dual_task": {"every_s": 2.0}}, "modifiers.dual_task.answer_s: must be at most three"),
        ({"slipperiness": {"damping": 0.0}}, "modifiers.slipperiness.damping: must be 0.1 to 1"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(modifiers, said):
    with pytest.raises(ValueError) as caught:
        level_from_dict({**LEVELS["orchard-1"].as_dict(), "modifiers": modifiers}, "mine.yaml")
    assert f"mine.yaml: {said}" in str(caught.value) and "\n" not in str(caught.value)
