"""``python -m tests.readme``: write what ``make demo`` and a search print into README.md."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.crawls import crawl, python
from tests.pages import ROOT

README = ROOT / "README.md"
COLUMNS = 116
"""Columns of the demo's table, so that its lines fit on a screen."""

SEARCH = ("search", "春节", "年味")
"""The search that README.md shows."""

_BLOCK = re.compile(r"(?<=<!-- printed by: make demo -->\n```\n).+?(?=```\n)", re.S)
_SEARCH_BLOCK = re.compile(r"(?<=<!-- printed by: scrapy search -->\n```\n).*?(?=```\n)", re.S)


def demo_output() -> str:
    """Return what ``make demo`` prints for a user who runs it for the first time."""
    programs = str(Path(sys.executable).parent)
    inherited = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/demo.db"
        done = subprocess.run(
            [
                *("make", "--no-print-directory", "--old-file=.venv/up-to-date", "demo"),
                *(f"BIN={programs}", f"DEMO_DB={database}"),
            ],
            cwd=ROOT,
            env={**inherited, "COLUMNS": str(COLUMNS)},
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
    return done.stdout.replace(database, "sqlite:///demo.db").replace(programs, ".venv/bin")


def search_output() -> str:
    """Return what the search prints that README.md shows."""
    with tempfile.TemporaryDirectory() as folder:
        setting = ("-s", f"DATABASE_URL=sqlite:///{folder}/demo.db")
        crawl("folder", "-a", "path=fixtures/seed.txt", *setting)
        return python("-m", "scrapy", *SEARCH, *setting).out


def shown_output() -> str:
    """Return what README.md says that ``make demo`` prints."""
    (block,) = _BLOCK.findall(README.read_text(encoding="utf-8"))
    return str(block)


def shown_search() -> str:
    """Return what README.md says that the search prints."""
    (block,) = _SEARCH_BLOCK.findall(README.read_text(encoding="utf-8"))
    return str(block)


def main() -> None:
    """Renew the blocks, and say whether they had changed."""
    before = README.read_text(encoding="utf-8")
    output, found = demo_output(), search_output()
    after = _BLOCK.sub(lambda _: output, before, count=1)
    after = _SEARCH_BLOCK.sub(lambda _: found, after, count=1)
    README.write_text(after, encoding="utf-8")
    print("README.md: " + ("what is printed was renewed" if after != before else "up to date"))


if __name__ == "__main__":
    main()
