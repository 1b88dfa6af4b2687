"""The screens around play in every state that they can have, for the gallery and for the tests."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from game.screens import goodbye, prepare, question, rest, step_on
from game.screens.goodbye import GoodbyeView
from game.screens.prepare import PrepareView
from game.screens.question import QuestionView
from game.screens.rest import RestView
from game.screens.step_on import StepOnView

View = QuestionView | PrepareView | StepOnView | RestView | GoodbyeView

PAIN = QuestionView("pain", 3, hold=0.44)
SAFE = PrepareView(("frame", "shoes", "spotter"), hold=0.5)
BEARING = StepOnView(on=True, left=0.62, battery=3)
BREATHING = RestView(40.0, 60.0, 0.3)
THURSDAY = GoodbyeView(26, 3, "10:30")

VIEWS: dict[str, View] = {
    "03-question": PAIN,
    "03-question-unanswered": replace(PAIN, value=None, hold=0.0),
    "03-question-none": replace(PAIN, asked="dizziness", value=0, number=2, hold=0.0),
    "03-question-most": replace(PAIN, asked="effort", value=10, number=3, hold=0.2),
    "03-question-eight": replace(PAIN, value=8, hold=0.0, total=1),
    "03-question-chosen": replace(PAIN, value=6, hold=1.0),
    "04-prepare": SAFE,
    "04-prepare-one": replace(SAFE, aids=("frame",), hold=0.0),
    "04-prepare-two": replace(SAFE, aids=("chair", "shoes"), hold=0.6),
    "04-prepare-four": replace(SAFE, aids=("frame", "spotter", "belt", "splint"), hold=0.8),
    "04-prepare-seated": replace(SAFE, aids=("shoes", "spotter"), seated=True, hold=0.0),
    "04-prepare-all": replace(
        SAFE, aids=("frame", "chair", "spotter", "belt", "shoes", "splint"), hold=1.0
    ),
    "04-prepare-called": replace(SAFE, focus=prepare.HELP, hold=0.0, called=True),
    "05-step-on": BEARING,
    "05-step-on-left": replace(BEARING, left=0.31, battery=1),
    "05-step-on-even": replace(BEARING, left=0.52, staying=0.6, battery=4),
    "05-step-on-nobody": StepOnView(battery=2),
    "05-step-on-zeroing": StepOnView(zeroing=True, battery=3, turn=0.3),
    "05-step-on-unread": StepOnView(on=True, battery=0),
    "05-step-on-one-foot": replace(BEARING, left=1.0, battery=None),
    "05-step-on-seated": StepOnView(seated=True),
    "05-step-on-seated-even": replace(BEARING, left=0.47, seated=True, staying=0.9),
    "10-rest": BREATHING,
    "10-rest-in": replace(BREATHING, since_s=3.9, hold=0.4),
    "10-rest-out": replace(BREATHING, since_s=8.0, ready=0.5),
    "10-rest-reduced": replace(BREATHING, since_s=7.2, reduced=True, seated=True),
    "10-rest-over": replace(BREATHING, left_s=0.0, since_s=61.0),
    "12-goodbye": THURSDAY,
    "12-goodbye-wednesday": replace(THURSDAY, day=8, weekday=2, time="", hold=0.5),
    "12-goodbye-soon": GoodbyeView(),
    "12-goodbye-early": GoodbyeView(early=True),
    "12-goodbye-seated": GoodbyeView(seated=True),
}

SCREENS: dict[type, ModuleType] = {
    QuestionView: question,
    PrepareView: prepare,
    StepOnView: step_on,
    RestView: rest,
    GoodbyeView: goodbye,
}
