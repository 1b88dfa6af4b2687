"""The commands of the store: participants, sessions, backup, restore and check.

`register` puts them under `surefoot`. Each opens the store in the name of whoever sits at the
terminal; `--json` prints what the table shows, in plain values.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from game.app.errors import WrongInput
from game.app.typed import day_of, line_of

participants = typer.Typer(add_completion=False)
sessions = typer.Typer(add_completion=False)

Code = Annotated[str, typer.Argument(metavar="CODE", help="A pseudonym.")]
Name = Annotated[str, typer.Argument(metavar="SESSION", help="See `surefoot sessions list`.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
JSON_LAST = "--json: say it after the command, as in `surefoot sessions list --json`"
Given = Annotated[str | None, typer.Option("--given", metavar="NAME", help="Kept apart.")]
Family = Annotated[str | None, typer.Option("--family", metavar="NAME", help="Kept apart.")]
Born = Annotated[str | None, typer.Option("--born", metavar="YYYY-MM-DD", help="Kept apart.")]


def register(app: typer.Typer) -> None:
    """Put the commands of the store under the `surefoot` command."""
    app.add_typer(participants, name="participants", invoke_without_command=True)
    app.add_typer(sessions, name="sessions", invoke_without_command=True)
    for command in (backup, restore, check):
        app.command()(command)


@participants.callback()
def participants_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List the participants; or add, name or show one."""
    if not context.invoked_subcommand:
        participants_list(as_json=as_json)
    elif as_json:
        raise WrongInput(JSON_LAST)


@participants.command("add")
def participants_add(
    code: Code, given: Given = None, family: Family = None, born: Born = None
) -> None:
    """Make a participant known; names and birth date stand apart from everything measured."""
    from game.app.store_here import store_here
    from game.store.participants import add_participant

    with store_here() as store:
        given, family = line_of("--given", given or ""), line_of("--family", family or "")
        add_participant(store, code, given, family, day_of("--born", born))
    print(f"participant: {code}")


@participants.command("name")
def participants_name(
    code: Code, given: Given = None, family: Family = None, born: Born = None
) -> None:
    """Set or correct a participant's names or birth date."""
    from game.app.store_here import store_here
    from game.store.participants import name_participant

    if given is family is born is None:
        raise WrongInput("nothing to set: say --given, --family or --born")
    with store_here() as store:
        name_participant(
            store,
            code,
            None if given is None else line_of("--given", given),
            None if family is None else line_of("--family", family),
            day_of("--born", born),
        )
    print(f"participant: {code}")


@participants.command("list")
def participants_list(as_json: AsJson = False) -> None:
    """List the participants."""
    from game.app.store_here import store_here
    from game.app.store_tables import print_participants
    from game.store.participants import list_participants

    with store_here() as store:
        print_participants(list_participants(store), as_json=as_json)


@participants.command("show")
def participants_show(code: Code, as_json: AsJson = False) -> None:
    """Show one participant with the newest sessions."""
    from game.app.store_here import store_here
    from game.app.store_tables import print_participant
    from game.store.participants import show_participant
    from game.store.visits import ON_A_PAGE, list_sessions

    with store_here() as store:
        known = show_participant(store, code)
        visits = list_sessions(store, participant=code, most=ON_A_PAGE)
    print_participant(known, visits, as_json=as_json)


@sessions.callback()
def sessions_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List the sessions; or show, fetch or index them."""
    if not context.invoked_subcommand:
        sessions_list(as_json=as_json)
    elif as_json:
        raise WrongInput(JSON_LAST)


@sessions.command("list")
def sessions_list(
    participant: Annotated[str, typer.Option(metavar="CODE", help="Of this one alone.")] = "",
    today: Annotated[bool, typer.Option("--today", help="Since midnight.")] = False,
    most: Annotated[int, typer.Option(min=1, help="At most so many, the newest.")] = 500,
    as_json: AsJson = False,
) -> None:
    """List the sessions, newest first."""
    from game.app.store_here import store_here
    from game.app.store_tables import print_sessions
    from game.store.visits import list_sessions

    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight.astimezone(UTC) if today else None
    with store_here() as store:
        rows = list_sessions(store, participant=participant, since=since, most=most)
    print_sessions(rows, as_json=as_json)


@sessions.command("show")
def sessions_show(
    session: Name,
    as_json: AsJson = False,
    by_direction: Annotated[
        bool, typer.Option("--by-direction", help="A plot of the level for each direction.")
    ] = False,
) -> None:
    """Show one session with everything measured in it, and how its level went."""
    from game.app.course_plot import print_plots
    from game.app.store_here import store_here
    from game.app.store_tables import print_visit
    from game.store.visits import show_session

    with store_here() as store:
        visit = show_session(store, session)
    print_visit(visit, as_json=as_json)
    if not as_json:
        print_plots(Path(visit.session.folder), sys.stdout, by_direction=by_direction)


@sessions.command("fetch")
def sessions_fetch(session: Name) -> None:
    """Have the folder of a session that was played at another station; prints where it is."""
    from game.app.data_folder import data_folder
    from game.app.store_here import store_here
    from game.store.recordings import bring_back

    with store_here() as store:
        print(f"session: {bring_back(store, session, data_folder())}")


@sessions.command("index")
def sessions_index(
    folder: Annotated[
        Path | None, typer.Argument(help="Where sessions are; default: the data folder.")
    ] = None,
) -> None:
    """Send to the store what is below a folder and not in it yet."""
    from game.app.data_folder import data_folder
    from game.app.store_here import store_here
    from game.app.store_tables import bars
    from game.app.terminal import say
    from game.store.sending import send_below

    if folder and not folder.is_dir():
        raise WrongInput(f"{folder}: no such folder; name the one that holds the sessions' folders")
    with store_here() as store, bars() as progress:
        sent = send_below(store, folder or data_folder(), progress)
    for problem in sent.problems:
        say(f"store: {problem}")
    print(
        f"{len(sent.sent)} new, {len(sent.waiting)} not ended, {len(sent.problems)} cannot be read"
    )


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive to write.")],
) -> None:
    """Put the whole store, with its sessions, into one file."""
    from game.app.data_folder import data_folder
    from game.app.store_here import store_here
    from game.app.store_tables import bars, tell_problems
    from game.store.backup import back_up

    with store_here() as store, bars() as progress:
        done = back_up(store, file, data_folder(), progress)
    tell_problems(done.problems)
    print(f"backup: {done.file}: {done.sessions} session folders, {done.files} files")
    raise typer.Exit(1 if done.problems else 0)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive of `surefoot backup`.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="In the place of a store that is not empty.")
    ] = False,
) -> None:
    """Put a backup in the place of the store."""
    from game.app.data_folder import data_folder
    from game.app.store_here import store_here
    from game.app.store_tables import bars, tell_problems
    from game.store.restore import restore as run

    with store_here() as store, bars() as progress:
        done = run(store, file, data_folder(), replace=replace, progress=progress)
    tell_problems(done.problems)
    kept = f"; what was there before: {done.kept}" if done.kept else ""
    print(f"restored: {done.sessions} sessions{kept}")


def check(as_json: AsJson = False) -> None:
    """Say whether the database, the recordings and the audit are whole, or what is not."""
    from game.app.data_folder import data_folder
    from game.app.store_here import spool_folder, store_here
    from game.app.store_tables import bars, print_check
    from game.store.check import check_store

    with store_here() as store, bars() as progress:
        report = check_store(store, data_folder(), spool_folder(), progress)
    print_check(report, as_json=as_json)
    raise typer.Exit(1 if report.problems else 0)
