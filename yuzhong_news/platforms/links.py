"""Links of a page: to the issue's pages with their PDFs, and to the page's articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from urllib.parse import unquote

from yuzhong_news.items import Polygon
from yuzhong_news.platforms.dates import date_of_url
from yuzhong_news.platforms.labels import LONGEST, page_link, read_label, section_of
from yuzhong_news.platforms.link_labels import Link, label_of, row_of
from yuzhong_news.platforms.markup import (
    Element,
    absolute,
    anchors,
    base_of,
    folded,
    path_of,
    text_of,
)
from yuzhong_news.platforms.model import ArticleLink, Fetch, PageLink
from yuzhong_news.platforms.regions import Area

_LISTS = {"ul", "ol", "table", "dl"}
_PDF_PATH = re.compile(r"\.pdf$", re.IGNORECASE)
_ONCLICK = re.compile(r"location(?:\.href)?\s*=\s*['\"]([^'\"<>]{1,300})['\"]")
_WRITTEN = re.compile(r"write\([^\"']{0,20}[\"]([^\"]{1,300})[\"]")
_VIEWED = re.compile(r"[?&](?:file|pdf|url)=([^&#]{1,400}?\.pdf)(?:&|$)", re.IGNORECASE)
_HIDDEN_PDF = re.compile(
    r"id\s*=\s*[\"']?pdfUrl[\"']?[^<>]{0,200}>\s*([^<>\s]{1,400}\.pdf)", re.IGNORECASE
)
_NEXT = re.compile(r"^[<>《》\s\d«»‹›]*(?:上|下|前|后)\s*[一1]?\s*[版期篇页]")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt"}
_BLOCKS = {*_HEADINGS, "div", "p", "dd", "span", "em", "strong", "b"}
_TITLE_CLASS = re.compile(r"tit(?:le)?\b|biaoti|headline", re.IGNORECASE)
_SUMMARY = 30
"""Characters: a block behind a headline that is longer, and longer than it, is a summary."""
_CUT = re.compile(r"(?<=\S\S\S\S)\s*(?:…+|\.{2,})$")
"""A headline too long for its list, cut off: its whole is the link's ``title``."""
_BULLET = re.compile(r"^[·•*◆■●▪\s]+")


def links_of(root: Element, url: str) -> list[Link]:
    """Return the page's links with absolute addresses; ``onclick`` counts where ``href`` is "#"."""
    found = []
    base = base_of(root, url)
    for node in anchors(root):
        target = absolute(base, node.get("href"))
        if target is None:
            match = _ONCLICK.search((node.get("onclick") or "")[:1_000])
            target = absolute(base, match[1]) if match is not None else None
        if target is not None:
            target = viewed(target)
            text = title_of(node) or _written(node)
            found.append(Link(target, text, node))
    return found


def viewed(url: str) -> str:
    """Return the PDF that a viewer in the browser shows, ``viewer.html?file=…``; else the link."""
    match = _VIEWED.search(url)
    return (absolute(url, unquote(match[1])) or url) if match is not None else url


def title_of(node: Element) -> str:
    """Return the text of a link; the headline alone, where a summary stands in the link, too."""
    text = text_of(node, limit=60)
    told = folded(node.get("title") or "")
    cut = _CUT.search(text)
    if told and (text.startswith(told) or (cut and told.startswith(text[: cut.start()]))):
        return told
    blocks = [each for each in islice(node.iterdescendants(), 30) if each.tag in _BLOCKS]
    if len(blocks) < 2:
        return text
    headings = [each for each in blocks if each.tag in _HEADINGS or _is_title(each)]
    found = [text_of(each, limit=60) for each in headings or blocks]
    found = [each for each in found if each]
    if not found or (not headings and len(found[-1]) <= max(len(found[0]), _SUMMARY)):
        return text
    return found[0]


def _is_title(node: Element) -> bool:
    return _TITLE_CLASS.search((node.get("class") or "")[:100]) is not None


def _written(node: Element) -> str:
    """Return the text that a script in a link writes: ``document.write(view("…"))``."""
    script = node.find(".//script")
    match = _WRITTEN.search(script.text or "") if script is not None else None
    return folded(match[1]) if match is not None else ""


def is_pdf(url: str) -> bool:
    """Whether an address is that of a PDF."""
    return _PDF_PATH.search(path_of(url)) is not None


def page_fetches(links: list[Link], is_page: Callable[[str], bool]) -> list[Fetch]:
    """Return the issue's pages: links with a page's label, each with the PDF of its row.

    Lists stand twice on many pages: each page counts once, where it is named first, and by its
    name rather than by a number alone, which may be a calendar's.
    """
    pages: dict[str, PageLink] = {}
    rows: dict[Element, str | None] = {}
    named: list[str | None] = []
    for link in links:
        label = ""
        if not is_pdf(link.url) and is_page(link.url) and not _NEXT.match(link.text):
            label = label_of(link)
        named.append(link.url if label else None)
        if label:
            page = page_link(label)
            if link.url not in pages or (page.name and pages[link.url].name is None):
                pages[link.url] = page
            if (row := row_of(link.node)) is not None:
                rows[row] = link.url if rows.get(row, link.url) == link.url else None
    for place, link in enumerate(links):
        if is_pdf(link.url):
            # Where rows cannot be told apart, a PDF's link stands right behind its page's.
            before = named[place - 1] if place else None
            owner = rows.get(row_of(link.node)) or before
            if owner is not None and pages[owner].pdf is None:
                pages[owner] = replace(pages[owner], pdf=link.url)
    return numbered([Fetch(address, "layout", page) for address, page in pages.items()])


def of_one_day(links: list[Link], url: str, is_page: Callable[[str], bool]) -> list[Link]:
    """Return the links without those to pages of other days: a calendar's read like page numbers.

    The day is that of the address; where it tells none, the one that most pages are of.
    """
    days = {link.url: date_of_url(link.url) for link in links if is_page(link.url)}
    counts = Counter(day for day in days.values() if day is not None)
    day = date_of_url(url) or next((day for day, _ in counts.most_common(1)), None)
    return [link for link in links if days.get(link.url) in (None, day)]


def numbered(fetches: list[Fetch]) -> list[Fetch]:
    """Return the fetches of an issue's pages so that no two pages have one number."""
    pages = renumbered([fetch.page for fetch in fetches])
    return [replace(fetch, page=page) for fetch, page in zip(fetches, pages, strict=True)]


def renumbered(pages: list[PageLink]) -> list[PageLink]:
    """Return pages so that no two of an issue have one number.

    Where sections count anew (A01 … A08, B01 … B04), a later section goes on behind the earlier
    ones: B01 is page 9.  Labels stay as printed; a section whose numbers are free keeps them.
    """
    sections: dict[str, list[int]] = {}
    for page in pages:
        if page.number is not None:
            sections.setdefault(section_of(page.label), []).append(page.number)
    used: set[int] = set()
    added: dict[str, int] = {}
    for section, numbers in sections.items():
        added[section] = max(used) if used & set(numbers) else 0
        used |= {number + added[section] for number in numbers}
    return [
        page
        if page.number is None
        else replace(page, number=page.number + added[section_of(page.label)])
        for page in pages
    ]


def own_pdf(links: list[Link], text: str, url: str, pages: list[Fetch]) -> str | None:
    """Return the PDF that a page links as its own, outside of the list of pages."""
    listed = {fetch.page.pdf for fetch in pages}
    alone = [link.url for link in links if is_pdf(link.url)]
    for address in alone:
        if address not in listed:
            return address
    hidden = _HIDDEN_PDF.search(text)
    if hidden is not None:
        return absolute(url, hidden[1])
    counts = Counter(alone)
    # A page names its own PDF twice: beside its picture, and in the list.
    return next((address for address in alone if counts[address] > 1), None)


def article_links(
    links: list[Link], areas: list[Area], is_article: Callable[[str], bool]
) -> list[ArticleLink]:
    """Return the page's articles in the order of its title list, then those of the picture only.

    The title list is the list with most of the picture's articles: others name the articles of
    other pages.
    """
    regions: dict[str, list[Polygon]] = {}
    titles: dict[str, str] = {}
    for area in areas:
        regions.setdefault(area.url, []).append(area.polygon)
        titles[area.url] = titles.get(area.url) or area.title
    regions = {url: found for url, found in regions.items() if is_article(url)}
    headlines: dict[str, str] = {}
    for link in _title_list([link for link in links if is_article(link.url)], set(regions)):
        headline = _BULLET.sub("", link.text) or folded(link.node.get("title") or "")
        headlines[link.url] = headlines.get(link.url) or headline
    for url in regions:
        headlines[url] = headlines.get(url) or titles.get(url, "")
    return [
        ArticleLink(headline, Fetch(url, "article"), regions.get(url, []))
        for url, headline in headlines.items()
    ]


def _title_list(links: list[Link], mapped: set[str]) -> list[Link]:
    named = [link for link in links if not _NEXT.match(link.text)]
    lists: dict[Element | None, list[Link]] = {}
    for link in named:
        lists.setdefault(_list_of(link.node), []).append(link)
    if not mapped:
        return max(lists.values(), key=lambda each: len({link.url for link in each}), default=[])
    best = max(
        lists.values(), key=lambda each: len(mapped & {link.url for link in each}), default=[]
    )
    if 2 * len(mapped & {link.url for link in best}) >= len(mapped):
        return best
    return [link for link in named if link.url in mapped]


def _list_of(node: Element) -> Element | None:
    """Return the nearest list around a link, or None."""
    parent = node.getparent()
    for _ in range(8):
        if parent is None or parent.tag in _LISTS:
            return parent
        parent = parent.getparent()
    return None


def own_label(root: Element) -> str:
    """Return the label that a page bears itself, outside of links: 第01版：要闻; "" if none."""
    for count, text in enumerate(root.xpath("//text()[contains(., '版')]")):
        if count > 300:
            break
        node = text.getparent()
        if text.is_tail and node is not None:
            node = node.getparent()
        if node is None or node.tag in ("script", "style", "title", "option") or _linked(node):
            continue
        label = text_of(node, limit=20)
        if len(label) <= LONGEST and read_label(label)[0] is not None and not _NEXT.match(label):
            return label
    return ""


def _linked(node: Element) -> bool:
    for _ in range(3):
        if node is None:
            return False
        if node.tag == "a":
            return True
        node = node.getparent()
    return False
