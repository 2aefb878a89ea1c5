"""The search index of the archive: kept with the articles, and asked for what matches.

The index is drawn from the articles alone and can be built anew at any time; so it is no table of
the migrations, and what it is made of is known here only.
"""

from yuzhong_news.storage.search.finding import Hit, SearchResult, find
from yuzhong_news.storage.search.index import (
    index_articles,
    index_items,
    is_current,
    is_search_table,
    rebuild,
    unindex_articles,
)

__all__ = [
    "Hit",
    "SearchResult",
    "find",
    "index_articles",
    "index_items",
    "is_current",
    "is_search_table",
    "rebuild",
    "unindex_articles",
]
