"""``scrapy enrich``: keywords and reprints of the articles that have none yet."""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings

from yuzhong_news.commands.choosing import add_choice, choice_of, open_archive
from yuzhong_news.commands.dictionary import cutter_of
from yuzhong_news.commands.finishing import tell_problem
from yuzhong_news.commands.output import check_arguments, complain, show

if TYPE_CHECKING:
    from yuzhong_news.enriching import Enriched


class Command(ScrapyCommand):
    """Does for each article what has not been done for it; the step after a crawl."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Find keywords and reprints of new articles"

    def long_desc(self) -> str:
        return (
            "Give each article of the archive at DATABASE_URL its keywords, and link it with the "
            "articles that print the same text, for those that were not dealt with yet or have "
            "changed. Run it after a crawl. It may be interrupted and run again, also while a "
            "crawl writes. Reprints need: pip install 'yuzhong_news[reprints]'"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_choice(parser)
        parser.add_argument(
            "--all", action="store_true", help="also the articles that were dealt with before"
        )
        parser.add_argument("--json", action="store_true", help="print the numbers as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Enrich, say for how many articles, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.enriching import enrich  # noqa: PLC0415
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        check_arguments(args, needed=False)
        choice = choice_of(opts, self.settings)
        try:
            with open_archive(self.settings, choice, read_only=False) as archive:
                cutter = cutter_of(self.settings)
                done = enrich(archive, choice, cutter=cutter, everything=opts.all)
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        except KeyboardInterrupt:
            complain("interrupted; what was done stays, and `scrapy enrich` goes on from there")
            self.exitcode = 1
            return
        if done.lacking:
            complain(done.lacking)
        show([json.dumps(dataclasses.asdict(done)) if opts.json else _told(done)])


def enriched(settings: BaseSettings) -> str:
    """Enrich the archive after a crawl, if there is one; return what went wrong, or nothing."""
    from yuzhong_news.enriching import enrich  # noqa: PLC0415
    from yuzhong_news.storage import Archive, StorageError  # noqa: PLC0415

    url = settings.get("DATABASE_URL")
    if not url:
        return ""
    try:
        with Archive(url) as archive:
            done = enrich(archive, cutter=cutter_of(settings))
    except StorageError as error:
        return str(error)
    if done.lacking:
        tell_problem(done.lacking, settings)
    return ""


def _told(done: Enriched) -> str:
    pairs = "1 pair" if done.reprints == 1 else f"{done.reprints} pairs"
    return (
        f"enrich: {done.counted} articles counted, {done.with_keywords} got keywords, "
        f"{done.compared} compared; {pairs} of reprints found."
    )
