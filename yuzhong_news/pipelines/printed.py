"""Steps 1 and 2 for PDFs: from a file's bytes to its pages with their articles.

A pure function of its argument, which a worker process can be given: PDFium can crash, and it
cannot be interrupted.
"""

from __future__ import annotations

import hashlib

from yuzhong_news.items import Page, PageFacts, PageSource, PrintedPage
from yuzhong_news.reading import read_pdf
from yuzhong_news.splitting import split_printed


def printed_pages(source: PageSource, name: str) -> list[Page]:
    """Return the pages of the PDF in ``source``, as split.

    Where the PDF has several pages, each gets its number in the file; a single page keeps the
    number that its source gave.  Raises :class:`ReadError`, which calls the file ``name``.
    """
    printed = read_pdf(source.body, name=name)
    facts = PageFacts(**source.model_dump(include=set(PageFacts.model_fields)))
    sha256 = hashlib.sha256(source.body).hexdigest()
    return [
        printed_page(
            page,
            facts if len(printed) == 1 else facts.model_copy(update={"page_number": page.number}),
            sha256,
        )
        for page in printed
    ]


def printed_page(page: PrintedPage, facts: PageFacts, sha256: str | None = None) -> Page:
    """Return one printed page as split."""
    split = split_printed(page)
    return Page(
        **facts.model_dump(),
        source_sha256=sha256,
        status=page.status,
        width=round(page.width, 2),
        height=round(page.height, 2),
        articles=split.articles,
        furniture=split.furniture,
        doubts=split.doubts,
    )
