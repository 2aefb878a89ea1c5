"""What the archive counts for a report, on both databases, and ``scrapy report`` itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archives import CONTINUED, DAY, FULL_PAGE, page, store
from tests.databases import database_url, sqlite_url
from tests.papers import folder_of
from tests.test_commands import Run, scrapy
from yuzhong_news.figures import Counted, Day, Figures, IssueFigures, Totals
from yuzhong_news.items import Article, Contributor, Doubt, IssuePages, Page, PageFacts, PageStatus
from yuzhong_news.records import Selection
from yuzhong_news.storage import Archive

__all__ = ["database_url", "scrapy"]

NEXT = DAY + dt.timedelta(1)


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as opened:
        yield opened


@pytest.fixture
def figures(archive: Archive) -> Iterator[Figures]:
    """Give the figures of an archive with two newspapers, lost pages and a page without a date."""
    store(archive, FULL_PAGE, *CONTINUED)
    scan = page(2, issue_date=NEXT, status=PageStatus.NO_TEXT_LAYER)
    lacking = page(
        1,
        Article(headline="江边", paragraphs=["十个字的一段话好了。"]),
        newspaper="江城报",
        issue_date=NEXT,
        doubts=[Doubt(cue="missing-document", field="documents")],
    )
    undated = Page(
        source_url="file:///a.txt", articles=[Article(headline="无日", paragraphs=["一二"])]
    )
    store(archive, scan, lacking, undated)
    for newspaper, day, pages in (("渝城报", DAY, (1, 2, 3, 4)), ("江城报", NEXT, (1,))):
        facts = [PageFacts(newspaper=newspaper, issue_date=day, page_number=n) for n in pages]
        archive.expect(IssuePages(newspaper, day, facts))
    lost = PageFacts(newspaper="渝城报", issue_date=NEXT + dt.timedelta(1), page_number=1)
    archive.expect(IssuePages("渝城报", NEXT + dt.timedelta(1), [lost]))
    with archive.figures(Selection()) as opened:
        yield opened


def test_totals_count_everything(figures: Figures) -> None:
    found = figures.totals()
    bodies = [a for p in (FULL_PAGE, *CONTINUED) for a in p.articles]
    characters = sum(len("\n".join(one.paragraphs)) for one in bodies) + 10 + 2
    assert found == Totals(
        newspapers=2,
        issues=4,
        pages=6,
        articles=8,
        characters=characters,
        people=3,
        doubts=2,
        unreadable=1,
        first=DAY,
        last=NEXT + dt.timedelta(1),
    )


def test_days_count_articles_and_characters(figures: Figures) -> None:
    first, second = figures.days()
    assert (first.date, first.articles) == (DAY, 6)
    assert second == Day(NEXT, 1, 10)


def test_issues_tell_what_is_lost(figures: Figures) -> None:
    assert list(figures.newspapers()) == sorted(["渝城报", "江城报"])
    assert list(figures.issues("渝城报")) == [
        IssueFigures(DAY, pages=3, expected=4, stored=3, incomplete=0),
        IssueFigures(NEXT, pages=1, expected=0, stored=0, incomplete=0),
        IssueFigures(NEXT + dt.timedelta(1), pages=0, expected=1, stored=0, incomplete=0),
    ]
    assert list(figures.issues("江城报")) == [
        IssueFigures(NEXT, pages=1, expected=1, stored=0, incomplete=1)
    ]


def test_people_are_counted_by_articles_with_their_roles(figures: Figures) -> None:
    people = {one.name: one for one in figures.people(10)}
    assert people["张明"] == Counted("张明", 1, "首席记者")
    assert len(figures.people(2)) == 2


def test_doubts_are_counted_by_cue(figures: Figures) -> None:
    assert sorted(figures.doubts(10)) == [
        Counted("missing-document", 1, "documents"),
        Counted("wording", 1, "headline"),
    ]


def test_headlines_are_all_told(figures: Figures) -> None:
    assert sorted(figures.headlines()).count("老街修好了") == 2
    assert "无日" in set(figures.headlines())


def test_figures_are_of_the_newspaper_and_days_that_are_asked_for(archive: Archive) -> None:
    other = Article(headline="江边", contributors=[Contributor(name="周雨", role="记者")])
    store(archive, FULL_PAGE, page(1, other, newspaper="江城报", issue_date=NEXT))
    for chosen in (Selection(newspaper="江城报"), Selection(since=NEXT)):
        with archive.figures(chosen) as figures:
            assert (figures.totals().articles, figures.totals().issues) == (1, 1)
            assert [one.name for one in figures.people(9)] == ["周雨"]
            assert list(figures.headlines()) == ["江边"]
            assert list(figures.newspapers()) == ["江城报"]
    with archive.figures(Selection(until=DAY)) as figures:
        assert [day.date for day in figures.days()] == [DAY]


def test_runs_come_with_their_counts(archive: Archive) -> None:
    for number in range(3):
        run = archive.begin_run(f"spider{number}")
        archive.finish_run(run, ok=not number, reason="finished", counts={"store/new": number})
    archive.begin_run("killed")
    with archive.figures(Selection()) as figures:
        runs = figures.runs(3)
    assert [run.spider for run in runs] == ["killed", "spider2", "spider1"]
    assert [run.ok for run in runs] == [None, False, False]
    assert [dict(run.counts) for run in runs] == [{}, {"store/new": 2}, {"store/new": 1}]


def test_an_empty_archive_has_figures(archive: Archive) -> None:
    with archive.figures(Selection()) as figures:
        assert figures.totals() == Totals(0, 0, 0, 0, 0, 0, 0, 0, None, None)
        lists = (figures.days(), figures.newspapers(), figures.people(5), figures.runs(5))
        assert all(list(one) == [] for one in lists)


# --- the command --------------------------------------------------------------------------------


def test_a_report_is_made_and_made_again(scrapy: Run, tmp_path: Path) -> None:
    url = f"DATABASE_URL={sqlite_url(tmp_path)}"
    with Archive(sqlite_url(tmp_path)) as archive:
        store(archive, FULL_PAGE, *CONTINUED)
    out = tmp_path / "a" / "report"
    done = scrapy("report", "--out", out, "-s", url)
    assert (done.code, done.out, done.err) == (0, "", f"yuzhong_news: report in {out}/index.html\n")
    assert "渝城报" in (out / "index.html").read_text("utf-8")
    assert scrapy("report", "--out", out, "--since", "2030-01-01", "-s", url).code == 0
    assert "holds no issue with a date" in (out / "index.html").read_text("utf-8")
    assert [file.name for file in out.iterdir()] == ["index.html"]


def test_a_page_of_somebody_else_is_replaced_only_by_force(scrapy: Run, tmp_path: Path) -> None:
    url = f"DATABASE_URL={sqlite_url(tmp_path)}"
    (tmp_path / "index.html").write_text("<h1>mine</h1>")
    done = scrapy("report", "--out", tmp_path, "-s", url)
    assert done.code == 1
    assert "no report made it. Say --force" in done.err
    assert (tmp_path / "index.html").read_text() == "<h1>mine</h1>"
    assert scrapy("report", "--out", tmp_path, "--force", "-s", url).code == 0


def test_days_of_publication_are_those_of_the_newspaper_s_toml(scrapy: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "http://127.0.0.1/", publication_days='["fri", "sat"]')
    with Archive(sqlite_url(tmp_path)) as archive:
        store(archive, FULL_PAGE)
    settings = ["-s", f"DATABASE_URL={sqlite_url(tmp_path)}", "-s", f"NEWSPAPERS_DIR={folder}"]
    assert scrapy("report", "--out", tmp_path / "r", "--until", "2026-01-10", *settings).code == 0
    text = (tmp_path / "r" / "index.html").read_text("utf-8")
    assert "days of publication: by its TOML" in text
    assert "01-03 Sat, 01-09 Fri, 01-10 Sat" in text


@pytest.mark.parametrize(
    ("options", "complaint", "code"),
    [
        (["--newspaper", "某某报"], "the archive holds no newspaper 某某报", 1),
        (["--out", "/dev/null/report"], "cannot be written: Not a directory", 1),
        (["--since", "soon"], "--since", 2),
        (["--out", "-"], "--out is a folder", 2),
    ],
)
def test_what_cannot_be_done_is_told(
    scrapy: Run, tmp_path: Path, options: list[str], complaint: str, code: int
) -> None:
    with Archive(sqlite_url(tmp_path)) as archive:
        store(archive, FULL_PAGE)
    command = ["report", "--out", str(tmp_path / "r"), *options]
    done = scrapy(*command, "-s", f"DATABASE_URL={sqlite_url(tmp_path)}")
    assert (done.code, "Traceback" in done.err) == (code, False)
    assert complaint in done.err + done.out
