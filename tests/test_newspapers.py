"""Newspapers' files: what they may say, and how they are refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError

from tests.papers import toml
from yuzhong_news.newspapers import BUILT_IN, NewspaperError, load_file, load_folders
from yuzhong_news.newspapers.lanes import lanes
from yuzhong_news.platforms import PLATFORMS
from yuzhong_news.spiders.arguments import ahead_of_today, days_of, only_of, pages_of, today
from yuzhong_news.spiders.facts import FactsError
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
    "expected weekday": (toml(ADDRESS, expect="{pages = {fry = 4}}"), "expect.pages.fry"),
    "expected pages": (toml(ADDRESS, expect="{pages = {fri = 0}}"), "expect.pages.fri: 0"),
    "skipped day": (toml(ADDRESS, expect='{skipped = ["2025-02-30"]}'), "2025-02-30 is no day"),
    "due hour": (toml(ADDRESS, expect="{due_hour = 24}"), "expect.due_hour: 24"),
    "unknown expectation": (
        toml(ADDRESS, expect="{page = 4}"),
        "expect.page: is an unknown key. The section expect may have pages, articles, skipped",
    ),
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


def test_no_issue_of_a_day_to_come_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    thursday = dt.datetime(2025, 2, 6, 16, 30, tzinfo=dt.UTC)
    assert today(thursday) == FRIDAY, "in Shanghai it is Friday already"
    monkeypatch.setattr("yuzhong_news.spiders.arguments.today", lambda: FRIDAY)
    paper = load_folders([BUILT_IN]).newspapers["yuzhong"]
    assert days_of(paper, "2025-02-07", "", "") == [FRIDAY]
    assert days_of(paper, "", "2025-02-07", "2025-02-28") == [FRIDAY], "clipped"
    assert ahead_of_today(FRIDAY) == ""
    assert "today, 2025-02-07 in Shanghai" in ahead_of_today(dt.date(2025, 2, 28))
    for words in (("2025-02-08", "", ""), ("", "2025-02-08", "2025-02-28"), ("", "2025-02-08", "")):
        with pytest.raises(FactsError, match="2025-02-08 is in the future: today is 2025-02-07"):
            days_of(paper, *words)
    with pytest.raises(FactsError, match="argument only: 2025-02-08 is in the future"):
        only_of("2025-02-07 2025-02-08/1")


def test_what_is_expected_becomes_rules(tmp_path: Path) -> None:
    expect = (
        '{pages = {fri = 8}, articles = 2, skipped = ["10-01/10-03", 2025-02-10], due_hour = 9}'
    )
    paper = load_file(written(tmp_path, toml(ADDRESS, pages="4", expect=expect)))
    rules = paper.rules
    assert (rules.weekdays, rules.pages, rules.articles) == (None, {4: 8}, 2)
    assert (rules.usual_pages, rules.due_hour) == (4, 9)
    days = days_of(paper, "", "2025-02-09", "2025-02-11")
    assert [day.day for day in days] == [9, 11], "a skipped day is not asked for"
    assert not paper.appears_on(dt.date(2031, 10, 2))


def test_a_backfill_s_days_keep_their_order_and_pages() -> None:
    wanted = only_of("2025-02-09 2025-02-07/2,4")
    assert list(wanted) == [dt.date(2025, 2, 9), FRIDAY]
    assert list(wanted.values()) == [frozenset(), frozenset({2, 4})]
    for bad in ("2025-02-07/", "2025-02-07/0", "2025-02-07/a", "2025-02-07,1", "today"):
        with pytest.raises(FactsError):
            only_of(bad)


def test_a_spider_wants_the_pages_that_are_missing(tmp_path: Path) -> None:
    spider = spider_of(load_file(written(tmp_path, toml(ADDRESS))))
    some = spider(only="2025-02-09 2025-02-07/2", _job="Scrapyd's own")
    assert some.refresh
    assert [some.wants(FRIDAY, n) for n in (1, 2, None)] == [False, True, False]
    assert some.wants(dt.date(2025, 2, 9), None)
    with pytest.raises(UsageError, match="either only, or date"):
        spider(only="2025-02-09", date="2025-02-09")


def test_newspapers_that_share_a_host_are_in_one_lane(tmp_path: Path) -> None:
    hosts = {"a": ["x"], "b": ["y"], "c": ["z"], "d": ["x", "z"], "e": ["w"]}
    papers = [
        load_file(written(tmp_path, toml(f"http://{hosts[name][0]}/", name=f'"paper_{name}"',
                                         hosts=str(hosts[name][1:]))))
        for name in hosts
    ]  # fmt: skip
    found = [[paper.name[-1] for paper in lane] for lane in lanes(papers)]
    assert found == [["a", "c", "d"], ["b"], ["e"]]


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
