"""What goes into the archive, what stays, and what comes out; on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable

from tests.databases import database_url, sqlite_url
from yuzhong_news.items import (
    Article,
    Caption,
    Contributor,
    Doubt,
    Jump,
    Kind,
    Page,
    Subhead,
)
from yuzhong_news.storage import Archive, Outcome, StorageError, tables
from yuzhong_news.storage.base import Base, UtcDateTime
from yuzhong_news.storage.engine import writing

__all__ = ["database_url"]

DAY = dt.date(2026, 1, 2)


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as opened:
        yield opened


def a_page(number: int | None = 1, *articles: Article, **facts: Any) -> Page:
    facts = {"newspaper": "渝中报", "issue_date": DAY, **facts}
    return Page(page_number=number, articles=list(articles) or [an_article()], **facts)


def an_article(headline: str = "欢庆中国年", **fields: Any) -> Article:
    fields = {"contributors": [Contributor(name="黄清", role="记者")], **fields}
    return Article(headline=headline, paragraphs=["春节将至。", "街上很热闹。"], **fields)


FULL_ARTICLE = Article(
    kind=Kind.PICTURE,
    column="图片新闻",
    kicker="引题",
    headline="主题",
    subtitle="副题",
    dateline="本报讯",
    lead="第一段。",
    byline="首席记者 刘 侃 记者 姚延洋",
    contributors=[
        Contributor(name="刘侃", role="首席记者", work="文"),
        Contributor(name="姚延洋", role="记者"),
        Contributor(name="刘侃"),
    ],
    paragraphs=["第一段。", "第二段。", "第三段𠮷。"],
    subheads=[Subhead(text="小标题", before_paragraph=1)],
    captions=[Caption(text="说明", credit="资料图片"), Caption(text="说明二")],
    continued_from=1,
    continued_to=3,
    jumps=[
        Jump(direction="from", page=1, text="（上接1版）"),
        Jump(direction="to", page=3, text="（下转3版）"),
    ],
    doubts=[Doubt(cue="wording", field="headline", detail="0.1")],
)
FULL_PAGE = Page(
    newspaper="渝中报",
    issue_date=DAY,
    page_number=2,
    page_name="要闻",
    source_url="https://example.org/2.html",
    source_sha256="ab" * 32,
    articles=[FULL_ARTICLE, an_article()],
    furniture=["2026年1月2日 星期五", "责任编辑"],
    doubts=[Doubt(cue="charset", field="lines")],
)


def in_a_run(archive: Archive, *pages: Page, **options: Any) -> list[Outcome]:
    """Store the pages in a run of their own and return their outcomes."""
    stored = archive.store(archive.begin_run("folder"), pages, **options)
    return [page.outcome for page in stored.pages]


def rows(archive: Archive, table: type[Base]) -> list[dict[str, Any]]:
    query = select(table.__table__).order_by(*table.__table__.primary_key)
    with archive.engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def everything(archive: Archive) -> dict[str, Any]:
    """Return all rows of all tables but the runs, and but when and from where pages came last."""
    kinds = [mapper.class_ for mapper in Base.registry.mappers]
    found = {k.__tablename__: rows(archive, k) for k in kinds if k is not tables.Run}
    for page in found["page"]:
        del page["last_seen_at"], page["source_sha256"]
    return found


def query(archive: Archive, sql: str) -> list[tuple[Any, ...]]:
    with archive.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


# --- what goes in comes out ---------------------------------------------------------------------


def test_every_field_of_a_page_is_stored(archive: Archive) -> None:
    assert in_a_run(archive, FULL_PAGE) == [Outcome.NEW]
    (page,) = rows(archive, tables.Page)
    assert page["natural_key"] == "渝中报/2026-01-02/2"
    for name in ("issue_date", "page_number", "page_name", "source_url", "source_sha256"):
        assert page[name] == getattr(FULL_PAGE, name)
    assert page["furniture"].split("\n") == FULL_PAGE.furniture
    assert page["stored_at"].tzinfo is dt.UTC
    assert [row["name"] for row in rows(archive, tables.Newspaper)] == ["渝中报"]
    assert [row["issue_date"] for row in rows(archive, tables.Issue)] == [DAY]
    assert [article_of(archive, row) for row in rows(archive, tables.Article)] == FULL_PAGE.articles
    page_doubts = [row for row in rows(archive, tables.Doubt) if row["article_id"] is None]
    assert [row["cue"] for row in page_doubts] == ["charset"]


def article_of(archive: Archive, row: dict[str, Any]) -> Article:
    """Return the article that this row and its children tell of."""
    children = {
        table: [r for r in rows(archive, table) if r["article_id"] == row["id"]]
        for table in (
            tables.Paragraph,
            tables.Subhead,
            tables.Contribution,
            tables.Caption,
            tables.Jump,
            tables.Doubt,
        )
    }
    names = {person["id"]: person["name"] for person in rows(archive, tables.Person)}
    own = {"kicker", "headline", "subtitle", "dateline", "lead", "byline", "kind"}
    paragraphs = [r["text"] for r in children[tables.Paragraph]]
    assert row["body"] == "\n".join(paragraphs)
    return Article(
        **{name: row[name] for name in own | {"continued_from", "continued_to"}},
        column=row["column_label"],
        paragraphs=paragraphs,
        subheads=[
            Subhead(text=r["text"], before_paragraph=r["before_paragraph"])
            for r in children[tables.Subhead]
        ],
        contributors=[
            Contributor(name=names[r["person_id"]], role=r["role"], work=r["work"])
            for r in children[tables.Contribution]
        ],
        captions=[Caption(text=r["text"], credit=r["credit"]) for r in children[tables.Caption]],
        jumps=[
            Jump(direction=r["direction"], page=r["page_number"], text=r["text"])
            for r in children[tables.Jump]
        ],
        doubts=[
            Doubt(cue=r["cue"], field=r["field"], detail=r["detail"])
            for r in children[tables.Doubt]
        ],
    )


def test_outline_is_in_the_order_of_print(archive: Archive) -> None:
    unknown = Page(source_url="file:///a.txt", articles=[an_article("无报")])
    earlier = a_page(4, an_article("昨天"), issue_date=dt.date(2026, 1, 1))
    in_a_run(archive, FULL_PAGE, a_page(1, an_article("头版")), earlier, unknown)
    outline = archive.outline()
    assert [row.headline for row in outline] == ["无报", "昨天", "头版", "主题", "欢庆中国年"]
    row = outline[3]
    assert (row.newspaper, row.issue_date, row.page_number) == ("渝中报", DAY, 2)
    assert (row.position, row.kind, row.lead) == (0, "picture", "第一段。")
    assert row.people == (("刘侃", "首席记者"), ("姚延洋", "记者"), ("刘侃", ""))
    assert (row.paragraphs, row.captions) == (3, 2)
    assert (row.continued_from, row.continued_to) == (1, 3)


def test_views_answer_without_a_join(archive: Archive) -> None:
    in_a_run(archive, FULL_PAGE)
    articles = "SELECT newspaper, page_number, position, headline, people FROM article_view"
    assert query(archive, f"{articles} ORDER BY position") == [
        ("渝中报", 2, 0, "主题", "刘侃、姚延洋、刘侃"),
        ("渝中报", 2, 1, "欢庆中国年", "黄清"),
    ]
    by = "SELECT role, work, headline FROM contribution_view WHERE person = '姚延洋'"
    assert query(archive, by) == [("记者", None, "主题")]


# --- the same page again ------------------------------------------------------------------------


def test_rerun_changes_nothing(archive: Archive) -> None:
    pages = [FULL_PAGE, a_page(1), Page(source_url="file:///a.txt", articles=[an_article()])]
    in_a_run(archive, *pages)
    before = everything(archive)
    assert in_a_run(archive, *pages) == [Outcome.UNCHANGED] * 3
    assert everything(archive) == before


def test_other_bytes_with_the_same_articles_write_nothing(archive: Archive) -> None:
    in_a_run(archive, FULL_PAGE)
    before = everything(archive)
    moved = {"source_sha256": "cd" * 32, "source_url": "https://example.org/moved/2.html"}
    assert in_a_run(archive, FULL_PAGE.model_copy(update=moved)) == [Outcome.UNCHANGED]
    assert everything(archive) == before


def test_the_same_bytes_under_another_name_move_their_page_and_say_so(archive: Archive) -> None:
    in_a_run(archive, FULL_PAGE)
    renamed = FULL_PAGE.model_copy(update={"newspaper": "渝北时报"})
    (moved,) = archive.store(archive.begin_run("folder"), [renamed]).pages
    assert moved.outcome is Outcome.CHANGED
    assert moved.reason == f"newspaper {FULL_PAGE.newspaper} is 渝北时报 now"
    assert archive.table_counts()["page"] == 1


def test_changed_page_replaces_its_articles_without_orphans(archive: Archive) -> None:
    in_a_run(archive, FULL_PAGE, a_page(1))
    changed = FULL_PAGE.model_copy(update={"articles": [an_article("新的")], "doubts": []})
    assert in_a_run(archive, changed) == [Outcome.CHANGED]
    assert [row.headline for row in archive.outline()] == ["欢庆中国年", "新的"]
    counts = archive.table_counts()
    assert counts["page"] == counts["article"] == counts["contribution"] == 2
    assert counts["paragraph"] == 4
    assert counts["person"] == 1, "刘侃 and 姚延洋 are credited nowhere now, 黄清 still is"
    for table in ("caption", "doubt", "jump", "subhead"):
        assert counts[table] == 0, table
    assert rows(archive, tables.Page)[0]["run_id"] == 2, "the row is the same, its content new"


def test_page_that_lost_all_articles_is_kept(archive: Archive) -> None:
    in_a_run(archive, FULL_PAGE)
    before = everything(archive)
    empty = FULL_PAGE.model_copy(update={"articles": []})
    stored = archive.store(archive.begin_run("folder"), [empty])
    assert stored.pages[0].outcome is Outcome.KEPT
    assert "no article was found" in stored.pages[0].reason
    assert everything(archive) == before
    assert in_a_run(archive, empty, accept_empty=True) == [Outcome.CHANGED]
    assert archive.outline() == []


def test_page_without_articles_is_stored_and_filled_later(archive: Archive) -> None:
    empty = FULL_PAGE.model_copy(update={"articles": []})
    assert in_a_run(archive, empty, FULL_PAGE) == [Outcome.NEW, Outcome.CHANGED]
    assert len(archive.outline()) == 2


def test_two_sources_of_one_run_do_not_replace_each_other(archive: Archive) -> None:
    one = a_page(1, an_article("甲"), source_url="file:///1.txt")
    other = a_page(1, an_article("乙"), source_url="file:///1.pdf")
    stored = archive.store(archive.begin_run("folder"), [one, other])
    assert [page.outcome for page in stored.pages] == [Outcome.NEW, Outcome.KEPT]
    assert "file:///1.txt" in stored.pages[1].reason
    assert [row.headline for row in archive.outline()] == ["甲"]


# --- pages whose facts are unknown --------------------------------------------------------------


def test_two_files_without_facts_are_two_pages(archive: Archive) -> None:
    files = [Page(source_url=f"file:///{name}.txt", articles=[an_article()]) for name in "ab"]
    assert in_a_run(archive, *files) == [Outcome.NEW, Outcome.NEW]
    assert in_a_run(archive, *files) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    changed = files[0].model_copy(update={"articles": [an_article("新的")]})
    assert in_a_run(archive, changed) == [Outcome.CHANGED]
    assert archive.table_counts()["page"] == 2


def test_pages_of_one_file_are_told_by_their_numbers(archive: Archive) -> None:
    pages = [
        Page(source_url="file:///a.pdf", page_number=n, articles=[an_article()]) for n in (1, 2)
    ]
    assert in_a_run(archive, *pages) == [Outcome.NEW, Outcome.NEW]
    assert in_a_run(archive, *pages) == [Outcome.UNCHANGED, Outcome.UNCHANGED]


@pytest.mark.parametrize("digest", ["ab" * 32, None])
def test_page_without_source_is_its_bytes_or_its_content(
    archive: Archive, digest: str | None
) -> None:
    page = Page(source_sha256=digest, articles=[an_article()])
    assert in_a_run(archive, page) == [Outcome.NEW]
    assert in_a_run(archive, page) == [Outcome.UNCHANGED]


def test_facts_learnt_later_make_no_second_page(archive: Archive) -> None:
    bare = Page(source_url="file:///1.txt", articles=[an_article()])
    full = bare.model_copy(update={"newspaper": "渝中报", "issue_date": DAY, "page_number": 1})
    assert in_a_run(archive, bare) == [Outcome.NEW]
    assert in_a_run(archive, full) == [Outcome.CHANGED]
    before = everything(archive)
    assert in_a_run(archive, bare) == [Outcome.UNCHANGED], "what is known is not forgotten"
    assert everything(archive) == before
    assert archive.table_counts()["page"] == 1


def test_same_page_number_of_two_newspapers_is_two_pages(archive: Archive) -> None:
    assert in_a_run(archive, a_page(1), a_page(1, newspaper="江北报")) == [Outcome.NEW] * 2
    assert [row.newspaper for row in archive.outline()] == ["江北报", "渝中报"]


# --- pages that cannot be stored ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("character", "name"), [("\0", "U+0000"), ("\ud800", "U+D800")], ids=["nul", "surrogate"]
)
def test_text_that_no_database_keeps_fails_alone(
    archive: Archive, character: str, name: str
) -> None:
    bad = a_page(2, an_article("好", captions=[Caption(text=f"坏{character}")]))
    stored = archive.store(archive.begin_run("folder"), [a_page(1), bad, a_page(3)])
    assert [page.outcome for page in stored.pages] == [Outcome.NEW, Outcome.FAILED, Outcome.NEW]
    assert stored.pages[1].page == "渝中报 2026-01-02 page 2"
    assert f"articles[0].captions[0].text holds {name} at character 1" in stored.pages[1].reason
    assert [row.page_number for row in archive.outline()] == [1, 3]
    assert stored.counts[Outcome.NEW] == 2
    assert stored.of(Outcome.FAILED) == [stored.pages[1]]


def test_page_that_fails_half_way_leaves_the_stored_one_whole(archive: Archive) -> None:
    in_a_run(archive, FULL_PAGE)
    before = everything(archive)
    far = an_article("远", jumps=[Jump(direction="to", page=2**70, text="下转")])
    bad = FULL_PAGE.model_copy(update={"articles": [far]})
    assert in_a_run(archive, bad, a_page(1)) == [Outcome.FAILED, Outcome.NEW]
    in_a_run(archive)
    after = everything(archive)
    assert [row for row in after["page"] if row["page_number"] == 2] == before["page"]
    ids = {row["id"] for row in before["article"]}
    assert [row for row in after["article"] if row["id"] in ids] == before["article"]
    assert [row for row in after["jump"] if row["article_id"] in ids] == before["jump"]


def test_unknown_run_fails_every_page(archive: Archive) -> None:
    assert [page.outcome for page in archive.store(77, [a_page(1)]).pages] == [Outcome.FAILED]
    assert archive.table_counts()["page"] == archive.table_counts()["newspaper"] == 0


# --- runs ---------------------------------------------------------------------------------------


def test_run_is_recorded(archive: Archive) -> None:
    run_id = archive.begin_run("yuzhongbao")
    assert rows(archive, tables.Run)[0]["finished_at"] is None
    archive.finish_run(run_id, ok=True, reason="finished", counts={"new": 3, "failed": 0})
    (run,) = rows(archive, tables.Run)
    assert (run["spider"], run["ok"], run["reason"]) == ("yuzhongbao", True, "finished")
    assert run["started_at"] <= run["finished_at"]
    assert run["software_version"]
    counts = {row["name"]: row["total"] for row in rows(archive, tables.RunCount)}
    assert counts == {"new": 3, "failed": 0}


def test_unknown_run_cannot_be_finished(archive: Archive) -> None:
    with pytest.raises(StorageError, match="no run 5"):
        archive.finish_run(5, ok=True, reason="finished", counts={})


# --- the database itself ------------------------------------------------------------------------


def test_rows_that_point_nowhere_are_refused(archive: Archive) -> None:
    row = {"page_id": 99, "position": 0, "kind": "article", "body": ""}
    with pytest.raises(IntegrityError), archive.engine.begin() as connection:
        connection.execute(insert(tables.Article), row)


def test_unknown_kind_is_refused(archive: Archive) -> None:
    in_a_run(archive, a_page(1))
    row = {"page_id": 1, "position": 9, "kind": "poem", "body": ""}
    with pytest.raises(IntegrityError), archive.engine.begin() as connection:
        connection.execute(insert(tables.Article), row)


def test_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        UtcDateTime().process_bind_param(dt.datetime(2026, 1, 2), SQLiteDialect_pysqlite())


def test_another_thread_may_write(archive: Archive) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(in_a_run, archive, a_page(1)).result() == [Outcome.NEW]
    assert len(archive.outline()) == 1


def test_memory_is_one_database_for_all_threads() -> None:
    with Archive("sqlite:///:memory:") as archive, ThreadPoolExecutor(1) as pool:
        assert pool.submit(in_a_run, archive, a_page(1)).result() == [Outcome.NEW]
        assert len(archive.outline()) == 1


def test_two_writers_store_each_page_once(database_url: str) -> None:
    pages = [a_page(n, an_article(f"第{n}")) for n in range(20)]
    with Archive(database_url) as one, Archive(database_url) as two, ThreadPoolExecutor(2) as pool:
        results = pool.map(in_a_run, (one, two), *((page, page) for page in pages))
        outcomes = [outcome for result in results for outcome in result]
        assert sorted(outcomes) == [Outcome.NEW] * 20 + [Outcome.UNCHANGED] * 20
        assert one.table_counts()["article"] == 20
        assert one.table_counts()["person"] == 1


def test_names_need_no_quotes_in_sql(archive: Archive) -> None:
    for table in Base.metadata.sorted_tables:
        assert '"' not in str(CreateTable(table).compile(archive.engine))
        for index in table.indexes:
            assert '"' not in str(CreateIndex(index).compile(archive.engine))


def test_readers_of_sqlite_need_not_wait_for_the_writer(tmp_path: Path) -> None:
    with Archive(sqlite_url(tmp_path)) as archive:
        assert query(archive, "PRAGMA journal_mode") == [("wal",)]
        with writing(archive.engine) as connection:
            connection.execute(insert(tables.Newspaper), {"name": "渝中报"})
            assert archive.table_counts()["newspaper"] == 0


def test_page_with_a_broken_name_can_be_told_of(archive: Archive) -> None:
    stored = archive.store(archive.begin_run("folder"), [a_page(1, newspaper="渝\ud800")])
    assert stored.pages[0].outcome is Outcome.FAILED
    assert stored.pages[0].page == "渝? 2026-01-02 page 1"
    assert stored.pages[0].reason.startswith("ValueError: newspaper holds U+D800 at character 1")


@pytest.mark.parametrize(
    "question",
    [
        "SELECT headline FROM article JOIN page ON page.id = page_id WHERE newspaper_id = 1 "
        "AND issue_date BETWEEN '2026-01-01' AND '2026-01-31'",
        "SELECT headline FROM article JOIN page ON page.id = page_id "
        "WHERE issue_date BETWEEN '2026-01-01' AND '2026-01-31'",
        "SELECT headline FROM contribution_view WHERE person = '刘侃'",
        "SELECT issue_date FROM issue WHERE newspaper_id = 1 AND issue_date > '2026-01-01'",
        "SELECT headline FROM doubt JOIN article ON article.id = article_id WHERE cue = 'side'",
        "SELECT headline FROM jump JOIN article ON article.id = article_id "
        "WHERE direction = 'to' AND page_number = 3",
        "SELECT there.id FROM article AS here JOIN page AS p ON p.id = here.page_id "
        "JOIN page AS q ON q.newspaper_id = p.newspaper_id AND q.issue_date = p.issue_date "
        "AND q.page_number = here.continued_to JOIN article AS there ON there.page_id = q.id "
        "WHERE here.continued_to > 0",
        "SELECT count(*) FROM page WHERE run_id = 1",
    ],
)
def test_obvious_questions_use_an_index(tmp_path: Path, question: str) -> None:
    with Archive(sqlite_url(tmp_path)) as archive:
        plan = [row[3] for row in query(archive, f"EXPLAIN QUERY PLAN {question}")]
    assert not [step for step in plan if step.startswith("SCAN")], plan


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///"])
def test_a_database_without_a_file_is_refused(url: str) -> None:
    with pytest.raises(StorageError, match="names no file"):
        Archive(url)
