"""Tones made by arithmetic: mallets, wood, bells, plucked strings, a steady voice.

Ears of 80 hear low tones best: every fundamental lies between 98 and 880 Hz and nothing begins or
ends at once. Arrays are float32 in -1..1, mono (n,), at RATE samples a second.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RATE = 44100
Wave = NDArray[np.float32]

_A4, _A4_KEY = 440.0, 69
_EDGE_S = 0.004


def hertz(key: float) -> float:
    """The frequency of a key, 60 the middle C, 69 the A of 440 Hz."""
    return float(_A4 * 2 ** ((key - _A4_KEY) / 12))


def mallet(key: float, seconds: float = 0.9) -> Wave:
    """A wooden bar with a soft mallet: a fundamental and one partial two octaves up."""
    t = _times(seconds)
    body = np.exp(-t * 5.0) * np.sin(2 * np.pi * hertz(key) * t)
    bright = 0.22 * np.exp(-t * 16.0) * np.sin(2 * np.pi * 3.93 * hertz(key) * t)
    return _shaped(body + bright)


def wood(key: float, seconds: float = 0.12) -> Wave:
    """A wood block: short and dry."""
    t = _times(seconds)
    tone = np.sin(2 * np.pi * hertz(key) * t) + 0.4 * np.sin(2 * np.pi * 2.7 * hertz(key) * t)
    return _shaped(0.7 * np.exp(-t * 45.0) * tone)


def bell(key: float, seconds: float = 2.2) -> Wave:
    """A small bell that fades slowly."""
    t = _times(seconds)
    partials = ((1.0, 1.0, 1.8), (2.0, 0.45, 2.6), (2.76, 0.25, 4.0), (5.4, 0.08, 8.0))
    tone = sum(a * np.exp(-t * d) * np.sin(2 * np.pi * f * hertz(key) * t) for f, a, d in partials)
    return _shaped(0.6 * np.asarray(tone))


def pluck(key: float, seconds: float = 0.5) -> Wave:
    """A soft string: overtones that fade the sooner the higher they are."""
    t = _times(seconds)
    partials = ((n, 0.7**n / n) for n in range(1, 6))
    tone = sum(
        a * np.exp(-t * 4.0 * n) * np.sin(2 * np.pi * n * hertz(key) * t) for n, a in partials
    )
    return _shaped(0.9 * np.asarray(tone))


def steady(key: float, pulse_hz: int = 0, depth: float = 0.0) -> Wave:
    """A calm voice without an end: one second of whole periods, to be played round and round.
    pulse_hz: how often in it the voice swells, by a share `depth` of its loudness.
    """
    t = np.arange(RATE) / RATE * round(hertz(key))
    tone = np.sin(2 * np.pi * t) + 0.35 * np.sin(4 * np.pi * t) + 0.12 * np.sin(6 * np.pi * t)
    swell = 1 - depth * (0.5 - 0.5 * np.cos(2 * np.pi * pulse_hz * _times(1.0)))
    return np.asarray(0.5 * tone / 1.3 * swell, np.float32)


def row(notes: Sequence[Wave], step_s: float) -> Wave:
    """Notes one after the other, each sounding on into the next."""
    step = round(step_s * RATE)
    out = np.zeros(max(at * step + len(note) for at, note in enumerate(notes)), np.float32)
    for at, note in enumerate(notes):
        out[at * step : at * step + len(note)] += note
    return out / max(1.0, float(np.abs(out).max()))


def _times(seconds: float) -> NDArray[np.float64]:
    return np.arange(round(RATE * seconds)) / RATE


def _shaped(wave: NDArray[np.float64]) -> Wave:
    """Without a click at either end, and never beyond full scale."""
    edge = round(_EDGE_S * RATE)
    ramp = np.minimum(1.0, np.arange(len(wave)) / edge)
    out = wave * ramp * ramp[::-1]
    return np.asarray(out / max(1.0, float(np.abs(out).max())), np.float32)
