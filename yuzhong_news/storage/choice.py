"""Which articles somebody asks for: of a newspaper, of some days."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, collate, select
from sqlalchemy.orm import InstrumentedAttribute

from yuzhong_news.records import Selection
from yuzhong_news.storage.tables import Newspaper, Page


def conditions(choice: Selection) -> Iterator[ColumnElement[bool]]:
    """Yield what a page must fulfil to be of the newspaper and the days that are selected."""
    if choice.newspaper is not None:
        of_name = select(Newspaper.id).where(Newspaper.name == choice.newspaper)
        yield Page.newspaper_id.in_(of_name)
    if choice.since is not None:
        yield Page.issue_date >= choice.since
    if choice.until is not None:
        yield Page.issue_date <= choice.until


def by_characters(
    connection: Connection, column: InstrumentedAttribute[str] | ColumnElement[str]
) -> ColumnElement[str]:
    """Return the column to sort by: by code points, whatever the language of the database is."""
    return collate(column, "C" if connection.dialect.name == "postgresql" else "BINARY")
