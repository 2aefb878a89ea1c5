"""An archive of each older version with pages in it, brought to the tables of this one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from alembic import command
from sqlalchemy import text

from tests.databases import database_url
from yuzhong_news.items import Article, Contributor, Document, Page
from yuzhong_news.storage import Archive, Outcome, upgrade
from yuzhong_news.storage.content import content_hash
from yuzhong_news.storage.engine import open_engine, writing
from yuzhong_news.storage.schema import configuration, newest

__all__ = ["database_url"]

STORED = "2026-01-02 08:00:00.000000+00:00"
DAY = dt.date(2026, 1, 2)
BRIDGE = Article(
    headline="河上新桥通车",
    paragraphs=["新桥全长三百二十米。", "桥上有四条车道。"],
    contributors=[Contributor(name="黄清", role="记者")],
)
MARKET = Article(headline="菜市场换新棚", paragraphs=["顶棚换了新的。"])
PAGE = Page(
    newspaper="渝中报",
    issue_date=DAY,
    page_number=1,
    source_url="https://x/1.htm",
    source_sha256="aa",
    articles=[BRIDGE, MARKET],
)
PDF = Document(
    kind="pdf",
    url="https://x/1.pdf",
    sha256="bb",
    media_type="application/pdf",
    fetched_at=dt.datetime(2026, 1, 2, 8, tzinfo=dt.UTC),
    path="yuzhong/2026-01-02/01.pdf",
)

OLDEST: list[tuple[str, dict[str, Any]]] = [
    ("run", {"id": 1, "spider": "folder", "software_version": "0.1.0", "started_at": STORED}),
    ("newspaper", {"id": 1, "name": "渝中报"}),
    ("issue", {"id": 1, "newspaper_id": 1, "issue_date": "2026-01-02"}),
    (
        "page",
        {
            "id": 1,
            "natural_key": "渝中报/2026-01-02/1",
            "newspaper_id": 1,
            "issue_date": "2026-01-02",
            "page_number": 1,
            "source_url": "https://x/1.htm",
            "source_sha256": "aa",
            "content_hash": content_hash(PAGE),
            "furniture": "",
            "run_id": 1,
            "stored_at": STORED,
        },
    ),
    *(
        (
            "article",
            {
                "id": place + 1,
                "page_id": 1,
                "position": place,
                "kind": "article",
                "headline": article.headline,
                "body": "\n".join(article.paragraphs),
            },
        )
        for place, article in enumerate(PAGE.articles)
    ),
    *(
        ("paragraph", {"article_id": place + 1, "position": number, "text": words})
        for place, article in enumerate(PAGE.articles)
        for number, words in enumerate(article.paragraphs)
    ),
    ("person", {"id": 1, "name": "黄清"}),
    ("contribution", {"article_id": 1, "position": 0, "person_id": 1, "role": "记者"}),
]
"""One page with two articles, in the tables of the first version."""

DOCUMENT = (
    "document",
    {**PDF.model_dump(exclude={"fetched_at"}), "id": 1, "page_id": 1, "fetched_at": STORED},
)
ROWS = {"0001": OLDEST, "0002": OLDEST, "0003": [*OLDEST, DOCUMENT]}
"""What an archive of each older revision holds."""


def make(url: str, revision: str) -> None:
    """Make an archive of this revision with its rows."""
    engine = open_engine(url)
    with writing(engine, enforce_foreign_keys=False) as connection:
        command.upgrade(configuration(connection), revision)
        for table, row in ROWS[revision]:
            names = ", ".join(row)
            marks = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), row)
        if not url.startswith("sqlite"):
            for table in {table for table, row in ROWS[revision] if "id" in row}:
                sequence = f"pg_get_serial_sequence('{table}', 'id')"
                connection.execute(text(f"SELECT setval({sequence}, max(id)) FROM {table}"))
    engine.dispose()


def query(archive: Archive, sql: str) -> list[tuple[Any, ...]]:
    with archive.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


@pytest.mark.parametrize("revision", ROWS)
def test_an_older_archive_keeps_all_that_is_in_it(database_url: str, revision: str) -> None:
    make(database_url, revision)
    assert upgrade(database_url) == (revision, newest())
    with Archive(database_url) as archive:
        assert [row.headline for row in archive.outline()] == ["河上新桥通车", "菜市场换新棚"]
        assert archive.outline()[0].people == (("黄清", "记者"),)
        page = "SELECT first_seen_at = stored_at, last_seen_at = stored_at, splitter_version"
        assert query(archive, f"{page} FROM page") == [(True, True, None)]
        seen = (
            "SELECT count(*) FROM article JOIN page ON page.id = page_id "
            "WHERE article.first_seen_at = page.stored_at AND changed_at = page.stored_at"
        )
        assert query(archive, seen) == [(2,)]
        states = "SELECT state FROM article_history_view"
        assert query(archive, states) == [("present",)] * 2
        links = "SELECT article_id, document_id FROM article_document ORDER BY article_id"
        assert query(archive, links) == ([(1, 1), (2, 1)] if revision == "0003" else [])


@pytest.mark.parametrize("revision", ROWS)
def test_an_older_archive_is_gone_on_with(database_url: str, revision: str) -> None:
    make(database_url, revision)
    upgrade(database_url)
    with Archive(database_url) as archive:
        run = archive.begin_run("test")
        assert archive.store(run, [PAGE]).pages[0].outcome is Outcome.UNCHANGED, "nothing is new"
        corrected = BRIDGE.model_copy(update={"headline": "河上新桥昨日通车"})
        update = {"articles": [corrected], "source_sha256": "cc", "documents": [PDF]}
        run = archive.begin_run("test")
        (stored,) = archive.store(run, [PAGE.model_copy(update=update)]).pages
        assert (stored.outcome, dict(stored.fields)) == (
            Outcome.CHANGED,
            {"headline": 1, "gone": 1},
        )
        assert query(archive, "SELECT id, headline FROM article") == [(1, "河上新桥昨日通车")]
        old = (
            "SELECT article_id, headline, cause, splitter_version FROM article_version ORDER BY id"
        )
        assert query(archive, old) == [
            (1, "河上新桥通车", "source", None),
            (2, "菜市场换新棚", "source", None),
        ]
        run = archive.begin_run("test")
        archive.store(run, [PAGE.model_copy(update={"articles": [corrected, MARKET]})])
        assert query(archive, "SELECT max(id) FROM article") == [(3,)], "no id is given twice"


def test_versions_can_be_given_up(database_url: str) -> None:
    make(database_url, "0003")
    upgrade(database_url)
    engine = open_engine(database_url)
    with writing(engine, enforce_foreign_keys=False) as connection:
        command.downgrade(configuration(connection), "0003")
        assert connection.scalars(text("SELECT count(*) FROM article")).one() == 2
        assert connection.scalars(text("SELECT count(*) FROM document")).one() == 1
    engine.dispose()
    assert upgrade(database_url) == ("0003", newest())


def test_the_ids_of_articles_are_never_given_twice_in_sqlite() -> None:
    with Archive("sqlite:///:memory:") as archive:
        (made,) = query(archive, "SELECT sql FROM sqlite_master WHERE name = 'article'")
        assert "AUTOINCREMENT" in made[0]
