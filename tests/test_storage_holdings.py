"""What the archive tells of a newspaper's issues, and of when they were asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from tests.databases import database_url
from yuzhong_news.expectations import Attempt, MissingPage, StoredPage
from yuzhong_news.items import Article, Doubt, IssuePages, Page, PageFacts, PageStatus
from yuzhong_news.storage import Archive

__all__ = ["database_url"]

DAY = dt.date(2026, 1, 2)
NEXT = DAY + dt.timedelta(days=1)
AT = dt.datetime(2026, 1, 3, 8, tzinfo=dt.UTC)


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as opened:
        yield opened


def facts(number: int, day: dt.date = DAY, newspaper: str = "渝中报") -> PageFacts:
    return PageFacts(newspaper=newspaper, issue_date=day, page_number=number)


def test_an_issue_s_pages_are_told_in_numbers(archive: Archive) -> None:
    articles = [
        Article(headline="新桥通车", paragraphs=["桥长三百米。", "昨日通车。"]),
        Article(paragraphs=["好。"]),
    ]
    failed = [
        Doubt(cue="missing-document", field="documents", detail="http://x/1.jpg answers 500"),
        Doubt(cue="tie", field="headline"),
    ]
    front = facts(1).model_copy(update={"page_name": "头版"})
    whole = Page(**front.model_dump(), articles=articles, doubts=failed)
    scan = Page(**facts(2).model_dump(), status=PageStatus.NO_TEXT_LAYER)
    others = Page(**facts(1, NEXT).model_dump()), Page(**facts(1, newspaper="渝城报").model_dump())
    archive.store(archive.begin_run("test"), [scan, whole, *others])
    archive.expect(IssuePages("渝中报", DAY, [facts(1), facts(2), facts(3)]))
    held = archive.holdings("渝中报", DAY, DAY)
    assert list(held) == [DAY]
    letters = len("新桥通车桥长三百米。\n昨日通车。好。")
    assert held[DAY].pages == (
        StoredPage(1, "头版", 2, letters, None, ("http://x/1.jpg answers 500",)),
        StoredPage(2, None, 0, 0, "no-text-layer"),
    )
    assert held[DAY].missing == (MissingPage(3, None, "渝中报/2026-01-02/3"),)
    assert list(archive.holdings("渝中报", None, NEXT)) == [DAY, NEXT]
    assert archive.holdings("无名报", None, NEXT) == {}


def test_an_issue_of_which_nothing_but_the_index_came_is_held(archive: Archive) -> None:
    archive.expect(IssuePages("渝中报", DAY, [facts(1)]))
    held = archive.holdings("渝中报", None, DAY)
    assert held[DAY].pages == ()
    assert len(held[DAY].missing) == 1


def test_the_last_attempt_of_each_day_is_kept(archive: Archive) -> None:
    assert archive.attempts("渝中报") == {}
    first = Attempt(AT, "no-issue", 1)
    archive.keep_attempts("渝中报", {DAY: first, NEXT: first})
    again = Attempt(AT + dt.timedelta(days=1), "complete", 2)
    archive.keep_attempts("渝中报", {NEXT: again})
    assert archive.attempts("渝中报") == {DAY: first, NEXT: again}
    archive.keep_attempts("渝城报", {})
    assert archive.attempts("渝城报") == {}


def test_the_newspapers_that_were_ever_asked_for_are_told(archive: Archive) -> None:
    undated = Page(newspaper="山城报", source_url="file:///a.txt", articles=[Article()])
    dated = Page(**facts(1, newspaper="渝城报").model_dump(), articles=[Article()])
    archive.store(archive.begin_run("test"), [undated, dated])
    archive.keep_attempts("江城报", {DAY: Attempt(AT, "failed")})
    archive.expect(IssuePages("渝中报", DAY, [facts(1)]))
    assert sorted(archive.newspapers_with_issues()) == sorted(["渝城报", "江城报", "渝中报"])
