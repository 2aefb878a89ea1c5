"""Steps 1 and 2 for plain texts, as functions that know nothing of a crawl."""

from __future__ import annotations

import hashlib

from yuzhong_news.items import Page, PageFacts, PageLines, PageSource
from yuzhong_news.pipelines.on_disk import document_of
from yuzhong_news.provenance import splitter_version
from yuzhong_news.reading import read
from yuzhong_news.splitting import split_page


def lines_of(source: PageSource, name: str) -> PageLines:
    """Return ``source`` as read; raises :class:`ReadError`, which calls it ``name``."""
    reading = read(source.body, name=name, charset=source.charset)
    return PageLines(
        facts=PageFacts(**source.model_dump(include=set(PageFacts.model_fields))),
        lines=reading.lines,
        source_sha256=hashlib.sha256(source.body).hexdigest(),
        doubts=reading.doubts,
        documents=document_of(source, "text"),
    )


def page_of(page: PageLines) -> Page:
    """Return ``page`` as split, with the doubts of its reading and of its splitting."""
    split = split_page(page.lines)
    for article in split.articles:
        article.sources = [document.url for document in page.documents]
    return Page(
        **page.facts.model_dump(),
        source_sha256=page.source_sha256,
        splitter_version=splitter_version(),
        articles=split.articles,
        furniture=split.furniture,
        doubts=[*page.doubts, *split.doubts],
        documents=page.documents,
    )
