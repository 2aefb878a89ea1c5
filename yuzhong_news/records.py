"""What comes back from the archive for those who carry it away: one record an article.

A record is the article of :mod:`yuzhong_news.items` with the facts of its page and its rows' ids.
What each key means stands in one place, :data:`yuzhong_news.exports.columns.COLUMNS`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypedDict


class ContributorRecord(TypedDict):
    """A person who is credited; see :class:`yuzhong_news.items.Contributor`."""

    name: str
    role: str
    work: str | None


class SubheadRecord(TypedDict):
    """A headline inside the body."""

    text: str
    before_paragraph: int


class CaptionRecord(TypedDict):
    """The words under a picture, and its credit."""

    text: str
    credit: str | None


class JumpRecord(TypedDict):
    """A mark 上接 or 下转, as printed."""

    direction: str
    page: int
    text: str


class DoubtRecord(TypedDict):
    """A decision on a weak cue."""

    cue: str
    field: str
    detail: str


class DocumentRecord(TypedDict):
    """A file that the page came from."""

    kind: str
    url: str
    sha256: str
    media_type: str
    fetched_at: dt.datetime
    path: str | None


class PartRecord(TypedDict):
    """A piece of the article on one page, and how many of the paragraphs are on it."""

    article_id: int
    page_id: int
    page_number: int | None
    paragraphs: int


class Record(TypedDict):
    """One article, or with ``whole`` an article joined from its pieces on several pages."""

    article_id: int
    page_id: int
    page_key: str
    newspaper: str | None
    issue_date: dt.date | None
    page_number: int | None
    page_name: str | None
    position: int
    kind: str
    column: str | None
    kicker: str | None
    headline: str | None
    subtitle: str | None
    dateline: str | None
    lead: str | None
    byline: str | None
    contributors: list[ContributorRecord]
    paragraphs: list[str]
    subheads: list[SubheadRecord]
    captions: list[CaptionRecord]
    continued_from: int | None
    continued_to: int | None
    continues_article_id: int | None
    continued_in_article_id: int | None
    parts: list[PartRecord]
    jumps: list[JumpRecord]
    region: list[list[list[float]]]
    page_width: float | None
    page_height: float | None
    doubts: list[DoubtRecord]
    documents: list[DocumentRecord]
    sources: list[str]
    source_url: str | None
    source_sha256: str | None
    stored_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are asked for; what is null or empty selects all.

    ``since`` and ``until`` are days of issues, both included; an article whose day is unknown is
    in no range.  ``person`` is a name that the article credits, spaces in it do not matter.  With
    ``whole``, pieces that continue each other are one record, which stands where it begins.
    ``newest_first`` puts the newest issue first; else the order is that of print.
    """

    newspaper: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    kind: str | None = None
    person: str | None = None
    whole: bool = False
    newest_first: bool = False
    limit: int | None = None

    @property
    def everything(self) -> bool:
        """Whether all articles are selected."""
        return self == Selection()
