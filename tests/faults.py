"""A site on 127.0.0.1 that misbehaves in every way that sites do, by a seed, until told otherwise.

Only for tests, as :mod:`tests.replay`, whose files and answers it takes.
"""

from __future__ import annotations

import gzip
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote, urlsplit

from tests.replay import Answer, _from_files, _Server

BOMB = gzip.compress(b"\0" * 3_000_000, 9)
"""A few kilobytes that become three megabytes; the tests allow one."""

_ERROR_PAGE = "<html><head><title>系统出错</title></head><body>访问出错，请稍后再试</body></html>"
_CHALLENGE = (
    "<html><head><script>document.cookie='__jsl=1';location.reload()</script></head></html>"
)
KINDS = (
    *("stall", "drip", "reset", "reset_at_once", "truncate", "longer", "shorter", "charset"),
    *("403", "429", "500", "502", "503", "504", "error_page", "challenge", "loop", "off_site"),
    *("to_file", "bomb", "nothing"),
)


@dataclass
class Faults:
    """What the site does wrong: a share of its responses, chosen by the seed."""

    seed: int
    share: float = 0.3
    behaves: bool = False
    done: Counter[str] = field(default_factory=Counter)

    def kind_of(self, path: str, time: int) -> str:
        """Return the fault of the response when this path is asked for this many times."""
        chance = random.Random(f"{self.seed} {path} {time}")
        if self.behaves or chance.random() >= self.share:
            return ""
        return chance.choice(KINDS)


@dataclass
class FaultSite:
    """The running site."""

    address: str
    faults: Faults
    asked: Counter[str] = field(default_factory=Counter)
    off_site: int = 0


@contextmanager
def serve_with(files: Mapping[str, bytes | Answer], faults: Faults) -> Iterator[FaultSite]:
    """Serve the files, with faults."""
    end = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            path = unquote(self.path)
            with lock:
                site.asked[path] += 1
                kind = faults.kind_of(path, site.asked[path])
                faults.done[kind] += 1
            answer = _from_files(files, urlsplit(path).path)
            with suppress(OSError):
                if kind:
                    getattr(self, f"_{kind}", lambda _: self._status(int(kind)))(answer)
                else:
                    self._send(answer)

        def _send(self, answer: Answer, **headers: str) -> None:
            self.send_response(answer.status)
            told = {
                "Content-Type": answer.media_type,
                "Content-Length": str(len(answer.body)),
                **{name.replace("_", "-"): value for name, value in headers.items()},
            }
            for name, value in told.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def _status(self, status: int) -> None:
            page = f"<html><title>{status} Error</title><h1>{status}</h1></html>".encode()
            self._send(Answer(page, status), Retry_After="1")

        def _stall(self, _answer: Answer) -> None:
            end.wait(10)

        def _drip(self, answer: Answer) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            for byte in answer.body[:100]:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if end.wait(0.2):
                    return

        def _reset(self, answer: Answer) -> None:
            self._head(answer, len(answer.body))
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self._reset_at_once(answer)

        def _reset_at_once(self, _answer: Answer) -> None:
            self.wfile.flush()
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()

        def _truncate(self, answer: Answer) -> None:
            self._head(answer, len(answer.body))
            self.wfile.write(self._cut(answer.body))

        def _longer(self, answer: Answer) -> None:
            self._head(answer, len(answer.body) + 1000)
            self.wfile.write(answer.body)

        def _shorter(self, answer: Answer) -> None:
            cut = self._cut(answer.body)
            self._head(answer, len(cut))
            self.wfile.write(cut)

        def _cut(self, body: bytes) -> bytes:
            key = f"{faults.seed} {self.path} {site.asked[unquote(self.path)]} cut"
            return body[: random.Random(key).randrange(len(body))]

        def _head(self, answer: Answer, length: int) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(length))
            self.end_headers()

        def _charset(self, answer: Answer) -> None:
            self._send(answer._replace(media_type=f"{answer.media_type}; charset=big5"))

        def _error_page(self, _answer: Answer) -> None:
            self._send(Answer(_ERROR_PAGE.encode()))

        def _challenge(self, _answer: Answer) -> None:
            self._send(Answer(_CHALLENGE.encode()))

        def _loop(self, _answer: Answer) -> None:
            self._send(Answer(status=302), Location=f"/loop?{self.path}")

        def _off_site(self, _answer: Answer) -> None:
            self._send(Answer(status=302), Location=f"http://localhost:{port}/off-site")

        def _to_file(self, _answer: Answer) -> None:
            self._send(Answer(status=302), Location="file:///etc/hostname")

        def _bomb(self, answer: Answer) -> None:
            self._send(Answer(BOMB, media_type=answer.media_type), Content_Encoding="gzip")

        def _nothing(self, answer: Answer) -> None:
            self._send(answer._replace(body=b""))

        def log_message(self, *_arguments: object) -> None:
            pass

    lock = threading.Lock()
    loops = {**files, "loop": Answer(status=302, location="/loop")}
    files = loops
    server = _Server(("127.0.0.1", 0), Handler)
    port = server.server_address[1]
    site = FaultSite(f"http://127.0.0.1:{port}/", faults)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        end.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
