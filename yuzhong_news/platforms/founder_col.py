"""Founder col: pages ``colNN.html``, articles ``cN.html``; 长寿日报, 甘肃法治报; family 4.

Pages are ``div.nav-list li a.btn``, articles ``div.news-list li.resultList a``; the PDF's link may
stand in a comment (``p#pdfUrl``).
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.founder_new import (
    NEW_BODY,
    NEW_BYLINE,
    NEW_HEADLINE,
    NEW_KICKER,
    NEW_SUBTITLE,
)
from yuzhong_news.platforms.vendor import Markup, PagedPlatform


class FounderCol(PagedPlatform):
    """Founder's e-paper of columns."""

    name = "founder_col"
    markup = Markup(
        usual="pc/layout/%Y%m/%d/col01.html",
        page=re.compile(r"/(?:col\w+|l[A-Za-z]?[0-9]{2,3})\.html?$"),
        article=re.compile(r"/(?:c_?[0-9]+|content_\w+)\.html?$"),
        traits=re.compile(r"[/\"'=](?:col|l)[0-9]{2}\.html?\b|resultList"),
        headline=NEW_HEADLINE,
        kicker=NEW_KICKER,
        subtitle=NEW_SUBTITLE,
        byline=NEW_BYLINE,
        body=NEW_BODY,
    )
