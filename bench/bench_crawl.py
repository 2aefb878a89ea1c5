"""A crawl of 500 pages with everything on, beside a spider that only downloads the same responses.

Both fetch from a replay site on 127.0.0.1, one after the other, with the same settings.  The aim is
at least 0.7 of the bare spider's pages a minute.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.sizes import scaled
from tests.papers import folder_of, site
from tests.replay import Answer, serve

ROOT = Path(__file__).resolve().parents[1]
FIRST = dt.date(2025, 1, 1)
ISSUES, PAGES = scaled(125), 4
ROUNDS = scaled(3)

_SETTINGS = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "LOG_LEVEL": "ERROR",
}
_BARE = """
import scrapy
from pathlib import Path

class Bare(scrapy.Spider):
    name = "bare"
    custom_settings = {"ROBOTSTXT_OBEY": True}

    async def start(self):
        for url in Path(self.urls).read_text().split():
            yield scrapy.Request(url)

    def parse(self, response):
        pass
"""


def main() -> None:
    """Print the medians of the rounds, and their ratio."""
    files: dict[str, bytes | Answer] = {}
    for n in range(ISSUES):
        files |= site(FIRST + dt.timedelta(days=n), pdf_pages=())
    # The dates on the pages are not those of weekdays; the site does not mind.
    ours, bare = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder, serve(files) as running:
            tmp = Path(folder)
            newspapers = folder_of(tmp, running.address)
            ours.append(
                _run(
                    *("crawl", "yucheng", "-a", f"since={FIRST}"),
                    *("-a", f"until={FIRST + dt.timedelta(days=ISSUES - 1)}"),
                    *("-s", f"NEWSPAPERS_DIR={newspapers}"),
                    *("-s", f"DATABASE_URL=sqlite:///{tmp / 'a.db'}"),
                    *("-s", f"FILES_STORE={tmp / 'files'}"),
                )
            )
            asked = [path for path in running.asked if path != "/robots.txt"]
            urls = tmp / "urls.txt"
            urls.write_text("\n".join(running.address.rstrip("/") + path for path in asked))
            (tmp / "bare.py").write_text(_BARE)
            bare.append(_run("runspider", str(tmp / "bare.py"), "-a", f"urls={urls}", cwd=tmp))
    work, yardstick = median(ours), median(bare)
    pages = ISSUES * PAGES
    print(f"crawl of {pages} pages ({len(asked)} responses), median of {ROUNDS} rounds, wall time")
    print(f"  everything on: {pages / work * 60:,.0f} pages a minute ({work:.1f} s)")
    print(f"  only download: {pages / yardstick * 60:,.0f} pages a minute ({yardstick:.1f} s)")
    print(f"  ratio: {yardstick / work:.2f} (aim: 0.7 or more)")


def _run(*arguments: str, cwd: Path = ROOT) -> float:
    """Return the seconds that a Scrapy command takes; it must succeed."""
    options = [part for name, value in _SETTINGS.items() for part in ("-s", f"{name}={value}")]
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments, *options],
        cwd=cwd,
        env={**os.environ, "YUZHONG_NEWS_DATABASE_URL": ""},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise SystemExit(f"scrapy {arguments[0]} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
