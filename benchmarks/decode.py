"""How fast reports of the balance board are decoded: `python -m benchmarks decode`.

A stream as a board sends it, a status among every hundred data reports, is decoded by the library
and, in turn in the same run, by a bare loop of compiled struct calls that reads the ID and takes
the same fields, without types or checks. Best of several rounds on one core; one JSON line a case:
`sensors` as the driver decodes, `kilograms` with what it does next, `report` into the named types.
"""

from __future__ import annotations

import random
import struct
import time
from collections.abc import Callable, Iterator

from input_devices.emulated_wii import CALIBRATION
from input_devices.wii_protocol import Sensors, Status, decode_input, encode_input, unpack_sensors

REPORTS = 100_000
ROUNDS = 15


def stream(reports: int) -> list[bytes]:
    """So many reports as they come from a board on which someone sways."""
    chance = random.Random(7)
    made = []
    for i in range(reports):
        if i % 100 == 99:
            made.append(encode_input(Status(0, 0x12, 0xC6)))
        else:
            a, b, c, d = (chance.randrange(1200, 20_000) for _ in range(4))
            made.append(encode_input(Sensors(0x34, 0, a, b, c, d, 26, 0x84)))
    return made


def with_struct(reports: list[bytes]) -> None:
    data = struct.Struct(">BH4HBxB8x").unpack_from
    status = struct.Struct(">BHB2xB").unpack_from
    for report in reports:
        if report[0] == 0x34:
            _, _, _, _, _, _, _, _ = data(report)
        elif report[0] == 0x20:
            _, _, _, _ = status(report)


def to_sensors(reports: list[bytes]) -> None:
    for report in reports:
        if unpack_sensors(report) is None:
            decode_input(report)


def to_kilograms(reports: list[bytes]) -> None:
    for report in reports:
        sensors = unpack_sensors(report)
        if sensors is None:
            decode_input(report)
        else:
            CALIBRATION.kilograms(sensors)


def to_report(reports: list[bytes]) -> None:
    for report in reports:
        decode_input(report)


def seconds(work: Callable[[list[bytes]], None], reports: list[bytes]) -> float:
    begun = time.perf_counter()
    work(reports)
    return time.perf_counter() - begun


def run() -> Iterator[dict[str, object]]:
    """One result per case: reports_per_s, and ratio_to_struct, 1 being the bare loop's speed."""
    reports = stream(REPORTS)
    cases = {
        "struct": with_struct,
        "sensors": to_sensors,
        "kilograms": to_kilograms,
        "report": to_report,
    }
    best = dict.fromkeys(cases, float("inf"))
    for _ in range(ROUNDS):
        for case, work in cases.items():
            best[case] = min(best[case], seconds(work, reports))
    for case in cases:
        yield {
            "case": case,
            "reports_per_s": round(REPORTS / best[case]),
            "ratio_to_struct": round(best["struct"] / best[case], 3),
        }
