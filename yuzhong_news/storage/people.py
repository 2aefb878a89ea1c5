"""Who wrote what, how often and with whom: counted by the database, not in memory.

A person is a row of ``person``: whatever spellings and roles a name was printed with.  Articles are
counted once for a person, under however many roles.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, extract, func, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.expression import SQLColumnExpression

from yuzhong_news.people import canonical_name, near_names
from yuzhong_news.records import Selection
from yuzhong_news.storage.choice import conditions
from yuzhong_news.storage.order import by_characters
from yuzhong_news.storage.tables import Article, Contribution, Newspaper, Page, Person

COMPANIONS = 3
"""Companions that a line of the table of people names."""

_AT_ONCE = 500


class Share(NamedTuple):
    """A role, a year, a newspaper or a companion, and for how many articles."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, and what the chosen articles owe to that person; the most frequent first.

    ``years`` are in their order.  ``first`` and ``last`` are null where no date is known.
    """

    name: str
    articles: int
    roles: tuple[Share, ...]
    newspapers: tuple[Share, ...]
    years: tuple[Share, ...]
    first: dt.date | None
    last: dt.date | None
    companions: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """What a person did for one article."""

    issue_date: dt.date | None
    newspaper: str | None
    page_number: int | None
    page_name: str | None
    headline: str | None
    role: str
    work: str | None
    article_id: int


class _Key(NamedTuple):
    id: int
    name: str
    articles: int
    first: dt.date | None
    last: dt.date | None


def people(connection: Connection, choice: Selection, limit: int | None) -> list[PersonRow]:
    """Return who is credited for the chosen articles, who is credited most first."""
    query = _keys(choice).order_by(
        func.count(Contribution.article_id.distinct()).desc(),
        by_characters(Person.name),
    )
    keys = [_Key(*row) for row in connection.execute(query.limit(limit))]
    return [
        row
        for start in range(0, len(keys), _AT_ONCE)
        for row in _filled(connection, choice, keys[start : start + _AT_ONCE], COMPANIONS)
    ]


def person(connection: Connection, name: str, choice: Selection) -> PersonRow | None:
    """Return the person of this name, in whatever spelling, with all companions.

    Null says that no page credits such a person.  A person to whom none of the chosen articles is
    owed has 0 articles.
    """
    known = connection.execute(
        select(Person.id, Person.name).where(Person.name == canonical_name(name))
    ).one_or_none()
    if known is None:
        return None
    row = connection.execute(_keys(choice).where(Person.id == known.id)).one_or_none()
    key = _Key(known.id, known.name, 0, None, None) if row is None else _Key(*row)
    return _filled(connection, choice, [key], None)[0]


def credits_of(
    connection: Connection, name: str, choice: Selection, limit: int | None
) -> list[Credit]:
    """Return what the chosen articles owe to the person of this name, the newest first."""
    query = (
        _of_choice(
            select(
                Page.issue_date,
                Newspaper.name,
                Page.page_number,
                Page.page_name,
                Article.headline,
                Contribution.role,
                Contribution.work,
                Article.id,
            ),
            choice,
        )
        .join(Newspaper, Newspaper.id == Page.newspaper_id, isouter=True)
        .where(Person.name == canonical_name(name))
        .order_by(
            Page.issue_date.desc().nulls_last(),
            by_characters(Page.natural_key),
            Article.position,
            Contribution.position,
        )
        .limit(limit)
    )
    return [Credit(*row) for row in connection.execute(query)]


def names_near(connection: Connection, name: str) -> list[str]:
    """Return names in the archive that somebody may have meant by this one, the nearest first."""
    found = connection.execute(select(Person.name), execution_options={"yield_per": 1000})
    return near_names(name, found.scalars())


def _of_choice(query: Select[*tuple[Any, ...]], choice: Selection) -> Select[*tuple[Any, ...]]:
    """Return the query over the contributions to the chosen articles, with their persons."""
    return (
        query.select_from(Contribution)
        .join(Person, Person.id == Contribution.person_id)
        .join(Article, Article.id == Contribution.article_id)
        .join(Page, Page.id == Article.page_id)
        .where(*conditions(choice))
    )


def _keys(choice: Selection) -> Select[*tuple[Any, ...]]:
    query = select(
        Person.id,
        Person.name,
        func.count(Contribution.article_id.distinct()),
        func.min(Page.issue_date),
        func.max(Page.issue_date),
    )
    return _of_choice(query, choice).group_by(Person.id, Person.name)


def _filled(
    connection: Connection, choice: Selection, keys: Sequence[_Key], companions: int | None
) -> list[PersonRow]:
    ids = [key.id for key in keys]
    roles = _shares(connection, choice, ids, Contribution.role)
    newspapers = _shares(connection, choice, ids, Newspaper.name)
    years = _shares(connection, choice, ids, extract("year", Page.issue_date))
    others = _companions(connection, choice, ids, companions)
    return [
        PersonRow(
            name=key.name,
            articles=key.articles,
            roles=roles[key.id],
            newspapers=newspapers[key.id],
            years=tuple(sorted(years[key.id])),
            first=key.first,
            last=key.last,
            companions=others[key.id],
        )
        for key in keys
    ]


def _shares(
    connection: Connection, choice: Selection, ids: Sequence[int], what: SQLColumnExpression[Any]
) -> dict[int, tuple[Share, ...]]:
    """Return for each person how many articles there are by ``what``, the most frequent first."""
    query = (
        _of_choice(
            select(Contribution.person_id, what, func.count(Contribution.article_id.distinct())),
            choice,
        )
        .join(Newspaper, Newspaper.id == Page.newspaper_id, isouter=True)
        .where(Contribution.person_id.in_(ids))
        .group_by(Contribution.person_id, what)
    )
    rows = connection.execute(query)
    return _by_person((key, name, articles) for key, name, articles in rows if name is not None)


def _companions(
    connection: Connection, choice: Selection, ids: Sequence[int], limit: int | None
) -> dict[int, tuple[Share, ...]]:
    """Return for each person with whom, and for how many articles; the most frequent first."""
    other = aliased(Contribution)
    friend = aliased(Person)
    together: ColumnElement[int] = func.count(Contribution.article_id.distinct())
    counted = (
        _of_choice(
            select(
                Contribution.person_id.label("person_id"),
                friend.name.label("name"),
                together.label("articles"),
                func.row_number()
                .over(
                    partition_by=Contribution.person_id,
                    order_by=(together.desc(), by_characters(friend.name)),
                )
                .label("place"),
            ),
            choice,
        )
        .join(
            other,
            (other.article_id == Contribution.article_id)
            & (other.person_id != Contribution.person_id),
        )
        .join(friend, friend.id == other.person_id)
        .where(Contribution.person_id.in_(ids))
        .group_by(Contribution.person_id, friend.id, friend.name)
        .subquery()
    )
    query = select(counted.c.person_id, counted.c.name, counted.c.articles)
    if limit is not None:
        query = query.where(counted.c.place <= limit)
    return _by_person(connection.execute(query))


def _by_person(rows: Iterable[Any]) -> dict[int, tuple[Share, ...]]:
    found: dict[int, list[Share]] = defaultdict(list)
    for person_id, name, articles in rows:
        found[person_id].append(Share(str(name), articles))
    ranked: dict[int, tuple[Share, ...]] = defaultdict(tuple)
    for person_id, shares in found.items():
        ranked[person_id] = tuple(sorted(shares, key=lambda one: (-one.articles, one.name)))
    return ranked
