"""`surefoot levels`: list the levels, or check a level file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from game.app.errors import WrongInput

levels_app = typer.Typer(help="List the levels, or check a level file.", add_completion=False)


def register(app: typer.Typer) -> None:
    """Put the commands of levels under the `surefoot` command."""
    app.add_typer(levels_app, name="levels", invoke_without_command=True)


@levels_app.callback()
def levels(context: typer.Context) -> None:
    """List the levels that there are."""
    if context.invoked_subcommand:
        return
    from rich.console import Console
    from rich.table import Table

    from game.app.terminal import say
    from game.levels import readable_levels

    found, problems = readable_levels()
    table = Table("id", "title", "task", "scene", box=None, pad_edge=False)
    for level in found.values():
        table.add_row(level.id, level.title, level.type, level.scene)
    Console().print(table)
    for problem in problems:
        say(f"wrong: {problem}")


@levels_app.command("check")
def levels_check(file: Annotated[Path, typer.Argument(help="A level file (YAML).")]) -> None:
    """Say whether a level file can be played, or what is wrong with it."""
    from game.levels import LevelError, check_level

    try:
        level = check_level(file)
    except LevelError as error:
        raise WrongInput(str(error)) from None
    print(f"{file}: fine: {level.id}, {level.title} ({level.type})")
