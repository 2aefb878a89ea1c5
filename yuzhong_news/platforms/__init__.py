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

__all__ = [
    "ArticleLink",
    "Fetch",
    "Issue",
    "LabelledArticle",
    "Layout",
    "NotAnIssueError",
    "PageLink",
    "Part",
    "Platform",
]
