"""`surefoot calibrate`: opens a board, lets the person grow the flower, and writes their limits.

Everything that can be wrong is found before anybody leans. Nothing is written unless the flower was
finished. What only stands in for a person (keys, a simulation, a recording) goes to a file of its
own, so that it is never taken for the person.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from game.app.calibrate import CalibrationRun
from game.app.calibrate_person import SimulatedPerson
from game.app.devices import choose_devices
from game.app.errors import CommandError, Missing, WrongInput
from game.app.headless import FRAME_S, is_aimable
from game.app.limits_files import file_to_write, source_of, write_limits
from game.app.opening import open_asked
from game.app.request import PlayRequest
from game.app.sitting import check_language
from game.app.terminal import say
from game.balance.calibration import FLOOR_M
from game.balance.limits import DIRECTIONS, STANCES, Limits, theoretical_limits
from game.session.files import RecordingError, check_participant
from game.words import ENGLISH, Words
from input_devices.clock import ManualClock, SystemClock
from input_devices.sample import Clock, Device, DeviceError
from input_devices.tare import TARE_S


class Stopped(CommandError):
    """The person ended it before the flower was finished."""


@dataclass(frozen=True, slots=True)
class CalibrateRequest:
    """What was asked on the command line. device "": a board that is here, else the keyboard."""

    device: str = ""
    participant: str = "guest"
    height_m: float = 1.70
    out: Path | None = None
    headless: bool = False
    fast: bool = False
    seed: int = 0
    fullscreen: bool = False
    language: str = ENGLISH
    stance: str = STANCES[0]


def calibrate(request: CalibrateRequest) -> Path:
    """Run one calibration; returns the file written. CommandError says why there is none."""
    request = _checked(request)
    path = request.out or file_to_write(request.participant, request.device, request.stance)
    _check_writable(path)
    clock: Clock = ManualClock() if request.fast else SystemClock()
    with ExitStack() as stack:
        asked = PlayRequest(seed=request.seed, headless=request.headless, fast=request.fast)
        device = stack.enter_context(open_asked(asked, request.device, clock))
        _check_board(request, device)
        run = CalibrationRun(
            device, clock=clock, height_m=request.height_m, hands_free=request.headless
        )
        person = SimulatedPerson(run, device) if _leans_itself(request, device) else None
        try:
            device.start()
            if not device.info.stand_in:
                device.tare(TARE_S)  # refused, and said so, where someone stands there already
            _drive(request, run, device, clock, person)
        except DeviceError as error:
            raise Missing(str(error)) from None
        except KeyboardInterrupt:
            raise Stopped("stopped by Ctrl-C: no limits were written") from None
        limits = replace(_result(run, _source(request, device, person)), stance=request.stance)
    write_limits(path, limits)
    _report(limits, request.height_m)
    return path


def _checked(request: CalibrateRequest) -> CalibrateRequest:
    """The request with its device filled in; WrongInput or Missing if it cannot be done."""
    from game.render.window import has_display

    try:
        check_participant(request.participant)
    except RecordingError as error:
        raise WrongInput(f"--participant: {error}") from None
    check_language(request.language)
    try:
        theoretical_limits(request.height_m)
    except ValueError:
        raise WrongInput(f"--height {request.height_m:g}: metres, from 0.5 to 2.5") from None
    if request.fast and not request.headless:
        raise WrongInput("--fast: only with --headless, since nobody could watch it")
    if not request.headless and not has_display():
        raise Missing(
            "no display here, and the flower has to be seen: set DISPLAY, or let a simulated "
            "person lean with --headless"
        )
    if not request.device:
        here = choose_devices()[0]
        board = "keyboard" if here == "controller" else here
        request = replace(request, device="simulated" if request.headless else board)
    return request


def _check_writable(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongInput(f"{path.parent}: cannot be made ({error.strerror})") from None
    if path.is_dir():
        raise WrongInput(f"{path}: is a folder; name a file for the limits")
    if not os.access(path.parent, os.W_OK):
        raise WrongInput(f"{path.parent}: cannot be written; name another place with --out")


def _check_board(request: CalibrateRequest, device: Device) -> None:
    if device.info.kind != "board":
        raise WrongInput(f"--device {request.device}: leaning is measured on a board; choose one")
    if request.headless and not (device.info.finite or is_aimable(device)):
        raise WrongInput(
            f"--headless: '{request.device}' needs a person who sees where to lean; use simulated "
            "or recorded:FILE"
        )


def _leans_itself(request: CalibrateRequest, device: Device) -> bool:
    """Whether a simulated person stands there: always on the simulated board, else unseen."""
    return device.info.name == "simulated" or (request.headless and is_aimable(device))


def _drive(
    request: CalibrateRequest,
    run: CalibrationRun,
    device: Device,
    clock: Clock,
    person: SimulatedPerson | None,
) -> None:
    """Run it to its end, with a window or without; Stopped if the person ends it before."""
    if request.headless:
        _drive_unseen(run, clock, person)
        return
    from game.app.calibrate_stage import CalibrateStage
    from game.app.theatre import Theatre
    from game.render.window import DisplayError

    try:
        title = f"Surefoot: {Words(request.language).say('flower.title')}"
        with Theatre(title, fullscreen=request.fullscreen, language=request.language) as theatre:
            stage = CalibrateStage(run, device, clock, theatre, person)
            run.begin()
            theatre.play(stage, clock)
    except DisplayError as error:
        raise Missing(str(error)) from None
    if stage.stopped:
        raise Stopped(f"{stage.stopped} before the flower was whole: no limits were written")


def _drive_unseen(run: CalibrationRun, clock: Clock, person: SimulatedPerson | None) -> None:
    run.begin()
    while not run.over:
        if person:
            person.steer()
        clock.wait_until(clock.now() + FRAME_S)
        run.advance()


def _result(run: CalibrationRun, source: str) -> Limits:
    if not run.done:
        raise WrongInput(
            f"nobody leaned {1000 * FLOOR_M:g} mm for a second in any direction: no limits written"
        )
    limits = run.result(datetime.now(UTC).isoformat(timespec="seconds"))
    return replace(limits, how=f"{limits.how}{source}")


def _source(request: CalibrateRequest, device: Device, person: SimulatedPerson | None) -> str:
    """What the file must say of numbers that no person on a board has made."""
    if person:
        return f"; {person.how}"
    return source_of(device)


def _report(limits: Limits, height_m: float) -> None:
    theory = theoretical_limits(height_m).reach
    for name, reach, usual in zip(DIRECTIONS, limits.reach, theory, strict=True):
        words = name.replace("_", " ")
        say(f"{words:>14} {1000 * reach:4.0f} mm, {reach / usual:.0%} of the textbook's limit")
