"""What pydantic says of a file from people's hands, in one line of our own words.

Levels, plans and station settings are read strictly: unknown keys are refused, `yes` is no number,
and the first problem is told with its key, what is wrong and how many more there are.
"""

from __future__ import annotations

from pydantic import ConfigDict, ValidationError

from game.strict_yaml import one_line, shortened

STRICT = ConfigDict(strict=True, extra="forbid")
_UNKNOWN_KEY = ("extra_forbidden", "unexpected_keyword_argument")


def first_problem(error: ValidationError) -> str:
    """The first problem of a validation in our words: key, what is wrong, and how many more."""
    problems = error.errors(include_url=False)
    problems.sort(key=lambda problem: problem["type"] not in _UNKNOWN_KEY)  # a misspelt key first
    first, more = problems[0], len(problems) - 1
    where = ".".join(shortened(str(part)) for part in first["loc"])
    if first["type"] in _UNKNOWN_KEY:
        what = "no such key: check its spelling or remove it"
    elif first["type"] == "missing":
        what = "this key is missing"
    elif first["type"] == "string_pattern_mismatch":
        what = "must be 1 to 40 of a-z, 0-9 and '-', starting with a letter or number"
    else:
        message = first["msg"].removeprefix("Value error, ").replace("Input should be", "should be")
        value = first.get("input")
        plain = isinstance(value, str | int | float | bool)
        shown = f" (it is {shortened(repr(value))})" if plain else ""
        what = one_line(message[:1].lower() + message[1:]) + shown
    rest = f" (and {more} more)" if more else ""
    return f"{where}: {what}{rest}" if where else f"{what}{rest}"
