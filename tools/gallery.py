"""Draws everything that a participant can see, to look at: `make gallery`, or with a folder's name.

Each task in each place where it is played, at three difficulties with the HUD, as a simulated
person plays it, a place that no level has yet, and each task in the plain mode; then every screen
in every state. Each is a PNG of its own, and all of them stand
on `sheet.png`, and in grey on `sheet-grey.png`: what differs in colour alone is the same there. The
screens in a language with long words and in one that runs right to left have a folder and a sheet
each, `sheet-de.png` and `sheet-ar.png`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pygame

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rich.console import Console  # noqa: E402
from rich.progress import track  # noqa: E402

from game.app import screenshot  # noqa: E402
from game.levels import find_levels  # noqa: E402
from game.render.scenes import SCENES  # noqa: E402
from game.render.window import close_window, open_window  # noqa: E402
from game.screens import gallery  # noqa: E402
from game.words import ENGLISH  # noqa: E402

Job = TypeVar("Job")

SIZE = (1280, 720)
DIFFICULTIES = (0.0, 0.5, 1.0)
AT_S = 9.0
TIER = "low"
SCENERY = "orchard-1"  # behind the screens, and where a place has no level
ALSO_IN = ("de", "ar")  # languages
COLUMNS, TILE, CAPTION = 6, (320, 180), 18
GROUND, INK = (24, 26, 28), (235, 235, 230)


def places() -> dict[str, str]:
    """A level by scene and task: the first of each pair that is shipped."""
    found: dict[str, str] = {}
    for level in sorted(find_levels().values(), key=lambda level: level.id):
        found.setdefault(f"{level.scene}-{level.type}", level.id)
    return dict(sorted(found.items()))


def draw_places(out: Path) -> Iterator[Path]:
    """Each task in each place, at each difficulty."""
    jobs = [(pair, level, value) for pair, level in places().items() for value in DIFFICULTIES]
    for pair, level, value in _bar(jobs, "places"):
        path = out / f"{pair}-{value:g}.png"
        draw_level(level, path, difficulty=value)
        yield path
    played = {level.scene for level in find_levels().values()}
    for scene in sorted(set(SCENES) - played):
        for value in DIFFICULTIES:
            path = out / f"{scene}-{value:g}.png"
            draw_level(SCENERY, path, difficulty=value, scene=scene)
            yield path
    for pair, level in _bar(list(places().items()), "plain mode"):
        path = out / f"plain-{pair}.png"
        draw_level(level, path, difficulty=DIFFICULTIES[1], plain=True)
        yield path


def draw_level(
    level: str,
    path: Path,
    *,
    difficulty: float,
    hud: bool = True,
    plain: bool = False,
    scene: str | None = None,
) -> None:
    """A moment of play."""
    size = f"{SIZE[0]}x{SIZE[1]}"
    screenshot.take(
        level, at_s=AT_S, size=size, out=path, tier=TIER, seed=0, difficulty=difficulty, hud=hud,
        plain=plain, scene=scene,
    )  # fmt: skip


def draw_screens(out: Path, scenery: Path, language: str = ENGLISH) -> list[Path]:
    """Every screen over a picture of a place."""
    out.mkdir(exist_ok=True)
    window = open_window(SIZE, offscreen=True)
    try:
        scene = gallery.load(scenery, window.size)
        names = _bar(list(gallery.VIEWS), f"screens ({language})")
        gallery.render(window, scene, out, names, language)
    finally:
        close_window()
    return [out / f"{name}.png" for name in gallery.VIEWS]


def sheet(pictures: list[Path]) -> pygame.Surface:
    """All of them, small, each over its name."""
    pygame.font.init()
    font = pygame.font.Font(None, CAPTION)
    rows = -(-len(pictures) // COLUMNS)
    made = pygame.Surface((COLUMNS * TILE[0], rows * (TILE[1] + CAPTION)))
    made.fill(GROUND)
    for at, path in enumerate(pictures):
        x, y = at % COLUMNS * TILE[0], at // COLUMNS * (TILE[1] + CAPTION)
        made.blit(pygame.transform.smoothscale(pygame.image.load(path), TILE), (x, y))
        made.blit(font.render(path.stem, True, INK), (x + 4, y + TILE[1] + 3))
    return made


def _bar(jobs: list[Job], what: str) -> Iterator[Job]:
    return iter(track(jobs, what, console=Console(stderr=True)))


def main(arguments: list[str]) -> None:
    out = Path(arguments[0]) if arguments else ROOT / "build" / "gallery"
    out.mkdir(parents=True, exist_ok=True)
    places_drawn = list(draw_places(out))
    scenery = out / "scenery.png"
    draw_level(SCENERY, scenery, difficulty=0.0, hud=False)
    made = sheet([*places_drawn, *draw_screens(out, scenery)])
    pygame.image.save(made, out / "sheet.png")
    pygame.image.save(pygame.transform.grayscale(made), out / "sheet-grey.png")
    for language in ALSO_IN:
        drawn = draw_screens(out / language, scenery, language)
        pygame.image.save(sheet(drawn), out / f"sheet-{language}.png")
    print(out / "sheet.png")


if __name__ == "__main__":
    main(sys.argv[1:])
