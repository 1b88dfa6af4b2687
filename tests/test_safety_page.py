"""docs/safety.md names tests that there are, for every hazard."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROWS = [
    row.strip("|").split(" | ")
    for row in (ROOT / "docs/safety.md").read_text("utf-8").splitlines()
    if row.startswith("|") and row.count(" | ") == 2
][1:]
HAZARDS = (
    "fall", "stepping off", "overload", "seizure", "over-exertion", "pain, dizziness",
    "sickness in a headset", "wrong participant", "misread score",
)  # fmt: skip


def _named(shown_by: str) -> list[tuple[Path, str]]:
    """The tests of a row, each with its file: `file.py::test`, `::test` of the file before it, or a
    file alone. A file named without its folder stands in the folder named at the end.
    """
    words = re.findall(r"`([^`]+)`", shown_by)
    folder = next((word for word in words if word.endswith("/")), "")
    found, file = [], ""
    for word in words:
        if word.endswith("/"):
            continue
        path, _, test = word.partition("::")
        file = path or file
        inside = file if file.startswith("tests/") else folder + file
        found.append((ROOT / inside, test))
    return found


@pytest.mark.parametrize("hazard", HAZARDS)
def test_every_hazard_has_its_row(hazard):
    assert any(row[0].strip().startswith(hazard) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0].strip() for row in ROWS])
def test_what_shows_a_control_is_there(row):
    named = _named(row[2])
    assert named or "review" in row[2] or "not tested" in row[2]
    for path, test in named:
        assert path.is_file(), f"{path} is gone"
        tree = ast.parse(path.read_text("utf-8"))
        tests = {part.name for part in ast.walk(tree) if isinstance(part, ast.FunctionDef)}
        assert not test or test in tests, f"{path.name} has no {test}"
