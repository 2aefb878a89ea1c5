"""Dates in texts and in addresses.

Known forms: 2024年11月6日, with blanks between; 二〇二五年二月七日; 2024-11-06 and 2024/11/06; in
addresses /2024-11/06/, /202411/06/, /20241106/, /2024/11/06/, _20220106_, /2010-3/5/, /2010/3/5/.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"○": 0, "零": 0, "Ｏ": 0, "O": 0, "0": 0}
_CHINESE = "〇○零ＯO0一二三四五六七八九"
_WRITTEN = re.compile(
    rf"(?P<year>[0-9０-９]{{4}}|[{_CHINESE}]{{4}})\s*年\s*"
    rf"(?P<month>[0-9０-９]{{1,2}}|[{_CHINESE}十]{{1,3}})\s*月\s*"
    rf"(?P<day>[0-9０-９]{{1,2}}|[{_CHINESE}十廿卅]{{1,4}})\s*日"
)
_PLAIN = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<gap>[-/.])(?P<month>[0-9]{1,2})(?P=gap)"
    r"(?P<day>[0-9]{1,2})(?![0-9])"
)
_IN_PATH = (
    re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-_/]?([01][0-9])[-_/]([0-3][0-9])(?![0-9])"),
    re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])"),
    re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-_/]([0-9]{1,2})/([0-9]{1,2})(?=/)"),
    re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])"),
)


def dates_in(text: str) -> Iterator[dt.date]:
    """Yield the dates that stand in a text, those with 年 月 日 first."""
    for pattern in (_WRITTEN, _PLAIN):
        for match in pattern.finditer(text):
            found = _date(_number(match["year"]), _number(match["month"]), _number(match["day"]))
            if found is not None:
                yield found


def date_in(text: str) -> dt.date | None:
    """Return the first date of a text, or None."""
    return next(dates_in(text), None)


def date_of_url(url: str) -> dt.date | None:
    """Return the date that an address names, or None; its path counts before its query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    for place in (parts.path, parts.query):
        for pattern in _IN_PATH:
            for match in pattern.finditer(place):
                found = _date(*(int(part) for part in match.groups()))
                if found is not None:
                    return found
    return None


def _number(printed: str) -> int:
    """Return the value of 11, １１, 十一, 二十, 廿三, 二〇二五; 0 if it is none."""
    if printed.isdecimal():
        return int(printed)
    printed = printed.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = printed.partition("十")
    if ten:
        return (_DIGITS.get(tens, 0) if tens else 1) * 10 + _DIGITS.get(ones, 0)
    value = 0
    for char in printed:
        value = value * 10 + _DIGITS.get(char, 0)
    return value


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
