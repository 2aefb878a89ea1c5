"""Memory of one crawl of 5,000 pages: the last thousand beside the first.

The crawl fetches from a replay site on 127.0.0.1 and stores in SQLite.  Its resident memory is
looked at each time ten more pages are stored, and averaged over each thousand.  The aim is that the
last thousand takes at most a twentieth more than the first.  Works on Linux only.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import fmean

from bench.sizes import scaled
from tests.papers import folder_of, site
from tests.replay import Answer, serve

ROOT = Path(__file__).resolve().parents[1]
FIRST = dt.date(2010, 1, 1)
ISSUES, PAGES = scaled(1250, least=15), 4
PARTS = 5
STEP = 10
"""Pages between two looks at the memory."""
LONGEST = 3600
"""Seconds after which a crawl hangs."""

_SETTINGS = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "STORE_BATCH_SIZE": STEP,
    "LOG_LEVEL": "ERROR",
}


class Site(dict[str, "bytes | Answer"]):
    """The files of each day, made when they are asked for: 1,250 issues would be the memory."""

    def get(self, path: str, default: object = None) -> bytes | Answer | None:  # type: ignore[override]
        """Return the file at this path."""
        del default
        digits = "".join(char for char in path if char.isdigit())[:8]
        try:
            day = dt.datetime.strptime(digits, "%Y%m%d").replace(tzinfo=dt.UTC).date()
        except ValueError:
            day = FIRST
        return site(day, pdf_pages=()).get(path)


def main() -> None:
    """Print the memory of each part, and how the last compares with the first."""
    with tempfile.TemporaryDirectory() as folder, serve(Site()) as running:
        tmp = Path(folder)
        values = {
            **_SETTINGS,
            "NEWSPAPERS_DIR": folder_of(tmp, running.address),
            "DATABASE_URL": f"sqlite:///{tmp / 'a.db'}",
            "FILES_STORE": tmp / "files",
            "SPOOL_DIR": tmp / "spool",
        }
        options = [part for name, value in values.items() for part in ("-s", f"{name}={value}")]
        last = FIRST + dt.timedelta(days=ISSUES - 1)
        began = time.perf_counter()
        crawl = subprocess.Popen(
            [
                *(sys.executable, "-m", "scrapy", "crawl", "yucheng", *options),
                *("-a", f"since={FIRST}", "-a", f"until={last}"),
            ],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        looks = _watch(crawl, tmp / "a.db")
        _, log = crawl.communicate()
        seconds = time.perf_counter() - began
    if crawl.returncode:
        raise SystemExit(f"the crawl failed:\n{log[-2000:]}")
    total = ISSUES * PAGES
    print(f"resident memory in a crawl of {total:,} pages ({seconds:.0f} s)")
    means = []
    for part in range(PARTS):
        first, end = part * total // PARTS, (part + 1) * total // PARTS
        means.append(fmean(size for pages, size in looks if first < pages <= end))
        print(f"  pages {first + 1:>6,} to {end:>6,}: {means[-1] / 1e6:6.1f} MB")
    print(f"  the last beside the first: {means[-1] / means[0] - 1:+.1%} (aim: +5% at most)")


def _watch(crawl: subprocess.Popen[str], database: Path) -> list[tuple[int, int]]:
    """Return how many pages were stored, and how many bytes were resident, time after time."""
    looks: list[tuple[int, int]] = []
    end = time.monotonic() + LONGEST
    while crawl.poll() is None:
        if time.monotonic() > end:
            crawl.kill()
            raise SystemExit("the crawl hangs")
        pages = _stored(database)
        if pages and (not looks or pages >= looks[-1][0] + STEP):
            looks.append((pages, _resident(crawl.pid)))
        time.sleep(0.05)
    return looks


def _stored(database: Path) -> int:
    if not database.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
            return int(opened.execute("SELECT count(*) FROM page").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _resident(process: int) -> int:
    statm = Path(f"/proc/{process}/statm").read_text(encoding="ascii")
    return int(statm.split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
