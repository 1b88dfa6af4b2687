"""What is read in a waiting room, by people who may never have heard of any of it."""

from __future__ import annotations

from game.words.message import Message, Table

KIOSK: Table = {
    "kiosk.try": "Try it!",
    "kiosk.card.button": "Press any button",
    "kiosk.card.touch": "Press or touch",
    "kiosk.card.step_on": "Hold on, step on",
    "kiosk.card.lean": Message("Lean", context="the body, or a lever"),
    "kiosk.card.pick": "Pick apples",
    "kiosk.caption.0": "Balance training that is a game",
    "kiosk.caption.1": "Made for rehabilitation",
    "kiosk.caption.2": "Lean, and the game follows",
    "kiosk.caption.3": "It adapts to you",
    "kiosk.caption.4": "Ask your therapist about it",
    "kiosk.invite.title": "Hello! Try 3 short games?",
    "kiosk.invite.kept": "Nothing about you is kept",
    "kiosk.start": "Start",
    "kiosk.later": "Maybe later",
    "kiosk.choose.title": "How do you want to play?",
    "kiosk.choose.hand": "By hand",
    "kiosk.choose.seated": "Seated",
    "kiosk.choose.standing": "Standing",
    "kiosk.by_hand": "With finger, stick or keys",
    "kiosk.sit": "Please sit down",
    "kiosk.sit.then": "Then put both feet on",
    "kiosk.there": "Are you still there?",
    "kiosk.there.then": "Press any button, or lean",
    "kiosk.result.title": "Well played!",
    "kiosk.result.more": "Learn more",
    "kiosk.result.done": "Done",
    "kiosk.wait": "One moment",
    "kiosk.wait.then": "We go on in a moment",
}
