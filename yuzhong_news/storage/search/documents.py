"""From the rows of articles to the texts that are searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from yuzhong_news.items import Article as ArticleItem
from yuzhong_news.search import Document
from yuzhong_news.storage.tables import Article, Caption, Subhead

AT_ONCE = 500
"""Articles that are read with one statement; SQLite before 3.32 took no more than 999 values."""


def documents_of(connection: Connection, ids: Sequence[int]) -> dict[int, Document]:
    """Return the texts of the articles with these ids, as they are stored now."""
    documents: dict[int, Document] = {}
    for start in range(0, len(ids), AT_ONCE):
        documents |= _documents(connection, ids[start : start + AT_ONCE])
    return documents


def _documents(connection: Connection, ids: Sequence[int]) -> dict[int, Document]:
    subheads = _subheads(connection, ids)
    captions = _captions(connection, ids)
    article = Article.__table__.c
    query = select(
        *(article.id, article.kicker, article.headline, article.subtitle),
        *(article.lead, article.body),
        *(article.column_label, article.dateline, article.byline),
    ).where(article.id.in_(ids))
    return {
        row[0]: _document(
            headlines=row[1:4],
            lead=row[4],
            body=row[5],
            subheads=subheads[row[0]],
            captions=captions[row[0]],
            others=row[6:9],
        )
        for row in connection.execute(query)
    }


def document_of(article: ArticleItem) -> Document:
    """Return the texts of an article as :func:`documents_of` gives them once it is stored."""
    return _document(
        headlines=(article.kicker, article.headline, article.subtitle),
        lead=article.lead,
        body="\n".join(article.paragraphs),
        subheads=[subhead.text for subhead in article.subheads],
        captions=[text for one in article.captions for text in (one.text, one.credit)],
        others=(article.column, article.dateline, article.byline),
    )


def _document(
    *,
    headlines: Iterable[str | None],
    lead: str | None,
    body: str,
    subheads: Iterable[str],
    captions: Iterable[str | None],
    others: Iterable[str | None],
) -> Document:
    paragraphs = body.split("\n") if body else []
    before = [] if not lead or lead in paragraphs else [lead]
    return Document(
        headline=_present(headlines),
        body=(*before, *paragraphs, *subheads),
        caption=_present(captions),
        other=_present(others),
    )


def _subheads(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(Subhead.article_id, Subhead.text)
        .where(Subhead.article_id.in_(ids))
        .order_by(Subhead.article_id, Subhead.position)
    )
    for article_id, text in connection.execute(query):
        found[article_id].append(text)
    return found


def _captions(connection: Connection, ids: Sequence[int]) -> dict[int, list[str | None]]:
    found: dict[int, list[str | None]] = defaultdict(list)
    query = (
        select(Caption.article_id, Caption.text, Caption.credit)
        .where(Caption.article_id.in_(ids))
        .order_by(Caption.article_id, Caption.position)
    )
    for article_id, text, credit in connection.execute(query):
        found[article_id] += [text, credit]
    return found


def _present(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
