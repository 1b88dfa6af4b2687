"""The `surefoot` command: words in, one line out when something is wrong. The work is elsewhere.

Exit codes: 0 done; 1 ended before it was done, or found to differ; 2 wrong input; 3 a device or a
display is missing; 130 interrupted by Ctrl-C outside play. Each command imports what it needs when
it runs, so that `--help` is quick.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from game import __version__
from game.app import (
    device_commands,
    level_commands,
    plan_commands,
    score_commands,
    settings_commands,
    station_commands,
    store_commands,
)
from game.app.errors import CommandError, WrongInput

app = typer.Typer(
    name="surefoot",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
device_commands.register(app)
level_commands.register(app)
plan_commands.register(app)
store_commands.register(app)
score_commands.register(app)
station_commands.register(app)
settings_commands.register()


def _print_version(asked: bool) -> None:
    if asked:
        print(f"surefoot {__version__}")
        raise typer.Exit


@app.callback()
def surefoot(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Balance-rehabilitation games for a balance board, a controller or the keyboard."""


@app.command()
def play(
    level: Annotated[
        str,
        typer.Argument(
            help="A level's id, or the path of a level file; default: the participant's plan, "
            "else orchard-1.",
            show_default=False,
        ),
    ] = "",
    device: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME[:ARG][?KEY=VALUE]",
            help="See `surefoot devices`; may be given several times; default: what is here.",
        ),
    ] = None,
    participant: Annotated[
        str, typer.Option(metavar="CODE", help="A pseudonym; it becomes part of the folder's name.")
    ] = "guest",
    limits: Annotated[
        Path | None, typer.Option(metavar="FILE", help="This person's limits of stability.")
    ] = None,
    difficulty: Annotated[
        float | None,
        typer.Option(metavar="0..1", help="Fixed at this; default: follows the person."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="For what is random in the level.")] = 0,
    duration: Annotated[
        float | None, typer.Option(metavar="S", help="Stop after this many seconds.")
    ] = None,
    headless: Annotated[bool, typer.Option(help="No window.")] = False,
    fast: Annotated[bool, typer.Option(help="As fast as it computes; with --headless.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the session folder goes.")
    ] = None,
    tier: Annotated[
        str, typer.Option(help="How rich the picture is: auto, very_low, low, medium or high.")
    ] = "auto",
    fullscreen: Annotated[bool, typer.Option(help="Fill the screen.")] = False,
    lsl: Annotated[
        bool, typer.Option("--lsl", help="Offer samples and events on the Lab Streaming Layer.")
    ] = False,
    volume: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, metavar="0..1", help="0: silent; default: the plan's."),
    ] = None,
    language: Annotated[
        str, typer.Option(metavar="CODE", help="en, de, fr, es or ar; default: the participant's.")
    ] = "",
    supervised: Annotated[
        bool, typer.Option("--supervised", help="Somebody stands beside the person.")
    ] = False,
    store: Annotated[
        bool, typer.Option("--store/--no-store", help="Enter the session in the store.")
    ] = True,
    pin: Annotated[
        str,
        typer.Option(
            envvar="SUREFOOT_PIN",
            metavar="DIGITS",
            help="What F1, the therapist's panel, asks for; others here may see a command line.",
        ),
    ] = "",
) -> None:
    """Play a level, or what is planned; the last line printed is `session: FOLDER`."""
    from game.app.course_plot import print_plots
    from game.app.play import play as run
    from game.app.request import PlayRequest

    folder = run(
        PlayRequest(
            level=level,
            device=device[0] if device else "",
            more_devices=tuple(device[1:]) if device else (),
            participant=participant,
            limits=limits,
            difficulty=difficulty,
            seed=seed,
            duration_s=duration,
            headless=headless,
            fast=fast,
            out=out,
            tier=tier,
            fullscreen=fullscreen,
            lsl=lsl,
            supervised=supervised,
            volume=volume,
            language=language,
            store=store,
            pin=pin,
        )
    )
    print_plots(folder, sys.stderr)
    print(f"session: {folder}")


@app.command()
def calibrate(
    device: Annotated[
        str, typer.Option(metavar="NAME[:ARG][?KEY=VALUE]", help="A board; see `surefoot devices`.")
    ] = "",
    participant: Annotated[
        str, typer.Option(metavar="CODE", help="A pseudonym; it becomes part of the file's name.")
    ] = "guest",
    height: Annotated[
        float, typer.Option(metavar="M", help="Of the person, in metres, for the first scale.")
    ] = 1.70,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the limits go; for play --limits.")
    ] = None,
    headless: Annotated[
        bool, typer.Option(help="No window: a simulated person, or a recording.")
    ] = False,
    fast: Annotated[bool, typer.Option(help="As fast as it computes; with --headless.")] = False,
    seed: Annotated[int, typer.Option(min=0, help="For the simulated person's sway.")] = 0,
    fullscreen: Annotated[bool, typer.Option(help="Fill the screen.")] = False,
    language: Annotated[
        str, typer.Option(metavar="CODE", help="Of the screens: en, de, fr, es or ar.")
    ] = "en",
    seated: Annotated[
        bool, typer.Option("--seated", help="They sit; kept apart from limits of standing.")
    ] = False,
) -> None:
    """Find how far a person can lean, by growing a flower; the last line is `limits: FILE`."""
    from game.app.calibrate_command import CalibrateRequest
    from game.app.calibrate_command import calibrate as run

    path = run(
        CalibrateRequest(
            device,
            participant,
            height,
            out,
            headless,
            fast,
            seed,
            fullscreen,
            language,
            stance="seated" if seated else "standing",
        )
    )
    print(f"limits: {path}")


@app.command()
def replay(
    folder: Annotated[Path, typer.Argument(help="A session's or a trial's folder.")],
) -> None:
    """Play recorded trials again from their intents, and say whether every event is the same."""
    from game.session.files import RecordingError
    from game.session.recording import open_trials
    from game.session.replay import replay as run

    try:
        results = [run(trial) for trial in open_trials(folder)]
    except RecordingError as error:
        raise WrongInput(str(error)) from None
    for result in results:
        print(result.message)
    if not all(result.identical for result in results):
        raise typer.Exit(1)


@app.command()
def simulate(
    level: Annotated[str, typer.Argument(help="A level's id, or the path of a level file.")],
    profile: Annotated[
        str, typer.Option(metavar="P", help="Who plays; `surefoot devices` lists them.")
    ] = "older",
    patients: Annotated[int, typer.Option(metavar="N", min=1, help="How many of them.")] = 10,
    seed: Annotated[int, typer.Option(min=0, help="Of the first; the next have the next.")] = 0,
    difficulty: Annotated[
        float | None,
        typer.Option(metavar="0..1", help="Fixed at this; default: follows each person."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Let simulated people play a level at full speed, and print what their sessions measure."""
    from game.app.simulate import SimulateRequest, print_table, simulate_with_bar

    result = simulate_with_bar(SimulateRequest(level, profile, patients, seed, difficulty))
    if as_json:
        print(json.dumps(result, ensure_ascii=False, allow_nan=False))
    else:
        print_table(result)


@app.command()
def screenshot(
    level: Annotated[str, typer.Argument(help="A level's id, or the path of a level file.")],
    at: Annotated[float, typer.Option("--at", metavar="S", help="Seconds into the play.")] = 6.0,
    size: Annotated[str, typer.Option(metavar="WxH", help="In pixels.")] = "1280x720",
    out: Annotated[Path, typer.Option(metavar="FILE", help="The PNG.")] = Path("surefoot.png"),
    tier: Annotated[str, typer.Option(help="very_low, low, medium or high.")] = "high",
    seed: Annotated[int, typer.Option(min=0, help="For what is random in the level.")] = 0,
    difficulty: Annotated[float, typer.Option(metavar="0..1")] = 0.3,
    hud: Annotated[bool, typer.Option(help="With what the screen says.")] = True,
    plain: Annotated[bool, typer.Option("--plain", help="No place around.")] = False,
    language: Annotated[
        str, typer.Option(metavar="CODE", help="Of what the screen says: en, de, fr, es or ar.")
    ] = "en",
) -> None:
    """Draw one moment of a level, played by the simulated person; the same every time."""
    from game.app.screenshot import take

    take(
        level,
        at_s=at,
        size=size,
        out=out,
        tier=tier,
        seed=seed,
        difficulty=difficulty,
        hud=hud,
        language=language,
        plain=plain,
    )
    print(out)


@app.command()
def analyse(
    file: Annotated[Path, typer.Argument(help="A CSV or a session folder.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """The sway table of a recording, `centred` and `filtered`."""
    from game.app.analyse import analyse as run
    from game.app.analyse import print_table

    result = run(file)
    if as_json:
        print(json.dumps(result, indent=1, ensure_ascii=False))
    else:
        print_table(result)


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What works on this machine, and what to do about what does not."""
    from game.app.doctor import report

    raise typer.Exit(report(as_json=as_json))


# Typer carries its own copy of click, and older ones the click beside it: take what it raises.
_UsageProblem: type[Exception] = next(
    kind
    for kind in typer.BadParameter.__mro__
    if kind.__name__ == "ClickException" and issubclass(kind, Exception)
)


def run(arguments: list[str]) -> int:
    """Run one command; returns its exit code. A person's mistake is one line on standard error."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        code = app(args=arguments or ["--help"], prog_name="surefoot", standalone_mode=False)
        sys.stdout.flush()  # here, where a full disk can still be told
    except CommandError as error:
        print(f"surefoot: {error}", file=sys.stderr)
        return error.exit_code
    except _UsageProblem as error:
        words = error.format_message() if hasattr(error, "format_message") else str(error)
        command = getattr(getattr(error, "ctx", None), "command_path", None) or "surefoot"
        print(f"surefoot: {words} (see {command} --help)", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        print("surefoot: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `surefoot levels | head -1`
        _drop_output()
        return 0
    except OSError as error:  # a file, a folder or a disk that no command foresaw
        print(f"surefoot: {_system_words(error)}", file=sys.stderr)
        try:
            sys.stdout.flush()
        except OSError:
            _drop_output()
        return 2
    return code if isinstance(code, int) else 0


def _system_words(error: OSError) -> str:
    """What the system says of a file, on one line."""
    words = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {words}" if error.filename else f"cannot read or write: {words}"


def _drop_output() -> None:
    """What is still to be written goes nowhere, or Python would complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    with suppress(ValueError, AttributeError):  # a system that has no such signal
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does
    sys.exit(run(sys.argv[1:]))
