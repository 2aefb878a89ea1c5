"""The archive as the crawl sees it: runs, and pages that are stored whole or not at all."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import logging
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, delete, insert, select, update

from yuzhong_news.expectations import Attempt, StoredIssue
from yuzhong_news.figures import Figures
from yuzhong_news.items import IssuePages, Page
from yuzhong_news.records import Record, Selection
from yuzhong_news.search import Field, Query
from yuzhong_news.storage.away import is_away
from yuzhong_news.storage.content import described
from yuzhong_news.storage.engine import open_engine, writing
from yuzhong_news.storage.errors import StorageError
from yuzhong_news.storage.faults import explained, reading, told
from yuzhong_news.storage.figures import ArchiveFigures
from yuzhong_news.storage.holdings import (
    attempts,
    holdings,
    keep_attempts,
    newspapers_with_issues,
)
from yuzhong_news.storage.issues import expect, is_complete
from yuzhong_news.storage.kept import Chosen, KeptPage, compare_again, kept_pages, write_again
from yuzhong_news.storage.pages import Outcome, Written, write_pages
from yuzhong_news.storage.people import (
    Credit,
    PersonRow,
    credits_of,
    names_near,
    people,
    person,
)
from yuzhong_news.storage.queries import ArticleRow, newspapers, outline, table_counts
from yuzhong_news.storage.records import record_batches
from yuzhong_news.storage.reprint_groups import Group, reprint_groups
from yuzhong_news.storage.schema import prepare
from yuzhong_news.storage.search import SearchResult, find, rebuild
from yuzhong_news.storage.search.finding import Score
from yuzhong_news.storage.snapshot import snapshot
from yuzhong_news.storage.tables import Run, RunCount

_log = logging.getLogger(__name__)

_TOGETHER = 20
"""Pages that are stored in one transaction, for whose end other writers wait."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of one page.

    ``reason`` says why it was kept or failed, and of a changed one which facts are others now.
    ``fields`` counts, for a changed page, its articles by what of them changed, and those that are
    ``new`` or ``gone``.
    """

    page: str
    outcome: Outcome
    reason: str = ""
    fields: Counter[str] = field(default_factory=Counter)


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
    database: each transaction waits for its turn.
    """

    def __init__(self, url: str, *, create: bool = True, read_only: bool = False) -> None:
        """Open the database, and make its tables if it is empty.

        Without ``create``, for whoever only reads, an archive that is not there yet is an error;
        with ``read_only`` nothing can be written either.
        A ``StorageError`` says why it cannot be opened, a ``SchemaError`` that its tables are not
        those of this version, each with the database (its password hidden) and what to do.
        """
        create = create and not read_only
        self.engine = open_engine(url, create=create, read_only=read_only)
        self._written: dict[int, set[int]] = {}
        try:
            prepare(self.engine, create=create)
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
        """Store each page with its articles, whole or not at all, and say what became of it.

        Nothing is written for a page that is there already with the same content.  A page that
        cannot be stored is ``failed`` with the reason, and the others of the batch are stored.
        Where the database is away, the pages that were to be stored together then, and all behind
        them, are ``waiting``; trying them again does no harm.

        A page is ``kept`` as it was when it comes without any article now (unless
        ``accept_empty``), and when this run has stored it before with other articles.
        """
        return Stored(tuple(self._store(run_id, pages, accept_empty, _TOGETHER)))

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
        with reading(self.engine), self.engine.connect() as connection:
            return is_complete(connection, newspaper, issue_date, first, last)

    def kept_pages(self, chosen: Chosen, *, at_once: int = 50) -> Iterator[KeptPage]:
        """Yield the chosen pages, oldest row first; only ``at_once`` are in memory at a time.

        Between two of them the archive is free for writing.
        """
        after = 0
        while True:
            with reading(self.engine), self.engine.connect() as connection:
                pages = kept_pages(connection, chosen, after, at_once)
            yield from pages
            if len(pages) < at_once:
                return
            after = pages[-1].id

    def store_again(self, run_id: int, kept: KeptPage, page: Page) -> PageOutcome:
        """Store a kept page that was split again, and say what became of it.

        It is ``kept`` as it was when another run has stored it anew since it was read.
        """
        try:
            with writing(self.engine) as connection:
                written = write_again(connection, run_id, kept, page)
        # Whatever a page does to us, the pages after it must not pay for it.
        except Exception as error:
            _log.debug("%s could not be stored", described(page), exc_info=True)
            return PageOutcome(described(page), Outcome.FAILED, told(error, self.engine.url))
        return _outcome(page, written)

    def compare_again(self, kept: KeptPage, page: Page) -> PageOutcome:
        """Say what :meth:`store_again` would do; nothing is written."""
        with reading(self.engine), self.engine.connect() as connection:
            return _outcome(page, compare_again(connection, kept, page))

    def holdings(
        self, newspaper: str, since: dt.date | None, until: dt.date
    ) -> dict[dt.date, StoredIssue]:
        """Return what is here of a newspaper's issues; see :func:`storage.holdings.holdings`."""
        with explained(self.engine, "read"), self.engine.connect() as connection:
            return holdings(connection, newspaper, since, until)

    def newspapers_with_issues(self) -> list[str]:
        """Return the newspapers that have an issue here, or were asked for one."""
        with explained(self.engine, "read"), self.engine.connect() as connection:
            return newspapers_with_issues(connection)

    def attempts(self, newspaper: str) -> dict[dt.date, Attempt]:
        """Return when each issue of a newspaper was last asked for, and how that ended."""
        with explained(self.engine, "read"), self.engine.connect() as connection:
            return attempts(connection, newspaper)

    def keep_attempts(self, newspaper: str, attempted: Mapping[dt.date, Attempt]) -> None:
        """Keep these attempts in place of those before them."""
        with explained(self.engine, "written"), writing(self.engine) as connection:
            keep_attempts(connection, newspaper, attempted)

    def outline(self, choice: Selection | None = None) -> list[ArticleRow]:
        """Return the chosen articles (null: all); see :func:`storage.queries.outline`."""
        with reading(self.engine), self.engine.connect() as connection:
            return outline(connection, choice or Selection())

    def search(
        self,
        query: Query,
        choice: Selection | None = None,
        fields: Collection[Field] = (),
        *,
        score: Score | None = None,
        limit: int | None = 20,
        offset: int = 0,
    ) -> SearchResult:
        """Return what matches the query; see :func:`storage.search.find`."""
        # All statements of one search see the archive of one moment.
        with snapshot(self.engine) as connection:
            return find(
                *(connection, query, choice or Selection(), fields),
                score=score,
                limit=limit,
                offset=offset,
            )

    def reindex(self) -> int:
        """Build the search index anew, and return how many articles are in it."""
        with reading(self.engine, "indexed"), writing(self.engine) as connection:
            return rebuild(connection)

    def people(self, choice: Selection, limit: int | None = None) -> list[PersonRow]:
        """Return who is credited for the chosen articles; see :func:`storage.people.people`."""
        with snapshot(self.engine) as connection:
            return people(connection, choice, limit)

    def person(
        self, name: str, choice: Selection, limit: int | None = None
    ) -> tuple[PersonRow, list[Credit]] | None:
        """Return the person of this name and the newest credits, or null for nobody.

        See :func:`storage.people.person` and :func:`storage.people.credits_of`.
        """
        with snapshot(self.engine) as connection:
            found = person(connection, name, choice)
            if found is None:
                return None
            return found, credits_of(connection, name, choice, limit)

    def names_near(self, name: str) -> list[str]:
        """Return names that somebody may have meant by this one, the nearest first."""
        with snapshot(self.engine) as connection:
            return names_near(connection, name)

    def reprints(self, choice: Selection) -> list[Group]:
        """Return the texts that several articles print; see :mod:`storage.reprint_groups`."""
        with snapshot(self.engine) as connection:
            return list(reprint_groups(connection, choice))

    def table_counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        with reading(self.engine), self.engine.connect() as connection:
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
        with reading(self.engine), self.engine.connect() as connection:
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

    def _store(
        self, run_id: int, pages: Sequence[Page], accept_empty: bool, at_once: int
    ) -> list[PageOutcome]:
        """Store the pages, so many in a transaction; behind one that must wait, all must."""
        outcomes: list[PageOutcome] = []
        for first in range(0, len(pages), at_once):
            if outcomes and outcomes[-1].outcome is Outcome.WAITING:
                return [*outcomes, *_waiting(pages[first:], outcomes[-1].reason)]
            some = pages[first : first + at_once]
            outcomes += self._store_together(run_id, some, accept_empty)
        return outcomes

    def _store_together(
        self, run_id: int, pages: Sequence[Page], accept_empty: bool
    ) -> list[PageOutcome]:
        """Store the pages in one transaction, or one by one if one of them cannot be stored."""
        of_this_run = self._written.setdefault(run_id, set())
        try:
            with writing(self.engine) as connection:
                written = write_pages(
                    connection, run_id, pages, of_this_run, accept_empty=accept_empty
                )
        # Whatever a page does to us, the other pages must not pay for it.
        except Exception as error:
            reason = told(error, self.engine.url)
            if is_away(error):
                return _waiting(pages, reason)
            if len(pages) > 1:
                return self._store(run_id, pages, accept_empty, at_once=1)
            name = described(pages[0])
            _log.debug("%s could not be stored", name, exc_info=True)
            return [PageOutcome(name, Outcome.FAILED, reason)]
        of_this_run.update(one.page_id for one in written)
        return [_outcome(page, one) for page, one in zip(pages, written, strict=True)]


def _waiting(pages: Sequence[Page], reason: str) -> list[PageOutcome]:
    return [PageOutcome(described(page), Outcome.WAITING, reason) for page in pages]


def _outcome(page: Page, written: Written) -> PageOutcome:
    return PageOutcome(described(page), written.outcome, written.reason, written.fields)


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
