"""How the kiosk is, for who looks after it: a page and a JSON document on 127.0.0.1.

Whoever draws hands over a snapshot each second; the page says 503 when that is older than STALE_S,
which is a picture that stands still. Nothing in it is about anybody. The server has a thread of its
own and answers GET alone, one at a time, to names of this machine alone.
"""

from __future__ import annotations

import html
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

HOST = "127.0.0.1"
STALE_S = 5.0
PATIENCE_S = 2.0
PAGES = ("/", "/health.json")


class Health:
    """A context manager. `problem`: why there is no page, in one line, or empty."""

    def __init__(self, port: int) -> None:
        self.problem, self.port = "", port
        self._snapshot: dict[str, Any] = {}
        self._at = time.monotonic()
        self._server: HTTPServer | None = None
        if not port:
            return
        health = self

        class Handler(_Handler):
            owner = health

        try:
            self._server = HTTPServer((HOST, port), Handler)
        except OSError as error:
            self.problem = f"health page: port {port} cannot be used ({error.strerror})"
            return
        thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)
        thread.start()

    def show(self, snapshot: dict[str, Any]) -> None:
        """What is to be told from now on; values that JSON has."""
        self._snapshot, self._at = snapshot, time.monotonic()

    def document(self) -> tuple[int, dict[str, Any]]:
        """The status of the answer, and what it says."""
        age = time.monotonic() - self._at
        good = age < STALE_S and bool(self._snapshot)
        document = {"alive": good, "frame_age_s": round(age, 1), **self._snapshot}
        return (200 if good else 503), document

    def close(self) -> None:
        """Let go of the port."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Health:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class _Handler(BaseHTTPRequestHandler):
    owner: Health
    timeout = PATIENCE_S
    server_version, sys_version = "surefoot", ""

    def do_GET(self) -> None:
        """Answer one request."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if name not in (HOST, "localhost") or self.path not in PAGES:
            self.send_error(404)
            return
        status, document = self.owner.document()
        if self.path == "/":
            kind, body = "text/html", _page(document)
        else:
            kind, body = "application/json", json.dumps(document, indent=1)
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not logged."""


def _page(document: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><th align=left>{html.escape(str(key))}<td>{html.escape(_shown(value))}"
        for key, value in document.items()
    )
    title = "Surefoot kiosk: " + ("well" if document["alive"] else "standing still")
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title>"
        f"<h1>{title}</h1><table>{rows}</table>"
    )


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown}" for key, shown in value.items())
    return "" if value is None else str(value)
