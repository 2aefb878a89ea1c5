"""Search in an archive of invented articles, beside ``LIKE '%…%'`` in the same database.

The aim: a rare word of two characters at least 100 times faster than LIKE in 200,000 articles.
PostgreSQL is left out where it cannot be started.
"""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, text

from bench.databases import postgresql_urls
from bench.invented_articles import RARE, RARE_ARTICLES, Invented, Language, articles
from bench.sizes import scaled
from yuzhong_news.search import exact_query
from yuzhong_news.search.ranking import ranker
from yuzhong_news.storage import Archive
from yuzhong_news.storage.engine import writing
from yuzhong_news.storage.tables import Article, Issue, Newspaper, Page, Paragraph
from yuzhong_news.words import Cutter

ARTICLES = scaled(200_000, least=200)
"""Articles in each archive."""
_PER_PAGE = 6
_PAGES_A_DAY = 8
_AT_ONCE = _PER_PAGE * _PAGES_A_DAY * 25
"""Articles that are stored together: those of 25 days."""


def main() -> None:
    """Print a table for each database."""
    with tempfile.TemporaryDirectory() as folder:
        measure(f"sqlite:///{Path(folder) / 'news.db'}", ARTICLES)
    for url in islice(postgresql_urls(), 1):
        measure(url, ARTICLES)


def measure(url: str, count: int) -> None:
    """Fill an archive, build its index, search, and print the figures."""
    with Archive(url) as archive:
        empty = _size(archive)
        raw = _fill(archive, count)
        bare = _size(archive) - empty
        start = time.perf_counter()
        archive.reindex()
        built = time.perf_counter() - start
        whole = _size(archive) - empty
        print(f"{archive.engine.dialect.name}: {count} articles, {raw / 1e6:.0f} MB of text")
        print(f"  index built in         {built:.0f} s, {1000 * built / count:.2f} ms an article")
        print(f"  archive without index  {bare / raw:.2f} times the text")
        print(f"  archive with index     {whole / raw:.2f} times the text")
        _search(archive)


def _search(archive: Archive) -> None:
    def find(word: str) -> int:
        return archive.search(exact_query([word])).total

    def like(word: str) -> int:
        condition = Article.body.like(f"%{word}%") | Article.headline.like(f"%{word}%")
        query = select(func.count()).select_from(Article).where(condition)
        with archive.engine.connect() as connection:
            return connection.scalars(query).one()

    score = ranker(Cutter().cut)
    score_once = archive.search(exact_query([RARE]), score=score)
    assert find(RARE) == like(RARE) == score_once.total == RARE_ARTICLES
    ours, theirs = _seconds(find, [RARE] * 50), _seconds(like, [RARE] * 3)
    ratio = statistics.median(theirs) / statistics.median(ours)
    print(f"  rare word              {_ms(ours)}, LIKE {_ms(theirs)}: {ratio:.0f} times as fast")
    words = Language(1).common()
    hits = [find(word) for word in words]
    print(f"  {len(words)} common words        {max(hits)} to {min(hits)} hits")
    print(f"    newest first         {_ms(_seconds(find, words))}")
    best = _seconds(lambda word: archive.search(exact_query([word]), score=score).total, words)
    print(f"    best first           {_ms(best)}")
    print(f"    LIKE                 {_ms(_seconds(like, words[::8]))}")


def _seconds(work: Callable[[str], object], words: list[str]) -> list[float]:
    found = []
    for word in words:
        start = time.perf_counter()
        work(word)
        found.append(time.perf_counter() - start)
    return found


def _ms(seconds: list[float]) -> str:
    p95 = statistics.quantiles([*seconds, *seconds], n=20)[-1]
    return f"{1000 * statistics.median(seconds):.1f} ms (p95 {1000 * p95:.1f})"


def _fill(archive: Archive, count: int) -> int:
    """Store the articles without an index, and return the bytes of their text."""
    run = archive.begin_run("bench")
    source = articles(count)
    raw = first = 0
    with writing(archive.engine) as connection:
        connection.execute(insert(Newspaper), {"id": 1, "name": "渝中报"})
        while some := list(islice(source, _AT_ONCE)):
            numbers = range(first, first + len(some))
            pages = sorted({number // _PER_PAGE for number in numbers})
            days = sorted({_day(page) for page in pages})
            connection.execute(
                insert(Issue), [{"newspaper_id": 1, "issue_date": day} for day in days]
            )
            connection.execute(insert(Page), [_page(page, run) for page in pages])
            rows = [_article(*pair) for pair in zip(numbers, some, strict=True)]
            connection.execute(insert(Article), rows)
            connection.execute(insert(Paragraph), list(_paragraphs(numbers, some)))
            raw += sum(len((row["headline"] + row["body"]).encode()) for row in rows)
            first += len(some)
    return raw


def _day(page: int) -> dt.date:
    return dt.date(2015, 1, 1) + dt.timedelta(days=page // _PAGES_A_DAY)


def _page(page: int, run: int) -> dict[str, Any]:
    now = dt.datetime.now(dt.UTC)
    return {
        "id": page + 1,
        "natural_key": str(page),
        "newspaper_id": 1,
        "issue_date": _day(page),
        "page_number": page % _PAGES_A_DAY + 1,
        "content_hash": str(page),
        "furniture": "",
        "run_id": run,
        **dict.fromkeys(("stored_at", "first_seen_at", "last_seen_at"), now),
    }


def _article(number: int, article: Invented) -> dict[str, Any]:
    now = dt.datetime.now(dt.UTC)
    return {
        "id": number + 1,
        "page_id": number // _PER_PAGE + 1,
        "position": number % _PER_PAGE,
        "kind": "article",
        "headline": article.headline,
        "lead": article.paragraphs[0],
        "body": "\n".join(article.paragraphs),
        **dict.fromkeys(("first_seen_at", "changed_at"), now),
    }


def _paragraphs(numbers: Iterable[int], some: Iterable[Invented]) -> Iterator[dict[str, Any]]:
    for number, article in zip(numbers, some, strict=True):
        for position, paragraph in enumerate(article.paragraphs):
            yield {"article_id": number + 1, "position": position, "text": paragraph}


def _size(archive: Archive) -> int:
    """Return the bytes of the database, with nothing left in its log."""
    with archive.engine.connect() as connection:
        if archive.engine.dialect.name == "postgresql":
            query = "SELECT pg_database_size(current_database())"
            return int(connection.execute(text(query)).scalar_one())
    archive.engine.dispose()
    file = Path(str(archive.engine.url.database))
    return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*"))


if __name__ == "__main__":
    main()
