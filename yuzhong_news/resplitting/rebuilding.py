"""From the kept documents of a page to its articles: what a crawl does, without fetching.

The functions are given to worker processes, and know nothing of Scrapy or SQL.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from yuzhong_news.items import (
    Document,
    Doubt,
    FetchedFile,
    FetchedPage,
    LabelledArticle,
    Page,
    PageFacts,
    PageSource,
)
from yuzhong_news.pipelines.labelled import split_labelled
from yuzhong_news.pipelines.plain import lines_of, page_of
from yuzhong_news.pipelines.printed import read_sheet_of, split_sheet
from yuzhong_news.platforms import (
    PLATFORMS,
    Layout,
    NotAnIssueError,
    PageLink,
    Platform,
    platform_of,
)
from yuzhong_news.platforms.charset import decode
from yuzhong_news.platforms.selectors import Selectors, platform_with
from yuzhong_news.reading import ReadError, is_pdf
from yuzhong_news.resplitting.files import CannotError, Files
from yuzhong_news.spiders.issue import address_of

_SHEET = re.compile(r"#page=(\d+)$")
OF_FETCHING = frozenset(
    {"missing-document", "gone-document", "left-out-document", "gone-article", "no-article"}
)
"""Cues of doubts on a fetched page that only fetching it again can change."""


@dataclass(slots=True, frozen=True)
class Kept:
    """A page as the archive has it: its facts and present documents, and what it came from.

    ``doubts`` are those on the page, of which those about fetching stand.  ``platform`` is the name
    of the newspaper's e-paper platform, where that is known, and ``selectors`` are the newspaper's
    own.
    """

    facts: PageFacts
    source_sha256: str | None
    documents: list[Document]
    doubts: list[Doubt] = field(default_factory=list)
    platform: str | None = None
    selectors: Selectors = ()


def split_again(kept: Kept, files: Files) -> Page:
    """Return the page as the present code splits it, with the documents that it has.

    Raises :class:`CannotError` where a document is not at hand as it was, or cannot be read.
    """
    try:
        on_disk = _on_disk(kept)
        page = _from_disk(kept, on_disk, files) if on_disk else _fetched(kept, files)
    except (ReadError, NotAnIssueError) as error:
        raise CannotError("unreadable", str(error)) from None
    return page


def _on_disk(kept: Kept) -> Document | None:
    """Return the file on disk that the page is, if it is one."""
    for document in kept.documents:
        if document.url.startswith("file://"):
            return document
    url = kept.facts.source_url or ""
    if not kept.documents and url.startswith("file://") and kept.source_sha256:
        # An archive of an older version knows of no document of a text.
        return Document(
            kind="text",
            url=url,
            sha256=kept.source_sha256,
            media_type="text/plain",
            fetched_at=dt.datetime.now(dt.UTC),
        )
    return None


def _from_disk(kept: Kept, document: Document, files: Files) -> Page:
    body = files.read(document)
    name = str(files.place_of(document))
    sheet = _SHEET.search(document.url)
    source = PageSource(
        **kept.facts.model_dump(),
        body=body,
        sheet=int(sheet[1]) if sheet else 1,
        file_url=document.url,
    )
    if is_pdf(body):
        page = split_sheet(read_sheet_of(source, name))
    else:
        page = page_of(lines_of(source, name))
    return page.model_copy(update={"documents": kept.documents or page.documents})


def _fetched(kept: Kept, files: Files) -> Page:
    """Return the page of an e-paper, from its HTML, its PDF, or both."""
    texts = [document for document in kept.documents if document.kind == "html"]
    pdf = next((document for document in kept.documents if document.kind == "pdf"), None)
    if not texts and pdf is None:
        raise CannotError("not-kept", "no document of it is known")
    page = FetchedPage(
        facts=kept.facts,
        paper="",
        stem="",
        labelled=[],
        files=[_file(document, files) for document in (*texts, *([pdf] if pdf else []))],
        documents=kept.documents,
        doubts=[doubt for doubt in kept.doubts if doubt.cue in OF_FETCHING],
    )
    if texts:
        first = _first(texts, kept.facts)
        page.files.sort(key=lambda file: file.url != first.url)
        layout = _layout(kept, first, page)
        page = replace(
            page,
            labelled=_labelled(kept, layout, first, page),
            picture_size=layout.picture_size,
        )
    return split_labelled(page, _printed(page))


def _file(document: Document, files: Files) -> FetchedFile:
    body = files.read(document)
    return FetchedFile(
        document.kind if document.kind != "text" else "html",
        document.url,
        body,
        document.media_type,
        document.fetched_at,
    )


def _first(texts: list[Document], facts: PageFacts) -> Document:
    """Return the page's own text: the one at its address, else the one that was kept first."""
    return next((text for text in texts if text.url == facts.source_url), texts[0])


def _layout(kept: Kept, document: Document, page: FetchedPage) -> Layout:
    """Return what the page's own text tells of it."""
    text = _text_at(document.url, page)
    url, _, behind = document.url.partition("#")
    platform = _platform(kept, text, url)
    inside = re.fullmatch(r"page=(\d+)", behind)
    if inside:
        layouts = platform.read_index(text, url).layouts
        if not 0 < int(inside[1]) <= len(layouts):
            raise CannotError("unreadable", f"{document.url}: there is no such page in it any more")
        return layouts[int(inside[1]) - 1]
    pictures = [one.url for one in kept.documents if one.kind == "picture"]
    pdfs = [one.url for one in kept.documents if one.kind == "pdf"]
    link = PageLink(
        number=kept.facts.page_number,
        name=kept.facts.page_name,
        pdf=pdfs[0] if pdfs else None,
        picture=pictures[0] if pictures else None,
    )
    return platform.read_layout(text, url, link)


def _labelled(
    kept: Kept, layout: Layout, own: Document, page: FetchedPage
) -> list[LabelledArticle]:
    """Return the page's labelled articles, as ``gather`` of the spiders does from the net."""
    platform = _platform(kept, _text_at(own.url, page), own.url)
    found = [replace(article, document=own.url) for article in layout.articles]
    known = {_place(file.url): file for file in page.files if file.kind == "html"}
    for link in layout.links:
        stub = LabelledArticle(headline=link.headline, regions=link.regions, document=own.url)
        file = None
        if link.fetch is not None:
            address = address_of(link.fetch)
            stub = replace(stub, url=address)
            file = known.get(_place(address))
        if file is None or file.url == own.url:
            found.append(stub)
            continue
        article = platform.read_article(decode(file.body), file.url.partition("#")[0])
        found.append(
            replace(
                article,
                headline=article.headline or link.headline,
                url=article.url or file.url,
                regions=article.regions or link.regions,
                document=file.url,
            )
        )
    return found


def _printed(page: FetchedPage) -> Page | None:
    """Return the page's PDF as split; one that cannot be read costs a labelled page a doubt."""
    pdf = page.pdf
    if pdf is None:
        return None
    source = PageSource(**page.facts.model_dump(), body=pdf.body)
    try:
        return split_sheet(read_sheet_of(source, pdf.url))
    except ReadError as error:
        if not page.labelled:
            raise
        page.doubts.append(Doubt(cue="unread-pdf", field="region", detail=str(error)))
        return None


def _platform(kept: Kept, text: str, url: str) -> Platform:
    if kept.platform in PLATFORMS:
        return platform_with(kept.platform, kept.selectors)
    known = platform_of(text, url)
    if known is None:
        raise CannotError(
            "no-platform", f"{url}: no newspaper's TOML and no trait tells its platform"
        )
    return known


def _text_at(url: str, page: FetchedPage) -> str:
    body = next(file.body for file in page.files if file.url == url and file.kind == "html")
    return decode(body)


def _place(url: str) -> tuple[str, ...]:
    """Return an address without its scheme and host, in which a redirect may differ."""
    parts = urlsplit(url)
    return (parts.path, parts.query, parts.fragment)
