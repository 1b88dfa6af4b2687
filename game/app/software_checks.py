"""The doctor's questions about what is installed: Python, packages, shipped files, disk space."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from game.app.data_folder import data_folder
from game.app.findings import Finding
from game.resources import folder

PACKAGE = "surefoot"
ROOM_BYTES = 10**9  # an hour of play is some 30 MB


def python_version() -> Finding:
    """Whether this Python is one that the package allows."""
    have = ".".join(map(str, sys.version_info[:3]))
    try:
        allowed = metadata.metadata(PACKAGE)["Requires-Python"]
    except metadata.PackageNotFoundError:
        detail = f"{have}, in which {PACKAGE} is not installed"
        return Finding("Python", "missing", detail, "make setup, then .venv/bin/surefoot doctor")
    low, high = sorted(tuple(map(int, v.split("."))) for v in re.findall(r"\d+\.\d+", allowed))
    if low <= sys.version_info[:2] < high:
        return Finding("Python", "ok", f"{have}, {sys.executable}")
    return Finding("Python", "missing", f"{have} is not {allowed}", f"install a Python {allowed}")


def needed() -> list[str]:
    """The names of the packages that the game cannot do without; none when it is not installed."""
    try:
        requirements = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return []
    always = [line for line in requirements if "extra ==" not in line]
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in always]


def packages() -> Finding:
    """Whether every package that the game needs is here; their versions."""
    have, lacking = [], []
    for name in needed():
        try:
            have.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lacking.append(name)
    if lacking:
        remedy = f"{sys.executable} -m pip install {' '.join(lacking)}"
        return Finding("packages", "missing", f"not here: {', '.join(lacking)}", remedy)
    return Finding("packages", "ok", ", ".join(have))


def one_pygame() -> Finding:
    """pygame and pygame-ce both answer to `import pygame`; together they break each other."""
    try:
        version = metadata.version("pygame")
    except metadata.PackageNotFoundError:
        return Finding("one pygame", "ok", "pygame-ce alone")
    remedy = f"{sys.executable} -m pip uninstall -y pygame pygame-ce && make setup"
    return Finding("one pygame", "warn", f"pygame {version} lies beside pygame-ce", remedy)


def shipped_files() -> Finding:
    """Whether levels and pictures came along."""
    try:
        places = [folder("levels"), folder("assets")]
    except FileNotFoundError as error:
        return Finding("levels, assets", "missing", str(error), "install surefoot again")
    count = len(list(places[0].rglob("*.yaml")))
    return Finding("levels, assets", "ok", f"{count} levels in {places[0]}; {places[1]}")


def font() -> Finding:
    """Whether the typeface of every screen is here."""
    name = "font-hanken-grotesk"
    try:
        files = [f for f in metadata.files(name) or [] if f.suffix in (".otf", ".ttf")]
    except metadata.PackageNotFoundError:
        files = []
    if any(Path(str(f.locate())).is_file() for f in files):
        return Finding("font", "ok", f"Hanken Grotesk, {len(files)} weights")
    return Finding("font", "missing", f"{name} is not here", f"pip install {name}")


def recording_folder() -> Finding:
    """Whether sessions can be recorded: a folder that can be written, with room in it."""
    place = data_folder()
    standing = next(p for p in (place, *place.absolute().parents) if p.exists())
    choose = "choose another folder with the environment variable SUREFOOT_DATA"
    try:
        with tempfile.TemporaryFile(dir=standing):
            free = shutil.disk_usage(standing).free
    except OSError as error:
        return Finding("recordings", "missing", f"{place}: {error.strerror}", choose)
    sessions = len(list(place.glob("*/session.json")))
    detail = f"{place}, sessions so far: {sessions}, {free / 1e9:.1f} GB free"
    if free < ROOM_BYTES:
        return Finding("recordings", "warn", detail, f"make room, or {choose}")
    return Finding("recordings", "ok", detail)


def public_recordings() -> Finding:
    """The published force-plate recordings that some tests and comparisons read; optional."""
    chosen = os.environ.get("SUREFOOT_RECORDINGS", "")
    if not chosen:
        return Finding("published data", "ok", "none named by SUREFOOT_RECORDINGS (optional)")
    if Path(chosen).is_dir():
        return Finding("published data", "ok", chosen)
    remedy = "correct SUREFOOT_RECORDINGS, or unset it"
    return Finding("published data", "warn", f"{chosen} is not a folder", remedy)
