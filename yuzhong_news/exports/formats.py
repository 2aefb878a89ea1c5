"""Records into a file, a folder or a stream, in one of the formats."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, NamedTuple, cast

from yuzhong_news.exports import dictionary
from yuzhong_news.exports.csv import CsvWriter
from yuzhong_news.exports.feed import JsonFeedWriter
from yuzhong_news.exports.files import (
    DICTIONARY,
    Measured,
    check_free,
    is_special,
    put_folder,
    unfinished,
    write_whole,
)
from yuzhong_news.exports.markdown import IN_TEXT, MarkdownFile, MarkdownFolder
from yuzhong_news.exports.parquet import ParquetWriter
from yuzhong_news.exports.problems import ExportError
from yuzhong_news.exports.writers import JsonLinesWriter, Writer
from yuzhong_news.records import Record

FormatName = Literal["jsonl", "csv", "parquet", "md", "jsonfeed"]


@dataclass(frozen=True, slots=True)
class Options:
    """What an export is written as, and where.

    ``out`` is a file; for Markdown a folder, unless its name ends in ``.md``; null is ``stream``.
    ``force`` replaces what is there; ``bom`` and ``raw_cells`` are for CSV, ``title`` for a feed.
    """

    format: FormatName
    out: Path | None
    stream: IO[bytes] | None = None
    force: bool = False
    bom: bool = False
    raw_cells: bool = False
    title: str = "yuzhong_news"

    @property
    def sidecars(self) -> list[Path]:
        """The dictionaries that stand beside the file: one for people, one for programs."""
        if self.out is None or self.format not in _MEDIA_TYPES or is_special(self.out):
            return []
        names = ("dictionary.md", "datapackage.json")
        return [self.out.with_name(f"{self.out.name}.{name}") for name in names]


class Tally(NamedTuple):
    """How many articles were written, and the files or the folder they are in."""

    articles: int
    paths: list[Path]


FORMATS: dict[FormatName, Callable[[IO[bytes], Options], Writer]] = {
    "jsonl": lambda file, _: JsonLinesWriter(file),
    "csv": lambda file, options: CsvWriter(file, guarded=not options.raw_cells, bom=options.bom),
    "parquet": lambda file, _: ParquetWriter(file),
    "md": lambda file, _: MarkdownFile(file),
    "jsonfeed": lambda file, options: JsonFeedWriter(file, title=options.title),
}
_MEDIA_TYPES = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}
"""Formats that are tables, and have a dictionary beside them."""


def export(batches: Iterable[list[Record]], options: Options) -> Tally:
    """Write all records, and return how many there were.

    A file appears under its name when it is whole.  An ``ExportError`` says why there is none; a
    ``BrokenPipeError`` comes through from the stream.
    """
    out = options.out
    try:
        if out is None:
            assert options.stream is not None
            return Tally(_fill(FORMATS[options.format](options.stream, options), batches), [])
        check_free([out, *options.sidecars], force=options.force)
        if is_special(out):
            with out.open("wb") as file:
                return Tally(_fill(FORMATS[options.format](file, options), batches), [out])
        if options.format == "md" and out.suffix.lower() != ".md":
            return _to_folder(batches, out)
        return _to_file(batches, out, options)
    except BrokenPipeError:
        raise
    except OSError as error:
        place = out or "standard output"
        raise ExportError(f"{place} cannot be written: {error.strerror or error}") from error


def _to_file(batches: Iterable[list[Record]], out: Path, options: Options) -> Tally:
    if out.is_dir():
        raise ExportError(f"{out} is a folder; give --out a file")
    with unfinished(out) as temporary:
        with temporary.open("xb") as raw:
            file = Measured(raw)
            writer = FORMATS[options.format](cast("IO[bytes]", file), options)
            articles = _fill(writer, batches)
            raw.flush()
            os.fsync(raw.fileno())
        if options.sidecars:
            _describe(out, options, file, articles)
        temporary.replace(out)
    return Tally(articles, [out, *options.sidecars])


def _describe(out: Path, options: Options, file: Measured, articles: int) -> None:
    flat = options.format == "csv"
    resource = dictionary.Resource(
        path=out.name,
        format=options.format,
        media_type=_MEDIA_TYPES[options.format],
        bytes=file.bytes,
        sha256=file.digest.hexdigest(),
        articles=articles,
    )
    for_people, for_programs = options.sidecars
    write_whole(for_people, dictionary.markdown(options.format, flat=flat))
    write_whole(for_programs, dictionary.datapackage(resource, flat=flat))


def _to_folder(batches: Iterable[list[Record]], out: Path) -> Tally:
    with unfinished(out) as temporary:
        temporary.mkdir()
        articles = _fill(MarkdownFolder(temporary), batches)
        text = dictionary.markdown(
            "Markdown, the front matter of each", flat=False, without=IN_TEXT
        )
        (temporary / DICTIONARY).write_text(text, encoding="utf-8")
        put_folder(temporary, out)
    return Tally(articles, [out])


def _fill(writer: Writer, batches: Iterable[list[Record]]) -> int:
    articles = 0
    for records in batches:
        writer.add(records)
        articles += len(records)
    writer.finish()
    return articles
