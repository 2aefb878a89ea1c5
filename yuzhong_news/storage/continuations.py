"""The continuations of one issue, found anew whenever one of its pages changes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete, insert, select

from yuzhong_news.joining import Piece, join_pieces
from yuzhong_news.storage.reprint_pairs import forget_signatures
from yuzhong_news.storage.tables import Article, Continuation, Newspaper, Page


def rejoin(connection: Connection, newspaper: str, issue_date: dt.date) -> None:
    """Replace the continuations between the articles of this issue by those found now."""
    pieces = _pieces(connection, newspaper, issue_date)
    keys = [piece.key for piece in pieces]
    joints = join_pieces(pieces)
    known = select(Continuation.from_article_id, Continuation.to_article_id).where(
        Continuation.from_article_id.in_(keys)
    )
    before = {(origin, to) for origin, to in connection.execute(known)}
    after = {(joint.before, joint.after) for joint in joints}
    changed = {key for joint in before ^ after for key in joint}
    forget_signatures(connection, changed)
    connection.execute(delete(Continuation).where(Continuation.from_article_id.in_(keys)))
    rows = [
        {"from_article_id": joint.before, "to_article_id": joint.after, "cue": joint.cue}
        for joint in joints
    ]
    if rows:
        connection.execute(insert(Continuation), rows)
    forget_signatures(connection, changed)


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
