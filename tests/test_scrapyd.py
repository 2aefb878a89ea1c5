"""The project on a Scrapyd of its own: deployed as an egg, scheduled, and done."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.crawls import archived
from tests.pages import FIXTURES, ROOT
from tests.papers import toml

PATIENCE = 120
"""Seconds in which a job of one page must be done."""
CONFIGURATION = """
[scrapyd]
bind_address = 127.0.0.1
http_port = {port}
poll_interval = 0.2
max_proc = 1
"""
LISTENING = "Site starting on"


def test_the_project_is_deployed_and_a_job_is_done(tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path / "project")
    database = tmp_path / "news.db"
    with scrapyd(tmp_path / "server") as address:
        configuration = (ROOT / "scrapy.cfg").read_text(encoding="utf-8")
        assert "http://127.0.0.1:6800/" in configuration
        (project / "scrapy.cfg").write_text(
            configuration.replace("http://127.0.0.1:6800/", address), encoding="utf-8"
        )
        subprocess.run(
            [sys.executable, "-m", "scrapyd_client.deploy"],
            cwd=project,
            check=True,
            timeout=PATIENCE,
        )
        told = ask(f"{address}listspiders.json?project=yuzhong_news")
        assert {"folder", "yuzhong", "yucheng"} <= set(told["spiders"]), told
        job = ask(
            f"{address}schedule.json",
            project="yuzhong_news",
            spider="folder",
            path=str(FIXTURES / "seed.txt"),
            setting=f"DATABASE_URL=sqlite:///{database}",
        )["jobid"]
        end = time.monotonic() + PATIENCE
        done: list[dict[str, Any]] = []
        while not done and time.monotonic() < end:
            done = ask(f"{address}listjobs.json?project=yuzhong_news")["finished"]
            time.sleep(0.1)
    assert [one["id"] for one in done] == [job]
    assert len(archived(database)[0]) == 6


def copy_of_the_project(folder: Path) -> Path:
    """Copy what an egg is made of, with a newspaper more that only the egg knows."""
    folder.mkdir()
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    package = shutil.copytree(
        ROOT / "yuzhong_news", folder / "yuzhong_news", ignore=shutil.ignore_patterns("__pycache__")
    )
    (package / "newspapers" / "yucheng.toml").write_text(toml("http://epaper.example/"), "utf-8")
    return folder


@contextmanager
def scrapyd(folder: Path) -> Iterator[str]:
    """Run a Scrapyd in ``folder``, and give its address; it ends with the block."""
    folder.mkdir()
    log = folder / "log"
    for _ in range(3):  # somebody else may take the port that was free
        port = free_port()
        (folder / "scrapyd.conf").write_text(CONFIGURATION.format(port=port))
        with log.open("w") as written:
            server = subprocess.Popen(
                [sys.executable, "-m", "scrapyd"],
                cwd=folder,
                stdout=written,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + PATIENCE
        while server.poll() is None and LISTENING not in log.read_text():
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.1)
        if server.poll() is None:
            break
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(url: str, **form: str) -> dict[str, Any]:
    body = urlencode(form).encode() if form else None
    with urllib.request.urlopen(url, body, timeout=PATIENCE) as answer:
        told: dict[str, Any] = json.load(answer)
    assert told["status"] == "ok", told
    return told
