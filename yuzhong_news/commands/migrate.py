"""``scrapy migrate``: the archive's tables to those of this version."""

import argparse
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from yuzhong_news.commands.output import check_arguments, complain, database_url, show


class Command(ScrapyCommand):
    """Migrates in one transaction: the archive is as new afterwards, or as it was."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        return "Bring the archive's tables to this version"

    def long_desc(self) -> str:
        return (
            "Migrate the database at DATABASE_URL (-s DATABASE_URL=... or the environment variable "
            "YUZHONG_NEWS_DATABASE_URL) to the tables of this version. Make a copy of it first. "
            "An empty database gets its tables; a file that is not there is not made."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Migrate, say from which revision to which, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.storage import StorageError, upgrade  # noqa: PLC0415

        del opts
        check_arguments(args, needed=False)
        try:
            before, after = upgrade(database_url(self.settings), create=False)
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        if before == after:
            show([f"The archive has the newest tables already (revision {after}), and its index."])
        else:
            show([f"The archive now has revision {after}; before: {before or 'no tables'}."])
