"""Rules with modifiers round them: the same protocol, so that loop and replay know no difference.

Intents go inwards, first modifier first; worlds and events come outwards, last modifier first. A
step of play is one intent, whatever number of the rules' own steps passes in it; all events carry
the step of play.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.modifiers.base import Caps, Modifier
from game.sim import Event, Intent, Rules, World


class ModifiedRules:
    """make: gives the rules for the caps that the modifiers leave."""

    def __init__(
        self, make: Callable[[Caps], Rules], modifiers: Sequence[Modifier], caps: Caps
    ) -> None:
        self._modifiers = tuple(modifiers)
        for modifier in self._modifiers:
            caps = modifier.caps(caps)
        self._rules = make(caps)
        self._step = 0
        self._was_off = False  # in a step that the rules did not see
        self._world = self._shown([])[1]

    @property
    def world(self) -> World:
        return self._world

    def set_difficulty(self, value: float) -> None:
        self._rules.set_difficulty(value)

    def step(self, intent: Intent) -> list[Event]:
        self._step += 1
        for modifier in self._modifiers:
            intent = modifier.intent(intent)
        self._was_off |= not intent.on_board
        due = self._due()
        if due and self._was_off:
            intent, self._was_off = replace(intent, on_board=False), False
        events = [event for _ in range(due) for event in self._rules.step(intent)]
        events, self._world = self._shown([replace(event, step=self._step) for event in events])
        return events

    def _due(self) -> int:
        """The steps of the rules in this one; who holds play holds it for all further in."""
        due = 1
        for modifier in self._modifiers:
            due *= modifier.steps()
            if not due:
                break
        return due

    def _shown(self, events: list[Event]) -> tuple[list[Event], World]:
        world = self._rules.world
        if world.step != self._step:
            world = replace(world, step=self._step)
        for modifier in reversed(self._modifiers):
            events = modifier.after(events, world)
            world = modifier.world(world)
        return events, world
