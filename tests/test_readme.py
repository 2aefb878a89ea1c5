"""README.md tells the truth: its commands exist, its tables are whole, its output is printed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from scrapy.settings import Settings

from tests.crawls import python
from tests.pages import ROOT, a_page
from tests.readme import (
    README,
    SEARCH,
    demo_output,
    search_output,
    shown_output,
    shown_search,
)
from yuzhong_news.items import Article, Page
from yuzhong_news.newspapers import Newspaper
from yuzhong_news.newspapers.model import Expect, Selectors
from yuzhong_news.platforms import PLATFORMS
from yuzhong_news.spiders.facts import SIDECAR_KEYS
from yuzhong_news.storage import Archive
from yuzhong_news.storage.base import Base

TEXT = README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^ *```(\w+)\n(.*?)^ *```$", TEXT, re.S | re.M)
"""Each block of code that has a language: the language, and the code."""


def code(language: str) -> list[str]:
    return [block for name, block in BLOCKS if name == language]


def words_after(program: str) -> set[str]:
    """Return the commands of ``program`` that stand in blocks of code and between backticks."""
    places = [*code("sh"), *re.findall(r"`([^`\n]+)`", TEXT)]
    return {word for place in places for word in re.findall(rf"\b{program} ([a-z]+)\b", place)}


def first_cells(heading: str) -> list[str]:
    """Return the names in the first column of the table whose head begins with ``heading``."""
    table = TEXT.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.M)


def test_the_demo_prints_what_the_readme_shows() -> None:
    assert demo_output() == shown_output(), "`make readme` renews what README.md shows"


def test_the_search_prints_what_the_readme_shows() -> None:
    assert f"scrapy {' '.join(SEARCH)} -s" in TEXT
    assert search_output() == shown_search(), "`make readme` renews what README.md shows"


def test_the_scrapy_commands_exist() -> None:
    told = python("-m", "scrapy").out
    used = words_after("scrapy")
    assert {"crawl", "split", "articles"} <= used
    assert used <= set(re.findall(r"^  (\w+) {2,}", told, re.M))


def test_each_command_of_our_own_has_its_row() -> None:
    table = TEXT.split("| command | what it does |", 1)[1].split("\n\n", 1)[0]
    rows = set(re.findall(r"`scrapy (\w+)", table))
    own = {
        file.stem
        for file in (ROOT / "yuzhong_news" / "commands").glob("*.py")
        if re.search(r"^class Command\b", file.read_text(encoding="utf-8"), re.M)
    }
    assert rows == own


def test_no_figure_of_the_tests_is_kept_by_hand() -> None:
    assert not re.search(r"\d+ (passed|skipped|tests)\b", TEXT)


def test_the_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    used = words_after("make")
    assert {"demo", "test", "score"} <= used
    assert used <= set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))


def test_the_settings_exist_with_their_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YUZHONG_NEWS_DATABASE_URL", raising=False)
    settings = Settings()
    settings.setmodule("yuzhong_news.settings")
    rows = re.findall(r"^\| `([A-Z_]+)` \| `?([^|`]+?)`? \|", TEXT, re.M)
    assert rows
    assert [(name, str(settings[name])) for name, _ in rows if name != "DATABASE_URL"] == rows[1:]
    assert set(re.findall(r"-s ([A-Z_]+)=", TEXT)) <= {*settings, "NAME"}


def test_the_item_s_fields_are_all_told() -> None:
    assert first_cells("field of a page") == list(Page.model_fields)
    assert first_cells("field of an article") == list(Article.model_fields)


def test_the_database_s_tables_are_all_told() -> None:
    assert sorted(first_cells("table")) == sorted(Base.metadata.tables)


def test_the_sidecar_s_keys_are_all_told() -> None:
    (sidecar,) = code("toml")
    assert tuple(re.findall(r"^ *(\w+) =", sidecar, re.M)) == SIDECAR_KEYS


def test_the_platforms_and_the_keys_of_a_newspaper_are_all_told() -> None:
    assert sorted(first_cells("platform")) == sorted(PLATFORMS)
    block = TEXT.split('```\nname = "renmin_ribao"', 1)[1].split("```", 1)[0]
    tables = dict(re.findall(r"^\[+(\w+)\]+(.*?)(?=^\[|\Z)", block, re.M | re.S))
    top = block[: block.index("\n[")]
    keys = {"name", *_keys(top), *_keys(tables["older"]), *tables}
    assert keys == {*Newspaper.model_fields, "until"}
    assert _keys(tables["expect"]) == set(Expect.model_fields)
    assert _keys(tables["selectors"]) < set(Selectors.model_fields)
    assert all(name in tables["selectors"] for name in Selectors.model_fields)


def _keys(text: str) -> set[str]:
    return set(re.findall(r"^(\w+) =", text, re.M))


@pytest.mark.parametrize("query", code("sql"))
def test_the_queries_run(tmp_path: Path, query: str) -> None:
    with Archive(f"sqlite:///{tmp_path / 'a.db'}") as archive:
        archive.store(archive.begin_run("test"), [a_page(newspaper="渝中报")])
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        assert database.execute(query).fetchall()
