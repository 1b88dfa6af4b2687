"""`surefoot kiosk`, `surefoot settings check` and `surefoot settings show`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from game.app.errors import WrongInput

settings = typer.Typer(help="Check or show the station's settings.", add_completion=False)
File = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="Default: where play and the kiosk look for it."),
]


def register(app: typer.Typer) -> None:
    """Put these commands under the `surefoot` command."""
    app.add_typer(settings, name="settings")
    app.command("kiosk")(kiosk)


@settings.command("check")
def settings_check(file: File = None) -> None:
    """Check a settings file, and name the key that is wrong."""
    from game.app.station_file import NAME, station_path
    from game.station import StationError, read_station

    path = station_path(file)
    if path is None:
        print(f"no {NAME} here: the defaults hold; `surefoot settings show` prints them")
        return
    try:
        read_station(path)
    except StationError as error:
        raise WrongInput(str(error)) from None
    print(f"{path}: good")


@settings.command("show")
def settings_show(file: File = None) -> None:
    """Print the settings that hold here, as a file with what each key says; without the PIN."""
    from game.app.station_file import station_here
    from game.station import StationError, as_text

    try:
        print(as_text(station_here(file)), end="")
    except StationError as error:
        raise WrongInput(str(error)) from None


def kiosk(
    settings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: see `surefoot settings show`.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the log and the counters go.")
    ] = None,
    windowed: Annotated[bool, typer.Option("--windowed", help="In a window, to try it.")] = False,
    install: Annotated[
        bool, typer.Option("--install", help="Let systemd start and watch it on this machine.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --install: without asking.")] = False,
) -> None:
    """Run in a waiting room: shows itself, lets visitors try, keeps nothing; ends by the PIN."""
    if install:
        from game.app.kiosk_install import install as run_install

        run_install(yes=yes, ask=typer.confirm)
        return
    from game.app.kiosk import KioskRequest
    from game.app.kiosk import kiosk as run

    run(KioskRequest(settings, folder, windowed))
