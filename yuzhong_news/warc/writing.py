"""Exchanges into WARC files, by warcio.

A file is called ``….open`` while it is written.  Each exchange is written at once, so that a killed
crawl leaves whole records but for the last.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Headers = Sequence[tuple[str, str]]
_MOST = 100_000
"""Files of one name."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response, bodies as they were sent; ``date`` is when the answer came."""

    url: str
    date: dt.datetime
    method: str
    target: str
    request_headers: Headers
    posted: bytes
    protocol: str
    status: str
    headers: Headers
    body: bytes
    address: str | None = None


class WarcFiles:
    """Files ``{stem}.warc.gz``, ``{stem}-00001.warc.gz`` … in a folder; none that is there is lost.

    ``suffix`` is ``.warc.gz`` or, uncompressed, ``.warc``.
    """

    def __init__(
        self, folder: Path, stem: str, suffix: str, max_bytes: int, info: Mapping[str, str]
    ) -> None:
        """Make the folder; raises ``OSError``."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._stem = stem
        self._suffix = suffix
        self._max_bytes = max_bytes
        self._info = info
        self._serial = 0
        self._file: BinaryIO | None = None
        self._final = folder

    def write(self, exchange: Exchange) -> None:
        """Append the exchange; after an ``OSError`` the file is as it was before."""
        data = self._records(exchange)
        if self._file is not None and self._file.tell() + len(data) > self._max_bytes:
            self.close()
        if self._file is None:
            self._open()
        assert self._file is not None
        _append(self._file, data)

    def close(self) -> None:
        """Finish the file that is open, if one is, and give it its name."""
        if self._file is None:
            return
        file, self._file = self._file, None
        with file:
            os.fsync(file.fileno())
        Path(file.name).rename(self._final)

    def _open(self) -> None:
        while self._serial < _MOST:
            number = f"-{self._serial:05}" if self._serial else ""
            self._serial += 1
            self._final = self._folder / f"{self._stem}{number}{self._suffix}"
            if self._final.exists():
                continue
            try:
                self._file = Path(f"{self._final}.open").open("xb", buffering=0)  # noqa: SIM115 - close() ends it
            except FileExistsError:
                continue
            _append(self._file, self._warcinfo())
            return
        raise FileExistsError(f"{self._folder} has {_MOST:,} files {self._stem} already")

    def _writer(self, out: BytesIO) -> WARCWriter:
        return WARCWriter(out, gzip=self._suffix.endswith(".gz"), warc_version="1.1")

    def _warcinfo(self) -> bytes:
        out = BytesIO()
        writer = self._writer(out)
        writer.write_record(writer.create_warcinfo_record(self._final.name, self._info))
        return out.getvalue()

    def _records(self, exchange: Exchange) -> bytes:
        out = BytesIO()
        writer = self._writer(out)
        told = {"WARC-Date": exchange.date.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
        if exchange.address:
            told["WARC-IP-Address"] = exchange.address
        response = writer.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=StatusAndHeaders(
                exchange.status, list(exchange.headers), protocol=exchange.protocol
            ),
            warc_headers_dict=told,
        )
        request = writer.create_warc_record(
            exchange.url,
            "request",
            payload=BytesIO(exchange.posted),
            length=len(exchange.posted),
            http_headers=StatusAndHeaders(
                f"{exchange.method} {exchange.target} HTTP/1.1",
                list(exchange.request_headers),
                is_http_request=True,
            ),
        )
        writer.write_request_response_pair(request, response)
        return out.getvalue()


def _append(file: BinaryIO, data: bytes) -> None:
    """Write all of it, or leave the file as it was and raise ``OSError``."""
    before = file.tell()
    view = memoryview(data)
    try:
        while view:
            view = view[file.write(view) :]
    except OSError:
        file.truncate(before)
        file.seek(before)
        raise
