"""What the therapist reads on the panel over play, and on its keypad."""

from __future__ import annotations

from game.words.message import Message, Table

STAFF: Table = {
    "therapist.resume": Message("Resume", context="a button"),
    "therapist.pause": Message("Pause", context="a button"),
    "therapist.stop": Message("Stop", context="a button"),
    "therapist.easier": "Easier",
    "therapist.harder": "Harder",
    "therapist.freeze": "Freeze level",
    "therapist.unfreeze": "Free level",
    "therapist.next": "Next step",
    "therapist.limits": "Recalibrate",
    "therapist.patient": "Patient view",
    "therapist.level": "Level {n} of {of}",
    "therapist.seen.fixed": "This level keeps one difficulty.",
    "therapist.then": "Next: level {n}, {share} % expected",
    "therapist.then.frozen": "Next: level {n}, frozen",
    "therapist.then.by_hand": "Next: level {n}, as set here",
    "therapist.then.fixed": "Next: the same again",
    "therapist.left": "{clock} left",
    "therapist.load": "Load L {left}, R {right} %",
    "therapist.load.unread": "Load: no reading",
    "therapist.sway": "Sway {n} mm/s",
    "therapist.battery": "Battery {n}/4",
    "therapist.battery.new": "New battery soon",
    "pin.title": "Staff PIN",
    "pin.again": "Try again",
    "pin.wait": "Wait {n} s",
    "pin.erase": Message("Erase", context="a button"),
    "pin.close": Message("Back", context="a button"),
}
