"""In which order rows come, the same in every database and whatever its language is.

Databases disagree on two things: whether null is before or after all else, and how letters sort.
So null is placed here, and texts are sorted by code points.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from yuzhong_news.storage.tables import Article, Newspaper, Page

_Order = tuple[ColumnElement[Any], ...]


class by_characters(FunctionElement[str]):  # noqa: N801 - it is written like a function
    """A column to sort by, by its code points."""

    type = Text()
    inherit_cache = True


@compiles(by_characters, "sqlite")
def _in_sqlite(element: by_characters, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"{compiler.process(element.clauses, **options)} COLLATE BINARY"


@compiles(by_characters, "postgresql")
def _in_postgresql(element: by_characters, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f'{compiler.process(element.clauses, **options)} COLLATE "C"'


_BY_NEWSPAPER: ColumnElement[Any] = by_characters(Newspaper.name).nulls_first()
_IN_ISSUE: _Order = (
    Page.page_number.nulls_first(),
    by_characters(Page.source_url).nulls_first(),
    Page.id.asc(),
    Article.position.asc(),
)

IN_PRINT: _Order = (
    _BY_NEWSPAPER,
    Page.issue_date.nulls_first(),
    *_IN_ISSUE,
)
"""Articles by newspaper, date, page and place on the page; what is not known comes first."""

NEWEST: _Order = (
    Page.issue_date.desc().nulls_last(),
    _BY_NEWSPAPER,
    *_IN_ISSUE,
)
"""Articles of the newest day first, those of a day in the order of print."""
