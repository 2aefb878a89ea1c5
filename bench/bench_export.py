"""Exports of a generated archive: articles a second beside bare loops, and memory.

The bare cursor loop reads all rows of the same tables through sqlite3, and throws them away.  The
bare script writes ``article_view``, which has no lists, as JSON Lines, in the order of print.
Markdown goes into one file: 10,000 files would measure the disk.  Memory is the most that a process
of its own had resident while it exported 1,000 articles (less than a row group of Parquet), and ten
and forty times as many: it must not grow with their number.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import cast

from bench.sizes import scaled
from tests.archives import generate
from yuzhong_news.exports import Options, export
from yuzhong_news.exports.formats import FORMATS, FormatName
from yuzhong_news.records import Selection
from yuzhong_news.storage import Archive
from yuzhong_news.storage.engine import writing

_A_DAY = 50
SIZES = tuple(scaled(articles, least=_A_DAY) for articles in (1_000, 10_000, 40_000))
"""Articles of the archives whose exports are weighed; the second is the one that is timed."""
ROUNDS = scaled(3)
_TABLES = (
    "page", "article", "paragraph", "subhead", "contribution", "caption", "jump", "doubt",
    "document", "continuation",
)  # fmt: skip


def main() -> None:
    """Print articles a second, the ratios to the bare loop, and the memory by size."""
    with tempfile.TemporaryDirectory() as folder:
        files = {size: _archive(Path(folder), size) for size in SIZES}
        timed = SIZES[1]
        bare = [_seconds(partial(_bare_loop, files[timed])) for _ in range(ROUNDS)]
        print(f"export of {timed:,} articles from SQLite, median of {ROUNDS} rounds, CPU time")
        script = [_seconds(partial(_bare_script, files[timed])) for _ in range(ROUNDS)]
        print(f"  bare cursor loop: {timed / median(bare):,.0f} articles a second")
        print(f"  bare script: {timed / median(script):,.0f} articles a second")
        for name in FORMATS:
            ours = [_seconds(partial(_export, files[timed], name)) for _ in range(ROUNDS)]
            ratios = (median(one) / median(ours) for one in (bare, script))
            told = "{:.2f} of the loop, {:.2f} of the script".format(*ratios)
            print(f"  {name}: {timed / median(ours):,.0f} articles a second, {told}")
        print("memory of a process that exports, MiB")
        for name in FORMATS:
            weights = [_weigh(files[size], name) for size in SIZES]
            told = ", ".join(f"{w:.0f} for {n:,}" for n, w in zip(SIZES, weights, strict=True))
            print(
                f"  {name}: {told}; the last two {weights[-1] / weights[1]:.2f} (aim: 1.1 or less)"
            )


def _archive(folder: Path, articles: int) -> Path:
    file = folder / f"{articles}.db"
    with Archive(f"sqlite:///{file}") as archive, writing(archive.engine) as connection:
        generate(connection, days=articles // _A_DAY, pages=5, articles=10)
    return file


def _export(file: Path, name: FormatName) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive(f"sqlite:///{file}") as archive,
        archive.records(Selection()) as batches,
    ):
        export(batches, Options(format=name, out=Path(folder) / "out.md"))


def _bare_loop(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        for table in _TABLES:
            for _ in database.execute(f"SELECT * FROM {table}"):
                pass


def _bare_script(file: Path) -> None:
    query = "SELECT * FROM article_view ORDER BY newspaper, issue_date, page_number, position"
    with (
        closing(sqlite3.connect(file)) as database,
        tempfile.TemporaryFile("w", encoding="utf-8") as out,
    ):
        rows = database.execute(query)
        names = [column[0] for column in rows.description]
        for row in rows:
            out.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")


def _seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _most_resident() -> int:
    """Return the most KiB of this process that were resident, on Linux.

    The figure of ``getrusage`` would be that of the process that started this one.
    """
    told = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    found = re.search(r"^VmHWM:\s*(\d+) kB", told, re.M)
    return int(found[1]) if found else 0


def _weigh(file: Path, name: str) -> float:
    """Return the most MiB that a process of its own has resident while it exports."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.bench_export", str(file), name],
        check=True,
        capture_output=True,
        encoding="ascii",
    )
    return int(done.stdout) / 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _export(Path(sys.argv[1]), cast("FormatName", sys.argv[2]))
        print(_most_resident())
    else:
        main()
