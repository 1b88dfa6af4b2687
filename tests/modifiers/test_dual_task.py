"""The second task: its parts, its prompts, and what counts as a right answer."""

from dataclasses import replace
from itertools import pairwise

import pytest

from game.levels import get_level
from game.modifiers.dual_task import DualTaskParams
from game.modifiers.prompts import Prompter
from game.sim import STEP_HZ, Intent
from game.sim.chance import Chance

EVEN = (0.9,) * 8
BUTTON = DualTaskParams(every_s=2.0, answer_s=1.5, show_s=1.0, announce_s=1.0, baseline_prompts=6, baseline_reps=2)  # fmt: skip
LEAN = replace(BUTTON, answer="lean", answer_s=4.0, baseline_prompts=4)


def _level(params):
    return replace(get_level("orchard-1"), modifiers={"dual_task": params})


def _play(params, answer, caps=EVEN, seed=2):
    """Events and worlds of somebody who takes every apple and answers by `answer(world, since)`:
    since how many steps the prompt or question stands, as an Intent, or None to go on playing.
    """
    rules = _level(params).rules(difficulty=0.3, caps=caps, seed=seed)
    events, worlds, since, last = [], [], 0, None
    while not rules.world.finished:
        world = rules.world
        worlds.append(world)
        now = (world.hud.prompt, world.hud.instruction == "dual.question")
        since, last = (since + 1 if now == last else 0), now
        goal = world.goal
        lean = Intent(goal.lean_ml, goal.lean_ap)
        events += rules.step((answer(world, since) if now[0] else None) or lean)
    return events, worlds


def _of(events, kind):
    return [event for event in events if event.kind == kind]


def _go(world):
    return any(e.kind == "prompt" and e.ident == 1 for e in world.entities)


def _right(world, since):
    """Presses half a second after each prompt that counts, leaning as the goal asks."""
    goal = world.goal
    return Intent(goal.lean_ml, goal.lean_ap, confirm=_go(world) and since == 59)


def test_the_parts_come_one_after_the_other_and_reps_say_which_was_theirs():
    events, worlds = _play(BUTTON, _right)
    reps, prompts = _of(events, "rep"), _of(events, "prompt")
    assert [rep.data["dual"] for rep in reps] == [False] * 2 + [True] * 10
    alone = [p for p in prompts if p.data["alone"]]
    assert len(alone) == 6 and prompts[:6] == alone and len(prompts) > 9
    assert alone[0].step > STEP_HZ and alone[-1].step < _of(events, "cue")[0].step
    between = range(alone[-1].step + 1, reps[1].step)
    assert not any(p.step in between for p in prompts)
    seen = {worlds[step].hud.prompt for step in range(alone[-1].step + STEP_HZ, reps[1].step)}
    assert seen == {""}
    assert worlds[60].hud.instruction == "dual.colour.button"


def test_right_presses_are_right_and_timed():
    answers = _of(_play(BUTTON, _right)[0], "answer")
    assert all(answer.data["correct"] for answer in answers)
    for answer in answers:
        assert answer.data["said"] == answer.data["go"]
        expected = pytest.approx(0.5, abs=0.02) if answer.data["go"] else None
        assert answer.data["reaction_s"] == expected


def test_silence_is_right_for_what_does_not_count_alone():
    answers = _of(_play(BUTTON, lambda world, since: None)[0], "answer")
    assert {a.data["go"] for a in answers} == {True, False}
    assert all(a.data["correct"] is not a.data["go"] and a.data["said"] is False for a in answers)


def test_a_press_too_soon_or_for_nothing_is_an_alarm_and_leaves_the_prompt_open():
    events, _ = _play(BUTTON, lambda world, since: Intent(confirm=since == 2))
    alarms = [a for a in _of(events, "answer") if a.data["prompt"] is None]
    assert alarms and not any(a.data["correct"] for a in alarms)
    assert {a.data["said"] for a in _of(events, "answer") if a.data["prompt"] is not None} == {
        False
    }


def test_the_button_is_no_business_of_the_rules():
    level = replace(get_level("firefly-5"), modifiers={"dual_task": BUTTON})
    rules = level.rules(difficulty=0.3, caps=EVEN, seed=1)
    events = []
    while not rules.world.finished:
        events += rules.step(Intent(confirm=rules.world.step % 40 == 0))
    assert not _of(events, "false_alarm") and not any(r.data["success"] for r in _of(events, "rep"))


def _leaning(yes):
    """Leans for the answer that yes(question) gives, from half a second on."""

    def answer(world, since):
        if world.hud.instruction != "dual.question":
            return None
        asked.append(world.hud.prompt)
        return Intent(0.4 if yes() else -0.4) if since > 60 else Intent()

    asked = []
    return answer


@pytest.mark.parametrize("said", [True, False])
def test_a_question_is_answered_by_leaning_right_for_yes_and_left_for_no(said):
    events, _ = _play(LEAN, _leaning(lambda: said))
    questions, answers = _of(events, "question"), _of(events, "answer")
    assert len(questions) == len(answers) >= 3 and questions[0].data["alone"]
    for question, answer in zip(questions, answers, strict=True):
        right = question.data["asked"] == question.data["counted"]
        assert answer.data["go"] == right and answer.data["said"] == said
        assert answer.data["correct"] == (right == said)
        assert answer.data["reaction_s"] == pytest.approx(0.5, abs=0.03)
        assert abs(question.data["asked"] - question.data["counted"]) <= 1
    counted = sum(q.data["counted"] for q in questions)
    assert counted == sum(p.data["go"] for p in _of(events, "prompt"))


def test_each_prompt_is_seen_as_long_as_the_others_before_it_is_asked_about():
    events, worlds = _play(LEAN, _leaning(lambda: True), seed=5)
    for prompt in _of(events, "prompt"):
        shown = worlds[prompt.step : prompt.step + STEP_HZ]
        assert {world.hud.prompt for world in shown} == {f"prompt.{prompt.data['word']}"}


def test_play_is_held_while_a_question_stands_and_a_silent_person_gets_on():
    events, worlds = _play(LEAN, lambda world, since: None)
    assert all(a.data["said"] is None and not a.data["correct"] for a in _of(events, "answer"))
    for question, answer in zip(_of(events, "question"), _of(events, "answer"), strict=True):
        assert 4 * STEP_HZ <= answer.step - question.step <= 6 * STEP_HZ + 1
        held = worlds[question.step : answer.step]
        assert {w.hud.prompt for w in held} == {str(question.data["asked"])}
        assert {w.hud.done for w in held} == {held[0].hud.done}
        assert not [e for e in events if question.step < e.step < answer.step]


def test_nobody_is_asked_to_answer_by_a_lean_beyond_the_cap():
    caps = tuple(0.2 if k == 6 else 0.9 for k in range(8))
    answer = lambda world, since: (  # noqa: E731
        Intent(-0.13 if since > 60 else 0.0) if world.hud.instruction == "dual.question" else None
    )
    assert {a.data["said"] for a in _of(_play(LEAN, answer, caps)[0], "answer")} == {False}
    with pytest.raises(ValueError, match="answer by button"):
        _level(LEAN).rules(difficulty=0.3, caps=(0.0, *EVEN[:5], 0.0, 0.9), seed=0)


def _prompts(kind, seed=1, count=200):
    prompter, made = Prompter(kind, 2.0, 1.0, Chance(seed)), []
    while len(made) < count:
        if prompt := prompter.step(True):
            made.append((prompt, prompter.shown))
    return [prompt for prompt, shown in made if shown is prompt]


@pytest.mark.parametrize("kind", ["colour", "word", "count"])
def test_prompts_are_mixed_by_chance_and_say_what_counts(kind):
    made = _prompts(kind)
    assert [prompt.number for prompt in made] == list(range(200))
    assert 70 < sum(prompt.go for prompt in made) < 130
    runs = "".join("x" if prompt.go else "." for prompt in made)
    assert "xxxx" not in runs and "...." not in runs
    assert (
        [p.word for p in made]
        == [p.word for p in _prompts(kind)]
        != [p.word for p in _prompts(kind, seed=2)]
    )


def test_counting_leaves_a_number_out_just_where_that_is_to_be_answered():
    numbers = [(int(prompt.word), prompt.go) for prompt in _prompts("count", count=60)]
    for (before, _), (now, go) in pairwise(numbers):
        if now > 2:
            assert now - before == 1 + go
