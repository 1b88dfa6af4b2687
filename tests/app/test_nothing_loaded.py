"""During a trial nothing is loaded: no shader, mesh or picture is made, and no file is opened."""

from __future__ import annotations

import sys
import time
from collections import Counter
from types import SimpleNamespace

import pytest

from game.app import sitting as sitting_module
from game.app.request import PlayRequest
from game.app.sitting import sit_down
from game.app.stage import Stage
from game.app.theatre import Theatre
from game.app.trial import Phase
from game.levels import find_levels
from game.render.window import DisplayError
from game.session import files
from input_devices.clock import ManualClock

DT, SETTLED_S = 1 / 30, 0.5
SHORT_S, LONG_S = 8.0, 20.0
MAKES = (
    "glCreateShader",
    "glCreateProgram",
    "glCompileShader",
    "glLinkProgram",
    "glGenTextures",
    "glTexImage2D",
    "glTexSubImage2D",
    "glGenBuffers",
    "glGenVertexArrays",
    "glGenFramebuffers",
    "glGenRenderbuffers",
    "glRenderbufferStorageMultisample",
)
LEVELS = find_levels()
ONE_A_SCENE = {level.scene: level.id for level in LEVELS.values()}.values()

opened: Counter[str] = Counter()
watch = SimpleNamespace(on=False)


def hear(event: str, args: tuple[object, ...]) -> None:
    if watch.on and event == "open":
        opened[str(args[0])] += 1


sys.addaudithook(hear)  # stays for as long as the process does


@pytest.fixture
def made(monkeypatch):
    """Counts what is made on the graphics side, and what is uploaded to stay."""
    from OpenGL import GL

    counts: Counter[str] = Counter()

    def counted(name, real):
        def call(*args):
            counts[name] += watch.on
            return real(*args)

        return call

    for name in MAKES:
        monkeypatch.setattr(GL, name, counted(name, getattr(GL, name)))
    upload = GL.glBufferData

    def buffer_data(target, size, data, usage):
        counts["glBufferData to stay"] += watch.on and usage == GL.GL_STATIC_DRAW
        return upload(target, size, data, usage)

    monkeypatch.setattr(GL, "glBufferData", buffer_data)
    return counts


def wait_for_the_writer(sitting) -> None:
    """Until the recording's files are open: their thread lives in real time, not in the trial's."""
    names = (files.SAMPLES, files.INTENTS, files.EVENTS)
    written = [sitting.folder / files.HEARTBEAT, *(sitting.trial_folder / name for name in names)]
    for _ in range(3000):
        if all(path.exists() for path in written):
            return
        time.sleep(0.01)
    raise AssertionError("nothing is recorded")


@pytest.fixture(scope="module")
def theatre():
    try:
        made = Theatre("test", tier="low", offscreen=True, size=(320, 180))
    except DisplayError as error:
        pytest.skip(f"no OpenGL off-screen here: {error}")
    with made:
        yield made


@pytest.mark.parametrize(
    ("level", "seconds"),
    [
        *((level, SHORT_S) for level in ONE_A_SCENE),
        *(pytest.param(level, LONG_S, marks=pytest.mark.slow) for level in LEVELS),
    ],
)
def test_a_trial_loads_nothing(theatre, made, tmp_path, monkeypatch, level, seconds) -> None:
    clock = ManualClock()
    monkeypatch.setattr(sitting_module, "SystemClock", lambda: clock)
    request = PlayRequest(level, "simulated", difficulty=0.5, out=tmp_path, store=False)
    with sit_down(request) as sitting:
        stage = Stage(sitting, theatre)
        stage.trial._left = 1

        def go(seconds: float) -> None:
            for _ in range(round(seconds / DT)):
                clock.advance(DT)
                stage.frame(DT, clock.now())

        go(SETTLED_S)
        wait_for_the_writer(sitting)
        assert stage.trial.phase is Phase.PLAYING
        opened.clear()
        watch.on = True
        go(seconds)
        watch.on = False
        assert stage.trial.after.step > 600, "it was played"
    assert +made == {}
    assert +opened == {}


def test_what_would_load_is_counted(theatre, made) -> None:
    """The same way of counting sees a place that is made, and a file that is read."""
    opened.clear()
    watch.on = True
    theatre.renderer("cabin")
    theatre.renderer("orchard")
    with open(__file__, encoding="utf-8"):  # noqa: PTH123
        watch.on = False
    assert made["glCompileShader"] > 5 and made["glBufferData to stay"] > 5
    assert opened[__file__] == 1
