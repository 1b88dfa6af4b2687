"""The therapist's panel over a running game: what its buttons do, and what it shows.

F1 opens it, or Start or three fingers held for a second; never leaning, never the one button.
Opening pauses the game, and while it is open the wishes at the window are the therapist's. Closing
it (Patient view), as well as Resume, lets play go on by the usual countdown, once the person stands
quietly; the panel is gone as soon as that runs, since the participant has to see what to do. Left
alone for a minute it closes by itself, so that nobody else finds it open; the game stays paused.

Whatever is done here is an event of the session, kind `therapist`, with `what` and what came of it.
The rules hear of none but the difficulty, which a replay sets as it was set then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.app.inputs import Wishes
from game.app.open_session import Sitting
from game.app.staff_grid import Grid
from game.app.staff_pin import PinEntry
from game.app.trial import Phase
from game.app.visit_screens import PLACES, bars_of, emblem_of
from game.app.why_words import LEVELS, level_of, why
from game.difficulty import DifficultyController
from game.level_types.moving_over import share_of
from game.screens import motion, pin, therapist
from game.screens.therapist import BUTTONS, STOP_HOLD_S, TherapistView

if TYPE_CHECKING:
    from game.app.theatre import Theatre

STEP = 1 / LEVELS
START_HOLD_S = 1.0
IDLE_S = 60.0
NUMBERS_EVERY_S = 0.5  # nothing is read that changes more often
COLUMNS = 2
NAMES = tuple(name for name, _, _ in BUTTONS)
STOP = NAMES.index("stop")
TYPED = {"s": "stop", "-": "easier", "+": "harder", "f": "freeze", "n": "next", "r": "limits"}


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel can do beyond its game. recalibrate: None where there is no way back to it.
    left_s: how long the block still lasts; None where nothing says.
    """

    stop: Callable[[], None]
    next_step: Callable[[], None]
    recalibrate: Callable[[], None] | None
    left_s: Callable[[], float | None]


class TherapistPanel:
    """The panel of one game. Call `hear` and, while `shown` is not empty, `draw` once a frame."""

    def __init__(self, sitting: Sitting, theatre: Theatre, initials: str, deeds: Deeds) -> None:
        self.shown: Literal["", "pin", "therapist"] = ""
        self._sitting, self._trial, self._theatre = sitting, sitting.trial, theatre
        self._initials, self._deeds = initials, deeds
        self._grid, self._entry = Grid(len(BUTTONS), COLUMNS), PinEntry(theatre.lock)
        self._start_s = self._stop_s = self._idle_s = 0.0
        self._holds = False
        self._live: tuple[float | None, float | None] = (None, None)
        self._live_at = -NUMBERS_EVERY_S

    @property
    def locked(self) -> frozenset[str]:
        """The buttons that do nothing here."""
        fixed = frozenset({"easier", "harder", "freeze"} if self._trial.adaptation is None else ())
        return fixed if self._deeds.recalibrate else fixed | {"limits"}

    # -- what is done ---------------------------------------------------------------------------

    def hear(self, dt: float, now: float, wishes: Wishes) -> bool:
        """Take the wishes where they are the therapist's; whether they were."""
        if not self.shown:
            return self._open_if_asked(dt, wishes)
        if self._trial.phase is not Phase.PAUSED:  # play goes on, or is over
            self.shown = ""
            return False
        if self._left_alone(dt, wishes):
            return True
        if self.shown == "pin":
            self._hear_pin(now, wishes)
        else:
            self._hear_buttons(dt, now, wishes)
        return True

    def _open_if_asked(self, dt: float, wishes: Wishes) -> bool:
        inputs = self._theatre.inputs
        self._start_s = self._start_s + dt if inputs.start or inputs.three_fingers else 0.0
        asked = wishes.staff or self._start_s >= START_HOLD_S
        if not asked or self._trial.phase is Phase.OVER:
            return False
        self._trial.pause()
        self._trial.resume(False)
        self._idle_s = 0.0
        self._entry = PinEntry(self._theatre.lock, mirrored=self._theatre.ui.mirrored)
        if self._theatre.lock.locks:
            self.shown = "pin"
        else:
            self._open()
        return True

    def _open(self) -> None:
        self.shown, self._grid = "therapist", Grid(len(BUTTONS), COLUMNS)
        self._start_s = self._stop_s = 0.0
        self._holds = False
        self._trial.note_therapist("open")

    def _close(self) -> None:
        self.shown, self._start_s = "", 0.0
        self._trial.resume()

    def _left_alone(self, dt: float, wishes: Wishes) -> bool:
        """Whether nobody has touched anything for so long that the panel closed."""
        touched = wishes != Wishes() or self._theatre.inputs.presses
        waits = not self._trial.goes_on
        self._idle_s = 0.0 if touched or not waits else self._idle_s + dt
        if self._idle_s < IDLE_S:
            return False
        if self.shown == "therapist":
            self._trial.note_therapist("idle")
        self.shown, self._start_s = "", 0.0
        return True

    def _hear_pin(self, now: float, wishes: Wishes) -> None:
        chosen = self._entry.grid.hear(now, wishes, self._find)
        answer = self._entry.hear(now, wishes, chosen)
        if answer == "in":
            self._open()
        elif answer == "out":
            self._close()

    def _hear_buttons(self, dt: float, now: float, wishes: Wishes) -> None:
        chosen = self._grid.hear(now, wishes, self._find)
        asked = [TYPED[typed] for typed in wishes.typed if typed in TYPED]
        asked += ["resume"] if wishes.pause else []
        asked += ["patient"] if wishes.back or wishes.staff else []
        for name in asked:
            self._grid.go(NAMES.index(name), now)
        if chosen is not None:
            asked.append(NAMES[chosen])
        self._hold_stop(dt, "stop" in asked)
        for name in asked:
            if self.shown and name != "stop" and name not in self.locked:
                self._do(name)

    def _hold_stop(self, dt: float, pressed: bool) -> None:
        """Stop asks for a longer press that began on it."""
        down = self._theatre.inputs.stop or self._theatre.inputs.presses
        self._holds = self._grid.focus == STOP and down and (pressed or self._holds)
        self._stop_s = self._stop_s + dt if self._holds else 0.0
        if self._stop_s >= STOP_HOLD_S:
            self._trial.note_therapist("stop")
            self.shown = ""
            self._deeds.stop()

    def _do(self, name: str) -> None:
        trial = self._trial
        match name:
            case "resume":
                goes_on = not trial.goes_on
                trial.note_therapist("resume" if goes_on else "pause")
                trial.resume(goes_on)
            case "easier" | "harder":
                self._turn(name)
            case "freeze" if trial.adaptation:
                trial.adaptation.freeze(not trial.adaptation.settings.frozen)
                trial.note_therapist("freeze", frozen=trial.adaptation.settings.frozen)
            case "next":
                trial.note_therapist("next")
                self._deeds.next_step()
            case "limits" if self._deeds.recalibrate:
                trial.note_therapist("recalibrate")
                self._deeds.recalibrate()
            case "patient":
                trial.note_therapist("close")
                self._close()

    def _turn(self, name: str) -> None:
        """A step easier or harder, within the plan's bounds, from the next rep on."""
        trial, adaptation = self._trial, self._trial.adaptation
        assert adaptation is not None  # or the button were locked
        wanted = self._next_level(adaptation) + (STEP if name == "harder" else -STEP)
        settings = adaptation.settings
        level = round(min(max(wanted, settings.low), settings.high), 3)
        trial.set_level(level)
        trial.note_therapist(name, level=level)

    def _next_level(self, adaptation: DifficultyController) -> float:
        by_hand = self._trial.set_by_hand
        return adaptation.change.level if by_hand is None else by_hand

    def _find(self, pixel: tuple[int, int]) -> int | None:
        ui = self._theatre.ui
        return pin.key_at(ui, pixel) if self.shown == "pin" else therapist.button_at(ui, pixel)

    # -- what is shown --------------------------------------------------------------------------

    def draw(self, now: float) -> None:
        """Call between ui.begin and ui.end."""
        ui = self._theatre.ui
        if self.shown == "pin":
            pin.draw(ui, self._entry.view(self._trial.after.hud, now))
        else:
            therapist.draw(ui, self.view(now))

    def view(self, now: float) -> TherapistView:
        """The running attempt as staff see it."""
        trial, sitting = self._trial, self._sitting
        hud, adaptation = trial.after.hud, trial.adaptation
        if now - self._live_at >= NUMBERS_EVERY_S:
            self._live, self._live_at = (trial.live.load_left, trial.live.sway_mm_s), now
        code = sitting.request.participant
        level = self._next_level(adaptation) if adaptation else trial.settings.difficulty
        return TherapistView(
            initials=self._initials or code[:3],
            picture=emblem_of(code),
            place=f"place.{PLACES.get(sitting.level.scene, 'flower')}",
            left_s=self._deeds.left_s(),
            done=hud.done,
            tried=hud.tried,
            total=hud.total,
            level=level_of(level),
            why=self._why(),
            levels=LEVELS,
            load_left=self._live[0],
            sway_mm_s=self._live[1],
            battery=bars_of(sitting.device.status().battery),
            paused=not trial.goes_on,
            frozen=bool(adaptation and adaptation.settings.frozen),
            focus=self._grid.focus,
            hold=min(1.0, self._stop_s / STOP_HOLD_S),
            arrived=motion.focus_share(now - self._grid.moved_at),
            locked=self.locked,
        )

    def _why(self) -> tuple[str, str]:
        """What the difficulty controller saw, and what comes next."""
        say = self._theatre.ui.say
        adaptation = self._trial.adaptation
        if adaptation is None:
            return say("therapist.seen.fixed"), say("therapist.then.fixed")
        seen = why(self._theatre.ui.words, adaptation.change)
        level = level_of(self._next_level(adaptation))
        if self._trial.set_by_hand is not None:
            return seen, say("therapist.then.by_hand", n=level)
        if adaptation.settings.frozen:
            return seen, say("therapist.then.frozen", n=level)
        if (moved := self._trial.moved) is not None:
            side, part = self._sitting.level.params.moves_to, round(100 * share_of(moved))
            return seen, say(f"why.over.{side}", n=level, share=part)
        share = round(100 * adaptation.change.expected)
        return seen, say("therapist.then", n=level, share=share)
