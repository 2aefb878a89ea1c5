"""All chosen pages of an archive split again, page by page, in worker processes.

A page that is done has the present splitter's version, so that a run that was killed is taken up
where it ended.  Nothing is fetched.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from yuzhong_news.items import Page
from yuzhong_news.platforms.selectors import Selectors
from yuzhong_news.resplitting.files import CannotError, Files
from yuzhong_news.resplitting.rebuilding import Kept, split_again
from yuzhong_news.storage import Archive, Chosen, KeptPage, Outcome, PageOutcome
from yuzhong_news.workers import WorkerError, Workers

SPIDER = "resplit"
"""What the table of runs calls a run of this kind."""
WORKER = "worker"
"""The reason that counts a page which hung, crashed or needed too much memory."""


@dataclass(slots=True)
class Report:
    """What a run did: pages by their outcome, and what of their articles changed.

    ``cannot`` counts by reason the pages that could not be split again; ``fields`` counts the
    articles of changed pages by the fields that changed, and those that are ``new`` or ``gone``.
    """

    pages: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    cannot: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)

    @property
    def ok(self) -> bool:
        """Whether every page was split and stored."""
        return not self.cannot and not self.kept

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            "pages": self.pages,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "kept": self.kept,
            "cannot": dict(self.cannot.most_common()),
            "articles": dict(self.fields.most_common()),
        }

    def add(self, outcome: PageOutcome) -> None:
        """Count a page that was split."""
        self.fields += outcome.fields
        if outcome.outcome is Outcome.CHANGED:
            self.changed += 1
        elif outcome.outcome is Outcome.UNCHANGED:
            self.unchanged += 1
        elif outcome.outcome is Outcome.KEPT:
            self.kept += 1
        else:
            self.cannot["not-stored"] += 1


class Desk(NamedTuple):
    """What splitting needs: the files, workers, and who knows the platform of a page's newspaper.

    That is its name or null, with the newspaper's own selectors.

    ``at_once`` pages are split side by side.
    """

    files: Files
    workers: Workers
    at_once: int
    platform_of: Callable[[KeptPage], tuple[str | None, Selectors]]


def resplit(
    archive: Archive,
    chosen: Chosen,
    desk: Desk,
    *,
    run_id: int | None,
    tell: Callable[[str], None],
    report: Report,
) -> None:
    """Split the chosen pages again, and count in ``report`` what became of them.

    Without ``run_id`` nothing is written.  ``tell`` gets one line for each page that could not be
    split or stored.
    """
    for kept, outcome in _split(archive.kept_pages(chosen), desk):
        report.pages += 1
        name = _name(kept)
        try:
            page = outcome.result()
        except (CannotError, WorkerError, MemoryError) as error:
            reason = error.reason if isinstance(error, CannotError) else WORKER
            report.cannot[reason] += 1
            tell(f"{name}: cannot be split again: {str(error) or 'it needs too much memory'}")
            continue
        except Exception as error:  # a page that breaks the splitting must not stop the others
            report.cannot["broken"] += 1
            tell(f"{name}: could not be split ({type(error).__name__}: {error}). This is a bug")
            continue
        stored = (
            archive.compare_again(kept, page)
            if run_id is None
            else archive.store_again(run_id, kept, page)
        )
        report.add(stored)
        if stored.reason:
            tell(f"{name}: stays as it is: {stored.reason}")


def _split(pages: Iterable[KeptPage], desk: Desk) -> Iterator[tuple[KeptPage, Future[Page]]]:
    """Yield the pages in their order, each split; a few are under way at a time."""
    under_way: deque[tuple[KeptPage, Future[Page]]] = deque()
    with ThreadPoolExecutor(desk.at_once, thread_name_prefix="resplit") as threads:
        try:
            for page in pages:
                told = (page.facts, page.source_sha256, page.documents, page.doubts)
                kept = Kept(*told, *desk.platform_of(page))
                task = threads.submit(desk.workers.wait_for, split_again, kept, desk.files)
                under_way.append((page, task))
                if len(under_way) > desk.at_once:
                    yield under_way.popleft()
            while under_way:
                yield under_way.popleft()
        finally:
            for _, task in under_way:
                task.cancel()


def _name(kept: KeptPage) -> str:
    facts = kept.facts
    known = (
        facts.newspaper,
        facts.issue_date and facts.issue_date.isoformat(),
        facts.page_number and f"page {facts.page_number}",
    )
    return " ".join(str(one) for one in known if one) or facts.source_url or f"page {kept.id}"
