"""Feeds the balance board's decoders with bytes that coverage guides: values or ProtocolError, never
anything else. `python tests/fuzz_wii.py [SECONDS]`, 30 unless told; needs atheris (pip install
atheris) and ends with one line without it. Not collected by pytest.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

try:
    import atheris
except ImportError:
    sys.exit(
        "fuzz_wii: nothing fuzzed: `.venv/bin/pip install atheris` first (ready-made for Python 3.11 "
        "to 3.14 on Linux x86-64, 3.0.0 or later)"
    )

with atheris.instrument_imports():
    from input_devices.wii_calibration import Calibration, battery_level
    from input_devices.wii_protocol import (
        NO_COUNT,
        ProtocolError,
        Sensors,
        decode_input,
        decode_output,
        encode_input,
        encode_output,
        unpack_sensors,
    )


def heard(received: bytes) -> None:
    """An input report survives the way back, and weighs."""
    fields = unpack_sensors(received)
    report = decode_input(received)
    assert fields is None or NO_COUNT in fields[2:6] or fields == report
    assert decode_input(encode_input(report)) == report
    if isinstance(report, Sensors):
        battery_level(report.battery)
        Calibration((0,) * 4, (1700,) * 4, (3400,) * 4, 26).kilograms(report)


def said(received: bytes) -> None:
    """An output report survives the way back."""
    report = decode_output(received)
    assert decode_output(encode_output(report)) == report


def calibrated(received: bytes) -> None:
    """A calibration survives the way back, and weighs."""
    calibration = Calibration.parse(received[:32], received[32:])
    calibration.kilograms(Sensors(0x34, 0, 0, 1, 0xFFFE, 0xFFFF, 255, 255))
    assert Calibration.parse(*calibration.blocks()) == calibration


def one_input(received: bytes) -> None:
    for use in (heard, said, calibrated):
        try:
            use(received)
        except ProtocolError:
            continue


if __name__ == "__main__":
    seconds = sys.argv[1] if len(sys.argv) > 1 else "30"
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=64"], one_input)
    atheris.Fuzz()
