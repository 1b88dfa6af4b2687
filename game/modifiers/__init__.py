"""What any level can carry: a second task, closed eyes, less feedback, help for one side, ice,
resistance, a mirror, another tempo. MODIFIERS is a literal table: one row a modifier.

In a level file:

    modifiers:
      resistance: {factor: 1.3}
      feedback: {first: 1.0, last: 0.25, probe_every: 4}

A modifier knows no task and changes no rules; it stands between the person and them. The order is
that of the table and not of the file, from the person inwards: an intent passes `dual_task` first
and `tempo` last, events and the world come back the other way. So a second task and its button are
outside of all else, what is hidden stays hidden, and the help for a side is given before resistance
takes its share. Recorded intents are the raw ones: the same level (with its modifiers), seed and
intents give the same events, bit for bit.

To add one: a file here with a frozen `Params` dataclass (a default for each value, check_ranges in
`__post_init__`) and a class on `Modifier` (base.py says what it may override); a row below, where
it belongs in the order; a level file that shows it. Ask of it:
- Caps are of the true lean. What makes a target need more of it gives the rules smaller `caps`, and
  overrides `true_lean`, so that goals and events say where the person must truly lean.
- All chance comes from the seed; a step is counted, no clock is asked.
- What happened in a rep goes on its rep event (`tagged`), what is of interest by itself is an event
  of its own; game.session.scoring.modifiers makes measures of them.
The contract tests play every modifier on every level type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.modifiers.base import Caps, Modifier
from game.modifiers.dual_task import DualTask
from game.modifiers.eyes_closed import EyesClosed
from game.modifiers.feedback import Feedback
from game.modifiers.mirror import Mirror
from game.modifiers.modified import ModifiedRules
from game.modifiers.resistance import Resistance
from game.modifiers.side_gain import SideGain
from game.modifiers.slipperiness import Slipperiness
from game.modifiers.tempo import Tempo
from game.sim import Rules

MODIFIERS: dict[str, type[Modifier]] = {
    "dual_task": DualTask,
    "feedback": Feedback,
    "eyes_closed": EyesClosed,
    "mirror": Mirror,
    "side_gain": SideGain,
    "resistance": Resistance,
    "slipperiness": Slipperiness,
    "tempo": Tempo,
}

_OWN_SEED = 1000  # apart from those of the tasks


def modified(
    make: Callable[[Caps], Rules], modifiers: Mapping[str, Any], *, caps: Caps, seed: int
) -> Rules:
    """The rules that `make` gives for some caps, with modifiers (name to Params) round them."""
    if not modifiers:
        return make(caps)
    return ModifiedRules(make, chain(modifiers, caps=caps, seed=seed), caps)


def chain(modifiers: Mapping[str, Any], *, caps: Caps, seed: int) -> list[Modifier]:
    """Fresh modifiers in their order, the outermost first. ParamsError where caps forbid one."""
    return [
        kind(modifiers[name], caps=caps, seed=(seed, _OWN_SEED + row))
        for row, (name, kind) in enumerate(MODIFIERS.items())
        if name in modifiers
    ]


__all__ = ["MODIFIERS", "Modifier", "chain", "modified"]
