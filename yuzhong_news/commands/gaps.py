"""``scrapy gaps``: what the archive lacks."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from yuzhong_news.commands.columns import table
from yuzhong_news.commands.missing import Missing, Search, period_of
from yuzhong_news.commands.output import check_arguments, check_settings, complain, show
from yuzhong_news.commands.run import newspapers_of
from yuzhong_news.expectations import GapKind

HEAD = ("newspaper", "date", "page", "gap", "detail", "asked", "last")


class Command(ScrapyCommand):
    """Compares the archive with what its newspapers' files, indexes and history let expect."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "List missing issues and pages, suspicious pages, failed documents"

    def long_desc(self) -> str:
        return (
            "List what the archive at DATABASE_URL lacks: missing issues and pages, pages and "
            "issues that are shorter than usual, files that could not be fetched. Exit code: 0 "
            "nothing is missing; 1 something is, or the archive cannot be read; 2 usage. "
            "`scrapy backfill` fetches what is listed."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--newspaper", metavar="NAME", action="append", default=[],
            help="only this newspaper (may be repeated); else all that the archive has",
        )  # fmt: skip
        parser.add_argument(
            "--since", metavar="DATE", help="the first day; else that of the first issue"
        )
        parser.add_argument("--until", metavar="DATE", help="the last day; else today")
        parser.add_argument("--all", action="store_true", help="those that are given up, too")
        parser.add_argument("--json", action="store_true", help="one JSON object a gap and line")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the gaps, and set ``exitcode``."""
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        check_arguments(args, needed=False)
        assert self.settings is not None
        check_settings(self.settings)
        known = newspapers_of(get_spider_loader(self.settings))
        period = period_of(opts.since, opts.until)
        try:
            search = Search(known, opts.newspaper, period, self.settings)
            found = search.missing()
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        left = [missing for missing in found if not missing.settled]
        listed = found if opts.all else left
        if opts.json:
            show(json.dumps(missing.values(), ensure_ascii=False) for missing in listed)
        elif listed:
            show(gap_table(listed))
        if not left:
            complain(_nothing_missing(search.looked_at))
        given_up = len(found) - len(left)
        if given_up and not opts.all:
            complain(f"{given_up} more given up, because the site has no more: --all lists them")
        self.exitcode = int(bool(left))


def _nothing_missing(looked_at: Mapping[str, int]) -> str:
    """Return the line that tells that there is no gap, and among what none was found."""
    counted = ", ".join(
        f"{looked_at[name]:,} {name.removesuffix('s') if looked_at[name] == 1 else name}"
        for name in ("newspapers", "days", "pages")
    )
    hint = ""
    if not looked_at["newspapers"]:
        hint = ". The archive has no issue of a newspaper yet. Try: scrapy crawl NEWSPAPER"
    elif not looked_at["days"]:
        hint = ". No issue of it was ever stored or asked for; --since says from when on one is due"
    return f"nothing is missing among {counted}{hint}"


def gap_table(found: Sequence[Missing]) -> list[str]:
    """Return a table of gaps for the terminal.

    Missing issues that follow one another, with no stored one between, are one line, from the first
    day to the last.
    """
    spans = [list(span) for _, span in groupby(found, _span_of)]
    return list(table(HEAD, [_cells(span) for span in spans]))


def _span_of(missing: Missing) -> object:
    """Return what the gaps of one line have in common."""
    if missing.gap.kind is not GapKind.MISSING_ISSUE:
        return id(missing)
    return missing.issues_before, _cells([missing])[2:], missing.title


def _cells(span: Sequence[Missing]) -> tuple[str, ...]:
    """Return the cells of a line: of one gap, or of some missing issues."""
    missing, last = span[0], span[-1]
    gap, attempt = missing.gap, missing.attempt
    asked = f"{attempt.times} {attempt.outcome}" if attempt else ""
    one = len(span) == 1
    return (
        missing.newspaper or missing.title,
        gap.date.isoformat() if one else f"{gap.date}/{last.gap.date}",
        str(gap.page or gap.page_name or ""),
        gap.kind.value,
        gap.detail if one else f"{len(span)} issues",
        f"{asked}, given up" if missing.settled else asked,
        attempt.asked_at.date().isoformat() if attempt else "",
    )
