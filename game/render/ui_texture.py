"""A flat picture on the graphics card, stretched smoothly and cut off at its edges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from OpenGL import GL


def upload(texture: int, pixels: NDArray[np.uint8]) -> None:
    """Fill a texture with a picture (height, width, 4), its first row at 0; it stays bound."""
    GL.glBindTexture(GL.GL_TEXTURE_2D, texture)
    for name, value in (
        (GL.GL_TEXTURE_MIN_FILTER, GL.GL_LINEAR),
        (GL.GL_TEXTURE_MAG_FILTER, GL.GL_LINEAR),
        (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
        (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
    ):
        GL.glTexParameteri(GL.GL_TEXTURE_2D, name, value)
    size = (pixels.shape[1], pixels.shape[0])
    GL.glTexImage2D(
        GL.GL_TEXTURE_2D, 0, GL.GL_RGBA8, *size, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, pixels
    )
