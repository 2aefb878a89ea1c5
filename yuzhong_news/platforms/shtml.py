"""``shtml``: family 11.

``/shtml/<paper>/YYYYMMDD/index.shtml`` lists the pages, ``vA1.shtml`` is one, and
``<number>.shtml`` an article: ``a.selectBox`` are the links to pages, ``#paperPage`` holds the
page's picture, ``#art`` the text.  Many answer with a script challenge first; old ones are GBK.
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.founder_classic import BODIES, FounderClassic
from yuzhong_news.platforms.markup import by_id
from yuzhong_news.platforms.vendor import Markup, PagedPlatform


class Shtml(PagedPlatform):
    """The e-paper whose files all end in ``.shtml``; an address names its paper's folder."""

    name = "shtml"
    markup = Markup(
        usual="%Y%m%d/index.shtml",
        page=re.compile(r"/v[A-Z]{0,2}[0-9]{1,3}\.shtml$", re.IGNORECASE),
        article=re.compile(r"/[0-9]+(?:_[0-9]+)?\.shtml$"),
        traits=re.compile(
            r"\bv[A-Z]{0,2}[0-9]{1,3}\.shtml\b|/shtml/\w+/20[0-9]{6}/|id\s*=\s*[\"']?paperPage\b",
            re.IGNORECASE,
        ),
        headline=(
            f"{by_id('art')}//h1[normalize-space(.)!='']",
            *FounderClassic.markup.headline,
        ),
        kicker=FounderClassic.markup.kicker[2:],
        subtitle=FounderClassic.markup.subtitle[2:],
        byline=FounderClassic.markup.byline[:1],
        body=(by_id("art"), *BODIES),
    )
