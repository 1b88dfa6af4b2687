"""The screens around play as they are drawn: what each state shows, and that it can be read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest
from drawing import SIZE, Sheet, check_contrast, check_room

from game.screens import gallery_visit as visit
from game.screens import parts, prepare, question, rest, step_on
from game.screens.goodbye import GoodbyeView
from game.screens.question import QuestionView
from game.screens.today import TodayView
from game.words import MESSAGES, Message

U = 20
ORANGE, YELLOW, BLUE = (230, 159, 0), (240, 228, 66), (0, 114, 178)
GREEN, VERMILLION = (0, 158, 115), (213, 94, 0)
PLAIN = ["01-who", "02-today", "03-question", "04-prepare", "05-step-on", "10-rest",
         "12-goodbye", "12-goodbye-early", "14-therapist"]  # fmt: skip
Draw = Callable[[visit.View], tuple[np.ndarray, list[str]]]


@pytest.fixture
def drawn(toolkit: type, glsl: str, sheet: Sheet) -> Iterator[Draw]:
    """Draws a view on nothing: (height, width, 4), and its words."""
    ui = toolkit(SIZE, glsl)
    read = sheet(SIZE)

    def draw(view: visit.View) -> tuple[np.ndarray, list[str]]:
        from OpenGL import GL

        GL.glClear(GL.GL_COLOR_BUFFER_BIT)
        ui.begin()
        visit.SCREENS[type(view)].draw(ui, view)
        ui.end()
        return read().astype(int), [said for said, _, _ in ui.lines]

    yield draw
    ui.release()


def near(
    image: np.ndarray, colour: tuple[int, int, int], place: tuple[float, ...] = (0, 0, 64, 36)
) -> np.ndarray:
    """Where an area (x, y, w, h in u) has a colour."""
    x, y, w, h = (round(U * at) for at in place)
    area = image[y : y + h, x : x + w]
    return (np.abs(area[..., :3] - colour).max(axis=-1) < 24) & (area[..., 3] > 250)


@pytest.mark.parametrize("scene", ["snow", "night"])
@pytest.mark.parametrize("name", PLAIN)
def test_words_of_a_visit_stand_out_seven_to_one(
    toolkit: type, glsl: str, sheet: Sheet, name: str, scene: str
) -> None:
    check_contrast(toolkit, glsl, sheet, visit.VIEWS[name], scene)


def longer(text: str) -> str:
    """Every word a third longer, as in German; what is set in stays."""
    return re.sub(
        r"\{[^}]*\}|[A-Za-z]{2,}",
        lambda m: m[0] if m[0][0] == "{" else m[0] + m[0][-math.ceil(len(m[0]) / 3) :].lower(),
        text,
    )


@pytest.mark.parametrize("name", list(visit.VIEWS))
def test_words_a_third_longer_have_room_too(
    toolkit: type, glsl: str, sheet: Sheet, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stretched = {
        key: Message(*map(longer, message[:2]), message.context)
        for key, message in MESSAGES.items()
    }
    monkeypatch.setattr("game.words.MESSAGES", stretched)
    wanted: set[str] = set()
    fit = parts.fit

    def heard(ui: object, text: str, *rest: object, **more: object) -> tuple[float, list[str]]:
        wanted.update(text.split())
        return fit(ui, text, *rest, **more)

    monkeypatch.setattr(parts, "fit", heard)
    said = check_room(toolkit, glsl, sheet, visit.VIEWS[name])
    assert wanted and wanted <= {word for text in said for word in text.split()}, "no word is cut"


@pytest.mark.parametrize("name", [n for n in visit.VIEWS if n[:2] in ("01", "02", "04")])
def test_choices_of_a_visit_are_large_and_apart(name: str) -> None:
    view = visit.VIEWS[name]
    places = visit.SCREENS[type(view)].targets(view)
    assert view.focus < len(places)
    assert all(
        w * h >= 14 * 5 and min(w, h) >= 5 and x >= 2 and x + w <= 62 for x, _, w, h in places
    )
    assert all(b[0] - (a[0] + a[2]) >= 1.75 - 1e-9 for a, b in pairwise(places))


@pytest.mark.parametrize(
    "name", [n for n in visit.VIEWS if not n.startswith("12") and n[:2] != "05"]
)
def test_exactly_one_thing_has_the_focus(drawn: Draw, name: str) -> None:
    """Its yellow ring stands round the target that the view says, and round no other."""
    view = visit.VIEWS[name]
    image, _ = drawn(view)
    places = visit.SCREENS[type(view)].targets(view)
    ringed = []
    out = 0.46 if name.startswith("14") else 1.2  # the panel's buttons stand closer
    for at, (x, y, w, h) in enumerate(places):
        sides = [
            near(image, YELLOW, (left, y + h * 0.45, out, h * 0.1)) for left in (x - out, x + w)
        ]
        if all(side.any(axis=1).mean() > 0.9 for side in sides):
            ringed.append(at)
    assert ringed == [getattr(view, "focus", 0)]


@pytest.mark.parametrize("value", range(11))
def test_the_thumb_stands_at_the_answer_and_a_touch_there_means_it(drawn: Draw, value: int) -> None:
    image, said = drawn(QuestionView("pain", value))
    ring = near(image, YELLOW, (6, 24.5, 52, 4))
    x = 6 + np.nonzero(ring)[1].mean() / U
    assert x == pytest.approx(question.TRACK_X + question.STEP * value, abs=0.1)
    assert question.value_at(x, question.TRACK_Y) == value
    assert said.count(str(value)) == 2 + (value in (1, 2, 3))  # card, scale, number of the question


def test_nothing_is_answered_before_it_was_moved(drawn: Draw) -> None:
    unanswered, said = drawn(QuestionView("pain", total=1))
    none, _ = drawn(QuestionView("pain", 0, total=1))
    track = (6, 24.5, 52, 4)
    assert near(unanswered, ORANGE, track).sum() == 0 < near(none, ORANGE, track).sum()
    assert said.count("0") == 1
    assert question.value_at(32, 13) is None and question.value_at(3, 26) is None


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_one_picture_is_ticked_at_each_share_of_the_hold(drawn: Draw, count: int) -> None:
    aids = ("frame", "chair", "spotter", "belt", "shoes", "splint")[:count]
    green = []
    for done in range(count + 1):
        for hold in (done / count, min(1.0, (done + 0.9) / count)):
            view = prepare.PrepareView(aids, hold=hold)
            assert prepare.ticked(view) == done
        image, _ = drawn(prepare.PrepareView(aids, hold=done / count))
        green.append(int(near(image, GREEN, (0, 16, 64, 6)).sum()))
    assert all(b - a > 200 for a, b in pairwise(green))
    assert prepare.ticked(prepare.PrepareView(aids, focus=prepare.HELP, hold=0.9)) == 0


def test_nobody_plays_without_something_to_say_yes_to(drawn: Draw) -> None:
    assert prepare.shown(prepare.PrepareView(())) == ("sit",)
    assert prepare.shown(prepare.PrepareView(("shoes", "shoes"), seated=True)) == ("sit", "shoes")
    assert "Yes, both" in drawn(prepare.PrepareView(("shoes",), seated=True))[1]


@pytest.mark.parametrize("left", [0.1, 0.31, 0.5, 0.62, 0.9])
def test_soles_fill_from_the_heel_with_the_load(drawn: Draw, left: float) -> None:
    image, said = drawn(step_on.StepOnView(on=True, left=left))
    for side, share in ((-1, left), (1, 1 - left)):
        x = step_on.MIDDLE + side * step_on.SOLE_OUT
        rows = np.nonzero(near(image, BLUE, (x - 1, 9, 2, 18)).mean(axis=1) > 0.9)[0]
        height = len(rows) / U / (0.94 * step_on.SOLE)
        assert height == pytest.approx(share, abs=0.04)
        assert rows.max() / U + 9 == pytest.approx(step_on.SOLE_Y + 0.47 * step_on.SOLE, abs=0.4)
        assert f"{round(100 * share)} %" in said


@pytest.mark.parametrize(("left", "side"), [(0.7, 1), (0.3, -1)])
def test_chevrons_point_to_where_weight_should_go(drawn: Draw, left: float, side: int) -> None:
    area = (step_on.MIDDLE - 4, step_on.SOLE_Y - 4, 8, 8)
    image, said = drawn(step_on.StepOnView(on=True, left=left))
    arrow = near(image, VERMILLION, area)
    middle = np.nonzero(arrow[4 * U - 6 : 4 * U + 6])[1].mean()
    ends = np.nonzero(arrow[:50])[1].mean()
    assert np.sign(middle - ends) == side
    assert ("A little to the right" in said) == (side > 0)
    even, _ = drawn(step_on.StepOnView(on=True, left=left, even=(left - 0.02, left + 0.02)))
    assert near(even, VERMILLION, area).sum() == 0


def test_too_much_weight_is_said_without_a_word_of_weight(drawn: Draw) -> None:
    _, said = drawn(visit.VIEWS["05-step-on-too-much"])
    assert {"One at a time", "Step off slowly"} <= set(said)
    _, later = drawn(visit.VIEWS["05-step-on-too-much-still"])
    assert "Please call us" in later and "Step off slowly" not in later
    assert not any(word in " ".join(said + later).lower() for word in ("heavy", "weight", "kg"))


@pytest.mark.parametrize("name", ["nobody", "zeroing", "unread", "seated", "away", "too-much"])
def test_where_nothing_is_read_no_number_is_guessed(drawn: Draw, name: str) -> None:
    image, said = drawn(visit.VIEWS[f"05-step-on-{name}"])
    assert not any("%" in text for text in said)
    assert near(image, BLUE, step_on.BOARD).sum() == 0


def test_the_breath_takes_four_seconds_in_and_six_out() -> None:
    radii = [rest.radius(at / 20) for at in range(400)]
    assert min(radii) == rest.SMALL and max(radii) == rest.LARGE
    assert radii.index(rest.LARGE) == 80 and radii[:200] == pytest.approx(radii[200:])
    assert max(abs(b - a) for a, b in pairwise(radii)) < 0.1
    assert [rest.breath(at)[0] for at in (0, 3.9, 4.1, 9.9, 10.1)] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_the_disc_grows_and_is_still_where_motion_is_reduced(drawn: Draw) -> None:
    calm = (203, 231, 248)

    def size(since_s: float, *, reduced: bool) -> int:
        image, _ = drawn(replace(visit.BREATHING, since_s=since_s, reduced=reduced))
        return int(near(image, calm, (5, 17, 29, 0.5)).sum())

    assert size(4, reduced=False) > 1.3 * size(0, reduced=False)
    assert size(3.9, reduced=True) == size(0.1, reduced=True)


def test_going_on_is_locked_until_the_least_rest_has_passed(drawn: Draw) -> None:
    pill = (40, 28, 8, 7)
    locked, _ = drawn(replace(visit.BREATHING, ready=0.5, hold=0.5))
    open_, _ = drawn(replace(visit.BREATHING, ready=1.0, hold=0.5))
    assert near(locked, ORANGE, pill).sum() == 0 < near(open_, ORANGE, pill).sum()
    assert near(locked, GREEN, pill).sum() > 0 == near(open_, GREEN, pill).sum()


def test_a_goodbye_tells_the_next_visit_if_there_is_one(drawn: Draw) -> None:
    _, known = drawn(GoodbyeView(26, 3, "10:30"))
    _, soon = drawn(GoodbyeView())
    assert {"26", "See you Thursday", "10:30"} <= set(known)
    assert "See you soon" in soon and not any(c.isdigit() for text in soon for c in text)
    assert all("off" in " ".join(said) for said in (known, soon))


def test_a_visit_that_ended_early_ends_kindly(drawn: Draw) -> None:
    _, said = drawn(GoodbyeView(26, 3, "10:30", early=True))
    assert {"Good that you said so", "Rest now", "Please call us"} <= set(said)
    assert not {"26", "Well done today"} & set(said)


def test_the_minutes_of_today_are_those_that_are_left(drawn: Draw) -> None:
    assert "12 min" in drawn(visit.VIEWS["02-today"])[1]
    assert "16 min" in drawn(visit.VIEWS["02-today-five-begun"])[1]
    _, done = drawn(visit.VIEWS["02-today-done"])
    assert "All done today" in done
    _, nothing = drawn(TodayView(()))
    assert {"Warm up", "Start"} <= set(nothing)


@pytest.mark.parametrize("kind", list(visit.SCREENS), ids=lambda kind: kind.__name__)
def test_what_is_kept_laid_out_never_shows_an_older_state(
    glsl: str, sheet: Sheet, kind: type
) -> None:
    """Every state after every other one of its screen looks as it does on a fresh board."""
    from OpenGL import GL

    from game.render.ui import Ui

    size = (320, 180)
    views = [view for view in visit.VIEWS.values() if type(view) is kind]
    read = sheet(size)

    def picture(ui: Ui, view: visit.View) -> np.ndarray:
        GL.glClear(GL.GL_COLOR_BUFFER_BIT)
        ui.begin()
        visit.SCREENS[kind].draw(ui, view)
        ui.end()
        return read().astype(int)

    fresh = []
    for view in views:
        ui = Ui(size, glsl)
        fresh.append(picture(ui, view))
        ui.release()
    ui = Ui(size, glsl)
    for before, after in permutations(range(len(views)), 2):
        picture(ui, views[before])
        assert np.abs(picture(ui, views[after]) - fresh[after]).max() <= 2, (before, after)
    ui.release()


def test_the_way_behind_is_solid_and_the_way_ahead_is_dotted(drawn: Draw) -> None:
    pips = []
    for done in range(5):
        steps = tuple(replace(step, done=at < done) for at, step in enumerate(visit.FOUR))
        image, _ = drawn(TodayView(steps))
        pips.append(int(near(image, (154, 132, 85), (0, 8, 64, 18)).sum()))
    assert all(a - b > 10 for a, b in pairwise(pips)), pips
