"""The head beside the body: words are answered late and nearly always rightly, questions by a lean,
and less well with the body busy. Whole sessions show it in the measures of the second task.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import pytest
from whole_sessions import by_name, sit, summary_of

from game.levels import get_level
from game.sim import STEP_HZ, Entity, Goal, Intent, World
from game.sim.types import Hud
from game.virtual_patient import PROFILES, Player
from game.virtual_patient.second_task import SecondTask

ALONE, QUESTION = "dual.word.button", "dual.question"
SURE = {"slips": 0.0, "word_s": 0.5, "divided": 0.0}


def world(step, told=ALONE, word="", *, counts=False, number=""):
    shown = (Entity("prompt", (0.0, 0.0, 0.0), 0.0, word, 0.0, int(counts)),) if word else ()
    return World(step, shown, Goal("centre", 0.0, 0.0, 0.2), Hud(told, prompt=number or word))


def presses(head, words, told=ALONE, every=4 * STEP_HZ):
    """When each word of `words`, (word, counts), is pressed for: seconds, or None."""
    answers = []
    for number, (word, counts) in enumerate(words):
        answers.append(None)
        for age in range(every):
            step = number * every + age
            head.look(world(step, told, word if age < STEP_HZ else "", counts=counts))
            if head.presses(step) and answers[-1] is None:
                answers[-1] = age / STEP_HZ
    return answers


def test_words_that_count_are_pressed_for_and_no_others():
    words = [("dog", True), ("cup", False), ("dog", True), ("dog", True), ("door", False)]
    found = presses(SecondTask(1, **SURE), words)
    assert [one is not None for one in found] == [counts for _, counts in words]
    assert all(0.3 < one < 0.8 for one in found if one is not None)


def test_with_the_body_busy_more_goes_wrong_and_takes_longer():
    words = [("dog", True), ("cup", False)] * 100
    right, times = {}, {}
    for told in (ALONE, "lean.right"):
        found = presses(SecondTask(1, slips=0.05, word_s=0.6, divided=0.2), words, told)
        right[told] = fmean(
            (one is not None) == counts for one, (_, counts) in zip(found, words, strict=True)
        )
        times[told] = fmean(one for one in found if one is not None)
    assert 0.9 < right[ALONE] < 0.99
    assert 0.65 < right["lean.right"] < 0.85
    assert times["lean.right"] > 1.25 * times[ALONE]


def test_a_question_is_answered_by_a_lean_for_or_against_what_was_counted():
    def leans(asked):
        head, words = SecondTask(1, **SURE), [("3", True), ("4", False), ("6", True)]
        assert presses(head, words, "dual.count.lean") == [None] * 3, "no button is asked for"
        for step in range(2000, 2000 + 3 * STEP_HZ):
            head.look(world(step, QUESTION, number=asked))
            if head.leans(step) is not None:
                side = head.leans(step)
                head.look(world(step + 1, "dual.count.lean"))
                assert head.leans(step + 1) is None, "nothing is asked any more"
                return side, (step - 2000) / STEP_HZ
        raise AssertionError("never answered")

    (yes, took), (no, _) = leans("2"), leans("3")
    assert yes > 0.3 and no == -yes
    assert 0.5 < took < 1.5


def test_a_word_on_the_mind_makes_targets_missed():
    def missed(divided):
        player = Player(3, 0.0, head=SecondTask(3, 0.0, 0.5, divided))
        goals = Goal("centre", 0.0, 0.0, 0.2, 2), Goal("lean", 0.6, 0.0, 0.1, 2)
        hit = []
        for step in range(0, 200 * STEP_HZ, 2):
            second = step // STEP_HZ
            word = (Entity("prompt", (0.0, 0.0, 0.0), 0.0, "dog", 0.0, 0),) * (second % 4 == 0)
            act = player.act(World(step, word, goals[second % 2], Hud("lean.right")))
            if second % 2 and step % STEP_HZ == 20:
                hit.append(act.lean[0] > 0.5)
        return 1 - fmean(hit)

    assert missed(0.0) == 0.0
    assert 0.1 < missed(0.2) < 0.35


@pytest.mark.parametrize("level", ["shift-dual-task", "orchard-dual-task"])
def test_by_button_or_lean_answers_follow_the_rules_of_the_second_task(level):
    """A head without slips, and a body that does what is meant at once, answer all rightly."""
    rules = get_level(level).rules(difficulty=0.3, caps=(1.0,) * 8, seed=1)
    player = Player(1, 0.1, head=SecondTask(1, **SURE))
    answers, act = [], player.act(rules.world)
    while not rules.world.finished:
        events = rules.step(Intent(*act.lean, confirm=act.press))
        answers += [event.data for event in events if event.kind == "answer"]
        act = player.act(rules.world)
    assert len(answers) >= 4
    assert all(answer["correct"] for answer in answers)
    assert {answer["alone"] for answer in answers} == {True, False}


def measures(level, profile, seed, out):
    return by_name(summary_of(sit(level, profile, seed, out))["measures"])


def test_a_whole_session_has_the_measures_of_the_second_task(tmp_path):
    found = measures("shift-dual-task", "young", 1, tmp_path)
    assert found["second_task_accuracy_alone"] >= 75
    assert found["second_task_accuracy_dual"] >= 70
    assert 0.3 < found["second_task_reaction_time_alone"] < 0.7
    assert found["dual_task_cost"] is not None


@pytest.mark.slow
def test_two_things_at_once_cost_more_after_a_stroke(tmp_path):
    """Means of twelve people: one session asks too few words for a cost of its own."""

    def means(profile):
        found = [measures("shift-dual-task", profile, k, tmp_path / profile) for k in range(12)]
        names = ("accuracy_alone", "accuracy_dual", "reaction_time_dual")
        head = {name: fmean(one[f"second_task_{name}"] for one in found) for name in names}
        return head | {"cost": fmean(one["dual_task_cost"] for one in found)}

    young, stroke = means("young"), means("left_hemiparesis")
    assert stroke["accuracy_dual"] < stroke["accuracy_alone"] - 3
    assert stroke["accuracy_dual"] < young["accuracy_dual"] - 5
    assert stroke["reaction_time_dual"] > 1.3 * young["reaction_time_dual"]
    assert stroke["cost"] > max(3.0, young["cost"])


def test_every_profile_has_a_head_of_its_own():
    for name, person in PROFILES.items():
        assert 0 < person.slips < 0.15 and 0.3 < person.word_s < 1.0, name
        assert 0 < person.divided < 0.3, name
    sharper = replace(PROFILES["older"], divided=0.0)
    assert PROFILES["older"].divided > PROFILES["young"].divided > sharper.divided
