"""Founder classic (方正翔宇, ``tplimg``): the most widespread of the e-papers, family 1.

``html/YYYY-MM/DD/node_N.htm`` and ``content_N.htm``; N is not the page's number.  The headline
stands in ``td.font01``, kicker, subtitle and author in ``td.font02`` before and behind it.
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.markup import by_class, by_id
from yuzhong_news.platforms.vendor import Markup, PagedPlatform

_HAS_TEXT = "[normalize-space(translate(., '\xa0\u3000', ''))!='']"
_FONT01 = f"{by_class('font01', tag='td')}{_HAS_TEXT}"
_FONT02 = "td[contains(@class, 'font02')]"
_ROW = f"({_FONT01})[1]/ancestor::tr[1]"
_ALONE = f"({_FONT01})[1][count(ancestor::table[1]//tr)=1]"
"""A headline in a table of its own: its kicker and subtitle stand in others."""
_NO_LABEL = (
    "[not(.//a) and not(contains(., '年') and contains(., '日')) and not(contains(., '一篇'))]"
)
_BEFORE_BODY = "[not(preceding::*[@id='ozoom'] or preceding::founder-content)]"
_BESIDE = "*[self::h2 or self::h3 or self::h4][normalize-space(.)!=''][1]"

BODIES = (
    ".//founder-content",
    by_id("ozoom"),
    by_id("zoom"),
    by_class("article-content", "content", "newsdetatext", "article_content"),
)
"""Where Founder's systems hold a body, the surest first."""


FOUNDER = re.compile(r"\bnode_\w+\.html?\b|founder-content|enpproperty")
"""What pages and articles of both of Founder's systems have, whatever their design."""


class FounderClassic(PagedPlatform):
    """Founder's classic e-paper."""

    name = "founder_classic"
    markup = Markup(
        usual="html/%Y-%m/%d/node_1.htm",
        page=re.compile(r"/node_\w+\.html?$"),
        article=re.compile(r"/content_\w+\.html?$"),
        traits=re.compile(
            r"tplimg/|/[0-9]{4}-[0-9]{2}/[0-9]{2}/(?:node|content|index)_[\w-]+\.htm|<periodlist>"
        ),
        headline=(
            f".//founder-title{_HAS_TEXT}",
            _FONT01,
            by_class("bt1", "bt", "title1", "title", "biaoti", tag="td"),
            f"{by_class('font01')}{_HAS_TEXT}",
            f".//h1{_HAS_TEXT}",
            f".//h2{_HAS_TEXT}",
            f"{by_class('bt1', 'bt', 'title1', 'title', 'biaoti')}{_HAS_TEXT}",
        ),
        kicker=(
            f"{_ROW}/preceding-sibling::tr[{_FONT02}][1]/{_FONT02}",
            f"{_ALONE}/preceding::{_FONT02}[1]{_NO_LABEL}",
            by_class("introtitle", "yinti"),
            f"(.//h1)[1]/preceding-sibling::{_BESIDE}",
        ),
        subtitle=(
            f"{_ROW}/following-sibling::tr[{_FONT02}][1]/{_FONT02}",
            f"{_ALONE}/following::{_FONT02}[1]{_NO_LABEL}{_BEFORE_BODY}",
            by_class("subtitle", "futi"),
            f"(.//h1)[1]/following-sibling::{_BESIDE}",
        ),
        byline=(
            ".//founder-author",
            f"{_ROW}/following-sibling::tr[{_FONT02}][2]/{_FONT02}",
            f"{_ALONE}/following::{_FONT02}[2]{_NO_LABEL}{_BEFORE_BODY}",
            by_class("author", "zuozhe"),
        ),
        body=BODIES,
    )
