"""One Markdown file an article, or all articles in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from yuzhong_news.exports.columns import COLUMNS
from yuzhong_news.exports.csv import caption, person
from yuzhong_news.exports.names import safe_name
from yuzhong_news.exports.stamps import iso, json_line
from yuzhong_news.records import Record

IN_TEXT = ("paragraphs", "subheads", "captions")
"""Columns that are the text of a file, not its front matter."""
_MARKS = re.compile(r"[\\`*_\[\]<>#&~|]")
_LINE_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")
"""What makes a list or a heading of a line: a mark alone, or a number with one."""
_NO_HEADLINE = "（无题）"


class MarkdownFolder:
    """Writes ``newspaper/date/page-place-headline.md`` below a folder.

    A name that is taken (names are shortened, and a page may be unknown) gets a number.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, records: Sequence[Record]) -> None:
        """Write one file for each record."""
        for record in records:
            with _open_new(self.folder / place_of(record)) as file:
                file.write(f"---\n{front_matter(record)}---\n\n{article(record, 1)}".encode())

    def finish(self) -> None:
        """Write nothing: each file is whole."""


class MarkdownFile:
    """Writes all articles into one file: an issue is a heading, an article one below it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.issue: tuple[object, object] | None = None

    def add(self, records: Sequence[Record]) -> None:
        """Write the articles, with the heading of their issue where a new one begins."""
        for issue, articles in groupby(records, lambda r: (r["newspaper"], r["issue_date"])):
            if issue != self.issue:
                names = (escaped(str(name)) for name in issue if name)
                self.file.write(f"# {' '.join(names) or 'unknown'}\n\n".encode())
                self.issue = issue
            for record in articles:
                self.file.write(f"{article(record, 2)}\n".encode())

    def finish(self) -> None:
        """Write nothing: the last article is like all others."""


def place_of(record: Record) -> Path:
    """Return the path of an article's file below the folder; it never leads out of it."""
    page = record["page_number"]
    number = f"{page:02}" if page is not None else "00"
    name = f"{number}-{record['position'] + 1:02}"
    headline = safe_name(record["headline"], record["kind"])
    day = record["issue_date"]
    return Path(
        safe_name(record["newspaper"], "unknown"),
        day.isoformat() if day else "undated",
        f"{name}-{headline}.md",
    )


def front_matter(record: Record) -> str:
    """Return all that is known of the article and not its text, as YAML, one key a line."""
    return "".join(f"{name}: {text}\n" for name, text in _front_matter(record))


def article(record: Record, level: int) -> str:
    """Return the article in Markdown, its headline a heading of this level."""
    blocks = [
        f"*{escaped(record['kicker'])}*" if record["kicker"] else "",
        f"{'#' * level} {escaped(record['headline'] or _NO_HEADLINE)}",
        f"*{escaped(record['subtitle'])}*" if record["subtitle"] else "",
        _facts(record) if level > 1 else "",
        *_body(record, level + 1),
        *(f"> {escaped(caption(one))}" for one in record["captions"]),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """Return text in one line that Markdown shows as it is."""
    line = " ".join(text.split())
    return _LINE_START.sub(r"\1\\", _MARKS.sub(r"\\\g<0>", line))


def _body(record: Record, level: int) -> Iterator[str]:
    subheads = list(record["subheads"])
    for place, paragraph in enumerate(record["paragraphs"]):
        while subheads and subheads[0]["before_paragraph"] <= place:
            yield f"{'#' * level} {escaped(subheads.pop(0)['text'])}"
        yield escaped(paragraph)
    for subhead in subheads:
        yield f"{'#' * level} {escaped(subhead['text'])}"


def _facts(record: Record) -> str:
    page = record["page_number"]
    facts = [
        f"第{page}版" if page is not None else "",
        record["page_name"] or "",
        "; ".join(map(person, record["contributors"])),
        record["dateline"] or "",
    ]
    return escaped(" · ".join(fact for fact in facts if fact))


def _front_matter(record: Record) -> Iterator[tuple[str, str]]:
    values: dict[str, Any] = dict(record)
    for column in COLUMNS:
        if column.name not in IN_TEXT:
            value = values[column.name]
            plain = column.type in ("date", "datetime") and value is not None
            yield column.name, iso(value) if plain else json_line(value)


def _open_new(path: Path) -> IO[bytes]:
    path.parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        try:
            name = path.name if number == 1 else f"{path.stem}-{number}.md"
            return path.with_name(name).open("xb")
        except FileExistsError:
            number += 1
