"""Which issues of a newspaper stand in WARC files: those whose first request is answered there."""

from __future__ import annotations

import datetime as dt

from yuzhong_news.newspapers import Edition, Newspaper
from yuzhong_news.platforms import PLATFORMS, Fetch
from yuzhong_news.platforms.dates import date_of_url
from yuzhong_news.spiders.arguments import SHANGHAI
from yuzhong_news.spiders.fetching import posted_of
from yuzhong_news.warc import Index, key_of

_FIRST = dt.date(1998, 1, 1)
"""No newspaper had an e-paper before."""
_OTHER_DAY = dt.timedelta(days=397)


def days_in(
    index: Index, newspaper: Newspaper, since: dt.date | None, until: dt.date | None
) -> list[dt.date]:
    """Return the days, from ``since`` to ``until``, whose issue begins with a response in there.

    Where one address leads to the issues of all days, it is the days that other addresses name, and
    those on which something was fetched.
    """
    if index.last is None:
        return []
    first = max(since or _FIRST, newspaper.since or _FIRST)
    last = min(until or dt.date.max, index.last.astimezone(SHANGHAI).date() + dt.timedelta(1))
    named: set[dt.date] | None = None
    found = []
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(number)
        edition = newspaper.edition_of(day)
        if not edition.hosts & index.hosts:
            continue
        fetch = start_of(edition, day)
        if fetch is None or key_of(fetch.url, posted_of(fetch)[1].encode()) not in index.captures:
            continue
        if not is_dated(edition, day):
            named = _named(index) if named is None else named
            if day not in named:
                continue
        found.append(day)
    return found


def start_of(edition: Edition, day: dt.date) -> Fetch | None:
    """Return with what the issue of a day begins, null where its address is none."""
    try:
        return PLATFORMS[edition.platform].start(edition.address, day)
    except ValueError:
        return None


def is_dated(edition: Edition, day: dt.date) -> bool:
    """Whether the issues of two days begin with different requests."""
    one, other = (start_of(edition, each) for each in (day, day + _OTHER_DAY))
    return one is None or other is None or _sent(one) != _sent(other)


def _sent(fetch: Fetch) -> tuple[str, str]:
    return fetch.url, posted_of(fetch)[1]


def _named(index: Index) -> set[dt.date]:
    """Return the days that addresses name, and those on which something was fetched."""
    days = {date_of_url(key.partition(" ")[0]) for key in index.captures}
    fetched = {
        capture.date.astimezone(SHANGHAI).date()
        for captures in index.captures.values()
        for capture in captures
    }
    return fetched | {day for day in days if day is not None}
