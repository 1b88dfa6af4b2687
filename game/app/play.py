"""`surefoot play`: opens what was asked for, with a window or without, and closes it well."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from game.app.data_folder import data_folder
from game.app.devices import choose_devices
from game.app.errors import Missing
from game.app.headless import run_headless
from game.app.sitting import GUEST, PlayRequest, Sitting, check_request, sit_down
from game.session.recover import recover

DEMO_S = 40.0
MOST_NOTES = 5


def play(request: PlayRequest) -> Path:
    """Play one session; returns its folder. CommandError says what was wrong or missing."""
    from game.render.window import has_display

    check_request(request)
    for folder in recover(request.out or data_folder(), datetime.now(UTC)):
        say(f"an earlier session had been interrupted; what it holds is kept and scored: {folder}")
    if not request.headless and not has_display():
        request = _without_display(request)
    if not request.device:
        first, *more = ("simulated",) if request.headless else choose_devices()
        request = replace(request, device=first, more_devices=tuple(more))
    if request.headless:
        return _play_headless(request)
    return _play_in_window(request)


def say(line: str) -> None:
    """A line for the person at the terminal; standard output is left to results."""
    print(line, file=sys.stderr, flush=True)


def _without_display(request: PlayRequest) -> PlayRequest:
    """A demonstration where there is no screen; a device that needs a person is an error here."""
    asked = (request.device, *request.more_devices) if request.device else ()
    eager = [one for one in asked if one.partition(":")[0] not in ("simulated", "recorded")]
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
    )


def _play_headless(request: PlayRequest) -> Path:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:>28}"), BarColumn(), TimeRemainingColumn())
    with sit_down(request) as sitting:
        _say_notes(sitting)
        with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
            task = bar.add_task(request.level, total=1.0)
            run_headless(
                sitting, lambda share, word: bar.update(task, completed=share, description=word)
            )
            bar.update(task, completed=1.0)
        if request.demo:
            _draw_picture(sitting)
    _report(sitting)
    return sitting.folder


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


def _play_in_window(request: PlayRequest) -> Path:
    from game.app.stage import Stage
    from game.render.window import DisplayError

    with sit_down(request) as sitting:
        try:
            with Stage(sitting) as stage:
                stage.run()
        except DisplayError as error:
            sitting.why = str(error)
            raise Missing(str(error)) from None
    _report(sitting)
    return sitting.folder


def _report(sitting: Sitting) -> None:
    hud = sitting.trial.after.hud
    say(
        f"{sitting.level.title}: {hud.done} of {hud.tried} targets reached, "
        f"{sitting.trial.trial_s:.0f} s, {sitting.status}"
        + (f" ({sitting.why})" if sitting.why else "")
    )
