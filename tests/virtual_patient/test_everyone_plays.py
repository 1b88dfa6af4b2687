"""Everybody comes to the end of every level, is never asked beyond their caps, and shows who they
are in what was recorded. Sessions run whole, as `surefoot simulate` runs them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest

from game.app.headless import run_headless
from game.app.people import body_of
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.levels import find_levels
from game.resources import folder
from game.session import files
from game.session.recording import open_trials
from game.virtual_patient import PROFILES, Body

LEVELS = sorted(find_levels())
PAIRS = [(profile, level) for profile in PROFILES for level in LEVELS]
ROUND = [(name, LEVELS[i % len(LEVELS)]) for i, name in enumerate(PROFILES)]


def sit(level, profile, seed, out, look=lambda sitting: None):
    """One whole session; `look` is shown the sitting at every frame."""
    request = PlayRequest(
        level, f"simulated:{profile}", "test", seed=seed, headless=True, fast=True, out=out
    )
    with sit_down(request) as sitting:
        run_headless(sitting, lambda *_: look(sitting))
    return sitting


def finishes(profile, level, out):
    asked = []

    def look(sitting):
        goal = sitting.trial.after.goal
        asked.append(math.hypot(goal.lean_ml, goal.lean_ap))

    sitting = sit(level, profile, 1, out, look)
    assert sitting.status == "completed"
    assert sitting.trial.after.finished
    limits = sitting.trial.control.limits
    assert limits == body_of(sitting.device).measured_limits
    assert max(asked) <= max(limits.caps) + 1e-9
    summary = files.read_json(sitting.trial_folder / files.SUMMARY)
    assert "problem" not in summary and summary["reps"] and summary["measures"]


@pytest.mark.parametrize(("profile", "level"), ROUND)
def test_each_person_finishes_a_level(profile, level, tmp_path):
    finishes(profile, level, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("profile", "level"), PAIRS)
def test_everybody_finishes_every_level(profile, level, tmp_path):
    finishes(profile, level, tmp_path)


def measures_of(sitting):
    rows = files.read_json(sitting.trial_folder / files.SUMMARY)["measures"]
    return {row["name"]: row["value"] for row in rows}


def test_the_body_stands_as_the_level_says(tmp_path):
    found = measures_of(sit("quiet-stance-four-conditions", "older", 1, tmp_path))
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


def signs(profile, weak, strong, seed, out):
    """Which of the three differences between the sides one session shows."""
    sitting = sit("orchard-1", profile, seed, out / str(seed))
    side = {
        name: {row["name"]: row["value"] for row in rows}
        for name, rows in files.read_json(sitting.trial_folder / files.SUMMARY)[
            "directions"
        ].items()
    }
    samples = open_trials(sitting.folder)[0].samples
    right = np.mean((samples["tr_n"] + samples["br_n"]) / samples["load_n"])
    shares = {"right": right, "left": 1 - right}
    return {
        "leans less far": side[weak]["endpoint_distance"] < 0.8 * side[strong]["endpoint_distance"],
        "is slower": side[weak]["movement_velocity"] < side[strong]["movement_velocity"],
        "bears less": shares[weak] < shares[strong] - 0.05,
    }


def shown(profile, weak, strong, seeds, out):
    """The share of sessions that show each."""
    found = defaultdict(list)
    for seed in range(seeds):
        for sign, seen in signs(profile, weak, strong, seed, out).items():
            found[sign].append(seen)
    return {sign: np.mean(seen) for sign, seen in found.items()}


SIDES = [("left_hemiparesis", "left", "right"), ("right_hemiparesis", "right", "left")]


@pytest.mark.parametrize(("profile", "weak", "strong"), SIDES)
def test_hemiparesis_shows_on_its_side(profile, weak, strong, tmp_path):
    assert all(signs(profile, weak, strong, 1, tmp_path).values())


@pytest.mark.slow
@pytest.mark.parametrize(("profile", "weak", "strong"), SIDES)
def test_hemiparesis_shows_on_its_side_in_nearly_all_sessions(profile, weak, strong, tmp_path):
    assert min(shown(profile, weak, strong, 40, tmp_path).values()) >= 0.95


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
