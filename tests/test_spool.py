"""Pages that wait on disk while the database is away: none is lost, none is doubled."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from tests.contents import contents_of
from tests.databases import database_url
from yuzhong_news.items import Article, Contributor, Document, IssuePages, Page, PageFacts
from yuzhong_news.pipelines import writer as writer_module
from yuzhong_news.pipelines.writer import Writer
from yuzhong_news.spool import Origin, RunEnd, Spool, SpoolError, SpoolFullError, states
from yuzhong_news.storage import Archive, Outcome, archive_name

__all__ = ["database_url"]
DAY = dt.date(2025, 2, 7)
ORIGIN = Origin(run=1, spider="yucheng")


def page_of(number: int, text: str = "春耕备耕忙。") -> Page:
    return Page(
        newspaper="渝城报",
        issue_date=DAY,
        page_number=number,
        source_url=f"http://127.0.0.1/{number}.htm",
        width=1.5,
        height=2.25,
        articles=[
            Article(
                headline=f"第{number}条",
                paragraphs=[text],
                contributors=[Contributor(name="张明月", role="记者")],
                region=[[(0.0, 0.1), (2.0, 0.1), (2.0, 3.3)]],
            )
        ],
        documents=[
            Document(
                kind="html",
                url=f"http://127.0.0.1/{number}.htm",
                sha256="0" * 64,
                media_type="text/html",
                fetched_at=dt.datetime(2025, 2, 7, 8, 30, 1, 123456, tzinfo=dt.UTC),
            )
        ],
    )


def issue_of(numbers: range) -> IssuePages:
    facts = set(PageFacts.model_fields)
    pages = [PageFacts(**page_of(n).model_dump(include=facts)) for n in numbers]
    return IssuePages("渝城报", DAY, pages)


def spool_at(
    folder: Path, url: str = "sqlite:///a.db", *, max_pages: int = 100, max_bytes: int = 10**6
) -> Spool:
    return Spool(folder, archive_name(url), max_pages=max_pages, max_bytes=max_bytes)


@pytest.mark.parametrize(
    "content",
    [page_of(1), issue_of(range(1, 3)), RunEnd(ok=False, reason="shutdown", counts={"a": 1})],
    ids=["page", "issue", "end"],
)
def test_what_waits_comes_back_as_it_was(tmp_path: Path, content: Any) -> None:
    spool = spool_at(tmp_path)
    spool.put(ORIGIN, content)
    (entry,) = spool.entries()
    assert (entry.origin, entry.content) == (ORIGIN, content)
    assert not list(spool.folder.glob(".*.part"))


def test_pages_wait_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    spool = spool_at(tmp_path)
    for number in (3, 1, 2):
        spool.put(ORIGIN, page_of(number))
    assert [entry.content.page_number for entry in spool.entries()] == [3, 1, 2]  # type: ignore[union-attr]


def test_an_archive_has_a_spool_of_its_own_whatever_its_password(tmp_path: Path) -> None:
    one, same, other = (
        spool_at(tmp_path, f"postgresql://{user}@db.example.org/news")
        for user in ("me:secret", "me:changed", "you:secret")
    )
    one.put(ORIGIN, page_of(1))
    assert len(same.files()) == 1
    assert other.files() == []
    assert not any(b"secret" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_the_same_file_is_the_same_archive_from_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert archive_name("sqlite:///a.db") == archive_name(f"sqlite:///{tmp_path / 'a.db'}")


@pytest.mark.parametrize("limits", [{"max_pages": 2}, {"max_bytes": 2500}])
def test_a_spool_is_bounded(tmp_path: Path, limits: dict[str, Any]) -> None:
    spool = spool_at(tmp_path, **limits)
    for number in (1, 2):
        spool.put(ORIGIN, page_of(number))
    with pytest.raises(SpoolFullError, match=r"2 pages wait .* `scrapy spool --store`"):
        spool.put(ORIGIN, page_of(3))
    spool.done(spool.files()[0])
    spool.put(ORIGIN, page_of(3))
    with pytest.raises(SpoolFullError):
        spool_at(tmp_path, **limits).put(ORIGIN, page_of(4))


def test_a_spool_that_the_disk_refuses_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SpoolError, match="SPOOL_DIR"):
        spool_at(tmp_path / "file").put(ORIGIN, page_of(1))


def test_the_state_of_a_spool_is_told(tmp_path: Path) -> None:
    spool = spool_at(tmp_path, "postgresql://me:secret@db.example.org/news")
    before = dt.datetime.now(dt.UTC)
    spool.put(ORIGIN, issue_of(range(1, 3)))
    spool.put(ORIGIN, page_of(1))
    (state,) = states(tmp_path)
    assert (state.pages, state.others) == (1, 1)
    assert state.archive == "postgresql://me@db.example.org:/news"
    assert state.oldest is not None
    assert before <= state.oldest <= dt.datetime.now(dt.UTC)
    assert state.bytes == sum(file.stat().st_size for file in spool.files())


@pytest.mark.parametrize("name", ["x-page.json", f"{'9' * 40}-1-1-page.json", "-page.json"])
def test_a_file_with_a_name_of_its_own_has_no_time(tmp_path: Path, name: str) -> None:
    spool = spool_at(tmp_path, "sqlite:///a.db")
    spool.put(ORIGIN, page_of(1))
    (file,) = spool.files()
    file.rename(file.with_name(name))
    (state,) = states(tmp_path)
    assert (state.pages, state.oldest) == (1, None)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{", b"[" * 100_000, b'"x"', b"\xff", b'{"version": 1}'),
        json.dumps({"version": 2, "archive": "x"}).encode(),
    ],
)
def test_an_unreadable_file_is_set_aside_and_the_others_are_stored(
    tmp_path: Path, data: bytes
) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    spool = spool_at(tmp_path / "spool", url)
    with Archive(url) as archive:
        run = archive.begin_run("yucheng")
    spool.put(Origin(run=run, spider="yucheng"), page_of(1))
    (spool.folder / "0-page.json").write_bytes(data)
    writer = Writer(url, spool)
    assert [one.outcome.outcome for one in writer.drain()] == [Outcome.NEW]
    assert writer.set_aside == 1
    assert [file.read_bytes() for file in (spool.folder / "aside").iterdir()] == [data]
    assert writer.waiting == 0
    writer.close()


def test_a_page_that_no_database_can_keep_is_set_aside(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    spool = spool_at(tmp_path / "spool", url)
    spool.put(ORIGIN, page_of(1, "\0"))
    spool.put(ORIGIN, page_of(2))
    writer = Writer(url, spool)
    failed, stored = writer.drain()
    assert failed.outcome.outcome is Outcome.FAILED
    assert str(spool.folder / "aside") in failed.outcome.reason
    assert stored.outcome.outcome is Outcome.NEW
    assert not stored.own, "another run had brought it"
    writer.close()


class Weather:
    """Breaks the database at chosen statements and commits, and mends it again."""

    def __init__(self, broken: set[int]) -> None:
        self.broken = broken
        self.steps = 0
        self.fair = False

    def step(self) -> None:
        self.steps += 1
        if not self.fair and self.steps in self.broken:
            cause = sqlite3.OperationalError("disk I/O error")
            cause.sqlite_errorname = "SQLITE_IOERR"
            raise OperationalError("", {}, cause)


@contextmanager
def disturbed(archive: Archive, weather: Weather) -> Iterator[None]:
    """Let the weather loose on each commit, before it and behind it, and on each statement."""
    dialect: Any = archive.engine.dialect
    execute, commit = dialect.do_execute, dialect.do_commit

    def do_execute(*args: Any, **kwargs: Any) -> None:
        weather.step()
        execute(*args, **kwargs)

    def do_commit(connection: Any) -> None:
        weather.step()
        commit(connection)
        weather.step()

    dialect.do_execute, dialect.do_commit = do_execute, do_commit
    try:
        yield
    finally:
        dialect.do_execute, dialect.do_commit = execute, commit


PAGES = [page_of(1), page_of(2), page_of(3), page_of(2, "秋收冬藏。"), page_of(4)]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("fair")
    store_in_two_runs(f"sqlite:///{folder / 'a.db'}", folder / "spool", Weather(set()))
    return contents_of(f"sqlite:///{folder / 'a.db'}")


def store_in_two_runs(url: str, folder: Path, weather: Weather) -> None:
    """Store all pages while the weather lasts, those of a second run too, then mend all."""
    with Archive(url):
        pass
    for pages in (PAGES[:3], PAGES[3:]):
        writer = Writer(url, spool_at(folder, url))
        writer.begin("yucheng")
        with disturbed(writer.archive, weather):
            writer.expect(issue_of(range(1, 5)))
            for page in pages:
                writer.store([page])
            list(writer.settle(0))
            writer.finish(ok=True, reason="finished", counts={})
        writer.close()
    weather.fair = True
    last = Writer(url, spool_at(folder, url))
    assert all(one.outcome.outcome is not Outcome.FAILED for one in last.drain())
    assert last.waiting == 0
    last.close()


@given(broken=st.sets(st.integers(1, 160), max_size=40))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_page_is_lost_or_doubled_whenever_the_database_goes_away(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    expected: dict[str, list[str]],
    broken: set[int],
) -> None:
    monkeypatch.setattr(writer_module, "FIRST_PAUSE", 0.0)
    folder = tmp_path_factory.mktemp("foul")
    url = f"sqlite:///{folder / 'a.db'}"
    store_in_two_runs(url, folder / "spool", Weather(broken))
    assert contents_of(url) == expected
    with sqlite3.connect(folder / "a.db") as database:
        assert database.execute(
            "SELECT count(*) FROM run WHERE finished_at IS NULL"
        ).fetchone() == (0,), "each run has its end"


def test_a_page_is_stored_again_on_both_databases(database_url: str, tmp_path: Path) -> None:
    with Archive(database_url):
        pass
    spool = spool_at(tmp_path / "spool", database_url)
    writer = Writer(database_url, spool)
    writer.begin("yucheng")
    weather = Weather(set(range(1, 3)))
    with disturbed(writer.archive, weather):
        outcomes, _ = writer.store([page_of(1), page_of(2)])
    assert [one.outcome for one in outcomes] == [Outcome.WAITING] * 2
    assert writer.is_away
    assert [one.outcome.outcome for one in writer.settle(0)] == [Outcome.NEW] * 2
    assert not writer.is_away
    outcomes, _ = writer.store([page_of(1)])
    assert [one.outcome for one in outcomes] == [Outcome.UNCHANGED]
    writer.close()
