"""The languages that Surefoot speaks: one row each, and a catalog in assets/languages/."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """name: what its speakers call it. digits: how it writes 0 to 9, in that order. decimal: what
    stands before the tenths.
    """

    name: str
    right_to_left: bool = False
    digits: str = "0123456789"
    decimal: str = ","


ENGLISH = "en"  # what the messages are written in
LANGUAGES: dict[str, Language] = {
    ENGLISH: Language("English", decimal="."),
    "de": Language("Deutsch"),
    "fr": Language("Français"),
    "es": Language("Español"),
    "ar": Language("العربية", right_to_left=True, digits="٠١٢٣٤٥٦٧٨٩", decimal="٫"),
}
