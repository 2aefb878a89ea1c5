"""A SQLite archive in Datasette itself: every page opens, keys have labels, all is described."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from tests.archives import CONTINUED, DAY, FULL_PAGE, store
from tests.databases import sqlite_url
from yuzhong_news.exports.datasette import database_name, metadata
from yuzhong_news.exports.tables import TABLES
from yuzhong_news.items import Article, IssuePages, Page, PageFacts
from yuzhong_news.storage import Archive
from yuzhong_news.storage.views import VIEWS

Get = Callable[[str], Any]


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """Give what fetches a path from Datasette over an archive with everything in it."""
    folder = tmp_path_factory.mktemp("datasette")
    hostile = Article(headline="<script>alert(1)</script>", paragraphs=["'; DROP TABLE page; --"])
    with Archive(sqlite_url(folder)) as archive:
        run = archive.begin_run("yucheng")
        archive.expect(IssuePages("渝城报", DAY, [PageFacts(newspaper="渝城报", page_number=9)]))
        archive.finish_run(run, ok=True, reason="finished", counts={"store/new": 4})
        store(
            archive, FULL_PAGE, *CONTINUED, Page(source_url="file:///a b.txt", articles=[hostile])
        )
    with asyncio.Runner() as runner:
        served = Datasette([str(folder / "news.db")], metadata=metadata("news"))

        def fetch(path: str) -> Any:
            return runner.run(served.client.get(path, follow_redirects=True))

        yield fetch


def columns(folder: Path) -> dict[str, list[str]]:
    """Return the columns of all tables and views of a new archive."""
    with Archive(sqlite_url(folder)) as archive, archive.engine.connect() as connection:
        tables = connection.exec_driver_sql("PRAGMA table_list").all()
        # Virtual tables and what stands behind them belong to the search.
        ours = [name for _, name, kind, *_ in tables if kind in ("table", "view")]
        names = [name for name in ours if not name.startswith("sqlite_") and "alembic" not in name]
        return {
            name: [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")]
            for name in names
        }


def test_each_table_and_view_is_described_with_each_column(tmp_path: Path) -> None:
    there = {name: sorted(names) for name, names in columns(tmp_path).items()}
    told = {name: sorted(table.columns) for name, table in TABLES.items()}
    assert told == there, "yuzhong_news/exports/tables.py describes the tables and views"


def test_labels_facets_and_orders_are_columns() -> None:
    for name, table in TABLES.items():
        named = {table.label, table.sort_newest, *table.facets} - {None}
        assert named <= set(table.columns), name


@pytest.mark.parametrize("name", TABLES)
def test_each_page_opens_with_its_description(get: Get, name: str) -> None:
    page = get(f"/news/{name}")
    assert page.status_code == 200
    text = html.unescape(page.text)
    assert TABLES[name].title in text
    assert f"One row is {TABLES[name].row}." in text
    for column, meaning in TABLES[name].columns.items():
        assert f"<dt>{column}</dt><dd>{meaning}</dd>" in text
    assert get(f"/news/{name}.json?_shape=objects").status_code == 200
    assert get(f"/news/{name}.csv").status_code == 200


def test_each_row_has_a_page_without_an_error(get: Get) -> None:
    for name in sorted(set(TABLES) - set(VIEWS)):
        text = get(f"/news/{name}").text
        links = re.findall(rf'href="(/news/{name}/[^"?]+)"', text)
        assert links or re.search(r"\b0 rows", text), name
        for link in links[:3]:
            assert get(html.unescape(link)).status_code == 200


def test_rows_that_point_to_others_show_their_labels(get: Get) -> None:
    contribution = get("/news/contribution").text
    assert re.search(r'href="/news/person/\d+">张明</a>', contribution)
    assert re.search(r'href="/news/article/\d+">河上新桥通车</a>', contribution)
    assert re.search(r'href="/news/page/\d+">渝城报/2026-01-02/2</a>', get("/news/article").text)
    assert re.search(r'href="/news/newspaper/\d+">渝城报</a>', get("/news/page").text)


def test_facets_filters_and_queries_work(get: Get) -> None:
    rows = get("/news/article_view.json?_shape=array&headline__contains=新桥&newspaper=渝城报")
    assert [row["page_number"] for row in rows.json()] == [2]
    facets = get("/news/article_view.json?_facet=newspaper").json()["facet_results"]
    assert "newspaper" in str(facets)
    sql = "SELECT person, count(*) FROM contribution_view GROUP BY person ORDER BY 2 DESC"
    assert "张明" in get(f"/news?sql={sql}").text


def test_hostile_text_is_shown_and_not_run(get: Get) -> None:
    page = get("/news/article_view?headline__contains=script").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert get("/news/page").status_code == 200


def test_the_start_page_hides_what_is_none_of_a_reader_s_business(get: Get) -> None:
    assert "Newspaper archive 报纸文章库" in get("/").text
    shown = get("/news").text
    assert 'href="/news/article_view"' in shown
    assert 'href="/news/alembic_version"' not in shown


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///news.db", "news"),
        ("sqlite:////data/a b.v2.sqlite?timeout=3", "a b.v2"),
        ("postgresql://a@b/news", None),
        ("sqlite://", None),
    ],
)
def test_datasette_names_a_database_by_its_file(url: str, name: str | None) -> None:
    assert database_name(url) == name
