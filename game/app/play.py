"""`surefoot play`: opens what was asked for, with a window or without, and closes it well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from game.app.data_folder import data_folder
from game.app.devices import choose_devices, is_real_board
from game.app.errors import Missing, Unfinished
from game.app.headless import run_headless
from game.app.keep_limits import keep_limits
from game.app.known import Known, NothingPlanned, known_of, settings_of
from game.app.open_session import Sitting
from game.app.request import GUEST, PlayRequest
from game.app.sitting import check_request, sit_down
from game.app.station_file import as_set_here
from game.app.store_here import note_session, send_noted
from game.app.terminal import say
from game.app.visit import play_visit
from game.session.recover import recover
from game.session.settings import Settings
from game.words import Words
from input_devices import device_name

DEMO_S = 40.0
FIRST_LEVEL = "orchard-1"  # what is played where nothing was asked for and nothing is planned
MOST_NOTES = 5


def play(request: PlayRequest) -> Path:
    """Play one session; returns its folder. CommandError says what was wrong or missing."""
    from game.render.window import has_display

    unnamed, known = not request.level, None
    request = as_set_here(request)
    request = replace(request, level=request.level or FIRST_LEVEL)
    check_request(request)
    if unnamed and request.participant != GUEST:
        known = _planned_for(request.participant)
    for folder in recover(request.out or data_folder(), datetime.now(UTC)):
        say(f"an earlier session had been interrupted; what it holds is kept and scored: {folder}")
        if request.store:
            note_session(folder)
    if request.store:
        send_noted()
    if not request.headless and not has_display():
        if known:
            raise Missing(
                "no display here, and what is planned has to be seen: set DISPLAY, or let a "
                "simulated person do it with --headless"
            )
        request = _without_display(request)
    if not request.device:
        first, *more = ("simulated",) if request.headless else choose_devices()
        request = replace(request, device=first, more_devices=tuple(more))
    if known:
        return play_visit(request, known)
    if request.headless:
        return _play_headless(request)
    settings = _set_for(request)
    if any(map(is_real_board, (request.device, *request.more_devices))):
        return play_visit(request, settings=settings)
    return _play_in_window(request, settings)


def _planned_for(code: str) -> Known | None:
    """What is planned for somebody; says so where nothing is."""
    try:
        return known_of(code)
    except Missing as error:
        raise Missing(f"{error}; to play without the plan, name a level") from None
    except NothingPlanned as why:
        say(f"{why}; playing {FIRST_LEVEL} without a plan")
        return None


def _set_for(request: PlayRequest) -> Settings:
    """How somebody without a plan sees, hears and steers; as usual where the store is away."""
    if request.participant == GUEST or not request.store:
        return Settings()
    try:
        return settings_of(request.participant)
    except Missing as error:
        say(f"{error}; shown as usual")
        return Settings()


def _without_display(request: PlayRequest) -> PlayRequest:
    """A demonstration where there is no screen; a device that needs a person is an error here."""
    asked = (request.device, *request.more_devices) if request.device else ()
    eager = [one for one in asked if device_name(one) not in ("simulated", "recorded")]
    if eager:
        raise Missing(
            f"no display here, and '{eager[0]}' needs a person who sees one: set DISPLAY, "
            "or play a recording or the simulated person with --headless"
        )
    if asked:
        say(f"no display here: playing {asked[0]} off-screen, faster than life")
        return replace(request, headless=True, fast=True)
    say("no display here: a simulated person plays a short demonstration off-screen")
    return replace(
        request,
        participant="demo" if request.participant == GUEST else request.participant,
        headless=True,
        fast=True,
        duration_s=request.duration_s or DEMO_S,
        demo=True,
        store=False,
    )


def _play_headless(request: PlayRequest) -> Path:
    sitting = _sit(request, _run_with_bar)
    if request.demo and sitting.status == "completed":
        _draw_picture(sitting)
    return _report(sitting)


def _play_in_window(request: PlayRequest, settings: Settings) -> Path:
    return _report(_sit(request, lambda sitting: _run_in_window(sitting, settings)))


def _sit(request: PlayRequest, run: Callable[[Sitting], None]) -> Sitting:
    """One sitting, closed when this returns; Ctrl-C ends it well once it has begun."""
    sitting: Sitting | None = None
    try:
        with sit_down(request, say) as sitting:
            if request.store:
                note_session(sitting.folder)
            _say_notes(sitting)
            run(sitting)
    except KeyboardInterrupt:
        if sitting is None:
            raise
    finally:
        if sitting is not None and request.store:
            send_noted()
    return sitting


def _run_with_bar(sitting: Sitting) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    word = TextColumn("{task.description:>28}", markup=False)
    with Progress(word, BarColumn(), TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task(sitting.level.id, total=1.0)

        def show(share: float, word: str) -> None:
            bar.update(task, completed=share, description=word)

        run_headless(sitting, show)
        if sitting.status == "completed":
            bar.update(task, completed=1.0)


def _run_in_window(sitting: Sitting, settings: Settings) -> None:
    from game.app.stage import Around, Stage
    from game.app.theatre import theatre_for
    from game.render.window import DisplayError

    display = settings.display()
    words = Words(sitting.request.language or display.language)
    title = f"Surefoot: {words.title(sitting.level.title)}"
    try:
        seated = settings.posture == "seated"
        around = Around(display=display, affected_side=settings.affected_side)
        with theatre_for(sitting.request, title, display, seated=seated) as theatre:
            theatre.play(Stage(sitting, theatre, around), sitting.clock)
    except DisplayError as error:
        sitting.ending.why = str(error)
        raise Missing(str(error)) from None


def _say_notes(sitting: Sitting) -> None:
    """What was odd in a recording that is played; all of it is in start.json."""
    notes = getattr(sitting.device, "problems", ())
    for note in notes[:MOST_NOTES]:
        say(f"note: {note}")
    if len(notes) > MOST_NOTES:
        say(f"note: and {len(notes) - MOST_NOTES} more, in start.json")


def _draw_picture(sitting: Sitting) -> None:
    """A look at the demonstration beside its data; says so where this machine cannot draw."""
    from game.app.screenshot import picture_of_demonstration
    from game.render.window import DisplayError

    path = sitting.folder / "picture.png"
    say("drawing a picture of it ...")
    try:
        picture_of_demonstration(sitting.request, path)
    except (DisplayError, OSError, ImportError) as error:
        say(f"no picture: {error}; `surefoot doctor` says what is missing")
        return
    print(f"picture: {path}")


def _report(sitting: Sitting) -> Path:
    """Say how it went; returns the folder, or Unfinished with it where it could not go on."""
    hud, ending = sitting.trial.after.hud, sitting.ending
    why = f" ({ending.why})" if ending.why else ""
    if ending.status == "aborted":
        raise Unfinished(f"{sitting.level.id} could not go on{why}: {sitting.folder}")
    for problem in ending.problems:
        say(f"scoring: {problem}")
    say(
        f"{sitting.level.title}: {hud.done} of {hud.tried} achieved, "
        f"{sitting.trial.trial_s:.0f} s, {ending.status}{why}"
    )
    if limits := keep_limits(sitting):
        print(f"limits: {limits}")
    return sitting.folder
