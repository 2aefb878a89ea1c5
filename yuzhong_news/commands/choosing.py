"""The options that say which articles a command is about."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from difflib import get_close_matches

from scrapy.exceptions import UsageError

from yuzhong_news.records import Selection
from yuzhong_news.spiders.facts import FactsError, date_of


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Add ``--newspaper``, ``--since`` and ``--until``."""
    parser.add_argument("--newspaper", metavar="NAME", help="only this newspaper: 渝中报")
    parser.add_argument("--since", metavar="DATE", help="only issues from this day on: 2025-01-01")
    parser.add_argument("--until", metavar="DATE", help="only issues up to this day")


def choice_of(opts: argparse.Namespace) -> Selection:
    """Return what these options select, or raise ``UsageError``."""
    since, until = _day(opts.since, "--since"), _day(opts.until, "--until")
    if since and until and since > until:
        raise UsageError(f"--since {since} is after --until {until}", print_help=False)
    return Selection(newspaper=opts.newspaper or None, since=since, until=until)


def unknown_newspaper(name: str | None, known: Sequence[str]) -> str:
    """Return what is wrong with a newspaper's name that the archive does not know, or nothing."""
    if name is None or name in known or not known:
        return ""
    near = get_close_matches(name, known, n=3, cutoff=0.3) or list(known[:5])
    return f"the archive holds no newspaper {name}. It holds {', '.join(near)}"


def _day(text: str | None, option: str) -> dt.date | None:
    try:
        return date_of(text, option) if text is not None else None
    except FactsError as error:
        raise UsageError(str(error), print_help=False) from None
