"""The options that say which articles a command is about, and the archive that has them."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from yuzhong_news.commands.output import database_url
from yuzhong_news.newspapers import title_of
from yuzhong_news.records import Selection
from yuzhong_news.spiders.facts import FactsError, date_of
from yuzhong_news.spiders.loader import newspapers_in

if TYPE_CHECKING:
    from yuzhong_news.storage import Archive


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Add ``--newspaper``, ``--since`` and ``--until``."""
    parser.add_argument(
        "--newspaper", metavar="NAME", help="only this newspaper: 渝中报, or its name yuzhong"
    )
    add_days(parser)


def add_days(parser: argparse.ArgumentParser) -> None:
    """Add ``--since`` and ``--until``."""
    parser.add_argument("--since", metavar="DATE", help="only issues from this day on: 2025-01-01")
    parser.add_argument("--until", metavar="DATE", help="only issues up to this day")


def choice_of(opts: argparse.Namespace, settings: BaseSettings | None) -> Selection:
    """Return what these options select, or raise ``UsageError``.

    A newspaper that is named as ``scrapy list`` does is selected by its title.
    """
    since, until = days_of(opts)
    name = opts.newspaper and title_of(opts.newspaper, newspapers_in(settings).newspapers)
    return Selection(newspaper=name or None, since=since, until=until)


def days_of(opts: argparse.Namespace) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day that are selected, or raise ``UsageError``."""
    since, until = _day(opts.since, "--since"), _day(opts.until, "--until")
    if since and until and since > until:
        raise UsageError(f"--since {since} is after --until {until}", print_help=False)
    return since, until


def open_archive(
    settings: BaseSettings | None, choice: Selection | None = None, *, read_only: bool = True
) -> Archive:
    """Return the archive at ``DATABASE_URL``, which must be there and have the chosen newspaper.

    A ``StorageError`` says what is not so.
    """
    # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
    from yuzhong_news.storage import Archive, StorageError  # noqa: PLC0415

    archive = Archive(database_url(settings), create=False, read_only=read_only)
    try:
        name = choice.newspaper if choice else None
        problem = unknown_newspaper(name, archive.newspapers(), settings) if name else ""
        if problem:
            raise StorageError(problem)
    except BaseException:
        archive.close()
        raise
    return archive


def unknown_newspaper(name: str, held: Sequence[str], settings: BaseSettings | None) -> str:
    """Return what is wrong with a newspaper that the archive does not hold, or nothing.

    ``held`` are the titles that it holds; those that are near are named, by title or by name.
    """
    if name in held or not held:
        return ""
    known = newspapers_in(settings).newspapers.values()
    words = {paper.name: paper.title for paper in known if paper.title in held}
    words |= {title: title for title in held}
    near = [words[word] for word in get_close_matches(name, words, n=3, cutoff=0.3)]
    return f"the archive holds no newspaper {name}. It holds " + ", ".join(
        dict.fromkeys(near or held[:5])
    )


def _day(text: str | None, option: str) -> dt.date | None:
    try:
        return date_of(text, option) if text is not None else None
    except FactsError as error:
        raise UsageError(str(error), print_help=False) from None
