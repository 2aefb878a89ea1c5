"""Several processes at one archive: two crawls at once, and readers while one writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.contents import contents_of
from tests.databases import database_url
from yuzhong_news.storage import Archive

__all__ = ["database_url"]

PAGES = 24
READERS = 2
"""Processes that read, five times each."""

WRITER = """
import sys
from tests.test_concurrency import pages
from yuzhong_news.storage import Archive
with Archive(sys.argv[1]) as archive:
    print("ready", flush=True)
    sys.stdin.readline()
    run = archive.begin_run("test")
    for first in range(int(sys.argv[2]), int(sys.argv[3]), 4):
        stored = archive.store(run, pages(first, min(first + 4, int(sys.argv[3]))))
        for page in stored.pages:
            assert page.outcome in ("new", "unchanged"), (page.outcome, page.reason)
    archive.finish_run(run, ok=True, reason="finished", counts={})
"""
READER = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from yuzhong_news.storage import Archive

def read(archive):
    seen = 0
    while seen < int(sys.argv[2]):
        rows = archive.outline()
        assert len(rows) >= seen, "what was there is there"
        assert len(rows) % 2 == 0, "a page is there whole"
        seen = len(rows)
        time.sleep(0.05)

with ExitStack() as stack:
    archives = [stack.enter_context(Archive(sys.argv[1], create=False)) for _ in range(5)]
    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(read, archives))
"""
"""Five readers, each with an archive of its own."""


def pages(first: int, last: int) -> list[Any]:
    """Return pages of an invented newspaper, two articles on each; those of one issue go on."""
    import datetime as dt

    from yuzhong_news.items import Article, Contributor, Document, Page

    made = []
    for number in range(first, last):
        day = dt.date(2026, 1, 1) + dt.timedelta(number // 4)
        url = f"https://x/{number}.htm"
        article = Article(
            headline=f"第{number}条新闻",
            paragraphs=["新桥全长三百二十米。", f"桥上有{number}条车道。"],
            contributors=[Contributor(name=f"记者{number % 5}", role="记者")],
            continued_to=number % 4 + 2 if number % 4 < 3 else None,
            continued_from=number % 4 or None,
            sources=[url],
        )
        other = Article(headline=f"菜市场{number}", paragraphs=["顶棚换了新的。"], sources=[url])
        document = Document(
            kind="html",
            url=url,
            sha256=f"{number:064}",
            media_type="text/html",
            fetched_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        )
        made.append(
            Page(
                newspaper="渝中报",
                issue_date=day,
                page_number=number % 4 + 1,
                source_url=url,
                source_sha256=document.sha256,
                articles=[article, other],
                furniture=[f"第{number}版"],
                documents=[document],
            )
        )
    return made


def together(*programs: tuple[object, ...]) -> None:
    """Run these Python programs, let all of them begin at once, and wait for them."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", *map(str, program)],
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for program in programs
    ]
    try:
        for process in running:
            assert process.stdout is not None
            if process.stdout.readline() != "ready\n":
                pytest.fail(process.communicate()[1])
        for process in running:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        ends = [process.communicate(timeout=240)[1] for process in running]
    finally:
        for process in running:
            process.kill()
    assert [process.returncode for process in running] == [0] * len(running), ends


def test_two_crawls_at_once_make_the_archive_of_one(database_url: str, tmp_path: Path) -> None:
    third = PAGES // 3
    with Archive(database_url):
        pass
    together(
        (WRITER, database_url, 0, 2 * third),
        (WRITER, database_url, third, PAGES),
    )
    alone = f"sqlite:///{tmp_path / 'alone.db'}"
    with Archive(alone) as archive:
        archive.store(archive.begin_run("test"), pages(0, PAGES))
    expected, found = contents_of(alone), contents_of(database_url)
    assert len(found["page"]) == PAGES
    assert len(found["continuation"]) == PAGES * 3 // 4
    for table in expected:
        assert found[table] == expected[table], table


def test_ten_readers_do_not_wait_for_the_one_who_writes(database_url: str) -> None:
    with Archive(database_url):
        pass
    together(
        (WRITER, database_url, 0, PAGES),
        *[(READER, database_url, 2 * PAGES)] * READERS,
    )


@pytest.mark.soak
def test_many_crawls_and_readers_at_once(database_url: str, tmp_path: Path) -> None:
    many = 1000
    with Archive(database_url):
        pass
    together(
        *[(WRITER, database_url, first, many) for first in range(0, many, many // 4)],
        *[(READER, database_url, 2 * many)] * READERS,
    )
    alone = f"sqlite:///{tmp_path / 'alone.db'}"
    with Archive(alone) as archive:
        archive.store(archive.begin_run("test"), pages(0, many))
    assert contents_of(database_url) == contents_of(alone)
