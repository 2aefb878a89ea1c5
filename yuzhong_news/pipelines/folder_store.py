"""A folder of files in which each file is whole, and from which no name leads out."""

from __future__ import annotations

import itertools
import os
import socket
import time
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".unfinished"
"""The folder for files that are being written, inside the store, so that a rename suffices."""
_OLD = 24 * 3600
"""Seconds after which nobody writes a file any more, on whatever machine."""
_LONGEST_NAME = 255
_numbers = itertools.count()
_machine = "".join(char if char.isalnum() else "-" for char in socket.gethostname())[:60]


def write(store: Path, path: str, body: bytes, *, replace: bool = True) -> bool:
    """Write a file below the folder ``store``; it is there whole, or as it was before.

    Without ``replace`` a file that another process has put there meanwhile stays, and the answer is
    False.
    Raises ``OSError`` where the disk refuses, and ``ValueError`` for a path that would lead out of
    the store, by its name or by a link that lies in it.
    """
    target = store / path
    parts = Path(path).parts
    if not parts or Path(path).is_absolute() or ".." in parts or "\0" in path:
        raise ValueError(f"{path!r} leads out of {store}")
    if any(len(part.encode()) > _LONGEST_NAME for part in parts):
        raise ValueError(f"{path[:60]!r}… is too long a name")
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.parent.resolve().is_relative_to(store.resolve()):
        raise ValueError(f"{target.parent} is a link that leads out of {store}")
    unfinished = store / UNFINISHED
    unfinished.mkdir(exist_ok=True)
    part = unfinished / f"{_machine}_{os.getpid()}_{next(_numbers)}"
    try:
        with part.open("wb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        if replace or not _linked(part, target):
            # A link in the place of the file is replaced, not followed.
            part.replace(target)
    except FileExistsError:
        return False
    finally:
        with suppress(OSError):
            part.unlink()
    return True


def _linked(part: Path, target: Path) -> bool:
    """Give the file its name, unless it is taken (``FileExistsError``); False without links."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def sweep(store: Path) -> None:
    """Take away what runs left half written that were killed."""
    for part in (store / UNFINISHED).glob("*_*_*"):
        machine, process, _ = part.name.rsplit("_", 2)
        with suppress(OSError):
            gone = machine == _machine and process.isdecimal() and not _is_alive(int(process))
            if gone or time.time() - part.stat().st_mtime > _OLD:
                part.unlink()


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
