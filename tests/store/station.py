"""A station of a clinic, as a process of its own: records sessions and sends them for some seconds.

`python station.py URL ROOT SECONDS [OTHER...]`: each session is noted, recorded by the real
recorder, and sent; now and then the sessions of other stations are sent as well, which must change
nothing. Prints the name of every session it recorded.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from game.session.recorder import SessionRecorder
from game.sim import Event, Intent
from game.store.database import Store, open_store
from game.store.errors import StoreError
from game.store.sending import send_below, send_notes
from game.store.spool import note

START = {
    "level": {"id": "orchard-1", "type": "target_reach"},
    "difficulty": 0.3,
    "difficulty_mode": "fixed",
    "step_hz": 120,
    "device": {"name": "simulated", "serial": "1", "kind": "board"},
}


def record(root: Path, participant: str) -> Path:
    """A short session with one trial."""
    session = SessionRecorder(root, participant, datetime.now(UTC), {"software": "station"})
    trial = session.begin_trial("orchard-1", START)
    for step in range(1, 121):
        trial.step(step, step / 120, Intent(0.1, 0.0, True, 0.5, None, None, (0.0, 0.0), False))
    trial.event(Event(60, "rep", {"rep": 0}), 0.5)
    session.stop("completed", datetime.now(UTC))
    return session.folder


def work(store: Store, root: Path, others: list[Path], until: float) -> None:
    """Record and send until then."""
    spool, made = root / "to-store", 0
    while time.monotonic() < until:
        folder = record(root, f"P{made % 7:03d}")
        note(spool, folder)
        print(folder.name, flush=True)
        made += 1
        try:
            send_notes(store, spool)
            if others and made % 5 == 0:
                send_below(store, others[made // 5 % len(others)])
        except StoreError as error:
            print(error, file=sys.stderr, flush=True)
    send_notes(store, spool)


def main(url: str, root: str, seconds: str, *others: str) -> None:
    store = open_store(url, by=f"station {Path(root).name}", station=Path(root).name)
    work(store, Path(root), [Path(other) for other in others], time.monotonic() + float(seconds))
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
