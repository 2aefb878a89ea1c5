"""Plain PDFs: the page PDF is all there is; family 12.

Either a page links the issue's PDFs, or their addresses follow a pattern
(``/resfile/%Y-%m-%d/{page}/{page}.pdf``): then each page tells where the next one would be.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import islice

from yuzhong_news.platforms.addresses import dated, issue_address
from yuzhong_news.platforms.dates import date_of_url
from yuzhong_news.platforms.entrances import entrance
from yuzhong_news.platforms.labels import label_in, page_link
from yuzhong_news.platforms.link_labels import Link, row_of
from yuzhong_news.platforms.links import is_pdf, links_of, renumbered, viewed
from yuzhong_news.platforms.markup import (
    MAX_LINKS,
    Element,
    absolute,
    base_of,
    document,
    path_of,
    text_of,
)
from yuzhong_news.platforms.model import Fetch, Issue, LabelledArticle, Layout, PageLink
from yuzhong_news.platforms.not_an_issue import diagnose
from yuzhong_news.platforms.vendor import MAX_PAGES, issue_date

PAGE = "{page}"
"""Where a pattern has the number of a page, in two digits."""

_NUMBERED = re.compile(r"(?P<number>[0-9]{2})(?:/(?P=number))?\.pdf$", re.IGNORECASE)
_TRAITS = re.compile(r"href\s*=\s*[\"']?[^\"'<>\s]{1,300}\.pdf\b", re.IGNORECASE)


class PlainPdf:
    """A newspaper that puts nothing but PDFs on the web."""

    name = "plain_pdf"

    def start(self, address: str, date: dt.date) -> Fetch:
        """Return the page that links the PDFs, or the first PDF of a pattern."""
        if PAGE not in address:
            return Fetch(issue_address(address, date, ""), "index", date=date)
        url = absolute(address, dated(address, date).replace(PAGE, "01"))
        if url is None:
            raise ValueError(f"{address!r} is no address: write it with http:// or https://")
        return Fetch(url, "layout", page_link("第01版", url), date=date)

    def recognises(self, text: str, url: str) -> bool:
        """Whether a response is a PDF, or links some."""
        return text.startswith("%PDF-") or is_pdf(url) or _TRAITS.search(text[:300_000]) is not None

    def read_index(self, text: str, url: str) -> Issue:
        """Return the issue's pages: its PDFs, each named by its link or by the line around it."""
        if text.startswith("%PDF-"):
            return Issue(date_of_url(url), [], [self.read_layout(text, url, PageLink())])
        root = document(text)
        date = issue_date(root, text, url)
        pages: dict[str, PageLink] = {}
        for link in [*links_of(root, url), *_shown(root, url)]:
            if is_pdf(link.url) and len(pages) < MAX_PAGES:
                around = (_around(node, link.text) for node in (link.node, row_of(link.node)))
                label = label_in(link.text, *around) or link.text
                known = pages.get(link.url)
                if known is None or known.number is None:
                    pages[link.url] = page_link(label, link.url)
        if not pages:
            forwarded = entrance(root, text, url)
            if forwarded is not None:
                return forwarded
            raise diagnose(text, url, root)
        return Issue(date, [], [Layout(date, page) for page in renumbered(list(pages.values()))])

    def read_layout(self, text: str, url: str, page: PageLink) -> Layout:
        """Return the page that a PDF is, and where the next one of its pattern would be."""
        if not text.startswith("%PDF-") and not is_pdf(url):
            raise diagnose(text, url)
        if "<html" in text[:500].lower():
            raise diagnose(text, url)
        number = page.number
        match = _NUMBERED.search(path_of(url))
        if number is None and match is not None:
            number = int(match["number"])
        label = page.label or (f"第{number:02}版" if number is not None else "")
        own = PageLink(label, number, page.name, page.pdf or url, page.picture)
        return Layout(date_of_url(url), own, siblings=next_page(url))

    def read_article(self, text: str, url: str) -> LabelledArticle:
        """Raise NotAnIssueError: there are no articles beside the PDFs."""
        raise diagnose(text, url)


def _around(node: Element | None, own: str) -> str:
    """Return the text around a link's element, or in a row, without that of the link."""
    parent = node.getparent() if node is not None and node.tag == "a" else node
    text = text_of(parent, limit=20)
    return text.removesuffix(own).removeprefix(own).strip()


def _shown(root: Element, url: str) -> list[Link]:
    """Return the PDFs that a page shows in itself."""
    base = base_of(root, url)
    found = []
    for node in islice(root.iter("embed", "iframe", "object"), MAX_LINKS):
        target = absolute(base, node.get("src") or node.get("data"))
        if target is not None:
            found.append(Link(viewed(target), "", node))
    return found


def next_page(url: str) -> list[Fetch]:
    """Return where the page behind a PDF of a pattern would be: ``…/02/02.pdf``; or nothing."""
    match = _NUMBERED.search(path_of(url))
    if match is None or int(match["number"]) >= 99:
        return []
    number = int(match["number"]) + 1
    target = url.replace(match[0], match[0].replace(match["number"], f"{number:02}"))
    return [Fetch(target, "layout", page_link(f"第{number:02}版", target))]
