"""The continuations of one issue, found anew whenever one of its pages changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, Date, bindparam, delete, insert, or_, select

from yuzhong_news.folios import Folio, folio_of_mark, folio_of_page
from yuzhong_news.joining import Piece, join_pieces
from yuzhong_news.storage.reprint_pairs import forget_signatures
from yuzhong_news.storage.tables import Article, Continuation, Jump, Newspaper, Page

_OF_ISSUE = (
    Newspaper.name == bindparam("newspaper"),
    Page.issue_date == bindparam("day", type_=Date()),
)
_OWN = (
    select(Article.id)
    .join(Page, Page.id == Article.page_id)
    .join(Newspaper, Newspaper.id == Page.newspaper_id)
    .where(*_OF_ISSUE)
)
_MARKED = (
    select(Article.id, Article.continued_from, Article.continued_to, Jump.direction, Jump.text)
    .join(Page, Page.id == Article.page_id)
    .join(Newspaper, Newspaper.id == Page.newspaper_id)
    .outerjoin(Jump, Jump.article_id == Article.id)
    .where(*_OF_ISSUE, or_(Article.continued_from.is_not(None), Article.continued_to.is_not(None)))
    .order_by(Article.id, Jump.position.desc())
)


def rejoin(connection: Connection, newspaper: str, issue_date: dt.date) -> None:
    """Replace the continuations between the articles of this issue by those found now."""
    issue = {"newspaper": newspaper, "day": issue_date}
    marks = _marks(connection, issue)
    if not marks:
        return  # no mark, no continuation: those of articles that went or changed have gone
    joints = join_pieces(_pieces(connection, marks, issue))
    known = select(Continuation.from_article_id, Continuation.to_article_id).where(
        Continuation.from_article_id.in_(_OWN)
    )
    before = {(origin, to) for origin, to in connection.execute(known, issue)}
    after = {(joint.before, joint.after) for joint in joints}
    changed = {key for joint in before ^ after for key in joint}
    forget_signatures(connection, changed)
    connection.execute(delete(Continuation).where(Continuation.from_article_id.in_(_OWN)), issue)
    rows = [
        {"from_article_id": joint.before, "to_article_id": joint.after, "cue": joint.cue}
        for joint in joints
    ]
    if rows:
        connection.execute(insert(Continuation), rows)
    forget_signatures(connection, changed)


class _Marks(NamedTuple):
    """Where an article comes from and where it goes on."""

    origin: Folio | None = None
    to: Folio | None = None


def _pieces(
    connection: Connection, marks: Mapping[int, _Marks], issue: Mapping[str, object]
) -> list[Piece]:
    query = (
        select(Article.id, Page.page_number, Page.page_name, Article.headline, Article.body)
        .join(Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id)
        .where(*_OF_ISSUE)
    )
    return [
        Piece(key, folio, *marks.get(key, _Marks()), headline or "", body)
        for key, number, name, headline, body in connection.execute(query, issue)
        if (folio := folio_of_page(number, name)) is not None
    ]


def _marks(connection: Connection, issue: Mapping[str, object]) -> dict[int, _Marks]:
    """Return the pages that the marks of articles name, for those that have any."""
    found: dict[int, _Marks] = {}
    for key, origin, to, direction, text in connection.execute(_MARKED, issue):
        known = found.get(key) or _Marks(_folio(origin), _folio(to))
        if direction == "from":
            known = known._replace(origin=_folio(origin, text))
        elif direction == "to":
            known = known._replace(to=_folio(to, text))
        found[key] = known
    return found


def _folio(number: int | None, text: str = "") -> Folio | None:
    return None if number is None else folio_of_mark(number, text)
