"""Many machines: workers that are killed, one crawl a host, and an archive as of a single run."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from scrapy.settings import Settings

from tests.contents import contents_of
from tests.databases import postgresql_url, sqlite_url
from tests.pages import ROOT
from tests.queue_workers import (
    HOSTS,
    Machines,
    by_host,
    children,
    days,
    ended,
    kill_at_random,
    newspapers,
    wait_until,
)
from tests.replay import Exchange, Site, serve
from yuzhong_news.commands.jobs import Command
from yuzhong_news.distributed.queue import IssueJob, enqueue, tables
from yuzhong_news.storage import JobQueue

DELAY = 0.1
QUICK = {
    "DOWNLOAD_DELAY": DELAY,
    "DOWNLOAD_DELAY_JITTER": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "JOB_STALLED": 6,
    "JOB_RETRIES": 100,
    "JOB_RETRY_DELAY": 0,
}

__all__ = ["postgresql_url"]


@pytest.fixture
def machines(tmp_path: Path, postgresql_url: str) -> Machines:
    return Machines(postgresql_url, tmp_path, QUICK)


@pytest.fixture
def one_issue(tmp_path: Path) -> Iterator[Site]:
    with newspapers(tmp_path, 1) as site:
        yield site


def put(machines: Machines, number: int = 1) -> None:
    """Put so many issues of one newspaper into the queue."""
    queue = JobQueue(machines.url)
    queue.prepare(tables())
    enqueue(queue, [IssueJob("yucheng", day, HOSTS["yucheng"]) for day in days(number)])
    queue.close()


def jobs(machines: Machines, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what `scrapy jobs` prints."""
    command = Command()
    command.settings = Settings({"DATABASE_URL": machines.url})
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    command.run([], parser.parse_args(words))
    return capsys.readouterr().out


def test_jobs_of_a_newspaper_by_its_name_or_title(
    machines: Machines, one_issue: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    del one_issue
    put(machines)
    by_title = machines.run("jobs", "--json", "--newspaper", "yucheng报")
    assert json.loads(by_title.stdout)["newspaper"] == "yucheng", by_title.stderr
    assert json.loads(jobs(machines, capsys, "--json", "--newspaper", "yucheng"))
    none = machines.run("jobs", "--newspaper", "shancheng报")
    assert (none.returncode, none.stdout) == (0, "")
    assert "there is no job. Try: scrapy enqueue shancheng --since" in none.stderr
    unknown = machines.run("jobs", "--newspaper", "yuchang")
    assert unknown.returncode == 2
    assert "no newspaper yuchang. Did you mean yucheng" in unknown.stderr


def test_no_issue_of_a_day_to_come_is_put_into_the_queue(machines: Machines) -> None:
    done = machines.run("enqueue", "yuzhong", "--since", "2999-01-01")
    assert done.returncode == 2
    assert "yuzhong: --since: 2999-01-01 is in the future" in done.stderr


def survive(
    machines: Machines,
    site: Site,
    papers: list[str],
    *,
    issues: int,
    workers: int,
    kills: int,
    seed: int,
) -> None:
    """Let killed workers fetch all issues, and hold what they leave against a single run."""
    asked = days(issues)
    put = machines.run("enqueue", *papers, "--since", asked[0], "--until", asked[-1])
    number = len(papers) * issues
    assert put.stdout.startswith(f"{number} of {number} issues"), put
    killed = kill_at_random(machines, workers, kills, seed)
    assert killed, machines.log
    assert {row.state for row in machines.jobs()} == {"done"}, machines.log
    hosts = by_host(site.exchanges)
    assert set(hosts) == {HOSTS[paper] for paper in papers}
    for exchanges in hosts.values():
        polite(exchanges)
    single = Machines(sqlite_url(machines.folder), machines.folder, QUICK | {"DOWNLOAD_DELAY": 0})
    for name in papers:
        done = single.run("crawl", name, "-a", f"since={asked[0]}", "-a", f"until={asked[-1]}")
        assert done.returncode == 0, done.stderr
    assert contents_of(machines.url) == contents_of(single.url)


def polite(exchanges: list[Exchange]) -> None:
    """Assert that a host had one request at a time, and that the delay lay between them."""
    pairs = list(pairwise(exchanges))
    assert all(one.end <= other.begin for one, other in pairs)
    # One request may come late by the load of this machine, and shorten the next gap.
    gaps = [other.begin - one.begin for one, other in pairs]
    assert statistics.median(gaps) >= DELAY * 0.9


def test_killed_workers_leave_the_archive_of_a_single_run(machines: Machines) -> None:
    with newspapers(machines.folder, 2) as site:
        survive(machines, site, ["yucheng"], issues=2, workers=2, kills=2, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_thirty_kills_leave_the_archive_of_a_single_run(machines: Machines, seed: int) -> None:
    with newspapers(machines.folder, 15) as site:
        survive(machines, site, list(HOSTS), issues=15, workers=4, kills=30, seed=seed)


@pytest.mark.soak
def test_a_worker_that_was_frozen_gives_its_job_up(machines: Machines, one_issue: Site) -> None:
    put(machines)
    slow = Machines(machines.url, machines.folder, QUICK | {"DOWNLOAD_DELAY": 1})
    frozen = slow.start()
    with ended(frozen):
        wait_until(machines, 30, doing=1)
        (crawl,) = children(frozen.pid)
        frozen.send_signal(signal.SIGSTOP)
        second = machines.start()
        with ended(second):
            while machines.jobs()[0].attempts < 2:
                assert second.poll() is None
            assert Path(f"/proc/{crawl}/stat").read_text(encoding="utf-8").split()[2] == "Z"
            frozen.send_signal(signal.SIGCONT)
            assert frozen.wait(timeout=60) == 1
            wait_until(machines, 120, done=1)
    assert "another worker has the job" in machines.log
    polite(sorted(one_issue.exchanges))


@pytest.mark.soak
def test_a_worker_waits_for_a_database_that_is_away(machines: Machines, one_issue: Site) -> None:
    put(machines)
    database = re.findall(r"/(test_\d+)\?", machines.url)[0]
    server = machines.url.replace(f"/{database}?", "/postgres?")
    worker = machines.start()
    with ended(worker), psycopg.connect(server, autocommit=True) as connection:
        wait_until(machines, 60, doing=1)
        for allowed in ("false", "true"):
            connection.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS {allowed}")
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                (database,),
            )
            time.sleep(8 if allowed == "false" else 0)
        wait_until(machines, 120, done=1)
        assert worker.poll() is None
    polite(sorted(one_issue.exchanges))


def test_a_stopped_worker_hands_its_job_back(machines: Machines, one_issue: Site) -> None:
    put(machines)
    hurried = Machines(
        machines.url, machines.folder, QUICK | {"DOWNLOAD_DELAY": 1, "JOB_STOP_TIMEOUT": 0.1}
    )
    worker = hurried.start()
    with ended(worker):
        wait_until(machines, 30, doing=1)
        while not one_issue.requests:
            assert worker.poll() is None
        (crawl,) = children(worker.pid)
        seen = Path(f"/proc/{crawl}/cmdline").read_bytes()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0, machines.log
    (row,) = machines.jobs()
    assert (row.state, row.attempts, row.reason) == ("todo", 1, "its worker was stopped")
    assert seen.split(b"\0")[-3:] == [b"yucheng", b"2025-02-07", b""]
    assert b"postgresql" not in seen


def test_a_job_that_fails_waits_and_then_has_failed(
    machines: Machines, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve({}) as site:
        folder = machines.folder / "newspapers"
        folder.mkdir()
        text = "".join(
            f"{key} = {value}\n"
            for key, value in {
                "name": '"yucheng"',
                "title": '"渝城报"',
                "district": '"渝城区"',
                "platform": '"founder_classic"',
                "address": f'"{site.address}"',
                "publication_days": '["fri"]',
                "confirmed": "true",
            }.items()
        )
        (folder / "yucheng.toml").write_text(text, encoding="utf-8")
        put(machines)
        strict = Machines(machines.url, machines.folder, QUICK | {"JOB_RETRIES": 1})
        worker = strict.start("--once")
        with ended(worker):
            assert worker.wait(timeout=60) == 1
    (row,) = machines.jobs()
    assert (row.state, row.attempts) == ("failed", 2), machines.log
    assert row.reason is not None
    assert "NOT OK" in row.reason
    told = jobs(machines, capsys)
    assert "yucheng    0     0      0     1" in told
    shown = json.loads(jobs(machines, capsys, "--json"))
    assert (shown["state"], shown["reason"]) == ("failed", row.reason)


def test_a_worker_that_takes_what_there_is_waits_for_its_own_site(
    machines: Machines, one_issue: Site
) -> None:
    """With room for two jobs it looks for a second one, whose site is busy with the first."""
    del one_issue
    put(machines, 2)
    worker = machines.start("--once", "--concurrency", "2")
    with ended(worker):
        worker.wait(timeout=60)
    states = {row.date: row.state for row in machines.jobs()}
    assert set(states) == set(days(2))
    assert set(states.values()) == {"done"}, machines.log


@pytest.mark.parametrize("silence", ["hangs up", "says nothing"])
def test_a_crawl_dies_with_its_worker(silence: str) -> None:
    code = (
        "import os, time, threading\n"
        "from yuzhong_news.distributed.child import watch\n"
        "threading.Thread(target=watch, args=(0, 0.5), daemon=True).start()\n"
        "print(os.getpid(), flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as crawl:
        assert crawl.stdout is not None
        assert crawl.stdin is not None
        crawl.stdout.readline()
        os.write(crawl.stdin.fileno(), b".")
        if silence == "hangs up":
            crawl.stdin.close()
        assert crawl.wait(timeout=30) == -signal.SIGKILL
