"""From an address to a newspaper: the folder below which its issues lie, and its TOML."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from yuzhong_news.platforms import Fetch, Platform
from yuzhong_news.platforms.addresses import dated
from yuzhong_news.platforms.dates import date_of_url

_DATES = (
    *("%Y-%m/%d", "%Y%m/%d", "%Y/%m/%d", "%Y-%m-%d", "%Y%m%d"),
    *("%Y-%-m/%-d", "%Y/%-m/%-d", "%Y-%-m-%-d"),
)
_DIGITS = re.compile(r"[0-9]+")
_NO_NAME = re.compile(r"[^a-z0-9]+")
_COMMON = {"www", "epaper", "paper", "szb", "html", "pc", "layout", "com", "cn", "net", "org"}


def address_in(url: str, date: dt.date | None, platform: Platform) -> str:
    """Return the address from which the platform finds the issue at ``url`` and all others.

    The shortest folder that does is taken; else the address itself with marks for the date.
    """
    if date is None:
        return url
    head = _through_date(url, date)
    parts = urlsplit(url)
    folders = parts.path.split("/")[1:-1]
    for count in range(len(folders) + 1):
        folder = f"{parts.scheme}://{parts.netloc}/" + "".join(f"{f}/" for f in folders[:count])
        try:
            start = platform.start(folder, date).url
        except ValueError:
            continue
        if head is not None and start.startswith(head) and _file(start) == _file(url):
            return folder
    pattern = url
    for form in _DATES:
        pattern = pattern.replace(dated(form, date), form)
    return pattern.replace(f"/{date:%Y}/", "/%Y/")


def asked_by_address(url: str, platforms: Iterable[Platform]) -> Platform | None:
    """Return the platform whose newspapers are told apart by their address's query, if it has it.

    Such a vendor answers questions; its address leads to a program and not to a page.
    """
    bare = url.partition("?")[0].partition("#")[0]
    if bare == url:
        return None
    for platform in platforms:
        try:
            platform.start(url, dt.date(2025, 1, 1))
        except ValueError:
            continue
        try:
            platform.start(bare, dt.date(2025, 1, 1))
        except ValueError:
            return platform
    return None


def dated_starts(url: str, date: dt.date, platforms: Iterable[Platform]) -> list[Fetch]:
    """Return where the platforms' issues of ``date`` begin by their usual paths below ``url``.

    That is one place for each platform that has such a path; none where the address has a question
    or a date in it.
    """
    parts = urlsplit(url)
    if parts.query or date_of_url(url) is not None:
        return []
    above, _, last = parts.path.rpartition("/")
    folder = f"{above}/" if "." in last else parts.path
    url = f"{parts.scheme}://{parts.netloc}{folder}"
    found: dict[str, Fetch] = {}
    for platform in platforms:
        try:
            fetch = platform.start(url, date)
        except ValueError:
            continue
        if _through_date(fetch.url, date) is not None:
            found.setdefault(fetch.url, fetch)
    return list(found.values())


def toml_of(platform: str, address: str, title: str) -> str:
    """Return the TOML that adds a newspaper; what only a person knows is marked in it."""
    lines = {
        "name": name_in(address),
        "title": title or "?",
        "district": "?",
        "platform": platform,
        "address": address,
    }
    written = "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items()
    )
    return f"{written}confirmed = true\n"


def name_in(address: str) -> str:
    """Return a name for the spider: the address's last folder, or the host's first word."""
    parts = urlsplit(address)
    words = [word for word in parts.path.lower().split("/") if "%" not in word and "." not in word]
    words = [*reversed(words), *(parts.hostname or "").lower().split(".")]
    for word in words:
        name = _NO_NAME.sub("_", word).strip("_")[:40]
        if name and name not in _COMMON and name[0].isalpha() and len(name) > 1:
            return name
    return "newspaper"


def _file(url: str) -> str:
    """Return the name of an address's file without its numbers: ``node_.htm``."""
    return _DIGITS.sub("", urlsplit(url).path.rpartition("/")[2])


def _through_date(url: str, date: dt.date) -> str | None:
    """Return the address up to and with its date."""
    for form in _DATES:
        place = url.find(dated(form, date))
        if place >= 0:
            return url[: place + len(dated(form, date))]
    return None
