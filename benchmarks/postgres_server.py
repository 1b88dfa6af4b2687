"""A PostgreSQL server for tests and benchmarks: a folder in /tmp, a socket in it, no network.

It asks for no password. It refuses to run as root, so that root hands it to another user.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HOW = "install it (Debian, Ubuntu: apt-get install postgresql)"


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl; None where PostgreSQL is not installed, and on Windows."""
    if os.name == "nt":
        return None
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    places = [*packaged, *([Path(on_path).parent] if on_path else [])]
    return next((place for place in places if (place / "pg_ctl").exists()), None)


class Server:
    """A context manager: initialised, started, and gone with its folder at the end."""

    def __init__(self, folder: Path) -> None:
        self._bin, self._folder = folder, Path(tempfile.mkdtemp(prefix="surefoot-pg-", dir="/tmp"))
        self._data = self._folder / "data"
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")

    def __enter__(self) -> Server:
        self._run("initdb", "--no-sync", "--auth=trust", "--username=surefoot", "--encoding=UTF8")
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()
        shutil.rmtree(self._folder)

    def start(self) -> None:
        options = f"-c listen_addresses='' -k {self._folder} -c max_connections=60 -c fsync=off"
        log = self._folder / "log"
        self._run("pg_ctl", "-w", "-l", str(log), "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://surefoot@/{database}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*user, str(self._bin / program), "-D", str(self._data), *arguments]
        done = subprocess.run(
            command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        assert done.returncode == 0, done.stdout.decode()
