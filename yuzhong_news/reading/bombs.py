"""Decompression bombs in PDF: streams that unpack to a thousand times their size.

Deflate packs at most 1,032 to 1.  Only streams whose beginning unpacks suspiciously well are
unpacked further, in pieces, and only until the limit is reached.
"""

from __future__ import annotations

import re
import zlib

MAX_UNPACKED = 300_000_000
"""Bytes that all suspicious streams of a file may unpack to together."""

_SUSPICIOUS = 200
"""Times: blank pictures pack like this as well, text and drawings by 3 to 20 times."""

_ZLIB_HEADS = (b"\x48", b"\x58", b"\x68", b"\x78")
_SAMPLE = 2048
_PIECE = 65_536
_STREAM = re.compile(rb"stream\r?\n")
_CHAINED = re.compile(rb"/(?:FlateDecode|Fl)\b.{0,40}/(?:FlateDecode|Fl|LZWDecode)\b", re.S)


def is_bomb(body: bytes) -> bool:
    """Whether the streams of the PDF in ``body`` unpack to more than ``MAX_UNPACKED``."""
    unpacked = 0
    for match in _STREAM.finditer(body):
        start = match.end()
        if body[match.start() - 3 : match.start()] == b"end":
            continue
        if body[start : start + 1] not in _ZLIB_HEADS:
            continue
        first = _unpacked(body, start, _SAMPLE, MAX_UNPACKED)
        if first < _SUSPICIOUS * _SAMPLE:
            continue
        if _CHAINED.search(body, max(0, match.start() - 200), match.start()):
            return True
        unpacked += _unpacked(body, start, len(body), MAX_UNPACKED - unpacked)
        if unpacked >= MAX_UNPACKED:
            return True
    return False


def _unpacked(body: bytes, start: int, length: int, limit: int) -> int:
    """Return to how many bytes ``body[start : start + length]`` unpacks, ``limit`` at most."""
    unpacker = zlib.decompressobj()
    total = 0
    view = memoryview(body)[start : start + length]
    try:
        for place in range(0, len(view), _PIECE):
            piece: bytes = bytes(view[place : place + _PIECE])
            while piece and total < limit:
                total += len(unpacker.decompress(piece, 1_000_000))
                if unpacker.eof:
                    return total
                piece = unpacker.unconsumed_tail
            if total >= limit:
                return total
    except zlib.error:
        return total
    return total
