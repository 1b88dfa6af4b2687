"""The two ways in which a command cannot do what was asked; each is one line and an exit code."""

from __future__ import annotations


class CommandError(Exception):
    """Ends a command with its message on one line."""

    exit_code = 1


class Unfinished(CommandError):
    """What was begun could not go on; what there is of it is kept."""


class WrongInput(CommandError):
    """An argument or a file is wrong; the message names it and the remedy."""

    exit_code = 2


class Missing(CommandError):
    """A device or a display is not there; the message says what to do."""

    exit_code = 3
