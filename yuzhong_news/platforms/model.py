"""What a platform's functions take and give.

An issue is fetched in three kinds of steps, some of which a platform may lack: the *index* names
the issue's pages; the *layout* of a page names its articles, its PDF and its picture; an *article*
is a text with labels.  Each answer says what to fetch next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from yuzhong_news.items import LabelledArticle, Part, Polygon

__all__ = [
    "ArticleLink",
    "Fetch",
    "Issue",
    "LabelledArticle",
    "Layout",
    "NotAnIssueError",
    "PageLink",
    "Part",
    "Platform",
    "Step",
]

Step = Literal["index", "layout", "article"]


class NotAnIssueError(ValueError):
    """A response is no page of an issue: a challenge, an error page, a shell, another date.

    ``kind`` names which, for the stats: ``challenge``, ``error-page``, ``shell``, ``other-date``,
    ``no-issue``; the message says what was seen and what to do.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(kind, message)
        self.kind = kind
        self.message = message

    def __str__(self) -> str:
        return self.message


@dataclass(slots=True, frozen=True)
class PageLink:
    """A page of an issue as its link tells of it.

    ``label`` is the link's text (第A01版：头版); ``number`` and ``name`` are read from it, never
    from a file's name.  ``pdf`` and ``picture`` are absolute addresses, followed and never built.
    """

    label: str = ""
    number: int | None = None
    name: str | None = None
    pdf: str | None = None
    picture: str | None = None


@dataclass(slots=True, frozen=True)
class Fetch:
    """What to ask for next, which step its answer is, and of which page.

    ``json`` is POSTed as JSON, ``form`` as the fields of a form, with ``headers`` that the vendor's
    program asks for.  ``date`` is that of the issue to
    which an index leads, where the link tells it: a list of issues names many.
    """

    url: str
    step: Step
    page: PageLink = PageLink()
    json: Mapping[str, object] | None = None
    form: Mapping[str, str] | None = None
    date: dt.date | None = None
    headers: Mapping[str, str] | None = None


@dataclass(slots=True, frozen=True)
class ArticleLink:
    """An article as the page's layout names it.

    ``regions`` are polygons on the page's picture, in pixels of that picture.
    """

    headline: str
    fetch: Fetch | None = None
    regions: list[Polygon] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Layout:
    """What a page's layout tells.

    ``siblings`` are the issue's other pages, where a layout lists them; ``articles`` are those that
    stand in the response itself.  ``picture_size`` is in pixels of the picture the regions are on.
    """

    date: dt.date | None
    page: PageLink
    links: list[ArticleLink] = field(default_factory=list)
    siblings: list[Fetch] = field(default_factory=list)
    articles: list[LabelledArticle] = field(default_factory=list)
    picture_size: tuple[float, float] | None = None


@dataclass(slots=True, frozen=True)
class Issue:
    """What an index tells: the date it says it is of, and what to fetch for each page.

    A fetch with the step ``index`` leads to an issue's own index: an entrance that forwards, or a
    list of issues, each with its date.  ``layouts`` are pages that need no fetch of their own: all
    of an issue stands in its index (family ``bc``), or nothing but PDFs (``plain_pdf``).
    """

    date: dt.date | None
    fetches: list[Fetch]
    layouts: list[Layout] = field(default_factory=list)


class Platform(Protocol):
    """One vendor's e-papers.

    Each ``read_…`` takes the decoded text of a response and its address, and raises
    :class:`NotAnIssueError` when the response is no part of an issue.
    """

    name: str

    def start(self, address: str, date: dt.date) -> Fetch:
        """Return where the issue of ``date`` begins, below a newspaper's address."""
        ...

    def recognises(self, text: str, url: str) -> bool:
        """Whether a response looks like one of this vendor's (for ``scrapy probe``)."""
        ...

    def read_index(self, text: str, url: str) -> Issue:
        """Return the issue's pages."""
        ...

    def read_layout(self, text: str, url: str, page: PageLink) -> Layout:
        """Return what a page's layout tells; ``page`` is what its link told."""
        ...

    def read_article(self, text: str, url: str) -> LabelledArticle:
        """Return the article."""
        ...
