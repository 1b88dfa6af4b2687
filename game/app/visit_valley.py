"""The valley's map in a visit: a journey as a picture, and that picture behind the screens."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from game.app.theatre import Theatre
from game.app.visit_run import VisitRun
from game.render.scenes.setting import Setting
from game.render.valley.view import Standing, ValleyView
from game.session.journey import MILESTONES, OPENS, PLACE_OF, Journey, roll

if TYPE_CHECKING:
    from game.render.scenes.scene import Scene
    from game.render.valley.picture import ValleyPicture

LOOK_S = 4.0  # a visit begins with a look at the valley, which any input ends


class Ground(NamedTuple):
    """The map behind a screen: what it shows, and as ValleyPicture.draw_map has it."""

    view: ValleyView
    focus: int | None = None
    taken: int | None = None


def view_of(journey: Journey, here: str, *, offers: bool = False) -> ValleyView:
    """The valley as the visit found it; here: the scene that is played in, if it is a place."""
    return ValleyView(
        things=tuple(Standing(thing.kind, thing.nth, thing.age) for thing in journey.things),
        offers=journey.offers() if offers else (),
        closed=tuple(place for place in OPENS if place not in journey.open_places),
        weather=journey.weather,
        surprise=journey.surprise,
        milestones=len(journey.milestones),
        here=here if here in OPENS else "",
    )


def here_of(run: VisitRun) -> str:
    """The scene of the block that is next, or was last."""
    return run.known.levels[run.visit.blocks[run.visit.block].level].scene


def is_milestone(journey: Journey) -> bool:
    """Whether this visit's number is a round one."""
    return journey.visit in MILESTONES


def setting_of(run: VisitRun) -> Setting:
    """How the place of this block looks: its own look on each visit (known by the name of its
    folder), the day gone on with the blocks, and what earlier visits left there.
    """
    here, blocks = here_of(run), len(run.visit.blocks)
    left = run.known.journey.left if run.known.journey else ()
    return Setting(
        seed=roll("look", run.session.folder.name),
        hour=run.visit.block / max(1, blocks - 1),
        left=tuple(one.kind for one in left if PLACE_OF[one.kind] == here),
    )


class ValleyGround:
    """The map behind a screen, made when it is first shown and given back when it no longer is.

    Most of making it is arithmetic, which a thread does while another screen is up, if the map was
    foreseen; what is left is to hand it to the graphics card.
    """

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._view: ValleyView | None = None
        self._picture: ValleyPicture | None = None
        self._foreseen: ValleyView | None = None
        self._scene: Future[Scene] | None = None

    def foresee(self, view: ValleyView) -> None:
        """This is shown soon. Nobody may be playing meanwhile."""
        from game.render.tiers import TIERS
        from game.render.valley.scene import build

        thread = ThreadPoolExecutor(1, "valley")
        tier = TIERS[self._theatre.scenery.tier]
        self._foreseen, self._scene = view, thread.submit(build, view, tier, self._theatre.look)
        thread.shutdown(wait=False)

    def draw(
        self, view: ValleyView, t: float, focus: int | None = None, taken: int | None = None
    ) -> None:
        """Draw it; see ValleyPicture.draw_map."""
        from game.render.valley.picture import ValleyPicture

        theatre = self._theatre
        if self._picture is None or view != self._view:
            self.leave()
            tier, still = theatre.scenery.tier, theatre.ui.style.reduced
            scene = self._scene.result() if self._scene and view == self._foreseen else None
            self._picture = ValleyPicture(
                theatre.window, view, tier, theatre.look, still=still, scene=scene
            )
            self._view, self._scene = view, None
        self._picture.resize(theatre.inputs.size)
        self._picture.draw_map(t, focus, taken)

    def leave(self) -> None:
        """Give its memory on the graphics card back."""
        if self._picture:
            self._picture.release()
            self._picture = None
