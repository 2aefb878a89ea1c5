"""joyhua (九华): 新安晚报, 安徽科技报, 天门日报; family 10.

``/xxx/YYYYMMDD/html/index.htm``: pages are ``a.bmml_con_div_name``, articles ``a.bmdh_con_a``
(``page_01_content_000.htm``, ``content_79379.htm``); ``div.bmnr_con_biaoti`` is the headline,
``div.bmnr_con_yinti`` before it the kicker and behind it the subtitle, ``#zoom`` the body.
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.founder_classic import BODIES, FOUNDER
from yuzhong_news.platforms.markup import by_class, by_id
from yuzhong_news.platforms.vendor import Markup, PagedPlatform

_HEAD = f"({by_class('bmnr_con_biaoti')})[1]"
_BESIDE = "*[contains(@class, 'bmnr_con_yinti')][normalize-space(.)!=''][1]"


class Joyhua(PagedPlatform):
    """The e-paper of joyhua."""

    name = "joyhua"
    markup = Markup(
        usual="%Y%m%d/html/index.htm",
        page=re.compile(r"/(?:index|page_\w*?[0-9]+)\.html?$"),
        article=re.compile(r"/(?:\w+_)?content_\w+\.html?$"),
        traits=re.compile(r"bmml_con_div_name|bmdh_con_a|bmnr_con_"),
        headline=(_HEAD, ".//h1[normalize-space(.)!='']"),
        kicker=(f"{_HEAD}/preceding::{_BESIDE}",),
        subtitle=(f"{_HEAD}/following::{_BESIDE}",),
        byline=(by_class("bmnr_con_zuozhe", "bmnr_con_author"),),
        body=(by_id("zoom"), by_class("bmnr_con_con"), *BODIES),
    )

    def recognises(self, text: str, url: str) -> bool:
        """Whether a response is joyhua's; papers on Founder's systems have its design, too."""
        if FOUNDER.search(url) or FOUNDER.search(text[:300_000]):
            return False
        return super().recognises(text, url)

    def is_page(self, url: str) -> bool:
        """Whether an address is that of a page; articles bear their page's name in theirs."""
        return super().is_page(url) and not self.is_article(url)
