"""What can go wrong with a store, each on one line."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot do what was asked; the message says what, where and what to do."""


class StoreAway(StoreError):
    """The database cannot be reached now; what was to be written can be sent later."""


class NotEnded(StoreError):
    """A session that has not come to its stop document yet: it is live, or was interrupted."""
