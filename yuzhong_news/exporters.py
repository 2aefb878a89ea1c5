"""Feeds with one flat row an article: ``-O articles.csv`` and ``-O articles.xml``.

JSON and JSON Lines nest, and keep Scrapy's own exporters: one object a page. A table cannot nest,
so here lists become one cell: people as ``记者 某某; 通讯员 某某``, paragraphs, subheads and
captions one a line. A page without articles has no row. ``-s FEED_EXPORT_ENCODING=utf-8-sig``
writes a CSV that spreadsheet programs open without asking for the charset.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from scrapy.exporters import CsvItemExporter, XmlItemExporter

from yuzhong_news.items import Article, Caption, Contributor, Page, PageFacts

_PAGE_COLUMNS = tuple(PageFacts.model_fields)
_NOT_FLAT = ("jumps", "region", "sources")
_ARTICLE_COLUMNS = tuple(name for name in Article.model_fields if name not in _NOT_FLAT)
COLUMNS = (*_PAGE_COLUMNS, "article_number", *_ARTICLE_COLUMNS)
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ArticleCsvExporter(CsvItemExporter):
    """Writes one line an article, with the columns in :data:`COLUMNS`."""

    def __init__(self, file: BytesIO, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs["fields_to_export"] = kwargs.get("fields_to_export") or list(COLUMNS)
        super().__init__(file, **kwargs)

    def export_item(self, item: Page) -> None:
        """Write the articles of one page."""
        for row in rows_of(item):
            super().export_item(row)


class ArticleXmlExporter(XmlItemExporter):
    """Writes one ``<article>`` an article, with an element for each column that has a value."""

    def __init__(self, file: BytesIO, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(file, root_element="articles", item_element="article", **kwargs)

    def export_item(self, item: Page) -> None:
        """Write the articles of one page, without the control characters that XML forbids."""
        for row in rows_of(item):
            super().export_item(
                {name: _NOT_IN_XML.sub("", value) for name, value in row.items() if value}
            )


def rows_of(page: Page) -> Iterator[dict[str, str]]:
    """Yield one row for each article of ``page``; ``article_number`` counts from 1."""
    facts = {name: _cell(getattr(page, name)) for name in _PAGE_COLUMNS}
    for number, article in enumerate(page.articles, start=1):
        cells = {name: _cell(getattr(article, name)) for name in _ARTICLE_COLUMNS}
        yield {
            **facts,
            "article_number": str(number),
            **cells,
            "contributors": "; ".join(person(one) for one in article.contributors),
            "subheads": "\n".join(subhead.text for subhead in article.subheads),
            "captions": "\n".join(caption(one) for one in article.captions),
            "doubts": "; ".join(f"{doubt.cue} ({doubt.field})" for doubt in article.doubts),
        }


def person(contributor: Contributor) -> str:
    """Return a person as one would print them: ``记者 某某 摄``, without what is not known."""
    parts = (contributor.role, contributor.name, contributor.work or "")
    return " ".join(part for part in parts if part)


def caption(one: Caption) -> str:
    """Return a caption with its credit in full-width brackets, where it has one."""
    return f"{one.text}（{one.credit}）" if one.credit else one.text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(str(part) for part in value)
    return str(value)
