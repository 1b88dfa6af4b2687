"""The words of the screens in English, by key, as they are written in game/words."""

from __future__ import annotations

from game.words import MESSAGES, Words

ENGLISH = {key: message.text for key, message in MESSAGES.items()}
say = Words().say
