"""Open Sound Control 1.0: a datagram to messages, strictly and with a bound on everything.

Own, and small, because what reads a network must have one error, never recurse as deep as a sender
likes, and never write a line into the log for each stray packet. Big-endian; strings end with a
zero byte and are padded to four (https://opensoundcontrol.stanford.edu/spec-1_0.html). Blobs and
strings are stepped over: a tilt is made of numbers.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

BUNDLE = b"#bundle\0"
DEEPEST = 4  # bundles within bundles
NUMBERS = {"i": ">i", "f": ">f", "h": ">q", "d": ">d"}
SKIPPED = {"t": 8, "c": 4, "r": 4, "m": 4, "T": 0, "F": 0, "N": 0, "I": 0}  # bytes each takes


class OscError(Exception):
    """These bytes are no OSC packet; the message says where they stop being one."""


@dataclass(frozen=True, slots=True)
class Message:
    """An address and the numbers among its arguments, in order."""

    address: str
    numbers: tuple[float, ...]


def parse_packet(data: bytes, depth: int = 0) -> list[Message]:
    """The messages of one datagram, in their order; OscError for anything that is not OSC."""
    if not data.startswith(BUNDLE):
        return [_message(data)]
    if depth >= DEEPEST:
        raise OscError(f"bundles nested deeper than {DEEPEST}")
    messages: list[Message] = []
    place = len(BUNDLE) + 8  # the time tag is not used: what arrives counts when it arrives
    if len(data) < place:
        raise OscError("a bundle without its time tag")
    while place < len(data):
        size = _size(data, place)
        place += 4
        if size <= 0 or size % 4 or place + size > len(data):
            raise OscError(f"a bundle's element of {size} bytes at {place}")
        messages += parse_packet(data[place : place + size], depth + 1)
        place += size
    return messages


def _message(data: bytes) -> Message:
    address, place = _string(data, 0)
    if not address.startswith("/"):
        raise OscError("an address that does not begin with /")
    if place == len(data):
        return Message(address, ())  # older senders leave out the type tags of no arguments
    tags, place = _string(data, place)
    if not tags.startswith(","):
        raise OscError("no type tags")
    numbers: list[float] = []
    for tag in tags[1:]:
        if tag in NUMBERS:
            numbers.append(_number(NUMBERS[tag], data, place))
        place = _after(tag, data, place)
    if place != len(data):
        raise OscError(f"{len(data) - place} bytes more, or fewer, than the type tags tell")
    return Message(address, tuple(numbers))


def _after(tag: str, data: bytes, place: int) -> int:
    """Where the argument that begins at `place` ends."""
    if tag in NUMBERS:
        return place + struct.calcsize(NUMBERS[tag])
    if tag in SKIPPED:
        return place + SKIPPED[tag]
    if tag in "sS":
        return _string(data, place)[1]
    if tag == "b":
        size = _size(data, place)
        if not 0 <= size <= len(data):
            raise OscError(f"a blob of {size} bytes")
        return place + 4 + size + -size % 4
    if tag in "[]":
        return place
    raise OscError(f"an unknown type tag {tag!r}")


def _string(data: bytes, place: int) -> tuple[str, int]:
    """The string that begins at `place`, and where what follows it begins."""
    end = data.find(b"\0", place)
    after = end + 4 - end % 4
    if end < 0 or after > len(data):
        raise OscError(f"a string without end at {place}")
    try:
        return data[place:end].decode("ascii"), after
    except UnicodeDecodeError as odd:
        raise OscError(f"a string that is not ASCII at {place}") from odd


def _size(data: bytes, place: int) -> int:
    return int(_number(">i", data, place))


def _number(form: str, data: bytes, place: int) -> float:
    try:
        return float(struct.unpack_from(form, data, place)[0])
    except struct.error as short:
        raise OscError(f"an argument cut short at {place}") from short
