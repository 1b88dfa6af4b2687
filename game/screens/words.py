"""Every word that a participant sees, by key, in one table, so that a language is one more table.

The rules: at most 4 words for an instruction, 6 for anything else; a verb first; numerals; present
tense; the word for the place (left, right). Say what to do, then what is kept. Only positive words.
A line break stands where a sentence in two lines reads best.
"""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "lean.forward": "Lean forward",
    "lean.forward_right": "Lean forward right",
    "lean.right": "Lean right",
    "lean.back_right": "Lean back right",
    "lean.back": "Lean back",
    "lean.back_left": "Lean back left",
    "lean.left": "Lean left",
    "lean.forward_left": "Lean forward left",
    "hold": "Hold it",
    "centre": "Back to middle",
    "stand": "Stand easy",
    "rest": "Rest a moment",
    "reach": "Reach out",
    "step": "Take a step",
    "still": "Stand still",
    "stance.apart": "Stand feet apart",
    "stance.together": "Put feet together",
    "stance.tandem_left": "Put left foot behind",
    "stance.tandem_right": "Put right foot behind",
    "stance.one_leg_left": "Stand on left leg",
    "stance.one_leg_right": "Stand on right leg",
    "surface.firm": "Stand on firm ground",
    "surface.foam": "Stand on the foam",
    "eyes.close": "Close your eyes",
    "eyes.open": "Open your eyes",
    "side_gain.neutral": "Go on your own",
    "dual.colour.button": "Press at green",
    "dual.word.button": "Press at animals",
    "dual.count.button": "Press at missing numbers",
    "dual.colour.lean": "Count the greens",
    "dual.word.lean": "Count the animals",
    "dual.count.lean": "Count missing numbers",
    "dual.question": "Lean right for yes",
    "prompt.green": "Green",
    "prompt.red": "Red",
    "prompt.blue": "Blue",
    "prompt.yellow": "Yellow",
    "prompt.dog": "Dog",
    "prompt.cat": "Cat",
    "prompt.horse": "Horse",
    "prompt.bird": "Bird",
    "prompt.chair": "Chair",
    "prompt.cup": "Cup",
    "prompt.door": "Door",
    "prompt.shoe": "Shoe",
    "follow": "Follow along",
    "firefly.find": "Lean to the firefly",
    "firefly.press": "Press when it lights",
    "done": "Well done!",
    "ready": "Get ready",
    "count": "{done} of {total}",
    "hint.step_off": "Step off: pause",
    "hint.button": "Button: pause",
    "hint.key": "Space: pause",
    "pause.title": "Pause",
    "pause.moment": "One moment",
    "pause.one_person": "One at a time",
    "pause.steady": "Take your time",
    "pause.kept.apple": "Your apples are safe",
    "pause.kept.start": "We wait for you",
    "pause.kept.stance": "Your stances are kept",
    "pause.kept.lantern": "Your lanterns stay lit",
    "pause.kept.flower": "Your flower waits",
    "pause.call": "Please call us",
    "pause.finish": "Finish today",
    "pause.step_on": "Step on, then hold",
    "pause.go_on": "Go on",
    "pause.helper": "Helper, please",
    "flower.title": "Grow the flower",
    "flower.lean.forward": "Lean forward, gently",
    "flower.lean.forward_right": "Lean forward\nright, gently",
    "flower.lean.right": "Lean right, gently",
    "flower.lean.back_right": "Lean back\nright, gently",
    "flower.lean.back": "Lean back, gently",
    "flower.lean.back_left": "Lean back\nleft, gently",
    "flower.lean.left": "Lean left, gently",
    "flower.lean.forward_left": "Lean forward\nleft, gently",
    "flower.as_far": "As far as feels good",
    "flower.middle": "This becomes your middle",
    "flower.kept": "Your petal is kept",
    "flower.easy": "Take your time",
    "flower.whole": "Your flower is open",
    "results.picked.apple.one": "You picked\n{n} apple!",
    "results.picked.apple.many": "You picked\n{n} apples!",
    "results.picked.apple.none": "You stood\nand practised!",
    "results.picked.stance.one": "You stood still\n{n} time!",
    "results.picked.stance.many": "You stood still\n{n} times!",
    "results.picked.stance.none": "You stood\nand practised!",
    "results.picked.lantern.one": "You lit\n{n} lantern!",
    "results.picked.lantern.many": "You lit\n{n} lanterns!",
    "results.picked.lantern.none": "You stood\nand practised!",
    "results.first": "First time: {n}",
    "results.best": "Your best: {n}",
    "results.new_best": "New best: {n}",
    "results.effort": "Effort",
    "results.steady": "Steady",
    "results.journey": "My journey",
    "results.next": "Next",
    "message.no_device": "Connect the board",
    "message.no_device.then": "Press its red button",
    "message.searching": "One moment",
    "message.searching.then": "Looking for the board",
    "message.no_screen": "Please call us",
    "message.no_screen.then": "Your progress is kept",
}


def say(key: str, /, **numbers: int) -> str:
    """The words of `key` with its numbers set in. KeyError names a key that has no words."""
    return ENGLISH[key].format(**numbers)


def count(done: int, total: int) -> str:
    """ "5 of 8"."""
    return say("count", done=done, total=total)


def clock(seconds: float) -> str:
    """Time left as minutes and seconds, "0:40"; rounded up: it reads 0:00 only at the end."""
    whole = max(0, -int(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02d}"


def picked(n: int, item: str = "apple") -> str:
    """The sentence of the results for `n` things gathered; with none it names what was done."""
    form = "none" if n == 0 else "one" if n == 1 else "many"
    return say(f"results.picked.{item}.{form}", n=n)
