"""Founder classic (方正翔宇, ``tplimg``): the most widespread of the e-papers, family 1.

``html/YYYY-MM/DD/node_N.htm`` and ``content_N.htm``; N is not the page's number.  The headline
stands in ``td.font01``, kicker, subtitle and author in ``td.font02`` before and behind it.
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.markup import by_class, by_id
from yuzhong_news.platforms.vendor import Markup, PagedPlatform

_FONT01 = by_class("font01", tag="td")
_HAS_TEXT = "[normalize-space(.)!='']"

BODIES = (
    ".//founder-content",
    by_id("ozoom"),
    by_id("zoom"),
    by_class("article-content", "content", "newsdetatext", "article_content"),
)
"""Where Founder's systems hold a body, the surest first."""


class FounderClassic(PagedPlatform):
    """Founder's classic e-paper."""

    name = "founder_classic"
    markup = Markup(
        usual="html/%Y-%m/%d/node_1.htm",
        page=re.compile(r"/node_\w+\.html?$"),
        article=re.compile(r"/content_\w+\.html?$"),
        traits=re.compile(
            r"tplimg/|html/[0-9]{4}-[0-9]{2}/[0-9]{2}/(?:node|content)_\w+\.htm|<periodlist>"
        ),
        headline=(
            f"{_FONT01}{_HAS_TEXT}",
            ".//founder-title",
            by_class("bt1", "bt", "title1", "title", "biaoti", tag="td"),
            f".//h1{_HAS_TEXT}",
            f".//h2{_HAS_TEXT}",
        ),
        kicker=(
            f"({_FONT01})[1]/preceding::td[contains(@class, 'font02')][1]",
            by_class("introtitle", "yinti"),
        ),
        subtitle=(
            f"({_FONT01})[1]/following::td[contains(@class, 'font02')][1]",
            by_class("subtitle", "futi"),
        ),
        byline=(
            ".//founder-author",
            f"({_FONT01})[1]/following::td[contains(@class, 'font02')][2]",
            by_class("author", "zuozhe"),
        ),
        body=BODIES,
    )
