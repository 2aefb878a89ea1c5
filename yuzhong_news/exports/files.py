"""Files and folders that are there whole, or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from yuzhong_news.exports.problems import ExportError

DICTIONARY = "dictionary.md"
"""The file in a folder of Markdown that describes it; it also tells that the folder is ours."""
DICTIONARY_HEADING = "# Data dictionary of an export of yuzhong_news"


class Measured:
    """A file that is written, with the number of its bytes and their sha256."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.bytes = 0
        self.digest = hashlib.sha256()
        self.closed = False

    def write(self, data: bytes) -> int:
        """Write and count the bytes."""
        if self.file.closed:  # pyarrow writes the foot of a file that was given up, too
            return len(data)
        self.bytes += len(data)
        self.digest.update(data)
        return self.file.write(data)

    def flush(self) -> None:
        """Hand what is written to the system."""
        self.file.flush()


def check_free(paths: Iterable[Path], *, force: bool) -> None:
    """Raise an ``ExportError`` if a file or folder is there that must not be written over.

    With ``force`` files may be; a folder only where it is an export of Markdown itself.
    """
    for path in paths:
        if path.is_dir():
            if any(path.iterdir()) and not _is_ours(path):
                raise ExportError(
                    f"{path} is a folder that no export made, so it is left alone. "
                    "Give --out a folder that is not there yet"
                )
            if any(path.iterdir()) and not force:
                raise ExportError(f"{path} is there already. Say --force to replace it")
        elif path.exists() and not force and not is_special(path):
            raise ExportError(f"{path} is there already. Say --force to replace it")
        if not path.absolute().parent.is_dir():
            raise ExportError(
                f"there is no folder {path.absolute().parent}; make it first: "
                f"mkdir -p '{path.absolute().parent}'"
            )


def is_special(path: Path) -> bool:
    """Say whether there is a device or a pipe under this name, which cannot be replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Give a hidden name beside ``path`` to write under; what is left there is removed at the end.

    A process that is killed leaves it behind: ``.NAME.12345.part``.
    """
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    _remove(temporary)
    try:
        yield temporary
    finally:
        _remove(temporary)


def write_whole(path: Path, text: str) -> None:
    """Write a small file in UTF-8, in place of one that is there."""
    with unfinished(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)


def put_folder(temporary: Path, path: Path) -> None:
    """Put a folder in the place of one that is there."""
    if not path.exists():
        temporary.rename(path)
        return
    with unfinished(path.with_name(f"{path.name}.old")) as old:
        path.rename(old)
        temporary.rename(path)


def _is_ours(folder: Path) -> bool:
    try:
        with (folder / DICTIONARY).open(encoding="utf-8") as file:
            return file.readline().strip() == DICTIONARY_HEADING
    except (OSError, UnicodeError):
        return False


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
