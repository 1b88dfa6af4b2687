"""A window that nobody sees, and a framebuffer of any size to draw screens on and read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
import pygame
import pytest

from game.render.ui_palette import CREAM, Colour
from game.render.window import DisplayError, open_window

Image = np.ndarray
Box = tuple[float, float, float, float]


@pytest.fixture
def glsl() -> str:
    """The version line of the process's OpenGL context; one is made where there is none."""
    if not pygame.display.get_init() or pygame.display.get_surface() is None:
        try:
            return open_window((64, 36), offscreen=True).glsl
        except DisplayError as error:
            pytest.skip(f"no OpenGL here: {error}")
    from OpenGL import GL

    version = GL.glGetString(GL.GL_VERSION).decode()
    if "ES" in version:
        return "#version 300 es"
    return "#version 330" if version >= "3.3" else "#version 140"


@pytest.fixture
def sheet(glsl: str) -> Iterator[Callable[[tuple[int, int]], Callable[[], Image]]]:
    """Binds a framebuffer of a given size; the answer reads it as (height, width, 4), top row first."""
    from OpenGL import GL

    made: list[tuple[int, int]] = []

    def bind(size: tuple[int, int]) -> Callable[[], Image]:
        frame, store = int(GL.glGenFramebuffers(1)), int(GL.glGenRenderbuffers(1))
        made.append((frame, store))
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, frame)
        GL.glBindRenderbuffer(GL.GL_RENDERBUFFER, store)
        GL.glRenderbufferStorage(GL.GL_RENDERBUFFER, GL.GL_RGBA8, *size)
        GL.glFramebufferRenderbuffer(
            GL.GL_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_RENDERBUFFER, store
        )
        GL.glViewport(0, 0, *size)
        GL.glClearColor(0, 0, 0, 0)
        GL.glClear(GL.GL_COLOR_BUFFER_BIT)
        return lambda: _read(size)

    yield bind
    GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
    for frame, store in made:
        GL.glDeleteFramebuffers(1, np.array([frame], np.uint32))
        GL.glDeleteRenderbuffers(1, np.array([store], np.uint32))


def _read(size: tuple[int, int]) -> Image:
    from OpenGL import GL

    raw = GL.glReadPixels(0, 0, *size, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE)
    return np.frombuffer(raw, np.uint8).reshape(size[1], size[0], 4)[::-1]


@pytest.fixture
def toolkit(glsl: str) -> Iterator[type]:
    """The Ui class with a record of its words and panels; imported once there is a context."""
    from game.render import gl, text
    from game.render.ui import Ui
    from game.render.ui_canvas import FLOATS

    class RecordingUi(Ui):
        """Remembers where words and panels lie, in pixels; can leave the words out."""

        wordless = False

        def begin(self, opacity: float = 1.0, rise: float = 0.0) -> None:
            super().begin(opacity, rise)
            self._parts.clear()
            self.lines: list[tuple[str, Box, Colour]] = []
            self.panels: list[Box] = []
            self.pictures: list[tuple[str, float, float, float]] = []

        def text(self, text_: str, x: float, y: float, size: float, **options: object) -> None:
            super().text(text_, x, y, size, **options)
            cx, cy, w, h = self._rows[-FLOATS : 4 - FLOATS]
            ink = options.get("ink", CREAM)
            self.lines.append((text_, (cx - w, cy - h, cx + w, cy + h), ink))
            if self.wordless:
                del self._rows[-FLOATS:]

        def box(
            self, x: float, y: float, w: float, h: float, *rest: object, **more: object
        ) -> None:
            super().box(x, y, w, h, *rest, **more)
            self._remember(x, y, w, h)

        def panel(
            self, x: float, y: float, w: float, h: float, *rest: object, **more: object
        ) -> None:
            super().panel(x, y, w, h, *rest, **more)
            self._remember(x, y, w, h)

        def picture(self, name: str, x: float, y: float, size: float, **more: object) -> None:
            super().picture(name, x, y, size, **more)
            if self.style.shows(name):
                self._see(name, x, y, 0.4 * size)

        def medallion(
            self, name: str, x: float, y: float, size: float, *rest: object, **more: object
        ) -> None:
            super().medallion(name, x, y, size, *rest, **more)
            if self.style.shows(name):
                self._see(name, x, y, 0.48 * size)

        def _see(self, name: str, x: float, y: float, radius: float) -> None:
            place = self._left + self._across(x) * self.u, self._top + y * self.u
            self.pictures.append((name, *place, radius * self.u))

        def _remember(self, x: float, y: float, w: float, h: float) -> None:
            left = self._left + (self._across(x + w / 2) - w / 2) * self.u
            top = self._top + y * self.u
            self.panels.append((left, top, left + w * self.u, top + h * self.u))

    before = +Counter(gl.LIVE)
    yield RecordingUi
    assert +Counter(gl.LIVE) == before, "something on the GPU was not given back"
    text.forget_fonts()
