"""Records out of the archive: whole, in order, of one moment, in bounded memory; both databases."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event

from tests.archives import CONTINUED, DAY, FULL, FULL_PAGE, generate, page, store
from tests.databases import database_url
from yuzhong_news.items import Article, Contributor, Kind
from yuzhong_news.records import Record, Selection
from yuzhong_news.storage import Archive
from yuzhong_news.storage.engine import writing
from yuzhong_news.storage.records import record_batches
from yuzhong_news.storage.snapshot import snapshot

__all__ = ["database_url"]


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as opened:
        yield opened


def records(archive: Archive, **selection: Any) -> list[Record]:
    with archive.records(Selection(**selection)) as batches:
        return [record for batch in batches for record in batch]


def headlines(archive: Archive, **selection: Any) -> list[str | None]:
    return [record["headline"] for record in records(archive, **selection)]


def test_a_record_is_the_stored_article_with_its_page(archive: Archive) -> None:
    store(archive, FULL_PAGE)
    record, other = records(archive)
    stored: dict[str, Any] = dict(record)
    values = {name: stored[name] for name in Article.model_fields}
    assert Article.model_validate(values) == FULL
    for name in ("newspaper", "issue_date", "page_number", "page_name", "source_url"):
        assert stored[name] == getattr(FULL_PAGE, name)
    assert (record["page_width"], record["page_height"]) == (1000.5, 1500.0)
    assert record["page_key"] == "渝城报/2026-01-02/2"
    assert record["documents"] == [one.model_dump() for one in FULL_PAGE.documents]
    assert record["stored_at"].tzinfo is dt.UTC
    assert (other["contributors"], other["region"], other["doubts"]) == ([], [], [])


def test_an_empty_archive_has_no_batch(archive: Archive) -> None:
    assert records(archive) == []


def test_records_come_in_the_order_of_print_or_the_newest_first(archive: Archive) -> None:
    late = page(1, Article(headline="明天"), issue_date=DAY + dt.timedelta(1))
    unknown = page(None, Article(headline="无日"), newspaper=None, issue_date=None, source_url="a")
    store(archive, late, FULL_PAGE, unknown)
    in_print = ["无日", "河上新桥通车", "菜市场换新棚", "明天"]
    assert headlines(archive) == in_print
    assert headlines(archive, newest_first=True) == ["明天", *in_print[1:3], "无日"]
    assert headlines(archive, newest_first=True, limit=2) == ["明天", "河上新桥通车"]


def test_articles_are_selected(archive: Archive) -> None:
    late = page(1, Article(headline="明天", kind=Kind.NOTICE), issue_date=DAY + dt.timedelta(1))
    other = page(1, Article(headline="外报"), newspaper="江城报")
    store(archive, late, FULL_PAGE, other)
    assert headlines(archive, newspaper="江城报") == ["外报"]
    assert headlines(archive, since=DAY + dt.timedelta(1)) == ["明天"]
    assert headlines(archive, until=DAY, newspaper="渝城报") == ["河上新桥通车", "菜市场换新棚"]
    assert headlines(archive, kind="notice") == ["明天"]
    assert headlines(archive, person="张 明") == ["河上新桥通车"]
    assert headlines(archive, person="%' OR 1=1 --") == []


def test_pieces_are_joined_to_whole_articles(archive: Archive) -> None:
    store(archive, *CONTINUED)
    assert headlines(archive) == ["老街修好了", "公园开门", "老街修好了", "图书寄到山里"]
    first, _, second, _ = records(archive)
    assert first["continued_in_article_id"] == second["article_id"]
    assert second["continues_article_id"] == first["article_id"]
    whole, *others = records(archive, whole=True)
    assert [one["headline"] for one in others] == ["公园开门", "图书寄到山里"]
    assert whole["paragraphs"] == first["paragraphs"] + second["paragraphs"]
    assert whole["subheads"] == [
        {"text": "石板", "before_paragraph": 1},
        {"text": "水管", "before_paragraph": 2},
    ]
    assert [part["page_number"] for part in whole["parts"]] == [1, 3]
    assert [part["paragraphs"] for part in whole["parts"]] == [2, 2]
    assert [jump["direction"] for jump in whole["jumps"]] == ["to", "from"]
    assert (whole["byline"], whole["contributors"][0]["name"]) == ("记者 王大山", "王大山")
    assert (whole["page_number"], whole["lead"]) == (1, "老街修好了，")
    assert whole["continued_to"] is whole["continued_in_article_id"] is None
    assert [one["url"] for one in whole["documents"]] == ["https://example.org/3.pdf"]
    assert whole["captions"] == [{"text": "老街", "credit": None}]


def test_a_person_under_the_last_piece_is_found_with_the_whole(archive: Archive) -> None:
    store(archive, *CONTINUED)
    (piece,) = records(archive, person="王大山")
    assert piece["page_number"] == 3
    (whole,) = records(archive, person="王大山", whole=True)
    assert (whole["page_number"], len(whole["parts"])) == (1, 2)


def test_the_whole_is_what_the_view_of_whole_articles_shows(archive: Archive) -> None:
    store(archive, FULL_PAGE, *CONTINUED)
    query = "SELECT article_id, body, parts FROM whole_article_view"
    with archive.engine.connect() as connection:
        view = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(query)}
    found = {
        one["article_id"]: ("\n".join(one["paragraphs"]), len(one["parts"]))
        for one in records(archive, whole=True)
    }
    assert found == view


def test_what_is_written_meanwhile_is_not_seen(archive: Archive, database_url: str) -> None:
    store(archive, FULL_PAGE, *CONTINUED)
    before = records(archive)
    with snapshot(archive.engine) as connection:
        batches = record_batches(connection, Selection(), batch=2)
        seen = next(batches)
        with Archive(database_url) as crawl:
            changed = [Article(headline="改了", contributors=[Contributor(name="赵一")])]
            store(crawl, CONTINUED[1].model_copy(update={"articles": changed}), page(4, *changed))
        for batch in batches:
            seen += batch
    assert seen == before
    assert headlines(archive).count("改了") == 2


def _taken(connection: Connection) -> int:
    """Return how many bytes of Python's memory the records took at their most."""
    tracemalloc.start()
    try:
        for _ in record_batches(connection, Selection(), batch=20):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_and_queries_of_a_batch_do_not_grow_with_the_archive(database_url: str) -> None:
    peaks = []
    for days in (6, 36):
        with Archive(database_url) as archive:
            with writing(archive.engine) as connection:
                for table in reversed(archive_tables()):
                    connection.execute(table.delete())
                articles = generate(connection, days=days)
            with snapshot(archive.engine) as connection:
                peaks.append(_taken(connection))
            assert _queries(archive) == 1 + 10 * articles / 20
    assert peaks[1] < peaks[0] * 1.5


def archive_tables() -> list[Any]:
    from yuzhong_news.storage.base import Base

    return [table for table in Base.metadata.sorted_tables if table.name != "search_index"]


def _queries(archive: Archive) -> int:
    asked: list[str] = []

    def ask(*args: Any) -> None:
        asked.append(args[2])

    event.listen(archive.engine, "before_cursor_execute", ask)
    with snapshot(archive.engine) as connection:
        for _ in record_batches(connection, Selection(), batch=20):
            pass
    event.remove(archive.engine, "before_cursor_execute", ask)
    return len([query for query in asked if "SELECT" in query])
