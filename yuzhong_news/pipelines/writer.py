"""Pages into the archive, or into the spool while the archive is away; never past what waits.

All of it runs in one thread, which may sleep.  Scrapy is not known here.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from yuzhong_news.items import IssuePages, Page
from yuzhong_news.spool import Entry, Origin, RunEnd, Spool, SpoolError
from yuzhong_news.storage import Archive, AwayError, Outcome, PageOutcome, StorageError

logger = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds before the first, and at most before any other, try of a database that is away."""


class Drained(NamedTuple):
    """A page that had waited: what became of it, and whether this very run had brought it."""

    page: Page
    outcome: PageOutcome
    own: bool


class Writer:
    """Stores pages in the order in which they come, whatever the database does meanwhile."""

    def __init__(self, url: str, spool: Spool, *, accept_empty: bool = False) -> None:
        """Open the archive; raises a :class:`StorageError` where that cannot be done."""
        self.archive = Archive(url)
        self.spool = spool
        self.full: SpoolError | None = None
        """Why the spool took no more; whoever brings pages should stop then."""
        self.set_aside = 0
        self._accept_empty = accept_empty
        self._origin = Origin(run=0, spider="spool", accept_empty=accept_empty)
        self._away = ""
        self._pause = FIRST_PAUSE
        self._next_try = 0.0
        self._behind = bool(spool.files())
        self._hurry = threading.Event()

    @property
    def is_away(self) -> bool:
        """Whether the database is away, and it is too early to try it again."""
        return bool(self._away) and time.monotonic() < self._next_try

    @property
    def waiting(self) -> int:
        """How many pages wait on disk, of this run and of others."""
        return sum(file.name.endswith("-page.json") for file in self.spool.files())

    def begin(self, spider: str) -> int:
        """Record that a run begins, and return its id."""
        run = self.archive.begin_run(spider)
        self._origin = Origin(run=run, spider=spider, accept_empty=self._accept_empty)
        return run

    def store(self, pages: Sequence[Page]) -> tuple[list[PageOutcome], list[Drained]]:
        """Return what became of the pages, and of those that had waited before them."""
        drained = list(self.drain())
        if self._behind:
            return [self._wait(page) for page in pages], drained
        stored = self.archive.store(self._origin.run, pages, accept_empty=self._origin.accept_empty)
        waiting = stored.of(Outcome.WAITING)
        if waiting:
            self._gone(waiting[0].reason)
        return [
            self._wait(page) if one.outcome is Outcome.WAITING else one
            for page, one in zip(pages, stored.pages, strict=True)
        ], drained

    def expect(self, issue: IssuePages) -> None:
        """Let the archive know which pages an issue has, now or when it is back."""
        if not self._behind:
            try:
                self.archive.expect(issue)
            except AwayError as error:
                self._gone(str(error))
            else:
                return
        self._put(issue)

    def is_complete(
        self, newspaper: str, date: dt.date, first: int | None, last: int | None
    ) -> bool:
        """Whether the archive has an issue; while it is away, no issue is known to be complete."""
        if self.is_away:
            return False
        try:
            return self.archive.is_complete(newspaper, date, first, last)
        except AwayError as error:
            self._gone(str(error))
            return False

    def drain(self) -> Iterator[Drained]:
        """Store what waits, the oldest first, and yield each page; stops where it must wait on."""
        if not self._behind or self.is_away:
            return
        with self.spool.locked():
            if self._away and not self._reconnected():
                return
            runs: dict[int, int] = {self._origin.run: self._origin.run}
            for file in self.spool.files():
                entry = self._read(file)
                if entry is None:
                    continue
                try:
                    outcome = self._store_entry(entry, runs)
                except AwayError as error:
                    self._gone(str(error))
                    return
                self._came_back()
                if isinstance(entry.content, Page) and outcome is not None:
                    if outcome.outcome is Outcome.FAILED:
                        outcome = replace(
                            outcome,
                            reason=f"{outcome.reason}. It is kept in {self._aside(file)}",
                        )
                    yield Drained(entry.content, outcome, entry.origin.run == self._origin.run)
                self.spool.done(file)
            self._came_back()
            self._behind = False

    def settle(self, patience: float) -> Iterator[Drained]:
        """Store what waits, and wait for the database up to ``patience`` seconds."""
        end = time.monotonic() + patience
        while self._behind:
            self._next_try = 0.0
            yield from self.drain()
            left = end - time.monotonic()
            if not self._behind or left <= 0 or self._hurry.wait(min(self._pause, left)):
                return

    def finish(self, *, ok: bool, reason: str, counts: Mapping[str, int]) -> None:
        """Record how the run ended, now or when the database is back.

        Raises a :class:`StorageError` where neither can be done.
        """
        if not self._behind:
            try:
                self.archive.finish_run(self._origin.run, ok=ok, reason=reason, counts=counts)
            except AwayError as error:
                self._gone(str(error))
            else:
                return
        try:
            self.spool.put(self._origin, RunEnd(ok=ok, reason=reason, counts=dict(counts)))
        except (SpoolError, ValueError) as error:
            raise StorageError(str(error)) from error

    def hurry(self) -> None:
        """End a waiting for the database at once; any thread may say so."""
        self._hurry.set()

    def close(self) -> None:
        """Give the connections back."""
        self.archive.close()

    def _store_entry(self, entry: Entry, runs: dict[int, int]) -> PageOutcome | None:
        """Store what waited; raises :class:`AwayError`."""
        origin, content = entry.origin, entry.content
        if isinstance(content, IssuePages):
            self.archive.expect(content)
            return None
        if origin.run not in runs:
            runs[origin.run] = self.archive.resume_run(origin.run, origin.spider)
        run = runs[origin.run]
        if isinstance(content, RunEnd):
            self.archive.finish_run(
                run, ok=content.ok, reason=content.reason, counts=content.counts
            )
            return None
        (outcome,) = self.archive.store(run, [content], accept_empty=origin.accept_empty).pages
        if outcome.outcome is Outcome.WAITING:
            raise AwayError(outcome.reason)
        return outcome

    def _read(self, file: Path) -> Entry | None:
        """Return what a file of the spool holds; one that cannot be read is set aside."""
        try:
            return self.spool.read(file)
        except ValueError as error:
            if file.exists():
                logger.error(
                    "%s: what waited there cannot be read (%s). It is kept; fetch its issue again",
                    self._aside(file),
                    error,
                )
            return None

    def _aside(self, file: Path) -> Path:
        self.set_aside += 1
        return self.spool.set_aside(file)

    def _wait(self, page: Page) -> PageOutcome:
        """Put a page into the spool, and return what that came to."""
        name = page.source_url or "a page"
        if self.full is None:
            try:
                self._put_page(page)
            except SpoolError as error:
                self.full = error
            except ValueError as error:
                return PageOutcome(name, Outcome.FAILED, str(error))
            else:
                return PageOutcome(name, Outcome.WAITING, self._away)
        return PageOutcome(name, Outcome.FAILED, str(self.full))

    def _put_page(self, page: Page) -> None:
        self.spool.put(self._origin, page)
        self._behind = True

    def _put(self, issue: IssuePages) -> None:
        try:
            self.spool.put(self._origin, issue)
        except SpoolError as error:
            raise StorageError(str(error)) from error
        self._behind = True

    def _gone(self, reason: str) -> None:
        """Note that the database is away; the next try comes later each time."""
        if not self._away:
            logger.warning("%s. Pages wait in %s until it is back", reason, self.spool.folder)
            self._pause = FIRST_PAUSE
        else:
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
        self._away = reason
        self._behind = True
        self._next_try = time.monotonic() + self._pause

    def _reconnected(self) -> bool:
        try:
            self.archive.reconnect()
        except StorageError as error:
            self._gone(str(error))
            return False
        return True

    def _came_back(self) -> None:
        """Note that the database is there: it took something, or nothing waits any more.

        A connection alone does not tell: a full disk and a locked file have one.
        """
        if self._away:
            logger.warning("the database is back: what waited is stored now")
            self._away = ""
