"""``scrapy spool``: what waits on disk for a database that was away, and into the archive."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from yuzhong_news.commands.columns import table
from yuzhong_news.commands.output import (
    check_arguments,
    check_settings,
    complain,
    database_url,
    show,
)
from yuzhong_news.spool import State, states


class Command(ScrapyCommand):
    """Shows the spool; with ``--store`` empties that of the archive at ``DATABASE_URL``."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        return "Show the pages that wait for a database; store them"

    def long_desc(self) -> str:
        return (
            "While the database is away, pages wait in SPOOL_DIR. Show how many, in how many "
            "bytes, since when, and for which archive. The next run of any spider stores them "
            "first; --store does it now, for the archive at DATABASE_URL. The exit code is 1 where "
            "something still waits or could not be stored."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--store", action="store_true", help="store what waits, now")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Show or store what waits, and set ``exitcode``."""
        check_arguments(args, needed=False)
        assert self.settings is not None
        check_settings(self.settings)
        if opts.store:
            self._store(database_url(self.settings))
            return
        found = states(Path(self.settings.get("SPOOL_DIR") or ".").expanduser())
        show(_shown(found) if found else ["Nothing waits."])
        self.exitcode = int(bool(found))

    def _store(self, url: str) -> None:
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.pipelines.store import spool_of  # noqa: PLC0415
        from yuzhong_news.pipelines.writer import Writer  # noqa: PLC0415
        from yuzhong_news.storage import Outcome, StorageError  # noqa: PLC0415

        assert self.settings is not None
        try:
            writer = Writer(url, spool_of(self.settings, url))
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        stored = 0
        for one in writer.drain():
            stored += one.outcome.outcome is not Outcome.FAILED
            if one.outcome.reason:
                complain(f"{one.outcome.page}: {one.outcome.reason}")
        waiting = writer.waiting
        writer.close()
        show([f"{stored} stored, {writer.set_aside} set aside, {waiting} waiting."])
        self.exitcode = int(bool(waiting or writer.set_aside))


def _shown(found: list[State]) -> Iterator[str]:
    yield from table(
        ("pages", "other", "bytes", "oldest", "archive"),
        [
            (
                str(state.pages),
                str(state.others),
                f"{state.bytes:,}",
                state.oldest.astimezone().isoformat(" ", "seconds") if state.oldest else "",
                state.archive,
            )
            for state in found
        ],
    )
    for file in (file for state in found for file in state.aside):
        yield f"set aside: {file}"
