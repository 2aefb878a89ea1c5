"""重庆日报 and its sisters: family 7.

``/cqrb/YYYY-MM/DD/001/node.htm``: each page has a folder, its articles are
``content_rb_NNNNNN.htm``; the PDF is the second link of each row of the list of pages.
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.founder_classic import BODIES, FounderClassic
from yuzhong_news.platforms.markup import by_id
from yuzhong_news.platforms.vendor import Markup, PagedPlatform

_HEAD = "(.//tr[@valign='top']//strong[normalize-space(.)!=''])[1]"


class Cqrb(PagedPlatform):
    """The e-paper of 重庆日报报业集团."""

    name = "cqrb"
    markup = Markup(
        usual="%Y-%m/%d/001/node.htm",
        page=re.compile(r"/[0-9A-Za-z]{1,4}/node\.html?$"),
        article=re.compile(r"/content_\w+\.html?$"),
        traits=re.compile(r"content_rb_[0-9]+\.htm|/[0-9]{3}/node\.htm"),
        headline=(*FounderClassic.markup.headline[:2], _HEAD, ".//h1[normalize-space(.)!='']"),
        kicker=(*FounderClassic.markup.kicker[:1], f"{_HEAD}/preceding::tr[1]//span[1]"),
        subtitle=(*FounderClassic.markup.subtitle[:1], f"{_HEAD}/following::tr[1]//span[1]"),
        byline=FounderClassic.markup.byline[:2],
        body=(by_id("ozoom"), *BODIES),
    )
