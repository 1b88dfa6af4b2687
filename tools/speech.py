"""Bakes the spoken prompts: `python tools/speech.py`, or with the languages that are wanted.

Each line that a screen can say aloud (game/screens/spoken.py) becomes one small file in
assets/speech/<language>/: spoken by espeak-ng, a little slower and lower than usual, without
silence at its ends, all as loud as each other, and without the sharpest of the artificial sound.
The file's title is the text that it says; only what is new or was said otherwise is made again.
Recordings in assets/speech/<language>/recorded/ are left alone, and played instead.

Needs espeak-ng (Debian: apt-get install espeak-ng) and soundfile (pip install soundfile).
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from arabic_vowels import unknown, vowelled  # noqa: E402

from game.screens.spoken import NAMES, text_of  # noqa: E402
from game.sound.speech import FOLDER, SUFFIX, title_of  # noqa: E402
from game.words import LANGUAGES, Words  # noqa: E402

Wave = NDArray[np.float64]

VOICES = {"en": "en-gb", "de": "de", "fr": "fr-fr", "es": "es", "ar": "ar"}
WORDS_A_MINUTE, PITCH, GAP = 132, 40, 2  # the usual are 175, 50 and 0; gap in units of 10 ms
RATE = 24000  # of the files
SMALL = 0.975  # 0 the best sound, 1 the smallest file
QUIET = 0.02  # of the loudest moment: less at either end is silence
BEFORE_S, AFTER_S = 0.03, 0.08  # of it stay
LOUD, PEAK = 0.12, 0.85  # root mean square of what is not silence; of the full scale
LOW_HZ, SHARP_HZ = 90.0, 4500.0  # below and above it all gets softer


def main(wanted: list[str]) -> int:
    """Bake the languages that are wanted, all of them where none is named."""
    wrong = [code for code in wanted if code not in LANGUAGES]
    if wrong:
        print(f"speech: no language '{wrong[0]}': choose {', '.join(LANGUAGES)}")
        return 2
    if shutil.which("espeak-ng") is None:
        print("speech: no espeak-ng here: install it, with apt-get install espeak-ng or the like")
        return 3
    try:
        import soundfile
    except ImportError:
        print("speech: needs soundfile: .venv/bin/pip install soundfile")
        return 3
    for code in wanted or LANGUAGES:
        made = bake(code, soundfile)
        print(f"speech: {code}: {made} of {len(NAMES)} lines made")
    return 0


def bake(code: str, soundfile: Any) -> int:
    """Make what is new in one language, and remove what is said no more; how many were made."""
    place, words, made = ROOT / "assets" / FOLDER / code, Words(code), 0
    place.mkdir(parents=True, exist_ok=True)
    texts = {f"{name}{SUFFIX}": text_of(words, name) for name in NAMES}
    for path in place.glob(f"*{SUFFIX}"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        path = place / name
        if path.exists() and title_of(path) == text:
            continue
        write(path, finished(*spoken(code, text, soundfile)), text, soundfile)
        made += 1
    return made


def spoken(code: str, text: str, soundfile: Any) -> tuple[Wave, int]:
    """The text as espeak-ng says it, and its rate."""
    said = vowelled(text) if code == "ar" else text
    if code == "ar" and (words := unknown(text)):
        print(f"speech: ar: no vowels known for {', '.join(words)}: add them to arabic_vowels.py")
    if said[-1].isalnum():
        said += "."  # the voice falls
    how = ["-v", VOICES[code], "-s", str(WORDS_A_MINUTE), "-p", str(PITCH), "-g", str(GAP)]
    run = subprocess.run(["espeak-ng", *how, "--stdout", said], capture_output=True, check=True)
    wave, rate = soundfile.read(io.BytesIO(run.stdout))
    return wave, rate


def finished(wave: Wave, rate: int) -> Wave:
    """Trimmed, softened, as loud as the others and at RATE."""
    heard = np.flatnonzero(np.abs(wave) > QUIET * np.abs(wave).max())
    first, last = heard[0] - round(BEFORE_S * rate), heard[-1] + round(AFTER_S * rate)
    wave = wave[max(0, first) : last]
    spectrum = np.fft.rfft(wave)
    hz = np.fft.rfftfreq(len(wave), 1 / rate)
    spectrum *= 1 / (1 + (hz / SHARP_HZ) ** 4) * (1 - np.exp(-((hz / LOW_HZ) ** 2)))
    n = round(len(wave) * RATE / rate)
    wave = np.fft.irfft(spectrum, n) * n / len(wave)
    edge = round(0.01 * RATE)
    ramp = np.minimum(1.0, np.arange(n) / edge)
    wave *= ramp * ramp[::-1]
    loud = np.abs(wave) > QUIET * np.abs(wave).max()
    wave *= LOUD / np.sqrt((wave[loud] ** 2).mean())
    return np.tanh(wave / PEAK) * PEAK


def write(path: Path, wave: Wave, text: str, soundfile: Any) -> None:
    """One file, Opus in Ogg, with its text as the title."""
    with soundfile.SoundFile(
        path, "w", RATE, 1, subtype="OPUS", format="OGG", compression_level=SMALL
    ) as file:
        file.title = text
        file.write(wave)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
