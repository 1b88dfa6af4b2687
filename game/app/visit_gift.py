"""The two screens of a visit that show the valley: a look at it, and what the visit leaves."""

from __future__ import annotations

from types import ModuleType
from typing import ClassVar

from game.app.visit_run import VisitRun
from game.app.visit_screens import Screen
from game.app.visit_valley import Ground, here_of, is_milestone, view_of
from game.screens import valley
from game.session.journey import Journey


class Look(Screen):
    """The valley as it is today, before anything is asked: nothing to choose."""

    kind: ClassVar[ModuleType] = valley

    def __init__(self, run: VisitRun, journey: Journey) -> None:
        super().__init__(run)
        self._journey = journey
        self._seen = view_of(journey, here_of(run))

    def view(self, since_s: float, now: float) -> valley.ValleyScreenView:
        journey = self._journey
        title = "valley.new_place" if journey.new_place else "valley.title"
        return valley.ValleyScreenView(
            title, journey.visit, milestone=is_milestone(journey), waits=False
        )

    def ground(self) -> Ground:
        return Ground(self._seen)

    def chose(self, chosen: int) -> None:
        """There is nothing."""


class Gift(Screen):
    """What the visit leaves, one of two; then a look at it."""

    kind: ClassVar[ModuleType] = valley
    COUNT: ClassVar[int] = 2

    def __init__(self, run: VisitRun) -> None:
        super().__init__(run)
        self.choice = self.fresh(self.COUNT, 0)
        self._journey = run.known.journey or Journey(run.known.code)
        self._offers = self._journey.offers()
        self._seen = view_of(self._journey, here_of(run), offers=True)

    def view(self, since_s: float, now: float) -> valley.ValleyScreenView:
        journey, visit = self._journey, self.run.visit
        before, taken = journey.most_seconds, visit.gift is not None
        return valley.ValleyScreenView(
            "valley.stays" if taken else "valley.choose",
            journey.visit,
            offers=() if taken else self._offers,
            minutes=max(1, round(max(before, visit.played_s) / 60)),
            best=0 < before < visit.played_s,
            milestone=is_milestone(journey),
            focus=self.choice.focus,
            hold=self.choice.hold,
        )

    def ground(self) -> Ground:
        gift = self.run.visit.gift
        return Ground(self._seen, self.choice.focus if gift is None else gift, gift)

    def chose(self, chosen: int) -> None:
        if self.run.visit.gift is None:
            self.run.say("gift", chosen)
            self.choice = self.fresh(1, 0)
        else:
            self.run.say("next")
