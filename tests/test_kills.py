"""Runs that are killed at any moment: the next run goes on, and nothing is lost or doubled."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from alembic import command

from tests.contents import contents_of
from tests.crawls import Ended, crawl, python
from tests.databases import _postgresql_database
from tests.papers import DAY, folder_of, site
from tests.replay import Answer, Site, serve
from yuzhong_news.storage.engine import open_engine, writing
from yuzhong_news.storage.schema import configuration

KILLED = -9
ISSUES = 2
STAGES = ("crawling", "splitting", "storing", "migrating")
OLDEST = "0001"


def files() -> dict[str, bytes | Answer]:
    found: dict[str, bytes | Answer] = {}
    for number in range(ISSUES):
        found |= site(DAY + dt.timedelta(days=number), pdf_pages=(2,))
    return found


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'a.db'}"
    else:
        yield from _postgresql_database()


def arguments(folder: Path, running: Site, url: str) -> list[object]:
    settings = (
        *("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "STORE_BATCH_SIZE=2"),
        *(f"DATABASE_URL={url}", f"FILES_STORE={folder / 'files'}"),
        *(f"SPOOL_DIR={folder / 'spool'}", f"NEWSPAPERS_DIR={folder_of(folder, running.address)}"),
    )
    last = DAY + dt.timedelta(days=ISSUES - 1)
    given = (part for setting in settings for part in ("-s", setting))
    return ["yucheng", *given, "-a", f"since={DAY}", "-a", f"until={last}"]


def killed(stage: str, number: int, *args: object) -> Ended:
    return python("-m", "tests.killed", stage, number, "scrapy", *args)


def calls_of(ended: Ended) -> dict[str, int]:
    assert ended.code == 0, ended.log
    return dict(json.loads(ended.closing))


def state_of(folder: Path, running: Site, url: str) -> tuple[str, dict[str, str]]:
    """Return what is in the archive, and the files by their hashes."""
    store = folder / "files"
    kept = {
        str(file.relative_to(store)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in store.rglob("*")
        if file.is_file()
    }
    return repr(contents_of(url)).replace(running.address, ""), kept


class Undisturbed:
    """What a run comes to that nobody kills, and how many calls each stage of it has.

    A database has its own calls: a migration has half as many on PostgreSQL as on SQLite.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        with serve(files()) as running, database(kind, folder) as url:
            crawling = killed("crawling", 0, "crawl", *arguments(folder, running, url))
            self.state = state_of(folder, running, url)
            older(url)
            migrating = killed("migrating", 0, "migrate", "-s", f"DATABASE_URL={url}")
            self.migrated = repr(contents_of(url)).replace(running.address, "")
        self.calls = calls_of(crawling) | {"migrating": calls_of(migrating)["migrating"]}


def older(url: str) -> None:
    """Give an archive the tables of the oldest version, with all that they can hold."""
    engine = open_engine(url)
    with writing(engine, enforce_foreign_keys=False) as connection:
        command.downgrade(configuration(connection), OLDEST)
    engine.dispose()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Undisturbed]:
    return cache(lambda kind: Undisturbed(tmp_path_factory.mktemp(kind), kind))


def check(folder: Path, kind: str, stage: str, seed: int, undisturbed: Undisturbed) -> None:
    """Kill a run, let the next one end, and compare with the undisturbed one."""
    number = random.Random(f"{kind} {stage} {seed}").randint(1, undisturbed.calls[stage])
    with serve(files()) as running, database(kind, folder) as url:
        given = arguments(folder, running, url)
        if stage == "migrating":
            assert crawl(*given).code == 0
            older(url)
            first = killed(stage, number, "migrate", "-s", f"DATABASE_URL={url}")
            again = python("-m", "scrapy", "migrate", "-s", f"DATABASE_URL={url}")
            assert again.code == 0, again.log
            found: object = repr(contents_of(url)).replace(running.address, "")
            expected: object = undisturbed.migrated
        else:
            first = killed(stage, number, "crawl", *given)
            again = crawl(*given)
            assert again.code == 0, again.log
            found, expected = state_of(folder, running, url), undisturbed.state
    # The calls are not quite the same from run to run, so one near the end may never come.
    assert first.code == KILLED or number > 0.9 * undisturbed.calls[stage], first.log
    assert found == expected


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        *(("sqlite", "crawling"), ("postgresql", "splitting")),
        *(("sqlite", "storing"), ("postgresql", "migrating")),
    ],
)
def test_a_killed_run_is_gone_on_with(
    tmp_path: Path, undisturbed: Callable[[str], Undisturbed], kind: str, stage: str
) -> None:
    check(tmp_path, kind, stage, 0, undisturbed(kind))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 5))
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_runs_that_are_killed_at_any_moment(
    tmp_path: Path,
    undisturbed: Callable[[str], Undisturbed],
    kind: str,
    stage: str,
    seed: int,
) -> None:
    check(tmp_path, kind, stage, seed, undisturbed(kind))
