"""The screens around play in every state that they can have, for the gallery and for the tests."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from game.screens import prepare, question
from game.screens.prepare import PrepareView
from game.screens.question import QuestionView

View = QuestionView | PrepareView

PAIN = QuestionView("pain", 3, hold=0.44)
SAFE = PrepareView(("frame", "shoes", "spotter"), hold=0.5)

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
}

SCREENS: dict[type, ModuleType] = {
    QuestionView: question,
    PrepareView: prepare,
}
