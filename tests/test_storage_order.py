"""The order in which articles come is the same in every database, whatever its language is."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import create_engine

from tests.databases import database_url
from yuzhong_news.items import Article, Contributor, Page
from yuzhong_news.records import Selection
from yuzhong_news.search import parse_query
from yuzhong_news.storage import Archive
from yuzhong_news.storage.order import by_characters
from yuzhong_news.storage.tables import Newspaper

__all__ = ["database_url"]

DAY = dt.date(2026, 1, 2)


def a_page(
    headline: str, newspaper: str | None, number: int | None = None, url: str | None = None
) -> Page:
    people = [Contributor(name=f"{headline[0]}侃", role="记者")]
    return Page(
        newspaper=newspaper,
        issue_date=DAY,
        page_number=number,
        source_url=url,
        articles=[Article(headline=f"春{headline}", contributors=people)],
    )


PAGES = [
    a_page("甲", "a报", 1),
    a_page("乙", "B报", 2),
    a_page("丙", "B报", None, "file:///b"),
    a_page("丁", "B报", None, "file:///B"),
    a_page("戊", "B报"),
    a_page("己", None, None, "file:///c"),
]
IN_PRINT = ["春己", "春戊", "春丁", "春丙", "春乙", "春甲"]


def test_what_is_not_known_comes_first_and_letters_by_code_points(database_url: str) -> None:
    with Archive(database_url) as archive:
        archive.store(archive.begin_run("test"), PAGES)
        query = parse_query("春")
        assert [row.headline for row in archive.outline()] == IN_PRINT
        for newest_first in (False, True):
            with archive.records(Selection(newest_first=newest_first)) as batches:
                found = [record["headline"] for batch in batches for record in batch]
            assert found == IN_PRINT
        assert [hit.headline for hit in archive.search(query).hits] == IN_PRINT
        best = archive.search(query, score=lambda _document, _terms: 1.0)
        assert [hit.headline for hit in best.hits] == IN_PRINT
        assert archive.newspapers() == archive.newspapers_with_issues() == ["B报", "a报"]
        with archive.figures(Selection()) as figures:
            assert figures.newspapers() == ["B报", "a报"]
            names = [one.name for one in figures.people(9)]
        assert names == [one.name for one in archive.people(Selection())] == sorted(names)


def test_no_language_of_a_database_decides() -> None:
    column = by_characters(Newspaper.name)
    for url, collation in (("postgresql+psycopg://", '"C"'), ("sqlite://", "BINARY")):
        told = str(column.compile(dialect=create_engine(url).dialect))
        assert told == f"newspaper.name COLLATE {collation}"
