"""What a person who installs the wheel gets: the game with its levels and pictures, nothing astray."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command, cwd=ROOT):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with the wheel and the sdist, built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", str(folder))
    return folder


@pytest.fixture(scope="module")
def names(built):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def shipped(folder):
    """The repository's files below `folder`, named from the root, without what Python compiled."""
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {str(p.relative_to(ROOT).as_posix()) for p in files if p.parent.name != "__pycache__"}


def test_the_wheel_carries_every_level_and_asset_inside_the_package(names):
    files = shipped("levels") | shipped("assets")
    assert any(name.endswith(".yaml") for name in files)
    assert {f"game/data/{name}" for name in files} <= names


def test_the_wheel_carries_every_module(names):
    modules = {name for name in shipped("game") | shipped("input_devices") if name.endswith(".py")}
    assert modules <= names


def test_nothing_lies_bare_in_site_packages(names):
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"game", "input_devices"}


def test_the_sdist_can_be_built_from(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "game/resources.py"} <= inside
    assert shipped("levels") <= inside


def test_the_installed_game_finds_its_folders(built, tmp_path):
    (wheel,) = built.glob("*.whl")
    pip = (sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index")
    run(*pip, "--target", str(tmp_path / "site"), str(wheel), cwd=tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r});"
        "from game.resources import folder; print(folder('levels'), folder('assets'), sep='\\n')"
    )
    levels, assets = run(sys.executable, "-c", code, cwd=tmp_path).splitlines()
    assert Path(levels) == tmp_path / "site/game/data/levels"
    assert Path(assets) == tmp_path / "site/game/data/assets"
    assert list(Path(levels).rglob("*.yaml"))
