"""Founder new (翔宇 ``pc``, ``tqPaper``): family 3, and 人民日报 since 2024-12.

``layout/YYYYMM/DD/node_NN.html``, ``content/YYYYMM/DD/content_N.html`` or ``con/…``.  The names of
PDFs and pictures are random: they are followed.  Polygons have decimals and are scaled by script.
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.founder_classic import BODIES
from yuzhong_news.platforms.markup import Element, by_class, by_id
from yuzhong_news.platforms.nbs import HEADLINE, KICKER, SUBTITLE, byline_of_section
from yuzhong_news.platforms.vendor import Markup, PagedPlatform

_TITLE = f"{by_class('newsdetatit', tag='div')}/h3"

_NAMED = (
    "[starts-with(normalize-space(.), '作者：')][string-length(normalize-space(.)) < 60]"
    "[not(ancestor::founder-content) and not(ancestor::*[@id='ozoom'])]"
)

NEW_HEADLINE = (
    by_id("Title"),
    f"{_TITLE}[normalize-space(.)!='']",
    f"{HEADLINE}[normalize-space(.)!='']",
    ".//founder-title",
    ".//h1[normalize-space(.)!='']",
    ".//h2[normalize-space(.)!='']",
)
NEW_KICKER = (by_id("PreTitle"), f"{_TITLE}/preceding-sibling::p[1]", KICKER)
NEW_SUBTITLE = (
    by_id("SubTitle"),
    f"{_TITLE}/following-sibling::p[1][not(.//span)]",
    SUBTITLE,
)
NEW_BYLINE = (
    by_id("Author"),
    ".//founder-author",
    ".//div[starts-with(normalize-space(text()), '作者：')]",
    f".//*[self::p or self::span]{_NAMED}",
)
NEW_BODY = (by_class("newsdetatext", tag="div"), *BODIES)


class FounderNew(PagedPlatform):
    """Founder's newer e-paper."""

    name = "founder_new"
    markup = Markup(
        usual="pc/layout/%Y%m/%d/node_01.html",
        page=re.compile(r"/node_\w+\.html?$"),
        article=re.compile(r"/(?:content_\w+|c_?[0-9]+)\.html?$"),
        traits=re.compile(
            r"tqPaper/|Chunkiconlist|newsdetat|\b(?:cont?|content|c|col|layout|column|html|paper|pc)/20[0-9]{4}/[0-9]{2}/|"
            r"\batt(?:achement)?/20[0-9]{4}/[0-9]{2}/"
        ),
        headline=NEW_HEADLINE,
        kicker=NEW_KICKER,
        subtitle=NEW_SUBTITLE,
        byline=NEW_BYLINE,
        body=NEW_BODY,
    )

    def byline(self, root: Element) -> str:
        """Return the byline of 人民日报, which kept its older labels."""
        return byline_of_section(root)
