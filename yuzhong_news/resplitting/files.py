"""The kept files, and files on disk, if they are still what the archive says they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from w3lib.url import file_uri_to_path

from yuzhong_news.items import Document


class CannotError(Exception):
    """A page cannot be split again; ``reason`` is for counting, the message names the file."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return self.message


@dataclass(slots=True, frozen=True)
class Files:
    """The files below a folder, and those that lie elsewhere on this disk."""

    folder: Path

    def read(self, document: Document) -> bytes:
        """Return the document's bytes.

        Raises :class:`CannotError` with the reason ``not-kept``, ``file-gone`` or
        ``sha256-differs``.
        """
        file = self.place_of(document)
        try:
            body = file.read_bytes()
        except OSError as error:
            raise CannotError(
                "file-gone", f"{file} cannot be read ({error.strerror or error})"
            ) from None
        if hashlib.sha256(body).hexdigest() != document.sha256:
            raise CannotError("sha256-differs", f"{file} is not what it was: its sha256 differs")
        return body

    def place_of(self, document: Document) -> Path:
        """Return where the document lies; raises :class:`CannotError` where nothing says so."""
        if document.path is not None:
            return self.folder / document.path
        if document.url.startswith("file://"):
            return Path(file_uri_to_path(document.url.partition("#")[0]))
        raise CannotError("not-kept", f"{document.url} was not kept (FILES_STORE was empty)")
