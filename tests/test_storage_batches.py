"""Pages that are stored together are stored as if each had come alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from tests.contents import contents_of
from tests.databases import database_url, sqlite_url
from yuzhong_news.items import Article, Contributor, Document, Doubt, Jump, Page
from yuzhong_news.search import parse_query
from yuzhong_news.storage import Archive, Outcome

__all__ = ["database_url"]

DAY = dt.date(2026, 1, 2)


def page(number: int, *articles: Article, source: str | None = None) -> Page:
    url = source or f"https://x/{number}.htm"
    fetched = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    sha256 = f"{number:064x}"
    return Page(
        newspaper="渝中报",
        issue_date=DAY + dt.timedelta(number // 4),
        page_number=number,
        source_url=url,
        source_sha256=sha256,
        articles=list(articles) or [article(number)],
        doubts=[Doubt(cue="wording", field="page", detail="0.1")] if number % 2 else [],
        documents=[
            Document(
                kind="html", url=url, sha256=sha256, media_type="text/html", fetched_at=fetched
            )
        ],
    )


def article(number: int, words: str = "春节将至。") -> Article:
    return Article(
        headline=f"第{number}条",
        paragraphs=[words, "街上很热闹。"],
        contributors=[Contributor(name=f"黄清{number % 3}", role="记者")],
        sources=[f"https://x/{number}.htm"],
    )


def to(number: int, there: int) -> Article:
    jump = Jump(direction="to", page=there, text=f"（下转{there}版）")
    return article(number).model_copy(update={"continued_to": there, "jumps": [jump]})


def origin(number: int, there: int) -> Article:
    jump = Jump(direction="from", page=there, text=f"（上接{there}版）")
    return article(number).model_copy(update={"continued_from": there, "jumps": [jump]})


PAGES = [
    *(page(1, article(1), to(1, 2)), page(2, origin(2, 1)), page(3), page(5), page(6)),
    page(3, article(3, "另一个说法。"), source="https://x/other.htm"),
    page(5),
    *(page(7), page(8, article(8), article(9))),
    Page(source_url="https://x/8.htm", articles=[article(8), article(9)]),
    Page(source_url="file:///a.txt", articles=[article(10)]),
    Page(articles=[article(11)]),
]
"""New pages, joined ones, two sources of one page, one twice, and some without facts."""


def test_a_batch_is_as_its_pages_one_by_one(database_url: str, tmp_path: Path) -> None:
    alone = sqlite_url(tmp_path).replace("news.db", "alone.db")
    with Archive(database_url) as archive, Archive(alone) as other:
        together = archive.store(archive.begin_run("test"), PAGES)
        run = other.begin_run("test")
        singly = [other.store(run, [one]).pages[0] for one in PAGES]
        assert list(together.pages) == singly
        found = [one.search(parse_query("热闹"), limit=None).total for one in (archive, other)]
        assert found == [archive.table_counts()["article"]] * 2
    assert contents_of(database_url) == contents_of(alone)
    assert contents_of(database_url)["continuation"]


def test_a_page_that_the_database_refuses_costs_itself_only(database_url: str) -> None:
    far = article(3).model_copy(
        update={"jumps": [Jump(direction="to", page=2**70, text="下转")], "continued_to": 4}
    )
    pages = [page(1), page(2), page(3, far), page(5), page(6)]
    with Archive(database_url) as archive:
        stored = archive.store(archive.begin_run("test"), pages)
        outcomes = [one.outcome for one in stored.pages]
        assert outcomes == [Outcome.NEW] * 2 + [Outcome.FAILED] + [Outcome.NEW] * 2
        assert [row.page_number for row in archive.outline()] == [1, 2, 5, 6]
        assert archive.search(parse_query("热闹"), limit=0).total == 4
        assert archive.store(archive.begin_run("test"), [page(3)]).counts[Outcome.NEW] == 1


def test_pages_are_numbered_in_the_order_in_which_they_came(database_url: str) -> None:
    with Archive(database_url) as archive:
        archive.store(archive.begin_run("test"), [page(n) for n in (6, 2, 5, 1)])
        with archive.engine.connect() as connection:
            rows = connection.execute(text("SELECT page_number FROM page ORDER BY id"))
            assert [number for (number,) in rows] == [6, 2, 5, 1]
            rows = connection.execute(text("SELECT headline FROM article ORDER BY id"))
            assert [headline for (headline,) in rows] == ["第6条", "第2条", "第5条", "第1条"]


SOURCES = (None, "https://x/a.htm", "https://x/b.htm", "file:///a.txt")


def colliding(chance: Random) -> Page:
    """Return a page of few newspapers, days, numbers, sources and texts: most of them collide."""
    words = [chance.choice(["春节将至。", "另一个说法。"]) for _ in range(chance.randint(0, 2))]
    return Page(
        newspaper=chance.choice([None, "渝中报", "渝中晚报"]),
        issue_date=chance.choice([None, DAY]),
        page_number=chance.choice([None, 1, 2]),
        source_url=chance.choice(SOURCES),
        source_sha256=chance.choice([None, "a" * 64, "b" * 64]),
        articles=[
            *([to(1, 2)] if chance.random() < 0.5 else []),
            *(article(at, said) for at, said in enumerate(words)),
        ],
    )


@pytest.mark.parametrize("seed", range(6))
def test_pages_that_collide_are_as_if_each_had_come_alone(
    database_url: str, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    alone = sqlite_url(tmp_path).replace("news.db", "alone.db")
    with Archive(database_url) as archive, Archive(alone) as other:
        for _ in range(3):
            batch = [colliding(chance) for _ in range(8)]
            together = archive.store(archive.begin_run("test"), batch)
            run = other.begin_run("test")
            assert list(together.pages) == [other.store(run, [one]).pages[0] for one in batch]
            assert not together.counts[Outcome.FAILED]
    assert contents_of(database_url) == contents_of(alone)
