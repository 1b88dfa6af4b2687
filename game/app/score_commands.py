"""`surefoot scores`: clinical scores that were taken elsewhere, typed in and listed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from game.app.errors import WrongInput
from game.app.store_commands import JSON_LAST, AsJson, Code
from game.app.typed import day_of, line_of

scores = typer.Typer(add_completion=False)


def register(app: typer.Typer) -> None:
    """Put the commands of scores under the `surefoot` command."""
    app.add_typer(scores, name="scores", invoke_without_command=True)


@scores.callback()
def scores_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List the clinical scores that were taken elsewhere; or add one."""
    if not context.invoked_subcommand:
        scores_list(as_json=as_json)
    elif as_json:
        raise WrongInput(JSON_LAST)


@scores.command("add")
def scores_add(
    code: Code,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as timed_up_and_go.")],
    value: Annotated[float, typer.Argument(metavar="VALUE")],
    unit: Annotated[str, typer.Option(metavar="UCUM", help="Such as s; 1 for points.")] = "1",
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Default: today.")] = None,
    note: Annotated[str, typer.Option(help="A line to go with it.")] = "",
) -> None:
    """Keep a clinical score, such as a Berg balance scale or a Timed Up and Go."""
    from game.app.store_here import store_here
    from game.store.answers import add_score

    name, unit, note = line_of("NAME", name), line_of("--unit", unit), line_of("--note", note)
    if not name:
        raise WrongInput("NAME: say which score, such as timed_up_and_go")
    measured = day_of("--on", on) or datetime.now().astimezone().date()
    with store_here() as store:
        add_score(store, code, name, value, unit, measured, note)
    print(f"score: {name} {value:g} {unit}, {measured.isoformat()}")


@scores.command("list")
def scores_list(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="Of this one alone.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the clinical scores, by day."""
    from game.app.store_here import store_here
    from game.app.store_tables import print_scores
    from game.store.answers import scores_of

    with store_here() as store:
        print_scores(scores_of(store, code), as_json=as_json)
