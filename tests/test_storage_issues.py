"""Whole issues in the archive: expected pages, the files of a page, joined continuations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.databases import database_url
from yuzhong_news.items import Article, Document, Doubt, IssuePages, Jump, Page, PageFacts
from yuzhong_news.storage import Archive

__all__ = ["database_url"]

DAY = dt.date(2026, 1, 2)
FACTS = {"newspaper": "渝中报", "issue_date": DAY}


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as opened:
        yield opened


def store(archive: Archive, *pages: Page) -> None:
    stored = archive.store(archive.begin_run("test"), pages)
    assert not [page for page in stored.pages if page.outcome in ("failed", "kept")]


def page(number: int, *articles: Article, **more: object) -> Page:
    return Page(page_number=number, articles=list(articles) or [Article()], **FACTS, **more)


def query(archive: Archive, sql: str) -> list[tuple[object, ...]]:
    with archive.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def expected(*numbers: int) -> list[PageFacts]:
    return [PageFacts(page_number=number, **FACTS) for number in numbers]


def test_an_issue_is_complete_when_all_pages_its_index_named_are_stored(archive: Archive) -> None:
    assert not archive.is_complete("渝中报", DAY)
    archive.expect(IssuePages("渝中报", DAY, expected(1, 2)))
    store(archive, page(1))
    assert not archive.is_complete("渝中报", DAY)
    assert archive.is_complete("渝中报", DAY, 1, 1)
    assert not archive.is_complete("渝中报", DAY, 5, 8), "nothing is known of such pages"
    store(archive, page(2))
    assert archive.is_complete("渝中报", DAY)
    assert not archive.is_complete("渝中报", dt.date(2026, 1, 3))
    archive.expect(IssuePages("渝中报", DAY, expected(3), whole=False))
    assert not archive.is_complete("渝中报", DAY)
    archive.expect(IssuePages("渝中报", DAY, expected(1, 2)))
    assert archive.is_complete("渝中报", DAY)


def test_a_page_without_number_is_expected_by_its_address(archive: Archive) -> None:
    facts = PageFacts(page_name="A01", source_url="https://x/a01.htm", **FACTS)
    archive.expect(IssuePages("渝中报", DAY, [facts]))
    store(archive, Page(articles=[Article()], **facts.model_dump()))
    assert archive.is_complete("渝中报", DAY)


def test_a_page_that_lacks_a_file_is_not_complete(archive: Archive) -> None:
    archive.expect(IssuePages("渝中报", DAY, expected(1)))
    store(archive, page(1, doubts=[Doubt(cue="missing-document", field="page")]))
    assert not archive.is_complete("渝中报", DAY)
    store(archive, page(1))
    assert archive.is_complete("渝中报", DAY)


def document(kind: str, sha256: str, **more: object) -> Document:
    values = {
        "kind": kind,
        "url": f"https://x/1.{kind}",
        "sha256": sha256,
        "media_type": "application/pdf",
        "fetched_at": dt.datetime(2026, 1, 2, 8, tzinfo=dt.UTC),
        "path": f"yuzhong/2026-01-02/01.{kind}",
        **more,
    }
    return Document.model_validate(values)


def test_the_files_of_a_page_are_kept_once_and_replaced_when_they_change(archive: Archive) -> None:
    documents = "SELECT kind, sha256, path, fetched_at FROM document ORDER BY kind"
    store(archive, page(1, documents=[document("pdf", "aa"), document("picture", "bb")]))
    first = query(archive, documents)
    assert [row[:2] for row in first] == [("pdf", "aa"), ("picture", "bb")]
    later = dt.datetime(2026, 1, 3, 8, tzinfo=dt.UTC)
    again = [document("pdf", "aa", fetched_at=later), document("picture", "bb", fetched_at=later)]
    store(archive, page(1, documents=again))
    assert query(archive, documents) == first, "the same bytes are written once"
    store(archive, page(1))
    assert query(archive, documents) == first, "a page that comes without files keeps those it has"
    store(archive, page(1, documents=[document("pdf", "cc")]))
    assert [row[:2] for row in query(archive, documents)] == [("pdf", "cc")]


FRONT = Article(headline="新桥昨日通车", paragraphs=["新桥全长三百二十米。"], continued_to=2)
REST = Article(headline="新桥昨日通车", paragraphs=["桥上有四条车道。"], continued_from=1)
OTHER = Article(headline="菜市场换新棚", paragraphs=["顶棚换新了。"])
WHOLE = "SELECT headline, pages, parts, body FROM whole_article_view ORDER BY headline"


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_a_continued_article_is_one_whatever_comes_first(
    archive: Archive, order: tuple[int, int]
) -> None:
    pages = {1: page(1, FRONT), 2: page(2, OTHER, REST)}
    for number in order:
        store(archive, pages[number])
    assert sorted(query(archive, WHOLE)) == sorted(
        [
            ("新桥昨日通车", "1、2", 2, "新桥全长三百二十米。\n桥上有四条车道。"),
            ("菜市场换新棚", "2", 1, "顶棚换新了。"),
        ]
    )
    assert query(archive, "SELECT count(*) FROM article") == [(3,)], "the parts are kept"


def test_a_page_that_changes_is_joined_anew(archive: Archive) -> None:
    store(archive, page(1, FRONT), page(2, REST))
    store(archive, page(2, OTHER))
    assert query(archive, "SELECT * FROM continuation") == []
    store(archive, page(2, OTHER, REST))
    assert query(archive, "SELECT cue FROM continuation") == [("both-marks",)]


def test_articles_of_another_issue_are_not_joined(archive: Archive) -> None:
    other = page(2, REST).model_copy(update={"issue_date": dt.date(2026, 1, 3)})
    store(archive, page(1, FRONT), other)
    assert query(archive, "SELECT * FROM continuation") == []


def test_lettered_pages_are_joined_by_their_marks(archive: Archive) -> None:
    to = Jump(direction="to", page=3, text="（下转B03版）")
    of = Jump(direction="from", page=1, text="（上接A01版）")
    front = FRONT.model_copy(update={"continued_to": 3, "jumps": [to]})
    rest = REST.model_copy(update={"jumps": [of]})
    lettered = {
        "page_number": None,
        "page_name": "第B03版：财经",
        "source_url": "http://x.example/b",
    }
    store(archive, page(3, OTHER), page(9, rest).model_copy(update=lettered), page(1, front))
    both = [row for row in query(archive, WHOLE) if row[2] == 2]
    assert [row[1] for row in both] == ["1、第B03版：财经"]
