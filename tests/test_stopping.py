"""Runs that are told to stop, and outputs that cannot be written: what is true at the end."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.crawls import crawl, json_lines, python
from tests.hanging import MARK
from tests.pages import FIXTURES, ROOT
from tests.papers import DAY, folder_of, site
from tests.replay import Answer, serve
from yuzhong_news.commands.stopping import Stops

PATIENCE = 100
"""Seconds for what takes one, on a machine that does much else."""


@contextmanager
def started(*args: object, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Start Python in a process group of its own, which ends with the block."""
    process = subprocess.Popen(
        [sys.executable, *map(str, args)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)


def wait_for(file: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not file.exists():
        assert time.monotonic() < end, f"{file} does not come"
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def run_row(database: Path) -> tuple[object, ...]:
    with closing(sqlite3.connect(database)) as opened:
        (row,) = opened.execute("SELECT ok, reason, finished_at IS NOT NULL FROM run").fetchall()
        return tuple(row)


def test_a_run_and_its_workers_told_to_stop_lose_no_page(tmp_path: Path) -> None:
    """As systemd and a terminal do it: each process of the run gets the signal."""
    process: list[subprocess.Popen[str]] = []

    def hook(path: str, _body: bytes) -> Answer | None:
        if path.endswith("03.pdf"):
            os.killpg(process[0].pid, signal.SIGTERM)
        return None

    with serve(site(), hook) as running:
        settings = (
            *("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "CONCURRENT_REQUESTS_PER_DOMAIN=1"),
            *(f"DATABASE_URL=sqlite:///{tmp_path / 'a.db'}", "FILES_STORE="),
            f"NEWSPAPERS_DIR={folder_of(tmp_path, running.address)}",
        )
        given = (part for setting in settings for part in ("-s", setting))
        with started("-m", "scrapy", "crawl", "yucheng", *given, "-a", f"date={DAY}") as one:
            process.append(one)
            _, log = one.communicate(timeout=PATIENCE)
    last = log.splitlines()[-1]
    assert log.count("stopping: the pages under way are finished and stored") == 1
    assert one.returncode == 1
    assert last.endswith("0 failed. NOT OK: ended as shutdown"), log
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        (pages,) = database.execute("SELECT count(*) FROM page").fetchone()
    assert f"{pages} new" in last
    assert run_row(tmp_path / "a.db") == (0, "shutdown", 1)


@contextmanager
def hanging(tmp: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Give a run whose worker hangs, and the worker's process id; one page of it has been read."""
    pages = tmp / "pages"
    pages.mkdir()
    (pages / "1.txt").write_text((FIXTURES / "seed.txt").read_text(encoding="utf-8"), "utf-8")
    (pages / "2.pdf").write_bytes((FIXTURES / "printed.pdf").read_bytes())
    mark = tmp / "mark"
    with started(
        *("-m", "tests.hanging", "scrapy", "crawl", "folder", "-a", f"path={pages}"),
        *("-s", f"DATABASE_URL=sqlite:///{tmp / 'a.db'}", "-L", "INFO"),
        *("-s", "WORKER_TIMEOUT=600", "-s", "CONCURRENT_ITEMS=1"),
        **{MARK: str(mark)},
    ) as process:
        wait_for(mark)
        yield process, int(mark.read_text())


def test_a_run_told_twice_to_stop_ends_at_once_and_tells_the_truth(tmp_path: Path) -> None:
    with hanging(tmp_path) as (process, worker):
        assert process.stderr is not None
        log = []
        for expected in ("shutting down gracefully", "forcing unclean shutdown"):
            process.send_signal(signal.SIGINT)
            for line in process.stderr:
                log.append(line)
                if expected in line:
                    break
        log += process.communicate(timeout=PATIENCE)[1].splitlines()
        assert process.returncode == 1
        assert "1 new" in log[-1]
        assert log[-1].endswith("NOT OK: ended as killed")
        assert not is_alive(worker)
    assert run_row(tmp_path / "a.db") == (0, "killed", 1)
    assert not [line for line in log if "Traceback" in line]


def test_what_may_be_left_undone_is_broken_off_and_nothing_else() -> None:
    def work() -> str:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE)
        return ""

    with Stops(heard=False) as stops:
        assert stops.unless_heard(lambda: "") == ""
        assert stops.unless_heard(work) is None
        os.kill(os.getpid(), signal.SIGINT)  # what is told at the end goes on
        assert stops.unless_heard(lambda: "") is None, "it was heard, so no more is begun"


_STOPPED_AFTER_THE_CRAWL = """
import os, signal, time
from scrapy.cmdline import execute
from yuzhong_news.commands import run

def enriched(settings):
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(600)

run.enriched = enriched
execute()
"""


def test_a_run_told_to_stop_after_its_crawls_leaves_the_rest_and_says_so(tmp_path: Path) -> None:
    with serve(site(pdf_pages=())) as running:
        settings = (
            *("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "FILES_STORE="),
            *(f"DATABASE_URL=sqlite:///{tmp_path / 'a.db'}",),
            f"NEWSPAPERS_DIR={folder_of(tmp_path, running.address)}",
        )
        given = [part for setting in settings for part in ("-s", setting)]
        summary = tmp_path / "summary.json"
        ended = python(
            *("-c", _STOPPED_AFTER_THE_CRAWL, "run", "yucheng", *given, "-a", f"date={DAY}"),
            *("--summary", summary),
        )
    told = json.loads(summary.read_text(encoding="utf-8"))
    assert ended.code == told["exit_code"] == 1, ended.log
    assert told["interrupted"].startswith("interrupted while keywords and reprints were found")
    assert ended.closing == told["text"]
    assert "1 issue (1 complete). NOT OK, exit 1 (data missing): interrupted" in ended.closing
    assert run_row(tmp_path / "a.db") == (1, "finished", 1)


def test_workers_end_with_their_run(tmp_path: Path) -> None:
    with hanging(tmp_path) as (process, worker):
        process.kill()
        end = time.monotonic() + PATIENCE
        while is_alive(worker):
            assert time.monotonic() < end, "a worker outlives its run"
            time.sleep(0.05)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_feed_on_a_full_disk_does_not_stop_its_neighbours(tmp_path: Path) -> None:
    ended = crawl(
        *("folder", "-a", f"path={FIXTURES / 'seed.txt'}", "-s", "DATABASE_URL="),
        *("-O", "/dev/full:csv", "-O", tmp_path / "pages.jsonl"),
    )
    assert ended.code == 1
    assert "the feed /dev/full cannot be written: No space left on device" in ended.log
    assert "Traceback" not in ended.log
    assert len(json_lines(tmp_path / "pages.jsonl")) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["pages.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_output_that_is_full_is_told_in_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "split", str(FIXTURES / "seed.txt")],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
            text=True,
            timeout=PATIENCE,
        )
    assert done.returncode == 1
    assert done.stderr == (
        "yuzhong_news: the output cannot be written: No space left on device. Write it elsewhere\n"
    )


def test_outputs_that_cannot_be_made_are_told_with_what_to_do() -> None:
    feed = crawl("folder", "-a", "path=fixtures/seed.txt", "-O", "/proc/pages.csv")
    assert feed.code == 2
    assert "the feed /proc/pages.csv cannot be written" in feed.log
    assert "Give another file" in feed.log
    picture = python(
        *("-m", "scrapy", "split", "fixtures/printed.pdf", "--picture", "/proc/page.png")
    )
    assert picture.code == 1
    assert "/proc/page.png: the picture cannot be written" in picture.log
    assert "Give another --picture" in picture.log
