"""The present splitter over what is kept: in one process on both databases, and as a command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.crawls import Ended, crawl, python
from tests.databases import database_url, sqlite_url
from tests.pages import FIXTURES
from tests.papers import ARTICLES, DAY, folder_of, site
from tests.replay import serve
from yuzhong_news.items import Page, PageSource
from yuzhong_news.pipelines.plain import lines_of, page_of
from yuzhong_news.pipelines.printed import printed_pages
from yuzhong_news.provenance import splitter_version
from yuzhong_news.resplitting import CannotError, Desk, Files, Report, resplit, split_again
from yuzhong_news.resplitting.rebuilding import OF_FETCHING, Kept
from yuzhong_news.storage import Archive, Chosen
from yuzhong_news.workers import WorkerError

__all__ = ["database_url"]


class InHere:
    """What stands for worker processes: tasks are done at once, where they are asked for."""

    def wait_for(self, task: Any, *arguments: Any) -> Any:
        return task(*arguments)

    def close(self) -> None:
        pass


def pages_of(file: Path) -> list[Page]:
    """Return the pages of a file as a crawl of its folder splits them."""
    source = PageSource(
        body=file.read_bytes(), source_url=file.as_uri(), file_url=file.as_uri(), newspaper="渝中报"
    )
    if file.suffix == ".pdf":
        return printed_pages(source, str(file))
    return [page_of(lines_of(source, str(file)))]


def older(page: Page) -> Page:
    """Return the page as an older splitter might have made it."""
    first, *rest = page.articles
    first = first.model_copy(update={"headline": f"旧{first.headline}", "kicker": "旧引题"})
    update = {"articles": [first, *rest[:-1]], "splitter_version": "0.0.1+0123456789ab"}
    return page.model_copy(update=update)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of three pages: two texts and a PDF."""
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(FIXTURES / "seed.txt", pages / "a.txt")
    seed = (FIXTURES / "seed.txt").read_text(encoding="utf-8")
    (pages / "b.txt").write_text(seed.replace("社会", "社区"), encoding="utf-8")
    shutil.copy(FIXTURES / "printed.pdf", pages / "c.pdf")
    return pages


@pytest.fixture
def archive(database_url: str, folder: Path) -> Iterator[Archive]:
    """Give an archive in which an older splitter has split the folder."""
    with Archive(database_url) as opened:
        fill(opened, folder)
        yield opened


def fill(archive: Archive, folder: Path) -> None:
    pages = [older(page) for file in sorted(folder.iterdir()) for page in pages_of(file)]
    stored = archive.store(archive.begin_run("folder"), pages)
    assert {page.outcome for page in stored.pages} == {"new"}


def split(archive: Archive, *, dry: bool = False, told: list[str] | None = None) -> Report:
    """Split again what other splitters than the present one have made."""
    report, told = Report(), [] if told is None else told
    desk = Desk(Files(Path("/nowhere")), InHere(), 1, lambda _page: (None, ()))  # type: ignore[arg-type]
    run = None if dry else archive.begin_run("resplit")
    chosen = Chosen(split_by_others_than=splitter_version())
    resplit(archive, chosen, desk, run_id=run, tell=told.append, report=report)
    return report


def query(archive: Archive, sql: str) -> list[tuple[Any, ...]]:
    with archive.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


# --- on both databases --------------------------------------------------------------------------


def test_what_another_splitter_made_is_split_again(archive: Archive, folder: Path) -> None:
    before = query(archive, "SELECT id FROM article ORDER BY id")
    report = split(archive)
    assert (report.pages, report.changed, report.ok) == (3, 3, True)
    assert dict(report.fields) == {"kicker": 3, "headline": 3, "new": 3}
    right = [page for file in sorted(folder.iterdir()) for page in pages_of(file)]
    headlines = [article.headline for page in right for article in page.articles]
    order = "SELECT headline FROM article JOIN page ON page.id = page_id ORDER BY page.id, position"
    assert [row[0] for row in query(archive, order)] == headlines
    assert set(before) <= set(query(archive, "SELECT id FROM article")), "ids stay"
    kept = query(archive, "SELECT cause, fields FROM article_version")
    assert kept == [("splitter", "kicker, headline")] * 3
    assert split(archive).pages == 0, "all is done"


def test_a_dry_run_tells_the_same_and_writes_nothing(archive: Archive) -> None:
    before = archive.table_counts()
    seen = query(archive, "SELECT headline, changed_at FROM article ORDER BY id")
    report = split(archive, dry=True)
    assert archive.table_counts() == before
    assert query(archive, "SELECT headline, changed_at FROM article ORDER BY id") == seen
    assert report.as_json() == split(archive).as_json()


def test_a_run_that_was_interrupted_goes_on(archive: Archive) -> None:
    class Interrupted(InHere):
        asked = 0

        def wait_for(self, task: Any, *arguments: Any) -> Any:
            Interrupted.asked += 1
            if Interrupted.asked > 2:
                raise KeyboardInterrupt
            return task(*arguments)

    report = Report()
    desk = Desk(Files(Path("/nowhere")), Interrupted(), 1, lambda _page: (None, ()))  # type: ignore[arg-type]
    run = archive.begin_run("resplit")
    chosen = Chosen(split_by_others_than=splitter_version())
    with pytest.raises(KeyboardInterrupt):
        resplit(archive, chosen, desk, run_id=run, tell=print, report=report)
    assert report.changed == 2
    assert split(archive).pages == 1


def test_a_file_that_is_gone_or_another_one_costs_its_page_only(
    archive: Archive, folder: Path
) -> None:
    (folder / "a.txt").unlink()
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 another one")
    told: list[str] = []
    report = split(archive, told=told)
    assert (report.changed, report.ok) == (1, False)
    assert dict(report.cannot) == {"file-gone": 1, "sha256-differs": 1}
    assert "a.txt cannot be read" in told[0]
    assert "c.pdf is not what it was: its sha256 differs" in told[1]
    assert query(archive, "SELECT count(*) FROM article WHERE headline LIKE '旧%'") == [(2,)]
    assert split(archive).pages == 2, "they are tried again"


def test_a_page_that_breaks_its_worker_costs_itself_only(archive: Archive) -> None:
    class Broken(InHere):
        def wait_for(self, task: Any, *arguments: Any) -> Any:
            if arguments[0].facts.source_url.endswith("b.txt"):
                raise WorkerError("broke its process (SIGSEGV)")
            if arguments[0].facts.source_url.endswith("c.pdf"):
                raise IndexError("list index out of range")
            return task(*arguments)

    report = Report()
    told: list[str] = []
    desk = Desk(Files(Path("/nowhere")), Broken(), 1, lambda _page: (None, ()))  # type: ignore[arg-type]
    run = archive.begin_run("resplit")
    resplit(archive, Chosen(), desk, run_id=run, tell=told.append, report=report)
    assert dict(report.cannot) == {"worker": 1, "broken": 1}
    assert report.changed == 1
    assert len(told) == 2


def test_a_text_of_an_older_archive_is_found_by_its_address(archive: Archive) -> None:
    with archive.engine.begin() as connection:
        connection.execute(text("DELETE FROM document"))
        connection.execute(text("UPDATE page SET splitter_version = NULL"))
    assert split(archive).changed == 3
    assert query(archive, "SELECT count(*) FROM document") == [(3,)], "what it came from is known"
    assert query(archive, "SELECT DISTINCT cause FROM article_version") == [("splitter",)]


# --- what is kept of a page of an e-paper -------------------------------------------------------


def test_a_page_of_which_nothing_was_kept_cannot_be_split_again(tmp_path: Path) -> None:
    (page,) = pages_of(FIXTURES / "seed.txt")
    facts = page.model_copy(update={"source_url": "https://x/1.htm"})
    from yuzhong_news.items import PageFacts

    kept = Kept(PageFacts(**facts.model_dump(include=set(PageFacts.model_fields))), "aa", [])
    with pytest.raises(CannotError, match="no document of it is known") as caught:
        split_again(kept, Files(tmp_path))
    assert caught.value.reason == "not-kept"


def test_the_doubts_of_fetching_are_those_that_fetching_leaves() -> None:
    from yuzhong_news.spiders import gathering

    code = Path(gathering.__file__).read_text(encoding="utf-8")
    assert all(f'"{cue}"' in code for cue in OF_FETCHING)


# --- the command --------------------------------------------------------------------------------


def command(*arguments: object) -> Ended:
    return python("-m", "scrapy", "resplit", *arguments)


def test_an_issue_is_fetched_once_and_split_again_as_often_as_one_likes(tmp_path: Path) -> None:
    files, url = tmp_path / "files", sqlite_url(tmp_path)
    with serve(site()) as running:
        settings = [
            *("-s", f"NEWSPAPERS_DIR={folder_of(tmp_path, running.address)}"),
            *("-s", f"DATABASE_URL={url}", "-s", f"FILES_STORE={files}", "-s", "WORKERS=1"),
        ]
        manners = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
        crawled = crawl("yucheng", "-a", f"date={DAY}", *settings, *manners)
        assert crawled.code == 0, crawled.log
        asked = running.requests
        with Archive(url) as archive, archive.engine.begin() as connection:
            connection.execute(text("UPDATE page SET splitter_version = 'older', content_hash='x'"))
            connection.execute(text("UPDATE article SET headline = '旧' || headline"))
        dry = command("--json", "--dry-run", *settings)
        days = ("--since", DAY, "--until", DAY)
        done = command("--json", "--newspaper", "yucheng", *days, *settings)
        assert running.requests == asked, "nothing is fetched"
    assert (done.code, done.log) == (0, "")
    assert json.loads(done.out) == json.loads(dry.out)
    report = json.loads(done.out)
    assert (report["pages"], report["changed"], report["cannot"]) == (4, 4, {})
    assert set(report["articles"]) == {"headline"}
    with Archive(url) as archive:
        headlines = {row.headline for row in archive.outline()}
        assert {article[0] for page in ARTICLES.values() for article in page} <= headlines
        assert not [headline for headline in headlines if headline and headline.startswith("旧")]
    again = command(*settings)
    assert again.out.startswith("resplit: 0 pages;")
    assert "the present splitter made all of these pages already; --all" in again.log
    unknown = command("--newspaper", "江北报", *settings)
    assert (unknown.code, unknown.out) == (1, "")
    assert "the archive holds no newspaper 江北报" in unknown.log
    (files / "yucheng" / DAY.isoformat() / "04.html").unlink()
    lost = command("--all", *settings)
    assert lost.code == 1
    assert "3 unchanged" in lost.out
    assert "cannot: file-gone 1" in lost.out
    assert "渝城报 2025-02-07 page 4: cannot be split again:" in lost.log


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--since", "2025-02-08", "--until", "2025-02-07"], "is after --until"),
        (["--all", "-s", "FILES_STORE=s3://bucket/news/"], "resplit reads a folder, not s3://"),
    ],
)
def test_arguments_that_cannot_be_understood(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    ended = command(*arguments, "-s", f"DATABASE_URL={sqlite_url(tmp_path)}")
    assert ended.code == 2
    assert words in ended.log + ended.out
    assert not (tmp_path / "news.db").exists()


def test_an_archive_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    ended = command("-s", f"DATABASE_URL={sqlite_url(tmp_path)}")
    assert ended.code == 1
    assert "does not exist" in ended.log
    assert "Traceback" not in ended.log
    assert list(tmp_path.iterdir()) == []
