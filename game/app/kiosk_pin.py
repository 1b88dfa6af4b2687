"""The PIN as the kiosk knows it and keeps it: salted and hashed slowly, never its digits.

Six digits can be found by trying all of them, whoever has the file and the hours; the hash keeps
them from who only looks into it. scrypt as RFC 7914 has it, 16 MiB and some tens of milliseconds.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Final, Self

from game.app.staff_lock import PinLock

COST: Final = 2**14
_KEPT = re.compile(r"scrypt ([4-8]) ([0-9a-f]{32}) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class HashedPin:
    """length: how many digits it has."""

    length: int
    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, digits: str) -> Self:
        """With a salt of its own."""
        salt = secrets.token_bytes(16)
        return cls(len(digits), salt, _digest(digits, salt))

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """As `as_text` wrote it; None for anything else."""
        found = _KEPT.fullmatch(text)
        if not found:
            return None
        length, salt, digest = found.groups()
        return cls(int(length), bytes.fromhex(salt), bytes.fromhex(digest))

    def as_text(self) -> str:
        """One line, for a file."""
        return f"scrypt {self.length} {self.salt.hex()} {self.digest.hex()}"

    def fits(self, digits: str) -> bool:
        """Whether these are its digits."""
        return secrets.compare_digest(_digest(digits, self.salt), self.digest)


class HashedLock(PinLock):
    """A lock that knows no digits."""

    def __init__(self, pin: HashedPin | None, longest_s: float) -> None:
        super().__init__("", longest_s)
        self._pin = pin

    @property
    def locks(self) -> bool:
        return self._pin is not None

    @property
    def length(self) -> int:
        return self._pin.length if self._pin else 0

    def fits(self, digits: str) -> bool:
        return self._pin is not None and self._pin.fits(digits)


def _digest(digits: str, salt: bytes) -> bytes:
    return hashlib.scrypt(digits.encode(), salt=salt, n=COST, r=8, p=1, dklen=32)
