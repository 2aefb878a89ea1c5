"""How SQLite's FTS5 is asked for the articles that a query matches.

The language is that of https://www.sqlite.org/fts5.html#full_text_query_syntax; all that comes
from a user stands in it between quotation marks, which :func:`_phrase` alone writes.
"""

from __future__ import annotations

from collections.abc import Collection

from yuzhong_news.search.documents import Field
from yuzhong_news.search.grams import grams_of
from yuzhong_news.search.query import Query, QueryError, parse_query

NOTHING = '""'
"""The expression that no article matches."""


def match_expression(query: Query, fields: Collection[Field] = ()) -> str:
    """Return the FTS5 expression for the query, in these fields only; without any, in all."""
    expression = " AND ".join(map(_phrase, query.wanted))
    if query.excluded:
        expression = f"({expression}) NOT ({' OR '.join(map(_phrase, query.excluded))})"
    if not fields:
        return expression
    return f"{{{' '.join(field.value for field in fields)}}} : ({expression})"


def match_text(text: str | None) -> str:
    """Return the expression for what somebody typed, as Datasette's ``escape_fts`` does.

    A query that cannot be answered matches nothing.
    """
    try:
        return match_expression(parse_query(text or ""))
    except QueryError:
        return NOTHING


def _phrase(term: str) -> str:
    """Return a folded term as a phrase of grams; of one character, all grams that begin with it."""
    grams = " ".join(grams_of(term)).replace('"', '""')
    return f'"{grams}" *' if len(term) == 1 else f'"{grams}"'
