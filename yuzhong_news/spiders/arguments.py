"""What a newspaper's spider is asked for: days and pages."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from yuzhong_news.newspapers import Newspaper
from yuzhong_news.spiders.facts import FactsError, date_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
_PAGES = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?", re.ASCII)
_NUMBERS = re.compile(r"[1-9]\d{0,2}(?:,[1-9]\d{0,2})*", re.ASCII)
_TRUE = {"1", "true", "yes"}
_FALSE = {"", "0", "false", "no"}


class PageRange(NamedTuple):
    """Pages from ``first`` to ``last``."""

    first: int
    last: int

    def holds(self, number: int | None) -> bool:
        """Whether the page of this number is among them; one without number is not."""
        return number is not None and self.first <= number <= self.last


def today(now: dt.datetime | None = None) -> dt.date:
    """Return the date where the newspapers are, at ``now`` or, without it, at this moment."""
    return (now or dt.datetime.now(dt.UTC)).astimezone(SHANGHAI).date()


def days_of(newspaper: Newspaper, date: str, since: str, until: str) -> list[dt.date]:
    """Return the days whose issues are asked for, the oldest first.

    A day that is named is asked for whatever weekday it is; of a range, and of today, only the
    days on which the newspaper appears.  A range ends today at the latest, and
    :func:`ahead_of_today` tells of it.  Raises :class:`FactsError`.
    """
    if date:
        if since or until:
            raise FactsError("give either date, or since and until")
        return [_past_day(date, "argument date")]
    if until and not since:
        raise FactsError("argument until needs since: the first day")
    last = _day(until, "argument until") if until else today()
    first = _past_day(since, "argument since") if since else last
    if first > last:
        raise FactsError(f"argument since: {first} is after {last}")
    last = min(last, today())
    days = (first + dt.timedelta(n) for n in range((last - first).days + 1))
    return [day for day in days if newspaper.appears_on(day)]


def check_past(day: dt.date, origin: str) -> dt.date:
    """Return ``day`` unless it is in the future where the newspapers are; raises ``FactsError``."""
    now = today()
    if day > now:
        raise FactsError(
            f"{origin}: {day} is in the future: today is {now} in Shanghai, and there is "
            "no later issue yet"
        )
    return day


def ahead_of_today(until: dt.date | None) -> str:
    """Return what is to be told of a range up to ``until`` that ends in the future, or nothing."""
    now = today()
    if until is None or until <= now:
        return ""
    return f"until {until} means until today, {now} in Shanghai: there is no later issue yet"


def pages_of(text: str) -> PageRange | None:
    """Return the pages in ``3`` or ``1-4``, null for all; raises :class:`FactsError`."""
    if not text:
        return None
    match = _PAGES.fullmatch(text.strip())
    first = int(match[1]) if match else 0
    last = int(match[2] or match[1]) if match else 0
    if not 0 < first <= last:
        raise FactsError(f"argument pages: {text} is no range of pages. Write it as 3 or 1-4")
    return PageRange(first, last)


def only_of(text: str) -> dict[dt.date, frozenset[int]]:
    """Return the days, and of each its pages, in ``2025-02-09 2025-02-07/2,4``.

    They keep their order; a day without pages wants all of them, and its set is empty.  Raises
    :class:`FactsError`.
    """
    wanted: dict[dt.date, frozenset[int]] = {}
    for word in text.split():
        day, slash, pages = word.partition("/")
        if slash and not _NUMBERS.fullmatch(pages):
            raise FactsError(f"argument only: {word}: write it as 2025-02-07 or 2025-02-07/2,4")
        numbers = frozenset(int(number) for number in pages.split(",") if number)
        wanted[_past_day(day, "argument only")] = numbers
    return wanted


def check_known(unknown: Iterable[str], taken: str) -> None:
    """Raise :class:`FactsError` for arguments that a spider does not take.

    Those that begin with an underscore are Scrapyd's own (``_job``), for each of its spiders.
    """
    names = sorted(name for name in unknown if not name.startswith("_"))
    if names:
        raise FactsError(f"unknown argument {', '.join(names)}. It takes {taken}")


def flag_of(text: str, name: str) -> bool:
    """Return whether an argument that is 1 or 0 is 1; raises :class:`FactsError`."""
    word = text.strip().lower()
    if word not in _TRUE | _FALSE:
        raise FactsError(f"argument {name}: {text} is neither 1 nor 0")
    return word in _TRUE


def _past_day(text: str, origin: str) -> dt.date:
    return check_past(_day(text, origin), origin)


def _day(text: str, origin: str) -> dt.date:
    day = date_of(text, origin)
    assert day is not None
    return day
