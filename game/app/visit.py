"""`surefoot play --participant CODE`: what is planned for them, from hello to goodbye."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.app.errors import Missing, Unfinished, WrongInput
from game.app.keep_limits import keep_in_file, keep_in_outcome, measured_in
from game.app.known import Known
from game.app.limits_files import limits_for
from game.app.open_session import OpenSession, open_session
from game.app.request import PlayRequest
from game.app.sitting import (
    START_DIFFICULTY,
    check_caps,
    check_supervised,
    open_devices_of,
)
from game.app.store_here import begun_elsewhere, note_session, send_noted
from game.app.terminal import say
from game.app.visit_headless import run_visit_headless
from game.app.visit_run import NOBODY, VisitRun
from game.balance.limits import Limits, theoretical_limits
from game.levels import get_level
from game.session.plan import Block, Plan
from game.session.runner import Visit
from game.session.settings import Settings
from input_devices.sample import Device, DeviceError

TRIED = "tried"  # how the one level is called in the plan of who only tries it
MOST_MINUTES = 30.0
USUAL = Settings()


def play_visit(
    request: PlayRequest, known: Known | None = None, settings: Settings = USUAL
) -> Path:
    """One visit by a plan, or by somebody who tries the level that was asked for; returns its
    folder. settings: theirs, where there is no plan. CommandError says what was wrong or missing.
    """
    session: OpenSession | None = None
    run: VisitRun | None = None
    try:
        with open_devices_of(request) as (devices, clock, stack):
            _check_seen(request, devices[0])
            planned = {"plan_version": known.version, "plan": known.plan.as_dict()} if known else {}
            known = known or trying(request, devices[0], settings)
            request = replace(request, age_years=known.age_years)
            _check(known)
            _start(devices)
            with open_session(request, devices, clock, stack, planned) as session:
                if request.store:
                    note_session(session.folder)
                run = run_of(request, known, session)
                if request.store and planned and (warning := begun_elsewhere(known.code)):
                    say(warning)
                    run.flag(warning)
                try:
                    (_in_the_dark if request.headless else _in_window)(run)
                except KeyboardInterrupt:
                    run.say("stop")  # in the diary too, with where difficulty stands
                    raise
    except KeyboardInterrupt:
        if session is None:
            raise
    finally:
        if run is not None:
            _keep_limits(run)
        if session is not None and request.store:
            send_noted()
    return _report(session)


def _keep_limits(run: VisitRun) -> None:
    """What whole tests of limits found, with the caps that were this person's own before; also in
    the file that play without a plan goes by.
    """
    for trial in run.tests:
        if limits := measured_in(trial, run.device):
            limits = limits.with_caps(run.limits.caps)
            keep_in_outcome(limits, trial)
            if run.known.version == 0 and (path := keep_in_file(limits, run.session.request)):
                print(f"limits: {path}")


def trying(request: PlayRequest, device: Device, settings: Settings = USUAL) -> Known:
    """Somebody on a real board who plays one level: whatever is planned, they are first asked for
    what makes it safe.
    """
    level = get_level(request.level)
    check_supervised(request, level, device)
    minutes = min(request.duration_s / 60, MOST_MINUTES) if request.duration_s else MOST_MINUTES
    fixed = request.difficulty is not None
    plan = Plan(
        blocks=(Block(level=TRIED, minutes=minutes),),
        mode="fixed" if fixed else "automatic",
        start=START_DIFFICULTY if request.difficulty is None else request.difficulty,
        aids=("frame", "shoes", "spotter") if request.supervised else ("frame", "shoes"),
        questions=(),
        minutes=minutes,
        affected_side=settings.affected_side,
        posture=settings.posture,
        display=settings.display(),
    )
    limits = limits_for(request, device, settings.posture)
    return Known(request.participant, "", plan, 0, plan.blocks, {TRIED: level}, limits, {})


def _check_seen(request: PlayRequest, device: Device) -> None:
    """WrongInput where a person would stand there whose questions a simulated one would answer."""
    if request.headless and device.info.kind == "board" and not device.info.stand_in:
        raise WrongInput(
            f"--headless: who stands on '{device.info.name}' has to see what is asked of them: "
            "leave it out"
        )


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


def run_of(request: PlayRequest, known: Known, session: OpenSession) -> VisitRun:
    """The visit of somebody who is known, in an open session; limits that are not theirs as they
    stand or sit today are measured anew.
    """
    if known.limits is not None and not _may_play_by(known.limits, known.plan, session.device):
        known = replace(known, limits=None)
    has_board = session.device.info.kind == "board"
    tries = known.version == 0
    visit = Visit(
        known.plan,
        known.blocks,
        has_limits=known.limits is not None or not has_board,
        needs_board=has_board,
        journey=known.journey is not None,
        first="prepare" if tries else "who",
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


def _may_play_by(limits: Limits, plan: Plan, device: Device) -> bool:
    """Limits of another stance are not these, nor are those that a keyboard or a simulated person
    left for a person on a board.
    """
    made_up = NOBODY in limits.how and not device.info.stand_in
    return limits.serves(plan.posture) and not made_up


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
    from game.app.theatre import theatre_for
    from game.app.visit_stage import VisitStage
    from game.render.window import DisplayError

    display = run.known.plan.display
    try:
        with theatre_for(run.session.request, "Surefoot", display) as theatre:
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
