"""A newspaper is named by its spider's name or by its title, wherever one is named."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.utils.project import get_project_settings

from tests.crawls import archived, crawl
from tests.pages import FIXTURES
from tests.test_commands import Run, scrapy
from yuzhong_news.items import Article, Contributor, Page
from yuzhong_news.newspapers import BUILT_IN, load_folders, named, none_named, title_of
from yuzhong_news.spiders.warc import WarcSpider
from yuzhong_news.storage import Archive

__all__ = ["scrapy"]

KNOWN = load_folders([BUILT_IN]).newspapers


@pytest.fixture
def setting(tmp_path: Path) -> str:
    """Give the setting that names an archive of two newspapers with an article each."""
    url = f"sqlite:///{tmp_path / 'news.db'}"
    credit = [Contributor(name="张明月", role="记者")]
    with Archive(url) as archive:
        for title, headline in (("渝中报", "新桥通车"), ("万州时报", "新桥开工")):
            article = Article(headline=headline, paragraphs=["桥。"], contributors=credit)
            day = dt.date(2026, 1, 5)
            page = Page(newspaper=title, issue_date=day, page_number=1, articles=[article])
            archive.store(archive.begin_run("test"), [page])
    return f"DATABASE_URL={url}"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("search", "新桥"), "1 article\n\n1. 渝中报 2026-01-05"),
        (("articles",), "新桥通车"),
        (("articles", "--json"), "新桥通车"),
        (("people",), "渝中报 1"),
        (("people", "张明月"), "新桥通车"),
        (("export", "--format", "csv", "--out", "-"), "新桥通车"),
        (("resplit", "--dry-run", "--all"), "渝中报"),
        (("reprints",), "no reprints are known"),
        (("gaps", "--until", "2026-01-06"), "among 1 newspaper, 2 days, 1 page"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_an_archive_s_newspaper_has_two_names(
    scrapy: Run, setting: str, words: tuple[str, ...], shown: str
) -> None:
    by_name, by_title = (
        scrapy(*words, "--newspaper", name, "-s", setting) for name in ("yuzhong", "渝中报")
    )
    assert by_name == by_title
    told = by_name.out + by_name.err
    assert shown in told
    assert "新桥开工" not in told


def test_a_report_of_a_newspaper_is_titled_by_its_title(
    scrapy: Run, setting: str, tmp_path: Path
) -> None:
    done = scrapy("report", "--out", tmp_path, "--newspaper", "yuzhong", "-s", setting)
    assert done.code == 0, done.err
    assert "渝中报" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_articles_of_one_newspaper_are_enriched(scrapy: Run, setting: str) -> None:
    for name in ("yuzhong", "渝中报"):
        done = scrapy("enrich", "--all", "--newspaper", name, "-s", setting)
        assert "1 got keywords, 1 compared" in done.out, done.err


def test_articles_of_some_days_only(scrapy: Run, setting: str) -> None:
    assert "新桥开工" in scrapy("articles", "--until", "2026-01-05", "-s", setting).out
    done = scrapy("articles", "--since", "2026-01-06", "-s", setting)
    assert (done.code, done.out) == (0, "")
    assert "holds no article of these days" in done.err


def test_a_crawl_takes_titles_and_the_page_on_disk_gets_one(tmp_path: Path) -> None:
    done = crawl("渝中报", "-a", "date=x", "-s", "DATABASE_URL=")
    assert done.code == 2
    assert "yuzhong: argument date: x is no date" in done.log
    database = tmp_path / "a.db"
    arguments = ("-a", f"path={FIXTURES / 'seed.txt'}", "-a", "newspaper=yuzhong")
    done = crawl("folder", *arguments, "-s", f"DATABASE_URL=sqlite:///{database}")
    assert done.code == 0, done.log
    assert {row.newspaper for row in archived(database)[0]} == {"渝中报"}


def test_names_that_are_nearly_right() -> None:
    assert named("渝中报", KNOWN) is named("yuzhong", KNOWN) is KNOWN["yuzhong"]
    assert title_of("某报", KNOWN) == "某报"
    assert none_named("yuzhon", KNOWN).startswith("no newspaper yuzhon. Did you mean yuzhong? ")
    assert "Did you mean 大山晚报?" in none_named("大山报", {}, ["大山晚报"])
    assert none_named("zzz", {}) == "no newspaper zzz. `scrapy list` names all"


def test_gaps_name_what_is_near(scrapy: Run, setting: str) -> None:
    done = scrapy("gaps", "--newspaper", "wanzhuo", "-s", setting)
    assert done.code == 2
    assert "Did you mean wanzhou" in done.err


def test_a_newspaper_that_is_not_held_is_told_with_those_that_are_near(
    scrapy: Run, setting: str
) -> None:
    done = scrapy("search", "新桥", "--newspaper", "wanzhuo", "-s", setting)
    assert done.code == 1
    assert "holds no newspaper wanzhuo. It holds 万州时报" in done.err
    done = scrapy("resplit", "--newspaper", "chuxiong", "-s", setting)
    assert (done.code, done.out) == (1, "")
    assert "holds no newspaper 楚雄日报. It holds " in done.err


def test_json_of_articles_names_the_title(scrapy: Run, setting: str) -> None:
    done = scrapy("articles", "--json", "--newspaper", "wanzhou", "-s", setting)
    (row,) = map(json.loads, done.out.splitlines())
    assert row["newspaper"] == "万州时报"


def test_warc_files_are_read_for_a_newspaper_by_either_name() -> None:
    crawler = Crawler(WarcSpider, get_project_settings())
    for name in ("渝中报", "yuzhong"):
        assert WarcSpider.from_crawler(crawler, path="x", newspaper=name).only == "yuzhong"
    with pytest.raises(UsageError, match=r"warc: no newspaper yuzhon\. Did you mean yuzhong"):
        WarcSpider.from_crawler(crawler, path="x", newspaper="yuzhon")
