"""What was set for a participant themselves: how they see, hear and steer the game.

Only what was set is kept, as JSON text; what is not counts as planned. Nothing is overwritten: the
newest row counts. What the keys mean is no matter of the store.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from game.store.audit import canonical, record
from game.store.database import Store
from game.store.models import SavedSettings, newest_first
from game.store.participants import participant_id_of


def save_settings(store: Store, code: str, kept: Mapping[str, Any]) -> None:
    """Keep these from now on, in the place of all those before; plain JSON values."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        db.add(
            SavedSettings(
                participant_id=participant_id,
                body=canonical(dict(kept)),
                saved=store.now(),
                saved_by=store.by,
            )
        )
        record(store, db, "change", f"settings of {code}", set=sorted(kept))


def saved_settings(store: Store, code: str) -> dict[str, Any]:
    """What was set last; nothing where nothing was. StoreError for a code that nobody has."""
    with store.writing() as db:
        participant_id = participant_id_of(db, code)
        record(store, db, "read", f"settings of {code}")
        newest = db.scalars(newest_first(SavedSettings, participant_id).limit(1)).first()
        kept: dict[str, Any] = json.loads(newest.body) if newest else {}
        return kept
