"""Whole crawls in a process of their own, and what they leave behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from tests.pages import ROOT
from yuzhong_news.storage import Archive, ArticleRow

TIMEOUT = 120
"""Seconds after which a crawl of a few pages is a hanging one."""


class Ended(NamedTuple):
    """How a command ended: its exit code, and all that it wrote."""

    code: int
    out: str
    log: str

    @property
    def closing(self) -> str:
        """The last line on standard error."""
        return self.log.splitlines()[-1]


def crawl(*args: object, **environment: str) -> Ended:
    """Run ``scrapy crawl`` with these arguments and additional environment variables."""
    return python("-m", "scrapy", "crawl", *args, **environment)


def python(*args: object, **environment: str) -> Ended:
    """Run this Python with these arguments in the project's folder, in no terminal."""
    # pytest-xdist sets COLUMNS in its processes, and tables would be cut there.
    around = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        [sys.executable, *map(str, args)],
        cwd=ROOT,
        env={**around, **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=TIMEOUT,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def archived(database: Path) -> tuple[list[ArticleRow], dict[str, int]]:
    """Return the articles in a SQLite file, and the rows of its tables but those of the runs."""
    with Archive(f"sqlite:///{database}") as archive:
        counts = archive.table_counts()
        return archive.outline(), {name: n for name, n in counts.items() if "run" not in name}


def json_lines(file: Path) -> list[dict[str, Any]]:
    """Return the pages of a feed."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
