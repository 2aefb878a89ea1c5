"""The words of articles, as keywords and reprints need them, some articles at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from yuzhong_news.records import Selection
from yuzhong_news.storage.choice import conditions
from yuzhong_news.storage.tables import Article, Continuation, Page


class ArticleText(NamedTuple):
    """The words of one article: what stands above it (lines), and its body (paragraphs)."""

    article_id: int
    headline: str
    body: str


def headline_of() -> ColumnElement[str]:
    """Return kicker, headline and subtitle, one on each line."""
    lines = (func.coalesce(part, "") for part in (Article.kicker, Article.headline))
    kicker, headline = lines
    return kicker + "\n" + headline + "\n" + func.coalesce(Article.subtitle, "")


def lacking(
    connection: Connection,
    done: InstrumentedAttribute[int],
    choice: Selection,
    after: int,
    limit: int,
    *only: ColumnElement[bool],
) -> list[int]:
    """Return the next ids of chosen articles for which there is no row ``done``, in rising order.

    ``done`` is the column of a table that points to articles, ``only`` what its row must fulfil.
    """
    # Without the sum SQLite goes through the bodies of all articles, with it through an index.
    place = Article.id + 0
    query = (
        select(Article.id)
        .where(place > after, ~exists().where(done == Article.id, *only))
        .order_by(place)
        .limit(limit)
    )
    if not choice.everything:
        query = query.join(Page, Page.id == Article.page_id).where(*conditions(choice))
    return list(connection.scalars(query))


def chosen_ids(choice: Selection) -> Select[int]:
    """Return the query for the ids of the chosen articles."""
    query = select(Article.id).join(Page, Page.id == Article.page_id)
    return query.where(*conditions(choice))


def texts_of(connection: Connection, ids: Sequence[int]) -> list[ArticleText]:
    """Return the words of those of these articles that are there, by their ids."""
    query = (
        select(Article.id, headline_of(), Article.body)
        .where(Article.id.in_(ids))
        .order_by(Article.id)
    )
    return [ArticleText(*row) for row in connection.execute(query)]


def whole_texts_of(connection: Connection, ids: Sequence[int]) -> list[ArticleText]:
    """Return the words of these articles, each with the bodies of the articles it goes on in.

    A later part of an article has an empty body: its words are those of the first part.
    """
    chains = _chains(connection, ids)
    others = {part for chain in chains.values() for part in chain} - set(ids)
    texts = {text.article_id: text for text in texts_of(connection, [*ids, *others])}
    whole = []
    for article_id in sorted(texts.keys() & set(ids)):
        parts = [texts[part].body for part in chains[article_id] if part in texts]
        whole.append(texts[article_id]._replace(body="\n".join(parts)))
    return whole


def parts_of_same(connection: Connection, ids: Iterable[int]) -> set[int]:
    """Return these articles, and all others that they continue or that continue them."""
    found = set(ids)
    frontier = found
    while frontier:
        query = select(Continuation.from_article_id, Continuation.to_article_id).where(
            Continuation.from_article_id.in_(frontier) | Continuation.to_article_id.in_(frontier)
        )
        frontier = {one for row in connection.execute(query) for one in row} - found
        found |= frontier
    return found


def _chains(connection: Connection, ids: Sequence[int]) -> dict[int, list[int]]:
    """Return for each article its parts in their order; none for what is itself a later part."""
    continued = select(Continuation.to_article_id).where(Continuation.to_article_id.in_(ids))
    later = set(connection.scalars(continued))
    chains: dict[int, list[int]] = {one: [] if one in later else [one] for one in ids}
    ends = {one: one for one in ids if one not in later}
    while ends:
        query = select(Continuation.from_article_id, Continuation.to_article_id).where(
            Continuation.from_article_id.in_(ends)
        )
        step = dict(connection.execute(query).all())
        ends = {after: ends[before] for before, after in step.items()}
        for after, first in list(ends.items()):
            if after in chains[first]:  # a circle, which nothing should have made
                del ends[after]
            else:
                chains[first].append(after)
    return chains
