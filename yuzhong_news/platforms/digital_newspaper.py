"""``digitalNewspaper``: 温州日报 and its sisters; JSON; family 8.

Forms are posted: a newspaper's mark and a date give the pages (``editionName``, ``pdfPath``), a
page's number gives its articles with their texts.  A date without an issue answers with a list of
strings.  The reader's address tells the mark: ``/newspaper?mediaKey=wzsb``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from yuzhong_news.platforms.bodies import parts_of_text
from yuzhong_news.platforms.dates import date_in
from yuzhong_news.platforms.labels import is_label, page_link
from yuzhong_news.platforms.links import numbered
from yuzhong_news.platforms.markup import absolute, folded
from yuzhong_news.platforms.model import (
    Fetch,
    Issue,
    LabelledArticle,
    Layout,
    NotAnIssueError,
    PageLink,
)
from yuzhong_news.platforms.not_an_issue import diagnose
from yuzhong_news.platforms.payloads import answer, items, line_in, text_in

PAGES = "/digitalNewspaper/web/layoutCatalog/listByDigitalNewspaperMarkAndPublishTime"
ARTICLES = "/digitalNewspaper/web/layoutDetail/listByLayoutCatalogId"
FILES = "/newspaperfile"
HEADERS = {"formdata": "1"}
"""What the vendor's own reader says with each form, so that the program takes it for one."""
_MARKS = ("digitalNewspaperMark", "mediaKey", "mark")
_TRAITS = re.compile(r"layoutCatalogId|layoutDetailId|digitalNewspaper|newspaper\?mediaKey")


class DigitalNewspaper:
    """The e-paper that answers ``digitalNewspaper`` requests with JSON."""

    name = "digital_newspaper"

    def start(self, address: str, date: dt.date) -> Fetch:
        """Return the question for the issue of ``date``; ValueError where the mark is missing."""
        mark = query_value(address, *_MARKS)
        url = absolute(address, PAGES)
        if not mark or url is None:
            raise ValueError(f"{address!r} tells no newspaper: it must end in ?mediaKey=…")
        form = {"digitalNewspaperMark": mark, "publishTime": date.isoformat()}
        return Fetch(url, "index", form=form, date=date, headers=HEADERS)

    def recognises(self, text: str, url: str) -> bool:
        """Whether an answer or an address is one of this vendor's."""
        return _TRAITS.search(url) is not None or _TRAITS.search(text[:20_000]) is not None

    def read_index(self, text: str, url: str) -> Issue:
        """Return the issue's pages with their PDFs."""
        pages = _messages(text, url)
        fetches = []
        for item in pages:
            number = text_in(item, "layoutCatalogId")
            target = absolute(url, ARTICLES)
            if number and target is not None:
                form = {"layoutCatalogId": number}
                fetches.append(
                    Fetch(target, "layout", _page(item, url), form=form, headers=HEADERS)
                )
        if not fetches:
            raise diagnose("", url)
        dates = [date_in(line_in(item, "publishTime", "publishDate")[:20]) for item in pages]
        return Issue(next(filter(None, dates), None), numbered(fetches))

    def read_layout(self, text: str, url: str, page: PageLink) -> Layout:
        """Return the page's articles, which stand in the answer."""
        articles = [_article(item, url) for item in _messages(text, url)]
        return Layout(None, page, articles=[each for each in articles if each is not None])

    def read_article(self, text: str, url: str) -> LabelledArticle:
        """Return the one article of an answer; pages answer with all of theirs."""
        found = _messages(text, url)
        article = _article(found[0], url) if found else None
        if article is None:
            raise diagnose("", url)
        return article


def query_value(address: str, *names: str) -> str:
    """Return the value of the first of ``names`` in an address's query or fragment, else ""."""
    try:
        parts = urlsplit(address)
        query = parse_qs(f"{parts.query}&{parts.fragment.partition('?')[2]}", max_num_fields=50)
    except ValueError:
        return ""
    return next((query[name][0] for name in names if name in query), "")


def _messages(text: str, url: str) -> list[dict[str, Any]]:
    found = answer(text, url).get("msg")
    messages = items(found)
    if not messages and isinstance(found, list | str):
        raise NotAnIssueError("no-issue", f"{url} has no issue of this date: nothing is to be done")
    if not messages:
        raise diagnose("", url)
    return messages


def _page(item: dict[str, Any], url: str) -> PageLink:
    name, edition = line_in(item, "editionName"), line_in(item, "edition", "editionNo")
    label = name if is_label(name) or not edition else f"{edition}版：{name}"
    return page_link(label, file_address(url, FILES, text_in(item, "pdfPath")))


def file_address(url: str, folder: str, path: str) -> str | None:
    """Return where a file lies: its path below the vendor's folder, if it is no address itself."""
    if not path:
        return None
    if path.startswith(("http://", "https://")):
        return absolute(url, path)
    return absolute(url, f"{folder}/{path.lstrip('/')}")


def _article(item: dict[str, Any], url: str) -> LabelledArticle | None:
    headline = folded(text_in(item, "documentTitle"))
    parts = parts_of_text(text_in(item, "documentContent"), url)
    if not headline and not parts:
        return None
    number = line_in(item, "layoutDetailId")
    return LabelledArticle(
        headline=headline,
        kicker=folded(text_in(item, "documentIntroTitle", "introTitle", "leadTitle")),
        subtitle=folded(text_in(item, "documentSubTitle", "subTitle", "viceTitle")),
        byline=folded(text_in(item, "documentAuthor", "author")),
        parts=parts,
        url=f"{url}#{number}" if number else None,
    )
