"""What visits build: benches, lanterns, a bridge. Each stands on y = 0 about the origin and faces
the viewer (+z), unless it says otherwise; metres.
"""

from __future__ import annotations

import numpy as np

from game.render.meshes import cabin, jetty, props
from game.render.meshes.builder import Mesh, mix
from game.render.palette import ramp_of, rgb

WOOD, LIGHT, DARK = rgb("8B6444"), rgb("C39A6E"), rgb("5E4636")
STONE, PALE = rgb("8B8790"), rgb("D8CDBC")
ROOF, ROOF_LIT = rgb("8A4F44"), rgb("BE7458")
LAMP, LAMP_TOP = rgb("FFB65A"), rgb("FFE6A0")


def _post(mesh: Mesh, x: float, z: float, top: float, r: float = 0.06, foot: float = 0.0) -> None:
    path = np.array([(x, foot, z), (x, top, z)])
    mesh.tube(path, (r, r * 0.9), np.array([WOOD * 0.75, WOOD * 1.1]), 6)


def _gable(
    mesh: Mesh, y: float, half: tuple[float, float], rise: float, tone: np.ndarray, lit: np.ndarray
) -> None:
    """A roof over x, z half widths, its ridge along z: two slopes and the gables."""
    w, d = half
    ridge = np.array([(0, y + rise, -d), (0, y + rise, d)])
    for side in (-1, 1):
        eave = np.array([(side * w, y, -d), (side * w, y, d)])
        quad = np.stack([eave, ridge][::-side])
        mesh.grid(quad, np.stack([tone, lit][::-side])[:, None])
    wall = np.array(
        [(-w * 0.86, y, d * 0.86), (w * 0.86, y, d * 0.86), (0, y + rise * 0.88, d * 0.86)]
    )
    mesh.add(wall, None, LIGHT * 0.85)


def bench() -> Mesh:
    """A seat with a back, big enough for two."""
    mesh = Mesh()
    for x in (-0.75, 0.75):
        mesh.box((x, 0.22, 0), (0.07, 0.22, 0.26), DARK, WOOD)
        mesh.box((x, 0.68, -0.26), (0.06, 0.3, 0.05), DARK, WOOD)
    for z in (-0.16, 0.04, 0.22):
        mesh.box((0, 0.47, z), (0.95, 0.035, 0.085), WOOD, LIGHT)
    for y in (0.66, 0.86):
        mesh.box((0, y, -0.3), (0.95, 0.075, 0.03), LIGHT * 0.85, LIGHT)
    return mesh


def beehive() -> Mesh:
    """Two boxes on legs with little roofs, and a skep between them."""
    mesh = Mesh()
    for x, tone in ((-0.62, "E9C46A"), (0.62, "8FB6C4")):
        for side in (-0.2, 0.2):
            _post(mesh, x + side, 0.0, 0.3, 0.05)
        for k in range(3):
            mesh.box((x, 0.42 + 0.24 * k, 0), (0.36, 0.11, 0.3), rgb(tone) * 0.85, rgb(tone))
        mesh.box((x, 0.34, 0.33), (0.2, 0.03, 0.06), DARK)
        mesh.box((x, 1.06, 0), (0.43, 0.06, 0.37), ROOF, PALE)
    rings = [(0, 0.1 + 0.1 * k, 0.2, r, r) for k, r in
             enumerate((0.28, 0.33, 0.33, 0.3, 0.25, 0.17, 0.001))]  # fmt: skip
    tones = np.array([(0.8 + 0.06 * (k % 2)) * rgb("E0B568") for k in range(7)])
    return mesh.loft(rings, tones, 10)


def bird_house() -> Mesh:
    """A small house with a round door, high on a post."""
    mesh = Mesh()
    _post(mesh, 0, 0, 1.9, 0.08)
    mesh.box((0, 2.2, 0), (0.36, 0.36, 0.3), rgb("7FA6B8"), rgb("A9CAD6"))
    _roofed = Mesh()
    _gable(_roofed, 2.5, (0.56, 0.48), 0.42, ROOF, ROOF_LIT)
    mesh.place(_roofed)
    mesh.ellipsoid((0, 2.24, 0.3), (0.13, 0.13, 0.03), rgb("2E2A2C"), rgb("2E2A2C"), 9, 4)
    return mesh.tube(np.array([(0, 2.02, 0.3), (0, 2.02, 0.5)]), (0.03, 0.03), WOOD, 5)


def swing() -> Mesh:
    """A swing for two between two leaning pairs of posts."""
    mesh = Mesh()
    for x in (-1.1, 1.1):
        for z in (-0.7, 0.7):
            leg = np.array([(x * 1.1, 0, z), (x, 2.3, 0)])
            mesh.tube(leg, (0.08, 0.07), np.array([WOOD * 0.8, WOOD * 1.1]), 6)
    mesh.tube(np.array([(-1.25, 2.3, 0), (1.25, 2.3, 0)]), (0.08, 0.08), LIGHT, 6)
    mesh.box((0, 0.6, 0.12), (0.66, 0.05, 0.24), rgb("B5523C"), rgb("E08A5E"))
    for x in (-0.56, 0.56):
        mesh.tube(np.array([(x, 0.6, 0.12), (x, 2.28, 0)]), (0.025, 0.025), PALE, 4)
    return mesh


def bridge() -> Mesh:
    """An arched footbridge that leads along x, 6 m long."""
    s = np.linspace(-1, 1, 13)
    rise = 0.25 + 0.95 * (1 - s**2)
    mesh = Mesh()
    for k in range(12):
        x, y = (s[k] + s[k + 1]) * 1.5, (rise[k] + rise[k + 1]) / 2
        mesh.box((x, y, 0), (0.215, 0.05, 0.72), WOOD * (0.8 + 0.1 * (k % 2)), LIGHT)
    for z in (-0.72, 0.72):
        under = np.stack([s * 3, rise - 0.14, 0 * s + z], 1)
        mesh.tube(under, np.full(13, 0.1), WOOD * 0.8, 5)
        rail = np.stack([s * 3, rise + 0.62, 0 * s + z], 1)
        mesh.tube(rail, np.full(13, 0.06), rgb("D9B98A"), 5)
        for k in (0, 3, 6, 9, 12):
            _post(mesh, s[k] * 3, z, rise[k] + 0.62, 0.06, rise[k] - 0.1)
    return mesh


def stepping_stones() -> Mesh:
    """Five flat stones across the water, along x."""
    mesh = Mesh()
    for k, x in enumerate((-2.2, -1.1, 0.0, 1.1, 2.2)):
        z, r = 0.22 * (-1) ** k, 0.46 + 0.05 * (k % 3)
        rings = [(x, -0.3, z, r * 0.9, r * 0.8), (x, 0.1, z, r, r * 0.86),
                 (x, 0.2, z, r * 0.86, r * 0.72), (x, 0.22, z, 0.001, 0.001)]  # fmt: skip
        mesh.loft(rings, np.array([STONE * 0.6, STONE, PALE, PALE * 1.05]), 9)
    return mesh


def watermill() -> Mesh:
    """A little house of stone with a wheel at its side."""
    mesh = Mesh().box((0, 0.75, 0), (0.85, 0.8, 0.75), STONE * 1.05, PALE)
    roof = Mesh()
    _gable(roof, 1.55, (1.12, 0.98), 0.85, ROOF, ROOF_LIT)
    mesh.place(roof)
    mesh.box((-0.25, 0.5, 0.78), (0.2, 0.5, 0.03), rgb("4E7A7E"), rgb("6A9A98"))
    mesh.box((0.38, 0.9, 0.78), (0.17, 0.2, 0.03), LAMP, LAMP_TOP)
    a = np.arange(17) * 2 * np.pi / 16
    rim = np.stack([0 * a, np.cos(a), np.sin(a)], 1) * 1.05 + [1.12, 0.85, 0.1]
    for x in (0.0, 0.34):
        mesh.tube(rim + np.array([x, 0, 0]), np.full(17, 0.06), WOOD, 4, closed=False)
    for k in range(16):
        way = np.array([0, np.cos(a[k]), np.sin(a[k])])
        at = np.array([1.29, 0.85, 0.1]) + way
        cross = np.array([0, -way[2], way[1]]) * 0.04
        blade = np.stack([at + cross + way * 0.16, at - way * 0.12])
        wide = np.array([0.2, 0, 0])
        mesh.grid(np.stack([blade - wide, blade + wide]), LIGHT)
        if k % 4 == 0:
            mesh.tube(np.array([[1.29, 0.85, 0.1], at]), (0.05, 0.05), DARK, 4)
    return mesh


def lantern() -> Mesh:
    """A lamp on a post by the water; it burns."""
    mesh = Mesh()
    _post(mesh, 0, 0, 1.75, 0.09)
    mesh.box((0, 0.06, 0), (0.22, 0.07, 0.22), STONE, PALE)
    return mesh.place(jetty.lantern(), (0, 2.15, 0), scale=0.44)


def rowing_boat() -> Mesh:
    """The boat with its bow to the left and forward."""
    return Mesh().place(jetty.boat(), (0, 0.02, 0), scale=1.0, yaw=1.05)


def sailing_boat() -> Mesh:
    """The boat under a white and a sand-coloured sail."""
    mesh = rowing_boat()
    mesh.tube(np.array([(0, 0.1, 0), (0, 2.9, 0)]), (0.05, 0.035), WOOD, 6)
    mesh.tube(np.array([(0.05, 0.6, 0.02), (1.25, 0.66, 0.5)]), (0.035, 0.03), WOOD, 5)
    for corners, tone in (
        (((0.06, 0.72, 0.02), (1.2, 0.78, 0.48), (0.02, 2.8, 0)), "FFF6E6"),
        (((-0.05, 2.5, 0), (-1.15, 0.5, -0.6), (-0.06, 0.75, 0)), "F0CF96"),
    ):
        p = np.array(corners)
        tones = np.array([rgb(tone) * 0.88, rgb(tone) * 0.95, rgb(tone)])
        mesh.add(p, np.array([0, 0.3, 1.0]), tones, (0, 0, 0.25))
        mesh.add(p[::-1], np.array([0, 0.3, -1.0]), tones[::-1], (0, 0, 0.25))
    return mesh


def landing() -> Mesh:
    """A jetty that leads forward over the water, with a lamp at its end."""
    mesh = Mesh()
    for k in range(9):
        z = -1.6 + 0.42 * k
        mesh.box((0, 0.42, z), (0.72, 0.04, 0.18), WOOD * (0.85 + 0.08 * (k % 2)), LIGHT)
    for x in (-0.66, 0.66):
        for z in (-1.5, 0.2, 1.8):
            _post(mesh, x, z, 0.75, 0.09, -0.6)
    return mesh.place(jetty.lantern(), (0.66, 1.02, 1.8), scale=0.28)


def boathouse() -> Mesh:
    """A red house on stilts, open to the water."""
    red, lit = rgb("9E4B3C"), rgb("C46A50")
    mesh = Mesh()
    for x in (-0.95, 0.95):
        for z in (-0.9, 0.9):
            _post(mesh, x, z, 0.4, 0.1, -0.5)
        mesh.box((x, 1.05, 0), (0.06, 0.72, 1.0), red, lit)
    mesh.box((0, 1.05, -0.95), (0.95, 0.72, 0.05), red, lit)
    for x in (-0.72, 0.72):
        mesh.box((x, 1.05, 0.97), (0.24, 0.72, 0.05), red, lit)
    mesh.box((0, 0.36, 0), (1.05, 0.06, 1.15), WOOD, LIGHT)
    mesh.box((0, 0.98, 0.4), (0.5, 0.6, 0.02), rgb("33282A"))
    roof = Mesh()
    _gable(roof, 1.75, (1.3, 1.2), 0.8, rgb("54626E"), rgb("8497A0"))
    return mesh.place(roof)


def well() -> Mesh:
    """A round well of stone under a small roof, with its bucket."""
    mesh = Mesh()
    rings = [(0, 0, 0, 0.74, 0.74), (0, 0.62, 0, 0.7, 0.7), (0, 0.7, 0, 0.8, 0.8),
             (0, 0.76, 0, 0.8, 0.8), (0, 0.76, 0, 0.56, 0.56), (0, 0.4, 0, 0.5, 0.5),
             (0, 0.38, 0, 0.001, 0.001)]  # fmt: skip
    tones = np.stack([STONE * 0.75, STONE, PALE, PALE, STONE, rgb("2C4450"), rgb("3E6A7A")])
    mesh.loft(rings, tones, 12)
    for x in (-0.68, 0.68):
        _post(mesh, x, 0, 1.8, 0.07, 0.6)
    mesh.tube(np.array([(-0.72, 1.45, 0), (0.72, 1.45, 0)]), (0.07, 0.07), LIGHT, 6)
    roof = Mesh()
    _gable(roof, 1.72, (0.62, 0.95), 0.5, ROOF, ROOF_LIT)
    mesh.place(roof, yaw=np.pi / 2)
    mesh.tube(np.array([(0.1, 1.42, 0), (0.1, 1.1, 0)]), (0.02, 0.02), PALE, 4)
    return mesh.loft([(0.1, 0.86, 0, 0.13, 0.13), (0.1, 1.1, 0, 0.17, 0.17)], WOOD, 8)


def woodpile() -> Mesh:
    return Mesh().place(cabin.woodpile(5), yaw=np.pi / 2 - 0.3, scale=1.2)


def signpost() -> Mesh:
    """Three arms that point up, across and down the valley."""
    mesh = Mesh()
    _post(mesh, 0, 0, 2.5, 0.1)
    for y, way, tone in ((2.15, 1, "F2E3C0"), (1.72, -1, "F6C97A"), (1.3, 1, "BFD8C0")):
        x0, x1, tip = -0.25 * way, 0.85 * way, 1.15 * way
        outline = [(x0, y - 0.16), (x1, y - 0.16), (tip, y), (x1, y + 0.16), (x0, y + 0.16)]
        p = np.array([(a, b, 0.13) for a, b in outline])
        order = [0, 1, 2, 0, 2, 3, 0, 3, 4]
        corners = p[order] if way > 0 else p[[0, 2, 1, 0, 3, 2, 0, 4, 3]]
        mesh.add(corners, np.array([0, 0.35, 1.0]), rgb(tone))
        back = corners - [0, 0, 0.08]
        mesh.add(back[::-1], np.array([0, 0.2, -1.0]), rgb(tone) * 0.6)
    return mesh.place(props.rock(2, 0.42, STONE, PALE, rgb("8FA562")), (0.3, 0.05, 0.1))


def cairn() -> Mesh:
    """Flat stones piled up with care."""
    mesh, y = Mesh(), 0.0
    for k, r in enumerate((0.8, 0.66, 0.52, 0.4, 0.28, 0.18)):
        tall, x = 0.26 - 0.02 * k, 0.07 * (-1) ** k
        rings = [(x, y, 0, r * 0.84, r * 0.76), (x, y + tall * 0.5, 0, r, r * 0.9),
                 (x, y + tall, 0, r * 0.8, r * 0.7), (x, y + tall, 0, 0.001, 0.001)]  # fmt: skip
        tone = mix(STONE, PALE, 0.25 + 0.4 * (k % 2))
        mesh.loft(rings, np.stack([tone * 0.7, tone, PALE, PALE]), 8)
        y += tall * 0.96
    return mesh


def bell() -> Mesh:
    """A bronze bell in a frame."""
    mesh = Mesh()
    for x in (-0.75, 0.75):
        _post(mesh, x, 0, 2.0, 0.1)
    mesh.box((0, 2.0, 0), (0.95, 0.09, 0.12), WOOD, LIGHT)
    roof = Mesh()
    _gable(roof, 2.12, (0.5, 1.05), 0.4, ROOF, ROOF_LIT)
    mesh.place(roof, yaw=np.pi / 2)
    rings = [(0, 0.95, 0, 0.5, 0.5), (0, 1.02, 0, 0.47, 0.47), (0, 1.3, 0, 0.33, 0.33),
             (0, 1.6, 0, 0.28, 0.28), (0, 1.76, 0, 0.14, 0.14),
             (0, 1.8, 0, 0.001, 0.001)]  # fmt: skip
    mesh.loft(rings, ramp_of("8A5E24 C8963C E2B656 D6A648 B88432 9A6C28"), 12)
    return mesh.ellipsoid((0, 0.9, 0), (0.11, 0.11, 0.11), DARK, WOOD, 7, 4)


def hut() -> Mesh:
    """A shelter for walkers, its window lit."""
    mesh = Mesh().box((0, 0.7, 0), (1.1, 0.72, 0.9), WOOD, LIGHT)
    mesh.box((0, 0.12, 0), (1.2, 0.14, 1.0), STONE, PALE)
    for k in range(4):
        mesh.box((0, 0.36 + 0.3 * k, 0.92), (1.1, 0.02, 0.01), DARK)
    roof = Mesh()
    _gable(roof, 1.4, (1.5, 1.25), 1.0, rgb("5E5A66"), rgb("8D8A92"))
    mesh.place(roof)
    mesh.box((-0.42, 0.62, 0.93), (0.24, 0.56, 0.03), rgb("7A4A38"), rgb("9A6248"))
    pane = np.array([(-1, -1), (1, -1), (1, 1), (-1, -1), (1, 1), (-1, 1)], float) * 0.24
    points = np.stack([pane[:, 0] + 0.45, pane[:, 1] + 0.85, np.full(6, 0.95)], 1)
    mesh.add(points, np.array([0, 0, 1]), np.where(pane[:, 1:] > 0, LAMP_TOP, LAMP), (0, 1, 0))
    return mesh.box((0.7, 2.1, -0.3), (0.18, 0.5, 0.18), STONE, PALE)


def fireflies() -> Mesh:
    """A glass that they fly out of, on a stump, and the first of them."""
    mesh = Mesh().place(props.stump(0.6, 0.5))
    rings = [(0, 0.5, 0, 0.3, 0.3), (0, 0.62, 0, 0.38, 0.38), (0, 1.1, 0, 0.38, 0.38),
             (0, 1.25, 0, 0.24, 0.24), (0, 1.32, 0, 0.25, 0.25)]  # fmt: skip
    mesh.loft(rings, ramp_of("F8E49A FFF3C0 FFF6D2 D8EAF0 A8BCC8"), 10, (0, 0.75, 0))
    for k in range(9):
        a, y = k * 2.4, 1.5 + 0.24 * k
        at = ((0.3 + 0.09 * k) * np.cos(a), y, (0.3 + 0.09 * k) * np.sin(a))
        mesh.ellipsoid(at, (0.1, 0.1, 0.1), rgb("FFE07A"), rgb("FFF8DA"), 6, 4, (0, 1, 0))
    return mesh


def tent() -> Mesh:
    """A tent with its flaps open and a light inside."""
    sail, shade = rgb("E6C58A"), rgb("B98E5A")
    w, d, high = 1.15, 1.2, 1.7
    mesh = Mesh()
    ridge = np.array([(0, high, -d), (0, high, d)])
    for side in (-1, 1):
        eave = np.array([(side * w, 0, -d), (side * w, 0, d)])
        mesh.grid(np.stack([eave, ridge][::-side]), np.stack([shade, sail][::-side])[:, None],
                  extras=(0, 0, 0.35))  # fmt: skip
        flap = np.array([(side * w, 0, d), (side * 0.55, 0, d + 0.25), (0, high, d)])
        mesh.add(flap[::-side], np.array([0, 0.2, 1.0]), sail * 0.92)
    door = np.array([(-0.55, 0, d - 0.05), (0.55, 0, d - 0.05), (0, high * 0.92, d - 0.05)])
    mesh.add(door, np.array([0, 0, 1.0]), np.stack([LAMP, LAMP, LAMP_TOP]), (0, 0.9, 0))
    return mesh.tube(np.array([(0, high, d), (0, high + 0.25, d)]), (0.04, 0.03), WOOD, 5)


def campfire() -> Mesh:
    """Logs, a ring of stones, and a calm flame; two stumps to sit on."""
    mesh = Mesh()
    for k in range(9):
        a = k * 2 * np.pi / 9
        at = (0.72 * np.cos(a), 0.08, 0.72 * np.sin(a))
        mesh.ellipsoid(at, (0.2, 0.15, 0.17), STONE * 0.7, PALE * 0.95, 6, 4)
    for k in range(4):
        a = 0.4 + k * np.pi / 2
        log = np.array([(0.55 * np.cos(a), 0.08, 0.55 * np.sin(a)), (0, 0.42, 0)])
        mesh.tube(log, (0.1, 0.07), WOOD * 0.7, 6)
    for r, top, low, high in ((0.34, 1.3, "F08A3C", "FFC65A"), (0.2, 1.0, "FFC65A", "FFF0B0")):
        rings = [(0, 0.25, 0, r * 0.7, r * 0.7), (0, 0.5, 0, r, r),
                 (0, 0.85, 0, r * 0.55, r * 0.55), (0.04, top, 0, 0.001, 0.001)]  # fmt: skip
        tones = np.stack([rgb(high), rgb(high), rgb(low), rgb(low)])
        mesh.loft(rings, tones, 8, (0, 1, 0))
    for x in (-1.35, 1.35):
        mesh.place(props.stump(0.3, 0.42), (x, 0, 0.1))
    return mesh


def telescope() -> Mesh:
    """A brass tube on three legs that looks up."""
    mesh = Mesh()
    for a in (0.5, 2.6, 4.7):
        leg = np.array([(0.6 * np.cos(a), 0, 0.6 * np.sin(a)), (0, 1.35, 0)])
        mesh.tube(leg, (0.05, 0.05), WOOD, 5)
    tube = np.array([(-0.55, 1.2, 0), (0.15, 1.62, 0), (0.95, 2.1, 0)])
    mesh.tube(tube, (0.12, 0.15, 0.2), ramp_of("A87A30 D9AC50 F0CC7A"), 9)
    return mesh.tube(np.array([(0.9, 2.07, 0), (1.05, 2.16, 0)]), (0.24, 0.24), rgb("B88838"), 9)
