"""``scrapy articles``: what the archive holds, one line an article."""

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
    from yuzhong_news.storage import ArticleRow

_HEAD = (
    "newspaper", "date", "page", "no", "kind", "headline", "lead", "people", "para", "pics", "jump",
)  # fmt: skip


class Command(ScrapyCommand):
    """Prints the articles of the archive in the order of print."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "List the articles of the archive"

    def long_desc(self) -> str:
        return (
            "List the articles in the database at DATABASE_URL (-s DATABASE_URL=... or the "
            "environment variable YUZHONG_NEWS_DATABASE_URL), in the order of print: newspaper, "
            "date, page, place on the page, headline, the lead's first words, people with their "
            "roles, numbers of paragraphs (para) and captions (pics), and the pages where a piece "
            "comes from (上接) or goes on (下转)."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_choice(parser)
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object an article, one a line"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the articles, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        check_arguments(args, needed=False)
        choice = choice_of(opts, self.settings)
        try:
            with open_archive(self.settings, choice) as archive:
                rows = archive.outline(choice)
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        if not rows and not choice.everything:
            complain("the archive holds no article of these days")
        elif not rows:
            complain("the archive holds no article yet. Try: scrapy crawl folder -a path=DIR")
        elif opts.json:
            show(map(_json, rows))
        else:
            show(_table(rows))


def _json(row: ArticleRow) -> str:
    values = dataclasses.asdict(row)
    values["people"] = [{"name": name, "role": role} for name, role in row.people]
    return json.dumps(values, ensure_ascii=False, default=str)


def _table(rows: list[ArticleRow]) -> Iterator[str]:
    yield from table(_HEAD, [_cells(row) for row in rows])


def _cells(row: ArticleRow) -> tuple[str, ...]:
    jumps = [f"上接{row.continued_from}"] if row.continued_from else []
    jumps += [f"下转{row.continued_to}"] if row.continued_to else []
    return (
        row.newspaper or "",
        row.issue_date.isoformat() if row.issue_date else "",
        str(row.page_number or ""),
        str(row.position + 1),
        "" if row.kind == "article" else row.kind,
        row.headline or "",
        row.lead or "",
        "; ".join(" ".join(filter(None, (role, name))) for name, role in row.people),
        str(row.paragraphs),
        str(row.captions),
        " ".join(jumps),
    )
