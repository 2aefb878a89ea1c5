"""Newspapers' files: what they may say, and how they are refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.papers import toml
from yuzhong_news.newspapers import BUILT_IN, NewspaperError, load_file, load_folders
from yuzhong_news.platforms import PLATFORMS
from yuzhong_news.spiders.arguments import days_of, pages_of
from yuzhong_news.spiders.newspaper import spider_of

ADDRESS = "http://epaper.example/"
FRIDAY = dt.date(2025, 2, 7)


def written(folder: Path, text: str) -> Path:
    file = folder / "yucheng.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_newspapers_that_come_along_are_small_and_right() -> None:
    loaded = load_folders([BUILT_IN])
    assert loaded.refused == []
    assert len(loaded.newspapers) >= 15
    assert loaded.newspapers["yuzhong"].title == "渝中报"
    for name in loaded.newspapers:
        lines = (BUILT_IN / f"{name}.toml").read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 15, name
    titles = [newspaper.title for newspaper in loaded.newspapers.values()]
    assert len(set(titles)) == len(titles)
    assert {n.platform for n in loaded.newspapers.values()} <= set(PLATFORMS)


WRONG = {
    "unknown key": (toml(ADDRESS, nmae='"x"'), "nmae: is an unknown key. A newspaper may have"),
    "unknown platform": (toml(ADDRESS, platform='"fonder"'), "platform: 'fonder' is no platform"),
    "no platform": (toml(ADDRESS).replace("platform", "#"), "platform: is missing"),
    "no address": (toml("epaper.example"), "address: 'epaper.example' is no address"),
    "date pattern": (toml(ADDRESS + "%y%m%d/"), "has the mark %y; a date pattern may have"),
    "no mark": (toml(ADDRESS, platform='"digital_newspaper"'), "it must end in ?mediaKey="),
    "weekday": (toml(ADDRESS, publication_days='["fry"]'), "publication_days.0: 'fry'"),
    "pages": (toml(ADDRESS, pages='"4"'), "pages: '4'"),
    "date": (toml(ADDRESS, since='"2025-02-30"'), "since: '2025-02-30' is no date"),
    "spider name": (toml(ADDRESS, name='"../x"'), "name: '../x'"),
    "dictionary": (toml(ADDRESS, dictionary='"none.txt"'), "there is no file"),
    "selector": (
        toml(ADDRESS, selectors='{ body = "div >" }'),
        "selectors.body: 'div >' is no CSS",
    ),
    "selectors": (
        toml(ADDRESS, selectors='{ titel = "h1" }'),
        "selectors.titel: is an unknown key. The selectors may have headline, kicker",
    ),
    "no pages": (
        toml(ADDRESS + "?columnId=1", platform='"bz"', selectors='{ body = "h1" }'),
        "the platform bz has no pages to select from",
    ),
    "toml": ("name = ", "cannot be read as TOML"),
    "until": (
        f'{toml(ADDRESS)}[[older]]\nuntil = "x"\nplatform = "nbs"\naddress = "{ADDRESS}"\n',
        "older.0.until: 'x' is no date",
    ),
    "order": (
        toml(ADDRESS)
        + "".join(
            f'[[older]]\nuntil = 20{year}-01-01\nplatform = "nbs"\naddress = "{ADDRESS}"\n'
            for year in (24, 23)
        ),
        "must grow from section to section",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_is_refused_with_its_name_and_the_key(tmp_path: Path, name: str) -> None:
    text, complaint = WRONG[name]
    file = written(tmp_path, text)
    with pytest.raises(NewspaperError) as caught:
        load_file(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert complaint in str(caught.value)


def test_a_folder_of_one_s_own_goes_first(tmp_path: Path) -> None:
    written(tmp_path, toml(ADDRESS, name='"yuzhong"'))
    (tmp_path / "zz.toml").write_text(toml(ADDRESS, name='"yuzhong"'), encoding="utf-8")
    loaded = load_folders([BUILT_IN, tmp_path, tmp_path / "none"])
    assert loaded.newspapers["yuzhong"].title == "渝城报"
    assert [str(error).partition(": ")[2] for error in loaded.refused] == [
        f"name: yuzhong is the name in {tmp_path / 'yucheng.toml'} already",
        "no such folder. Check NEWSPAPERS_DIR",
    ]


def test_an_older_issue_is_found_where_it_was() -> None:
    renmin = load_folders([BUILT_IN]).newspapers["renmin_ribao"]
    assert renmin.edition_of(dt.date(2024, 11, 30)).platform == "nbs"
    assert renmin.edition_of(dt.date(2024, 12, 1)).platform == "founder_new"


def test_days_are_those_on_which_the_newspaper_appears(tmp_path: Path) -> None:
    paper = load_file(written(tmp_path, toml(ADDRESS, publication_days='["mon", "fri"]')))
    assert days_of(paper, "", "2025-02-07", "2025-02-12") == [FRIDAY, dt.date(2025, 2, 10)]
    assert days_of(paper, "2025-02-08", "", "") == [dt.date(2025, 2, 8)], "a day that is named"
    late = load_file(written(tmp_path, toml(ADDRESS, since="2025-02-07")))
    assert days_of(late, "", "2025-02-05", "2025-02-07") == [FRIDAY]


def test_pages_are_one_or_a_range() -> None:
    one = pages_of("3")
    assert one is not None
    assert [one.holds(n) for n in (2, 3, None)] == [False, True, False]
    assert pages_of("1-4") == (1, 4)
    assert pages_of("") is None


def test_a_spider_asks_its_own_hosts_only(tmp_path: Path) -> None:
    paper = load_file(written(tmp_path, toml(ADDRESS, hosts='["img.example"]')))
    spider = spider_of(paper)(date="2025-02-07")
    assert spider.name == "yucheng"
    assert spider.own_hosts == {"epaper.example", "img.example"}
