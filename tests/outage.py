"""A way to a PostgreSQL server that can be cut and mended, as if the server stopped and started."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.engine import make_url


class Way:
    """Forwards each connection to the server, unless it is cut."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        host = parsed.host or str(parsed.query["host"])
        port = int(str(parsed.port or parsed.query.get("port") or 5432))
        self._server = f"{host}/.s.PGSQL.{port}" if host.startswith("/") else (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._cut = False
        mine = parsed.set(
            host="127.0.0.1", port=self._listener.getsockname()[1], query={"sslmode": "disable"}
        )
        self.url = mine.render_as_string(hide_password=False)
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End all connections, and let none in."""
        with self._lock:
            self._cut = True
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
            self._open.clear()

    def mend(self) -> None:
        """Let connections in again."""
        with self._lock:
            self._cut = False

    def close(self) -> None:
        """End it all."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                if self._cut:
                    client.close()
                    continue
                unix = isinstance(self._server, str)
                server = socket.socket(socket.AF_UNIX if unix else socket.AF_INET)
                server.connect(self._server)
                self._open |= {client, server}
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=_forward, args=(one, other), daemon=True).start()


@contextmanager
def way_to(url: str) -> Iterator[Way]:
    """Give a way to the server of this URL, while the block lasts."""
    way = Way(url)
    try:
        yield way
    finally:
        way.close()


def _forward(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
