"""Reprints as people ask for them: each text once, with all that printed it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, union

from yuzhong_news.records import Selection
from yuzhong_news.storage.article_texts import chosen_ids
from yuzhong_news.storage.enrichment_tables import Reprint
from yuzhong_news.storage.tables import Article, Newspaper, Page

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PrintedText:
    """One article of a group; the shares are of it and the nearest one that was printed before.

    They are null for the first one, and for any other of its issue: two articles of one issue are
    linked by one that prints both later.
    """

    article_id: int
    newspaper: str | None
    issue_date: dt.date | None
    page_number: int | None
    page_name: str | None
    headline: str | None
    likeness: float | None
    containment: float | None


Group = tuple[PrintedText, ...]
"""Articles with one text, the one that was printed first before the others; at least two."""


def reprint_groups(connection: Connection, choice: Selection) -> Iterator[Group]:
    """Yield the groups of which an article is chosen, in the order of their first prints.

    What is in memory is some numbers for each article that is a reprint or has one.
    """
    roots, shares = _roots(connection)
    order = _order(connection, roots)
    chosen = _chosen(connection, choice)
    groups: dict[int, list[int]] = defaultdict(list)
    for article_id in sorted(roots, key=order.__getitem__):
        groups[_root(roots, article_id)].append(article_id)
    wanted = [some for some in groups.values() if chosen is None or not chosen.isdisjoint(some)]
    for some in wanted:
        yield tuple(_printed(connection, some, shares))


def _roots(
    connection: Connection,
) -> tuple[dict[int, int], dict[int, tuple[float, float]]]:
    """Return to which article each one leads, and for each reprint its greatest shares."""
    roots: dict[int, int] = {}
    shares: dict[int, tuple[float, float]] = {}
    query = select(
        Reprint.article_id, Reprint.original_id, Reprint.likeness, Reprint.containment
    ).order_by(Reprint.article_id, Reprint.original_id)
    for later, earlier, likeness, containment in connection.execute(query):
        one, other = _root(roots, later), _root(roots, earlier)
        roots[max(one, other)] = min(one, other)
        shares[later] = max(shares.get(later, (0.0, 0.0)), (likeness, containment))
    return roots, shares


def _root(roots: dict[int, int], article_id: int) -> int:
    """Return the article that stands for the group of this one; paths get shorter on the way."""
    root = article_id
    while roots.setdefault(root, root) != root:
        root = roots[root]
    while roots[article_id] != root:
        roots[article_id], article_id = root, roots[article_id]
    return root


def _order(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[dt.date, str, int]]:
    """Return where each article comes in the order of print."""
    query = select(Article.id, Page.issue_date, Page.natural_key, Article.position).join(
        Page, Page.id == Article.page_id
    )
    order: dict[int, tuple[dt.date, str, int]] = {}
    every = sorted(ids)
    for start in range(0, len(every), _AT_ONCE):
        rows = connection.execute(query.where(Article.id.in_(every[start : start + _AT_ONCE])))
        order.update(
            (article_id, (day or dt.date.max, key, position))
            for article_id, day, key, position in rows
        )
    return order


def _chosen(connection: Connection, choice: Selection) -> set[int] | None:
    """Return which of the linked articles are chosen; null says all."""
    if choice.everything:
        return None
    linked = union(select(Reprint.article_id), select(Reprint.original_id))
    query = chosen_ids(choice).where(Article.id.in_(linked))
    return set(connection.scalars(query))


def _printed(
    connection: Connection, ids: list[int], shares: dict[int, tuple[float, float]]
) -> Iterator[PrintedText]:
    query = (
        select(
            Article.id,
            Newspaper.name,
            Page.issue_date,
            Page.page_number,
            Page.page_name,
            Article.headline,
        )
        .join(Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id, isouter=True)
    )
    facts: dict[int, Row[*tuple[Any, ...]]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = query.where(Article.id.in_(ids[start : start + _AT_ONCE]))
        facts.update((row.id, row) for row in connection.execute(some))
    for article_id in ids:
        likeness, containment = shares.get(article_id, (None, None))
        row = facts[article_id]
        yield PrintedText(
            article_id=article_id,
            newspaper=row.name,
            issue_date=row.issue_date,
            page_number=row.page_number,
            page_name=row.page_name,
            headline=row.headline,
            likeness=likeness,
            containment=containment,
        )
