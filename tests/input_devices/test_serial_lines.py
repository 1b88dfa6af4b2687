"""Lines of a serial plate: whole ones are read, everything else is counted and survived."""

from __future__ import annotations

import math
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pseudo_port import HELLO, sealed

from input_devices.serial_lines import Hello, LineParser, Reading, checksum

cells = st.tuples(*[st.integers(-99_999, 9_999_999)] * 4)


def parsed(data: bytes) -> tuple[list, LineParser]:
    """What a parser makes of it that has been listening since a line's end."""
    parser = LineParser()
    parser.feed(b"\n")
    return parser.feed(data), parser


def test_the_example_of_the_format_is_read():
    found, _ = parsed(
        b"# surefoot-plate width_mm=433 length_mm=238 unit=g rate_hz=80 serial=A1*7D\n"
        b"1207,17342,17518,16990,17201*0F\n"
    )
    hello, reading = found
    assert (hello.width_m, hello.length_m, hello.unit) == (0.433, 0.238, "g")
    assert (hello.rate_hz, hello.serial) == (80.0, "A1")
    assert reading == Reading(1207, (17342.0, 17518.0, 16990.0, 17201.0))


def test_decimals_signs_buttons_and_carriage_returns_are_read():
    found, _ = parsed(b"1,-1.5,+2.25,3,4,3\r\n")
    assert found == [Reading(1, (-1.5, 2.25, 3.0, 4.0), 3)]


def test_the_first_line_may_be_half_and_is_not_believed():
    assert LineParser().feed(b"7,1,2,3,4\n8,5,6,7,8\n") == [Reading(8, (5.0, 6.0, 7.0, 8.0))]


@pytest.mark.parametrize(
    "line",
    [
        b"1,2,3,4",
        b"1,2,3,4,5,6,7",
        b"1,2,nan,4,5",
        b"1,2,inf,4,5",
        b"1,2,1e3,4,5",
        b"1,2,0x10,4,5",
        b"70000,2,3,4,5",
        b"-1,2,3,4,5",
        b"1, 2,3,4,5",
        b"hello",
        b"1,2,3,4,5*",
        b"1,2,3,4,5*G0",
        "1,2,٣,4,5".encode(),
    ],
)
def test_what_is_not_a_reading_is_garbage(line):
    found, parser = parsed(line + b"\n")
    assert found == []
    assert parser.counts.garbage == 1


def test_a_wrong_checksum_is_counted_and_the_next_line_read():
    found, parser = parsed(b"1,1,2,3,4*00\n" + sealed("2,1,2,3,4"))
    assert found == [Reading(2, (1.0, 2.0, 3.0, 4.0))]
    assert parser.counts.checksum == 1


def test_a_plate_that_seals_its_lines_is_not_believed_without():
    found, parser = parsed(sealed("1,1,2,3,4") + b"2,1,2,3,40\n# surefoot-plate width_mm=90\n")
    assert [item.seq for item in found] == [1]
    assert parser.counts.garbage == 1


def test_missing_and_repeated_lines_are_counted_across_the_wrap():
    lines = [65_534, 65_535, 2, 2, 3]
    found, parser = parsed(b"".join(sealed(f"{seq},1,1,1,1") for seq in lines))
    assert [reading.seq for reading in found] == [65_534, 65_535, 2, 3]
    assert parser.counts.missing == 2
    assert parser.counts.repeated == 1


def test_a_plate_that_starts_anew_has_lost_nothing():
    found, parser = parsed(b"".join(sealed(f"{seq},1,1,1,1") for seq in (30_000, 0, 1)))
    assert len(found) == 3
    assert parser.counts.missing == 0


def test_a_line_without_end_is_thrown_away():
    found, parser = parsed(b"9" * 5000 + b",1,1\n" + sealed("1,1,1,1,1"))
    assert [item.seq for item in found] == [1]
    parser.feed(b"8" * 5000)
    assert parser.feed(b"\n" + sealed("2,1,1,1,1"))[0].seq == 2


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("width_mm=10", "width_m", math.nan),
        ("width_mm=1e3", "width_m", math.nan),
        ("length_mm=250.5", "length_m", 0.2505),
        ("rate_hz=0", "rate_hz", math.nan),
        ("max_kg=150", "max_load_n", 150 * 9.80665),
    ],
)
def test_a_hello_is_read_with_care(said, field, value):
    (hello,), _ = parsed(sealed(f"# surefoot-plate {said}"))
    assert getattr(hello, field) == pytest.approx(value, nan_ok=True)


def test_other_comments_say_nothing():
    found, parser = parsed(b"# ready\n\n#\n")
    assert found == []
    assert parser.counts.garbage == 0


@given(st.lists(st.binary(max_size=300), max_size=30))
def test_any_bytes_are_survived(chunks):
    parser = LineParser()
    for chunk in chunks:
        for item in parser.feed(chunk):
            assert isinstance(item, Reading | Hello)
    assert parser.bytes == sum(map(len, chunks))
    parser.feed(b"\n\n")
    assert parser.feed(sealed("65000,1,2,3,4"))[0].cells == (1.0, 2.0, 3.0, 4.0)


@given(st.lists(cells, min_size=1, max_size=20), st.lists(st.integers(0, 600), max_size=8))
def test_it_does_not_matter_where_the_stream_is_cut(rows, cuts):
    lines = [sealed(f"{seq},{','.join(map(str, row))}") for seq, row in enumerate(rows)]
    stream = b"\n" + sealed(HELLO) + b"".join(lines)
    parser, whole = LineParser(), LineParser()
    places = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    pieces = [stream[a:b] for a, b in pairwise(places)]
    found = [item for piece in pieces for item in parser.feed(piece)]
    assert repr(found) == repr(whole.feed(stream))
    assert [item.cells for item in found[1:]] == [tuple(map(float, row)) for row in rows]


@given(cells, st.integers(0, 60), st.integers(1, 255))
def test_no_single_damaged_byte_gives_a_wrong_reading(row, place, flip):
    line = bytearray(sealed(f"5,{','.join(map(str, row))}"))
    line[place % (len(line) - 1)] ^= flip
    parser = LineParser()
    good = sealed("4,1,1,1,1")
    readings = parser.feed(b"\n" + good + bytes(line) + sealed("6,1,1,1,1"))
    right = {(1.0,) * 4, tuple(map(float, row))}
    assert {reading.cells for reading in readings if isinstance(reading, Reading)} <= right


def test_the_checksum_is_the_exclusive_or():
    assert checksum(b"") == 0
    assert checksum(b"A") == 0x41
    assert checksum(b"AB") == 0x03


ARDUINO = """
#include <cmath>
#include <cstdio>
typedef unsigned char byte;
enum { HEX = 16 };
struct Port {
  void begin(long) {}
  void print(const char *text) { fputs(text, stdout); }
  void println(int value, int) { printf("%X\\r\\n", value); }
} Serial;
struct HX711 {
  int pin;
  void begin(byte data, byte) { pin = data; }
  long read() { return 21 * (15000 + pin); }
};
"""


def test_the_sketch_of_the_documentation_writes_our_lines(tmp_path):
    """Compiled for this machine, with cells that show 15 kg and as many grams as their pin says."""
    compiler = shutil.which("g++")
    if compiler is None:
        pytest.skip("no g++ to compile the sketch with")
    page = (Path(__file__).parents[2] / "docs/devices.md").read_text("utf-8")
    sketch = page.partition("```cpp\n")[2].partition("```")[0].replace("#include <HX711.h>", "")
    main = "int main() { setup(); for (int i = 0; i < 200; i++) loop(); }"
    (tmp_path / "sketch.cpp").write_text(ARDUINO + sketch + main)
    binary = str(tmp_path / "sketch")
    subprocess.run([compiler, "-o", binary, str(tmp_path / "sketch.cpp")], check=True)
    written = subprocess.run([binary], capture_output=True, check=True).stdout
    found, parser = parsed(written)
    hello, first, *_ = found
    assert (hello.width_m, hello.length_m, hello.unit, hello.rate_hz) == (0.4, 0.3, "g", 80.0)
    assert first == Reading(0, (15_002.0, 15_004.0, 15_006.0, 15_008.0))
    assert parser.counts.readings == 200
    assert parser.counts.garbage + parser.counts.checksum + parser.counts.missing == 0
