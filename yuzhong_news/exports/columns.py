"""The data dictionary: the one list of what an export holds, with types and meanings.

The dictionaries beside an export, the types of Parquet, the cells of CSV and the descriptions in
Datasette are all made from it; tests hold it to :class:`yuzhong_news.records.Record`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scalar = Literal["string", "integer", "number", "date", "datetime"]
"""Types under their names in Frictionless Table Schema; dates and moments are ISO 8601."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose elements all have one type; empty where there are none, never null."""

    of: Type


@dataclass(frozen=True, slots=True)
class Struct:
    """An object with these keys, all of them always there."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type and meaning.

    ``required`` says that it is never null; ``values`` are all that it may be.  ``cell`` tells how
    a list is written into one cell of a table (CSV), where it is not plain JSON.
    """

    name: str
    type: Type
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()
    cell: str = "as JSON"


Type = Scalar | ListOf | Struct

_CONTRIBUTOR = Struct(
    (
        Column("name", "string", "the name, without inner spaces", required=True),
        Column(
            "role",
            "string",
            "the role as printed, without the paper's name: 记者, 首席记者, 通讯员 …; empty for a "
            "bare name",
            required=True,
        ),
        Column("work", "string", "文, 图, 文/图, 摄 where printed"),
    )
)
_SUBHEAD = Struct(
    (
        Column("text", "string", "the words of the subhead", required=True),
        Column(
            "before_paragraph",
            "integer",
            "the paragraph that it stands before, an index from 0",
            required=True,
        ),
    )
)
_CAPTION = Struct(
    (
        Column("text", "string", "the words under the picture", required=True),
        Column("credit", "string", "to whom the picture is owed: 资料图片, 记者 某某 摄 …"),
    )
)
_JUMP = Struct(
    (
        Column(
            "direction",
            "string",
            "from (上接) or to (下转)",
            required=True,
            values=("from", "to"),
        ),
        Column("page", "integer", "the number of the page that is named", required=True),
        Column("text", "string", "the mark as printed", required=True),
    )
)
_DOUBT = Struct(
    (
        Column("cue", "string", "the name of the weak cue that decided", required=True),
        Column("field", "string", "the field that it decided", required=True),
        Column("detail", "string", "figures or readings, may be empty", required=True),
    )
)
_DOCUMENT = Struct(
    (
        Column(
            "kind",
            "string",
            "the PDF, the picture or the text of the page, its HTML, or an image in an article",
            required=True,
            values=("pdf", "picture", "html", "image", "text"),
        ),
        Column("url", "string", "the address that it was fetched from", required=True),
        Column("sha256", "string", "sha256 of its bytes, in hex", required=True),
        Column("media_type", "string", "its media type, application/pdf …", required=True),
        Column("fetched_at", "datetime", "when these bytes were fetched first", required=True),
        Column("path", "string", "where it lies below FILES_STORE; null: it was not kept"),
    )
)
_PART = Struct(
    (
        Column("article_id", "integer", "the id of the piece's row in article", required=True),
        Column("page_id", "integer", "the id of its page's row in page", required=True),
        Column("page_number", "integer", "the number of its page"),
        Column("paragraphs", "integer", "how many of the paragraphs are its own", required=True),
    )
)

COLUMNS: tuple[Column, ...] = (
    Column(
        "article_id",
        "integer",
        "the id of the article's row in this archive; a page that changes gives its articles new "
        "ones",
        required=True,
    ),
    Column("page_id", "integer", "the id of its page's row in this archive", required=True),
    Column(
        "page_key",
        "string",
        "what tells the page from all others, in every archive: 渝中报/2025-02-10/2, or its source",
        required=True,
    ),
    Column("newspaper", "string", "the newspaper's name"),
    Column("issue_date", "date", "the day of the issue"),
    Column("page_number", "integer", "the number of the page in its issue, from 1"),
    Column("page_name", "string", "the name of the page: 要闻, A03 …"),
    Column("position", "integer", "the article's place on its page, from 0", required=True),
    Column(
        "kind",
        "string",
        "article; picture (picture news: a headline and captions only); notice (an advertisement, "
        "a legal notice)",
        required=True,
        values=("article", "picture", "notice"),
    ),
    Column("column", "string", "栏目: the column or rail that it stands in"),
    Column("kicker", "string", "引题, 肩题: the line above the headline"),
    Column("headline", "string", "主题; lines are joined by one space"),
    Column("subtitle", "string", "副题: the line below the headline"),
    Column("dateline", "string", "本报讯, 新华社北京10月8日电"),
    Column(
        "lead",
        "string",
        "导语: the lead block of its own, else the first paragraph; null in a "
        "piece that comes from another page",
    ),
    Column("byline", "string", "the byline as printed: 首席记者 刘 侃 记者 姚延洋"),
    Column(
        "contributors",
        ListOf(_CONTRIBUTOR),
        "the people whom it credits, in the order of print",
        cell="role, name and work with blanks, people with a semicolon and a blank between them",
    ),
    Column(
        "paragraphs",
        ListOf("string"),
        "the body: whole paragraphs, without dateline, byline, jump marks, subheads and captions",
        cell="one a line",
    ),
    Column(
        "subheads",
        ListOf(_SUBHEAD),
        "headlines inside the body",
        cell="their texts, one a line",
    ),
    Column(
        "captions",
        ListOf(_CAPTION),
        "the words under its pictures; a group's credit is repeated on each of its captions",
        cell="one a line, the credit behind it in full-width brackets",
    ),
    Column("continued_from", "integer", "the number of the page that it comes from (上接)"),
    Column("continued_to", "integer", "the number of the page that it goes on to (下转)"),
    Column(
        "continues_article_id",
        "integer",
        "the article_id of the piece of its issue that it continues, where that was found",
    ),
    Column(
        "continued_in_article_id",
        "integer",
        "the article_id of the piece of its issue that it goes on in, where that was found; null "
        "in an article that was exported whole",
    ),
    Column(
        "parts",
        ListOf(_PART),
        "the pieces that this record consists of: one, or with --whole one for each page it is on",
    ),
    Column(
        "jumps",
        ListOf(_JUMP),
        "the marks 上接 and 下转 as printed",
        cell="as printed, one a line",
    ),
    Column(
        "region",
        ListOf(ListOf(ListOf("number"))),
        "where it stands on its (first) printed page: polygons, each a list of corners [x, y] in "
        "points from the upper left; empty for a text page",
    ),
    Column("page_width", "number", "the width of its printed page in points"),
    Column("page_height", "number", "the height of its printed page in points"),
    Column(
        "doubts",
        ListOf(_DOUBT),
        "decisions about the article that rested on a weak cue",
        cell="cue (field), with a semicolon and a blank between them",
    ),
    Column(
        "documents",
        ListOf(_DOCUMENT),
        "the files that its page, or pages, came from",
        cell="kind and address with a blank between them, one a line",
    ),
    Column(
        "sources",
        ListOf("string"),
        "the addresses of those files that the article itself came from",
        cell="one a line",
    ),
    Column("source_url", "string", "where its page came from"),
    Column("source_sha256", "string", "sha256 of the page's bytes, in hex"),
    Column(
        "stored_at",
        "datetime",
        "when the page was stored with this content, in UTC",
        required=True,
    ),
)

BY_NAME = {column.name: column for column in COLUMNS}


def type_name(of: Type) -> str:
    """Return the type in words: ``string``, ``list of objects``, ``list of lists of numbers``."""
    if isinstance(of, Struct):
        return "object"
    if isinstance(of, ListOf):
        first, *rest = type_name(of.of).split(" ")
        return " ".join(["list of", f"{first}s", *rest])
    return of
