"""What lies over the world at each phase of a trial: which screen, with what in it.

Pure bookkeeping between the trial's numbers and the screens' views; drawing is the screens'.
"""

from __future__ import annotations

import math

from game.app.trial import Trial
from game.balance.limits import DIRECTIONS
from game.levels import Level
from game.screens.countdown import CountdownView
from game.screens.in_game import InGameView, Side
from game.screens.lean_marker import Form
from game.screens.motion import pop
from game.screens.pause import PauseView, Reason
from game.screens.results import NEXT, ResultsView
from game.screens.weak_side import WeakSide
from game.sim import Event

SAME_SCREEN: dict[str, Reason] = {"frozen": "stale"}
ACROSS = {"left", "right"}
UPRIGHT = {"forward", "back"}
GATHERED = {  # by task, else apples
    "quiet_stance": "stance",
    "limits_of_stability": "lantern",
    "weight_shift": "gate",
    "visual_tracking": "firefly",
    "uneven_walk": "stone",
}
ZONE = {
    "gate": "star",
    "stone": "star",
}  # the picture in the marker's zone, where it is not that of the item


def countdown_view(trial: Trial, *, reduced: bool = False) -> CountdownView:
    """The numeral stands for the second that runs; its arc empties once a second."""
    left = max(trial.seconds_left, 1e-6)
    number = math.ceil(left)
    share = left - (number - 1)
    return CountdownView(number, share, first_instruction(trial), reduced=reduced)


def first_instruction(trial: Trial) -> str:
    """What the person will be asked first, or is in the middle of."""
    hud, direction = trial.after.hud, trial.after.goal.direction
    if trial.after.goal.kind == "centre" and direction >= 0:
        return f"lean.{DIRECTIONS[direction]}"
    return hud.instruction


def in_game_view(
    trial: Trial,
    lean: tuple[float, float],
    since_rep_s: float,
    *,
    side: Side = "start",
    weak: WeakSide | None = None,
    reduced: bool = False,
) -> InGameView:
    """The HUD over the living world; hints show the goal only while there is somewhere to go. weak:
    the side that is to be called to mind.
    """
    world = trial.after
    hud, goal, item = world.hud, world.goal, gathered(trial.level)
    return InGameView(
        instruction=hud.instruction,
        time_left=hud.time_left,
        done=hud.done,
        tried=hud.tried,
        total=hud.total,
        lean_ml=lean[0],
        lean_ap=lean[1],
        goal_ml=goal.lean_ml,
        goal_ap=goal.lean_ap,
        goal_radius=goal.radius if goal.kind in ("lean", "step") else 0.0,
        hold=hud.hold,
        side=side,
        pause_hint="hint.step_off" if trial.control.board_is_real else "hint.key",
        marker=marker_form(trial),
        item=ZONE.get(item, item),
        bead_pop=pop(since_rep_s, reduced=reduced),
        lean_shown=hud.lean_shown,
        prompt=hud.prompt,
        weak=weak,
        dark=any(entity.kind == "darkness" for entity in world.entities),
    )


def gathered(level: Level) -> str:
    """What one success is called in the words of pause and results."""
    return GATHERED.get(level.type, "apple")


def marker_form(trial: Trial) -> Form:
    """One form of lean marker for the whole level, so that it never jumps about; none where the
    world does not show the lean either.
    """
    if all(entity.kind != "you" for entity in trial.after.entities):
        return "none"
    directions = set(getattr(trial.level.params, "directions", ()))
    if directions and directions <= ACROSS:
        return "across"
    if directions and directions <= UPRIGHT:
        return "upright"
    return "round"


def pause_view(trial: Trial, focus: int, hold: float, *, steadied: bool = False) -> PauseView:
    """Why play waits. steadied: they stood steadily already, whatever they do now."""
    reason = trial.pause_reason or "asked"
    hud = trial.after.hud
    return PauseView(
        reason=SAME_SCREEN.get(reason, reason),  # type: ignore[arg-type]
        done=hud.done,
        total=hud.total,
        ready=1.0 if steadied else trial.ready,
        focus=focus,
        hold=hold,
        waited_s=trial.paused_s,
        tried=hud.tried,
        item=gathered(trial.level),
    )


def results_view(
    trial: Trial,
    best: int | None,
    reps: list[Event],
    *,
    hold: float,
    since_s: float,
    reduced: bool = False,
) -> ResultsView:
    """What was gathered. An assessment is done and not won: it has no best."""
    picked = trial.after.hud.done
    return ResultsView(
        picked=picked,
        best=best,
        effort=effort_stars(reps),
        steady=steady_stars(reps),
        focus=NEXT,
        hold=hold,
        new_best=best is not None and picked > best,
        item=gathered(trial.level),
        since_s=since_s,
        journey=False,
        compared=trial.level.adaptive,
        reduced=reduced,
    )


def effort_stars(reps: list[Event]) -> int:
    """Counts tries, never range: 3 for trying nearly every time, 2 for half, 1 for taking part."""
    tried = sum(bool(rep.data["attempted"]) for rep in reps)
    share = tried / len(reps) if reps else 0.0
    return 3 if share >= 0.85 else 2 if share >= 0.5 else 1


def steady_stars(reps: list[Event]) -> int:
    """How quiet the holds were, as the rules saw it; 1 for taking part."""
    held = [
        value
        for rep in reps
        if rep.data["success"] and isinstance(value := rep.data.get("steadiness"), float)
    ]
    mean = sum(held) / len(held) if held else 0.0
    return 3 if mean >= 0.55 else 2 if mean >= 0.35 else 1
