"""Composes the bed of music: warm chords and plucked phrases that never come twice the same.

Two stems of one piece go round together: `calm` has slow chords and sparse phrases, `effort` adds a
walking figure and a low note. The place gives key, mode and pace, place and visit the seed, so that
no visit sounds the same and the same visit does. Tunes stay within five notes, without a half tone
that could sound wrong over any of the chords; nearly all of it lies below 1 kHz for old ears, and
nothing begins suddenly. All is made at an eighth of the rate and round a circle, so that the end
leads into the beginning without a seam; takes less than a second of computing.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from game.sound.voices import RATE, Wave, hertz

Stereo = NDArray[np.float64]  # (n, 2)

FINER: Final = 8  # RATE over the rate of composing
COARSE: Final = RATE // FINER
BEATS: Final = 4  # in a bar
BARS: Final = 2  # to a chord
CHORDS: Final = 6  # in a round
BLOCK: Final = 1024  # a round is a whole number of these, which makes its spectrum quick
LOUD: Final = {"calm": 0.07, "effort": 0.06}  # root mean square of each stem
PEAK: Final = 0.5  # of either at most, so that both together never reach the full scale
ROOM_S: Final = 1.4  # how long the room sounds on
ROOM: Final = 0.35  # how loud it does
LOWEST_KEY: Final = 40  # E2, 82 Hz
WIDTH: Final = 0.0012  # how far the ears' tunings are apart, as a share
DULL_HZ: Final = 2200.0  # above it all gets softer
HIGHEST_HZ: Final = 2600.0  # of a string's overtones


@dataclass(frozen=True, slots=True)
class Mode:
    """Half tones above the key note: the five notes of tunes, the chord of home, and others, each
    with its bass note first.
    """

    scale: tuple[int, ...]
    home: tuple[int, ...]
    others: tuple[tuple[int, ...], ...]


MAJOR: Final = Mode(
    (0, 2, 4, 7, 9),
    (0, 7, 12, 16),
    ((-3, 4, 12, 16), (5, 12, 16, 21), (2, 9, 12, 17), (-5, 7, 12, 14), (4, 7, 12, 19)),
)
MINOR: Final = Mode(
    (0, 3, 5, 7, 10),
    (0, 7, 12, 15),
    ((-4, 3, 8, 12), (5, 12, 15, 20), (-2, 5, 10, 14), (3, 7, 10, 15), (-5, 3, 10, 14)),
)
RHYTHMS: Final = (  # of a phrase, in beats
    (0.0, 1.5, 2.0, 4.0),
    (0.0, 1.0, 1.5, 3.0, 4.0),
    (0.5, 1.0, 2.5, 4.0, 5.0),
    (0.0, 0.5, 2.0, 3.5),
    (1.0, 2.0, 2.5, 4.0, 5.5),
)
FORM: Final = "A-aBbA"  # of phrases over the chords; - is silence, small letters vary
FIGURES: Final = ((0, 1, 2, 1, 3, 1, 2, 1), (0, 2, 1, 2, 3, 2, 1, 2), (0, 1, 3, 2, 1, 2, 3, 1))


@dataclass(frozen=True, slots=True)
class Place:
    """key: the key note, 48..60; beat_s: how long a beat lasts; mode: MAJOR or MINOR."""

    key: int
    beat_s: float
    mode: Mode


PLACES: Final = {
    "orchard": Place(53, 0.98, MAJOR),
    "river": Place(50, 0.92, MAJOR),
    "mountain": Place(55, 1.02, MAJOR),
    "lakeside": Place(51, 1.14, MAJOR),
    "night": Place(52, 1.10, MINOR),
    "cabin": Place(48, 1.00, MAJOR),
}
ANYWHERE: Final = Place(50, 1.05, MINOR)


@dataclass(frozen=True, slots=True)
class Music:
    """Two stems of one length, (n, 2) at RATE."""

    calm: Wave
    effort: Wave


def compose(place: str, visit: int) -> Music:
    """The piece of a place on this visit, any whole number; unknown places have one, too."""
    where = PLACES.get(place, ANYWHERE)
    random = np.random.default_rng([zlib.crc32(place.encode()), visit & 0xFFFFFFFF])
    return _Piece(where, random).music()


class _Piece:
    """One round, while it is written."""

    def __init__(self, place: Place, random: Generator) -> None:
        self._random, self._mode = random, place.mode
        self._key = place.key + int(random.integers(-1, 2))
        beat_s = place.beat_s * random.uniform(0.95, 1.05)
        self._beat = round(beat_s * CHORDS * BARS * BEATS * COARSE / BLOCK) * BLOCK
        self._n = self._beat  # samples of the round
        self._beat //= CHORDS * BARS * BEATS
        others = random.permutation(len(place.mode.others))[: CHORDS - 2]
        first, *rest = (place.mode.others[at] for at in others)
        self._chords = (place.mode.home, first, *rest[:1], place.mode.home, *rest[1:])

    def music(self) -> Music:
        calm, effort = (np.zeros((self._n, 2)) for _ in range(2))
        for at, chord in enumerate(self._chords):
            self._pad(calm, at, chord, 1.0)
            self._pad(effort, at, (self._bass(chord[0]), chord[0]), 0.8)
            self._figure(effort, at, chord)
        self._tune(calm)
        return Music(self._finished(calm, LOUD["calm"]), self._finished(effort, LOUD["effort"]))

    def _pad(self, out: Stereo, at: int, chord: tuple[int, ...], loud: float) -> None:
        """One chord that swells and goes over into the next; each ear hears its own tuning."""
        span = BARS * BEATS * self._beat
        n = 2 * span
        swell = np.sin(np.pi * np.arange(n) / n) ** 2
        t = np.arange(n) / COARSE
        for note, step in enumerate(chord):
            breath = 1 + 0.12 * np.sin(2 * np.pi * (0.11 + 0.03 * note) * t)
            louder = 0.2 * loud * swell * breath
            for ear in (0, 1):
                hz = hertz(self._key + step) * (
                    1 + (0.0012 if ear else -0.0012) * (note % 2 * 2 - 1)
                )
                turn = 2 * np.pi * hz * t + self._random.uniform(0, 2 * np.pi)
                first, across = np.sin(turn), np.cos(turn)
                second, third = 2 * first * across, first * (3 - 4 * first**2)
                tone = first + 0.28 * second + 0.08 * third
                _add(out[:, ear], at * span - span // 2, louder * tone)

    def _bass(self, step: int) -> int:
        """An octave below, where small loudspeakers still sound."""
        return step - 12 if self._key + step - 12 >= LOWEST_KEY else step

    def _tune(self, out: Stereo) -> None:
        """Phrases of one idea: said, varied, answered, and left out once."""
        ideas = {letter: self._idea() for letter in "AB"}
        for at, letter in enumerate(FORM):
            if letter == "-":
                continue
            beats, steps = ideas[letter.upper()]
            shift = int(self._random.integers(-1, 2)) if letter.islower() else 0
            pan = self._random.uniform(-0.35, 0.35)
            for beat, step in zip(beats, steps, strict=True):
                if letter.islower() and self._random.uniform() < 0.2:
                    continue
                note = self._scale(step + shift) + 12
                self._pluck(out, at * BARS * BEATS + beat, note, 0.5, pan)

    def _idea(self) -> tuple[tuple[float, ...], list[int]]:
        """When its notes come, and which of the scale they are: mostly by steps, then home."""
        beats = RHYTHMS[int(self._random.integers(len(RHYTHMS)))]
        step, steps = int(self._random.integers(1, 5)), []
        for _ in beats:
            steps.append(step)
            step = min(6, max(0, step + int(self._random.choice((-2, -1, -1, 1, 1, 2)))))
        steps[-1] = int(self._random.choice((0, 2, 3, 5)))
        return beats, steps

    def _figure(self, out: Stereo, at: int, chord: tuple[int, ...]) -> None:
        """The chord in walking notes, a little louder on each bar."""
        figure = FIGURES[int(self._random.integers(len(FIGURES)))]
        for eighth in range(BARS * BEATS * 2):
            step = chord[figure[eighth % len(figure)]]
            loud = 0.34 if eighth % (2 * BEATS) == 0 else 0.24
            pan = 0.25 if eighth % 2 else -0.25
            self._pluck(out, at * BARS * BEATS + eighth / 2, step, loud, pan)

    def _scale(self, step: int) -> int:
        scale = self._mode.scale
        return int(scale[step % len(scale)] + 12 * (step // len(scale)))

    def _pluck(self, out: Stereo, beat: float, step: int, loud: float, pan: float) -> None:
        """A soft string somewhere between the ears, never quite on the beat or as loud."""
        at = round(beat * self._beat + self._random.uniform(0, 0.02) * COARSE)
        loud *= self._random.uniform(0.8, 1.0)
        t = np.arange(round(2.2 * COARSE)) / COARSE
        turn = 2 * np.pi * hertz(self._key + step) * t
        tone = sum(
            0.55 ** (n - 1) / n * np.exp(-1.6 * n * t) * np.sin(n * turn) for n in range(1, 5)
        )
        soft = np.minimum(1, t / 0.012) * np.minimum(1, (t[-1] - t) / 0.05)
        for ear, share in enumerate((1 - pan, 1 + pan)):
            _add(out[:, ear], at, 0.5 * loud * share * tone * soft)

    def _finished(self, dry: Stereo, loud: float) -> Wave:
        """In a room, without what is shrill, at the full rate and as loud as it is to be."""
        n = len(dry)
        hz = np.fft.rfftfreq(n, 1 / COARSE)
        t = np.arange(round(3 * ROOM_S * COARSE)) / COARSE
        room = self._random.standard_normal((len(t), 2)) * np.exp(-t / (ROOM_S / 3))[:, None]
        room /= np.sqrt((room**2).sum(0))
        wet = 1 + ROOM * np.fft.rfft(room, n, axis=0)
        wet *= (1 / (1 + (hz / DULL_HZ) ** 2) * (1 - np.exp(-((hz / 60) ** 2))))[:, None]
        fine = np.zeros((n * FINER // 2 + 1, 2), complex)
        fine[: len(hz)] = np.fft.rfft(dry, axis=0) * wet
        out = np.fft.irfft(fine, n * FINER, axis=0)
        out *= loud / np.sqrt((out**2).mean())
        return np.asarray(out * min(1.0, PEAK / np.abs(out).max()), np.float32)


def _add(ear: NDArray[np.float64], at: int, wave: NDArray[np.float64]) -> None:
    """Lay a wave into a round from `at` on, over its end into its beginning."""
    n, at = len(ear), at % len(ear)
    head = min(len(wave), n - at)
    ear[at : at + head] += wave[:head]
    ear[: len(wave) - head] += wave[head:]
