"""What the archive finds; on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, product
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text, update

from tests.databases import database_url, sqlite_url
from tests.pages import FIXTURES, SHARED, split_file
from tests.searching import DAY, Shelf, invented_pages
from yuzhong_news.items import Article, Caption, Contributor, Page
from yuzhong_news.records import Selection
from yuzhong_news.search import Field, exact_query, parse_query
from yuzhong_news.search.ranking import ranker
from yuzhong_news.storage import Archive, Outcome, SchemaError, StorageError, upgrade
from yuzhong_news.storage.engine import writing
from yuzhong_news.storage.schema import configuration
from yuzhong_news.storage.search import finding, is_search_table
from yuzhong_news.storage.search.postgresql import buckets_of
from yuzhong_news.storage.tables import SearchIndex
from yuzhong_news.words import Cutter

__all__ = ["database_url"]

SCORE = ranker(Cutter().cut)


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as opened:
        yield opened


def store(archive: Archive, *articles: Article, number: int = 1, days: int = 0) -> list[Outcome]:
    page = Page(
        newspaper="渝中报",
        issue_date=DAY + dt.timedelta(days=days),
        page_number=number,
        articles=list(articles),
    )
    stored = archive.store(archive.begin_run("test"), [page], accept_empty=True)
    return [one.outcome for one in stored.pages]


def headlines(
    archive: Archive,
    query: str,
    choice: Selection | None = None,
    fields: Collection[Field] = (),
) -> list[str | None]:
    return [hit.headline for hit in archive.search(parse_query(query), choice, fields).hits]


def an_article(headline: str, *paragraphs: str) -> Article:
    return Article(headline=headline, paragraphs=list(paragraphs))


# --- every substring, and nothing else ----------------------------------------------------------


def compare(shelf: Shelf, seed: int, count: int) -> None:
    rng = random.Random(seed)
    for term in [*shelf.present(rng, count), *shelf.absent(rng, count)]:
        assert shelf.found(term) == shelf.expected(term), repr(term)
    for field in Field:
        for term in shelf.present(rng, max(5, count // 20), longest=3):
            assert shelf.found(term, [field]) == shelf.expected(term, [field]), (field, term)


def test_every_substring_is_found_and_nothing_else(archive: Archive) -> None:
    compare(Shelf(archive, invented_pages(random.Random(1), 15)), seed=2, count=80)


def test_every_substring_of_a_real_page_is_found(archive: Archive) -> None:
    articles = split_file(FIXTURES / "seed.txt").articles
    compare(Shelf(archive, [Page(articles=articles)]), seed=3, count=40)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["invented", "shared"])
def test_two_thousand_substrings(archive: Archive, kind: str) -> None:
    if kind == "invented":
        pages = invented_pages(random.Random(4), 400)
    else:
        files = sorted((SHARED / "pages").glob("*.txt")) or [FIXTURES / "seed.txt"]
        pages = [Page(source_url=str(f), articles=split_file(f).articles) for f in files]
    compare(Shelf(archive, pages), seed=5, count=2000)


def test_the_longest_page_is_found_whole(archive: Archive) -> None:
    rng = random.Random(9)
    long = "".join(map(chr, rng.choices(range(0x4E00, 0x9FA0), k=50_000)))
    store(archive, an_article("长文", long))
    for place in (0, 25_000, 49_995):
        assert headlines(archive, long[place : place + 5]) == ["长文"]
    assert headlines(archive, long[5] + long[1]) == []


# --- what a query means -------------------------------------------------------------------------


def test_terms_phrases_and_exclusions(archive: Archive) -> None:
    store(
        archive,
        an_article("甲", "New York 的春节，渝中区很热闹。"),
        an_article("乙", "York 春节 New，江北区也热闹。"),
        an_article("丙", "渝中区的学校。"),
    )
    assert headlines(archive, "春节 渝中") == ["甲"]
    assert headlines(archive, "new york") == ["甲", "乙"]
    assert headlines(archive, '"ｎｅｗ york"') == ["甲"]
    assert headlines(archive, "“New York” 热闹") == ["甲"]
    assert headlines(archive, "热闹 -江北") == ["甲"]
    assert headlines(archive, '热闹 -"York 春节"') == ["甲"]
    assert headlines(archive, "渝中区 -很 -学") == []
    assert headlines(archive, "渝 -校") == ["甲"]


def test_a_term_may_be_in_one_field_and_another_term_in_another(archive: Archive) -> None:
    picture = Article(headline="街景", captions=[Caption(text="十八梯夜景", credit="张三 摄")])
    store(archive, picture)
    assert headlines(archive, "街景 夜景 张三") == ["街景"]
    for field, queries in {
        Field.HEADLINE: {"街景": 1, "街": 1, "夜景": 0, "街景 夜景": 0},
        Field.CAPTION: {"街景": 0, "夜景": 1, "十八梯夜": 1, "夜": 1, "张三": 1},
        Field.BODY: {"街景": 0, "夜景": 0},
    }.items():
        for query, total in queries.items():
            found = archive.search(parse_query(query), fields=[field])
            assert found.total == total, (field, query)
    both = [Field.HEADLINE, Field.CAPTION]
    assert headlines(archive, "街景 夜景 -广告", fields=both) == ["街景"]
    assert headlines(archive, "街景 -夜景", fields=[Field.HEADLINE]) == ["街景"]


SIGNS = [
    *("AND", "OR", "NOT", "NEAR(春 节)", "*", "^春", "(", ")", '"', '""', "'", "''", ":", "{春}"),
    *("headline : 春", "\\", "%", "_", ";", "- -", "+", "!!!", "，。！", "“", "”“", "「", "春:*"),
    *(
        "'; DROP TABLE article",
        "春' OR '1'='1",
        "&",
        "|",
        "<->",
        "\ufdd0",
        "\ufffe",
        "$$",
        "%s",
        "?1",
    ),
]
"""What is not plain text to FTS5, to a tsquery, to SQL or to us."""


def test_signs_that_mean_something_to_a_database_are_text(archive: Archive) -> None:
    store(archive, an_article("春节", "春来了。"))
    store(archive, *(an_article(f"记号{n}", f"在 {s} 后") for n, s in enumerate(SIGNS)), number=2)
    for number, sign in enumerate(SIGNS):
        assert f"记号{number}" in headlines(archive, sign), sign
    assert archive.table_counts()["article"] == len(SIGNS) + 1


def test_a_person_may_be_named_like_a_role(archive: Archive) -> None:
    named = Article(headline="甲", contributors=[Contributor(name="记者", role="记者")])
    other = Article(headline="甲乙", contributors=[Contributor(name="刘侃", role="记者")])
    store(archive, named, other)
    assert headlines(archive, "甲", Selection(person="记者")) == ["甲"]
    assert headlines(archive, "甲", Selection(person="刘侃")) == ["甲乙"]
    assert headlines(archive, "甲", Selection(person="'")) == []


def test_newspaper_and_days_limit_the_search(archive: Archive) -> None:
    for days in range(3):
        store(archive, an_article(f"春{days}"), days=days)
    unknown = Page(source_url="file:///a.txt", articles=[an_article("春x")])
    archive.store(archive.begin_run("test"), [unknown])
    second = DAY + dt.timedelta(days=1)
    assert headlines(archive, "春") == ["春2", "春1", "春0", "春x"]
    assert headlines(archive, "春", Selection(newspaper="渝中报")) == ["春2", "春1", "春0"]
    assert headlines(archive, "春", Selection(newspaper="江北报")) == []
    assert headlines(archive, "春", Selection(since=second)) == ["春2", "春1"]
    assert headlines(archive, "春", Selection(since=second, until=second)) == ["春1"]


# --- order, pages of hits, passages -------------------------------------------------------------


def test_best_is_by_words_and_by_fields(archive: Archive) -> None:
    store(
        archive,
        an_article("发展中国家论坛", "发展中国家在会上发言。"),
        an_article("论坛", "中国在会上发言。"),
        an_article("中国队夺冠", "比赛在晚上结束。"),
        Article(headline="照片", captions=[Caption(text="中国的山")]),
    )
    result = archive.search(parse_query("中国"), score=SCORE)
    assert [hit.headline for hit in result.hits] == ["中国队夺冠", "论坛", "照片", "发展中国家论坛"]


def test_hits_come_in_pieces_with_the_same_total(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "WEIGHED", 4)
    for days in range(7):
        store(archive, an_article(f"第{days}", "春" * (days + 1)), days=days)
    query = parse_query("春")
    for score in (None, SCORE):
        whole = archive.search(query, score=score, limit=None)
        assert whole.total == len(whole.hits) == 7
        pieces = [archive.search(query, score=score, limit=3, offset=n) for n in (0, 3, 6)]
        assert [hit for piece in pieces for hit in piece.hits] == whole.hits
        assert {piece.total for piece in pieces} == {7}
        beyond = archive.search(query, score=score, limit=3, offset=50)
        assert (beyond.total, beyond.hits) == (7, [])
    assert archive.search(query, limit=0) == finding.SearchResult(7)


def test_a_hit_tells_where_it_is(archive: Archive) -> None:
    store(archive, an_article("首段", "前言。"), an_article("渝中", "甲" * 100 + "到渝中去。"))
    (hit,) = archive.search(parse_query("渝中")).hits
    assert (hit.newspaper, hit.issue_date, hit.page_number, hit.position) == ("渝中报", DAY, 1, 1)
    assert hit.headline_marks == ((0, 2),)
    assert hit.passage is not None
    start, end = hit.passage.marks[0]
    assert hit.passage.text[start:end] == "渝中"
    assert hit.passage.cut_before


# --- the index follows the archive --------------------------------------------------------------


def index_of(archive: Archive) -> list[tuple[object, ...]]:
    """Return all that is in the index: grams, articles and columns."""
    with archive.engine.begin() as connection:
        if archive.engine.dialect.name == "postgresql":
            query = "SELECT article_id, buckets, headline, body, caption, other FROM article_search"
            return sorted(tuple(row) for row in connection.execute(text(query)))
        connection.execute(
            text("CREATE VIRTUAL TABLE temp.grams USING fts5vocab(main, article_fts, instance)")
        )
        found = [tuple(row) for row in connection.execute(text("SELECT * FROM temp.grams"))]
        connection.execute(text("DROP TABLE temp.grams"))
        return sorted(found)


def test_the_index_after_changes_is_the_one_that_is_built_anew(archive: Archive) -> None:
    rng = random.Random(6)
    for _ in range(3):
        for number, page in enumerate(invented_pages(rng, 4)):
            articles = page.articles if rng.random() < 0.8 else []
            store(archive, *articles, number=number + 1)
    before = index_of(archive)
    count = archive.reindex()
    assert count == archive.table_counts()["article"]
    assert index_of(archive) == before


def test_grams_that_share_a_bucket_are_not_taken_for_each_other(archive: Archive) -> None:
    (bucket,) = buckets_of(["春节"])
    pairs = map("".join, product(map(chr, range(0x4E00, 0x5000)), repeat=2))
    (other,) = islice((pair for pair in pairs if buckets_of([pair]) == [bucket]), 1)
    store(archive, an_article(other, "十八梯。"))
    assert headlines(archive, other) == [other]
    assert headlines(archive, "春节") == []
    assert headlines(archive, "十八梯 -春节") == [other]


def test_a_page_that_fails_leaves_the_index_as_it_was(archive: Archive) -> None:
    store(archive, an_article("旧闻"))
    bad = an_article("新闻").model_copy(update={"continued_to": 2**70})
    assert store(archive, bad) == [Outcome.FAILED]
    assert (headlines(archive, "旧闻"), headlines(archive, "新闻")) == (["旧闻"], [])


def test_an_index_of_another_version_is_refused_and_migrated(database_url: str) -> None:
    with Archive(database_url) as archive:
        store(archive, an_article("春节"))
        with archive.engine.begin() as connection:
            connection.execute(update(SearchIndex).values(version=0))
    for read_only in (True, False):
        with pytest.raises(SchemaError, match=r"made by another version.*scrapy migrate -s"):
            Archive(database_url, read_only=read_only)
    upgrade(database_url)
    with Archive(database_url) as archive:
        assert headlines(archive, "春节") == ["春节"]


def test_an_archive_of_before_the_search_gets_its_index(database_url: str) -> None:
    with Archive(database_url) as archive:
        store(archive, an_article("春节", "十八梯。"))
        with writing(archive.engine, enforce_foreign_keys=False) as connection:
            command.downgrade(configuration(connection), "0003")
            assert not list(filter(is_search_table, inspect(connection).get_table_names()))
    with pytest.raises(SchemaError, match="revision 0003"):
        Archive(database_url, read_only=True)
    upgrade(database_url)
    with Archive(database_url, read_only=True) as archive:
        assert headlines(archive, "十八梯") == ["春节"]


# --- reading only -------------------------------------------------------------------------------


def test_a_reader_makes_and_changes_nothing(database_url: str, tmp_path: Path) -> None:
    if database_url.startswith("sqlite"):
        with pytest.raises(StorageError, match="there is no archive"):
            Archive(database_url, read_only=True)
        assert list(tmp_path.iterdir()) == []
        (tmp_path / "news.db").touch()
    with pytest.raises(SchemaError, match="is empty"):
        Archive(database_url, read_only=True)
    Archive(database_url).close()
    with (
        Archive(database_url, read_only=True) as archive,
        pytest.raises(StorageError, match=r"read-?only"),
    ):
        archive.begin_run("test")


WRITER = """
import sys
from tests.searching import invented_pages
from yuzhong_news.storage import Archive
import random
with Archive(sys.argv[1]) as archive:
    run = archive.begin_run("test")
    print("begun", flush=True)
    for page in invented_pages(random.Random(7), 10):
        assert not archive.store(run, [page]).of("failed")
"""


def test_readers_search_while_a_crawl_writes(database_url: str) -> None:
    Archive(database_url).close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, database_url], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()

        def read(_: int) -> int:
            seen = 0
            with Archive(database_url, read_only=True) as archive:
                while writer.poll() is None:
                    result = archive.search(parse_query("春节"), limit=5)
                    assert len(result.hits) == min(result.total, 5)
                    assert result.total >= seen
                    seen = result.total
            return seen

        with ThreadPoolExecutor(10) as pool:
            list(pool.map(read, range(10)))
        assert writer.stderr is not None
        assert (writer.wait(), writer.stderr.read()) == (0, b"")
    with Archive(database_url, read_only=True) as archive:
        assert archive.search(exact_query(["春节"]), limit=0).total > 0


def test_a_broken_database_is_told_of(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with Archive(url) as archive:
        for page in invented_pages(random.Random(8), 30):
            archive.store(archive.begin_run("test"), [page])
    file = tmp_path / "news.db"
    content = bytearray(file.read_bytes())
    content[8192:] = b"\xaa" * (len(content) - 8192)
    file.write_bytes(content)
    with pytest.raises(StorageError, match="malformed"), Archive(url, read_only=True) as archive:
        archive.search(parse_query("春节"))
