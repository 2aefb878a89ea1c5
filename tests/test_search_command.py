"""``scrapy search`` as a user runs it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.papers import folder_of
from tests.test_commands import Run, scrapy
from yuzhong_news.items import Article, Caption, Contributor, Page
from yuzhong_news.storage import Archive

__all__ = ["scrapy"]


@pytest.fixture
def setting(tmp_path: Path) -> str:
    """Give the setting that names an archive of three articles of two days."""
    url = f"sqlite:///{tmp_path / 'news.db'}"
    articles = [
        Article(
            headline="十八梯的春节",
            paragraphs=["游客在十八梯过年。\x1b[31m"],
            contributors=[Contributor(name="记者", role="记者")],
        ),
        Article(headline="街景", captions=[Caption(text="雨后的十八梯")]),
        Article(headline="论坛", paragraphs=["发展中国家。"]),
    ]
    with Archive(url) as archive:
        for number, some in enumerate((articles[:1], articles[1:]), start=1):
            day = dt.date(2026, 1, number)
            page = Page(newspaper="渝中报", issue_date=day, page_number=number, articles=some)
            archive.store(archive.begin_run("test"), [page])
    return f"DATABASE_URL={url}"


def test_hits_are_shown_with_their_terms_marked(scrapy: Run, setting: str) -> None:
    done = scrapy("search", "十八梯", "-s", setting)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "2 articles",
        "",
        "1. 渝中报 2026-01-02 2  街景",
        "   雨后的【十八梯】",
        "",
        "2. 渝中报 2026-01-01 1  【十八梯】的春节",
        "   游客在【十八梯】过年。 [31m",
    ]


def test_hits_are_json_with_offsets(scrapy: Run, setting: str) -> None:
    done = scrapy("search", "十八梯", "--json", "--limit", 1, "--offset", 1, "-s", setting)
    hit = json.loads(done.out)
    assert hit["headline"] == "十八梯的春节"
    assert hit["headline_marks"] == [[0, 3]]
    assert hit["passage"]["field"] == "body"
    ((start, end),) = hit["passage"]["marks"]
    assert hit["passage"]["text"][start:end] == "十八梯"
    assert hit["issue_date"] == "2026-01-01"
    assert done.err == "yuzhong_news: 2 articles; 2 to 2 shown\n"


@pytest.mark.parametrize(
    ("args", "count"),
    [
        (["十八梯"], 2),
        (["十八梯", "-春节"], 1),
        (["十八梯", "雨后"], 1),
        (["十八梯", "--in", "caption"], 1),
        (["十八梯", "--in", "caption", "--in", "headline"], 2),
        (["十八梯", "--person", "记 者"], 1),
        (["十八梯", "--since", "2026-01-02"], 1),
        (["十八梯", "--until", "20260101", "--newspaper", "渝中报"], 1),
        (["--exact", "十八梯 -春节"], 0),
        (["--", "--x"], None),
        (["，"], 0),
        (["。"], 2),
    ],
)
def test_options_choose_what_is_found(
    scrapy: Run, setting: str, args: list[str], count: int | None
) -> None:
    done = scrapy("search", "--count", "-s", setting, *args)
    if count is None:
        assert (done.code, "only excludes words" in done.err) == (2, True)
    else:
        assert (done.code, done.out) == (0, f"{count}\n")


def test_a_newspaper_that_the_archive_does_not_hold_is_told(scrapy: Run, setting: str) -> None:
    done = scrapy("search", "十八梯", "--newspaper", "江北报", "-s", setting)
    assert (done.code, done.out) == (1, "")
    assert "the archive holds no newspaper 江北报. It holds 渝中报" in done.err


def test_no_hit_is_no_failure(scrapy: Run, setting: str) -> None:
    done = scrapy("search", "恐龙", "-s", setting)
    assert (done.code, done.out) == (0, "0 articles\n")
    done = scrapy("search", "十八梯", "--offset", 5, "-s", setting)
    assert done.out == "2 articles; none from --offset 5 on\n"


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        ([], "nothing to look for"),
        (["-广告"], "only excludes words"),
        (["渝" * 10_000], "1000 are the limit"),
        (["渝", "--jsno"], "unknown option --jsno"),
        (["渝", "--since", "2026-02-30"], "--since: 2026-02-30 is no date"),
        (["渝", "--since", "20260102", "--until", "20260101"], "is after --until"),
        (["渝", "--limit", "-1"], "--limit -1 is below 0"),
        (["渝", "--in", "footnote"], "invalid choice: 'footnote'"),
        (["渝", "--reindex"], "takes no word"),
    ],
)
def test_a_search_that_is_asked_wrongly_says_how(
    scrapy: Run, setting: str, args: list[str], complaint: str
) -> None:
    done = scrapy("search", "-s", setting, *args)
    assert (done.code, done.out) == (2, "")
    assert complaint in done.err


def test_an_archive_that_is_not_there_is_not_made(scrapy: Run, tmp_path: Path) -> None:
    for word in ("渝", "--reindex"):
        done = scrapy("search", word, "-s", f"DATABASE_URL=sqlite:///{tmp_path / 'none.db'}")
        assert (done.code, done.out) == (1, "")
        assert "there is no archive" in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_index_is_built_anew(scrapy: Run, setting: str) -> None:
    done = scrapy("search", "--reindex", "-s", setting)
    assert (done.code, done.out) == (0, "The search index now has 3 articles.\n")


def test_best_knows_the_words_of_a_newspaper(scrapy: Run, tmp_path: Path) -> None:
    setting = f"DATABASE_URL=sqlite:///{tmp_path / 'news.db'}"
    articles = [
        Article(headline="甲", paragraphs=["在春节小镇。"]),
        Article(headline="乙", paragraphs=["在春节。"]),
    ]
    with Archive(setting.removeprefix("DATABASE_URL=")) as archive:
        archive.store(archive.begin_run("test"), [Page(source_url="x", articles=articles)])
    folder = folder_of(tmp_path, "http://epaper.example/", dictionary='"words.txt"')
    command = ("search", "春节", "--sort", "best", "--json", "-s", setting)

    def order(words: bytes) -> tuple[list[str], str]:
        (folder / "words.txt").write_bytes(words)
        done = scrapy(*command, "-s", f"NEWSPAPERS_DIR={folder}")
        return [json.loads(line)["headline"] for line in done.out.splitlines()], done.err

    assert order(b"")[0] == ["甲", "乙"]
    assert order("# 地方\n春节小镇\n".encode())[0] == ["乙", "甲"]
    names, complaints = order(b"\xff\xfe\xff")
    assert names == ["甲", "乙"]
    assert "words.txt cannot be read" in complaints
    assert "Traceback" not in complaints
