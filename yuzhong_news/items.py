"""What flows through yuzhong_news.

One page of one issue passes through three shapes, each with the same :class:`PageFacts`:

``PageSource`` (bytes, from a spider) → ``PageLines`` or ``PageSheet`` (lines, from ``reading``) →
``Page`` (articles, from ``splitting``).  A page of an e-paper comes as ``FetchedPage`` and is read
as ``LabelledPage``.  ``Page`` is what feeds export and what the archive stores.

Field names follow IPTC ninjs and schema.org NewsArticle where they have one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field


class Line(NamedTuple):
    """One printed line of a page, in the order of its source.

    ``text`` is the line as it stands in the source, without its line end; ``number`` counts from 1;
    ``indent`` and ``width`` are in full-width characters (a Latin letter or digit is half of one),
    ``width`` without the white space at both ends; ``blank_before`` is the number of blank lines
    between this line and the one before it.
    """

    text: str
    number: int
    indent: float
    width: float
    blank_before: int


class Box(NamedTuple):
    """A rectangle on a printed page in points: x grows to the right, y downwards from the top."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide the box is, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high the box is, in points."""
        return self.bottom - self.top


class Direction(StrEnum):
    """How the characters of a printed line follow each other, as the reader of the page sees it.

    ``STACKED`` is upright characters one below the other (a vertical headline); ``UPWARD`` and
    ``DOWNWARD`` are lines turned by a quarter; ``SLANTED`` is any other angle.
    """

    HORIZONTAL = "horizontal"
    STACKED = "stacked"
    UPWARD = "upward"
    DOWNWARD = "downward"
    SLANTED = "slanted"


@dataclass(slots=True, frozen=True)
class PrintedLine:
    """Characters that stand together in one line of one column of a printed page.

    ``size`` is the real type size in points, whatever size the file declares; ``font`` is the
    family's name without subset mark, ``weight`` as PDF counts it (400 is regular), ``colour`` is
    0xRRGGBB.  ``box`` goes from the first to the last visible character, and over the em's height.
    """

    text: str
    box: Box
    size: float
    font: str = ""
    weight: int = 400
    colour: int = 0
    direction: Direction = Direction.HORIZONTAL


@dataclass(slots=True, frozen=True)
class Tint:
    """A filled rectangle, and its colour as 0xRRGGBB."""

    box: Box
    colour: int


class PageStatus(StrEnum):
    """Why a page has no articles: a picture of text, or characters that are not those seen."""

    NO_TEXT_LAYER = "no-text-layer"
    GARBLED_TEXT = "garbled-text"


@dataclass(slots=True, frozen=True)
class PrintedPage:
    """One page of a PDF as read: what is printed where, in points (see :class:`Box`).

    ``rules`` are ruling lines (thin boxes), ``frames`` stroked rectangles, ``tints`` filled ones,
    ``pictures`` images.  ``status`` says why there is no text to split, or is null; ``number``
    counts the pages of the file from 1.
    """

    number: int
    width: float
    height: float
    lines: list[PrintedLine]
    rules: list[Box]
    frames: list[Box]
    tints: list[Tint]
    pictures: list[Box]
    status: PageStatus | None = None


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Contributor(_Model):
    """A person whom the page credits: schema.org ``contributor``.

    ``name`` has no inner spaces; ``role`` is the printed role word without the paper's name
    (记者, 首席记者, 通讯员 …), empty for a bare name; ``work`` is 文, 图, 文/图, 摄 where printed.
    """

    name: str
    role: str = ""
    work: str | None = None


class Caption(_Model):
    """The words under a picture, and to whom the picture is owed (资料图片, 记者 某某 摄 …)."""

    text: str
    credit: str | None = None


class Subhead(_Model):
    """A headline inside a body (小标题); ``before_paragraph`` is an index into ``paragraphs``."""

    text: str
    before_paragraph: int


class Jump(_Model):
    """A mark of continuation, as printed: （上接1版） has direction ``from`` and page 1."""

    direction: Literal["from", "to"]
    page: int
    text: str


class Doubt(_Model):
    """A decision that rested on a weak cue: the field it decided and the cue's name."""

    cue: str
    field: str
    detail: str = ""


class Kind(StrEnum):
    """News, picture news (no body), or a notice (advertisement, legal notice)."""

    ARTICLE = "article"
    PICTURE = "picture"
    NOTICE = "notice"


Polygon = list[tuple[float, float]]
"""Corners (x, y) of an area of a printed page, in points from its upper left corner."""


class Article(_Model):
    """One article of one page.

    A piece that continues from another page starts where it starts on this page and has no lead.
    A group credit (本组图片由…提供) is repeated on each caption of its group.  ``region`` is
    where the article stands on a printed page: polygons in the units of the page's ``width`` and
    ``height``.  ``sources`` are the addresses of those of the page's documents that it came from.
    """

    kind: Kind = Kind.ARTICLE
    column: str | None = None
    kicker: str | None = None
    headline: str | None = None
    subtitle: str | None = None
    dateline: str | None = None
    lead: str | None = None
    byline: str | None = None
    contributors: list[Contributor] = Field(default_factory=list)
    paragraphs: list[str] = Field(default_factory=list)
    subheads: list[Subhead] = Field(default_factory=list)
    captions: list[Caption] = Field(default_factory=list)
    continued_from: int | None = None
    continued_to: int | None = None
    region: list[Polygon] = Field(default_factory=list)
    jumps: list[Jump] = Field(default_factory=list)
    doubts: list[Doubt] = Field(default_factory=list)
    sources: list[str] = Field(default_factory=list)


class Part(NamedTuple):
    """A piece of a labelled article in its order: a paragraph, a subhead, a picture, its caption.

    ``url`` is the absolute address of a picture; a caption stands right behind its picture.
    """

    kind: Literal["paragraph", "subhead", "picture", "caption"]
    text: str = ""
    url: str | None = None


@dataclass(slots=True, frozen=True)
class LabelledArticle:
    """An article as an e-paper's vendor labels it; what the vendor has no label for is empty.

    ``regions`` are in pixels of the page's picture; ``url`` is where the article stands, and
    ``document`` the address of the file that it was read from.
    """

    headline: str = ""
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""
    parts: list[Part] = field(default_factory=list)
    url: str | None = None
    regions: list[Polygon] = field(default_factory=list)
    document: str | None = None


class PageFacts(_Model):
    """Which page this is. What is not known is null, never guessed."""

    newspaper: str | None = None
    issue_date: dt.date | None = None
    page_number: int | None = None
    page_name: str | None = None
    source_url: str | None = None


class PageSource(PageFacts):
    """A page as fetched: its bytes, and what the transport said about them.

    ``sheet`` says which page of the file it is, from 1; a text has one.  ``file_url`` is where a
    file on disk lies, which need not be its ``source_url``.
    """

    body: bytes = Field(repr=False)
    sheet: int = 1
    charset: str | None = None
    file_url: str | None = None

    def of_sheet(self, sheet: int) -> PageSource:
        """Return the source of one page of a file of several.

        It gets its number in the file, and its address ends in ``#page=N``, as for readers of PDF.
        """
        url = self.source_url and f"{self.source_url}#page={sheet}"
        file = self.file_url and f"{self.file_url}#page={sheet}"
        return self.model_copy(
            update={"sheet": sheet, "page_number": sheet, "source_url": url, "file_url": file}
        )


@dataclass(slots=True, frozen=True)
class PageLines:
    """A page as read: its lines, and the sha256 (hex) of the bytes they were read from."""

    facts: PageFacts
    lines: list[Line]
    source_sha256: str
    doubts: list[Doubt]
    documents: list[Document] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class PageSheet:
    """A page of a PDF as read: what is printed on it, and the sha256 (hex) of the file."""

    facts: PageFacts
    printed: PrintedPage
    source_sha256: str
    documents: list[Document] = field(default_factory=list)


class Document(_Model):
    """A file that a page came from, as fetched and kept, or as it lies on disk.

    ``media_type`` is what the bytes are, or what the server said; ``path`` is where the file lies
    below the folder (or bucket) of all files, null where files are not kept.
    """

    kind: Literal["pdf", "picture", "html", "image", "text"]
    url: str
    sha256: str
    media_type: str
    fetched_at: dt.datetime
    path: str | None = None


@dataclass(slots=True, frozen=True)
class FetchedFile:
    """A response as fetched: a document before it is kept."""

    kind: Literal["pdf", "picture", "html", "image"]
    url: str
    body: bytes = field(repr=False)
    media_type: str
    fetched_at: dt.datetime


@dataclass(slots=True, frozen=True)
class FetchedPage:
    """A page of an e-paper as fetched: its labelled articles, its files, or both.

    ``paper`` and ``stem`` name the page for a file system (``yuzhong``, ``01``).  ``picture_size``
    is width and height in pixels of the picture that the articles' regions are on.
    """

    facts: PageFacts
    paper: str
    stem: str
    labelled: list[LabelledArticle]
    files: list[FetchedFile]
    picture_size: tuple[float, float] | None = None
    documents: list[Document] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def pdf(self) -> FetchedFile | None:
        """The page's PDF, if there is one."""
        return next((file for file in self.files if file.kind == "pdf"), None)


@dataclass(slots=True, frozen=True)
class LabelledPage:
    """A page of an e-paper as read: labelled articles, and what its PDF shows, if there is one."""

    fetched: FetchedPage
    sheet: PageSheet | None


@dataclass(slots=True, frozen=True)
class IssuePages:
    """The pages that an issue has, as its index names them; they are not fetched yet.

    ``whole`` says that these are all of them; else they are added to those known before.
    """

    newspaper: str
    issue_date: dt.date
    pages: list[PageFacts]
    whole: bool = True


class Page(PageFacts):
    """A page as split: the item that is exported and stored, one for each page of an issue.

    ``width`` and ``height`` are those of a printed page in points (schema.org ``width``), null for
    a text page; ``status`` says why a printed page has no articles.  ``splitter_version`` tells
    which code made the articles.
    """

    source_sha256: str | None = None
    splitter_version: str | None = None
    status: PageStatus | None = None
    width: float | None = None
    height: float | None = None
    articles: list[Article] = Field(default_factory=list)
    furniture: list[str] = Field(default_factory=list)
    doubts: list[Doubt] = Field(default_factory=list)
    documents: list[Document] = Field(default_factory=list)
