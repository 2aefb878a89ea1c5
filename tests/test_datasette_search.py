"""A SQLite archive in Datasette: the search box finds what ``scrapy search`` finds."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

from yuzhong_news import datasette_plugin
from yuzhong_news.exports.datasette import metadata
from yuzhong_news.items import Article, Page
from yuzhong_news.storage import Archive


@pytest.fixture
def database(tmp_path: Path) -> Path:
    articles = [
        Article(headline="十八梯", paragraphs=["雨后的渝中区，“两新”。"]),
        Article(headline="COVID-19", paragraphs=["Ａ I 与 AI"]),
        Article(headline="江北嘴", paragraphs=["江北"]),
    ]
    file = tmp_path / "news.db"
    with Archive(f"sqlite:///{file}") as archive:
        archive.store(archive.begin_run("test"), [Page(source_url="x", articles=articles)])
    return file


def found(database: Path, search: str, table: str = "article", **settings: Any) -> list[str]:
    """Return the headlines that the search box gives."""

    async def ask() -> Any:
        datasette = Datasette([str(database)], **settings)
        response = await datasette.client.get(
            f"/{database.stem}/{table}.json", params={"_search": search, "_shape": "array"}
        )
        assert response.status_code == 200, response.text
        return response.json()

    return [row["headline"] for row in asyncio.run(ask())]


def test_the_table_has_a_search_box(database: Path) -> None:
    async def page() -> str:
        response = await Datasette([str(database)]).client.get("/news/article")
        return str(response.text)

    assert 'name="_search"' in asyncio.run(page())


@pytest.mark.parametrize(
    ("search", "headlines"),
    [
        ("渝中", ["十八梯"]),
        ("渝", ["十八梯"]),
        ("雨后的渝中区", ["十八梯"]),
        ("区，“两新”", ["十八梯"]),
        ("ｃｏｖｉｄ-19", ["COVID-19"]),
        ("江北 -嘴", []),
        ('"与 ai"', ["COVID-19"]),
        ("，", ["十八梯"]),
        ("后渝", []),
        ("-", ["COVID-19"]),
        ("-嘴", []),
        ('" OR ""', []),
        ("渝" * 2000, []),
    ],
)
def test_every_piece_of_text_is_found(database: Path, search: str, headlines: list[str]) -> None:
    assert found(database, search) == headlines


def test_the_view_can_be_searched_with_the_exported_metadata(database: Path) -> None:
    described = metadata("news")
    assert found(database, "雨后的渝中", "article_view", metadata=described) == ["十八梯"]


def test_without_the_plugin_two_characters_are_found(database: Path) -> None:
    (name,) = [name for name, plugin in pm.list_name_plugin() if plugin is datasette_plugin]
    pm.unregister(datasette_plugin)
    try:
        assert found(database, "渝中") == ["十八梯"]
        assert found(database, "江北 北嘴") == ["江北嘴"]
        assert found(database, "渝中区") == []
    finally:
        pm.register(datasette_plugin, name)


def test_other_databases_keep_datasette_s_own_search(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE VIRTUAL TABLE notes USING fts5(headline)")
        other.execute("INSERT INTO notes VALUES ('grey cats'), ('grey dogs')")
        other.commit()
    assert found(tmp_path / "other.db", "grey cats", "notes") == ["grey cats"]
    assert found(tmp_path / "other.db", "-cats", "notes") == ["grey cats"]


def test_the_package_announces_the_plugin() -> None:
    (entry,) = entry_points(group="datasette", name="yuzhong_news")
    assert entry.load() is datasette_plugin
