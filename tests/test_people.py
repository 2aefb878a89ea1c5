"""Who is credited for what, how often and with whom; on SQLite and PostgreSQL alike."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Protocol

import pytest
from scrapy.cmdline import execute

from tests.databases import database_url, sqlite_url
from tests.pages import ROOT
from yuzhong_news.items import Article, Contributor, Page
from yuzhong_news.people import canonical_name
from yuzhong_news.records import Selection
from yuzhong_news.storage import Archive

__all__ = ["database_url"]

DAY = dt.date(2025, 12, 30)
ODD_NAMES = ["记者", "'; DROP TABLE person; --", 'a"b%_', "<b>刘侃</b>", "𠮷野", "艾力·买买提"]
FIRST = Page(
    newspaper="渝城报",
    issue_date=DAY,
    page_number=1,
    articles=[
        Article(
            headline="桥上的灯亮了",
            contributors=[
                Contributor(name="刘 侃", role="首席记者", work="文"),
                Contributor(name="刘侃", role="记者", work="图"),
                Contributor(name="姚延"),
            ],
        ),
        Article(headline="渡口", contributors=[Contributor(name="刘\u3000侃", role="记者")]),
    ],
)
SECOND = Page(
    newspaper="河东报",
    issue_date=DAY + dt.timedelta(days=9),
    page_number=2,
    articles=[
        Article(
            headline="茶馆",
            contributors=[
                Contributor(name="刘侃", role="记者"),
                Contributor(name="艾力•买买提", role="通讯员"),
                Contributor(name="姚延", role="记者"),
            ],
        ),
        Article(headline="书房", contributors=[Contributor(name="艾力 ・ 买买提", role="通讯员")]),
    ],
)


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as opened:
        yield opened


def store(archive: Archive, *pages: Page) -> None:
    outcomes = archive.store(archive.begin_run("folder"), pages).pages
    assert [one.reason for one in outcomes] == [""] * len(pages)


def odd_page() -> Page:
    people = [Contributor(name=name, role="记者") for name in ODD_NAMES]
    return Page(source_url="file:///odd.txt", articles=[Article(contributors=people)])


# --- out of the archive -------------------------------------------------------------------------


def test_a_person_is_one_row_whatever_the_spelling_and_role(archive: Archive) -> None:
    store(archive, FIRST, SECOND)
    assert archive.table_counts()["person"] == 3
    liu, yao, aili = archive.people(Selection())
    assert (liu.name, liu.articles) == ("刘侃", 3)
    assert liu.roles == (("记者", 3), ("首席记者", 1))
    assert liu.newspapers == (("渝城报", 2), ("河东报", 1))
    assert liu.years == (("2025", 2), ("2026", 1))
    assert (liu.first, liu.last) == (DAY, DAY + dt.timedelta(days=9))
    assert liu.companions == (("姚延", 2), ("艾力·买买提", 1))
    assert (yao.name, yao.articles) == ("姚延", 2)
    assert yao.roles == (("", 1), ("记者", 1))
    assert (aili.name, aili.roles) == ("艾力·买买提", (("通讯员", 2),))


def test_equals_are_in_the_same_order_on_every_database(archive: Archive) -> None:
    store(archive, odd_page())
    names = sorted(map(canonical_name, ODD_NAMES))
    assert [row.name for row in archive.people(Selection())] == names
    first = archive.people(Selection(), limit=1)[0]
    assert [name for name, _ in first.companions] == names[1:4]


def test_a_choice_counts_only_what_is_chosen(archive: Archive) -> None:
    store(archive, FIRST, SECOND)
    (liu, yao) = archive.people(Selection(until=DAY))
    assert (liu.articles, liu.companions) == (2, (("姚延", 1),))
    assert (yao.articles, yao.last) == (1, DAY)
    assert [row.name for row in archive.people(Selection(newspaper="河东报"), limit=1)] == [
        "艾力·买买提"
    ]
    assert archive.people(Selection(newspaper="无此报")) == []


@pytest.mark.parametrize("spelling", ["刘侃", "刘 侃", "刘\u3000侃 ", "刘\u200b侃"])
def test_every_spelling_finds_the_person_and_what_is_owed(archive: Archive, spelling: str) -> None:
    store(archive, FIRST, SECOND)
    found = archive.person(spelling, Selection())
    assert found is not None
    row, owed = found
    assert row.articles == 3
    told = [(one.headline, one.newspaper, one.page_number, one.role, one.work) for one in owed]
    assert told == [
        ("茶馆", "河东报", 2, "记者", None),
        ("桥上的灯亮了", "渝城报", 1, "首席记者", "文"),
        ("桥上的灯亮了", "渝城报", 1, "记者", "图"),
        ("渡口", "渝城报", 1, "记者", None),
    ]


def test_the_newest_credits_come_first_and_no_more_than_asked_for(archive: Archive) -> None:
    store(archive, FIRST, SECOND)
    found = archive.person("刘侃", Selection(), limit=2)
    assert found is not None
    assert [one.headline for one in found[1]] == ["茶馆", "桥上的灯亮了"]


def test_a_person_without_a_chosen_article_is_known_all_the_same(archive: Archive) -> None:
    store(archive, FIRST, SECOND)
    found = archive.person("刘侃", Selection(since=dt.date(2030, 1, 1)))
    assert found is not None
    assert (found[0].articles, found[0].first, found[1]) == (0, None, [])


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_names_like_others(archive: Archive, name: str) -> None:
    store(archive, odd_page())
    found = archive.person(name, Selection())
    assert found is not None
    assert (found[0].articles, len(found[1])) == (1, 1)
    assert archive.table_counts()["person"] == len(ODD_NAMES)


def test_nobody_and_who_may_have_been_meant(archive: Archive) -> None:
    store(archive, FIRST, SECOND)
    assert archive.person("刘坎", Selection()) is None
    assert archive.names_near("刘 坎") == ["刘侃"]
    assert archive.names_near("买买提") == ["艾力·买买提"]
    assert archive.names_near("%") == []


# --- the commands -------------------------------------------------------------------------------


class Run(Protocol):
    def __call__(self, *args: str) -> tuple[int, str, str]: ...


@pytest.fixture
def told(
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run a command on an archive of the two pages, and return its exit code and what it said."""
    url = sqlite_url(tmp_path_factory.mktemp("archive"))
    with Archive(url) as archive:
        store(archive, FIRST, SECOND)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "yuzhong_news.settings")
    monkeypatch.setenv("COLUMNS", "160")

    def run(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", *args, "-s", f"DATABASE_URL={url}"])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def test_the_table_of_people(told: Run) -> None:
    code, out, err = told("people")
    assert (code, err) == (0, "")
    head, first, *others = out.splitlines()
    assert head.split() == [
        *("name", "articles", "roles", "newspapers"), *("first", "last", "with"),
    ]  # fmt: skip
    assert first.split("  ")[0] == "刘侃"
    assert "记者 3, 首席记者 1" in first
    assert first.endswith("姚延 2, 艾力·买买提 1")
    assert len(others) == 2
    assert len(told("people", "--limit", "1")[1].splitlines()) == 2


def test_the_page_of_a_person(told: Run) -> None:
    code, out, _ = told("people", "刘", "侃")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "刘侃: 3 articles, 2025-12-30 to 2026-01-08"
    assert "  years      2025 2, 2026 1" in lines
    assert lines[6].split() == ["date", "newspaper", "page", "headline", "role", "work"]
    assert lines[7].split() == ["2026-01-08", "河东报", "2", "茶馆", "记者"]


def test_people_as_json(told: Run) -> None:
    rows = [json.loads(line) for line in told("people", "--json")[1].splitlines()]
    assert [row["name"] for row in rows] == ["刘侃", "姚延", "艾力·买买提"]
    assert rows[0]["roles"] == {"记者": 3, "首席记者": 1}
    (one,) = [json.loads(line) for line in told("people", "艾力•买买提", "--json")[1].splitlines()]
    assert [credit["headline"] for credit in one["credits"]] == ["茶馆", "书房"]
    assert one["years"] == {"2026": 2}


def test_nobody_of_that_name_is_exit_code_1_with_near_names(told: Run) -> None:
    assert told("people", "刘坎") == (
        1, "", "yuzhong_news: the archive credits nobody named 刘坎. Did you mean 刘侃?\n",
    )  # fmt: skip
    assert "See: scrapy people" in told("people", "'; DROP TABLE person; --")[2]


def test_a_choice_without_anybody_is_told(told: Run) -> None:
    assert told("people", "--since", "2030-01-01")[::2] == (
        0, "yuzhong_news: none of the chosen articles credits anybody\n",
    )  # fmt: skip
    assert told("people", "刘侃", "--since", "2030-01-01")[::2] == (
        0, "yuzhong_news: none of the chosen articles credits 刘侃\n",
    )  # fmt: skip
    code, _, err = told("people", "--newspaper", "渝城日报")
    assert (code, "It holds 渝城报" in err) == (1, True)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["people", "--sort"], "unknown option --sort"),
        (["people", " "], "the name is empty"),
        (["people", "--limit", "-1"], "--limit -1 is below 0"),
        (["people", "--since", "gestern"], "--since"),
        (["people", "--since", "2026-01-02", "--until", "2026-01-01"], "is after --until"),
        (["reprints", "--until", "2026-02-30"], "--until"),
        (["enrich", "now"], "takes no argument: now"),
    ],
)
def test_arguments_that_cannot_be_understood_are_exit_code_2(
    told: Run, args: list[str], words: str
) -> None:
    code, out, err = told(*args)
    assert code == 2
    assert words in out + err


def test_enrich_and_reprints_tell_what_there_is(told: Run) -> None:
    assert told("reprints")[::2] == (
        0,
        "yuzhong_news: no reprints are known among the chosen articles. Find them: scrapy enrich\n",
    )
    code, out, err = told("enrich")
    assert (code, err) == (0, "")
    assert (
        out
        == "enrich: 4 articles counted, 4 got keywords, 4 compared; 0 pairs of reprints found.\n"
    )
    assert json.loads(told("enrich", "--json")[1])["counted"] == 0
    assert told("enrich", "--newspaper", "无此报")[0] == 1
