"""OpenGL objects with owners: programs, meshes, framebuffers; each is made once and released once.

Shaders are written to the common subset of GLSL 1.40, 3.30 and ES 3.00, without their version line:
it is put in front when they are compiled, with attribute locations bound by name. `LIVE` counts the
objects that are alive, so that a test can see a leak.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from OpenGL import GL

LIVE: Counter[str] = Counter()


class ShaderError(Exception):
    """A shader does not compile or link here; carries the driver's log."""


class FramebufferError(Exception):
    """This machine cannot draw into such a framebuffer; the message says what to do."""


class Program:
    """A linked vertex and fragment shader. Uniforms are set by name; unknown names are ignored,
    since compilers drop what a variant does not use.
    """

    def __init__(
        self,
        name: str,
        vertex: str,
        fragment: str,
        *,
        glsl: str,
        attributes: Sequence[str] = (),
        defines: Sequence[str] = (),
    ) -> None:
        self.name = name
        head = [
            glsl,
            *(f"#define {d}" for d in defines),
            "precision highp float;" if " es" in glsl else "",
        ]
        self.handle = GL.glCreateProgram()
        LIVE["program"] += 1
        for kind, source in ((GL.GL_VERTEX_SHADER, vertex), (GL.GL_FRAGMENT_SHADER, fragment)):
            shader = self._compile(kind, "\n".join([*head, source]))
            GL.glAttachShader(self.handle, shader)
            GL.glDeleteShader(shader)  # it stays as long as the program does, and goes with it
        for location, attribute in enumerate(attributes):
            GL.glBindAttribLocation(self.handle, location, attribute.encode())
        GL.glLinkProgram(self.handle)
        if not GL.glGetProgramiv(self.handle, GL.GL_LINK_STATUS):
            raise ShaderError(f"{name}: {GL.glGetProgramInfoLog(self.handle)!r}")
        self._locations: dict[str, int] = {}

    def _compile(self, kind: int, source: str) -> int:
        shader = GL.glCreateShader(kind)
        GL.glShaderSource(shader, source)
        GL.glCompileShader(shader)
        if not GL.glGetShaderiv(shader, GL.GL_COMPILE_STATUS):
            raise ShaderError(f"{self.name}: {GL.glGetShaderInfoLog(shader)!r}")
        return int(shader)

    def location(self, name: str) -> int:
        if name not in self._locations:
            self._locations[name] = GL.glGetUniformLocation(self.handle, name.encode())
        return self._locations[name]

    def use(self) -> None:
        GL.glUseProgram(self.handle)

    def set(self, values: Mapping[str, object]) -> None:
        """Set uniforms of the program in use: floats, ints, vectors, 4x4 matrices (row-major)."""
        for name, value in values.items():
            if (at := self.location(name)) >= 0:
                _SETTERS[_shape(value)](at, value)

    def release(self) -> None:
        GL.glDeleteProgram(self.handle)
        LIVE["program"] -= 1


def _shape(value: object) -> str:
    if isinstance(value, float):
        return "f"
    if isinstance(value, int):
        return "i"
    if isinstance(value, np.ndarray) and value.shape[-2:] == (4, 4):
        return "m"
    return str(len(value))  # type: ignore[arg-type]


_SETTERS = {
    "f": GL.glUniform1f,
    "i": GL.glUniform1i,
    "2": lambda at, v: GL.glUniform2f(at, v[0], v[1]),
    "3": lambda at, v: GL.glUniform3f(at, v[0], v[1], v[2]),
    "4": lambda at, v: GL.glUniform4f(at, v[0], v[1], v[2], v[3]),
    "m": lambda at, v: GL.glUniformMatrix4fv(
        at, 1 if v.ndim == 2 else len(v), True, np.ascontiguousarray(v, np.float32)
    ),
}


class Buffer:
    """Bytes on the graphics side. `write` replaces all of it and may grow it; the binding that it
    uses is nobody else's, so that no vertex array takes them for its own indices.
    """

    def __init__(self, data: np.ndarray, *, dynamic: bool = False) -> None:
        self.handle = int(GL.glGenBuffers(1))
        LIVE["buffer"] += 1
        self.usage = GL.GL_STREAM_DRAW if dynamic else GL.GL_STATIC_DRAW
        self.write(data)

    def write(self, data: np.ndarray) -> None:
        place = GL.GL_COPY_WRITE_BUFFER
        GL.glBindBuffer(place, self.handle)
        GL.glBufferData(place, data.nbytes, np.ascontiguousarray(data), self.usage)

    def release(self) -> None:
        GL.glDeleteBuffers(1, np.array([self.handle], np.uint32))
        LIVE["buffer"] -= 1


class VertexArray:
    """How buffers feed attributes: (buffer, [(location, floats, offset)], stride, divisor)."""

    def __init__(
        self,
        layout: Sequence[tuple[Buffer, Sequence[tuple[int, int, int]], int, int]],
        indices: Buffer | None = None,
    ) -> None:
        self.handle = int(GL.glGenVertexArrays(1))
        LIVE["vertex array"] += 1
        GL.glBindVertexArray(self.handle)
        for buffer, fields, stride, divisor in layout:
            GL.glBindBuffer(GL.GL_ARRAY_BUFFER, buffer.handle)
            for location, floats, offset in fields:
                GL.glEnableVertexAttribArray(location)
                GL.glVertexAttribPointer(
                    location, floats, GL.GL_FLOAT, False, stride, ctypes.c_void_p(offset)
                )
                if divisor:
                    GL.glVertexAttribDivisor(location, divisor)
        if indices:
            GL.glBindBuffer(GL.GL_ELEMENT_ARRAY_BUFFER, indices.handle)
        GL.glBindVertexArray(0)

    def bind(self) -> None:
        GL.glBindVertexArray(self.handle)

    def release(self) -> None:
        GL.glDeleteVertexArrays(1, np.array([self.handle], np.uint32))
        LIVE["vertex array"] -= 1


class Texture:
    """One channel of 8 bits, clamped. From bytes (height, width), or empty to be drawn into. smooth
    interpolates between pixels, which costs a software renderer dearly.
    """

    def __init__(
        self, width: int, height: int, data: np.ndarray | None = None, *, smooth: bool = True
    ) -> None:
        self.handle = int(GL.glGenTextures(1))
        LIVE["texture"] += 1
        self.bind()
        GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 1)
        GL.glTexImage2D(
            GL.GL_TEXTURE_2D,
            0,
            GL.GL_R8,
            width,
            height,
            0,
            GL.GL_RED,
            GL.GL_UNSIGNED_BYTE,
            None if data is None else np.ascontiguousarray(data, np.uint8),
        )
        kind = GL.GL_LINEAR if smooth else GL.GL_NEAREST
        for key, value in (
            (GL.GL_TEXTURE_MIN_FILTER, kind),
            (GL.GL_TEXTURE_MAG_FILTER, kind),
            (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
            (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
        ):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, key, value)

    def bind(self) -> None:
        GL.glBindTexture(GL.GL_TEXTURE_2D, self.handle)

    def release(self) -> None:
        GL.glDeleteTextures(1, np.array([self.handle], np.uint32))
        LIVE["texture"] -= 1


class Framebuffer:
    """Somewhere to draw that is not the window: a texture, or colour and depth with MSAA.

    copied: its colour lies in memory as a window's does, so that software renderers copy it as it
    is. A window's top row comes first there, so what is copied must be drawn upside down.
    """

    def __init__(
        self,
        size: tuple[int, int],
        *,
        samples: int = 1,
        texture: Texture | None = None,
        copied: bool = False,
    ) -> None:
        self.size = size
        self.handle = int(GL.glGenFramebuffers(1))
        LIVE["framebuffer"] += 1
        self._stores: list[int] = []
        self._colour = 0
        self.bind()
        if texture:
            GL.glFramebufferTexture2D(
                GL.GL_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_TEXTURE_2D, texture.handle, 0
            )
        else:
            if copied:
                self._store_as_window()
            else:
                self._store(GL.GL_RGBA8, GL.GL_COLOR_ATTACHMENT0, samples)
            self._store(GL.GL_DEPTH_COMPONENT24, GL.GL_DEPTH_ATTACHMENT, samples)
        if GL.glCheckFramebufferStatus(GL.GL_FRAMEBUFFER) != GL.GL_FRAMEBUFFER_COMPLETE:
            raise FramebufferError(
                f"no {size[0]}x{size[1]} framebuffer with {samples} samples: use a lower tier"
            )

    def _store(self, kind: int, attachment: int, samples: int) -> None:
        store = int(GL.glGenRenderbuffers(1))
        self._stores.append(store)
        GL.glBindRenderbuffer(GL.GL_RENDERBUFFER, store)
        GL.glRenderbufferStorageMultisample(
            GL.GL_RENDERBUFFER, samples if samples > 1 else 0, kind, *self.size
        )
        GL.glFramebufferRenderbuffer(GL.GL_FRAMEBUFFER, attachment, GL.GL_RENDERBUFFER, store)

    def _store_as_window(self) -> None:
        """Colour in the order blue, green, red; only the unsized format leaves that to the data."""
        es = GL.glGetString(GL.GL_VERSION).startswith(b"OpenGL ES")
        order = GL.GL_RGBA if es else GL.GL_BGRA
        self._colour = int(GL.glGenTextures(1))
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._colour)
        GL.glTexImage2D(
            GL.GL_TEXTURE_2D, 0, GL.GL_RGBA, *self.size, 0, order, GL.GL_UNSIGNED_BYTE, None
        )
        for key in (GL.GL_TEXTURE_MIN_FILTER, GL.GL_TEXTURE_MAG_FILTER):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, key, GL.GL_NEAREST)
        GL.glFramebufferTexture2D(
            GL.GL_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_TEXTURE_2D, self._colour, 0
        )

    def bind(self) -> None:
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self.handle)

    def resolve_to(self, target: Framebuffer) -> None:
        """Copy the colour, averaging samples."""
        self._copy(target.handle, GL.GL_COLOR_BUFFER_BIT, turned=False)

    def copy_to(self, target: Framebuffer, *, depth: bool = True) -> None:
        """Copy colour, and depth, to one that was made alike."""
        what = GL.GL_COLOR_BUFFER_BIT | (GL.GL_DEPTH_BUFFER_BIT if depth else 0)
        self._copy(target.handle, what, turned=False)

    def show(self) -> None:
        """Put the colour into the window, the first row on top."""
        self._copy(0, GL.GL_COLOR_BUFFER_BIT, turned=True)

    def _copy(self, target: int, what: int, *, turned: bool) -> None:
        wide, high = self.size
        rows = (high, 0) if turned else (0, high)
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, self.handle)
        GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, target)
        GL.glBlitFramebuffer(0, 0, wide, high, 0, rows[0], wide, rows[1], what, GL.GL_NEAREST)

    def release(self) -> None:
        if self._colour:
            GL.glDeleteTextures(1, np.array([self._colour], np.uint32))
        if self._stores:
            GL.glDeleteRenderbuffers(len(self._stores), np.array(self._stores, np.uint32))
            self._stores = []
        GL.glDeleteFramebuffers(1, np.array([self.handle], np.uint32))
        LIVE["framebuffer"] -= 1
