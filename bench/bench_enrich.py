"""``scrapy enrich`` on invented articles: how fast, in how much memory, and beside jieba's own cut.

The aims are ratios: an archive of twice as many articles needs no more time an article (1.0), the
memory at the end of the work is that of its first quarter, but for the words of a thousand articles
that are kept, and finding keywords takes little more than cutting the same text into words.
Times are of one core.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.side_by_side import Comparison, compare
from bench.sizes import scaled
from tests import invented_news as news
from yuzhong_news.enriching import enrich
from yuzhong_news.items import Article, Page
from yuzhong_news.keywords import keywords, terms
from yuzhong_news.storage import Archive
from yuzhong_news.words import Cutter as WordCutter

SIZES = scaled(400, least=40), scaled(800, least=80)
"""Articles of the two archives."""

ON_A_PAGE = 10
REPRINTS = 10
"""Every so many articles one is a reprint."""


def main() -> None:
    """Print the figures of each archive, and their ratios."""
    jieba = WordCutter()
    list(jieba.cut("先读词典"))
    found = _beside_the_cut(jieba)
    print(f"finding keywords ÷ jieba's cut of the same text: {found.ratio}")
    print(f"{'articles':<10}{'articles/s':<12}{'pairs':<7}{'MiB at 1/4':<12}MiB at the end (ratio)")
    each = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            seconds, pairs, quarter, end = _enriched(Path(folder), size, jieba)
        each.append(seconds / size)
        print(
            f"{size:<10}{size / seconds:<12.0f}{pairs:<7}{quarter:<12.0f}{end:.0f} "
            f"({end / quarter:.3f})"
        )
    print(f"time of an article in the larger archive ÷ in the smaller one: {each[1] / each[0]:.3f}")


def _beside_the_cut(jieba: WordCutter) -> Comparison:
    stories = [news.story(number) for number in range(100)]

    def find() -> None:
        for one in stories:
            keywords(terms(one.headline, one.body, jieba), {}, 1000, jieba.share)

    def cut() -> None:
        for one in stories:
            for _ in jieba.cut(f"{one.headline}\n{one.body}"):
                pass

    return compare(find, cut)


def _enriched(folder: Path, size: int, jieba: WordCutter) -> tuple[float, int, float, float]:
    """Return CPU seconds, pairs found, and the memory at a quarter and at the end, in MiB."""
    memory: list[float] = []
    with Archive(f"sqlite:///{folder / 'news.db'}") as archive:
        archive.store(archive.begin_run("bench"), list(_pages(size)))
        start = time.process_time()
        done = enrich(
            archive, cutter=jieba, progress=lambda _what, _articles: memory.append(_resident())
        )
        seconds = time.process_time() - start
    return seconds, done.reprints, memory[len(memory) // 4], memory[-1]


def _pages(size: int) -> Iterator[Page]:
    for first in range(0, size, ON_A_PAGE):
        stories = [
            news.story(number - 1 if number % REPRINTS == 0 and number else number)
            for number in range(first, min(first + ON_A_PAGE, size))
        ]
        yield Page(
            newspaper="渝城报",
            issue_date=dt.date(2020, 1, 1) + dt.timedelta(days=first // ON_A_PAGE),
            page_number=1,
            articles=[Article(headline=s.headline, paragraphs=list(s.paragraphs)) for s in stories],
        )


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
