"""A response out of its record, as Scrapy's downloader would have given it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yuzhong_news.warc.reading import Block, WarcError

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})(?: .*)?")
_HEAD_LIMIT = 262_144
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,1000}\r?\n")


class Recorded(NamedTuple):
    """A response: its status, its headers in their order, its body as it was sent."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes


def read_response(
    path: Path, offset: int, limit: int, body_from: Recorded | None = None
) -> Recorded:
    """Return the response whose record begins at ``offset``; it has no more than ``limit`` bytes.

    For a revisit record, ``body_from`` is the response that has its body.  Raises ``WarcError``
    where there is none, it is too large, or it is not what its digest says; ``OSError`` where the
    file cannot be read.
    """
    with path.open("rb") as file:
        block = Block(file, offset)
        if block.length > limit + _HEAD_LIMIT:
            raise WarcError(f"has {block.length:,} bytes, more than DOWNLOAD_MAXSIZE ({limit:,})")
        data = block.read(block.length)
    if len(data) < block.length:
        raise WarcError("is cut off")
    status, headers, body = parse(data)
    if body_from is not None:
        return Recorded(status, headers or body_from.headers, body_from.body)
    plain = _dechunked(headers, body)
    digest = block.headers.get("warc-payload-digest", "")
    if not (_fits(digest, body) or _fits(digest, plain)):
        raise WarcError("is not what its WARC-Payload-Digest says")
    kept = [(name, value) for name, value in headers if name.lower() != b"transfer-encoding"]
    return Recorded(status, kept, plain)


def parse(data: bytes) -> Recorded:
    """Return the response in ``data`` with its body as it stands there."""
    match = re.search(rb"\r?\n\r?\n", data[:_HEAD_LIMIT])
    head, body = (data[: match.start()], data[match.end() :]) if match else (data, b"")
    lines = re.split(rb"\r?\n", head)
    status = status_of(data)
    if status is None or len(head) > _HEAD_LIMIT:
        raise WarcError("is no response of HTTP")
    headers = [
        (name.strip(), value.strip())
        for name, colon, value in (line.partition(b":") for line in lines[1:])
        if colon
    ]
    return Recorded(status, headers, body)


def status_of(head: bytes) -> int | None:
    """Return the status in a response's first line, null where it is none."""
    match = _STATUS.match(head.partition(b"\n")[0].rstrip())
    return int(match[1]) if match else None


def _dechunked(headers: Sequence[tuple[bytes, bytes]], body: bytes) -> bytes:
    """Return the body without the sizes of its chunks, where it still has them."""
    chunked = any(
        name.lower() == b"transfer-encoding" and b"chunked" in value.lower()
        for name, value in headers
    )
    if not chunked:
        return body
    pieces: list[bytes] = []
    place = 0
    while match := _CHUNK_SIZE.match(body, place):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[match.end() : match.end() + size])
        place = match.end() + size
        place += 2 if body[place : place + 2] == b"\r\n" else 1
    # Many programs say chunked and have put the chunks together already.
    return body if not pieces else b"".join(pieces)


def _fits(digest: str, body: bytes) -> bool:
    """Whether a digest is that of the body, or cannot be told."""
    name, _, value = digest.partition(":")
    name = name.strip().lower().replace("-", "")
    if name not in ("sha1", "sha256", "md5") or not value:
        return True
    found = hashlib.new(name, body, usedforsecurity=False)
    value = value.strip().rstrip("=")
    in_base32 = base64.b32encode(found.digest()).decode().rstrip("=")
    return value.upper() == in_base32 or value.lower() == found.hexdigest()
