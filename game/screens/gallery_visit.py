"""The screens around play in every state that they can have, for the gallery and for the tests."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

from game.screens import goodbye, pin, prepare, question, rest, step_on, therapist, today, who
from game.screens.goodbye import GoodbyeView
from game.screens.pin import PinView
from game.screens.prepare import PrepareView
from game.screens.question import QuestionView
from game.screens.rest import RestView
from game.screens.step_on import StepOnView
from game.screens.therapist import TherapistView
from game.screens.today import Step, TodayView
from game.screens.who import Person, WhoView
from game.words import Words

View = (
    QuestionView
    | PrepareView
    | StepOnView
    | RestView
    | GoodbyeView
    | TodayView
    | WhoView
    | TherapistView
    | PinView
)

PEOPLE = tuple(
    Person(initials, picture)
    for initials, picture in zip(
        ("A. B.", "M. K.", "J. S.", "T. O.", "W. W.", "M. K.", "L. P.", "E. D.", "R. T."),
        ("bird", "cat", "boat", "tulip", "cherries", "umbrella", "fish", "teapot", "sun"),
        strict=True,
    )
)
FOUR = (Step("warm_up", 2), Step("orchard", 4), Step("river", 4), Step("cabin", 2))
LONG = (*FOUR[:3], Step("mountain", 3.5), Step("lake", 4), Step("night", 3), Step("cabin", 2))
PAIN = QuestionView("pain", 3, hold=0.44)
SAFE = PrepareView(("frame", "shoes", "spotter"), hold=0.5)
BEARING = StepOnView(on=True, left=0.62, battery=3)
BREATHING = RestView(40.0, 60.0, 0.3)
STAFF = TherapistView(
    initials="M. K.",
    picture="cat",
    place="place.orchard",
    left_s=130,
    done=5,
    tried=5,
    total=8,
    level=4,
    why=("", ""),  # they are words: see in_words
    load_left=0.52,
    sway_mm_s=14.2,
    battery=3,
)
THURSDAY = GoodbyeView(26, 3, "10:30")

VIEWS: dict[str, View] = {
    "01-who": WhoView(PEOPLE[:4], focus=1, hold=0.62),
    "01-who-nobody": WhoView(),
    "01-who-two": WhoView(PEOPLE[:2], focus=2),
    "01-who-many": WhoView(PEOPLE, focus=0),
    "01-who-more": WhoView(PEOPLE, page=1, focus=4, hold=0.3),
    "01-who-page": WhoView(PEOPLE, page=1, focus=2),
    "01-who-last": WhoView(PEOPLE, page=2, focus=1),
    "01-who-chosen": WhoView(PEOPLE[:4], focus=3, hold=1.0),
    "02-today": TodayView(FOUR, hold=0.35),
    "02-today-no-plan": TodayView((), focus=1, less=False),
    "02-today-two": TodayView(FOUR[1:3]),
    "02-today-three": TodayView(FOUR[:3], focus=1, hold=0.2),
    "02-today-five-begun": TodayView((Step("stand", 1, True), *LONG[1:5]), focus=0),
    "02-today-seven": TodayView(LONG),
    "02-today-seven-begun": TodayView(
        (*(Step(s.place, s.minutes, True) for s in LONG[:3]), *LONG[3:])
    ),
    "02-today-done": TodayView(
        tuple(Step(s.place, s.minutes, True) for s in FOUR), focus=1, less=False
    ),
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
    "05-step-on-away": StepOnView(trouble="away", turn=0.6),
    "05-step-on-too-much": StepOnView(trouble="too_much", turn=0.1),
    "05-step-on-too-much-still": StepOnView(trouble="too_much", turn=0.8, calls=True),
    "05-step-on-unread": StepOnView(on=True, battery=0),
    "05-step-on-one-foot": replace(BEARING, left=1.0, battery=None),
    "05-step-on-seated": StepOnView(seated=True),
    "05-step-on-seated-right": replace(BEARING, left=0.7, seated=True, battery=None),
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
    "14-therapist": STAFF,
    "14-therapist-stop": replace(STAFF, focus=1, hold=0.6, battery=1),
    "14-therapist-going-on": replace(STAFF, paused=False, frozen=True, focus=4, total=24, done=11),
    "14-therapist-locked": replace(
        STAFF, locked=frozenset({"easier", "harder", "freeze", "limits"}), left_s=None, focus=2
    ),
    "14-therapist-pin": PinView(5, 5, 8, digits=2, focus=4),
    "14-therapist-pin-again": PinView(5, 5, 8, focus=9, word="pin.again"),
    "14-therapist-pin-wait": PinView(5, 5, 8, wait_s=27.4, focus=11),
    "14-therapist-unread": replace(
        STAFF, load_left=None, sway_mm_s=None, battery=None, focus=7, total=0, done=0
    ),
}


def in_words(view: Any, words: Words) -> Any:
    """A view with what it holds ready-made in the words of this language."""
    if not isinstance(view, TherapistView):
        return view
    return replace(view, why=(words.say("why.raised.run", n=3, step=words.decimal(0.4)),
                              words.say("therapist.then", n=view.level, share=82)))  # fmt: skip


SCREENS: dict[type, ModuleType] = {
    QuestionView: question,
    PrepareView: prepare,
    StepOnView: step_on,
    RestView: rest,
    GoodbyeView: goodbye,
    TodayView: today,
    WhoView: who,
    TherapistView: therapist,
    PinView: pin,
}
