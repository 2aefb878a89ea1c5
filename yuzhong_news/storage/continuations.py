"""The continuations of one issue, found anew whenever one of its pages changes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from yuzhong_news.joining import Piece, join_pieces
from yuzhong_news.storage.tables import Article, Continuation, Newspaper, Page


def rejoin(connection: Connection, newspaper: str, issue_date: dt.date) -> None:
    """Replace the continuations between the articles of this issue by those found now."""
    of_issue = {"newspaper": newspaper, "issue_date": issue_date}
    if not connection.execute(_MARKED, of_issue).first():
        return
    pieces = _pieces(connection, newspaper, issue_date)
    keys = [piece.key for piece in pieces]
    connection.execute(delete(Continuation).where(Continuation.from_article_id.in_(keys)))
    rows = [
        {"from_article_id": joint.before, "to_article_id": joint.after, "cue": joint.cue}
        for joint in join_pieces(pieces)
    ]
    if rows:
        connection.execute(insert(Continuation), rows)


_MARKED = (
    select(Article.id)
    .join(Page, Page.id == Article.page_id)
    .join(Newspaper, Newspaper.id == Page.newspaper_id)
    .outerjoin(Continuation, Continuation.from_article_id == Article.id)
    .where(
        Newspaper.name == bindparam("newspaper"),
        Page.issue_date == bindparam("issue_date"),
        or_(
            Article.continued_from.is_not(None),
            Article.continued_to.is_not(None),
            Continuation.to_article_id.is_not(None),
        ),
    )
    .limit(1)
)
"""An article of the issue that jumps, or was joined when it did."""


def _pieces(connection: Connection, newspaper: str, issue_date: dt.date) -> list[Piece]:
    query = (
        select(
            Article.id,
            Page.page_number,
            Article.continued_from,
            Article.continued_to,
            Article.headline,
            Article.body,
        )
        .join(Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id)
        .where(
            Newspaper.name == newspaper,
            Page.issue_date == issue_date,
            Page.page_number.is_not(None),
        )
    )
    return [
        Piece(key, page or 0, origin, to, headline or "", body)
        for key, page, origin, to, headline, body in connection.execute(query)
    ]
