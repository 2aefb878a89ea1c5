"""Databases that are locked, read only, full, damaged, of another encoding, or not there."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from tests.databases import database_url, postgresql_server, sqlite_url
from yuzhong_news.items import Article, Page
from yuzhong_news.records import Selection
from yuzhong_news.search import parse_query
from yuzhong_news.storage import Archive, Chosen, Outcome, StorageError, engine
from yuzhong_news.storage.engine import WRITER_LOCK
from yuzhong_news.storage.urls import parse, shown, without_password

__all__ = ["database_url"]


def page(number: int, words: str = "春节将至。") -> Page:
    article = Article(headline=f"第{number}条", paragraphs=[words])
    day = dt.date(2026, 1, 2)
    return Page(newspaper="渝中报", issue_date=day, page_number=number, articles=[article])


def store(archive: Archive, *pages: Page) -> list[tuple[Outcome, str]]:
    stored = archive.store(archive.begin_run("test"), pages)
    return [(one.outcome, one.reason) for one in stored.pages]


def headlines(url: str) -> list[str | None]:
    with Archive(url, create=False) as archive:
        return [row.headline for row in archive.outline()]


def refusal(url: str, **options: Any) -> str:
    with pytest.raises(StorageError) as caught:
        Archive(url, **options)
    message = str(caught.value)
    assert "\n" not in message
    return message


def filled(folder: Path, pages: int = 3) -> str:
    url = sqlite_url(folder)
    with Archive(url) as archive:
        store(archive, *map(page, range(1, pages + 1)))
    return url


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:///%00", "holds a NUL character"),
        ("sqlite:////tmp/a\0b.db", "holds a NUL character"),
        ("sqlite:///渝\ud800.db", "cannot be read"),
        ("sqlite:///" + "x" * 300, "File name too long"),
        ("sqlite:///a.db?foo=1", "unknown parameter foo"),
        ("sqlite:///a.db?timeout=long", "no number of seconds"),
        ("sqlite+aiosqlite:///a.db", "Say sqlite://"),
        ("postgresql+asyncpg://me:secret@h/news", "Say postgresql://"),
        ("mysql://me:secret@h/news", "docs/databases.md"),
        ("mariadb+pymysql://me:secret@h/news", "kept in SQLite (sqlite:///news.db) or PostgreSQL"),
        ("postgresql://me:secret@127.0.0.1:1/news?foo=1", 'invalid connection option "foo"'),
        ("postgresql://me:secret@127.0.0.1:99999/news", "invalid port number"),
    ],
)
def test_an_address_that_is_none_is_refused_in_one_line(url: str, words: str) -> None:
    message = refusal(url)
    assert words in message
    assert "secret" not in message


def test_only_the_password_of_an_address_is_hidden() -> None:
    url = parse("postgresql://news:news@news.example.org/news?application_name=news")
    assert shown(url) == (
        "postgresql+psycopg://news:***@news.example.org/news?application_name=news"
    )
    complaint = 'FATAL: database "news" of postgresql://news:news@news.example.org is no more'
    assert without_password(complaint, url) == (
        'FATAL: database "news" of postgresql://news:***@news.example.org is no more'
    )


def test_a_password_is_hidden_wherever_it_stands() -> None:
    url = parse("postgresql://me@host/news?password=s3cret&application_name=x")
    assert "s3cret" not in shown(url)
    assert "application_name=x" in shown(url)
    assert without_password("in: host=h password='s3 cret' user=me", url) == (
        "in: host=h password=*** user=me"
    )
    odd = parse("postgresql://me:p%40ss%3A@host/news")
    assert "ss" not in without_password("at me:p@ss:@host, me:p%40ss%3A@host", odd)


@pytest.mark.parametrize("url", ["sqlite:///{}/no.db", "sqlite:///{}/no.db?mode=ro"])
def test_who_only_reads_makes_no_archive(tmp_path: Path, url: str) -> None:
    message = refusal(url.format(tmp_path), create=False)
    assert "does not exist. Check DATABASE_URL" in message
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_tables_is_no_archive(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        Path(database_url.removeprefix("sqlite:///")).touch()
    assert "is empty: no archive was made in it yet" in refusal(database_url, create=False)
    Archive(database_url).close()
    Archive(database_url, create=False).close()


# --- locked -------------------------------------------------------------------------------------


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Keep the archive locked for writing, as a migration or a copy does."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
    else:
        with psycopg.connect(url) as server:
            server.execute(f"SELECT pg_advisory_lock({WRITER_LOCK})")
            yield


def test_a_page_that_waits_too_long_is_told_of_and_nothing_is_lost(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive(database_url) as archive:
        store(archive, page(1))
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 0.2)
    with Archive(database_url) as archive:
        run = archive.begin_run("test")
        with locked(database_url):
            assert [row.headline for row in archive.outline()] == ["第1条"], "reading goes on"
            (stored,) = archive.store(run, [page(2)]).pages
            assert stored.outcome is Outcome.WAITING
            assert "End it and run again" in stored.reason
            with pytest.raises(StorageError, match="End it and run again"):
                archive.begin_run("other")
        assert archive.store(run, [page(2)]).pages[0].outcome is Outcome.NEW
    assert headlines(database_url) == ["第1条", "第2条"]


def test_a_sqlite_address_may_say_how_long_to_wait(tmp_path: Path) -> None:
    url = filled(tmp_path)
    with (
        Archive(f"{url}?timeout=0.1") as archive,
        locked(url),
        pytest.raises(StorageError, match="database is locked"),
    ):
        archive.begin_run("test")


# --- read only, full ----------------------------------------------------------------------------


def test_what_is_opened_for_reading_is_not_written(tmp_path: Path) -> None:
    url = filled(tmp_path, pages=1)
    with Archive(f"{url}?mode=ro") as archive:
        assert [row.headline for row in archive.outline()] == ["第1条"]
        with pytest.raises(StorageError, match="readonly database: it may be read only"):
            archive.begin_run("test")
        (stored,) = archive.store(1, [page(2)]).pages
        assert "leave mode=ro out" in stored.reason
    assert headlines(url) == ["第1条"]


def test_a_full_disk_costs_the_pages_that_find_no_room(tmp_path: Path) -> None:
    url = filled(tmp_path, pages=1)
    with Archive(url) as archive:
        run = archive.begin_run("test")
        archive.engine.dispose()

        def no_room(connection: Any, _record: object) -> None:
            cursor = connection.cursor()
            (pages,) = cursor.execute("PRAGMA page_count").fetchone()
            cursor.execute(f"PRAGMA max_page_count={pages}")

        event.listen(archive.engine, "connect", no_room)
        (stored,) = archive.store(run, [page(2, "长" * 100_000)]).pages
        assert stored.outcome is Outcome.WAITING
        assert "disk is full: make room on the disk" in stored.reason
        assert [row.headline for row in archive.outline()] == ["第1条"]
        event.remove(archive.engine, "connect", no_room)
        archive.engine.dispose()
        assert archive.store(run, [page(2, "长" * 100_000)]).pages[0].outcome is Outcome.NEW


# --- damaged ------------------------------------------------------------------------------------


def records_of(archive: Archive) -> None:
    with archive.records(Selection()) as batches:
        assert list(batches)


def used(url: str) -> list[str]:
    """Use the archive in all ways, and return what was complained of."""
    complaints = []
    try:
        with Archive(url) as archive:
            for use in (archive.outline, archive.table_counts, lambda: archive.begin_run("test")):
                try:
                    use()
                except StorageError as error:
                    complaints.append(str(error))
            stored = archive.store(1, [page(1, "改了。"), page(9)]).pages
            complaints += [one.reason for one in stored if one.reason]
    except StorageError as error:
        complaints.append(str(error))
    return complaints


def damaged(folder: Path) -> tuple[str, Path, bytes]:
    """Return an archive of some pages, its file, and the file's bytes."""
    url = filled(folder, pages=12)
    file = folder / "news.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return url, file, file.read_bytes()


@pytest.mark.parametrize("share", [0.001, 0.05, 0.3, 0.6, 0.95])
def test_a_file_that_was_cut_off_is_told_of(tmp_path: Path, share: float) -> None:
    url, file, body = damaged(tmp_path)
    file.write_bytes(body[: int(len(body) * share)])
    complaints = used(url)
    assert complaints
    assert any(
        sign in complaints[0] for sign in ("is damaged", "or its beginning", "was cut off")
    ), complaints


def test_a_file_with_damaged_bytes_never_ends_in_a_traceback(tmp_path: Path) -> None:
    url, file, body = damaged(tmp_path)
    chance = random.Random(5)
    told = 0
    for _ in range(25):
        bad = bytearray(body)
        for _ in range(chance.choice((1, 20, 400))):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        for journal in tmp_path.glob("news.db-*"):
            journal.unlink()
        file.write_bytes(bytes(bad))
        complaints = used(url)
        assert all("\n" not in complaint for complaint in complaints)
        told += bool(complaints)
    assert told >= 10


@pytest.mark.parametrize(
    "use",
    [
        lambda archive: archive.search(parse_query("春"), limit=None),
        lambda archive: archive.outline(),
        records_of,
        lambda archive: list(archive.kept_pages(Chosen())),
    ],
)
def test_values_that_no_archive_holds_are_told_of(
    tmp_path: Path, use: Callable[[Archive], object]
) -> None:
    url = filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        connection.execute("UPDATE page SET issue_date = 'yesterday'")
        connection.commit()
    with Archive(url) as archive, pytest.raises(StorageError, match="The file is damaged"):
        use(archive)


def test_a_search_index_that_is_gone_is_told_with_the_command(database_url: str) -> None:
    with Archive(database_url) as archive:
        store(archive, page(1))
        kind = archive.engine.dialect.name
        with archive.engine.begin() as connection:
            name = "article_search" if kind == "postgresql" else "article_fts"
            connection.exec_driver_sql(f"DROP TABLE {name}")
        with pytest.raises(StorageError, match="Build it anew: scrapy search --reindex"):
            archive.search(parse_query("春"))
        assert archive.reindex() == 1
        assert archive.search(parse_query("春")).total == 1


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("INSERT INTO search_index (id, version) VALUES (2, 1)", "made by another version"),
        ("INSERT INTO alembic_version VALUES ('0001')", "which this version does not know"),
    ],
)
def test_rows_too_many_about_the_version_are_told_of(
    database_url: str, statement: str, words: str
) -> None:
    with Archive(database_url) as archive, archive.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert words in refusal(database_url)


# --- PostgreSQL ---------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_cannot_keep_chinese_is_refused(encoding: str) -> None:
    server = postgresql_server()
    name = f"enc_{encoding.lower()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 "
            "LC_COLLATE 'C' LC_CTYPE 'C'"
        )
        try:
            message = refusal(server.replace("/postgres?", f"/{name}?"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    assert f"keeps its text in {encoding}, which does not hold Chinese" in message
    assert "--encoding=UTF8" in message


def test_a_database_that_is_not_there_is_told_with_the_command() -> None:
    message = refusal(postgresql_server().replace("/postgres?", "/nowhere?"))
    assert '"nowhere" does not exist: make the database first: createdb' in message


def test_a_server_that_lets_nobody_write_is_told_of() -> None:
    server = postgresql_server()
    name = "read_only"
    url = server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            with Archive(url) as archive:
                store(archive, page(1))
            connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
            with Archive(url) as archive:
                assert len(archive.outline()) == 1
                (stored,) = archive.store(1, [page(2)]).pages
            assert "read-only transaction: the server lets nobody write now" in stored.reason
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
