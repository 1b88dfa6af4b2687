"""The picture of a world: plausible where it is probed, the same every time, calm, and given back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from settled import picture

from game.sim.types import Entity, Goal, Hud, World

SCENE, SIZE = "orchard", (640, 360)
DIRECTIONS = [(np.sin(a), np.cos(a)) for a in np.arange(8) * np.pi / 4]


def world(lean=(0.0, 0.0), fruit=(), centre=("idle", 0.0), done=0, on="on") -> World:
    """A world of target_reach; fruit is a list of (direction, state, progress)."""
    things = [
        Entity("centre", (0, 0, 0), 0.2, *centre),
        Entity("you", (lean[0], 0, -lean[1]), 0, on),
    ]
    for direction, state, progress in fruit:
        ml, ap = np.multiply(DIRECTIONS[direction], 0.62)
        things.append(Entity("fruit", (ml, 0, -ap), 0.18, state, progress, direction))
    return World(0, tuple(things), Goal(), Hud(done=done, total=8))


def patch(image: np.ndarray, x: float, y: float, half: int = 2) -> np.ndarray:
    """Mean colour round a point given in shares of the picture."""
    i, j = int(y * image.shape[0]), int(x * image.shape[1])
    return image[i - half : i + half + 1, j - half : j + half + 1].mean((0, 1))


def blue_centre(image: np.ndarray) -> np.ndarray:
    """Where the player's blue disc is, in shares of the picture."""
    far = np.abs(image - np.array([86, 180, 233])).sum(2)
    rows, columns = np.nonzero(far < 40)
    return np.array([columns.mean() / image.shape[1], rows.mean() / image.shape[0]])


def test_the_picture_is_where_it_should_be(renderer) -> None:
    image = picture(renderer, world())
    assert image.shape == (360, 640, 3)
    red, green, blue = patch(image, 0.5, 0.40)
    assert red > 1.6 * green and red > 2 * blue, "the coat is red-orange"
    red, green, blue = patch(image, 0.46, 0.05)
    assert blue > red + 15, "the sky is blue above"
    red, green, blue = patch(image, 0.25, 0.72)
    assert green > blue, "the meadow is green"
    blocks = image[: 4 * 90, : 4 * 160].reshape(8, 45, 8, 80, 3)
    assert (blocks.std((1, 3)).max(-1) > 1).all(), (
        "every part of an 8 by 8 grid has something in it"
    )


def test_the_same_world_and_time_give_the_same_bits(renderer) -> None:
    what = world((0.3, 0.2), [(1, "hold", 0.4)], done=3)
    first = picture(renderer, what)
    picture(renderer, world((-0.5, 0.0)), 30.0)
    assert np.array_equal(picture(renderer, what), first)


def test_the_picture_moves_with_time_alone(renderer) -> None:
    assert not np.array_equal(picture(renderer, world(), 5.0), picture(renderer, world(), 6.0))


@pytest.mark.parametrize("state", ["next", "goal", "hold", "taken", "missed"])
@pytest.mark.parametrize("direction", range(8))
def test_every_fruit_and_state_is_seen(renderer, state: str, direction: int) -> None:
    plain = picture(renderer, world())
    with_fruit = picture(renderer, world(fruit=[(direction, state, 0.4)]))
    x, y = renderer.scene.camera.to_frame(renderer.scene.slots[direction]) / (1280, 720)
    i, j = int(y * 360), int(x * 640)
    near = np.abs(with_fruit - plain)[i - 26 : i + 26, j - 26 : j + 26].max(-1)
    assert (near > 12).sum() > 60


def test_the_centre_is_seen_when_it_is_asked_for(renderer) -> None:
    idle, asked = picture(renderer, world()), picture(renderer, world(centre=("goal", 0.5)))
    assert (np.abs(asked - idle).max(-1)[200:300] > 12).sum() > 200


def test_off_the_board_the_disc_fades(renderer) -> None:
    on, off = picture(renderer, world()), picture(renderer, world(on="off"))
    assert patch(on, 0.5, 0.664)[2] > patch(off, 0.5, 0.664)[2] + 15


@pytest.mark.parametrize("direction", range(8))
def test_the_disc_goes_where_the_lean_goes(renderer, direction: int) -> None:
    middle = blue_centre(picture(renderer, world()))
    ml, ap = DIRECTIONS[direction]
    moved = blue_centre(picture(renderer, world((0.6 * ml, 0.6 * ap)))) - middle
    assert np.sign(np.round(moved, 2)).tolist() == np.sign(np.round([ml, -ap], 2)).tolist()


@pytest.mark.parametrize("side", [-1, 1])
def test_the_head_leans_with_the_player(renderer, side: int) -> None:
    upright, leaning = (picture(renderer, world((lean, 0))) for lean in (0.0, 0.8 * side))
    changed = np.abs(leaning - upright).max(-1)[85:105] > 40  # the rows of the hat
    new = changed & (np.abs(leaning[85:105] - [160, 135, 90]).max(-1) < 90)
    assert side * (np.nonzero(new)[1].mean() - 320) > 0


def test_gathered_apples_fill_the_basket(renderer) -> None:
    x, y = renderer.scene.camera.to_frame(renderer.scene.heap[0]) / 2
    reds = []
    for done in (0, 6, 15):
        basket = picture(renderer, world(done=done))[
            int(y) - 22 : int(y) + 12, int(x) - 24 : int(x) + 24
        ]
        reds.append(((basket[..., 0] > basket[..., 1] * 1.7) & (basket[..., 0] > 90)).sum())
    assert reds[0] < reds[1] <= reds[2]


def test_a_repetition_is_calm(renderer) -> None:
    """Over a whole repetition, drawn at 60 Hz: no sudden change of the light as a whole, and no
    large part of the picture that jumps."""
    means, jumps, last = [], [], None
    for k, what in enumerate(_repetition()):
        renderer.draw(what, what, 1.0, 50 + k / 60)
        grey = renderer.pixels()[::2, ::2].mean(-1)
        means.append(grey.mean())
        if last is not None:
            jumps.append((np.abs(grey - last) > 40).mean())
        last = grey
    assert np.abs(np.diff(means)).max() < 0.6  # of 255
    assert max(jumps) < 0.012


def _repetition():
    """Lean right, hold, take, come back: about four seconds."""
    for k in range(240):
        lean = 0.6 * float(np.clip((k - 30) / 70, 0, 1)) * float(np.clip((240 - k) / 60, 0, 1))
        if k < 30:
            yield world((lean, 0), [(2, "next", 0)])
        elif k < 100:
            yield world((lean, 0), [(2, "goal", 0)])
        elif k < 160:
            yield world((lean, 0), [(2, "hold", (k - 100) / 60)])
        elif k < 196:
            yield world((lean, 0), [(2, "taken", (k - 160) / 36)], done=1)
        else:
            yield world((lean, 0), done=1)


def test_between_two_worlds_things_are_in_between(renderer) -> None:
    from game.render.interpolate import between

    a, b = world((0.0, 0.0), [(2, "hold", 0.2)]), world((0.4, 0.0), [(2, "hold", 0.4)])
    mixed = {e.kind: e for e in between(a, b, 0.25).entities}
    assert mixed["you"].position[0] == pytest.approx(0.1)
    assert mixed["fruit"].progress == pytest.approx(0.25)
    assert between(a, replace(b, entities=()), 0.5).entities == ()


def test_another_size_and_a_narrow_window(renderer) -> None:
    for size in ((480, 360), (640, 360)):
        renderer.resize(size)
        image = picture(renderer, world())
        assert image.shape == (size[1], size[0], 3)
        assert blue_centre(image)[0] == pytest.approx(0.5, abs=0.02)


def test_the_lowest_tier_is_the_same_picture_only_coarser(renderer) -> None:
    from game.render.renderer import Renderer

    what = world((0.5, 0.1), [(2, "hold", 0.5)])
    other = Renderer(renderer.window, "orchard", "very_low")
    coarse, fine = picture(other, what), picture(renderer, what)
    other.release()
    assert coarse.shape == fine.shape
    blocks = [a.reshape(9, 40, 16, 40, 3).mean((1, 3)) for a in (coarse, fine)]
    assert np.abs(blocks[0] - blocks[1]).mean() < 12
    assert np.allclose(blue_centre(coarse), blue_centre(fine), atol=0.01)


@pytest.mark.parametrize("tier", ["very_low", "low", "medium", "high"])
def test_everything_is_given_back(renderer, tier: str) -> None:
    from game.render import gl
    from game.render.renderer import Renderer

    before = dict(+gl.LIVE)
    other = Renderer(renderer.window, "orchard", tier)
    other.draw(world(), world(), 1.0, 1.0)
    assert other.pixels().std() > 20
    other.release()
    assert dict(+gl.LIVE) == before


def test_a_scene_that_is_not_there_is_named() -> None:
    from game.render.scenes import load

    with pytest.raises(KeyError, match="no scene 'moon': there are orchard"):
        load("moon", "low")


ONE_VERTEX_A_PIXEL = """
in vec3 a_position; in vec3 a_normal; in vec4 a_colour; in vec3 a_extras; in float a_pixel;
out vec3 v_colour;
void main() {
    vec3 shaded, sunlit;
    light(a_position, a_normal, a_colour.rgb, a_extras.y, a_extras.z, shaded, sunlit);
    v_colour = shaded + sunlit;
    gl_Position = vec4(a_pixel, 0.0, 0.0, 1.0);
    gl_PointSize = 1.0;
}
"""


def test_light_worked_out_once_is_the_light_of_the_shader(renderer) -> None:
    from OpenGL import GL

    from game.render import gl
    from game.render.light import bake
    from game.render.shaders import text

    scene = renderer.scene
    every = np.concatenate([scene.solid.vertices, scene.ground_far.vertices])
    rows = every[:: len(every) // 256][:256].copy()
    rows = np.concatenate([rows, (np.arange(256)[:, None] + 0.5) / 128 - 1], 1).astype(np.float32)
    names = ("a_position", "a_normal", "a_colour", "a_extras", "a_pixel")
    fields = ((0, 3, 0), (1, 3, 12), (2, 4, 24), (3, 3, 40), (4, 1, 52))
    program = gl.Program(
        "light",
        text("light") + ONE_VERTEX_A_PIXEL,
        "in vec3 v_colour; out vec4 colour; void main() { colour = vec4(v_colour, 1.0); }",
        glsl=renderer.window.glsl,
        attributes=names,
    )
    buffer, target = gl.Buffer(rows), gl.Framebuffer((256, 1))
    array = gl.VertexArray([(buffer, fields, 56, 0)])
    target.bind()
    GL.glViewport(0, 0, 256, 1)
    program.use()
    program.set({**scene.palette.uniforms(), "u_eye": scene.camera.eye})
    array.bind()
    GL.glDrawArrays(GL.GL_POINTS, 0, 256)
    data = GL.glReadPixels(0, 0, 256, 1, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE)
    drawn = np.frombuffer(data, np.uint8).reshape(256, 4)[:, :3]
    baked = bake(rows[:, :13], scene.palette, scene.camera.eye)[:, 3:6]
    for thing in (array, buffer, target, program):
        thing.release()
    GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
    assert np.abs(drawn - np.clip(baked, 0, 1) * 255).max() < 2
    assert drawn.std() > 20
