"""One short session played once, and fresh copies of it to spoil."""

import json
import shutil

import pytest

from game.session import files


@pytest.fixture(scope="session")
def short_session(tmp_path_factory):
    """The folder of a whole session of 6 s; only to be read."""
    from game.app.headless import run_headless
    from game.app.sitting import PlayRequest, sit_down

    request = PlayRequest(
        "orchard-1", "simulated", "test", difficulty=0.3, headless=True, fast=True,
        duration_s=6.0, out=tmp_path_factory.mktemp("short"),
    )  # fmt: skip
    with sit_down(request) as sitting:
        run_headless(sitting)
    return sitting.folder


@pytest.fixture
def copied(short_session, tmp_path):
    """A copy of that session of this test's own."""
    return shutil.copytree(short_session, tmp_path / "copies" / short_session.name)


@pytest.fixture
def change():
    """A function that changes keys of a document; None takes a key out."""

    def apply(path, **values):
        document = {**json.loads(path.read_text()), **values}
        path.write_text(json.dumps({k: v for k, v in document.items() if v is not None}))

    return apply


@pytest.fixture
def unseal(change):
    """A function that leaves a session's stop document without checks, as older ones are."""

    def apply(folder):
        stop = json.loads((folder / files.SESSION).read_text())["stop"]
        change(folder / files.SESSION, stop={k: v for k, v in stop.items() if k != "trials"})

    return apply
