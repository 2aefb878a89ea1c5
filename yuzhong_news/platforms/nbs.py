"""nbs/nw: 人民日报 to 2024-11, 光明日报, 中国青年报, family 2.

``nbs.D110000renmrb_01.htm`` is a page, ``nw.D110000renmrb_20220106_1-01.htm`` an article that
shows its page's picture and lists beside its text.  ``div.article`` holds h3, h1, h2 (kicker,
headline, subtitle), ``p.sec`` (byline and date), photo tables, and ``#ozoom``.
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.founder_classic import BODIES
from yuzhong_news.platforms.markup import Element, by_class, by_id, first, squeezed
from yuzhong_news.platforms.vendor import Markup, PagedPlatform

ARTICLE = by_class("article", tag="div")
HEADLINE, KICKER, SUBTITLE = (f"{ARTICLE}/{tag}" for tag in ("h1", "h3", "h2"))
_BESIDE = "*[self::h2 or self::h3 or self::h4][normalize-space(.)!=''][1]"
SECTION = f"{ARTICLE}{by_class('sec', tag='p')[1:]}"


class Nbs(PagedPlatform):
    """The e-paper of nbs and nw files."""

    name = "nbs"
    markup = Markup(
        usual="html/%Y-%m/%d/nbs.D110000renmrb_01.htm",
        page=re.compile(r"/nbs\.[\w.]+\.html?$"),
        article=re.compile(r"/nw\.[\w.-]+\.html?$"),
        traits=re.compile(r"\b(?:nbs|nw)\.D[0-9]{6}\w+\.htm|\bnw\.D[0-9]{6}\w+-\w+\.htm"),
        headline=(HEADLINE, ".//founder-title", ".//h1[normalize-space(.)!='']"),
        kicker=(KICKER, f"(.//h1)[1]/preceding-sibling::{_BESIDE}"),
        subtitle=(SUBTITLE, f"(.//h1)[1]/following-sibling::{_BESIDE}"),
        body=(by_id("ozoom"), *BODIES, by_id("articleContent")),
    )

    def byline(self, root: Element) -> str:
        """Return what ``p.sec`` holds outside of its date."""
        return byline_of_section(root)


def byline_of_section(root: Element) -> str:
    """Return the text of ``p.sec`` without the paper's name and date, which are spans."""
    section = first(root, SECTION)
    if section is None:
        return ""
    texts = section.xpath(
        ".//text()[not(ancestor::*[contains(@class, 'date') or contains(@class, 'origin')])]"
    )
    found = squeezed(" ".join(texts))
    return "" if found.startswith("《") else found
