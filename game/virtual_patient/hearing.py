"""A simulated person who plays with closed eyes: knows the air that comes to both ears, no more.

They tell apart what they hear as ears do: by pitch, and by how much louder it is on one side (Ear);
with the resolution of an older person, a decibel and a half between the ears, a third of a half
tone in pitch, a fifth of a second late. Before the eyes close they hear what the middle sounds like
and remember it; from then on they go to where the voice comes from (Listener). Who hears the same
with both ears, or with one, tells the side by how quickly the voice swells.

Who hears so has learned the game's language and nothing else: a voice from the right, or one that
swells quickly, asks to lean right, a high one forward; a low second note means: stay. Resolution:
Grantham 1984 (level between the ears, 1 dB in the young) and He 1998 (pitch, 1 to 2 % in the old at
low tones). Pure and seeded.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Air = NDArray[np.float64]  # (n, 2) left and right, -1..1
Point = tuple[float, float]

WINDOW_S: Final = 0.1  # that a pitch is heard in
RHYTHM_S: Final = 0.7  # that a swelling is heard in
COARSER: Final = 8  # samples to one, for tones below 2 kHz
BINS: Final = 4096
VOICE_HZ: Final = (150.0, 800.0)  # before they know the middle
RANGE: Final = 13  # keys about the middle, from then on
AUDIBLE: Final = 0.01  # of full scale
LOW_KEYS: Final = 16  # from the middle down to the note that says: stay
LOW_SHARE: Final = 0.5  # of the voice's power, for the low note to be heard
SWELL_HZ: Final = (2.0, 14.0)
QUICK_HZ: Final = 5.5  # swells above it are quick
SWELLS: Final = 0.08  # of the loudness: less is even

LATE_S: Final = 0.2
SIDE_DB: Final = 1.5  # standard deviations of what they take it for
PITCH_KEYS: Final = 0.35
NEW_TONE_S: Final = 0.05  # from one impression to the next
UNSURE_S: Final = 0.25  # for as long they take it so
LEARNS_S: Final = 2.0  # of the middle, until they know it
FULL_AT: Final = 0.6  # of the limit, where the voice is wholly at one side, or an octave off
OCTAVE: Final = 12
FOLLOWS: Final = 1.1  # 1/s, towards what is heard
STAYS: Final = 0.3  # of that, while the low note says to stay
UPRIGHTS: Final = 1.5  # 1/s, where nothing is heard
REACH: Final = 0.95  # of the own limit: nobody leans farther by ear


@dataclass(frozen=True, slots=True)
class Tone:
    """What ears make of a moment: pitch in keys, 12 an octave; side in decibels, right less left;
    swell: to the left (slow) and right (quick) by how deep it is, -1..1; low: how loud a second
    note LOW_KEYS below `middle` is, as a share of the first.
    """

    key: float
    side_db: float
    swell: float = 0.0
    low: float = 0.0


class Ear:
    """Both ears, and the last moments of what came to them. rate: samples a second."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._new: list[Air] = []
        self._last = np.zeros((0, 2))

    def take(self, air: Air) -> None:
        """So much more of it came."""
        self._new.append(air)

    def tone(self, middle: float | None = None) -> Tone | None:
        """The clearest tone of now; None where it is quiet."""
        self._last = np.concatenate((self._last, *self._new))[-round(RHYTHM_S * self._rate) :]
        self._new = []
        n = round(WINDOW_S * self._rate) // COARSER
        if len(self._last) < n * COARSER:
            return None
        now = self._last[-n * COARSER :].reshape(n, COARSER, 2).mean(1)
        if np.sqrt((now**2).mean()) < AUDIBLE:
            return None
        power = np.abs(np.fft.rfft(now * np.hanning(n)[:, None], BINS, axis=0)) ** 2
        return self._clearest(power, middle)

    def _clearest(self, power: Air, middle: float | None) -> Tone:
        hz = self._rate / COARSER / BINS
        ends = VOICE_HZ if middle is None else (_hertz(middle - RANGE), _hertz(middle + RANGE))
        first, last = (round(end / hz) for end in ends)
        both = power.sum(1)
        peak = first + int(both[first:last].argmax())
        wide = round(15 / hz)
        left, right = power[peak - wide : peak + wide + 1].sum(0) + 1e-9
        at = round(_hertz(middle - LOW_KEYS) / hz) if middle is not None else 0
        low = both[at - 2 : at + 3].max() / both[peak] if at else 0.0
        return Tone(_key(peak * hz), 10 * math.log10(right / left), self._swell(), float(low))

    def _swell(self) -> float:
        """Whether the loudness goes up and down, how quickly, and how much."""
        frame = self._rate // 60
        n = len(self._last) // frame
        if n < 0.9 * RHYTHM_S * 60:
            return 0.0
        loud = np.abs(self._last[-n * frame :]).max(1).reshape(n, frame).max(1)
        window = np.hanning(n)
        ripple = np.abs(np.fft.rfft((loud - loud.mean()) * window, 256)) / (window.sum() / 2)
        hz = np.fft.rfftfreq(256, 1 / 60)
        depth = np.where((hz >= SWELL_HZ[0]) & (hz <= SWELL_HZ[1]), ripple / loud.mean(), 0.0)
        at = int(depth.argmax())
        if depth[at] < SWELLS:
            return 0.0
        return math.copysign(min(1.0, float(depth[at])), hz[at] - QUICK_HZ)


class Listener:
    """Leans after what is heard. one_ear: hears no difference between the sides."""

    def __init__(self, seed: int, rate: int, *, one_ear: bool = False) -> None:
        self._random = np.random.default_rng([seed, 11])
        self._ear, self._one_ear = Ear(rate), one_ear
        self._tones: deque[tuple[float, Tone | None]] = deque([(0.0, None)])
        self._heard: Tone | None = None
        self._learned: list[Tone] = []
        self.middle: Tone | None = None
        self._t = self._sure_until = 0.0
        self._wrong = (0.0, 0.0)
        self.lean: Point = (0.0, 0.0)

    def hear(self, air: Air, dt: float) -> Point:
        """Where they mean to lean after so much more air, in shares of their own limit (ml, ap);
        dt: how long it took, in seconds.
        """
        self._t += dt
        self._ear.take(air)
        if self._t >= self._tones[-1][0] + NEW_TONE_S:
            middle = self.middle.key if self.middle else None
            self._tones.append((self._t, self._ear.tone(middle)))
        while self._tones[0][0] <= self._t - LATE_S:
            self._heard = self._tones.popleft()[1]
        if self.middle is None:
            self._learn(self._heard, dt)
        elif self._heard is None:
            fades = max(0.0, 1 - UPRIGHTS * dt)
            self.lean = (fades * self.lean[0], fades * self.lean[1])
        else:
            self._follow(self._heard, self.middle, dt)
        return self.lean

    def _learn(self, tone: Tone | None, dt: float) -> None:
        """Remember a tone that stays, as the middle."""
        before = self._learned[-1] if self._learned else tone
        if tone is None or before is None or abs(tone.key - before.key) > 1:
            self._learned = []
            return
        self._learned.append(tone)
        if len(self._learned) * dt >= LEARNS_S:
            keys, sides = zip(*((one.key, one.side_db) for one in self._learned), strict=True)
            self.middle = Tone(float(np.median(keys)), float(np.median(sides)))

    def _follow(self, tone: Tone, middle: Tone, dt: float) -> None:
        if self._t >= self._sure_until:
            side, key = self._random.normal(0.0, (SIDE_DB, PITCH_KEYS)).tolist()
            self._wrong, self._sure_until = (side, key), self._t + UNSURE_S
        pan = tone.swell if self._one_ear else _pan(tone.side_db - middle.side_db + self._wrong[0])
        pitch = (tone.key - middle.key + self._wrong[1]) / OCTAVE
        step = FOLLOWS * FULL_AT * dt * (STAYS if tone.low > LOW_SHARE else 1.0)
        ml, ap = self.lean[0] + step * pan, self.lean[1] + step * max(-1.0, min(1.0, pitch))
        far = max(1.0, math.hypot(ml, ap) / REACH)
        self.lean = (ml / far, ap / far)


def _pan(side_db: float) -> float:
    """Where a sound comes from that is so much louder on the right: -1 left .. 1 right."""
    return math.atan(10 ** (side_db / 20)) * 4 / math.pi - 1


def _key(hz: float) -> float:
    return 69 + OCTAVE * math.log2(hz / 440)


def _hertz(key: float) -> float:
    return float(440 * 2 ** ((key - 69) / OCTAVE))
