"""What was typed behind a command's options, checked; one line says what is wrong with it."""

from __future__ import annotations

from datetime import date, datetime

from game.app.errors import WrongInput


def day_of(option: str, text: str | None) -> date | None:
    """A day as it was typed, not in the future; WrongInput otherwise."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise WrongInput(f"{option} {text}: write a day as 1948-05-31") from None
    if day > datetime.now().astimezone().date():
        raise WrongInput(f"{option} {text}: lies in the future")
    return day


def line_of(option: str, text: str) -> str:
    """A line as it was typed; WrongInput for what a terminal would obey instead of showing."""
    line = text.strip()
    if not line.isprintable():
        raise WrongInput(f"{option}: has to be one line of text, without control characters")
    return line
