"""``bz``: JSON; family 9.

Forms are posted: ``/bz/queryPageByDate`` {date, columnId} gives the pages (name, id, pdfFilePath),
``/bz/queryArticleByPage`` {pageId} a page's articles with their texts.  The newspaper's address
tells its column: ``…?columnId=3``, or its reader's, ``/bz/html/index.html?date=…&cid=3``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from yuzhong_news.platforms.bodies import parts_of_text
from yuzhong_news.platforms.dates import date_in
from yuzhong_news.platforms.digital_newspaper import file_address, query_value
from yuzhong_news.platforms.labels import page_link
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

PAGES, ARTICLES, FILES = "/bz/queryPageByDate", "/bz/queryArticleByPage", "/dataFile"
_TRAITS = re.compile(r"pdfFilePath|/bz/query|[\"']articles[\"']\s*:\s*\[\s*\{[^{}]*[\"']pageId")


class Bz:
    """The e-paper that answers ``bz`` requests with JSON."""

    name = "bz"

    def start(self, address: str, date: dt.date) -> Fetch:
        """Return the question for the issue of ``date``; ValueError where the column is missing."""
        names = ("columnId", "columnid", *(("cid",) if "/bz/" in address else ()))
        column = query_value(address, *names)
        url = absolute(address, PAGES)
        if not column or url is None:
            raise ValueError(f"{address!r} tells no newspaper: it must end in ?columnId=…")
        question = {"date": date.isoformat(), "columnId": column}
        return Fetch(url, "index", form=question, date=date)

    def recognises(self, text: str, url: str) -> bool:
        """Whether an answer or an address is one of this vendor's."""
        return _TRAITS.search(url) is not None or _TRAITS.search(text[:20_000]) is not None

    def read_index(self, text: str, url: str) -> Issue:
        """Return the issue's pages with their PDFs."""
        data = _data(text, url)
        pages = items(data.get("pages"))
        target = absolute(url, ARTICLES)
        fetches = [
            Fetch(target, "layout", _page(item, place, url), form={"pageId": text_in(item, "id")})
            for place, item in enumerate(pages, 1)
            if target is not None and text_in(item, "id")
        ]
        if not fetches:
            raise NotAnIssueError(
                "no-issue", f"{url} has no issue of this date: nothing is to be done"
            )
        return Issue(
            date_in(line_in(data, "date", "publishDate", "publishTime")[:20]), numbered(fetches)
        )

    def read_layout(self, text: str, url: str, page: PageLink) -> Layout:
        """Return the page's articles, which stand in the answer, in their printed order."""
        found = items(_data(text, url).get("articles"))
        if not found:
            raise diagnose("", url)
        found.sort(key=_index)
        articles = [_article(item, url) for item in found]
        return Layout(None, page, articles=[each for each in articles if each is not None])

    def read_article(self, text: str, url: str) -> LabelledArticle:
        """Return the first article of an answer; pages answer with all of theirs."""
        articles = self.read_layout(text, url, PageLink()).articles
        if not articles:
            raise diagnose("", url)
        return articles[0]


def _data(text: str, url: str) -> dict[str, Any]:
    found = answer(text, url)
    data = found.get("data")
    if isinstance(data, list):
        return {"pages": data, "articles": data}
    return data if isinstance(data, dict) else found


def _index(item: dict[str, Any]) -> float:
    value = item.get("index")
    if isinstance(value, str) and value.isdecimal():
        return float(value[:9])
    return float(value) if isinstance(value, int) and abs(value) < 10**9 else float("inf")


def _page(item: dict[str, Any], place: int, url: str) -> PageLink:
    """Return a page; where its name has no number, it is its place, as the reader's addresses say.

    They end in ``pageIndex=2``.
    """
    pdf = file_address(url, FILES, text_in(item, "pdfFilePath"))
    name = line_in(item, "name")
    page = page_link(name, pdf)
    return page if page.number is not None else page_link(f"第{place:02}版：{name}", pdf)


def _article(item: dict[str, Any], url: str) -> LabelledArticle | None:
    headline = folded(text_in(item, "title"))
    parts = parts_of_text(text_in(item, "text", "content"), url)
    if not headline and not parts:
        return None
    number = line_in(item, "id")
    return LabelledArticle(
        headline=headline,
        kicker=folded(text_in(item, "introTitle", "leadTitle", "preTitle")),
        subtitle=folded(text_in(item, "subTitle", "subtitle")),
        byline=folded(text_in(item, "author")),
        parts=parts,
        url=f"{url}#{number}" if number else None,
    )
