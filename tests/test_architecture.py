"""The house rules that a machine can hold: who may import whom, quick starts, files of one idea."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from game.level_types import LEVEL_TYPES
from input_devices import DEVICES, device_class

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]
CODE = sorted(
    path
    for folder in ("game", "input_devices", "tools", "benchmarks", "tests")
    for path in (ROOT / folder).rglob("*.py")
)
LONGEST = 400
BACKENDS = {"pygame", "hid", "hidraw", "serial", "pylsl", "pythonosc"}

# For each contract a line that breaks it, appended to a file of a copy of the code.
VIOLATIONS = {
    "the parts stand above one another": ("game/sound/__init__.py", "import game.app"),
    "devices can be used without the game": ("input_devices/sample.py", "import game.sim"),
    "the pure packages know no file, window, clock or chance": ("game/sim/types.py", "import time"),
    "scipy serves balance alone": ("game/difficulty/__init__.py", "import scipy"),
    "modifiers know neither task nor person": (
        "game/modifiers/__init__.py",
        "import game.level_types",
    ),
    "words read their catalogs and nothing else": ("game/words/staff.py", "import game.sim"),
    "levels read files and nothing above": ("game/levels.py", "import game.session"),
    "the station's settings know levels and nothing above": (
        "game/station.py",
        "import game.session",
    ),
    "the kiosk opens no store": ("game/app/kiosk_journal.py", "import game.store.engine"),
    "sessions never draw or sound": ("game/session/__init__.py", "import pygame"),
    "the store knows recordings, not play": ("game/store/errors.py", "import input_devices.reader"),
    "of devices, sessions know the samples alone": (
        "game/session/__init__.py",
        "import input_devices.reader",
    ),
    "pictures and sounds know worlds, not sessions, people, devices or level files": (
        "game/render/__init__.py",
        "import input_devices.sample",
    ),
    "screens know no device, loop or level file": (
        "game/screens/__init__.py",
        "import input_devices.sample",
    ),
    "screens are shown levels, they do not read them": (
        "game/screens/__init__.py",
        "import game.levels",
    ),
}


def fresh_python(code):
    """What a new Python prints that ran `code` in the repository."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def check_contracts(folder):
    return subprocess.run(
        [str(LINT_IMPORTS), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """The code and its contracts in a folder where they may be spoiled."""
    folder = tmp_path_factory.mktemp("house")
    for name in ("game", "input_devices"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold():
    done = check_contracts(ROOT)
    assert done.returncode == 0, done.stdout


def test_every_contract_has_a_violation_to_try():
    assert {contract["name"] for contract in CONTRACTS} == set(VIOLATIONS)


@pytest.mark.parametrize("name", VIOLATIONS)
def test_each_contract_breaks_when_violated(name, copied):
    file, line = VIOLATIONS[name]
    whole = (copied / file).read_text("utf-8")
    (copied / file).write_text(f"{whole}\n{line}\n", "utf-8")
    done = check_contracts(copied)
    (copied / file).write_text(whole, "utf-8")
    assert f"{name} BROKEN" in done.stdout, done.stdout


def test_every_part_of_the_game_stands_in_a_contract():
    named = {
        word
        for contract in CONTRACTS
        for key in ("layers", "source_modules")
        for entry in contract.get(key, [])
        for word in entry.split()
    }
    parts = {f"game.{path.stem}" for path in (ROOT / "game").iterdir() if path.suffix == ".py"}
    parts |= {f"game.{path.parent.name}" for path in (ROOT / "game").glob("*/__init__.py")}
    # What every part may use stands in none.
    assert parts - named <= {"game.__init__", "game.resources"}


@pytest.mark.parametrize("name", LEVEL_TYPES)
def test_a_level_type_has_a_file_of_its_name(name):
    assert LEVEL_TYPES[name].__module__ == f"game.level_types.{name}"


@pytest.mark.parametrize("name", DEVICES)
def test_devices_are_found_without_their_backend(name):
    assert device_class(name).__name__ == DEVICES[name].partition(":")[2]
    module = DEVICES[name].partition(":")[0]
    loaded = fresh_python(f"import sys, {module}; print(*sys.modules)")
    assert BACKENDS & set(loaded) == set()


def test_the_command_starts_without_the_heavy_parts():
    loaded = fresh_python("import sys, game.cli; print(*sys.modules)")
    assert {"pygame", "OpenGL", "numpy", "scipy", "sqlalchemy", "alembic"} & set(loaded) == set()


def test_importing_everything_opens_nothing():
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in CODE
        if path.relative_to(ROOT).parts[0] in ("game", "input_devices")
        if path.stem not in ("__main__", "__init__")
    ]
    said = fresh_python(
        f"import importlib\nfor name in {modules!r}: importlib.import_module(name)\n"
        "import pygame\n"
        "print('state:', pygame.get_init(), pygame.display.get_init(), pygame.mixer.get_init())"
    )
    assert said[said.index("state:") + 1 :] == ["False", "False", "None"]


def test_every_file_says_why_it_exists():
    def silent(path):
        text = path.read_text("utf-8")
        return text.strip() and not ast.get_docstring(ast.parse(text))

    assert [str(path.relative_to(ROOT)) for path in CODE if silent(path)] == []


def test_no_file_needs_splitting():
    lines = {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in CODE}
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}
