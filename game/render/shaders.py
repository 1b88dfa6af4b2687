"""Programs from the files in assets/shaders, compiled for this window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from game.render import gl
from game.resources import folder


@cache
def text(name: str) -> str:
    """The source of assets/shaders/<name>.glsl."""
    return (folder("assets") / "shaders" / f"{name}.glsl").read_text(encoding="utf-8")


def program(
    name: str,
    glsl: str,
    vertex: Sequence[str],
    fragment: Sequence[str],
    attributes: Sequence[str],
    defines: Sequence[str] = (),
) -> gl.Program:
    """A program of joined files; attribute k of the list is at location k."""
    return gl.Program(
        name,
        "\n".join(map(text, vertex)),
        "\n".join(map(text, fragment)),
        glsl=glsl,
        attributes=attributes,
        defines=defines,
    )
