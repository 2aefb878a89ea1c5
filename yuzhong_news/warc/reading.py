"""Records out of a WARC file, of which nothing is believed: every length has its bound.

A file is plain or has one gzip member a record (WARC 1.1, annex D), so that a record can be read
where it stands.  After what is broken, the reading goes on at the next record.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

HEAD_LIMIT = 65_536
"""Bytes of a record's header, and of the beginning of its block that a scan gives."""
RECORD_LIMIT = 2 * 1024**3
"""Bytes of a record's block."""
PROBLEM_LIMIT = 1000
"""Broken records of a file, after which the rest of it is given up."""
_CHUNK = 65_536
_GZIP = b"\x1f\x8b\x08"
_FIRST_LINE = re.compile(rb"WARC/1\.\d\s*")
_BETWEEN = b"\r\n"


class WarcError(Exception):
    """A record, or the rest of a file, cannot be read; the message tells why, not where."""


class TruncatedError(WarcError):
    """The file ends in the middle of a record."""


class WholeError(WarcError):
    """The file is compressed as a whole, so that no record can be found in it."""


class Record(NamedTuple):
    """A record: where it begins, its headers with names in small letters, its block's beginning."""

    offset: int
    headers: Mapping[str, str]
    length: int
    head: bytes


class Problem(NamedTuple):
    """What is wrong in a file, and from which byte on; ``at_end`` says that it just ends there."""

    offset: int
    reason: str
    at_end: bool = False


class Block:
    """An open record: its headers, and its block to be read once."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        """Read the header of the record that begins at ``offset``, or raise ``WarcError``."""
        file.seek(offset)
        is_gzip = _GZIP.startswith(file.read(len(_GZIP)))
        file.seek(offset)
        self._gzip = _Gzip(file) if is_gzip else None
        self._stream = _Stream(self._gzip.fill if self._gzip else lambda: file.read(_CHUNK))
        head = self._stream.until(b"\r\n\r\n", HEAD_LIMIT)
        self.headers = _headers(head)
        self.length = _length(self.headers)
        self._header_length = len(head)
        self._offset = offset
        self._file = file

    def read(self, limit: int) -> bytes:
        """Return so many bytes of the block, or all that there are."""
        return self._stream.read(min(limit, self.length))

    def end(self, taken: int) -> int:
        """Skip what follows the first ``taken`` bytes, and return where the next record begins."""
        self._stream.skip(self.length - taken)
        if self._gzip is not None:
            rest = self._stream.read(len(b"\r\n\r\nWARC/") + 1)
            if rest.strip(_BETWEEN).startswith(b"WARC/"):
                raise WholeError(
                    "the file is compressed as a whole, not record by record: "
                    "`warcio recompress FILE NEW` mends that"
                )
            if rest.strip(_BETWEEN):
                raise WarcError("its Content-Length is too small")
            return self._file.tell() - len(self._gzip.inflater.unused_data)
        block_end = self._offset + self._header_length + self.length
        self._file.seek(block_end)
        after = self._file.read(9)
        rest = after.lstrip(_BETWEEN)
        if rest and not rest.startswith(b"WARC/"[: len(rest)]):
            raise WarcError("its Content-Length does not lead to the next record")
        return block_end + len(after) - len(rest)


def scan(path: Path) -> Iterator[Record | Problem]:
    """Yield all records of a file in their order, and what is wrong with it.

    Raises ``OSError`` where the file cannot be read.
    """
    problems = 0
    with path.open("rb") as file:
        size = path.stat().st_size
        offset: int | None = 0
        while offset is not None and offset < size:
            try:
                block = Block(file, offset)
                head = block.read(HEAD_LIMIT)
                end = block.end(len(head))
                yield Record(offset, block.headers, block.length, head)
                offset = end
                continue
            except TruncatedError as error:
                # A length that lies leads behind the end, too, and others may stand before it.
                problem, following = Problem(offset, str(error), True), _next(file, offset + 1)
                if following is not None:
                    problem = Problem(offset, "its length leads behind the end of the file")
            except WholeError as error:
                problem, following = Problem(offset, str(error)), None
            except WarcError as error:
                problem, following = Problem(offset, str(error)), _next(file, offset + 1)
            problems += 1
            if problems >= PROBLEM_LIMIT and following is not None:
                problem, following = Problem(offset, "too much is broken; the rest is left"), None
            yield problem
            offset = following


class _Stream:
    """Bytes that come piece by piece, read with bounds."""

    def __init__(self, fill: Callable[[], bytes]) -> None:
        self._fill = fill
        self._buffer = b""

    def until(self, mark: bytes, limit: int) -> bytes:
        """Return all up to and with ``mark``."""
        while mark not in self._buffer:
            if len(self._buffer) > limit:
                raise WarcError("its header has no end")
            if self._buffer and not b"WARC/1."[: len(self._buffer)] == self._buffer[:7]:
                raise WarcError("no WARC record begins here")
            self._more()
        head, _, self._buffer = self._buffer.partition(mark)
        return head + mark

    def read(self, number: int) -> bytes:
        """Return so many bytes, less only at the end of a gzip member."""
        pieces, missing = [], number
        while missing > 0:
            if not self._buffer:
                self._buffer = self._fill()
                if not self._buffer:
                    break
            piece, self._buffer = self._buffer[:missing], self._buffer[missing:]
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def skip(self, number: int) -> None:
        """Read so many bytes, and forget them."""
        while number > 0:
            piece = len(self.read(min(number, _CHUNK)))
            if not piece:
                raise TruncatedError("the file ends in the middle of this record")
            number -= piece

    def _more(self) -> None:
        piece = self._fill()
        if not piece:
            raise TruncatedError("the file ends in the middle of this record")
        self._buffer += piece


class _Gzip:
    """One gzip member; what it inflates to comes in pieces of bounded size."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)

    def fill(self) -> bytes:
        """Return the next piece, empty at the member's end."""
        while not self.inflater.eof:
            data = self.inflater.unconsumed_tail or self._file.read(_CHUNK)
            try:
                piece = self.inflater.decompress(data, _CHUNK)
            except zlib.error as error:
                raise WarcError(f"its gzip is broken ({error})") from error
            if piece:
                return piece
            if not data and not self.inflater.eof:
                raise TruncatedError("the file ends in the middle of this record")
        return b""


def _headers(head: bytes) -> Mapping[str, str]:
    first, _, rest = head.partition(b"\r\n")
    if not _FIRST_LINE.fullmatch(first):
        raise WarcError("no WARC record begins here")
    headers: dict[str, str] = {}
    for line in rest.decode("utf-8", "replace").split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _length(headers: Mapping[str, str]) -> int:
    text = headers.get("content-length", "")
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise WarcError(f"its Content-Length is no number ({text[:20]!r})")
    if int(text) > RECORD_LIMIT:
        raise WarcError(f"its Content-Length is {text}, more than any record of a newspaper has")
    return int(text)


def _next(file: BinaryIO, offset: int) -> int | None:
    """Return where the next record begins at or after ``offset``, null where there is none."""
    tries = 0
    kept, base = b"", offset
    file.seek(offset)
    while True:
        data = kept + file.read(_CHUNK)
        if len(data) <= len(kept):
            return None
        behind = file.tell()
        for match in re.finditer(rb"\x1f\x8b\x08|\r?\n\r?\nWARC/1\.", data):
            start = match.start() if match[0] == _GZIP else match.end() - len(b"WARC/1.")
            if match[0] != _GZIP or _is_record(file, base + start):
                return base + start
            tries += 1
            if tries > PROBLEM_LIMIT:
                return None
        file.seek(behind)
        kept = data[-len(b"\r\n\r\nWARC/1.") + 1 :]
        base = behind - len(kept)


def _is_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    try:
        return _Gzip(file).fill().startswith(b"WARC/1.")
    except WarcError:
        return False
