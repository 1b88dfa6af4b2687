"""What people read, in their own language: `Words("de").say("lean.left")`.

The tables beside this file hold every sentence in English, each under a key; a language is a
gettext catalog made from them. Nothing here is global: who draws or speaks is handed the words of a
visit.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations

from game.resources import folder
from game.words.journey import JOURNEY
from game.words.kiosk import KIOSK
from game.words.languages import ENGLISH, LANGUAGES, Language
from game.words.message import Message, Table, message_of
from game.words.play import PLAY
from game.words.staff import STAFF
from game.words.visit import VISIT

__all__ = ["ENGLISH", "LANGUAGES", "MESSAGES", "Language", "Message", "Words"]

DOMAIN = "surefoot"
LEVEL = "the title of a level"  # the context of the titles in level files
TABLES: tuple[Table, ...] = (PLAY, VISIT, STAFF, KIOSK, JOURNEY)
MESSAGES = {key: message_of(row) for table in TABLES for key, row in table.items()}


@lru_cache
def _catalog(language: str) -> NullTranslations:
    """What was translated; KeyError for a language that is none of LANGUAGES."""
    if LANGUAGES[language] is LANGUAGES[ENGLISH]:
        return NullTranslations()
    path = folder("assets") / "languages" / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    with path.open("rb") as file:
        return GNUTranslations(file)


class Words:
    """The words of one language; what has not been translated yet is said in English."""

    def __init__(self, code: str = ENGLISH) -> None:
        self.code = code
        self.language = LANGUAGES[code]
        self._catalog = _catalog(code)
        self._digits = str.maketrans("0123456789", self.language.digits)

    def say(self, key: str, /, **values: int | str) -> str:
        """The words of `key` with its values set in: numbers in this language's digits, text as it
        is. KeyError names a key that has no words.
        """
        message = MESSAGES[key]
        number = values.get("n")
        said = self._translated(message, number if isinstance(number, int) else None)
        return said.format(**{name: self._shown(value) for name, value in values.items()})

    def title(self, title: str) -> str:
        """A level's title; as it stands in its file where nobody translated it."""
        return self._catalog.pgettext(LEVEL, title)

    def number(self, value: int) -> str:
        """A whole number as it is written here."""
        return self.figures(str(value))

    def decimal(self, value: float, places: int = 1) -> str:
        """A number with decimals as it is written here."""
        return self.figures(f"{value:.{places}f}".replace(".", self.language.decimal))

    def figures(self, text: str) -> str:
        """A time or number that is text already, with its figures as they are written here."""
        return text.translate(self._digits)

    def count(self, done: int, total: int) -> str:
        """ "5 of 8"."""
        return self.say("count", done=done, total=total)

    def clock(self, seconds: float) -> str:
        """Time left as minutes and seconds, "0:40"; rounded up: it reads 0:00 only at the end."""
        whole = max(0, -int(-seconds // 1))
        return self.figures(f"{whole // 60}:{whole % 60:02d}")

    def _translated(self, message: Message, number: int | None) -> str:
        text, plural, context = message
        if plural and number is not None:
            if context:
                return self._catalog.npgettext(context, text, plural, number)
            return self._catalog.ngettext(text, plural, number)
        return self._catalog.pgettext(context, text) if context else self._catalog.gettext(text)

    def _shown(self, value: int | str) -> str:
        return value if isinstance(value, str) else self.number(value)
