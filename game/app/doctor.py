"""`surefoot doctor`: what works on this machine, and what to do about what does not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict

from game.app import hardware_checks as hardware
from game.app import software_checks as software
from game.app.findings import Finding

LACKS_SOMETHING = 3  # exit code: something without which the game does not run

CHECKS: tuple[Callable[[], Finding], ...] = (
    software.python_version,
    software.packages,
    software.one_pygame,
    software.shipped_files,
    software.font,
    software.recording_folder,
    software.public_recordings,
    hardware.opengl,
    hardware.display,
    hardware.sound,
    hardware.balance_board,
    hardware.board_permission,
    hardware.controllers,
    hardware.headset,
)


def run_checks() -> list[Finding]:
    """Every check, in the order of CHECKS; takes some seconds and changes nothing."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    return [check() for check in CHECKS]


def exit_code(findings: Sequence[Finding]) -> int:
    """3 when something essential is missing, else 0."""
    return LACKS_SOMETHING if any(found.state == "missing" for found in findings) else 0


def report(*, as_json: bool = False) -> int:
    """Print what was found, for people or as one JSON list; returns the exit code."""
    findings = run_checks()
    if as_json:
        print(json.dumps([asdict(found) for found in findings], indent=1, ensure_ascii=False))
    else:
        print_table(findings)
    return exit_code(findings)


def print_table(findings: Sequence[Finding]) -> None:
    """A table with a line each, then what to do, unbroken so that it can be copied."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    style = {"ok": "green", "warn": "yellow", "missing": "bold red"}
    table = Table("", "", "", box=None, pad_edge=False, show_header=False)
    for found in findings:
        table.add_row(Text(found.state, style[found.state]), found.name, Text(found.detail))
    console = Console()
    console.print(table)
    for found in findings:
        if found.remedy:
            console.print(Text(f"\n{found.name}:\n  {found.remedy}"), soft_wrap=True)
