"""The property comment: what the vendor's system knows of a page or an article.

Founder's systems write ``<!--enpproperty <title>…</title><introtitle>… /enpproperty-->`` (or
``mpproperty``, tags with or without ``founder-``), often behind ``</html>``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from yuzhong_news.platforms.dates import date_in
from yuzhong_news.platforms.markup import folded

_START = re.compile(r"<!--\s*(?:enp|mp)property\b", re.IGNORECASE)
_END = re.compile(r"/\s*(?:enp|mp)property\s*-->|-->", re.IGNORECASE)
_OPEN = re.compile(r"<(?:founder-)?([A-Za-z]{2,20})\s*>", re.IGNORECASE)

_MAX_COMMENTS = 20
_MAX_LENGTH = 20_000
"""Characters: the longest comment known has 1,100."""

PAGE_TYPE = "2"
"""The ``type`` of a page; an article has 1, or none."""

Properties = Mapping[str, str]

_OF_ARTICLE = {"articleid", "paperarticleid", "author", "introtitle", "subtitle"}
"""What no page has, but an article."""


def properties(text: str) -> list[Properties]:
    """Return what each property comment says, names in lower case, values on one line.

    The vendor's program writes ``null`` where it has no author.
    """
    found: list[Properties] = []
    place = 0
    while len(found) < _MAX_COMMENTS and (start := _START.search(text, place)) is not None:
        end = _END.search(text, start.end(), start.end() + _MAX_LENGTH)
        place = end.end() if end is not None else start.end()
        found.append(_fields(text[start.end() : end.start() if end is not None else place]))
    return found


def article_properties(text: str) -> Properties:
    """Return what the comment of an article says: the last one with a title.

    Where none has a title, what else the last one says still counts; {} where there is none.
    """
    articles = [each for each in properties(text) if not _is_page(each)]
    titled = [each for each in articles if each.get("title")]
    named = titled or [each for each in articles if _OF_ARTICLE & each.keys()]
    return named[-1] if named else {}


def page_properties(text: str) -> Properties:
    """Return what the comment of a page says, or nothing."""
    return next((each for each in properties(text) if _is_page(each)), {})


def property_date(text: str) -> dt.date | None:
    """Return the date which the property comment of a page, or else of an article, tells."""
    found = page_properties(text) or article_properties(text)
    return date_in(found.get("date", "")[:20])


def _is_page(found: Properties) -> bool:
    return found.get("type") == PAGE_TYPE


def _fields(comment: str) -> Properties:
    fields: dict[str, str] = {}
    place = 0
    lower = comment.lower()
    while (tag := _OPEN.search(comment, place)) is not None:
        name = tag[1].lower()
        close = lower.find(f"</{tag[0][1:-1].strip().lower()}>", tag.end())
        place = tag.end() if close < 0 else close + len(tag[0]) + 1
        if close >= 0 and name not in fields:
            value = folded(comment[tag.end() : close])
            # Some programs escape twice: &lt;br&gt; is a line break of the headline.
            value = folded(value)
            fields[name] = "" if value == "null" else value
    return fields
