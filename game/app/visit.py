"""`surefoot play --participant CODE`: what is planned for them, from hello to goodbye."""

from __future__ import annotations

from pathlib import Path

from game.app.errors import Missing, Unfinished
from game.app.known import Known
from game.app.open_session import OpenSession, open_session
from game.app.request import PlayRequest
from game.app.sitting import check_caps, open_devices_of
from game.app.store_here import note_session, send_noted
from game.app.terminal import say
from game.app.visit_headless import run_visit_headless
from game.app.visit_run import VisitRun
from game.balance.limits import theoretical_limits
from game.session.runner import Visit
from input_devices.sample import Device, DeviceError


def play_visit(request: PlayRequest, known: Known) -> Path:
    """One visit by a plan; returns its folder. CommandError says what was wrong or missing."""
    session: OpenSession | None = None
    try:
        with open_devices_of(request) as (devices, clock, stack):
            _check(known)
            _start(devices)
            planned = {"plan_version": known.version, "plan": known.plan.as_dict()}
            with open_session(request, devices, clock, stack, planned) as session:
                if request.store:
                    note_session(session.folder)
                run = _run_of(request, known, session)
                (_in_the_dark if request.headless else _in_window)(run)
    except KeyboardInterrupt:
        if session is None:
            raise
    finally:
        if session is not None and request.store:
            send_noted()
    return _report(session)


def _check(known: Known) -> None:
    """Every level of the plan has targets left under its caps."""
    for level in known.levels.values():
        limits = known.limits or theoretical_limits()
        caps = tuple(min(a, b) for a, b in zip(limits.caps, known.plan.caps, strict=True))
        check_caps(level, caps, 0)


def _start(devices: list[Device]) -> None:
    try:
        for device in devices:
            device.start()
    except DeviceError as error:
        raise Missing(str(error)) from None


def _run_of(request: PlayRequest, known: Known, session: OpenSession) -> VisitRun:
    has_board = session.device.info.kind == "board"
    visit = Visit(
        known.plan,
        known.blocks,
        has_limits=known.limits is not None or not has_board,
        needs_board=has_board,
    )
    countdown_s = 0.0 if request.fast else 5.0
    return VisitRun(
        visit,
        known,
        session,
        seed=request.seed,
        countdown_s=countdown_s,
        hands_free=request.headless,
    )


def _in_the_dark(run: VisitRun) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    word = TextColumn("{task.description:>12}", markup=False)
    with Progress(word, BarColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("hello", total=1.0)

        def show(share: float, word: str) -> None:
            bar.update(task, completed=share, description=word)

        run_visit_headless(run, show)
        bar.update(task, completed=1.0)


def _in_window(run: VisitRun) -> None:
    from game.app.theatre import Theatre
    from game.app.visit_stage import VisitStage
    from game.render.window import DisplayError

    request = run.session.request
    try:
        with Theatre("Surefoot", tier=request.tier, fullscreen=request.fullscreen) as theatre:
            theatre.play(VisitStage(run, theatre), run.session.clock)
    except DisplayError as error:
        run.session.ending.why = str(error)
        raise Missing(str(error)) from None


def _report(session: OpenSession) -> Path:
    """Say how it went; returns the folder, or Unfinished with it where it could not go on."""
    ending = session.ending
    why = f" ({ending.why})" if ending.why else ""
    if ending.status == "aborted":
        raise Unfinished(f"the visit could not go on{why}: {session.folder}")
    for problem in ending.problems:
        say(f"scoring: {problem}")
    say(f"the visit of {session.request.participant}: {ending.status}{why}")
    return session.folder
