"""The spoken prompts: one baked or recorded file a line, under assets/speech/<language>/.

A file bears the key of its words, and a number where the line has one: `lean.left.ogg`,
`count-3.ogg`. What has no file is not spoken; its words are on the screen all the same. A line is
spoken once it has stood for a moment, and not again for a while, so that a screen that wavers does
not talk without an end.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path
from threading import Thread
from typing import Final

import pygame

from game.resources import folder
from game.sound.mixer import Mixer

CHANNELS: Final = 2
FOLDER: Final = "speech"
SUFFIX: Final = ".ogg"
RECORDED: Final = "recorded"
COMMENTS: Final = 4096  # bytes from the beginning
Lines = tuple[str, ...]

SETTLES_S: Final = 0.3  # a line that stands for less is not spoken
AGAIN_S: Final = 6.0  # before the same line is spoken again
CUT_MS: Final = 90  # for a line to give way to another
VOLUME: Final = 1.0
AT_ONCE: Final = "count-"  # lines that have to be spoken when they come


def files(language: str) -> dict[str, Path]:
    """What can be spoken in a language, by the name of the line; none for no language. Recordings
    come before what was baked.
    """
    if not language:
        return {}
    place = folder("assets") / FOLDER / language
    found = [*sorted(place.glob(f"*{SUFFIX}")), *sorted((place / RECORDED).glob(f"*{SUFFIX}"))]
    return {path.name.removesuffix(SUFFIX): path for path in found}


def title_of(path: Path) -> str:
    """The text that a file says it speaks; empty where it says none. From the comments in its first
    pages, as RFC 7845 has them.
    """
    head = path.read_bytes()[:COMMENTS]
    at = head.upper().find(b"TITLE=")
    if at < 4:
        return ""
    size = int.from_bytes(head[at - 4 : at], "little")
    return head[at + 6 : at + size].decode("utf-8", "replace")


class Speech:
    """Speaks on channels first and first + 1. `tell` it once a frame which lines stand there. The
    files are read on a thread of its own; until then their lines wait.
    """

    def __init__(self, mixer: Mixer, first: int, language: str) -> None:
        self._mixer = mixer
        self._now, self._before = (pygame.mixer.Channel(first + n) for n in range(CHANNELS))
        self._unread = files(language)
        self._sounds: dict[str, pygame.mixer.Sound] = {}
        self._leaves = False
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        self._told: Lines = ()
        self._waiting: deque[pygame.mixer.Sound] = deque()
        self._stood_s = self._passed_s = 0.0
        self._heard = True
        self._spoken_at: dict[Lines, float] = {}

    @property
    def speaks(self) -> bool:
        return bool(self._waiting or self._now.get_busy())

    def tell(self, lines: Lines, volume: float, dt: float) -> None:
        """Speak these lines, one after the other, when they are new; none for silence."""
        self._passed_s += dt
        self._stood_s += dt
        if lines != self._told:
            self._told, self._stood_s, self._heard = lines, 0.0, not lines
        at_once = bool(lines) and lines[0].startswith(AT_ONCE)
        settled = at_once or self._stood_s >= SETTLES_S
        if not self._heard and settled and not any(line in self._unread for line in lines):
            self._heard = True
            if at_once or self._passed_s - self._spoken_at.get(lines, -AGAIN_S) >= AGAIN_S:
                self._begin(lines)
        if self._waiting and not self._now.get_busy():
            sound = self._waiting.popleft()
            sound.set_volume(VOLUME * volume)
            self._now.play(sound)

    def wait(self) -> None:
        """Until all is read: before play, never in it."""
        self._reader.join()

    def close(self) -> None:
        """Read no more."""
        self._leaves = True
        self._reader.join()

    def _read(self) -> None:
        for name in list(self._unread):
            if self._leaves:
                return
            if sound := self._mixer.file(self._unread[name]):
                self._sounds[name] = sound
            del self._unread[name]

    def _begin(self, lines: Lines) -> None:
        self._spoken_at[lines] = self._passed_s
        self._now.fadeout(CUT_MS)
        self._now, self._before = self._before, self._now
        self._waiting = deque(self._sounds[line] for line in lines if line in self._sounds)
