"""`surefoot plans`: set what is trained with a participant, show it, or check a file.

A plan is a YAML or JSON file that anybody can write; every version is kept, the newest counts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from game.app.errors import WrongInput
from game.app.store_commands import JSON_LAST, AsJson, Code

plans = typer.Typer(add_completion=False)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A plan, YAML or JSON.")]


def register(app: typer.Typer) -> None:
    """Put the commands of plans under the `surefoot` command."""
    app.add_typer(plans, name="plans", invoke_without_command=True)


@plans.callback()
def plans_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List the participants' plans; or set, show or check one."""
    if not context.invoked_subcommand:
        plans_list(as_json=as_json)
    elif as_json:
        raise WrongInput(JSON_LAST)


@plans.command("list")
def plans_list(as_json: AsJson = False) -> None:
    """List who has a plan, and the version that counts."""
    from game.app.store_here import store_here
    from game.app.store_tables import print_plans
    from game.store.plans import current_plans

    with store_here() as store:
        found = current_plans(store)
    print_plans(found, as_json=as_json)


@plans.command("set")
def plans_set(code: Code, file: File, as_json: AsJson = False) -> None:
    """Set a participant's plan; what was set before is kept as an earlier version."""
    from game.app.store_here import store_here
    from game.store.plans import save_plan

    body = json.dumps(_checked(file), ensure_ascii=False)
    with store_here() as store:
        version = save_plan(store, code, body)
    if as_json:
        print(json.dumps({"participant": code, "version": version}))
    else:
        print(f"plan of {code}: version {version}")


@plans.command("show")
def plans_show(
    code: Code,
    version: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="An earlier version.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a participant's plan as it is kept: as a file that `plans set` would take."""
    import yaml

    from game.app.store_here import store_here
    from game.app.terminal import say
    from game.store.plans import plan_history

    with store_here() as store:
        versions = plan_history(store, code)
    found = next((v for v in versions if version in (None, v.version)), None)
    if found is None:
        what = "no plan yet" if version is None else f"no version {version}"
        raise WrongInput(f"{code}: {what}; set one with `surefoot plans set {code} FILE`")
    body = json.loads(found.body)
    if as_json:
        print(json.dumps(body, indent=1, ensure_ascii=False))
        return
    when = f"{found.saved.astimezone():%Y-%m-%d %H:%M}"
    say(f"version {found.version} of {versions[0].version}, {when}, by {found.saved_by}")
    print(yaml.safe_dump(body, sort_keys=False, allow_unicode=True), end="")


@plans.command("check")
def plans_check(file: File, as_json: AsJson = False) -> None:
    """Check a plan's file, with the levels and the programme that it names."""
    plan = _checked(file)
    if as_json:
        print(json.dumps({"file": str(file), "good": True, "plan": plan}, ensure_ascii=False))
    else:
        print(f"{file}: good: {plan['title']}")


def _checked(file: Path) -> dict[str, object]:
    """The plan's plain values; WrongInput in one line for what cannot be played."""
    from game.levels import readable_levels
    from game.session.plan import PlanError, load_plan
    from game.session.programme import find_programmes, playable

    try:
        plan = load_plan(file)
        playable(plan, readable_levels()[0], find_programmes(), str(file))
    except PlanError as error:
        raise WrongInput(str(error)) from None
    return plan.as_dict()
