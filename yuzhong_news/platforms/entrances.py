"""Entrances: pages that forward to an issue, and lists of issues.

``paperindex.htm`` has a meta refresh ``0; URL=html/2024-11/06/node_1.htm``, or a script that sets
``location``; ``period.xml`` lists the issues of a month with their front pages.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from yuzhong_news.platforms.dates import date_in, date_of_url
from yuzhong_news.platforms.markup import Element, absolute, path_of
from yuzhong_news.platforms.model import Fetch, Issue

_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"<>;]+)", re.IGNORECASE)
_SCRIPT = re.compile(
    r"(?:window\.|self\.|top\.|document\.)?location(?:\.href)?\s*=\s*['\"]([^'\"<>+]{1,300})['\"]"
)
_REPLACE = re.compile(r"location\.replace\(\s*['\"]([^'\"<>+]{1,300})['\"]\s*\)")
_DATE = re.compile(r"<period_date>\s*([^<>]{6,30})</period_date>", re.IGNORECASE)
_FRONT = re.compile(r"<front_page>\s*([^<>]{1,300}?)\s*</front_page>", re.IGNORECASE)

MAX_PERIODS = 400
"""Issues in one list: a daily's year."""

_PERIOD = 2_000
"""Characters of one issue's entry; those known have 400."""

SHORT = 6_000
"""Characters: a page that forwards by script is not longer."""


def entrance(root: Element, text: str, url: str) -> Issue | None:
    """Return where a page forwards to, or None if it does not.

    What forwards to its own path is a challenge that sets a cookie, no entrance.
    """
    for node in root.iter("meta"):
        if (node.get("http-equiv") or "").lower() != "refresh":
            continue
        match = _REFRESH.search((node.get("content") or "")[:1_000])
        target = absolute(url, match[1].strip()) if match is not None else None
        if target is not None and path_of(target) != path_of(url):
            return _forward(target)
    if len(text) > SHORT:
        return None
    for node in root.iter("frame", "iframe"):
        target = absolute(url, node.get("src"))
        if target is not None and path_of(target) != path_of(url) and date_of_url(target):
            return _forward(target)
    for pattern in (_SCRIPT, _REPLACE):
        match = pattern.search(text)
        if match is not None and "verify" not in match[1]:
            target = absolute(url, match[1])
            if target is not None and path_of(target) != path_of(url):
                return _forward(target)
    return None


def _forward(target: str) -> Issue:
    return Issue(None, [Fetch(target, "index", date=date_of_url(target))])


def period_list(text: str, url: str, folder: str) -> Issue | None:
    """Return the issues that a list of periods names, None if it is no such list.

    ``folder`` is where an issue's pages lie beside the list: ``%d/``.
    """
    if "<period" not in text[:3_000].lower():
        return None
    fetches = []
    for period in text.split("</period>")[: MAX_PERIODS * 2]:
        said = period[-_PERIOD:]
        date = date_in(found[1] if (found := _DATE.search(said)) else "")
        front = _FRONT.search(said)
        if date is None or front is None:
            continue
        path = front[1] if "/" in front[1] else f"{date:{folder}}{front[1]}"
        target = absolute(url, urljoin(url, path))
        if target is not None:
            fetches.append(Fetch(target, "index", date=date))
        if len(fetches) >= MAX_PERIODS:
            break
    return Issue(None, fetches)
