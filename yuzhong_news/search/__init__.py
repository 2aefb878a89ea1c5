"""What it means that an article matches a query: pure functions on text, without any SQL.

A query is words and phrases (:mod:`query`), texts are compared folded (:mod:`folding`) and looked
up by their pairs of characters (:mod:`grams`); :mod:`highlighting` shows where a hit is,
:mod:`ranking` which of two is the better one, and :mod:`fts5` is how SQLite's FTS5 is asked.
"""

from yuzhong_news.search.documents import Document, Field
from yuzhong_news.search.highlighting import Passage, marks_in, passage_of
from yuzhong_news.search.query import Query, QueryError, exact_query, parse_query

__all__ = [
    "Document",
    "Field",
    "Passage",
    "Query",
    "QueryError",
    "exact_query",
    "marks_in",
    "parse_query",
    "passage_of",
]
