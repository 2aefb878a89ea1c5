"""Worker processes that are killed at random, on newspapers on 127.0.0.1."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.pages import ROOT
from tests.papers import site, toml
from tests.replay import Answer, Exchange, Site, serve
from yuzhong_news.storage import JobQueue, JobRow

HOSTS = {"yucheng": "127.0.0.1", "shancheng": "localhost"}
"""Two newspapers on two hosts; both are this machine."""
_TIME = 0.02
"""Seconds that the site takes for an answer, so that requests could be seen side by side."""


def days(number: int) -> list[dt.date]:
    """Return so many days."""
    return [dt.date(2025, 2, 7) + dt.timedelta(n) for n in range(number)]


@contextmanager
def newspapers(tmp: Path, number: int) -> Iterator[Site]:
    """Serve so many issues of each newspaper; their TOMLs are in ``tmp/newspapers``."""
    files: dict[str, bytes | Answer] = {}
    for day in days(number):
        files |= site(day, pdf_pages=())

    def slowly(_path: str, _body: bytes) -> None:
        time.sleep(_TIME)

    with serve(files, slowly) as running:
        folder = tmp / "newspapers"
        folder.mkdir()
        for name, host in HOSTS.items():
            address = running.address.replace("127.0.0.1", host)
            more = {"name": f'"{name}"', "title": f'"{name}报"'}
            (folder / f"{name}.toml").write_text(toml(address, **more), encoding="utf-8")
        yield running


@dataclass
class Machines:
    """Workers on one queue, in a folder of their own."""

    url: str
    folder: Path
    settings: Mapping[str, object]

    def command(self, *words: object) -> list[str]:
        """Return the command line of one of Scrapy's commands; the database is not in it."""
        given = {"NEWSPAPERS_DIR": self.folder / "newspapers", **self.settings}
        options = [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
        return [sys.executable, "-m", "scrapy", *map(str, words), *options]

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of a command: where the archive and its files are."""
        files = str(self.folder / "files")
        return {
            **os.environ,
            "YUZHONG_NEWS_DATABASE_URL": self.url,
            "YUZHONG_NEWS_FILES": files,
            "PYTHONUTF8": "1",
        }

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*words),
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=120,
        )

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Start a worker; its log goes into ``workers.log``."""
        with (self.folder / "workers.log").open("a", encoding="utf-8") as log:
            return subprocess.Popen(
                self.command("worker", *words),
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                text=True,
            )

    def jobs(self) -> list[JobRow]:
        """Return all jobs."""
        queue = JobQueue(self.url)
        try:
            return queue.jobs()
        finally:
            queue.close()

    @property
    def log(self) -> str:
        """Return what all workers said."""
        return (self.folder / "workers.log").read_text(encoding="utf-8")


@contextmanager
def ended(*workers: subprocess.Popen[str]) -> Iterator[None]:
    """Kill what is left of the workers."""
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def wait_until(machines: Machines, seconds: float, **states: int) -> None:
    """Wait until at least so many jobs have these states."""
    end = time.monotonic() + seconds
    while True:
        seen = Counter[str](row.state for row in machines.jobs())
        if all(seen[state] >= number for state, number in states.items()):
            return
        assert time.monotonic() < end, f"{seen}\n{machines.log}"
        time.sleep(0.1)


def kill_at_random(machines: Machines, workers: int, kills: int, seed: int) -> list[str]:
    """Let workers do all jobs, kill so many of them or of their crawls, and start others instead.

    Return what was killed, one word each: ``worker`` or ``crawl``.
    """
    dice = random.Random(seed)
    crew = [machines.start() for _ in range(workers)]
    killed: list[str] = []
    end = time.monotonic() + 60 + 60 * kills
    try:
        while any(row.state in ("todo", "doing") for row in machines.jobs()):
            assert time.monotonic() < end, f"{machines.jobs()}\n{machines.log}"
            time.sleep(dice.uniform(0.2, 1.5))
            if len(killed) < kills:
                killed += _kill(dice, crew)
            for place, worker in enumerate(crew):
                if worker.poll() is not None:
                    crew[place] = machines.start()
    finally:
        for worker in crew:
            worker.send_signal(signal.SIGTERM)
        for worker in crew:
            worker.wait(timeout=60)
    return killed


def _kill(dice: random.Random, crew: list[subprocess.Popen[str]]) -> list[str]:
    """Kill a worker that has a crawl, or the crawl; nobody where none has."""
    busy = [(worker, crawl) for worker in crew for crawl in children(worker.pid)]
    if not busy:
        return []
    worker, crawl = dice.choice(busy)
    if dice.random() < 0.7:
        worker.kill()
        worker.wait()
        return ["worker"]
    with contextlib.suppress(ProcessLookupError):
        os.kill(crawl, signal.SIGKILL)
    return ["crawl"]


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    told = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, check=False, text=True
    )
    return [int(word) for word in told.stdout.split()]


def by_host(exchanges: list[Exchange]) -> dict[str, list[Exchange]]:
    """Return the exchanges of each host, in the order they came."""
    found: dict[str, list[Exchange]] = {}
    for exchange in sorted(exchanges):
        found.setdefault(exchange.host, []).append(exchange)
    return found
