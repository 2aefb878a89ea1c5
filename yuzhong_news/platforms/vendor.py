"""What the platforms with pages, maps and articles of their own have in common.

A vendor is a :class:`Markup`: where labels stand on its pages.  The structure is the same for all:
links with page labels, ``area`` polygons, a title list, an article with labels and a body.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import islice

from yuzhong_news.platforms.addresses import issue_address
from yuzhong_news.platforms.articles import SURE_BODIES, body_of, read_labels, with_marked_body
from yuzhong_news.platforms.dates import date_of_url, dates_in
from yuzhong_news.platforms.entrances import entrance, period_list
from yuzhong_news.platforms.labels import page_link, section_of
from yuzhong_news.platforms.likely import is_list, is_of_the_site, likely_body
from yuzhong_news.platforms.link_labels import Link
from yuzhong_news.platforms.links import (
    article_links,
    links_of,
    of_one_day,
    own_label,
    own_pdf,
    page_fetches,
)
from yuzhong_news.platforms.markup import (
    MAX_LINKS,
    Element,
    absolute,
    base_of,
    document,
    first,
    path_of,
    text_of,
)
from yuzhong_news.platforms.model import (
    Fetch,
    Issue,
    LabelledArticle,
    Layout,
    PageLink,
)
from yuzhong_news.platforms.not_an_issue import diagnose, is_error_page, other_date
from yuzhong_news.platforms.page_places import pages_elsewhere
from yuzhong_news.platforms.photos import source_of
from yuzhong_news.platforms.properties import article_properties, property_date
from yuzhong_news.platforms.regions import areas_of, size_by_shares, size_in_shares, size_of
from yuzhong_news.platforms.templates import BODY_IDS

MAX_PAGES = 400
"""Pages of one issue: the thickest known, of a New Year, has 128."""


@dataclass(slots=True, frozen=True)
class Markup:
    """Where a vendor's pages hold what: regular expressions on paths, and XPaths.

    ``usual`` is the path of an issue's first page below the newspaper's address; ``page`` and
    ``article`` match the paths of pages and articles, ``traits`` a response's text or address.
    XPaths are tried in their order.  ``own`` names the labels for which a newspaper has a selector
    of its own, the first; only a newspaper's selectors name ``captions``, and the ``pdf``'s link.
    """

    usual: str
    page: re.Pattern[str]
    article: re.Pattern[str]
    traits: re.Pattern[str]
    headline: tuple[str, ...] = ()
    kicker: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    pdf: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()


MAX_DATE_LINE = 40
"""Characters of a line that bears the issue's date: paper, date, weekday and page have 34."""

_PAGE = re.compile(r"paper_?img|page_?pic|page_?img|layout_?(?:img|pic)|imageth", re.IGNORECASE)
_BRIEF = re.compile(r"_brief\.\w+(?:\.[0-9])?(?:\?|$)", re.IGNORECASE)
"""How Founder's systems call the picture of a page: ``2024110601_brief.jpg``."""

_OTHER_DAY = re.compile(
    r"[于自至截起]|创刊|更新|版权|备案|今[天日](?:是|[：:])|现在是|(?:当前|系统|北京)(?:日期|时间)"
)
"""Beside a date, words that make it another day's: that of a foundation, or the reader's own."""


class PagedPlatform:
    """A vendor whose issues are pages that link to articles."""

    name: str
    markup: Markup

    def start(self, address: str, date: dt.date) -> Fetch:
        """Return where the issue of ``date`` begins; ValueError for what is no address."""
        return Fetch(issue_address(address, date, self.markup.usual), "index", date=date)

    def recognises(self, text: str, url: str) -> bool:
        """Whether a response bears this vendor's traits."""
        traits = self.markup.traits
        return traits.search(text[:300_000]) is not None or traits.search(url) is not None

    def is_page(self, url: str) -> bool:
        """Whether an address is that of a page."""
        return self.markup.page.search(path_of(url)) is not None

    def is_article(self, url: str) -> bool:
        """Whether an address is that of an article."""
        return self.markup.article.search(path_of(url)) is not None

    def read_index(self, text: str, url: str) -> Issue:
        """Return the issue's pages, or where the index leads to."""
        periods = period_list(text, url, "%d/")
        if periods is not None:
            return periods
        root = document(text)
        pages = self._pages(root, links_of(root, url), url)
        if not pages:
            forwarded = entrance(root, text, url)
            if forwarded is not None:
                return forwarded
            raise diagnose(text, url, root)
        return Issue(issue_date(root, text, url), pages)

    def read_layout(self, text: str, url: str, page: PageLink) -> Layout:
        """Return the page's articles with their regions, its PDF and its picture."""
        root = document(text)
        links = links_of(root, url)
        pages = self._pages(root, links, url)
        areas = areas_of(root, url)
        articles = article_links(links, areas, self.is_article)
        image = page_image(root)
        base = base_of(root, url)
        picture = absolute(base, source_of(image)) if image is not None else None
        own = self._own_page(root, url, page, pages)
        chosen = first(root, *self.markup.pdf)
        shown = absolute(base, chosen.get("href")) if chosen is not None else None
        shown = shown or own_pdf(links, text, url, pages)
        pdf = shown or own.pdf
        if not articles and not areas and picture is None and shown is None:
            why = diagnose(text, url, root)
            # A PDF that the page list names stands for a shell, but not for what comes by mistake.
            if pdf is None or why.kind in ("challenge", "error-page"):
                raise why
        return Layout(
            date=issue_date(root, text, url),
            page=PageLink(own.label, own.number, own.name, pdf, picture or own.picture),
            links=articles,
            siblings=[fetch for fetch in pages if path_of(fetch.url) != path_of(url)],
            picture_size=self.picture_size(root, text, url),
        )

    def read_article(self, text: str, url: str) -> LabelledArticle:
        """Return the article with the vendor's labels."""
        root = document(text)
        marked = with_marked_body(text)
        if marked is not None and first(root, *SURE_BODIES) is None:
            root = document(marked)
        article = read_labels(root, text, url, self.markup, self.byline(root))
        has_body = body_of(root, self.markup.body) is not None or article_properties(text)
        if (has_body and (article.parts or article.headline)) and not is_error_page(root):
            return article
        why = diagnose(text, url, root)
        likely = likely_body(root) if self.is_article(url) and not has_body else None
        if likely is None or why.kind in ("challenge", "error-page"):
            raise why
        if is_list(likely, lambda link: self.is_article(f"/{link}")):
            raise why
        likely.set("id", BODY_IDS[0])
        article = read_labels(root, text, url, self.markup, self.byline(root))
        if not article.headline or is_of_the_site(article.headline):
            raise why
        return article

    def byline(self, root: Element) -> str:
        """Return the byline where it is no element of its own; most vendors have none such."""
        del root
        return ""

    def picture_size(self, root: Element, text: str, url: str) -> tuple[float, float] | None:
        """Return the size of the picture on which the page's regions are."""
        if (shares := size_in_shares(root)) is not None:
            return shares
        return size_by_shares(text, areas_of(root, url)) or size_of(page_image(root))

    def _pages(self, root: Element, links: list[Link], url: str) -> list[Fetch]:
        """Return the issue's pages: those that links name, else those named elsewhere."""
        pages = page_fetches(of_one_day(links, url, self.is_page), self.is_page)
        if len(pages) < 2:
            others = pages_elsewhere(root, url, self.is_page)
            pages = others if len(others) > len(pages) else pages
        return pages[:MAX_PAGES]

    def _own_page(self, root: Element, url: str, page: PageLink, pages: list[Fetch]) -> PageLink:
        """Return what is known of the page itself: by its link, its label, and the page list."""
        if page.number is not None and page.pdf is not None:
            return page
        label = page.label or own_label(root)
        own = page if page.number is not None else page_link(label)
        for fetch in pages:
            same = own.number is not None and _same_page(fetch.page, label, own.number)
            named = not own.name or fetch.page.name == own.name
            if path_of(fetch.url) == path_of(url) or (same and named):
                listed = fetch.page
                known = own if own.number is not None else listed
                return PageLink(
                    known.label or listed.label,
                    page.number or listed.number,
                    known.name or listed.name,
                    own.pdf or listed.pdf,
                    own.picture,
                )
        return own


def _same_page(listed: PageLink, label: str, number: int) -> bool:
    """Whether a page of the list is the one of a label: by section, and by number as printed."""
    if label and section_of(listed.label) != section_of(label):
        return False
    return number in (listed.number, page_link(listed.label).number)


def page_image(root: Element) -> Element | None:
    """Return the picture of the page: the image that has a map, else one that is called so."""
    called = None
    for node in islice(root.iter("img"), MAX_LINKS):
        if not source_of(node):
            continue
        if node.get("usemap"):
            return node
        named = f"{node.get('id') or ''} {node.get('class') or ''}"
        if called is None and (_PAGE.search(named) or _BRIEF.search(source_of(node))):
            called = node
    return called


def issue_date(root: Element, text: str, url: str) -> dt.date | None:
    """Return the date that a page says it is of.

    The address and the dates printed by themselves must agree: where a site forwards to its newest
    issue, they do not, and :class:`NotAnIssueError` is raised.
    """
    by_url = date_of_url(url)
    known = property_date(text)
    printed = [known] if known is not None else printed_dates(root)
    if by_url is not None and printed and by_url not in printed:
        raise other_date(printed[0], by_url, url)
    return by_url or (printed[0] if printed else None)


def printed_dates(root: Element) -> list[dt.date]:
    """Return the dates that stand by themselves on a page, not in running text.

    Beside them stand a weekday and the paper's name at most; 创刊于 … names another day, and 今天是
    … the reader's own.
    """
    found: list[dt.date] = []
    for count, text in enumerate(root.xpath("//text()[contains(., '年') or contains(., '日')]")):
        if count > 200:
            break
        node = text.getparent()
        if text.is_tail and node is not None:
            node = node.getparent()
        if node is None or node.tag in ("script", "style", "title", "option"):
            continue
        line = text_of(node, limit=20)
        if len(line) > MAX_DATE_LINE or _OTHER_DAY.search(line):
            continue
        dates = list(dates_in(line))
        if dates and not any(map(_is_of_article, (node, *node.iterancestors()))):
            found += dates
    return found


def _is_of_article(node: Element) -> bool:
    """Whether an element is a headline that leads to an article, or holds a body.

    A notice in a body may end in a date.
    """
    return node.tag in ("a", "founder-content") or (node.get("id") or "").lower() in BODY_IDS
