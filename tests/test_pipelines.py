"""The steps between a spider and the archive, and the small rooms beside them, without a crawl."""

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem, NotConfigured
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.spider import DefaultSpider

import yuzhong_news.pipelines.plain as plain_module
from tests.pages import a_page
from yuzhong_news.items import (
    Doubt,
    Page,
    PageFacts,
    PageLines,
    PageSource,
)
from yuzhong_news.pipelines.check import CheckPipeline
from yuzhong_news.pipelines.outcome import closing_line, counts, failures
from yuzhong_news.pipelines.read import ReadPipeline, name_of
from yuzhong_news.pipelines.split import SplitPipeline
from yuzhong_news.pipelines.store import StorePipeline
from yuzhong_news.spiders.folder import FolderSpider
from yuzhong_news.storage import Archive


def make_crawler(**settings: Any) -> Crawler:
    crawler = Crawler(FolderSpider, Settings({"STORE_BATCH_SIZE": 2, **settings}))
    crawler.stats = MemoryStatsCollector(crawler)
    return crawler


# Read, split, check


def test_a_page_that_cannot_be_read_is_dropped_and_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    crawler = make_crawler()
    with pytest.raises(DropItem):
        asyncio.run(
            ReadPipeline(crawler).process_item(
                PageSource(body=b"", source_url="file:///%E6%B8%9D.txt")
            )
        )
    assert crawler.stats.get_value("read/failed") == 1
    assert "/渝.txt" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_page_that_is_read_keeps_its_facts() -> None:
    source = PageSource(body="一行\n".encode(), newspaper="渝中报", page_number=2)
    page = asyncio.run(ReadPipeline(make_crawler()).process_item(source))
    assert isinstance(page, PageLines)
    assert page.facts == PageFacts(newspaper="渝中报", page_number=2)
    assert [line.text for line in page.lines] == ["一行"]
    assert len(page.source_sha256) == 64


def test_a_page_that_breaks_the_splitting_is_dropped_and_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_lines: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(plain_module, "split_page", broken)
    crawler = make_crawler()
    caplog.set_level("INFO")
    with pytest.raises(DropItem):
        asyncio.run(
            SplitPipeline(crawler).process_item(
                PageLines(PageFacts(source_url="file:///a.txt"), [], "0" * 64, [])
            )
        )
    assert crawler.stats.get_value("split/failed") == 1
    assert "/a.txt: could not be split (IndexError: list index out of range)" in caplog.text
    assert "Traceback" not in caplog.text


def test_articles_and_doubts_are_counted_by_cue(caplog: pytest.LogCaptureFixture) -> None:
    crawler = make_crawler()
    check = CheckPipeline(crawler)
    page = a_page(doubts=[Doubt(cue="control-characters", field="page")])
    assert check.process_item(page) is page
    check.process_item(Page(source_url="file:///empty.txt"))
    stats = crawler.stats.get_stats()
    assert stats["check/articles"] == stats["check/articles/article"] == 1
    assert stats["check/doubts"] == 2
    assert stats["doubts/overlap"] == stats["doubts/control-characters"] == 1
    assert stats["check/empty_pages"] == 1
    assert "/empty.txt: no article found" in caplog.text


def test_messages_call_a_file_by_its_path_and_a_page_of_the_web_by_its_url() -> None:
    assert name_of(PageFacts(source_url="file:///a%20b/%E6%B8%9D.txt")) == "/a b/渝.txt"
    assert name_of(PageFacts(source_url="https://x/%E6%B8%9D")) == "https://x/%E6%B8%9D"
    assert name_of(PageFacts()) == "a page without source_url"


# Store


def test_pages_are_stored_in_batches_and_the_run_is_finished(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    crawler = make_crawler(DATABASE_URL=url)
    store = StorePipeline.from_crawler(crawler)
    pages = [a_page(source_url=f"file:///{number}.txt") for number in range(3)]

    async def run() -> None:
        await store.open_spider()
        for page in pages:
            assert await store.process_item(page) is page
        assert len(store.waiting) == 1, "a full batch is stored at once, the rest waits"
        await store.close_spider()
        await store.finish(FolderSpider(path="x"), "finished")

    asyncio.run(run())
    assert crawler.stats.get_value("store/new") == 3
    with Archive(url) as archive:
        assert [row.source_url for row in archive.outline()] == [page.source_url for page in pages]


def test_one_page_that_cannot_be_stored_leaves_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    crawler = make_crawler(DATABASE_URL=url, STORE_BATCH_SIZE=10)
    store = StorePipeline(crawler)
    bad = a_page(source_url="file:///bad.txt", furniture=["\ud800"])

    async def run() -> None:
        await store.open_spider()
        for page in (a_page(source_url="file:///1.txt"), bad, a_page(source_url="file:///2.txt")):
            await store.process_item(page)
        await store.close_spider()
        await store.finish(FolderSpider(path="x"), "finished")

    asyncio.run(run())
    stats = crawler.stats.get_stats()
    assert (stats["store/new"], stats["store/failed"]) == (2, 1)
    assert "/bad.txt: not stored" in caplog.text


def test_two_sources_of_one_page_do_not_replace_each_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    crawler = make_crawler(DATABASE_URL=f"sqlite:///{tmp_path / 'a.db'}")
    store = StorePipeline(crawler)
    facts = {"newspaper": "渝中报", "issue_date": dt.date(2025, 2, 10), "page_number": 2}
    other = a_page(source_url="file:///2.txt", **facts)
    other.articles[0].headline = "另一标题"

    async def run() -> None:
        await store.open_spider()
        await store.process_item(a_page(source_url="file:///1.txt", **facts))
        await store.process_item(other)
        await store.close_spider()
        await store.finish(FolderSpider(path="x"), "finished")

    asyncio.run(run())
    assert crawler.stats.get_value("store/kept") == 1
    assert "/2.txt: not replaced" in caplog.text


def test_an_archive_that_cannot_be_opened_closes_the_spider(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = StorePipeline(make_crawler(DATABASE_URL=f"sqlite:///{tmp_path}/none/a.db"))

    async def run() -> None:
        with pytest.raises(CloseSpider):
            await store.open_spider()
        await store.close_spider()
        await store.finish(FolderSpider(path="x"), "archive_not_opened")

    asyncio.run(run())
    assert "cannot be opened" in caplog.text


def test_an_empty_database_url_turns_storing_off() -> None:
    with pytest.raises(NotConfigured):
        StorePipeline(make_crawler(DATABASE_URL=""))


def test_an_empty_page_does_not_replace_a_full_one_unless_told_to(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"

    def run(page: Page, **settings: Any) -> dict[str, Any]:
        crawler = make_crawler(DATABASE_URL=url, **settings)
        store = StorePipeline(crawler)

        async def one_page() -> None:
            await store.open_spider()
            await store.process_item(page)
            await store.close_spider()
            await store.finish(FolderSpider(path="x"), "finished")

        asyncio.run(one_page())
        return crawler.stats.get_stats()

    assert run(a_page())["store/new"] == 1
    assert run(a_page(articles=[]))["store/kept"] == 1
    assert "STORE_ACCEPT_EMPTY" in caplog.text
    assert run(a_page(articles=[]), STORE_ACCEPT_EMPTY=True)["store/changed"] == 1


def test_looking_at_a_page_with_scrapy_s_own_tools_stores_nothing() -> None:
    crawler = Crawler(DefaultSpider, Settings({"DATABASE_URL": "sqlite:///none/a.db"}))
    crawler.stats = MemoryStatsCollector(crawler)
    with pytest.raises(NotConfigured):
        StorePipeline(crawler)


# How a run went


def test_what_makes_a_run_a_failed_one() -> None:
    assert failures({"log_count/WARNING": 3, "store/kept": 0}, "finished") == {}
    assert failures({"store/kept": 1}, "finished") == {"store/kept": 1}, "a page is not there"
    assert failures({}, "shutdown") == {"ended as shutdown": 1}
    assert failures({"read/failed": 2, "log_count/ERROR": 2}, "finished") == {"read/failed": 2}
    assert failures({"log_count/ERROR": 2}, "finished") == {"log_count/ERROR": 2}
    assert failures({"feedexport/failed_count/FileFeedStorage": 1}, "finished")
    assert failures({"spider_exceptions/count": 1}, "finished")


def test_the_closing_line_tells_what_was_stored_and_what_failed() -> None:
    stats = {"split/pages": 3, "check/articles": 9, "store/run": 1, "store/new": 2}
    assert closing_line("folder", stats, "finished") == (
        "folder: 3 pages, 9 articles, 0 doubts; 2 new, 0 changed, 0 unchanged, 0 kept, 0 failed. OK"
    )
    line = closing_line("folder", {"read/failed": 2, "folder/failed": 1}, "finished")
    assert "nothing stored, 3 failed. NOT OK: read/failed 2, folder/failed" in line


def test_counts_are_numbers_and_no_bytes() -> None:
    stats = {"a": 1, "ok": True, "time": 1.5, "downloader/response_bytes": 9, "memusage/max": 9}
    assert counts(stats) == {"a": 1}
