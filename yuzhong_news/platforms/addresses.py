"""Addresses: where an issue of a date begins.

A newspaper's address may be a pattern with ``%Y``, ``%m`` and ``%d``, as of :func:`time.strftime`,
or ``%-m`` and ``%-d``, without a zero before; what has none is the folder below which the vendor's
usual path leads to the issue.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urljoin

from yuzhong_news.platforms.markup import absolute

_FIELD = re.compile(r"%(?:Y|-?[md])")


def dated(pattern: str, date: dt.date) -> str:
    """Return a pattern with its marks for the date filled in; other marks stay as they are."""
    values = {"%Y": f"{date:%Y}", "%m": f"{date:%m}", "%d": f"{date:%d}"}
    values |= {"%-m": str(date.month), "%-d": str(date.day)}
    return _FIELD.sub(lambda match: values[match[0]], pattern)


def issue_address(address: str, date: dt.date, usual: str) -> str:
    """Return where the issue of ``date`` begins; ``usual`` is the vendor's path below a folder.

    Raises ValueError for what is no address.
    """
    if _FIELD.search(address):
        whole = address
    else:
        folder = address if address.endswith("/") else f"{address}/"
        whole = urljoin(folder, _rest(folder, usual))
    found = absolute(whole, dated(whole, date))
    if found is None:
        raise ValueError(f"{address!r} is no address: write it with http:// or https://")
    return found


def _rest(folder: str, usual: str) -> str:
    """Return the usual path without the folders that an address already ends in: ``html/``."""
    steps = usual.split("/")
    for count in range(len(steps) - 1, 0, -1):
        known = "/".join(steps[:count])
        if folder.endswith(f"/{known}/") and "%" not in known:
            return "/".join(steps[count:])
    return usual
