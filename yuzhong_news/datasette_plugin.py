"""A plugin of Datasette: the search box on ``article`` takes what ``scrapy search`` takes.

Datasette gives what somebody types to its SQL function ``escape_fts``, which makes of it an
expression for FTS5.  Without the plugin a word of two characters is found, since such are the
tokens of the index; with it every piece of text is, and the marks of :mod:`yuzhong_news.search`
mean what they mean there.  Other databases that Datasette serves keep its own function.
"""

from __future__ import annotations

import sqlite3

from datasette import hookimpl

from yuzhong_news.search.fts5 import match_text

_OURS = "SELECT 1 FROM sqlite_master WHERE name = 'article_fts' AND type = 'table'"


# Datasette makes its own function in the same hook, and the last one stays.
@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Give a connection to one of our archives our own ``escape_fts``."""
    if conn.execute(_OURS).fetchone():
        conn.create_function("escape_fts", 1, match_text, deterministic=True)
