"""Storing pages through the archive, beside raw ``executemany`` of the very same rows.

Both write into a database of the same tables and indexes: the archive in batches as a crawl has
them, the raw one page by page in a transaction each, without and with the rows of the search index,
and all of them in one go.  SQLite works in this process, so that its processor time is
counted, which other programs do not change; PostgreSQL is measured by the clock.

Printed as well: how large the archive is beside its raw text, and how much memory splitting it all
again takes after a quarter of it and at its end.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Table, insert, select

from bench.databases import postgresql_urls
from bench.sizes import scaled
from yuzhong_news.items import Article, Contributor, Document, Page
from yuzhong_news.search import Document as Text
from yuzhong_news.storage import Archive, Chosen
from yuzhong_news.storage.base import Base
from yuzhong_news.storage.search.backends import backend_of
from yuzhong_news.storage.search.documents import documents_of
from yuzhong_news.storage.tables import Article as Row
from yuzhong_news.storage.tables import SearchIndex

PAGES, ARTICLES, PARAGRAPHS = scaled(200, least=4), 8, 6
ROUNDS = scaled(3)
_CHARACTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主"


def pages() -> list[Page]:
    """Return invented pages: four a day, with people, documents and what hangs on an article."""
    chance = random.Random(1)

    def words(least: int, most: int) -> str:
        return "".join(chance.choices(_CHARACTERS, k=chance.randint(least, most))) + "。"

    made = []
    for number in range(PAGES):
        url = f"https://epaper.example.cn/{number}.htm"
        articles = [
            Article(
                headline=words(8, 20),
                lead=words(30, 60),
                byline="记者 某某",
                contributors=[
                    Contributor(name=f"人{chance.randrange(200)}", role="记者") for _ in range(2)
                ],
                paragraphs=[words(40, 120) for _ in range(PARAGRAPHS)],
                sources=[url],
            )
            for _ in range(ARTICLES)
        ]
        document = Document(
            kind="html",
            url=url,
            sha256=f"{number:064x}",
            media_type="text/html",
            fetched_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            path=f"x/{number}.html",
        )
        made.append(
            Page(
                newspaper="渝城报",
                issue_date=dt.date(2025, 1, 1) + dt.timedelta(number // 4),
                page_number=number % 4 + 1,
                source_url=url,
                source_sha256=document.sha256,
                splitter_version="bench",
                articles=articles,
                furniture=[words(10, 20)],
                documents=[document],
            )
        )
    return made


def stored(url: str, made: Sequence[Page]) -> float:
    """Return the seconds that storing the pages takes, in batches as a crawl has them."""
    with Archive(url) as archive:
        run = archive.begin_run("bench")
        clock = _clock(url)
        begin = clock()
        for first in range(0, len(made), 20):
            assert not archive.store(run, made[first : first + 20]).counts["failed"]  # type: ignore[index]
        return clock() - begin


def _clock(url: str) -> Callable[[], float]:
    return time.process_time if url.startswith("sqlite") else time.perf_counter


def rows_of(url: str) -> dict[Table, list[dict[str, Any]]]:
    """Return all rows of an archive by their tables, owners first."""
    with Archive(url) as archive, archive.engine.connect() as connection:
        return {
            table: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
            if table is not SearchIndex.__table__  # a new archive has its row
        }


class Recorder:
    """Takes the place of a connection, and keeps what the search index would write with it."""

    def __init__(self) -> None:
        self.statements: list[tuple[str, Any]] = []

    def exec_driver_sql(self, statement: str, rows: Any) -> None:  # noqa: ANN401 - the driver's
        """Keep a statement with its rows."""
        self.statements.append((statement, rows))


def texts_of(url: str) -> dict[int, Text]:
    """Return the texts of all articles, as the search index takes them."""
    with Archive(url) as archive, archive.engine.connect() as connection:
        return documents_of(connection, list(connection.scalars(select(Row.id))))


def raw(
    url: str,
    rows: dict[Table, list[dict[str, Any]]],
    texts: Mapping[int, Text],
    *,
    by_page: bool,
) -> float:
    """Return the seconds that the driver needs for the rows alone: SQL and values are ready.

    With ``texts``, the rows of the search index are among them.
    """
    with Archive(url) as archive:
        dialect = archive.engine.dialect
        with archive.engine.connect() as connection:
            index = backend_of(connection)
        ready = []
        for part in _by_page(rows) if by_page else [rows]:
            statements = []
            for table, some in part.items():
                statement = insert(table).compile(dialect=dialect, column_keys=list(some[0]))
                process = statement._bind_processors
                names = statement.positiontup or list(some[0])
                values = [[_bound(process, name, row[name]) for name in names] for row in some]
                sql = str(statement)
                if statement.positiontup is None:
                    values = [dict(zip(names, one, strict=True)) for one in values]  # type: ignore[misc]
                statements.append((sql, values))
            ids = [row["id"] for row in part.get(Row.__table__, ()) if row["id"] in texts]  # type: ignore[call-overload]
            recorder = Recorder()
            index.add(recorder, {key: texts[key] for key in ids})  # type: ignore[arg-type]
            statements += recorder.statements
            ready.append(statements)
        driver = archive.engine.raw_connection()
        cursor = driver.cursor()
        clock = _clock(url)
        begin = clock()
        for statements in ready:
            if dialect.name == "sqlite":
                cursor.execute("BEGIN IMMEDIATE")
            for sql, values in statements:
                cursor.executemany(sql, values)
            driver.commit()
        seconds = clock() - begin
        driver.close()
        return seconds


def _bound(process: Any, name: str, value: Any) -> Any:  # noqa: ANN401 - a column's value
    return process[name](value) if name in process else value


def _by_page(rows: dict[Table, list[dict[str, Any]]]) -> Iterator[dict[Table, list[Any]]]:
    """Yield the rows page by page; what belongs to none comes with the first."""
    page_of = {row["id"]: row["page_id"] for row in rows[Base.metadata.tables["article"]]}
    parts: dict[int, dict[Table, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for table, some in rows.items():
        for row in some:
            if table.name == "page":
                page = row["id"]
            else:
                page = row.get("page_id") or page_of.get(row.get("article_id", 0), 0)
            parts[page][table].append(row)
    for page in sorted(parts):
        yield dict(parts[page])


def compare(kind: str, urls: Iterator[str], made: Sequence[Page]) -> None:
    """Print the medians of both ways for one kind of database."""
    ours: list[float] = []
    ways: dict[str, list[float]] = defaultdict(list)
    # Each round takes four databases; where there is none, nothing is compared.
    for url, *empty in islice(zip(*[urls] * 4, strict=False), ROUNDS):
        ours.append(stored(url, made))
        rows = {table: some for table, some in rows_of(url).items() if some}
        texts = texts_of(url)
        by_page, with_index, at_once = empty
        ways["rows page by page"].append(raw(by_page, rows, {}, by_page=True))
        ways["with the search index's"].append(raw(with_index, rows, texts, by_page=True))
        ways["all in one go"].append(raw(at_once, rows, texts, by_page=False))
    if not ours:
        return
    total = sum(len(some) for some in rows.values())
    print(f"{kind:10} {total:,} rows: archive {PAGES / median(ours):.0f} pages/s")
    for way, seconds in ways.items():
        ratio = median(seconds) / median(ours)
        print(f"           raw {way:24} {PAGES / median(seconds):5.0f} pages/s, ratio {ratio:.2f}")


def size(url: str, made: Sequence[Page]) -> None:
    """Print the size of the archive beside that of its text."""
    file = Path(url.removeprefix("sqlite:///"))
    with Archive(url) as archive, archive.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    text = sum(
        len("".join((article.headline or "", article.lead or "", *article.paragraphs)).encode())
        for page in made
        for article in page.articles
    )
    print(f"size       {file.stat().st_size / text:.2f} times the {text / 1e6:.1f} MB of raw text")


def memory(url: str, made: Sequence[Page]) -> None:
    """Print the memory of splitting all pages again: here as a splitter that finds another lead."""
    by_url = {page.source_url: page for page in made}
    with Archive(url) as archive:
        run, peaks = archive.begin_run("resplit"), []
        tracemalloc.start()
        for number, kept in enumerate(archive.kept_pages(Chosen()), start=1):
            page = by_url[kept.facts.source_url]
            first = page.articles[0].model_copy(update={"lead": "另一个导语。"})
            update = {"articles": [first, *page.articles[1:]], "splitter_version": "next"}
            assert archive.store_again(run, kept, page.model_copy(update=update)).reason == ""
            if number in (PAGES // 4, PAGES):
                peaks.append(tracemalloc.get_traced_memory()[1] / 1e6)
        tracemalloc.stop()
    early, late = peaks
    print(f"memory     resplit: {early:.1f} MB after {PAGES // 4} pages, {late:.1f} MB at the end")


def _sqlite(folder: Path) -> Iterator[str]:
    yield from (f"sqlite:///{folder / f'{n}.db'}" for n in range(99))


def main() -> None:
    """Print the ratios."""
    made = pages()
    with tempfile.TemporaryDirectory() as folder:
        urls = _sqlite(Path(folder))
        compare("SQLite", urls, made)
        url = next(urls)
        stored(url, made)
        size(url, made)
        memory(url, made)
    compare("PostgreSQL", postgresql_urls(), made)


if __name__ == "__main__":
    main()
