"""A trial of somebody who does as they are told, recorded as play would do it."""

import math
from datetime import UTC, datetime

from game.balance.limits import theoretical_limits
from game.session.recorder import SessionRecorder
from game.session.recording import open_trials
from game.session.replay import replay
from game.sim import STEP_HZ, STEP_S
from input_devices.sample import BoardSample

DAY = datetime(2026, 1, 2, tzinfo=UTC)


def record(folder, level, act, *, cop=None, corners=None, limits=None, board=True, **start):
    """The trial in which act(world, events of the last step) is each Intent.

    cop(t, world): the CoP (ml, ap) in metres of each step's sample, by default where the Intent
    leans. corners(t, world): the load of each corner (tl, tr, bl, br), by default unknown. start:
    more keys of the start document.
    """
    limits = limits or theoretical_limits()
    recorder = SessionRecorder(folder, "test", DAY, {})
    trial = recorder.begin_trial(
        level.id,
        {
            "level": level.as_dict(), "seed": 1, "difficulty": 0.3, "caps": list(limits.caps),
            "limits": limits.as_dict(), "step_hz": STEP_HZ, **start,
        },
    )  # fmt: skip
    rules = level.rules(difficulty=0.3, caps=limits.caps, seed=1)
    happened = []
    while not rules.world.finished:
        intent = act(rules.world, happened)
        happened = rules.step(intent)
        step, t = rules.world.step, rules.world.step * STEP_S
        if board:
            at = cop(t, rules.world) if cop else limits.cop(intent.lean_ml, intent.lean_ap)
            cells = corners(t, rules.world) if corners else (math.nan,) * 4
            trial.samples([BoardSample(t, step, cells, 700.0, *at)], 0.0)
        trial.step(step, t, intent)
        for event in happened:
            trial.event(event, t)
    recorder.stop("completed", DAY)
    (made,) = open_trials(recorder.folder)
    assert replay(made).identical
    return made


def value(rows, name):
    """The value of one measure of a summary."""
    return next(row["value"] for row in rows if row["name"] == name)
