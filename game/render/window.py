"""The window and its OpenGL context, on a desktop or with no display at all.

Order matters: the context first, then PYOPENGL_PLATFORM to match what SDL chose, and only then
OpenGL itself; otherwise PyOpenGL answers "no valid context" on Wayland and off-screen.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass


class DisplayError(Exception):
    """No window with OpenGL can be made here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Window:
    """An open window. glsl is the version line that its shaders must start with."""

    width: int
    height: int
    driver: str
    glsl: str
    renderer: str
    software: bool
    offscreen: bool

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height


def has_display() -> bool:
    """Whether a person could see a window here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(
    size: tuple[int, int],
    *,
    offscreen: bool = False,
    fullscreen: bool = False,
    title: str = "Surefoot",
) -> Window:
    """Make the one window of this process, its context current; DisplayError where it cannot be."""
    if offscreen:
        os.environ["SDL_VIDEODRIVER"] = "offscreen"
    if sys.platform.startswith("linux") and "XDG_RUNTIME_DIR" not in os.environ:
        os.environ["XDG_RUNTIME_DIR"] = folder = tempfile.mkdtemp(prefix="surefoot-run-")  # 0700
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame

    close_window()  # a window made over another one would keep the other's framebuffer
    try:
        pygame.display.init()
    except pygame.error as error:
        raise DisplayError(f"no display can be opened ({error}): run `surefoot doctor`") from None
    glsl = _make_context(pygame, size, fullscreen)
    pygame.display.set_caption(title)
    driver = pygame.display.get_driver()
    if sys.platform.startswith("linux"):
        os.environ["PYOPENGL_PLATFORM"] = "glx" if driver == "x11" else "egl"
    try:
        renderer = _load_opengl()
    except (ImportError, OSError, AttributeError) as error:
        raise DisplayError(f"OpenGL cannot be loaded ({error}): run `surefoot doctor`") from None
    width, height = pygame.display.get_window_size()
    soft = any(name in renderer.lower() for name in ("llvmpipe", "softpipe", "swrast"))
    return Window(width, height, driver, glsl, renderer, soft, offscreen)


def _load_opengl() -> str:
    """Bind OpenGL to the context that is current now; returns the renderer's name."""
    import OpenGL

    OpenGL.ERROR_ON_COPY = True
    OpenGL.ERROR_CHECKING = "SUREFOOT_GL_CHECK" in os.environ
    from OpenGL import GL

    return str(GL.glGetString(GL.GL_RENDERER).decode())


def _make_context(pygame, size: tuple[int, int], fullscreen: bool) -> str:  # type: ignore[no-untyped-def]
    """The newest of desktop 3.3 core, 3.1 and ES 3.0 that is had here; returns its GLSL line."""
    core, es = pygame.GL_CONTEXT_PROFILE_CORE, pygame.GL_CONTEXT_PROFILE_ES
    wanted = (
        (3, 3, core, "#version 330"),
        (3, 1, 0, "#version 140"),
        (3, 0, es, "#version 300 es"),
    )
    flags = (
        pygame.OPENGL | pygame.DOUBLEBUF | (pygame.FULLSCREEN if fullscreen else pygame.RESIZABLE)
    )
    problem = ""
    for major, minor, profile, glsl in wanted:
        pygame.display.gl_set_attribute(pygame.GL_CONTEXT_MAJOR_VERSION, major)
        pygame.display.gl_set_attribute(pygame.GL_CONTEXT_MINOR_VERSION, minor)
        pygame.display.gl_set_attribute(pygame.GL_CONTEXT_PROFILE_MASK, profile)
        pygame.display.gl_set_attribute(pygame.GL_DEPTH_SIZE, 24)
        for vsync in (1, 0):
            try:
                pygame.display.set_mode(size, flags, vsync=vsync)
                return glsl
            except pygame.error as error:
                problem = str(error)
    raise DisplayError(f"no OpenGL 3.1 or newer here ({problem}): run `surefoot doctor`")


def close_window() -> None:
    """Give the window back; safe to call twice."""
    import pygame

    pygame.display.quit()
