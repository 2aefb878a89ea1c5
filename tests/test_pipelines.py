"""The steps between a spider and the archive, and the small rooms beside them, without a crawl."""

import asyncio
import csv
import datetime as dt
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem, NotConfigured, UsageError
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.spider import DefaultSpider

import yuzhong_news.pipelines.split as split_module
from yuzhong_news.exporters import COLUMNS, ArticleCsvExporter, ArticleXmlExporter, rows_of
from yuzhong_news.items import (
    Article,
    Caption,
    Contributor,
    Doubt,
    Page,
    PageFacts,
    PageLines,
    PageSource,
    Subhead,
)
from yuzhong_news.pipelines.check import CheckPipeline
from yuzhong_news.pipelines.outcome import closing_line, counts, failures
from yuzhong_news.pipelines.read import ReadPipeline, name_of
from yuzhong_news.pipelines.split import SplitPipeline
from yuzhong_news.pipelines.store import StorePipeline
from yuzhong_news.spiders.facts import FactsError, facts_of
from yuzhong_news.spiders.files import PageFileError, check_page_file, find_pages
from yuzhong_news.spiders.folder import FolderSpider
from yuzhong_news.storage import Archive


def make_crawler(**settings: Any) -> Crawler:
    crawler = Crawler(FolderSpider, Settings({"STORE_BATCH_SIZE": 2, **settings}))
    crawler.stats = MemoryStatsCollector(crawler)
    return crawler


def a_page(**facts: Any) -> Page:
    article = Article(
        headline="标题",
        lead="导语。",
        paragraphs=["导语。", "第二段。"],
        subheads=[Subhead(text="小标题", before_paragraph=1)],
        captions=[Caption(text="图说", credit="资料图片"), Caption(text="又一图")],
        contributors=[
            Contributor(name="刘侃", role="首席记者"),
            Contributor(name="姚延洋", role="记者", work="文/图"),
            Contributor(name="某某"),
        ],
        continued_from=1,
        doubts=[Doubt(cue="overlap", field="headline")],
    )
    return Page(**{"source_url": "file:///a.txt", "articles": [article], **facts})


# Facts of files


def test_the_file_name_tells_newspaper_date_and_page(tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "渝中_报_20250210_02.txt", {})
    assert facts.newspaper == "渝中_报"
    assert facts.issue_date == dt.date(2025, 2, 10)
    assert (facts.page_number, facts.page_name) == (2, None)
    assert facts.source_url == (tmp_path / "渝中_报_20250210_02.txt").as_uri()


def test_what_nothing_tells_stays_null(tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "page.txt", {"newspaper": "", "date": "", "page": ""})
    assert facts == PageFacts(source_url=(tmp_path / "page.txt").as_uri())


@pytest.mark.parametrize("page", ["A03", "要闻", "0", "-1", "00001a"])
def test_a_page_that_is_no_number_is_a_name(tmp_path: Path, page: str) -> None:
    facts = facts_of(tmp_path / f"渝中报_20250210_{page}.txt", {})
    assert (facts.page_number, facts.page_name) == (None, page)


def test_arguments_overrule_the_sidecar_which_overrules_the_name(tmp_path: Path) -> None:
    file = tmp_path / "渝中报_20250210_02.txt"
    file.with_suffix(".toml").write_text(
        'newspaper = "大渡口报"\ndate = 2025-03-01\npage = 7\npage_name = "要闻"\n'
        'source_url = "https://example.org/7"\n',
        encoding="utf-8-sig",
    )
    assert facts_of(file, {}).model_dump() == {
        "newspaper": "大渡口报",
        "issue_date": dt.date(2025, 3, 1),
        "page_number": 7,
        "page_name": "要闻",
        "source_url": "https://example.org/7",
    }
    given = facts_of(file, {"newspaper": "渝北报", "date": "20250401", "page": "9"})
    assert (given.newspaper, given.issue_date) == ("渝北报", dt.date(2025, 4, 1))
    assert (given.page_number, given.page_name) == (9, "要闻")


@pytest.mark.parametrize(
    ("sidecar", "complaint"),
    [
        ('titel = "x"', "unknown key titel"),
        ("page = [", "cannot be read as TOML"),
        ('date = "10.2.2025"', "date: 10.2.2025 is no date"),
        ("date = 2025-02-10T10:00:00", "is no date"),
        ("newspaper = 3", "newspaper: 3 is no text"),
        ("page = 2.5", "page: 2.5 is no text"),
    ],
)
def test_a_bad_sidecar_is_named(tmp_path: Path, sidecar: str, complaint: str) -> None:
    (tmp_path / "a.toml").write_text(sidecar, encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        facts_of(tmp_path / "a.txt", {})
    assert str(tmp_path / "a.toml") in str(caught.value)
    assert complaint in str(caught.value)


def test_an_impossible_date_in_the_name_is_an_error_unless_overruled(tmp_path: Path) -> None:
    file = tmp_path / "渝中报_20251399_02.txt"
    with pytest.raises(
        FactsError, match=r"20251399_02\.txt: file name's date: 20251399 is no date"
    ):
        facts_of(file, {})
    assert facts_of(file, {"date": "2025-12-30"}).issue_date == dt.date(2025, 12, 30)


# Files


def test_a_directory_gives_its_pages_in_order(tmp_path: Path) -> None:
    (tmp_path / "b" / "x.txt").mkdir(parents=True)
    names = ["b/x.txt/in.TXT", "b/2.txt", "a.txt", "a.toml", "lone.toml", "notes.md", ".hid.txt"]
    for name in names:
        (tmp_path / name).write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = find_pages(str(tmp_path))
    assert [str(page.relative_to(tmp_path)) for page in found.pages] == [
        "a.txt",
        "b/2.txt",
        "b/x.txt/in.TXT",
    ]
    assert {path.name for path in found.ignored} == {"lone.toml", "notes.md", ".hid.txt", "loop"}


def test_a_glob_and_a_name_with_brackets(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "3.dat", "[1].txt"):
        (tmp_path / name).write_text("x")
    assert [page.name for page in find_pages(f"{tmp_path}/?.*").pages] == ["1.txt", "2.txt"]
    assert [page.name for page in find_pages(f"{tmp_path}/[1].txt").pages] == ["[1].txt"]
    assert find_pages(f"{tmp_path}/3.dat").pages == [tmp_path / "3.dat"]
    assert find_pages(f"{tmp_path}/none*") == ([], [])


def test_a_file_is_checked_before_it_is_opened(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes(b"12345")
    check_page_file(page, 5)
    with pytest.raises(PageFileError, match="5 bytes, more than PAGE_MAX_BYTES"):
        check_page_file(page, 4)
    with pytest.raises(PageFileError, match="no such file"):
        check_page_file(tmp_path / "b.txt", 5)
    with pytest.raises(PageFileError, match="cannot be listed"):
        check_page_file(tmp_path, 5)


# The spider's arguments


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({}, "no path"),
        ({"path": "x", "pth": "y"}, "unknown argument pth"),
        ({"path": "x", "date": "2025-02-30"}, "argument date: 2025-02-30 is no date"),
    ],
)
def test_bad_arguments_are_a_matter_of_usage(arguments: dict[str, str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        FolderSpider(**arguments)


# Read, split, check


def test_a_page_that_cannot_be_read_is_dropped_and_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    crawler = make_crawler()
    with pytest.raises(DropItem):
        ReadPipeline(crawler).process_item(PageSource(body=b"", source_url="file:///%E6%B8%9D.txt"))
    assert crawler.stats.get_value("read/failed") == 1
    assert "/渝.txt" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_page_that_is_read_keeps_its_facts() -> None:
    source = PageSource(body="一行\n".encode(), newspaper="渝中报", page_number=2)
    page = ReadPipeline(make_crawler()).process_item(source)
    assert page.facts == PageFacts(newspaper="渝中报", page_number=2)
    assert [line.text for line in page.lines] == ["一行"]
    assert len(page.source_sha256) == 64


def test_a_page_that_breaks_the_splitting_is_dropped_and_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_lines: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(split_module, "split_page", broken)
    crawler = make_crawler()
    caplog.set_level("INFO")
    with pytest.raises(DropItem):
        SplitPipeline(crawler).process_item(
            PageLines(PageFacts(source_url="file:///a.txt"), [], "0" * 64, [])
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
    assert failures({"log_count/WARNING": 3, "store/kept": 1}, "finished") == {}
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


# Feeds


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
    file = io.BytesIO()
    exporter = ArticleCsvExporter(file, encoding="utf-8")
    exporter.start_exporting()
    for page in (a_page(), Page(), a_page()):
        exporter.export_item(page)
    exporter.finish_exporting()
    rows = list(csv.DictReader(io.StringIO(file.getvalue().decode(), newline="")))
    assert [row["headline"] for row in rows] == ["标题", "标题"]
    assert tuple(rows[0]) == COLUMNS


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
