"""Steps 1 and 2 for PDFs, as functions that a worker process can be given.

PDFium can crash, and it cannot be interrupted.
"""

from __future__ import annotations

import hashlib

from yuzhong_news.items import Page, PageFacts, PageSheet, PageSource
from yuzhong_news.pipelines.on_disk import document_of
from yuzhong_news.provenance import splitter_version
from yuzhong_news.reading import count_sheets, read_sheet
from yuzhong_news.splitting import split_printed


def sheets_of(source: PageSource, name: str) -> list[PageSource]:
    """Return one source for each page of the PDF in ``source``.

    A single page keeps the number that its source gave.  Raises :class:`ReadError`, which calls
    the file ``name``.
    """
    count = count_sheets(source.body, name=name)
    return [source] if count == 1 else [source.of_sheet(n) for n in range(1, count + 1)]


def read_sheet_of(source: PageSource, name: str) -> PageSheet:
    """Return the page of a PDF as read; raises :class:`ReadError`, as :func:`sheets_of` does."""
    return PageSheet(
        facts=PageFacts(**source.model_dump(include=set(PageFacts.model_fields))),
        printed=read_sheet(source.body, source.sheet, name=name),
        source_sha256=hashlib.sha256(source.body).hexdigest(),
        documents=document_of(source, "pdf"),
    )


def split_sheet(sheet: PageSheet) -> Page:
    """Return a page of a PDF as split."""
    printed = sheet.printed
    split = split_printed(printed)
    for article in split.articles:
        article.sources = [document.url for document in sheet.documents]
    return Page(
        **sheet.facts.model_dump(),
        source_sha256=sheet.source_sha256,
        splitter_version=splitter_version(),
        status=printed.status,
        width=round(printed.width, 2),
        height=round(printed.height, 2),
        articles=split.articles,
        furniture=split.furniture,
        doubts=split.doubts,
        documents=sheet.documents,
    )


def printed_pages(source: PageSource, name: str) -> list[Page]:
    """Return all pages of the PDF in ``source`` as split; raises :class:`ReadError`."""
    return [split_sheet(read_sheet_of(sheet, name)) for sheet in sheets_of(source, name)]
