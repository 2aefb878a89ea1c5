"""A site that misbehaves: a run ends by itself, stores nothing wrong, and a backfill mends it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests import crawls
from tests.contents import contents_of
from tests.crawls import Ended, python
from tests.faults import KINDS, Faults, FaultSite, serve_with
from tests.papers import DAY, folder_of, site
from tests.replay import Answer

SETTINGS = (
    *("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "DOWNLOAD_TIMEOUT=0.5", "RETRY_TIMES=1"),
    *("DOWNLOAD_MAXSIZE=1000000", "RETRY_AFTER_MAX=1", "CONCURRENT_REQUESTS_PER_DOMAIN=8"),
)
PATIENT = ("-s", "DOWNLOAD_TIMEOUT=60")
"""For a site that behaves, on a machine that may be slow."""


def issues(count: int) -> dict[str, bytes | Answer]:
    """Return the files of so many issues."""
    files: dict[str, bytes | Answer] = {}
    for number in range(count):
        files |= site(DAY + dt.timedelta(days=number), pdf_pages=(2,) if number % 4 else ())
    return files


def scrapy(command: str, tmp: Path, running: FaultSite, count: int, *args: str) -> Ended:
    """Run a command over so many issues of the newspaper of ``tests.papers``.

    Without keywords and reprints: they are found in what the archive holds at the time.
    """
    settings = (
        *(*SETTINGS, f"NEWSPAPERS_DIR={folder_of(tmp, running.address)}"),
        *(f"DATABASE_URL=sqlite:///{tmp / 'a.db'}", f"FILES_STORE={tmp / 'files'}"),
        f"SPOOL_DIR={tmp / 'spool'}",
    )
    given = (part for setting in settings for part in ("-s", setting))
    last = DAY + dt.timedelta(days=count - 1)
    days = ("--since", DAY, "--until", last, "--no-enrich")
    return python("-m", "scrapy", command, "yucheng", *given, *days, *args)


def contents(tmp: Path, running: FaultSite) -> dict[str, list[str]]:
    """Return what is in the archive now; what it was before a page came whole does not count."""
    told = contents_of(f"sqlite:///{tmp / 'a.db'}")
    return {
        table: [row.replace(running.address, "") for row in rows]
        for table, rows in told.items()
        if not table.endswith("_version")
    }


def articles(tmp: Path) -> set[tuple[object, ...]]:
    """Return the articles as a reader sees them."""
    columns = "issue_date, page_number, headline, body, people"
    with closing(sqlite3.connect(tmp / "a.db")) as database:
        return set(database.execute(f"SELECT {columns} FROM article_view"))


def check(tmp: Path, seed: int, count: int) -> Faults:
    """Run with faults, backfill without, and compare with a run that saw none."""
    faults = Faults(seed)
    files = issues(count)
    with serve_with(files, faults) as running:
        faulty = scrapy("run", tmp, running, count)
        assert faulty.code in (0, 1, 3), faulty.log
        assert "Unhandled" not in faulty.log
        stored = articles(tmp)
        faults.behaves = True
        mended = scrapy("backfill", tmp, running, count, *PATIENT)
        assert mended.code == 0, mended.log
        found = contents(tmp, running)
        assert "/off-site" not in running.asked
    (tmp / "fair").mkdir()
    with serve_with(files, Faults(seed, share=0)) as running:
        assert scrapy("run", tmp / "fair", running, count, *PATIENT).code == 0
        expected = contents(tmp / "fair", running)
    assert found == expected
    assert stored <= articles(tmp / "fair"), "nothing wrong is stored"
    return faults


def test_a_run_over_a_faulty_site_is_mended_by_a_backfill(tmp_path: Path) -> None:
    faults = check(tmp_path, seed=3, count=2)
    assert sum(faults.done.values()) - faults.done[""] >= 5


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_ten_seeds_over_thirty_issues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(crawls, "TIMEOUT", 1200)
    faults = check(tmp_path, seed=seed, count=30)
    assert len(set(KINDS) & set(faults.done)) > 0.8 * len(KINDS)
