"""What the flower's screen shows at each phase of a calibration. Pure bookkeeping."""

from __future__ import annotations

from collections import deque

from game.app.calibrate import CalibrationRun, Phase
from game.app.overlay import SAME_SCREEN
from game.balance.directions import DIRECTIONS
from game.screens.calibrate import CalibrateView, Petal
from game.screens.motion import POP_BY, ease_out, pop
from game.screens.pause import PauseView

OPENS_S, OPENS_FROM = 0.45, 0.55  # how a kept petal unfolds, and from which share of its size
TRAIL, TRAIL_EVERY_S = 7, 0.12


class Trail:
    """Where the lean was a moment ago, oldest first."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, float]] = deque(maxlen=TRAIL)
        self._at = -TRAIL_EVERY_S

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        return tuple(self._points)

    def see(self, run: CalibrationRun) -> None:
        """Call once a frame."""
        if run.now_s - self._at >= TRAIL_EVERY_S:
            self._points.append(run.lean)
            self._at = run.now_s


def calibrate_view(
    run: CalibrationRun, trail: tuple[tuple[float, float], ...], *, reduced: bool = False
) -> CalibrateView:
    """The flower as it stands now. reduced: petals open at once, and the dot leaves no trail."""
    instruction, line = _words(run)
    ml, ap = run.lean
    return CalibrateView(
        instruction=instruction,
        line=line,
        direction=run.direction,
        petals=tuple(_petal(run, k, reduced=reduced) for k in range(8)),
        lean_ml=ml,
        lean_ap=ap,
        trail=() if reduced else trail,
        done=run.done,
        staying=run.staying,
        home=run.phase is Phase.MIDDLE,
    )


def pause_view(run: CalibrationRun, focus: int, hold: float) -> PauseView:
    """The same pause as in play, with petals for beads."""
    reason = run.pause_reason or "asked"
    return PauseView(
        reason=SAME_SCREEN.get(reason, reason),  # type: ignore[arg-type]
        done=run.done,
        total=8,
        ready=run.ready,
        focus=focus,
        hold=hold,
        waited_s=run.here_s,
        item="flower",
    )


def _words(run: CalibrationRun) -> tuple[str, str]:
    """The keys of instruction and line."""
    if run.over:
        return "done", "flower.whole" if run.done == 8 else "flower.kept"
    if run.phase is Phase.QUIET:
        return "stand", "flower.middle"
    if run.direction is not None:
        return f"lean.{DIRECTIONS[run.direction]}", "flower.as_far"
    if run.by_itself:
        return "stand", "flower.as_far"
    return "centre", "flower.kept" if run.done else "flower.easy"


def _petal(run: CalibrationRun, k: int, *, reduced: bool) -> Petal:
    """A petal unfolds when it is kept: it grows to its size and a little over, and settles."""
    kept = run.kept_at[k]
    if kept is None:
        return Petal("now", run.share(k)) if run.direction == k else Petal()
    since = run.now_s - kept
    if reduced or since >= OPENS_S * 2:
        return Petal("reached", 1.0)
    grown = OPENS_FROM + (1 - OPENS_FROM) * ease_out(since / OPENS_S)
    return Petal("reached", grown + POP_BY / 2 * pop(since - OPENS_S / 2))
