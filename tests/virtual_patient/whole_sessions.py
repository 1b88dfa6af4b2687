"""Sessions of simulated people, whole, as `surefoot simulate` runs them."""

from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.session import files


def sit(level, profile, seed, out, look=lambda sitting: None, difficulty=None):
    """One whole session; `look` is shown the sitting at every frame."""
    request = PlayRequest(
        level,
        f"simulated:{profile}",
        "test",
        seed=seed,
        difficulty=difficulty,
        headless=True,
        fast=True,
        out=out,
    )
    with sit_down(request) as sitting:
        run_headless(sitting, lambda *_: look(sitting))
    return sitting


def summary_of(sitting):
    """What the only trial of a session came to."""
    return files.read_json(sitting.trial_folder / files.SUMMARY)


def by_name(rows):
    """The measures of a summary, {name: value}; of several units the first."""
    return {row["name"]: row["value"] for row in reversed(rows)}
