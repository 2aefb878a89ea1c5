"""What belongs to a page beside its layout: its articles, its PDF, its picture, their images."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass, field, replace

from scrapy.crawler import Crawler
from scrapy.http import Response

from yuzhong_news.items import Doubt, FetchedFile, LabelledArticle
from yuzhong_news.platforms import ArticleLink, Layout, NotAnIssueError, PageLink, Platform
from yuzhong_news.spiders.fetching import (
    FetchError,
    FileKind,
    GoneError,
    fetch_file,
    fetched_at_of,
    respond,
    response_file,
    same_place,
    text_of,
)
from yuzhong_news.spiders.issue import address_of

logger = logging.getLogger(__name__)

MAX_ARTICLES = 300
MAX_FILES = 500
"""What one page may have of them; the fullest pages known have 60 and 40."""
PAGE_BYTES = 200_000_000
"""Bytes of one page's files, from which on its further images are left out."""
_NOT_NOW = ("challenge", "refused", "error-page")


@dataclass(slots=True)
class Gathered:
    """A page's articles and files, the doubts about what is missing, and what failed just now."""

    labelled: list[LabelledArticle]
    files: list[FetchedFile]
    doubts: list[Doubt] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


async def gather(
    crawler: Crawler, platform: Platform, layout: Layout, address: str, response: Response
) -> Gathered:
    """Return all that belongs to the page whose layout ``response`` is.

    Raises :class:`FetchError` or :class:`NotAnIssueError` where an article cannot be had now: a
    page is stored whole or not at all.  A file that cannot be had leaves a doubt.
    """
    if len(layout.links) > MAX_ARTICLES:
        raise FetchError(
            f"{response.url} names {len(layout.links)} articles, more than any page of a newspaper "
            f"({MAX_ARTICLES}). Look at it in a browser"
        )
    near = fetched_at_of(response)
    got = await asyncio.gather(*(_article(crawler, platform, link, near) for link in layout.links))
    page = Gathered(
        labelled=[
            *(replace(article, document=address) for article in layout.articles),
            *(replace(one.article, document=one.file.url if one.file else address) for one in got),
        ],
        files=[response_file(response, address), *(one.file for one in got if one.file)],
        doubts=[one.doubt for one in got if one.doubt],
    )
    # Where the layout is the PDF itself, it is there already.
    link = replace(layout.page, pdf=None) if page.files[0].kind == "pdf" else layout.page
    for url, kind in _wanted(crawler, link, page.labelled).items():
        await _add_file(crawler, page, kind, url, near)
    return page


@dataclass(slots=True)
class _Got:
    article: LabelledArticle
    file: FetchedFile | None = None
    doubt: Doubt | None = None


async def _article(
    crawler: Crawler, platform: Platform, link: ArticleLink, near: dt.datetime | None
) -> _Got:
    """Return the article behind a link, or what the link says of it, with a doubt."""
    stub = LabelledArticle(headline=link.headline, regions=link.regions)
    if link.fetch is None:
        return _Got(stub)
    address = address_of(link.fetch)
    stub = replace(stub, url=address)
    try:
        response = await respond(crawler, link.fetch, near)
        text = text_of(response, "article")
        if not same_place(link.fetch.url, response.url):
            message = f"{link.fetch.url} redirects to {response.url}"
            return _Got(stub, doubt=Doubt(cue="gone-article", field="articles", detail=message))
        article = platform.read_article(text, response.url)
    except GoneError as error:
        return _Got(stub, doubt=Doubt(cue="gone-article", field="articles", detail=str(error)))
    except NotAnIssueError as error:
        if error.kind in _NOT_NOW:
            raise
        return _Got(stub, doubt=Doubt(cue="no-article", field="articles", detail=str(error)))
    article = replace(
        article,
        headline=article.headline or link.headline,
        url=article.url or address,
        regions=article.regions or link.regions,
    )
    return _Got(article, response_file(response, address))


def _wanted(
    crawler: Crawler, page: PageLink, labelled: list[LabelledArticle]
) -> dict[str, FileKind]:
    """Return the files to fetch: the PDF; where files are kept, picture and images, too."""
    wanted: dict[str, FileKind] = {page.pdf: "pdf"} if page.pdf else {}
    if crawler.settings.get("FILES_STORE"):
        if page.picture:
            wanted.setdefault(page.picture, "picture")
        for part in (part for article in labelled for part in article.parts):
            if part.kind == "picture" and part.url:
                wanted.setdefault(part.url, "image")
    return wanted


async def _add_file(
    crawler: Crawler, page: Gathered, kind: FileKind, url: str, near: dt.datetime | None
) -> None:
    """Fetch a file and add it to the page; what is missing leaves a doubt."""
    cue, detail = "", ""
    too_many = len(page.files) - len(page.labelled) >= MAX_FILES
    if too_many or sum(len(file.body) for file in page.files) > PAGE_BYTES:
        cue, detail = "left-out-document", url
    else:
        try:
            page.files.append(await fetch_file(crawler, kind, url, near))
        except GoneError as error:
            cue, detail = "gone-document", str(error)
            logger.warning("%s", error)
        except FetchError as error:
            cue, detail = "missing-document", str(error)
            page.failed.append(detail)
    if cue:
        page.doubts.append(Doubt(cue=cue, field="documents", detail=detail))
