"""The archive as the crawl sees it: runs, and pages that are stored whole or not at all."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from yuzhong_news.figures import Figures
from yuzhong_news.items import IssuePages, Page
from yuzhong_news.records import Record, Selection
from yuzhong_news.storage.away import is_away
from yuzhong_news.storage.content import described
from yuzhong_news.storage.engine import explained, open_engine, writing
from yuzhong_news.storage.errors import StorageError
from yuzhong_news.storage.figures import ArchiveFigures
from yuzhong_news.storage.issues import expect, is_complete
from yuzhong_news.storage.pages import Outcome, write_page
from yuzhong_news.storage.queries import ArticleRow, newspapers, outline, table_counts
from yuzhong_news.storage.records import record_batches
from yuzhong_news.storage.schema import prepare
from yuzhong_news.storage.snapshot import snapshot
from yuzhong_news.storage.tables import Run, RunCount

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of one page; ``reason`` says why it was kept or failed, else it is empty."""

    page: str
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a batch: one outcome for each page, in the order they were given."""

    pages: tuple[PageOutcome, ...]

    @property
    def counts(self) -> Counter[Outcome]:
        """Return how many pages had each outcome; an outcome that no page had counts 0."""
        return Counter(page.outcome for page in self.pages)

    def of(self, outcome: Outcome) -> list[PageOutcome]:
        """Return the pages that had this outcome."""
        return [page for page in self.pages if page.outcome is outcome]


class Archive:
    """A database of pages and articles, with the tables of this version.

    One thread at a time may use it; which one does not matter.  Several processes may write to one
    database: each page waits for its turn.
    """

    def __init__(self, url: str) -> None:
        """Open the database, and make its tables if it is empty.

        A ``StorageError`` says why it cannot be opened, a ``SchemaError`` that its tables are not
        those of this version, each with the database (its password hidden) and what to do.
        """
        self.engine = open_engine(url)
        self._written: dict[int, set[int]] = {}
        try:
            prepare(self.engine)
        except BaseException:
            self.engine.dispose()
            raise

    def begin_run(self, spider: str) -> int:
        """Record that a run of this spider begins now, and return its id."""
        row = {
            "spider": spider,
            "software_version": _software_version(),
            "started_at": dt.datetime.now(dt.UTC),
        }
        with explained(self.engine, "written"), writing(self.engine) as connection:
            return connection.scalars(insert(Run).returning(Run.id), row).one()

    def resume_run(self, run_id: int, spider: str) -> int:
        """Return this run's id if the archive knows it, else that of a new run of ``spider``."""
        with explained(self.engine, "read"), self.engine.connect() as connection:
            known = connection.scalars(select(Run.id).where(Run.id == run_id)).first()
        return self.begin_run(spider) if known is None else known

    def reconnect(self) -> None:
        """Begin anew with a database that was away; raises what opening it raises."""
        self.engine.dispose()
        prepare(self.engine)

    def store(self, run_id: int, pages: Sequence[Page], *, accept_empty: bool = False) -> Stored:
        """Store each page with its articles in a transaction of its own, and say what became of it.

        Nothing is written for a page that is there already with the same content.  A page that
        cannot be stored is ``failed`` with the reason, and the others of the batch are stored.
        Where the database is away, this page and all behind it are ``waiting``.

        A page is ``kept`` as it was when it comes without any article now (unless
        ``accept_empty``), and when this run has stored it before with other articles.
        """
        outcomes: list[PageOutcome] = []
        for page in pages:
            if outcomes and outcomes[-1].outcome is Outcome.WAITING:
                outcomes.append(PageOutcome(described(page), Outcome.WAITING, outcomes[-1].reason))
            else:
                outcomes.append(self._store_page(run_id, page, accept_empty))
        return Stored(tuple(outcomes))

    def finish_run(self, run_id: int, *, ok: bool, reason: str, counts: Mapping[str, int]) -> None:
        """Record how the run ended, and its counts; a second call replaces the first.

        A ``StorageError`` says that there is no such run.
        """
        values = {"finished_at": dt.datetime.now(dt.UTC), "ok": ok, "reason": reason}
        with explained(self.engine, "written"), writing(self.engine) as connection:
            if not connection.execute(update(Run).where(Run.id == run_id).values(values)).rowcount:
                raise StorageError(f"there is no run {run_id} in the archive")
            _replace_counts(connection, run_id, counts)
        self._written.pop(run_id, None)

    def expect(self, issue: IssuePages) -> None:
        """Keep which pages an issue has; with ``whole``, in place of what was kept before."""
        with explained(self.engine, "written"), writing(self.engine) as connection:
            expect(connection, issue)

    def is_complete(
        self,
        newspaper: str,
        issue_date: dt.date,
        first: int | None = None,
        last: int | None = None,
    ) -> bool:
        """Whether each page of the issue that its index named, from ``first`` to ``last``, is here.

        An issue whose index was never read is not complete.
        """
        with explained(self.engine, "read"), self.engine.connect() as connection:
            return is_complete(connection, newspaper, issue_date, first, last)

    def outline(self) -> list[ArticleRow]:
        """Return every article in the order of print; see :func:`storage.queries.outline`."""
        with explained(self.engine, "read"), self.engine.connect() as connection:
            return outline(connection)

    def table_counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        with explained(self.engine, "read"), self.engine.connect() as connection:
            return table_counts(connection)

    @contextmanager
    def records(self, selection: Selection) -> Iterator[Iterator[list[Record]]]:
        """Give the selected articles in batches, all of them as they were at the first one.

        A crawl may write meanwhile.  See :func:`storage.records.record_batches`.
        """
        with snapshot(self.engine) as connection:
            yield record_batches(connection, selection)

    @contextmanager
    def figures(self, selection: Selection) -> Iterator[Figures]:
        """Give figures about the selected newspaper and days, all of them of one moment."""
        with snapshot(self.engine) as connection:
            yield ArchiveFigures(connection, selection)

    def newspapers(self) -> list[str]:
        """Return the names of the newspapers, in the order of the alphabet."""
        with explained(self.engine, "read"), self.engine.connect() as connection:
            return newspapers(connection)

    def close(self) -> None:
        """Give the connections back; the archive cannot be relied on afterwards."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        """Return the archive itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _store_page(self, run_id: int, page: Page, accept_empty: bool) -> PageOutcome:
        of_this_run = self._written.setdefault(run_id, set())
        try:
            with writing(self.engine) as connection:
                written = write_page(
                    connection, run_id, page, of_this_run, accept_empty=accept_empty
                )
        # Whatever a page does to us, the pages after it must not pay for it.
        except Exception as error:
            _log.debug("%s could not be stored", described(page), exc_info=True)
            outcome = Outcome.WAITING if is_away(error) else Outcome.FAILED
            return PageOutcome(described(page), outcome, _told(error))
        of_this_run.add(written.page_id)
        return PageOutcome(described(page), written.outcome, written.reason)


def _told(error: Exception) -> str:
    """Return the error in one line; the driver's own words, without the SQL around them."""
    if isinstance(error, DBAPIError):
        error = error.orig if isinstance(error.orig, Exception) else error
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def _replace_counts(connection: Connection, run_id: int, counts: Mapping[str, int]) -> None:
    connection.execute(delete(RunCount).where(RunCount.run_id == run_id))
    rows = [{"run_id": run_id, "name": name, "total": total} for name, total in counts.items()]
    if rows:
        connection.execute(insert(RunCount), rows)


def _software_version() -> str:
    try:
        return importlib.metadata.version("yuzhong_news")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
