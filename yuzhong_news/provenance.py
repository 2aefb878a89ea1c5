"""Which code split a page: the version of the package, and a digest of the sources that did it.

Nobody has to remember to raise a number: a changed byte in what reads or splits pages is another
splitter, and ``scrapy resplit`` finds the pages of the ones before it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parent
_ROOMS = ("platforms", "reading", "splitting")
_FILES = (
    *("items.py", "joining.py"),
    *("pipelines/labelled.py", "pipelines/plain.py", "pipelines/printed.py"),
)
_LIBRARIES = ("pypdfium2",)
"""What decides, beside our own code, which characters a page has."""
_DIGITS = 12


@cache
def splitter_version() -> str:
    """Return ``0.1.0+1f2e3d4c5b6a``: the package's version, and 12 hex digits of its sources.

    The digits are of the sha256 of all that reads and splits pages, and of the version of the
    library that reads PDFs.  Where no source is at hand, they are of the versions alone.
    """
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {_version_of(library)}\n".encode())
    for file in sources():
        digest.update(f"{file.relative_to(_ROOT).as_posix()}\n".encode())
        digest.update(file.read_bytes())
    return f"{_version_of('yuzhong_news')}+{digest.hexdigest()[:_DIGITS]}"


def sources() -> Iterator[Path]:
    """Yield the files whose bytes are in the version, in one and the same order everywhere."""
    for room in _ROOMS:
        yield from sorted((_ROOT / room).rglob("*.py"))
    yield from (file for name in _FILES if (file := _ROOT / name).is_file())


def _version_of(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
