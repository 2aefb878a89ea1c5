"""Names that newspapers' own templates give to labels and bodies, whatever the vendor below.

They are tried behind those of the vendor's usual template: a newspaper draws its own pages, and one
design firm draws those of many newspapers, on systems of several vendors (``bmnr_con_biaoti``).
"""

from __future__ import annotations

from yuzhong_news.platforms.markup import by_class, by_id

BODY_IDS = ("ozoom", "zoom", "zhenwenzone")
"""Ids of elements that hold nothing but a body."""

_NOT_EMPTY = "[normalize-space(.)!='']"
_HEADINGS = (
    "totalTitle",
    "main-article-alltitle",
    "newsdetatit",
    "detail-art",
    "article",
    "neirong",
)

HEADLINES = (
    by_id("Title", "APP-Title", "contenttitle", "doctitle") + _NOT_EMPTY,
    by_class("bmnr_con_biaoti", "main-article-title", "art-title", "infoTitle") + _NOT_EMPTY,
    *(f"{by_class(*_HEADINGS)}//{tag}{_NOT_EMPTY}" for tag in ("h1", "h2", "h3")),
    f".//h1{_NOT_EMPTY}",
    f".//h2{_NOT_EMPTY}",
    f".//tr[@valign='top']//strong{_NOT_EMPTY}",
)
KICKERS = (
    by_id("PreTitle", "introtitle", "yinti"),
    by_class("introtitle", "pretitle", "main-article-pretitle", "yinti"),
)
SUBTITLES = (
    by_id("SubTitle", "subdoctitle"),
    by_class("subtitle", "main-article-subtitle", "bmnr_con_futi", "futi"),
)
BYLINES = (
    by_id("Author"),
    by_class("author", "main-article-author", "bmnr_con_zuozhe", "bmnr_con_author", "zuozhe"),
)
BODIES = (
    by_id(*BODY_IDS),
    by_id("articleContent", "contentMain", "contenttext", "doccontent"),
    by_class("main-article-content", "bmnr_con_con", "infoContent", "article-content"),
    by_class("newsdetatext", "article_content", "font06", "content", "text"),
)
