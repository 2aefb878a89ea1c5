"""The continuations of one issue, found anew whenever one of its pages changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select

from yuzhong_news.folios import Folio, folio_of_mark, folio_of_page
from yuzhong_news.joining import Piece, join_pieces
from yuzhong_news.storage.tables import Article, Continuation, Jump, Newspaper, Page


def rejoin(connection: Connection, newspaper: str, issue_date: dt.date) -> None:
    """Replace the continuations between the articles of this issue by those found now."""
    of_issue = (Newspaper.name == newspaper, Page.issue_date == issue_date)
    own = (
        select(Article.id)
        .join(Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id)
        .where(*of_issue)
    )
    marks = _marks(connection, *of_issue)
    if not marks:
        return  # no mark, no continuation: those of articles that went have gone with them
    connection.execute(delete(Continuation).where(Continuation.from_article_id.in_(own)))
    rows = [
        {"from_article_id": joint.before, "to_article_id": joint.after, "cue": joint.cue}
        for joint in join_pieces(_pieces(connection, marks, *of_issue))
    ]
    if rows:
        connection.execute(insert(Continuation), rows)


class _Marks(NamedTuple):
    """Where an article comes from and where it goes on."""

    origin: Folio | None = None
    to: Folio | None = None


def _pieces(
    connection: Connection, marks: Mapping[int, _Marks], *of_issue: ColumnElement[bool]
) -> list[Piece]:
    query = (
        select(Article.id, Page.page_number, Page.page_name, Article.headline, Article.body)
        .join(Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id)
        .where(*of_issue)
    )
    return [
        Piece(key, folio, *marks.get(key, _Marks()), headline or "", body)
        for key, number, name, headline, body in connection.execute(query)
        if (folio := folio_of_page(number, name)) is not None
    ]


def _marks(connection: Connection, *of_issue: ColumnElement[bool]) -> dict[int, _Marks]:
    """Return the pages that the marks of articles name, for those that have any."""
    query = (
        select(Article.id, Article.continued_from, Article.continued_to, Jump.direction, Jump.text)
        .join(Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id)
        .outerjoin(Jump, Jump.article_id == Article.id)
        .where(
            *of_issue, or_(Article.continued_from.is_not(None), Article.continued_to.is_not(None))
        )
        .order_by(Article.id, Jump.position.desc())
    )
    found: dict[int, _Marks] = {}
    for key, origin, to, direction, text in connection.execute(query):
        known = found.get(key) or _Marks(_folio(origin), _folio(to))
        if direction == "from":
            known = known._replace(origin=_folio(origin, text))
        elif direction == "to":
            known = known._replace(to=_folio(to, text))
        found[key] = known
    return found


def _folio(number: int | None, text: str = "") -> Folio | None:
    return None if number is None else folio_of_mark(number, text)
