"""``scrapy reprints``: texts that were printed more than once."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from yuzhong_news.commands.choosing import add_choice, choice_of, open_archive
from yuzhong_news.commands.columns import table
from yuzhong_news.commands.output import check_arguments, complain, show

if TYPE_CHECKING:
    from yuzhong_news.storage import PrintedText

_HEAD = ("no", "date", "newspaper", "page", "headline", "likeness", "contained")


class Command(ScrapyCommand):
    """Prints the groups of articles that ``scrapy enrich`` linked."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "List articles that reprint each other"

    def long_desc(self) -> str:
        return (
            "List the texts in the archive at DATABASE_URL that several articles print, whole, "
            "shortened or lightly edited, as far as `scrapy enrich` has compared them: for each "
            "the article that was printed first, then the others, with the share of the text that "
            "both have (likeness) and the share of the shorter one that is in the longer one "
            "(contained). The options choose groups of which one article is chosen."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_choice(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object a group")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the groups, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        check_arguments(args, needed=False)
        choice = choice_of(opts, self.settings)
        try:
            with open_archive(self.settings, choice) as archive:
                groups = archive.reprints(choice)
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        if not groups:
            complain("no reprints are known among the chosen articles. Find them: scrapy enrich")
        elif opts.json:
            show(map(_json, groups))
        else:
            show(_table(groups))


def _json(group: tuple[PrintedText, ...]) -> str:
    first, *others = (dataclasses.asdict(one) for one in group)
    for share in ("likeness", "containment"):
        first.pop(share)
    return json.dumps({"first": first, "reprints": others}, ensure_ascii=False, default=str)


def _table(groups: list[tuple[PrintedText, ...]]) -> Iterator[str]:
    cells = [
        _cells(number if place == 0 else None, one)
        for number, group in enumerate(groups, start=1)
        for place, one in enumerate(group)
    ]
    yield from table(_HEAD, cells)


def _cells(number: int | None, one: PrintedText) -> tuple[str, ...]:
    return (
        str(number or ""),
        str(one.issue_date or ""),
        one.newspaper or "",
        str(one.page_number or one.page_name or ""),
        one.headline or "",
        "" if one.likeness is None else f"{one.likeness:.2f}",
        "" if one.containment is None else f"{one.containment:.2f}",
    )
