"""What all formats have in common: records are added, and at the end the file is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Protocol

from yuzhong_news.exports.stamps import json_line
from yuzhong_news.records import Record


class Writer(Protocol):
    """One format on its way into a file, or a folder."""

    def add(self, records: Sequence[Record]) -> None:
        """Write these records."""

    def finish(self) -> None:
        """Write what stands behind the last record; the file stays open."""


class JsonLinesWriter:
    """One JSON object a line, in UTF-8."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def add(self, records: Sequence[Record]) -> None:
        """Write one line for each record."""
        self.file.write("".join(f"{json_line(record)}\n" for record in records).encode())

    def finish(self) -> None:
        """Write nothing: the last line is like all others."""
