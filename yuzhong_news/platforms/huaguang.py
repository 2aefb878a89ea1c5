"""华光: 农民日报, 福州日报; family 5.

``/YYYY/YYYYMMDD/YYYYMMDD_plist.htm`` lists the pages; each has a folder ``YYYYMMDD_001`` with
articles ``YYYYMMDD_001_1.htm``.  A page tells its siblings in a script only (``banciArray``), and
its articles' headlines in the ``title`` of their areas.  Old ones are GBK, named ``gbk2312``.
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.founder_classic import BODIES, FounderClassic
from yuzhong_news.platforms.labels import page_link
from yuzhong_news.platforms.markup import Element, absolute, by_class, by_id, document
from yuzhong_news.platforms.model import Fetch, Issue, Layout, NotAnIssueError, PageLink
from yuzhong_news.platforms.regions import size_of
from yuzhong_news.platforms.vendor import (
    MAX_PAGES,
    Markup,
    PagedPlatform,
    issue_date,
    page_image,
)

_SECTIONS = re.compile(r"banciArray\s*=\s*[\"']([0-9A-Za-z,]{2,2000})[\"']")
_DAY = re.compile(r"\bYMD\s*=\s*[\"']([0-9]{8})[\"']")


class Huaguang(PagedPlatform):
    """The e-paper of 华光."""

    name = "huaguang"
    markup = Markup(
        usual="%Y/%Y%m%d/%Y%m%d_plist.htm",
        page=re.compile(r"/[0-9]{8}_[0-9A-Za-z]{2,4}(?:\.html?|/(?:index\.html?)?)$"),
        article=re.compile(r"/[0-9]{8}_[0-9A-Za-z]{2,4}_[0-9]+\.html?$"),
        traits=re.compile(r"map_of_yyb|banciArray|areablock|bancititle|zhenwenzone|_plist\.htm"),
        headline=FounderClassic.markup.headline,
        kicker=FounderClassic.markup.kicker,
        subtitle=FounderClassic.markup.subtitle,
        byline=FounderClassic.markup.byline,
        body=(by_id("zhenwenzone"), f"{by_class('font6', tag='td')}[.//p]", *BODIES),
    )

    def read_index(self, text: str, url: str) -> Issue:
        """Return the issue's pages, from the list of pages or from a page's script."""
        try:
            return super().read_index(text, url)
        except NotAnIssueError:
            pages = siblings_by_script(text, url)
            if not pages:
                raise
            return Issue(issue_date(document(text), text, url), pages)

    def read_layout(self, text: str, url: str, page: PageLink) -> Layout:
        """Return the page's articles, its PDF, its picture, and its siblings by the script."""
        layout = super().read_layout(text, url, page)
        siblings = layout.siblings or [
            fetch
            for fetch in siblings_by_script(text, url)
            if fetch.url != url and fetch.page.number != layout.page.number
        ]
        return Layout(
            layout.date,
            layout.page,
            layout.links,
            siblings,
            layout.articles,
            layout.picture_size,
        )

    def picture_size(self, root: Element, text: str, url: str) -> tuple[float, float] | None:
        """Return the size of the frame into which the page's picture is scaled."""
        found = super().picture_size(root, text, url)
        image = page_image(root)
        return found or (size_of(image.getparent()) if image is not None else None)


def siblings_by_script(text: str, url: str) -> list[Fetch]:
    """Return the issue's pages as the script names them: its reader goes to them by these names."""
    sections, day = _SECTIONS.search(text), _DAY.search(text)
    if sections is None or day is None:
        return []
    own = re.search(rf"{day[1]}_[0-9A-Za-z]{{2,4}}", url)
    pattern = url if own is not None else f"../{day[1]}_000/{day[1]}_000.htm"
    known = own[0] if own is not None else f"{day[1]}_000"
    fetches = []
    for section in dict.fromkeys(sections[1].split(",")[:MAX_PAGES]):
        target = absolute(url, pattern.replace(known, f"{day[1]}_{section}"))
        if section and target is not None:
            fetches.append(Fetch(target, "layout", page_link(f"第{section}版")))
    return fetches
