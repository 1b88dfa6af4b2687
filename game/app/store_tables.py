"""What the commands of the store print: tables for people, JSON for programs, bars meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from game.app.terminal import say
from game.store import check
from game.store.answers import Score
from game.store.participants import KnownParticipant
from game.store.plans import PlanVersion
from game.store.visits import SessionRow, TrialRow, Visit

NO_EDGE = 1000  # columns, where no terminal ends them


def print_participants(known: Sequence[KnownParticipant], *, as_json: bool) -> None:
    """One row a participant."""
    if as_json:
        _print_json([one.as_dict() for one in known])
        return
    if not known:
        say("no participants yet; add one with `surefoot participants add CODE`")
        return
    table = _table("code", "given name", "family name", "born", "sessions", "last")
    for one in known:
        born = one.born.isoformat() if one.born else ""
        last = _local(one.last) if one.last else ""
        table.add_row(one.code, one.given_name, one.family_name, born, str(one.sessions), last)
    _print_table(table)


def print_participant(
    known: KnownParticipant, visits: Sequence[SessionRow], *, as_json: bool
) -> None:
    """One participant, and the newest sessions below."""
    if as_json:
        _print_json({**known.as_dict(), "newest": [visit.as_dict() for visit in visits]})
        return
    print_participants([known], as_json=False)
    if visits:
        print()
        print_sessions(visits, as_json=False)


def print_settings(now: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """One row a setting; what was set for the participant is marked."""
    table = _table("setting", "value", "set for them")
    own = _flat(kept)
    for name, value in _flat(now).items():
        shown = ("no", "yes")[value] if isinstance(value, bool) else str(value)
        table.add_row(name, shown, "yes" if name in own else "")
    _print_table(table)


def _flat(values: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Groups taken apart: {"figure": {"coat": ...}} becomes {"figure.coat": ...}."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        name = f"{before}{key}"
        flat |= _flat(value, f"{name}.") if isinstance(value, Mapping) else {name: value}
    return flat


def print_sessions(rows: Sequence[SessionRow], *, as_json: bool) -> None:
    """One row a session; its folder is in the JSON."""
    if as_json:
        _print_json([row.as_dict() for row in rows])
        return
    if not rows:
        say("no sessions here; `surefoot play --participant CODE` makes one")
        return
    table = _table("id", "participant", "started", "status", "seconds", "trials")
    for row in rows:
        started, seconds = _local(row.started), f"{row.seconds:.0f}"
        table.add_row(row.id, row.participant, started, row.status, seconds, str(row.trials))
    _print_table(table)


def print_visit(visit: Visit, *, as_json: bool) -> None:
    """One session, and a table of measures a trial."""
    if as_json:
        _print_json(visit.as_dict())
        return
    session = visit.session
    why = f" ({session.why})" if session.why else ""
    print(f"{session.id}\nparticipant {session.participant}, {_local(session.started)}")
    print(f"{session.status}{why}, {session.seconds:.0f} s played at {session.station}")
    for flag in session.flags.splitlines():
        print(f"flag: {flag}")
    print(f"folder: {session.folder}")
    for trial in visit.trials:
        _print_trial(trial)


def print_plans(plans: Mapping[str, PlanVersion], *, as_json: bool) -> None:
    """One row a participant who has a plan: the version that counts."""
    titles = {code: str(json.loads(plan.body).get("title", "")) for code, plan in plans.items()}
    if as_json:
        _print_json(
            [
                {
                    "participant": code,
                    "version": plan.version,
                    "title": titles[code],
                    "saved": plan.saved.isoformat(timespec="seconds"),
                    "saved_by": plan.saved_by,
                }
                for code, plan in plans.items()
            ]
        )
        return
    if not plans:
        say("no plans yet; set one with `surefoot plans set CODE FILE`")
        return
    table = _table("participant", "version", "title", "saved", "by")
    for code, plan in plans.items():
        table.add_row(code, str(plan.version), titles[code], _local(plan.saved), plan.saved_by)
    _print_table(table)


def print_scores(scores: Sequence[Score], *, as_json: bool) -> None:
    """One row a score."""
    if as_json:
        _print_json([score.as_dict() for score in scores])
        return
    if not scores:
        say("no scores yet; type one in with `surefoot scores add CODE NAME VALUE`")
        return
    table = _table("participant", "day", "score", "value", "unit", "note", "by")
    for score in scores:
        day, value = score.measured.isoformat(), f"{score.value:g}"
        table.add_row(
            score.participant, day, score.name, value, score.unit, score.note, score.saved_by
        )
    _print_table(table)


def print_check(report: check.Report, *, as_json: bool) -> None:
    """What is wrong, one line each; or that nothing is."""
    if as_json:
        _print_json(report.as_dict())
        return
    for line in report.notes:
        print(f"note: {line}")
    for line in report.problems:
        print(f"wrong: {line}")
    verdict = f"{len(report.problems)} wrong" if report.problems else "fine"
    print(
        f"{verdict}: {report.sessions} sessions, {report.files} files, "
        f"{report.audit_entries} audit entries"
    )


def tell_problems(problems: Sequence[str]) -> None:
    """What was found wrong on the way."""
    for problem in problems:
        say(f"wrong: {problem}")


@contextmanager
def bars() -> Iterator[check.Progress]:
    """A bar for each thing that is being done, on standard error where that is a terminal."""
    word = TextColumn("{task.description:>12}", markup=False)
    columns, console = (word, BarColumn(), TimeRemainingColumn()), Console(stderr=True)
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as shown:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what, total=total)
            shown.update(tasks[what], completed=done, total=total)

        yield show


def _print_trial(trial: TrialRow) -> None:
    print(f"\n{trial.number}. {trial.level_id}, {trial.seconds:.0f} s", end="")
    print(f": {trial.problem}" if trial.problem else "")
    table = _table("measure", "value", "unit", "n")
    for m in trial.measures:
        value = "" if m.value is None else f"{m.value:.4g}"
        table.add_row(m.name, value, m.unit, str(m.n))
    _print_table(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=name == "id")  # an id is for copying
    return table


def _print_table(table: Table) -> None:
    """As it is: what people typed in is no markup. Behind a pipe nothing is folded."""
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = NO_EDGE
    console.print(table)


def _print_json(value: Any) -> None:
    print(json.dumps(value, indent=1, ensure_ascii=False))


def _local(moment: datetime) -> str:
    """A moment as the clock on this wall shows it."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
