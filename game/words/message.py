"""What a row of the tables says, in English: the source that every language is translated from."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """A sentence. plural: its form for several of `n`, where it counts. context: what it is about,
    where the same English words could be said differently elsewhere.
    """

    text: str
    plural: str = ""
    context: str = ""


Table = dict[str, str | Message]


def message_of(row: str | Message) -> Message:
    """A row that is a sentence and nothing more is written as one."""
    return Message(row) if isinstance(row, str) else row
