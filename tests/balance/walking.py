"""A person who steps on a board, made from known steps: how the load goes from foot to foot."""

from itertools import accumulate

import numpy as np


def walking(
    cadence,
    *,
    steps=60,
    rate_hz=100.0,
    middle=0.5,
    half=0.18,
    sway=0.008,
    quiet_s=3.0,
    weak=0.0,
    seed=0,
    jitter_s=0.0,
    end_s=3.0,
):
    """Samples (t, load), and (foot, middle of the transfer in s) of every step, right first.

    cadence: steps/min. half: half the swing of the load about the middle. sway: SD of what wanders
    in it, below 1 Hz; a tenth of it is noise of each sample. weak 0..1: how much shorter and how
    much less far the load stays on the right. Steps differ by 5 % in time and 10 % in size.
    """
    random = np.random.default_rng([seed, round(cadence)])
    usual = 60 / cadence
    feet = [("right", "left")[k % 2] for k in range(steps)]
    share = np.array([1 - 0.35 * weak if foot == "right" else 1 + 0.35 * weak for foot in feet])
    lasts = usual * share * (1 + 0.05 * random.standard_normal(steps))
    to = [
        middle + (1 - 0.4 * weak if foot == "right" else -1.0) * half * size
        for foot, size in zip(feet, 1 + 0.1 * random.standard_normal(steps), strict=True)
    ]
    starts = list(accumulate(lasts[:-1], initial=quiet_s + usual / 2))
    takes = min(0.5 * 0.65 * usual, 0.45)  # half a transfer, s
    t = np.arange(0, starts[-1] + lasts[-1] + end_s, 1 / rate_hz)
    load = np.full(t.size, float(middle))
    for at, before, after in zip(
        [*starts, starts[-1] + lasts[-1]], [middle, *to], [*to, middle], strict=True
    ):
        s = np.clip((t - at) / (2 * takes) + 0.5, 0, 1)
        load += (after - before) * s**3 * (10 - 15 * s + 6 * s**2)
    samples = np.column_stack([t, load + _wander(t.size, rate_hz, sway, random)])
    samples[1:, 0] += random.uniform(-jitter_s, jitter_s, t.size - 1)
    return samples.tolist(), list(zip(feet, starts, strict=True))


def _wander(n, rate_hz, sd, random):
    """Noise below 1 Hz of this SD, and white noise of a tenth of it."""
    frequencies = np.fft.rfftfreq(n, 1 / rate_hz)
    spectrum = np.fft.rfft(random.standard_normal(n))
    spectrum[(frequencies > 1.0) | (frequencies < 0.05)] = 0
    slow = np.fft.irfft(spectrum, n)
    return sd * slow / slow.std() + 0.1 * sd * random.standard_normal(n)


def matched(found, true, within_s=0.5):
    """How many true steps were found on the right foot, and how many found are no step."""
    left = list(true)
    false = 0
    for step in found:
        near = [one for one in left if one[0] == step.foot and abs(one[1] - step.t) <= within_s]
        if near:
            left.remove(min(near, key=lambda one: abs(one[1] - step.t)))
        else:
            false += 1
    return len(true) - len(left), false
