"""The lock before the therapist's panel: a PIN, three tries, then a wait.

It keeps participants and passers-by out of a running game, no more: who can read the computer's
files can read recordings. The digits are kept nowhere and told to nobody.
"""

from __future__ import annotations

import math
import re
import secrets

TRIES, WAIT_S = 3, 30.0
_PIN = re.compile(r"[0-9]{4,8}")


def is_pin(text: str) -> bool:
    """Whether it can be typed on the keypad, and not be guessed at once."""
    return _PIN.fullmatch(text) is not None


class PinLock:
    """Opens for the right digits; after three wrong tries it is deaf for 30 s. No PIN: no lock.

    longest_s: up to which every further wait is twice the one before, where nobody watches who
    tries; it is 30 s again once the right digits were given.
    """

    def __init__(self, digits: str = "", longest_s: float = WAIT_S) -> None:
        self._digits, self._longest_s = digits, longest_s
        self._wrong, self._wait_s = 0, WAIT_S
        self._deaf_until = -math.inf

    @property
    def locks(self) -> bool:
        return bool(self._digits)

    @property
    def length(self) -> int:
        return len(self._digits)

    def wait_s(self, now: float) -> float:
        """Seconds until the next try may be made."""
        return max(0.0, self._deaf_until - now)

    def fits(self, digits: str) -> bool:
        """Whether these are the right digits; a try only where `opens` asks."""
        return secrets.compare_digest(digits, self._digits)

    def opens(self, digits: str, now: float) -> bool:
        """One try."""
        if self.wait_s(now) > 0:
            return False
        if self.fits(digits):
            self._wrong, self._wait_s = 0, WAIT_S
            return True
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong, self._deaf_until = 0, now + self._wait_s
            self._wait_s = min(2 * self._wait_s, self._longest_s)
        return False
