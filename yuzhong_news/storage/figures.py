"""Figures about the archive: sums that the database makes, in one snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, distinct, exists, func, select

from yuzhong_news.figures import Counted, Day, IssueFigures, RunFigures, Totals
from yuzhong_news.records import Selection
from yuzhong_news.storage.choice import on_days
from yuzhong_news.storage.issues import INCOMPLETE
from yuzhong_news.storage.order import by_characters
from yuzhong_news.storage.tables import (
    Article,
    Contribution,
    Doubt,
    ExpectedPage,
    Issue,
    Newspaper,
    Page,
    Person,
    Run,
    RunCount,
)

_AT_ONCE = 1000
"""Headlines that are in memory together."""


class ArchiveFigures:
    """Implements :class:`yuzhong_news.figures.Figures` for the selected newspaper and days."""

    def __init__(self, connection: Connection, selection: Selection) -> None:
        self.connection = connection
        self.selection = selection

    def totals(self) -> Totals:
        articles, characters = self._one(
            self._of_articles(func.count(), func.coalesce(func.sum(func.length(Article.body)), 0))
        )
        pages, newspapers, unreadable = self._one(
            self._of_pages(
                func.count(), func.count(distinct(Page.newspaper_id)), func.count(Page.status)
            )
        )
        issues, first, last = self._one(
            select(func.count(), func.min(Issue.issue_date), func.max(Issue.issue_date))
            .select_from(Issue)
            .join(Newspaper, Newspaper.id == Issue.newspaper_id)
            .where(*self._chosen(Issue))
        )
        (people,) = self._one(
            self._of_articles(func.count(distinct(Contribution.person_id))).join(
                Contribution, Contribution.article_id == Article.id
            )
        )
        (doubts,) = self._one(self._of_pages(func.count()).join(Doubt, Doubt.page_id == Page.id))
        return Totals(
            newspapers=newspapers,
            issues=issues,
            pages=pages,
            articles=articles,
            characters=int(characters),
            people=people,
            doubts=doubts,
            unreadable=unreadable,
            first=first,
            last=last,
        )

    def days(self) -> list[Day]:
        query = (
            self._of_articles(Page.issue_date, func.count(), func.sum(func.length(Article.body)))
            .where(Page.issue_date.is_not(None))
            .group_by(Page.issue_date)
            .order_by(Page.issue_date)
        )
        return [Day(day, count, int(size)) for day, count, size in self.connection.execute(query)]

    def newspapers(self) -> list[str]:
        query = (
            select(Newspaper.name)
            .where(exists().where(Issue.newspaper_id == Newspaper.id, *self._chosen(Issue)))
            .order_by(by_characters(Newspaper.name))
        )
        return list(self.connection.scalars(query))

    def issues(self, newspaper: str) -> list[IssueFigures]:
        of_issue = and_(
            ExpectedPage.newspaper_id == Issue.newspaper_id,
            ExpectedPage.issue_date == Issue.issue_date,
        )
        pages = (Page.newspaper_id == Issue.newspaper_id, Page.issue_date == Issue.issue_date)
        lacks = exists().where(Doubt.page_id == Page.id, Doubt.cue == INCOMPLETE)
        whole = exists().where(Page.natural_key == ExpectedPage.natural_key, ~lacks)
        query = (
            select(
                Issue.issue_date,
                select(func.count()).select_from(Page).where(*pages).scalar_subquery(),
                select(func.count()).select_from(ExpectedPage).where(of_issue).scalar_subquery(),
                select(func.count())
                .select_from(ExpectedPage)
                .where(of_issue, whole)
                .scalar_subquery(),
                select(func.count()).select_from(Page).where(*pages, lacks).scalar_subquery(),
            )
            .join(Newspaper, Newspaper.id == Issue.newspaper_id)
            .where(Newspaper.name == newspaper, *self._chosen(Issue))
            .order_by(Issue.issue_date)
        )
        return [IssueFigures(*row) for row in self.connection.execute(query)]

    def people(self, most: int) -> list[Counted]:
        count = func.count(distinct(Contribution.article_id))
        query = (
            self._of_articles(Person.id, Person.name, count)
            .join(Contribution, Contribution.article_id == Article.id)
            .join(Person, Person.id == Contribution.person_id)
            .group_by(Person.id, Person.name)
            .order_by(count.desc(), by_characters(Person.name))
            .limit(most)
        )
        top = self.connection.execute(query).all()
        roles = self._roles([row[0] for row in top])
        return [Counted(name, n, "、".join(roles[person])) for person, name, n in top]

    def headlines(self) -> Iterator[str]:
        query = self._of_articles(Article.headline).where(Article.headline.is_not(None))
        yield from self.connection.execute(
            query, execution_options={"yield_per": _AT_ONCE}
        ).scalars()

    def doubts(self, most: int) -> list[Counted]:
        count = func.count()
        query = (
            self._of_pages(Doubt.cue, Doubt.field, count)
            .join(Doubt, Doubt.page_id == Page.id)
            .group_by(Doubt.cue, Doubt.field)
            .order_by(count.desc(), Doubt.cue, by_characters(Doubt.field))
        )
        cues: dict[str, int] = defaultdict(int)
        fields: dict[str, list[str]] = defaultdict(list)
        for cue, field, number in self.connection.execute(query):
            cues[cue] += number
            fields[cue].append(field)
        ranked = sorted(cues, key=lambda cue: (-cues[cue], cue))[:most]
        return [Counted(cue, cues[cue], ", ".join(fields[cue])) for cue in ranked]

    def runs(self, most: int) -> list[RunFigures]:
        query = select(Run.__table__).order_by(Run.id.desc()).limit(most)
        rows = self.connection.execute(query).mappings().all()
        counts: dict[int, dict[str, int]] = defaultdict(dict)
        of_runs = select(RunCount.run_id, RunCount.name, RunCount.total).where(
            RunCount.run_id.in_([row["id"] for row in rows])
        )
        for run, name, total in self.connection.execute(of_runs):
            counts[run][name] = total
        return [
            RunFigures(
                spider=row["spider"],
                started_at=row["started_at"],
                finished_at=row["finished_at"],
                ok=row["ok"],
                reason=row["reason"],
                counts=counts[row["id"]],
            )
            for row in rows
        ]

    def _roles(self, people: list[int]) -> dict[int, list[str]]:
        """Return the roles that the people are credited with, the most frequent first."""
        count = func.count()
        query = (
            self._of_articles(Contribution.person_id, Contribution.role, count)
            .join(Contribution, Contribution.article_id == Article.id)
            .where(Contribution.person_id.in_(people), Contribution.role != "")
            .group_by(Contribution.person_id, Contribution.role)
            .order_by(Contribution.person_id, count.desc(), by_characters(Contribution.role))
        )
        roles: dict[int, list[str]] = defaultdict(list)
        for person, role, _ in self.connection.execute(query):
            roles[person].append(role)
        return roles

    def _of_pages(self, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401
        return (
            select(*columns)
            .select_from(Page)
            .join(Newspaper, Newspaper.id == Page.newspaper_id, isouter=True)
            .where(*self._chosen(Page))
        )

    def _of_articles(self, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401
        return self._of_pages(*columns).join(Article, Article.page_id == Page.id)

    def _chosen(self, of: type[Page | Issue]) -> Iterator[ColumnElement[bool]]:
        if self.selection.newspaper is not None:
            yield Newspaper.name == self.selection.newspaper
        yield from on_days(self.selection.since, self.selection.until, of)

    def _one(self, query: Select[*tuple[Any, ...]]) -> tuple[Any, ...]:
        return tuple(self.connection.execute(query).one())
