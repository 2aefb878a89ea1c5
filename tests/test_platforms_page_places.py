"""Pages of an issue that no usual link names: numbers alone, lists, pictures, scripts, JSON."""

from __future__ import annotations

import datetime as dt

import pytest

from yuzhong_news.platforms import PLATFORMS, NotAnIssueError, PageLink
from yuzhong_news.platforms.addresses import issue_address
from yuzhong_news.platforms.dates import date_of_url
from yuzhong_news.platforms.labels import read_label, section_of
from yuzhong_news.platforms.registry import platform_of

URL = "http://e.example.cn/html/2010-03/05/node_2.htm"
_Named = tuple[str, int | None, str | None]
TWO: list[_Named] = [("node_2.htm", 1, "要闻"), ("node_3.htm", 2, "社会")]


def pages(page: str, url: str = URL, platform: str = "founder_classic") -> list[_Named]:
    fetches = PLATFORMS[platform].read_index(page, url).fetches
    return [(f.url.rpartition("/")[2], f.page.number, f.page.name) for f in fetches]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td><a href=node_2.htm>A1</a></td><td>要闻</td></tr>"
        "<tr><td><a href=node_3.htm>A2</a></td><td>社会</td></tr></table>",
        "<ul><li><a href=node_2.htm>01</a><span>要闻</span></li>"
        "<li><a href=node_3.htm>02</a> 社会 <a href=2.pdf>PDF</a></li></ul>",
        "<select><option value=node_2.htm selected>01版：要闻</option>"
        "<option value=node_3.htm>02版：社会</option></select>",
        "<map name=all><area coords=0,0,5,8 href=node_2.htm alt=第01版：要闻>"
        "<area coords=6,0,9,8 href=node_3.htm title=第02版：社会></map>",
        "<a href=node_2.htm title=第01版：要闻><img src=1.jpg></a>"
        "<a href=node_3.htm><img src=2.jpg alt=第02版：社会></a>",
        "<script>document.write('<a href=\"node_2.htm\">第01版：要闻</a>');"
        "document.write(\"<a href='node_3.htm'>第02版：社会<\\/a>\")</script>",
        '<script>var all=[{"no":"01","name":"要闻","url":"node_2.htm"},'
        '{"no":"02","name":"社会","url":".\\/node_3.htm"}]</script>',
    ],
    ids=["cell", "span", "select", "areas", "thumbnails", "script", "json"],
)
def test_where_an_issues_pages_are_named(page: str) -> None:
    assert pages(page) == TWO


def test_pages_in_json_have_their_pdfs() -> None:
    page = '<script>x={"pageName":"01版：要闻","u":"node_01.html","pdf":"../att/a1.pdf"}</script>'
    url = "http://e.example.cn/pc/layout/202105/06/node_01.html"
    [fetch] = PLATFORMS["founder_new"].read_index(page, url).fetches
    assert fetch.page.pdf == "http://e.example.cn/pc/layout/202105/att/a1.pdf"


@pytest.mark.parametrize(
    "page",
    [
        '<script>x={"no":"7","name":"要闻","url":"content_2.htm"}</script>',
        '<script>x={"no":"7","name":"要闻"}; y={url:node_2.htm}</script>',
        "<select><option value=node_2.htm>请选择</option></select>",
        "<script>document.write('<a href=content_3.htm>第01版：要闻</a>')</script>",
        "<a href=node_2.htm>A1</a>",
    ],
)
def test_what_names_no_page(page: str) -> None:
    with pytest.raises(NotAnIssueError):
        pages(page)


def test_links_go_before_other_places() -> None:
    listed = "<a href=node_2.htm>01版：要闻</a><a href=node_3.htm>02版：社会</a>"
    old = "<select><option value=node_8.htm>08版：副刊</option></select>"
    assert pages(listed + old) == TWO


@pytest.mark.parametrize("url", [URL, "http://e.example.cn/index.htm"])
def test_days_of_a_calendar_are_no_pages(url: str) -> None:
    calendar = "".join(
        f"<td><a href=/html/2010-03/{day:02}/node_2.htm>{day:02}</a></td>" for day in range(1, 32)
    )
    listed = "".join(
        f"<a href=/html/2010-03/05/node_{number + 1}.htm>0{number}版：{name}</a>"
        for number, name in ((1, "要闻"), (2, "社会"))
    )
    assert pages(f"<table><tr>{calendar}</tr></table>{listed}", url) == TWO


@pytest.mark.parametrize(
    ("label", "number", "name"),
    [
        ("T1 特刊", 1, "特刊"),
        ("A叠01版：头版", 1, "头版"),
        ("特1版：年终盘点", 1, "年终盘点"),
        ("增刊1版", 1, None),
        ("专刊01：健康周刊", 1, "健康周刊"),
        ("第五版/综合", 5, "综合"),
        ("要闻 A01版", 1, "要闻"),
        ("要闻（第01版）", 1, "要闻"),
        ("周末·A03版", 3, "周末"),
        ("第01版要闻(12)", 1, "要闻"),
        ("版次：03 副刊", 3, "副刊"),
    ],
)
def test_labels_of_supplements_and_with_the_name_first(
    label: str, number: int, name: str | None
) -> None:
    assert read_label(label) == (number, name)


@pytest.mark.parametrize(
    "text",
    [
        *("12:30", "05:30 新闻", "24小时热线", "第一版主编张三看望老人", "1版面导航共8版"),
        *("上接 第1版", "返回 01版", "T恤", "G2", "2010年3月5日", "12月 2010", "A股收评"),
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert read_label(text) == (None, None)


def test_a_supplement_is_a_section() -> None:
    assert [section_of(label) for label in ("T1 特刊", "特1版：盘点", "要闻 B01版")] == [
        *("T", "特", "B")
    ]


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("/html/2010-3/5/node_2.htm", dt.date(2010, 3, 5)),
        ("/qz/2010/3/15/index.htm", dt.date(2010, 3, 15)),
        ("/qz/2010/12/3.htm", None),
        ("/qz/2010/30/5/index.htm", None),
    ],
)
def test_dates_of_paths_without_zeros(path: str, date: dt.date | None) -> None:
    assert date_of_url(f"http://e.example.cn{path}") == date


def test_an_address_may_ask_for_dates_without_zeros() -> None:
    pattern = "http://e.example.cn/%Y/%-m/%-d/index.htm"
    assert issue_address(pattern, dt.date(2010, 3, 5), "") == (
        "http://e.example.cn/2010/3/5/index.htm"
    )


@pytest.mark.parametrize("line", ["今天是2026年11月25日 星期三", "今日：2026年11月25日"])
def test_the_readers_own_day_is_not_the_issues(line: str) -> None:
    page = f"<div>{line}</div><a href=node_2.htm>01版：要闻</a><a href=node_3.htm>02版：社会</a>"
    assert PLATFORMS["founder_classic"].read_index(page, URL).date == dt.date(2010, 3, 5)


def test_an_issue_of_shtml_is_known_by_its_files() -> None:
    page = "<a class=selectBox href=vA1.shtml>第A1版：要闻</a><a href=7.shtml>青竹河畔</a>"
    url = "http://e.example.cn/shtml/qz/20140822/index.shtml"
    platform = platform_of(page, url)
    assert platform is PLATFORMS["shtml"]
    assert pages(page, url, "shtml") == [("vA1.shtml", 1, "要闻")]
    assert [each.headline for each in platform.read_layout(page, url, PageLink()).links] == [
        "青竹河畔"
    ]
