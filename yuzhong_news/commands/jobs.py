"""``scrapy jobs``: how far the queue is."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from yuzhong_news.commands.columns import table
from yuzhong_news.commands.output import check_arguments, complain, database_url, show
from yuzhong_news.commands.papers import by_name_or_title
from yuzhong_news.newspapers import named
from yuzhong_news.spiders.loader import newspapers_in

if TYPE_CHECKING:
    from yuzhong_news.storage import JobRow

_STATES = ("todo", "doing", "done", "failed")


class Command(ScrapyCommand):
    """Prints the number of jobs of each newspaper, and the jobs one by one that want a look."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Tell how far the workers are"

    def long_desc(self) -> str:
        return (
            "Tell how many issues of each newspaper wait in the queue at DATABASE_URL (todo), are "
            "fetched (doing), are in the archive (done), or failed; which worker fetches what "
            "since when; and why issues failed or wait for another try. `scrapy enqueue` puts "
            "failed issues into the queue again."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--newspaper", help="only the jobs of this newspaper")
        parser.add_argument("--json", action="store_true", help="one JSON object a job, one a line")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the jobs, and set ``exitcode``."""
        from yuzhong_news.storage import JobQueue, StorageError  # noqa: PLC0415

        check_arguments(args, needed=False)
        known = newspapers_in(self.settings).newspapers
        paper = named(opts.newspaper, known) if opts.newspaper else None
        try:
            queue = JobQueue(database_url(self.settings))
            name = paper.name if paper else opts.newspaper
            rows = queue.jobs(name) if queue.is_there() else []
            queue.close()
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        if not rows and opts.newspaper:
            # A newspaper whose TOML is gone may have jobs all the same.
            paper = by_name_or_title(opts.newspaper, known)
            complain(f"there is no job. Try: scrapy enqueue {paper.name} --since 2025-01-01")
        elif not rows:
            complain("there is no job. Try: scrapy enqueue NEWSPAPER --since 2025-01-01")
        elif opts.json:
            show(_json(row) for row in rows)
        else:
            show(_tables(rows))


def _json(row: JobRow) -> str:
    return json.dumps(dataclasses.asdict(row), ensure_ascii=False, default=_text)


def _text(value: Any) -> str:  # noqa: ANN401 - what JSON does not know
    return value.isoformat()  # type: ignore[no-any-return]


def _tables(rows: list[JobRow]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row.newspaper, Counter())[row.state] += 1
    numbers = [(name, *(str(counts[name][state]) for state in _STATES)) for name in sorted(counts)]
    yield from table(("newspaper", *_STATES), numbers)
    looked_at = [row for row in rows if row.state in ("doing", "failed") or row.reason]
    if looked_at:
        yield ""
        head = ("newspaper", "date", "state", "tries", "since", "worker", "reason")
        yield from table(head, [_cells(row) for row in looked_at])


def _cells(row: JobRow) -> tuple[str, ...]:
    since = row.since.astimezone().strftime("%Y-%m-%d %H:%M:%S") if row.since else ""
    return (
        row.newspaper,
        row.date.isoformat(),
        row.state,
        str(row.attempts),
        since,
        row.worker or "",
        row.reason or "",
    )
