"""Opens all that one `play` needs, from what was asked: level, device, limits, folder.

Everything that can be wrong is found here, before a window opens or a folder is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from game.app.errors import WrongInput
from game.app.last_zero import LEAVING_S
from game.app.limits_files import limits_for
from game.app.open_session import Sitting, open_session
from game.app.opening import check_lab, open_devices, wake
from game.app.request import PlayRequest
from game.app.staff_lock import is_pin
from game.app.trial import TrialSettings
from game.difficulty import DifficultyController
from game.levels import Level, LevelError, get_level
from game.session.files import RecordingError, check_participant
from game.words import LANGUAGES
from input_devices.clock import ManualClock, SystemClock
from input_devices.sample import Clock, Device

START_DIFFICULTY = 0.3
TIERS = ("very_low", "low", "medium", "high")


@contextmanager
def sit_down(
    request: PlayRequest, say: Callable[[str], None] = lambda _: None
) -> Iterator[Sitting]:
    """Open everything, hand it over, and close it whatever happens: recorded, scored, released.

    Ctrl-C ends as `stopped`, with everything kept, and goes on to the caller; an error of ours as
    `aborted`. say is told what a person at a terminal should know.
    """
    level = check_request(request)
    with open_devices_of(request) as (devices, clock, stack):
        check_supervised(request, level, devices[0])
        limits = limits_for(request, devices[0])
        check_caps(level, limits.caps, request.seed)
        wake(devices, clock, say)
        with open_session(request, devices, clock, stack) as session:
            sitting = session.sit(
                level, limits, _settings(request), _adaptation(request) if level.adaptive else None
            )
            yield sitting
            if sitting.trial.over:
                patience = LEAVING_S if request.headless else 0.0
                sitting.last_zero.wait(clock, patience, say)


@contextmanager
def open_devices_of(request: PlayRequest) -> Iterator[tuple[list[Device], Clock, ExitStack]]:
    """The devices that were asked for, not yet started, and the clock that they read."""
    clock: Clock = ManualClock() if request.fast else SystemClock()
    with ExitStack() as stack:
        yield open_devices(request, clock, stack), clock, stack


def check_request(request: PlayRequest) -> Level:
    """The level that was asked for; WrongInput if anything asked for cannot be."""
    if request.difficulty is not None and not 0 <= request.difficulty <= 1:
        raise WrongInput(f"--difficulty {request.difficulty:g}: 0 is easiest, 1 hardest")
    if request.duration_s is not None and not 0 < request.duration_s <= 3600:
        raise WrongInput(f"--duration {request.duration_s:g}: above 0, at most 3600 s")
    if request.pin and not is_pin(request.pin):
        raise WrongInput("--pin, SUREFOOT_PIN: 4 to 8 digits")
    if request.seed < 0:
        raise WrongInput(f"--seed {request.seed}: must be 0 or more")
    if request.fast and not request.headless:
        raise WrongInput("--fast: only with --headless, since nobody could watch it")
    if request.tier not in ("auto", *TIERS):
        raise WrongInput(f"--tier {request.tier}: choose auto, {', '.join(TIERS)}")
    check_language(request.language)
    check_lab(request)
    try:
        check_participant(request.participant)
        return get_level(request.level)
    except RecordingError as error:
        raise WrongInput(f"--participant: {error}") from None
    except LevelError as error:
        raise WrongInput(str(error)) from None


def check_language(code: str) -> None:
    """WrongInput for a language that Surefoot does not speak; empty: none was asked for."""
    if code and code not in LANGUAGES:
        names = ", ".join(f"{known} ({row.name})" for known, row in LANGUAGES.items())
        raise WrongInput(f"--language {code}: choose {names}")


def check_supervised(request: PlayRequest, level: Level, device: Device) -> None:
    """WrongInput where a person on a board may not play this without somebody beside them."""
    if request.supervised or device.info.kind != "board" or device.info.stand_in:
        return
    if level.supervised:
        raise WrongInput(
            f"{level.id}: closed eyes or foam are for people with somebody beside them: where that "
            "is so, say --supervised"
        )
    if request.headless:
        raise WrongInput(
            f"--headless: a person on '{device.info.name}' would see nothing of the game: where "
            "somebody stands beside them, say --supervised"
        )


def check_caps(level: Level, caps: tuple[float, ...], seed: int) -> None:
    """WrongInput where the therapist's caps leave a level without a target."""
    try:
        level.rules(difficulty=0.0, caps=caps, seed=seed)
    except ValueError as error:
        raise WrongInput(f"{level.id}: {error}") from None


def _start_difficulty(request: PlayRequest) -> float:
    return START_DIFFICULTY if request.difficulty is None else request.difficulty


def _settings(request: PlayRequest) -> TrialSettings:
    return TrialSettings(
        difficulty=_start_difficulty(request),
        seed=request.seed,
        countdown_s=0.0 if request.headless else 5.0,
        duration_s=request.duration_s,
        recentre=request.limits is None and not request.headless,
        hands_free=request.headless,
    )


def _adaptation(request: PlayRequest) -> DifficultyController | None:
    """What makes difficulty follow the person, unless one was asked for."""
    if request.difficulty is not None:
        return None
    return DifficultyController(start=START_DIFFICULTY, seed=request.seed)
