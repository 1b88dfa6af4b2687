"""What is wrong with a parameter of a level, in one line that starts with its name."""

from __future__ import annotations


class ParamsError(ValueError):
    """A parameter is out of its range; the message starts with its name."""


def check_ranges(params: object, **ranges: tuple[float, float]) -> None:
    """ParamsError, in one line, for the first named value of `params` outside lowest..highest."""
    for name, (low, high) in ranges.items():
        value = getattr(params, name)
        if not low <= value <= high:
            raise ParamsError(f"{name}: must be {low:g} to {high:g}, not {value:g}")
