"""A small site on 127.0.0.1 that answers from a folder or a dictionary, as told by hooks.

Only for tests: it serves one request a thread, counts them, and ends with its ``with`` block.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

MAX_BODY = 1_000_000
"""Bytes that are read of a POST."""

_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".shtml": "text/html",
    ".php": "text/html",
    ".json": "application/json",
    ".xml": "text/xml",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".js": "text/javascript",
}


class Answer(NamedTuple):
    """What the site answers; ``location`` makes it a redirect, ``encoding`` tells the body's."""

    body: bytes = b""
    status: int = 200
    media_type: str = "text/html"
    location: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    encoding: str = ""


class Exchange(NamedTuple):
    """When a request came and when its answer began to be sent, in seconds, and to which host."""

    begin: float
    end: float
    host: str
    path: str


Hook = Callable[[str, bytes], Answer | None]
"""From the path with its query, and what was POSTed, to an answer; null leaves it to the files."""


@dataclass
class Site:
    """A running site: its address (which ends with a slash), and how often each path was asked.

    ``headers`` are those of the last request for each path, by their names in lower case.
    """

    address: str
    asked: Counter[str] = field(default_factory=Counter)
    exchanges: list[Exchange] = field(default_factory=list)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        """How many requests came, without those for robots.txt."""
        asked = dict(self.asked)  # a copy in one step: requests may come while it is summed
        return sum(count for path, count in asked.items() if path != "/robots.txt")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def serve(
    files: Mapping[str, bytes | Answer] | Path, hook: Hook = lambda _path, _body: None
) -> Iterator[Site]:
    """Serve a folder, or a dictionary from paths (``html/a.htm``) to bytes or answers."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 100  # a client on a busy machine may connect, and stand still before it asks

        def do_GET(self) -> None:
            self._answer(b"")

        def do_PUT(self) -> None:
            self.do_POST()

        def do_HEAD(self) -> None:
            """Say that nothing is there: only stores of files ask, before they put one."""
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_POST(self) -> None:
            length = min(int(self.headers.get("Content-Length") or 0), MAX_BODY)
            self._answer(self.rfile.read(length))

        def _answer(self, posted: bytes) -> None:
            begin = time.monotonic()
            path = unquote(self.path)
            with lock:
                site.asked[path] += 1
                site.headers[path] = {k.lower(): v for k, v in self.headers.items()}
            answer = hook(path, posted) or _from_files(files, urlsplit(path).path)
            host = (self.headers.get("Host") or "").partition(":")[0]
            with lock:
                site.exchanges.append(Exchange(begin, time.monotonic(), host, path))
            self.send_response(answer.status)
            if answer.location:
                self.send_header("Location", answer.location)
            for name, value in answer.headers:
                self.send_header(name, value)
            if answer.encoding:
                self.send_header("Content-Encoding", answer.encoding)
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        def log_message(self, *_arguments: object) -> None:
            pass

    lock = threading.Lock()
    server = _Server(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_address[1]}/")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


def _from_files(files: Mapping[str, bytes | Answer] | Path, path: str) -> Answer:
    name = path.lstrip("/")
    media_type = _TYPES.get(Path(name).suffix, "application/octet-stream")
    if isinstance(files, Path):
        file = (files / name).resolve()
        if not file.is_relative_to(files.resolve()) or not file.is_file():
            return Answer(b"<h1>404 Not Found</h1>", 404)
        return Answer(file.read_bytes(), media_type=media_type)
    found = files.get(name)
    if found is None:
        return Answer(b"<h1>404 Not Found</h1>", 404)
    return found if isinstance(found, Answer) else Answer(found, media_type=media_type)
