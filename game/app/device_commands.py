"""`surefoot devices` and `surefoot udev-rule`: list the devices; watch, check or pair one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

devices = typer.Typer(help="List the devices; watch, check or pair one.", add_completion=False)


def register(app: typer.Typer) -> None:
    """Put these commands under the `surefoot` command."""
    app.add_typer(devices, name="devices", invoke_without_command=True)
    app.command("udev-rule")(udev_rule)


@devices.callback()
def devices_list(context: typer.Context) -> None:
    """Show the devices that can be played with, and which are here now."""
    if context.invoked_subcommand:
        return
    from game.app.devices import print_devices

    print_devices()


@devices.command("watch")
def devices_watch(
    device: Annotated[str, typer.Argument(metavar="NAME[:ARG][?KEY=VALUE]")],
    seconds: Annotated[
        float | None, typer.Option(metavar="S", help="Stop after this long; default: Ctrl-C.")
    ] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="A JSON object a sample.")] = False,
) -> None:
    """Show live what a device delivers."""
    from game.app.device_watch import watch

    watch(device, seconds, jsonl=jsonl)


@devices.command("check")
def devices_check(
    device: Annotated[str, typer.Argument(metavar="NAME[:ARG][?KEY=VALUE]")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Guide a person through a minute on a board, and say whether the board is fit for use."""
    from game.app.device_check import check, print_report

    raise typer.Exit(print_report(check(device), as_json=as_json))


@devices.command("pair")
def devices_pair(
    again: Annotated[bool, typer.Option("--again", help="Forget known boards first.")] = False,
) -> None:
    """Make a Wii Balance Board known to this computer, or say how."""
    from game.app.device_pair import pair

    pair(again=again)


def udev_rule() -> None:
    """Print the rule that lets this machine's user read a balance board (Linux)."""
    from input_devices import wii_remedies

    print(wii_remedies.udev_rule())
    print(
        f"save it as {wii_remedies.RULE_FILE}, run `sudo udevadm control --reload`, then switch "
        "the board off and on",
        file=sys.stderr,
    )
