"""E-paper platforms: from the text of a response to links and labelled articles, and nothing else.

One module for each vendor.  Each offers a :class:`Platform`; its functions are pure.
"""

from yuzhong_news.platforms.model import (
    ArticleLink,
    Fetch,
    Issue,
    LabelledArticle,
    Layout,
    NotAnIssueError,
    PageLink,
    Part,
    Platform,
)
from yuzhong_news.platforms.registry import PLATFORMS, platform_of

__all__ = [
    "PLATFORMS",
    "ArticleLink",
    "Fetch",
    "Issue",
    "LabelledArticle",
    "Layout",
    "NotAnIssueError",
    "PageLink",
    "Part",
    "Platform",
    "platform_of",
]
