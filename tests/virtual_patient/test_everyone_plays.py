"""Everybody comes to the end of every level, is never asked beyond their caps, and shows who they
are in what was recorded. Sessions run whole, as `surefoot simulate` runs them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from whole_sessions import by_name, sit, summary_of

from game.app.people import body_of
from game.balance.directions import octagon_share
from game.levels import find_levels
from game.resources import folder
from game.session.recording import open_trials
from game.virtual_patient import PROFILES, Body

LEVELS = sorted(find_levels())
PAIRS = [(profile, level) for profile in PROFILES for level in LEVELS]
ROUND = [(name, LEVELS[i % len(LEVELS)]) for i, name in enumerate(PROFILES)]


def finishes(profile, level, out):
    asked = [0.0]

    def look(sitting):
        goal, caps = sitting.trial.after.goal, sitting.trial.control.limits.caps
        asked.append(octagon_share(caps, goal.lean_ml, goal.lean_ap))

    sitting = sit(level, profile, 1, out, look)
    assert sitting.status == "completed"
    assert sitting.trial.after.finished
    limits = sitting.trial.control.limits
    assert limits == body_of(sitting.device).measured_limits
    assert max(asked) <= 1 + 1e-9, "of the caps in the direction asked for"
    summary = summary_of(sitting)
    assert "problem" not in summary and summary["reps"] and summary["measures"]


@pytest.mark.parametrize(("profile", "level"), ROUND)
def test_each_person_finishes_a_level(profile, level, tmp_path):
    finishes(profile, level, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("profile", "level"), PAIRS)
def test_everybody_finishes_every_level(profile, level, tmp_path):
    finishes(profile, level, tmp_path)


def test_the_body_stands_as_the_level_says(tmp_path):
    found = by_name(
        summary_of(sit("quiet-stance-four-conditions", "older", 1, tmp_path))["measures"]
    )
    conditions = ("firm_open", "firm_closed", "foam_open", "foam_closed")
    speeds = [found[f"mean_velocity_{condition}"] for condition in conditions]
    assert speeds == sorted(speeds) and speeds[2] > 2 * speeds[1]


def test_a_level_that_closes_the_eyes_closes_the_body_s(tmp_path, monkeypatch):
    stood, stand = [], Body.stand

    def watched(body, eyes, surface):
        stood.append((eyes, surface))
        stand(body, eyes, surface)

    monkeypatch.setattr(Body, "stand", watched)
    dark = tmp_path / "dark.yaml"
    shipped = (folder("levels") / "target_reach" / "orchard-1.yaml").read_text(encoding="utf-8")
    dark.write_text(f"{shipped}\nmodifiers:\n  eyes_closed: {{}}\n", encoding="utf-8")
    sit(str(dark), "older", 1, tmp_path / "out")
    assert stood[-2:] == [("closed", "firm"), ("open", "firm")]


def test_who_steps_off_comes_back_and_goes_on(tmp_path, monkeypatch):
    monkeypatch.setitem(PROFILES, "older", replace(PROFILES["older"], step_offs=120.0))
    sitting = sit("orchard-1", "older", 3, tmp_path)
    [trial] = open_trials(sitting.folder)
    kinds = [event.kind for _, event in trial.events]
    reasons = {event.data["reason"] for _, event in trial.events if event.kind == "pause"}
    assert reasons == {"off_board"}
    assert kinds.count("pause") == kinds.count("resume") >= 1
    assert sitting.status == "completed" and kinds.count("rep") == 12


def test_the_rules_see_the_load_of_the_board_s_corners(tmp_path):
    """A person who stands on the right foot more is seen to, by way of the four cells."""
    sitting = sit("orchard-1", "left_hemiparesis", 2, tmp_path)
    [trial] = open_trials(sitting.folder)
    cells = trial.samples
    shares = (cells["tr_n"] + cells["br_n"]) / sum(
        cells[f"{c}_n"] for c in ("tl", "tr", "bl", "br")
    )
    for _, t_s, intent in trial.intents[::500]:
        newest = np.searchsorted(cells["t_s"], t_s + 1e-6, side="right") - 1
        assert intent.load_share_right == pytest.approx(shares[newest], abs=0.002)
    assert shares.mean() > 0.53
