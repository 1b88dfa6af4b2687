"""The plot at a session's end: what was asked and what came of it, small, from what is stored."""

import io
import json

import hypothesis.strategies as st
import pytest
from hypothesis import given

from game.app.course_plot import COLUMNS, Point, courses, plot, print_plots
from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.session import files

points = st.builds(Point, st.floats(0, 1), st.sampled_from(["reached", "not yet", "not tried"]))


def played(out, level="orchard-1", difficulty=None):
    request = PlayRequest(
        level=level,
        device="simulated:older",
        participant="test",
        difficulty=difficulty,
        headless=True,
        fast=True,
        out=out,
        store=False,
    )
    with sit_down(request) as sitting:
        run_headless(sitting)
    return sitting


@given(st.lists(points, min_size=1, max_size=400))
def test_it_is_small_whatever_was_played(course):
    lines = plot(course, "orchard-1")
    assert len(lines) <= 8
    body = [line[5:] for line in lines[1:]]
    assert max(map(len, body)) <= COLUMNS
    assert sum(len(line) - line.count(" ") for line in body) == min(
        len(course), -(-len(course) // -(-len(course) // COLUMNS))
    )


def test_a_mark_stands_at_its_level_and_says_what_came_of_it():
    course = [Point(0.0, "not tried"), Point(0.41, "reached"), Point(1.0, "not yet")]
    assert plot(course, "orchard-1")[1:] == [
        "1.0 ┤  ○",
        "0.8 ┤",
        "0.6 ┤",
        "0.4 ┤ ●",
        "0.2 ┤",
        "0.0 ┤·",
    ]
    assert all(line.isascii() for line in plot(course, "orchard-1", ascii_only=True))


def test_many_reps_share_a_column():
    course = [Point(0.2, "reached")] * 2 * COLUMNS + [Point(0.8, "not yet")]
    lines = plot(course, "orchard-1")
    assert "each 3 reps" in lines[0]
    assert sum(line.count("●") for line in lines[1:]) == 43 and "○" not in lines[5]


def test_a_session_shows_the_levels_that_were_played(tmp_path):
    sitting = played(tmp_path)
    ((level, course),) = courses(sitting.folder).items()
    told = [
        data["data"]["value"]
        for line in (sitting.trial_folder / files.EVENTS).read_text("utf-8").splitlines()
        if (data := json.loads(line))["kind"] == "difficulty"
    ]
    assert level == "orchard-1" and len(course) == 12
    assert [point.level for point in course] == pytest.approx(told[: len(course)])


def test_each_direction_has_its_own_where_that_is_asked_for(tmp_path):
    folder, out = played(tmp_path).folder, io.TextIOWrapper(io.BytesIO(), "utf-8")
    print_plots(folder, out, by_direction=True)
    out.seek(0)
    headings = [line for line in out.read().splitlines() if "level of" in line]
    assert ["orchard-1, right" in headings[0], "orchard-1, left" in headings[1]] == [True, True]


def test_nothing_is_drawn_of_what_did_not_adapt_or_cannot_be_read(tmp_path):
    sitting = played(tmp_path / "fixed", difficulty=0.5)
    assert courses(sitting.folder) == {}
    sitting = played(tmp_path / "damaged")
    (sitting.trial_folder / files.SUMMARY).write_text("{", "utf-8")
    assert courses(sitting.folder) == {} == courses(tmp_path / "nowhere")
