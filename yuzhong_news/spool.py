"""Pages that wait on disk for a database that is away: one file a page, in the order they came.

A file is written beside its place, flushed to the disk and then renamed, so that it is there whole
or not at all.  Each archive has a folder of its own, named by a digest of its address without
password: what waits for one archive never goes into another.  A file goes only after what it holds
is stored, so a run that is killed in between stores it twice, and the second time changes nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from yuzhong_news.items import IssuePages, Page

VERSION = 1
"""Of the files' form; a file of another version is set aside, not guessed at."""
ASIDE = "aside"
"""The folder below an archive's own to which files go that cannot be read or stored."""
_ARCHIVE = "archive.txt"
_DIGEST = 16
_UNFINISHED = 60
"""Seconds after which a file that is not whole is not being written any more."""
_numbers = itertools.count()

Kind = Literal["page", "issue", "end"]


class SpoolError(Exception):
    """Nothing can be laid into the spool; the message says why and what to do."""


class SpoolFullError(SpoolError):
    """The spool holds as much as it may."""


class Origin(BaseModel):
    """The run that brought a page: its id in the archive, its spider, and what it was told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    run: int
    spider: str
    accept_empty: bool = False


class RunEnd(BaseModel):
    """How a run ended that could not say so."""

    model_config = ConfigDict(extra="forbid")

    ok: bool
    reason: str
    counts: dict[str, int]


class Entry(NamedTuple):
    """What one file holds: a page, the pages that an issue has, or the end of a run."""

    file: Path
    origin: Origin
    content: Page | IssuePages | RunEnd


class State(NamedTuple):
    """What waits for one archive: pages, other entries, bytes, and since when (null: nothing)."""

    folder: Path
    archive: str
    pages: int
    others: int
    bytes: int
    oldest: dt.datetime | None
    aside: list[Path]


_CONTENTS: dict[str, TypeAdapter[Any]] = {
    "page": TypeAdapter(Page),
    "issue": TypeAdapter(IssuePages),
    "end": TypeAdapter(RunEnd),
}


class Spool:
    """The spool of one archive; several processes may use it."""

    def __init__(self, folder: Path, archive: str, *, max_pages: int, max_bytes: int) -> None:
        """``archive`` is the archive's address without password; a limit of 0 means none at all.

        Nothing is made on disk before there is something to keep.
        """
        self.folder = folder / hashlib.sha256(archive.encode()).hexdigest()[:_DIGEST]
        self.archive = archive
        self._max_pages = max_pages
        self._max_bytes = max_bytes
        files = self.files()
        self._pages = sum(_kind(file) == "page" for file in files)
        self._bytes = sum(_size(file) for file in files)

    def put(self, origin: Origin, content: Page | IssuePages | RunEnd) -> None:
        """Keep this on disk; when it returns, a power cut does not lose it.

        Raises :class:`SpoolFullError` where no more pages may wait, a :class:`SpoolError` where the
        disk refuses, and a ``ValueError`` for a text that is not Unicode.
        """
        kind = _kind_of(content)
        data = _data(self.archive, origin, kind, content)
        if kind == "page" and (
            self._pages >= self._max_pages or self._bytes + len(data) > self._max_bytes
        ):
            raise SpoolFullError(
                f"the spool {self.folder} is full: {self._pages} pages wait in {self._bytes:,} "
                f"bytes for the archive {self.archive}. Mend the database, then run "
                "`scrapy spool --store`; SPOOL_MAX_PAGES and SPOOL_MAX_BYTES let more wait"
            )
        name = f"{time.time_ns():020}-{os.getpid()}-{next(_numbers):06}-{kind}.json"
        try:
            self._make_folder()
            _write(self.folder / name, data)
        except OSError as error:
            raise SpoolError(
                f"{self.folder / name}: a page cannot wait there ({error.strerror or error}). "
                "Make room on the disk, or name another folder in SPOOL_DIR"
            ) from error
        self._pages += kind == "page"
        self._bytes += len(data)

    def files(self) -> list[Path]:
        """Return all that waits, the oldest first."""
        return sorted(self.folder.glob("*.json"))

    def entries(self) -> Iterator[Entry]:
        """Yield what waits, the oldest first; a file that cannot be read raises ``ValueError``."""
        for file in self.files():
            yield self.read(file)

    def read(self, file: Path) -> Entry:
        """Return what a file holds; raises ``ValueError`` with the reason if that is unreadable."""
        try:
            told = json.loads(file.read_bytes())
            if told["version"] != VERSION:
                raise ValueError(f"it is of version {told['version']}, this program's is {VERSION}")
            if told["archive"] != self.archive:
                raise ValueError(f"it is for the archive {told['archive']}")
            content = _CONTENTS[told["kind"]].validate_python(told["content"])
            return Entry(file, Origin.model_validate(told["origin"]), content)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise ValueError(f"{where}: {first['msg']}") from error
        except (OSError, KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"{type(error).__name__}: {error}") from error

    def done(self, file: Path) -> None:
        """Take away a file whose content is stored."""
        size = _size(file)
        with suppress(FileNotFoundError):
            file.unlink()
            self._pages -= _kind(file) == "page"
            self._bytes -= size

    def set_aside(self, file: Path) -> Path:
        """Move a file out of the way, and return where it is now: nothing is thrown away."""
        size = _size(file)
        target = self.folder / ASIDE / file.name
        target.parent.mkdir(exist_ok=True)
        file.replace(target)
        self._pages -= _kind(file) == "page"
        self._bytes -= size
        return target

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from storing what waits here, after waiting for one that does."""
        try:
            import fcntl  # noqa: PLC0415 - there is none on Windows
        except ImportError:
            yield
            return
        self._make_folder()
        with (self.folder / ".lock").open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self._sweep()
            yield

    def _sweep(self) -> None:
        """Take away what runs left half written that were killed."""
        for part in self.folder.glob(".*.part"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _UNFINISHED:
                    part.unlink()

    def _make_folder(self) -> None:
        if (self.folder / _ARCHIVE).is_file():
            return
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(self.folder / _ARCHIVE, self.archive.encode())


def states(folder: Path) -> list[State]:
    """Return what waits below a spool's folder, for each archive that something waits for."""
    found = []
    for archive in sorted(folder.glob(f"*/{_ARCHIVE}")):
        files = sorted(archive.parent.glob("*.json"))
        aside = sorted((archive.parent / ASIDE).glob("*.json"))
        if not files and not aside:
            continue
        pages = sum(_kind(file) == "page" for file in files)
        found.append(
            State(
                folder=archive.parent,
                archive=archive.read_text(encoding="utf-8", errors="replace"),
                pages=pages,
                others=len(files) - pages,
                bytes=sum(_size(file) for file in files),
                oldest=_time_of(files[0]) if files else None,
                aside=aside,
            )
        )
    return found


def _data(archive: str, origin: Origin, kind: Kind, content: Page | IssuePages | RunEnd) -> bytes:
    told: dict[str, Any] = {
        "version": VERSION,
        "archive": archive,
        "kind": kind,
        "origin": origin.model_dump(),
        "content": (
            _issue(content) if isinstance(content, IssuePages) else content.model_dump(mode="json")
        ),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _issue(issue: IssuePages) -> Mapping[str, Any]:
    told = asdict(issue)
    return told | {
        "issue_date": issue.issue_date.isoformat(),
        "pages": [page.model_dump(mode="json") for page in issue.pages],
    }


def _kind_of(content: Page | IssuePages | RunEnd) -> Kind:
    if isinstance(content, Page):
        return "page"
    return "issue" if isinstance(content, IssuePages) else "end"


def _kind(file: Path) -> str:
    return file.stem.rpartition("-")[2]


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _time_of(file: Path) -> dt.datetime | None:
    nanoseconds = file.name.partition("-")[0]
    try:
        return dt.datetime.fromtimestamp(int(nanoseconds) / 1e9, dt.UTC)
    except (ValueError, OverflowError, OSError):  # a name that is none of ours
        return None


def _write(file: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, even after a power cut."""
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
    if os.name == "posix":
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
