"""Feeds that cannot nest: one flat row an article."""

from __future__ import annotations

import csv
import datetime as dt
import io
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages import a_page
from yuzhong_news.exporters import (
    COLUMNS,
    ArticleCsvExporter,
    ArticleXmlExporter,
    caption,
    person,
    rows_of,
)
from yuzhong_news.items import Article, Caption, Contributor, Kind, Page


def csv_rows(*pages: Page, **options: Any) -> list[dict[str, str]]:
    """Return what a reader of the CSV feed of ``pages`` sees."""
    file = io.BytesIO()
    exporter = ArticleCsvExporter(file, **{"encoding": "utf-8", **options})
    exporter.start_exporting()
    for page in pages:
        exporter.export_item(page)
    exporter.finish_exporting()
    text = file.getvalue().decode(options.get("encoding", "utf-8"))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_joins_what_a_table_cannot_nest() -> None:
    (row,) = rows_of(a_page(newspaper="渝中报", issue_date=dt.date(2025, 2, 10), page_number=2))
    assert tuple(row) == COLUMNS
    assert row["contributors"] == "首席记者 刘侃; 记者 姚延洋 文/图; 某某"
    assert row["paragraphs"] == "导语。\n第二段。"
    assert row["captions"] == "图说（资料图片）\n又一图"
    assert row["subheads"] == "小标题"
    assert row["doubts"] == "overlap (headline)"
    assert (row["issue_date"], row["page_number"], row["kind"]) == ("2025-02-10", "2", "article")
    assert (row["continued_from"], row["continued_to"], row["byline"]) == ("1", "", "")


def test_the_csv_feed_has_one_row_an_article() -> None:
    rows = csv_rows(a_page(), Page(), a_page(articles=[Article(), Article(kind=Kind.NOTICE)]))
    assert [row["headline"] for row in rows] == ["标题", "", ""]
    assert [row["article_number"] for row in rows] == ["1", "1", "2"]
    assert [row["kind"] for row in rows] == ["article", "article", "notice"]
    assert tuple(rows[0]) == COLUMNS


def test_the_csv_feed_may_have_fewer_columns_and_a_mark_for_spreadsheets() -> None:
    (row,) = csv_rows(a_page(), fields_to_export=["headline", "lead"], encoding="utf-8-sig")
    assert row == {"headline": "标题", "lead": "导语。"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_what_is_written_into_a_csv_cell_is_read_from_it(paragraphs: list[str]) -> None:
    (row,) = csv_rows(Page(articles=[Article(paragraphs=paragraphs)]))
    assert row["paragraphs"] == "\n".join(paragraphs)


@pytest.mark.parametrize(
    ("contributor", "printed"),
    [
        (Contributor(name="某某"), "某某"),
        (Contributor(name="某某", role="记者"), "记者 某某"),
        (Contributor(name="某某", work="摄"), "某某 摄"),
    ],
)
def test_a_person_is_told_without_what_is_not_known(contributor: Contributor, printed: str) -> None:
    assert person(contributor) == printed


def test_a_caption_is_told_with_its_credit() -> None:
    assert caption(Caption(text="图说")) == "图说"
    assert caption(Caption(text="图说", credit="某某 摄")) == "图说（某某 摄）"


def test_the_xml_feed_is_well_formed_whatever_the_text_holds() -> None:
    page = a_page()
    page.articles[0].headline = "甲\x0b<乙>&\ufffe"
    file = io.BytesIO()
    exporter = ArticleXmlExporter(file, encoding="utf-8")
    exporter.start_exporting()
    exporter.export_item(page)
    exporter.finish_exporting()
    (article,) = ET.fromstring(file.getvalue())
    assert article.findtext("headline") == "甲<乙>&"
    assert article.find("byline") is None
