"""The owners of OpenGL objects: what they hold is counted, and given back."""

from __future__ import annotations

import numpy as np
import pytest

from game.render.window import close_window, open_window

FILL_VERTEX = "in vec2 a_corner; void main() { gl_Position = vec4(a_corner, 0.0, 1.0); }"
FILL_FRAGMENT = (
    "uniform float u_red; out vec4 colour; void main() { colour = vec4(u_red, 0.5, 0.0, 1.0); }"
)


@pytest.fixture(scope="module")
def window():
    yield open_window((64, 48), offscreen=True)
    close_window()


def test_drawing_into_a_texture_and_giving_everything_back(window) -> None:
    from OpenGL import GL

    from game.render import gl

    before = dict(+gl.LIVE)
    texture = gl.Texture(8, 4)
    target = gl.Framebuffer((8, 4), texture=texture)
    program = gl.Program(
        "fill", FILL_VERTEX, FILL_FRAGMENT, glsl=window.glsl, attributes=["a_corner"]
    )
    corners = gl.Buffer(np.array([(-1, -1), (3, -1), (-1, 3)], np.float32))
    array = gl.VertexArray([(corners, ((0, 2, 0),), 8, 0)])
    target.bind()
    GL.glViewport(0, 0, 8, 4)
    program.use()
    program.set({"u_red": 0.8, "u_not_there": 1.0})
    array.bind()
    GL.glDrawArrays(GL.GL_TRIANGLES, 0, 3)
    red = np.frombuffer(GL.glReadPixels(0, 0, 8, 4, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE), np.uint8)[::4]
    assert set(red) == {204}
    for thing in (array, corners, program, target, texture):
        thing.release()
    GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
    assert dict(+gl.LIVE) == before


def test_a_program_takes_its_shaders_with_it(window) -> None:
    from OpenGL import GL

    from game.render import gl

    program = gl.Program("fill", FILL_VERTEX, FILL_FRAGMENT, glsl=window.glsl)
    shaders = [int(shader) for shader in GL.glGetAttachedShaders(program.handle)]
    assert len(shaders) == 2 and all(GL.glIsShader(shader) for shader in shaders)
    program.release()
    assert not any(GL.glIsShader(shader) for shader in shaders)


def test_a_resolved_framebuffer_keeps_its_colour(window) -> None:
    from OpenGL import GL

    from game.render import gl

    many, one = gl.Framebuffer((16, 16), samples=4), gl.Framebuffer((16, 16))
    many.bind()
    GL.glClearColor(0.2, 0.4, 0.6, 1.0)
    GL.glClear(GL.GL_COLOR_BUFFER_BIT)
    many.resolve_to(one)
    one.bind()
    pixel = GL.glReadPixels(3, 3, 1, 1, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE)
    assert list(np.frombuffer(pixel, np.uint8)) == [51, 102, 153, 255]
    many.release()
    one.release()
    GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)


def test_a_shader_that_does_not_compile_says_which_and_why(window) -> None:
    from game.render import gl

    with pytest.raises(gl.ShaderError, match=r"broken.*undeclared"):
        gl.Program(
            "broken", FILL_VERTEX, "out vec4 c; void main() { c = nothing; }", glsl=window.glsl
        )
