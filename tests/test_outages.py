"""The database goes away in the middle: pages wait, and are stored in this run or in the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.contents import contents_of
from tests.crawls import Ended, crawl, python
from tests.databases import _postgresql_database
from tests.outage import Way, way_to
from tests.papers import DAY, folder_of, site
from tests.replay import Answer, Hook, Site, serve
from tests.test_spool import page_of, spool_at
from yuzhong_news.pipelines import writer as writing
from yuzhong_news.pipelines.writer import Writer
from yuzhong_news.storage import Outcome, engine

FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "STORE_BATCH_SIZE=1")


@pytest.fixture
def way() -> Iterator[Way]:
    for url in _postgresql_database():
        with way_to(url) as way:
            yield way


def outcomes_of(writer: Writer, *numbers: int) -> list[Outcome]:
    stored, _ = writer.store([page_of(number) for number in numbers])
    return [one.outcome for one in stored]


def test_a_file_that_another_program_has_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 0.1)
    url = f"sqlite:///{tmp_path / 'a.db'}"
    writer = Writer(url, spool_at(tmp_path / "spool", url))
    writer.begin("yucheng")
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert outcomes_of(writer, 1, 2) == [Outcome.WAITING] * 2
        other.execute("ROLLBACK")
    assert [one.outcome.outcome for one in writer.settle(0)] == [Outcome.NEW] * 2
    writer.close()


def test_a_disk_that_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(writing, "FIRST_PAUSE", 0.01)
    url = f"sqlite:///{tmp_path / 'a.db'}"
    writer = Writer(url, spool_at(tmp_path / "spool", url))
    writer.begin("yucheng")
    room = [1]
    writer.archive.engine.dispose()
    event.listen(
        writer.archive.engine,
        "connect",
        lambda connection, _: connection.execute(f"PRAGMA max_page_count={room[0]}"),
    )
    long = page_of(1, "春耕备耕忙。" * 10_000)
    (outcome,), _ = writer.store([long])
    assert outcome.outcome is Outcome.WAITING
    assert "full" in outcome.reason
    assert list(writer.settle(0.1)) == []
    assert [record.message.partition(".")[0] for record in caplog.records] == [outcome.reason]
    room[0] = 1_000_000
    assert [one.outcome.outcome for one in writer.settle(0)] == [Outcome.NEW]
    writer.close()


def test_a_server_that_stops_and_starts(way: Way, tmp_path: Path) -> None:
    writer = Writer(way.url, spool_at(tmp_path / "spool", way.url))
    writer.begin("yucheng")
    way.cut()
    assert outcomes_of(writer, 1, 2) == [Outcome.WAITING] * 2
    assert outcomes_of(writer, 3) == [Outcome.WAITING]
    way.mend()
    assert [one.page.page_number for one in writer.settle(5)] == [1, 2, 3]
    writer.close()


def test_a_run_waits_for_its_database_only_so_long(way: Way, tmp_path: Path) -> None:
    writer = Writer(way.url, spool_at(tmp_path / "spool", way.url))
    writer.begin("yucheng")
    way.cut()
    outcomes_of(writer, 1)
    writer.hurry()
    assert list(writer.settle(3600)) == []
    assert writer.waiting == 1
    writer.close()


def run(tmp: Path, running: Site, url: str, *args: str) -> Ended:
    newspapers = folder_of(tmp, running.address)
    settings = (
        *(f"NEWSPAPERS_DIR={newspapers}", f"DATABASE_URL={url}"),
        *(f"FILES_STORE={tmp / 'files'}", f"SPOOL_DIR={tmp / 'spool'}"),
    )
    given = (part for setting in settings for part in ("-s", setting))
    return crawl("yucheng", *FAST, *given, "-a", f"date={DAY}", *args)


def at(part: str, do: object) -> Hook:
    """Do something when a path is asked for that holds this part."""

    def hook(path: str, _body: bytes) -> Answer | None:
        if part in path:
            do()  # type: ignore[operator]
        return None

    return hook


def contents_without_addresses(url: str, running: Site) -> str:
    return repr(contents_of(url)).replace(running.address, "")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    tmp = tmp_path_factory.mktemp("undisturbed")
    url = f"sqlite:///{tmp / 'a.db'}"
    with serve(site()) as running:
        assert run(tmp, running, url).code == 0
        return contents_without_addresses(url, running)


def test_a_crawl_goes_on_while_its_database_is_away(
    way: Way, tmp_path: Path, undisturbed: str
) -> None:
    with serve(site(), at("node_1.htm", way.cut)) as running:
        # The database answers when the run begins, and is gone at the first page.
        ended = run(tmp_path, running, way.url, "-s", "DATABASE_PATIENCE=0")
        assert ended.code == 1
        assert "4 pages waiting in the spool" in ended.closing
        assert "NOT OK: store/waiting 4" in ended.closing
        assert "Traceback" not in ended.log

        shown = python("-m", "scrapy", "spool", "-s", f"SPOOL_DIR={tmp_path / 'spool'}")
        assert shown.code == 1
        assert "4" in shown.out.splitlines()[1].split()
        assert "127.0.0.1" in shown.out

        way.mend()
        stored = python(
            *("-m", "scrapy", "spool", "--store", "-s", f"SPOOL_DIR={tmp_path / 'spool'}"),
            *("-s", f"DATABASE_URL={way.url}"),
        )
        assert (stored.code, stored.out) == (0, "4 stored, 0 set aside, 0 waiting.\n")
        assert contents_without_addresses(way.url, running) == undisturbed


def test_the_next_run_stores_what_waits_and_asks_for_nothing_again(tmp_path: Path) -> None:
    for url in _postgresql_database():
        with way_to(url) as way, serve(site(), at("node_1.htm", way.cut)) as running:
            assert run(tmp_path, running, way.url, "-s", "DATABASE_PATIENCE=0").code == 1
            requests = running.requests
            way.mend()
            ended = run(tmp_path, running, way.url)
            assert ended.code == 0, ended.log
            assert "4 of earlier runs stored" in ended.closing
            assert "1 issue complete already" in ended.closing
            assert running.requests == requests


def test_a_database_that_is_back_in_time_has_all_pages(tmp_path: Path) -> None:
    for url in _postgresql_database():
        with way_to(url) as way:

            def hook(path: str, _body: bytes) -> Answer | None:
                if "node_1.htm" in path:
                    way.cut()
                if "node_4.htm" in path:
                    way.mend()
                return None

            with serve(site(), hook) as running:
                ended = run(tmp_path, running, way.url, "-s", "DATABASE_PATIENCE=30")
                assert ended.code == 0, ended.log
                assert "4 new" in ended.closing


def test_a_full_spool_closes_the_crawl(tmp_path: Path) -> None:
    for url in _postgresql_database():
        with way_to(url) as way, serve(site(), at("node_1.htm", way.cut)) as running:
            ended = run(
                *(tmp_path, running, way.url),
                *("-s", "DATABASE_PATIENCE=0", "-s", "SPOOL_MAX_PAGES=1"),
            )
            assert ended.code == 1
            assert "is full: 1 pages wait" in ended.log
            assert "ended as spool_full" in ended.closing
            assert "1 page waiting in the spool" in ended.closing
