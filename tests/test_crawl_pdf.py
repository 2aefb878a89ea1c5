"""Whole crawls over PDFs and texts together: into SQLite, in processes of their own."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.crawls import Ended, archived, crawl, python
from tests.pages import FIXTURES
from tests.pdf_pages import Sheet
from tests.test_splitting_printed import BRIDGE, MARKET, set_columns

HTML = "<!DOCTYPE html><html><body>请完成验证"


def two_pages() -> bytes:
    """A PDF of two pages, with one article each."""
    sheet = Sheet()
    for headline, paragraphs in (("新桥昨日通车", BRIDGE), ("菜市场换新棚", MARKET)):
        sheet.text(50, 90, headline, 28, font="Hei")
        set_columns(sheet, 50, 140, paragraphs * 2, rows=14, columns=2)
        sheet.next_page()
    return sheet.pdf()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = tmp_path_factory.mktemp("pdf") / "pages"
    pages.mkdir()
    whole = two_pages()
    (pages / "渝城报_20240311.pdf").write_bytes(whole)
    (pages / "渝城报_20240312_03.pdf").write_bytes(whole[: len(whole) // 3])
    (pages / "渝城报_20240313_01.pdf").write_text(HTML, encoding="utf-8")
    (pages / "渝中报_20250207_03.txt").write_bytes((FIXTURES / "seed.txt").read_bytes())
    return pages


@pytest.fixture(scope="module")
def run(folder: Path) -> Ended:
    return crawl("folder", "-a", f"path={folder}", "-s", f"DATABASE_URL={url(folder)}")


def url(folder: Path) -> str:
    return f"sqlite:///{database(folder)}"


def database(folder: Path) -> Path:
    return folder.parent / "a.db"


def test_pages_of_pdfs_and_texts_are_stored_beside_each_other(folder: Path, run: Ended) -> None:
    assert run.code == 1
    articles, counts = archived(database(folder))
    assert counts["page"] == 3
    headlines = {article.headline for article in articles}
    assert {"新桥昨日通车", "菜市场换新棚", "加强家风建设健全育人机制"} <= headlines


def test_each_page_of_a_pdf_is_a_page_of_its_issue(folder: Path, run: Ended) -> None:
    del run
    query = (
        "SELECT natural_key, status, width, height FROM page WHERE source_url LIKE '%#page=%' "
        "ORDER BY page_number"
    )
    with sqlite3.connect(database(folder)) as connection:
        rows = connection.execute(query).fetchall()
    connection.close()
    assert rows == [
        ("渝城报/2024-03-11/1", None, 600.0, 840.0),
        ("渝城报/2024-03-11/2", None, 600.0, 840.0),
    ]


def test_an_article_knows_where_it_stands(folder: Path, run: Ended) -> None:
    del run
    with sqlite3.connect(database(folder)) as connection:
        ((corners,),) = connection.execute(
            "SELECT json_extract(region, '$[0]') FROM article WHERE headline = '新桥昨日通车'"
        ).fetchall()
    connection.close()
    assert corners.startswith("[[")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("渝城报_20240312_03.pdf", "is a damaged or truncated PDF"),
        ("渝城报_20240313_01.pdf", "is an HTML page"),
    ],
)
def test_a_bad_pdf_is_named_and_costs_itself_only(run: Ended, name: str, problem: str) -> None:
    (line,) = [line for line in run.log.splitlines() if name in line]
    assert problem in line
    assert "Traceback" not in run.log


def test_a_rerun_changes_nothing(folder: Path, run: Ended) -> None:
    del run
    again = crawl("folder", "-a", f"path={folder}", "-s", f"DATABASE_URL={url(folder)}")
    assert "0 new, 0 changed, 3 unchanged" in again.closing


def test_a_pdf_that_takes_too_long_is_given_up(folder: Path, tmp_path: Path) -> None:
    done = crawl(
        *("folder", "-a", f"path={folder / '渝城报_20240311.pdf'}"),
        *("-s", f"DATABASE_URL=sqlite:///{tmp_path / 'b.db'}", "-s", "WORKER_TIMEOUT=0.001"),
    )
    assert done.code == 1
    assert "took longer than 0.001 seconds and was given up" in done.log
    assert "渝城报_20240311.pdf" in done.log
    assert "Traceback" not in done.log


def test_the_picture_of_a_page_is_drawn(folder: Path, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    done = python("-m", "scrapy", "split", folder / "渝城报_20240311.pdf", "--picture", picture)
    assert done.code == 0
    drawn = sorted(path.name for path in tmp_path.glob("*.png"))
    assert drawn == ["page-1.png", "page-2.png"]
    assert picture.with_stem("page-1").read_bytes().startswith(b"\x89PNG")


def test_split_gives_pdfs_to_a_process_of_their_own(folder: Path) -> None:
    pdf = folder / "渝城报_20240311.pdf"
    done = python("-m", "scrapy", "split", pdf, FIXTURES / "seed.txt", "-s", "WORKER_TIMEOUT=0.001")
    assert done.code == 1
    assert "took longer than 0.001 seconds" in done.log
    assert "加强家风建设健全育人机制" in done.out
