"""Pages that change: what stays the same row, what is kept of before, and from where it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.databases import database_url
from yuzhong_news.items import Article, Caption, Contributor, Document, Doubt, Page
from yuzhong_news.storage import Archive, Chosen, Outcome

__all__ = ["database_url"]

DAY = dt.date(2026, 1, 2)
BRIDGE = Article(
    headline="河上新桥通车",
    paragraphs=["新桥全长三百二十米。", "桥上有四条车道。"],
    contributors=[Contributor(name="黄清", role="记者")],
)
MARKET = Article(headline="菜市场换新棚", paragraphs=["顶棚换了新的，雨天买菜不再湿脚。"])
SCHOOL = Article(headline="山上小学有了图书室", paragraphs=["两千册图书搬进了山上的小学。"])
CORRECTED = BRIDGE.model_copy(
    update={"headline": "河上新桥昨日通车", "contributors": [Contributor(name="刘侃", role="记者")]}
)


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as opened:
        yield opened


def page(*articles: Article, source: str = "aa", splitter: str = "1", **more: Any) -> Page:
    return Page(
        newspaper="渝中报",
        issue_date=DAY,
        page_number=1,
        source_url="https://x/1.htm",
        source_sha256=source,
        splitter_version=splitter,
        articles=list(articles),
        **more,
    )


def store(archive: Archive, *pages: Page, **options: Any) -> list[Outcome]:
    stored = archive.store(archive.begin_run("test"), pages, **options)
    return [one.outcome for one in stored.pages]


def query(archive: Archive, sql: str) -> list[tuple[Any, ...]]:
    with archive.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def ids(archive: Archive) -> dict[str, int]:
    return {row[0]: row[1] for row in query(archive, "SELECT headline, id FROM article")}


def versions(archive: Archive, columns: str) -> list[tuple[Any, ...]]:
    return query(archive, f"SELECT {columns} FROM article_version ORDER BY id")


def a_document(url: str, sha256: str, kind: str = "html", **more: Any) -> Document:
    values = {"kind": kind, "media_type": "text/html", "fetched_at": dt.datetime.now(dt.UTC)}
    return Document(url=url, sha256=sha256, **{**values, **more})


# --- when a page was seen -----------------------------------------------------------------------


def test_a_rerun_tells_when_a_page_was_seen_last_and_nothing_else(archive: Archive) -> None:
    seen = "SELECT first_seen_at, last_seen_at, stored_at FROM page"
    store(archive, page(BRIDGE))
    ((first, last, stored),) = query(archive, seen)
    assert first == last == stored
    assert store(archive, page(BRIDGE)) == [Outcome.UNCHANGED]
    ((first_now, last_now, stored_now),) = query(archive, seen)
    assert (first_now, stored_now) == (first, stored)
    assert last_now > last
    assert archive.table_counts()["page_version"] == archive.table_counts()["article_version"] == 0


def test_the_splitter_that_found_the_same_is_the_pages(archive: Archive) -> None:
    store(archive, page(BRIDGE, source="aa", splitter="1"))
    store(archive, page(BRIDGE, source="bb", splitter="2"))
    assert query(archive, "SELECT splitter_version, source_sha256 FROM page") == [("2", "bb")]
    store(archive, page(BRIDGE).model_copy(update={"splitter_version": None}))
    assert query(archive, "SELECT splitter_version FROM page") == [("2",)], "nothing tells another"


# --- what stays, and what is kept ---------------------------------------------------------------


def test_an_article_that_changes_keeps_its_id_and_its_old_words(archive: Archive) -> None:
    store(archive, page(BRIDGE, MARKET))
    before = ids(archive)
    assert store(archive, page(CORRECTED, MARKET, source="bb")) == [Outcome.CHANGED]
    after = ids(archive)
    assert after == {
        "河上新桥昨日通车": before["河上新桥通车"],
        "菜市场换新棚": before["菜市场换新棚"],
    }
    columns = "article_id, headline, fields, gone, cause, splitter_version, source_sha256, run_id"
    assert [tuple(map(_plain, row)) for row in versions(archive, columns)] == [
        (
            *(before["河上新桥通车"], "河上新桥通车", "headline, contributors", False),
            *("source", "1", "aa", 2),
        )
    ]
    with archive.engine.connect() as connection:
        (content,) = connection.scalars(_content_of_versions())
    assert Article.model_validate(content) == BRIDGE, "the old item can be made of it again"


def _plain(value: Any) -> Any:
    return bool(value) if value in (0, 1) and not isinstance(value, int) else value


def _content_of_versions() -> Any:
    from sqlalchemy import select

    from yuzhong_news.storage.version_tables import ArticleVersion

    return select(ArticleVersion.content).order_by(ArticleVersion.id)


def test_an_article_that_is_new_or_elsewhere_moves_the_others_only(archive: Archive) -> None:
    store(archive, page(BRIDGE, MARKET))
    before = ids(archive)
    moments = "SELECT id, first_seen_at, changed_at FROM article ORDER BY id"
    seen = query(archive, moments)
    assert store(archive, page(SCHOOL, MARKET, BRIDGE)) == [Outcome.CHANGED]
    assert {key: value for key, value in ids(archive).items() if key in before} == before
    order = "SELECT headline FROM article ORDER BY position"
    assert query(archive, order) == [("山上小学有了图书室",), ("菜市场换新棚",), ("河上新桥通车",)]
    assert query(archive, moments)[:2] == seen
    assert versions(archive, "id") == []


def test_an_article_that_is_gone_is_kept(archive: Archive) -> None:
    store(archive, page(BRIDGE, MARKET))
    gone = ids(archive)["菜市场换新棚"]
    store(archive, page(BRIDGE, source="bb"))
    rows = versions(archive, "article_id, position, headline, fields, cause")
    assert rows == [(gone, 1, "菜市场换新棚", "", "source")]
    assert query(archive, "SELECT count(*) FROM article_version WHERE gone") == [(1,)]
    store(archive, page(BRIDGE, SCHOOL))
    assert ids(archive)["山上小学有了图书室"] > gone, "an id is never given to another article"


def test_a_page_that_is_emptied_keeps_all_as_gone(archive: Archive) -> None:
    store(archive, page(BRIDGE, MARKET))
    assert store(archive, page(), accept_empty=True) == [Outcome.CHANGED]
    assert [row[0] for row in versions(archive, "headline")] == ["河上新桥通车", "菜市场换新棚"]


def test_what_the_page_itself_was_is_kept(archive: Archive) -> None:
    store(archive, page(BRIDGE, furniture=["责任编辑 某某"], doubts=[Doubt(cue="c", field="f")]))
    store(archive, page(BRIDGE, source="bb", furniture=["2026年1月2日"]))
    rows = query(archive, "SELECT fields, cause, source_sha256, run_id FROM page_version")
    assert rows == [("furniture, doubts", "source", "aa", 2)]
    assert "责任编辑 某某" in str(query(archive, "SELECT content FROM page_version"))
    assert query(archive, "SELECT cue FROM doubt") == []


def test_the_same_bytes_by_another_splitter_are_the_splitters_doing(archive: Archive) -> None:
    store(archive, page(BRIDGE, MARKET, splitter="1"))
    store(archive, page(CORRECTED, splitter="2"))
    assert versions(archive, "headline, cause, splitter_version") == [
        ("河上新桥通车", "splitter", "1"),
        ("菜市场换新棚", "splitter", "1"),
    ]
    assert query(archive, "SELECT cause, fields FROM page_version") == [("splitter", "articles")]


def test_other_bytes_are_the_sources_doing_whatever_the_splitter(archive: Archive) -> None:
    store(archive, page(BRIDGE, splitter="1"))
    store(archive, page(CORRECTED, source="bb", splitter="2"))
    assert versions(archive, "cause") == [("source",)]


def test_a_region_or_a_doubt_makes_no_version(archive: Archive) -> None:
    store(archive, page(BRIDGE))
    moved = BRIDGE.model_copy(
        update={"region": [[(0.0, 0.0), (9.5, 9.5)]], "doubts": [Doubt(cue="side", field="lead")]}
    )
    moments = "SELECT id, changed_at FROM article"
    before = query(archive, moments)
    assert store(archive, page(moved, splitter="2")) == [Outcome.CHANGED]
    assert query(archive, moments) == before
    assert query(archive, "SELECT cue FROM doubt") == [("side",)]
    assert versions(archive, "id") == []


def test_a_person_who_is_named_in_an_old_version_only_is_named_there(archive: Archive) -> None:
    store(archive, page(BRIDGE))
    store(archive, page(CORRECTED, source="bb"))
    assert query(archive, "SELECT name FROM person") == [("刘侃",)]
    assert "黄清" in str(query(archive, "SELECT content FROM article_version"))


def test_chinese_is_readable_in_what_is_kept(archive: Archive) -> None:
    store(archive, page(BRIDGE))
    store(archive, page(CORRECTED, source="bb"))
    kept = query(archive, "SELECT CAST(content AS TEXT) FROM article_version")
    assert "新桥全长三百二十米。" in kept[0][0]


def test_the_history_is_a_table_for_people(archive: Archive) -> None:
    store(archive, page(BRIDGE, MARKET))
    store(archive, page(CORRECTED, source="bb"))
    view = "SELECT state, headline, body, changed_after, cause FROM article_history_view"
    assert query(archive, f"{view} ORDER BY article_id, first_seen_at") == [
        (
            *("changed", "河上新桥通车", "新桥全长三百二十米。\n桥上有四条车道。"),
            *("headline, contributors", "source"),
        ),
        ("present", "河上新桥昨日通车", "新桥全长三百二十米。\n桥上有四条车道。", "", ""),
        ("gone", "菜市场换新棚", "顶棚换了新的，雨天买菜不再湿脚。", "", "source"),
    ]


# --- documents ----------------------------------------------------------------------------------

LAYOUT = a_document("https://x/1.htm", "aa")
ONE = a_document("https://x/one.htm", "11")
TWO = a_document("https://x/two.htm", "22")
PHOTO = a_document("https://x/photo.jpg", "99", "image", path="x/1-1.jpg")
LINKS = (
    "SELECT headline, url, sha256 FROM article JOIN article_document ON article_id = article.id "
    "JOIN document ON document.id = document_id ORDER BY position, url"
)


def fetched(one: Document, two: Document, first: Article = BRIDGE, **more: Any) -> Page:
    articles = (
        first.model_copy(update={"sources": [ONE.url, PHOTO.url]}),
        MARKET.model_copy(update={"sources": [TWO.url, "https://x/unknown"]}),
    )
    return page(*articles, documents=[LAYOUT, one, two, PHOTO], **more)


def test_each_article_has_its_own_documents(archive: Archive) -> None:
    store(archive, fetched(ONE, TWO))
    assert query(archive, LINKS) == [
        ("河上新桥通车", "https://x/one.htm", "11"),
        ("河上新桥通车", "https://x/photo.jpg", "99"),
        ("菜市场换新棚", "https://x/two.htm", "22"),
    ]


def test_the_cause_is_told_by_the_articles_own_document(archive: Archive) -> None:
    store(archive, fetched(ONE, TWO, splitter="1"))
    new = ONE.model_copy(update={"sha256": "12"})
    store(archive, fetched(new, TWO, CORRECTED, splitter="1"))
    assert versions(archive, "headline, cause, source_sha256") == [("河上新桥通车", "source", "11")]
    assert query(archive, LINKS)[0] == ("河上新桥昨日通车", "https://x/one.htm", "12")
    store(archive, fetched(new, TWO, BRIDGE, splitter="2"))
    assert versions(archive, "cause") == [("source",), ("splitter",)]


def test_documents_that_were_replaced_stay_listed(archive: Archive) -> None:
    states = "SELECT sha256, superseded_at IS NULL FROM document WHERE kind = 'html' ORDER BY id"
    store(archive, fetched(ONE, TWO))
    store(archive, fetched(ONE.model_copy(update={"sha256": "12", "path": "x/b"}), TWO))
    now = [(row[0], bool(row[1])) for row in query(archive, states)]
    assert now == [("aa", True), ("11", False), ("22", True), ("12", True)]
    assert query(archive, LINKS)[0][2] == "12"
    store(archive, fetched(ONE, TWO))
    now = [(row[0], bool(row[1])) for row in query(archive, states)]
    assert now == [("aa", True), ("11", True), ("22", True), ("12", False)]
    assert query(archive, LINKS)[0][2] == "11"


def test_an_archive_of_before_learns_its_links_from_the_next_run(archive: Archive) -> None:
    store(archive, fetched(ONE, TWO))
    with archive.engine.begin() as connection:
        connection.execute(text("DELETE FROM article_document"))
    assert store(archive, fetched(ONE, TWO)) == [Outcome.UNCHANGED]
    assert len(query(archive, LINKS)) == 3


# --- split again --------------------------------------------------------------------------------


def test_what_is_split_again_was_not_seen_again(archive: Archive) -> None:
    store(archive, page(BRIDGE, splitter="1"))
    before = query(archive, "SELECT first_seen_at, last_seen_at FROM page")
    (kept,) = archive.kept_pages(Chosen(split_by_others_than="2"))
    run = archive.begin_run("resplit")
    after = page(CORRECTED, splitter="2")
    preview = archive.compare_again(kept, after)
    assert archive.table_counts()["article_version"] == 0
    stored = archive.store_again(run, kept, after)
    assert (stored.outcome, stored.fields) == (preview.outcome, preview.fields)
    assert dict(stored.fields) == {"headline": 1, "contributors": 1}
    assert query(archive, "SELECT first_seen_at, last_seen_at FROM page") == before
    assert list(archive.kept_pages(Chosen(split_by_others_than="2"))) == []


def test_what_another_run_stored_meanwhile_stays(archive: Archive) -> None:
    store(archive, page(BRIDGE, splitter="1"))
    (kept,) = archive.kept_pages(Chosen())
    store(archive, page(CORRECTED, source="bb", splitter="1"))
    outcome = archive.store_again(archive.begin_run("resplit"), kept, page(BRIDGE, splitter="2"))
    assert outcome.outcome is Outcome.KEPT
    assert "another run" in outcome.reason
    assert list(ids(archive)) == ["河上新桥昨日通车"]


def test_pages_are_chosen_by_newspaper_and_day(archive: Archive) -> None:
    days = [DAY + dt.timedelta(n) for n in range(5)]
    pages = [
        page(BRIDGE).model_copy(
            update={"issue_date": day, "newspaper": name, "source_url": f"file:///{name}/{day}"}
        )
        for day in days
        for name in ("渝中报", "江北报")
    ]
    store(archive, *pages, Page(source_url="file:///a.txt", articles=[BRIDGE]))
    chosen = Chosen(newspapers=["江北报"], since=days[1], until=days[3])
    found = list(archive.kept_pages(chosen, at_once=2))
    assert [kept.facts.issue_date for kept in found] == days[1:4]
    assert {kept.facts.newspaper for kept in found} == {"江北报"}
    assert len(list(archive.kept_pages(Chosen(), at_once=3))) == 11


# --- nothing is lost ----------------------------------------------------------------------------

WORDS = st.text("新桥通车菜市场换棚山小学书", min_size=1, max_size=8)
READINGS = st.lists(
    st.lists(
        st.builds(
            Article,
            headline=st.none() | WORDS,
            paragraphs=st.lists(WORDS, max_size=3),
            captions=st.lists(st.builds(Caption, text=WORDS), max_size=1),
            contributors=st.lists(st.builds(Contributor, name=WORDS), max_size=1),
        ),
        max_size=4,
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(READINGS)
def test_whatever_a_page_held_is_there_or_kept(readings: list[list[Article]]) -> None:
    with Archive("sqlite:///:memory:") as archive:
        ever: list[Article] = []
        for number, articles in enumerate(readings):
            store(archive, page(*articles, source=str(number)), accept_empty=True)
            ever += articles
            from yuzhong_news.storage.stored import read_articles

            with archive.engine.connect() as connection:
                present = [one.item for one in read_articles(connection, 1)]
                kept = [
                    Article.model_validate(c) for c in connection.scalars(_content_of_versions())
                ]
            assert present == articles
            assert all(article in (*present, *kept) for article in ever)
            broken = query(archive, "PRAGMA foreign_key_check")
            assert broken == []
