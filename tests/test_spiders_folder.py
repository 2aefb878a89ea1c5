"""Where the spider ``folder`` looks for pages, and from where it knows which page a file is."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, UsageError
from scrapy.http import TextResponse
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from yuzhong_news.items import PageFacts, PageSource
from yuzhong_news.spiders.facts import FactsError, date_of, facts_of, sidecar_of
from yuzhong_news.spiders.files import PageFileError, check_page_file, find_pages
from yuzhong_news.spiders.folder import FolderSpider


def a_spider(path: Path | str, **arguments: str) -> FolderSpider:
    """Return a spider that is ready to start."""
    crawler = Crawler(FolderSpider, Settings({"PAGE_MAX_BYTES": 1_000}))
    crawler.stats = MemoryStatsCollector(crawler)
    return FolderSpider.from_crawler(crawler, path=str(path), **arguments)


_T = TypeVar("_T")


def collect(found: AsyncIterator[_T]) -> list[_T]:
    """Return all that an asynchronous iterator yields."""

    async def run() -> list[_T]:
        return [each async for each in found]

    return asyncio.run(run())


def requests_of(spider: FolderSpider) -> list[Request]:
    """Return all requests that the spider starts with."""
    return collect(spider.start())


def facts_by_name(spider: FolderSpider) -> dict[str, PageFacts]:
    """Return the facts of each file that the spider asks for, by the file's name."""
    kwargs = [request.cb_kwargs for request in requests_of(spider)]
    return {each["file"].name: each["facts"] for each in kwargs}


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


@pytest.mark.parametrize("page", ["A03", "要闻", "00001a"])
def test_a_page_that_is_no_number_is_a_name(tmp_path: Path, page: str) -> None:
    facts = facts_of(tmp_path / f"渝中报_20250210_{page}.txt", {})
    assert (facts.page_number, facts.page_name) == (None, page)


@pytest.mark.parametrize("page", ["0", "-1", "00", "10000", "2.5"])
def test_a_number_that_no_page_has_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(FactsError, match=f"{page} is no page's number"):
        facts_of(tmp_path / f"渝中报_20250210_{page}.txt", {})


def test_a_sidecar_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "渝中报_20250210_02.txt"
    file.with_suffix(".toml").symlink_to(tmp_path / "gone.toml")
    with pytest.raises(FactsError, match="cannot be read"):
        facts_of(file, {})


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


@pytest.mark.parametrize(
    ("name", "sidecar", "arguments", "expected"),
    [
        ("渝中报_20250210_02", "", {}, ("渝中报", "2025-02-10", 2)),
        ("渝中报_20250210_02", "page = 3", {}, ("渝中报", "2025-02-10", 3)),
        ("渝中报_20250210_02", 'date = "20250211"', {"page": "4"}, ("渝中报", "2025-02-11", 4)),
        ("渝中报_20250210_02", "", {"newspaper": "渝北报"}, ("渝北报", "2025-02-10", 2)),
        ("02", 'newspaper = "渝中报"', {"date": "2025-02-10"}, ("渝中报", "2025-02-10", None)),
        ("02", "", {}, (None, None, None)),
        ("渝中报_2025021_02", "", {}, (None, None, None)),
        ("渝中报_20250210", "", {}, ("渝中报", "2025-02-10", None)),
    ],
)
def test_each_fact_comes_from_the_strongest_source_that_tells_it(
    tmp_path: Path,
    name: str,
    sidecar: str,
    arguments: dict[str, str],
    expected: tuple[str | None, str | None, int | None],
) -> None:
    (tmp_path / f"{name}.toml").write_text(sidecar, encoding="utf-8")
    facts = facts_of(tmp_path / f"{name}.txt", arguments)
    date = facts.issue_date and facts.issue_date.isoformat()
    assert (facts.newspaper, date, facts.page_number) == expected


def test_a_sidecar_that_nobody_may_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.toml").write_text("page = 1")
    monkeypatch.setattr(Path, "read_text", closed)
    with pytest.raises(FactsError, match=r"a\.toml: cannot be read .*Mend or remove it"):
        facts_of(tmp_path / "a.txt", {})


def test_the_sidecar_lies_beside_the_page() -> None:
    assert sidecar_of(Path("a/b.2.txt")) == Path("a/b.2.toml")


@given(st.dates())
def test_a_date_is_written_in_two_ways(date: dt.date) -> None:
    year, month, day = f"{date.year:04}", f"{date.month:02}", f"{date.day:02}"
    assert date_of(f"{year}-{month}-{day}", "here") == date
    assert date_of(f" {year}{month}{day} ", "here") == date
    assert date_of(date, "here") is date


@given(st.text() | st.integers() | st.datetimes() | st.booleans())
def test_what_is_no_date_is_refused_with_its_origin(value: object) -> None:
    refusal = ""
    date = None
    try:
        date = date_of(value, "here")
    except FactsError as error:
        refusal = str(error)
    assert isinstance(date, dt.date) or refusal.startswith("here: ")


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


def test_a_link_that_leads_nowhere_or_in_a_circle_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "nowhere.txt").symlink_to("none")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    for page in find_pages(str(tmp_path)).pages:
        with pytest.raises(PageFileError, match=r"leads to no file\. Mend or remove it"):
            check_page_file(page, 5)


def test_a_file_that_may_not_be_read_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").touch()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(PageFileError, match=r"may not be read\. Change its permissions"):
        check_page_file(tmp_path / "a.txt", 5)


def test_two_stars_stand_for_any_depth(tmp_path: Path) -> None:
    for name in ("1.txt", "a/2.txt", "a/b/3.txt", "a/b/4.dat"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_pages(f"{tmp_path}/**/*")
    assert [page.name for page in found.pages] == ["1.txt", "2.txt", "3.txt"]
    assert find_pages(f"{tmp_path}/a*").pages == [tmp_path / "a/2.txt", tmp_path / "a/b/3.txt"]


def test_the_home_folder_has_its_short_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "a.txt").write_text("x")
    assert find_pages("~/*.txt").pages == [tmp_path / "a.txt"]


# The spider


def test_each_file_is_one_request_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("渝中报_20250210_02.txt", "渝中报_20250210_01.txt", "b.txt", "b.toml", "c.doc"):
        (tmp_path / name).write_text("page = 7" if name.endswith("toml") else "x")
    spider = a_spider(tmp_path, newspaper="渝北报")
    facts = facts_by_name(spider)
    assert list(facts) == ["b.txt", "渝中报_20250210_01.txt", "渝中报_20250210_02.txt"]
    assert {one.newspaper for one in facts.values()} == {"渝北报"}
    assert [one.page_number for one in facts.values()] == [7, 1, 2]
    assert spider.crawler.stats.get_value("folder/pages") == 3
    assert spider.crawler.stats.get_value("folder/ignored") == 1


def test_a_page_is_given_on_as_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    spider = a_spider(tmp_path / "a.txt", page="A03")
    (request,) = requests_of(spider)
    response = TextResponse(request.url, body="渝".encode("gbk"), encoding="utf-8")
    assert collect(spider.parse(response, **request.cb_kwargs)) == [
        PageSource(
            page_name="A03",
            source_url=request.url,
            file_url=request.url,
            body="渝".encode("gbk"),
        )
    ]


def test_bad_files_are_counted_and_the_others_are_asked_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "large.txt").write_text("x" * 1_001)
    (tmp_path / "sidecar.txt").write_text("x")
    (tmp_path / "sidecar.toml").write_text("page = ")
    (tmp_path / "good.txt").write_text("x")
    spider = a_spider(tmp_path)
    with caplog.at_level(logging.ERROR):
        assert list(facts_by_name(spider)) == ["good.txt"]
    assert spider.crawler.stats.get_value("folder/failed") == 2
    assert "large.txt: has 1,001 bytes" in caplog.text
    assert "sidecar.toml: cannot be read as TOML" in caplog.text


@pytest.mark.parametrize(
    ("arguments", "reason", "complaint"),
    [
        ({"page": "3"}, "ambiguous_page", "2 files cannot all be page 3"),
        (
            {"path": "none"},
            "no_pages",
            "(0 other files). Check the path; in a folder, *.txt and *.pdf",
        ),
    ],
)
def test_a_run_that_makes_no_sense_is_closed(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    arguments: dict[str, str],
    reason: str,
    complaint: str,
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    spider = a_spider(**{"path": str(tmp_path), **arguments})
    with pytest.raises(CloseSpider) as closed:
        requests_of(spider)
    assert closed.value.reason == reason
    assert complaint in caplog.text


# The spider's arguments


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({}, "no path"),
        ({"path": "x", "pth": "y"}, "unknown argument pth"),
        ({"path": "x", "date": "2025-02-30"}, "argument date: 2025-02-30 is no date"),
        ({"path": "x", "page": "0"}, "argument page: 0 is no page's number"),
    ],
)
def test_bad_arguments_are_a_matter_of_usage(arguments: dict[str, str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        FolderSpider(**arguments)
