"""The way in: what `make` offers, and what setting up says when it cannot go on."""

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
needs_make = pytest.mark.skipif(not shutil.which("make"), reason="no make on this machine")


def make(*arguments):
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bootstrap(tmp_path):
    """tools/bootstrap.py, working on an empty project in tmp_path."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "tools" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT, module.VENV = tmp_path, tmp_path / "venv"
    module.PYTHON, module.LOG = module.VENV / "python", module.VENV / "setup.log"
    module.VENV.mkdir()
    module.PYTHON.touch()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return module


@needs_make
def test_help_lists_every_target():
    targets = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split()
    listed = [line.split()[0] for line in make("help").stdout.splitlines()[1:]]
    assert sorted(listed) == sorted(targets)


@needs_make
def test_a_python_that_is_not_there_is_one_clear_line():
    done = make("test", "PYTHON=no-such-python")
    assert done.returncode != 0
    assert "no no-such-python here: install Python 3.11 to 3.14" in done.stdout + done.stderr


def test_continuous_integration_runs_what_a_developer_runs():
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == ["set -e", 'cd "$(dirname "$0")/.."', "make test"]


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "tools/bootstrap.py", "pyproject.toml"])
def test_no_package_host_is_named(name):
    assert "://" not in (ROOT / name).read_text("utf-8")


def test_setting_up_can_be_read_by_pythons_too_old_for_the_game():
    ast.parse((ROOT / "tools/bootstrap.py").read_text("utf-8"), feature_version=(3, 7))


def test_the_pythons_named_are_those_of_the_package(bootstrap):
    allowed = f">={bootstrap.OLDEST[0]}.{bootstrap.OLDEST[1]},"
    allowed += f"<{bootstrap.NEWEST[0]}.{bootstrap.NEWEST[1] + 1}"
    assert f'requires-python = "{allowed}"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_a_python_of_the_wrong_age_is_named_with_what_to_type(bootstrap):
    bootstrap.OLDEST, bootstrap.NEWEST = (3, 98), (3, 99)
    with pytest.raises(
        bootstrap.SetupError, match=r"needs Python 3.98 to 3.99 .* make setup PYTHON"
    ):
        bootstrap.right_python()


def test_a_step_is_done_once_until_the_project_changes(bootstrap):
    done = []
    bootstrap.once("packages", lambda: done.append(1))
    bootstrap.once("packages", lambda: done.append(2))
    (bootstrap.ROOT / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    bootstrap.once("packages", lambda: done.append(3))
    assert done == [1, 3]


def test_a_step_that_failed_is_done_again(bootstrap):
    def fails():
        raise bootstrap.SetupError("no network")

    with pytest.raises(bootstrap.SetupError):
        bootstrap.once("packages", fails)
    assert not bootstrap.stamp("packages").exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("WARNING: Retrying after connection broken by 'NewConnectionError(...", "network"),
        ("  ERROR: No matching distribution found for x\n(from versions: none)", "network"),
        ("ERROR: disk quota exceeded\nnote: more text", "ERROR: disk quota exceeded"),
    ],
)
def test_why_pip_failed_is_one_line(bootstrap, said, told):
    bootstrap.LOG.write_text(said)
    line = bootstrap.why_pip_failed()
    assert told in line
    assert "\n" not in line


def test_a_command_that_is_not_there_is_refused(bootstrap):
    with pytest.raises(bootstrap.SetupError, match="no command 'paly', there are: setup, play"):
        bootstrap.main(["paly"])


def test_a_benchmark_that_is_not_there_is_refused_with_those_that_are():
    command = [sys.executable, "-m", "benchmarks", "none-such"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no benchmark 'none-such', there are: " in done.stderr
    assert done.stdout == ""
