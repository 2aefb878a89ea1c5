"""``scrapy people``: who wrote what, how often, and with whom."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from yuzhong_news.commands.choosing import add_choice, choice_of, open_archive
from yuzhong_news.commands.columns import table
from yuzhong_news.commands.output import complain, show

if TYPE_CHECKING:
    from yuzhong_news.records import Selection
    from yuzhong_news.storage import Archive, Credit, PersonRow, Share

_HEAD = ("name", "articles", "roles", "newspapers", "first", "last", "with")
_CREDITS_HEAD = ("date", "newspaper", "page", "headline", "role", "work")
_COMPANIONS = 10
"""Companions that a person's own page names; ``--json`` has all."""
_LIMIT = 50


class Command(ScrapyCommand):
    """Prints the people whom the archive credits, or what it owes to one of them."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] [NAME]"

    def short_desc(self) -> str:
        return "Show who wrote what, how often and with whom"

    def long_desc(self) -> str:
        return (
            "Without a name: the people whom the archive at DATABASE_URL credits, with their roles "
            "and the number of articles of each, their newspapers, first and last date, and with "
            "whom they are credited most. With a name: all that the archive owes to that person, "
            "the newest first. Blanks in a name and the form of its dots do not matter. Namesakes "
            "are one person here, as in print."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_choice(parser)
        parser.add_argument(
            "--limit",
            type=int,
            default=_LIMIT,
            metavar="N",
            help=f"people, or a person's articles, at most; 0: all ({_LIMIT})",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object a person")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the people, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        name, choice = _name(args), choice_of(opts, self.settings)
        if opts.limit < 0:
            raise UsageError(f"--limit {opts.limit} is below 0", print_help=False)
        limit = opts.limit or None
        try:
            with open_archive(self.settings, choice) as archive:
                problem = _print(archive, name, choice, limit, as_json=opts.json)
        except StorageError as error:
            problem = str(error)
        if problem:
            complain(problem)
            self.exitcode = 1


def _name(args: list[str]) -> str:
    """Return the name, of which an unquoted blank makes two arguments; nothing asks for all."""
    # Scrapy hands unknown options to its commands as if they were arguments.
    unknown = [arg for arg in args if arg.startswith("-")]
    if unknown:
        raise UsageError(f"unknown option {' '.join(unknown)}")
    if args and not "".join(args).strip():
        raise UsageError("the name is empty")
    return " ".join(args)


def _print(
    archive: Archive, name: str, choice: Selection, limit: int | None, *, as_json: bool
) -> str:
    """Print what is asked for, and return what is wrong, or nothing."""
    if not name:
        rows = archive.people(choice, limit)
        if not rows:
            complain("none of the chosen articles credits anybody")
        elif as_json:
            show(json.dumps(_as_json(row), ensure_ascii=False, default=str) for row in rows)
        else:
            show(_people(rows))
        return ""
    found = archive.person(name, choice, limit)
    if found is None:
        near = archive.names_near(name)
        hint = f" Did you mean {' or '.join(near)}?" if near else " See: scrapy people"
        return f"the archive credits nobody named {name}.{hint}"
    row, owed = found
    if as_json:
        values = {**_as_json(row), "credits": [dataclasses.asdict(credit) for credit in owed]}
        show([json.dumps(values, ensure_ascii=False, default=str)])
    elif row.articles:
        show(_person(row, owed))
    else:
        complain(f"none of the chosen articles credits {row.name}")
    return ""


def _as_json(row: PersonRow) -> dict[str, Any]:
    values = dataclasses.asdict(row)
    for name in ("roles", "newspapers", "years", "companions"):
        values[name] = dict(getattr(row, name))
    return values


def _people(rows: list[PersonRow]) -> Iterator[str]:
    cells = [
        (
            row.name,
            str(row.articles),
            _told(row.roles),
            _told(row.newspapers),
            str(row.first or ""),
            str(row.last or ""),
            _told(row.companions),
        )
        for row in rows
    ]
    yield from table(_HEAD, cells)


def _person(row: PersonRow, owed: list[Credit]) -> Iterator[str]:
    articles = "1 article" if row.articles == 1 else f"{row.articles} articles"
    days = f", {row.first} to {row.last}" if row.first else ""
    yield f"{row.name}: {articles}{days}"
    others = row.companions[:_COMPANIONS]
    more = len(row.companions) - len(others)
    with_whom = _told(others) + (f" and {more} more" if more else "")
    for label, told in (
        ("roles", _told(row.roles)),
        ("newspapers", _told(row.newspapers)),
        ("years", _told(row.years)),
        ("with", with_whom),
    ):
        if told:
            yield f"  {label:<11}{told}"
    yield ""
    yield from table(_CREDITS_HEAD, [_cells(credit) for credit in owed])


def _cells(credit: Credit) -> tuple[str, ...]:
    return (
        str(credit.issue_date or ""),
        credit.newspaper or "",
        str(credit.page_number or credit.page_name or ""),
        credit.headline or "",
        credit.role,
        credit.work or "",
    )


def _told(shares: Iterable[Share]) -> str:
    return ", ".join(f"{share.name or '(no role)'} {share.articles}" for share in shares)
