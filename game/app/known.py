"""What is known of a participant when a visit begins: the plan, the limits, where difficulty stood.

Read from the store in one go before anybody steps on; what the visit finds out goes into its
folder, and from there into the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from game.app.errors import WrongInput
from game.app.store_here import store_here
from game.balance.limits import Limits
from game.difficulty import DifficultyController
from game.levels import Level, readable_levels
from game.session.adaptation import controller_for, moved_in
from game.session.journey import Journey
from game.session.plan import Block, Plan, PlanError, as_planned, plan_from_json
from game.session.programme import find_programmes, playable
from game.session.settings import Settings, SettingsError, settings_from

if TYPE_CHECKING:
    from game.store.database import Store
    from game.store.participants import KnownParticipant

DAY_S = 86400.0
ASSESSMENT_MINUTES = 10.0  # at most; an assessment ends by itself


class NothingPlanned(Exception):
    """There is no plan for a participant; the message, one line, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """A participant with a plan. initials: empty where no name is known. difficulty: by level, the
    state kept last and its age in days. journey: what earlier visits left; None where the plan does
    without.
    """

    code: str
    initials: str
    plan: Plan
    version: int
    blocks: tuple[Block, ...]
    levels: dict[str, Level]
    limits: Limits | None
    difficulty: dict[str, tuple[dict[str, Any], float]]
    age_years: int | None = None
    journey: Journey | None = None

    def controller(self, level: Level, seed: int) -> DifficultyController | None:
        """What sets the difficulty of a level; None for an assessment, which stays as it is."""
        if not level.adaptive:
            return None
        state, days = self.difficulty.get(level.id, (None, 0.0))
        return controller_for(self.plan, state, days, seed=seed)

    def moved(self, level: Level) -> float:
        """How far the targets of a level had moved over to the affected side, 0..1."""
        return moved_in(self.difficulty.get(level.id, (None, 0.0))[0])


def known_of(code: str) -> Known:
    """A participant's plan and all that goes with it.

    NothingPlanned where there is none, WrongInput where it cannot be played here, Missing where the
    store is away.
    """
    from game.store.participants import find_participant
    from game.store.plans import current_plan
    from game.store.states import difficulty, journey, limits
    from game.store.visits import last_played

    with store_here() as store:
        person = find_participant(store, code)
        if person is None:
            raise NothingPlanned(
                f"{code}: nobody here has this code; look for it in `surefoot participants list`, "
                f"or add it with `surefoot participants add {code}`"
            )
        version = current_plan(store, code)
        if version is None:
            raise NothingPlanned(
                f"{code}: nothing is planned; `surefoot plans set {code} FILE` would change that"
            )
        plan, blocks, levels = _playable(code, version.body, _set_for(store, code))
        now = datetime.now(UTC)
        due = tuple(
            Block(level=one.level, minutes=ASSESSMENT_MINUTES)
            for one in plan.assessments
            if _is_due(last_played(store, code, one.level), one.every_days, now)
        )
        blocks = due + blocks
        kept = {}
        for name in {block.level for block in blocks}:
            if saved := difficulty(store, code, name):
                kept[name] = saved.state, max(0.0, (now - saved.saved).total_seconds() / DAY_S)
        return Known(
            code,
            _initials(person),
            plan,
            version.version,
            blocks,
            levels,
            limits(store, code, plan.posture),
            kept,
            _age(person.born, now.date()),
            journey(store, code) if plan.journey else None,
        )


def settings_of(code: str) -> Settings:
    """How somebody without a plan sees, hears and steers the game; the usual way for who is not
    known. WrongInput where what is kept cannot be, Missing where the store is away.
    """
    from game.store.participants import find_participant

    with store_here() as store:
        kept = _set_for(store, code) if find_participant(store, code) else {}
    try:
        return settings_from(kept, f"settings of {code}")
    except SettingsError as error:
        raise _unusable(error, code) from None


def _set_for(store: Store, code: str) -> dict[str, Any]:
    from game.store.settings import saved_settings

    return saved_settings(store, code)


def _unusable(error: SettingsError, code: str) -> WrongInput:
    return WrongInput(f"{error}; mend it with `surefoot participants settings {code}`")


def _age(born: date | None, today: date) -> int | None:
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _initials(person: KnownParticipant) -> str:
    names = (person.given_name.strip(), person.family_name.strip())
    return " ".join(f"{name[0].upper()}." for name in names if name)


def _playable(
    code: str, body: str, kept: dict[str, Any]
) -> tuple[Plan, tuple[Block, ...], dict[str, Level]]:
    """The plan with what was set for them, what it plays, and its levels as planned; WrongInput
    where that cannot be.
    """
    source, there = f"plan of {code}", readable_levels()[0]
    try:
        plan = plan_from_json(body, source).for_participant(kept, f"settings of {code}")
        blocks = playable(plan, there, find_programmes(), source)
    except SettingsError as error:
        raise _unusable(error, code) from None
    except PlanError as error:
        raise WrongInput(f"{error}; mend it with `surefoot plans set {code} FILE`") from None
    names = [block.level for block in blocks] + [due.level for due in plan.assessments]
    return plan, blocks, {name: as_planned(plan, there[name]) for name in names}


def _is_due(last: datetime | None, every_days: int, now: datetime) -> bool:
    """Half a day early is on the day."""
    return last is None or (now - last).total_seconds() >= (every_days - 0.5) * DAY_S
