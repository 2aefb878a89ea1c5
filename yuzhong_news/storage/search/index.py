"""The index kept in step with the articles, and built anew where another version made it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from yuzhong_news.items import Article as ArticleItem
from yuzhong_news.storage.search.backends import backend_of
from yuzhong_news.storage.search.documents import AT_ONCE, document_of, documents_of
from yuzhong_news.storage.tables import Article, SearchIndex

_PREFIXES = ("article_fts", "article_search")


def index_items(
    connection: Connection, ids: Sequence[int], articles: Sequence[ArticleItem]
) -> None:
    """Add the articles that were just stored under these ids to the index.

    It does what :func:`index_articles` does, and spares to read them back.
    """
    documents = dict(zip(ids, map(document_of, articles), strict=True))
    backend_of(connection).add(connection, documents)


def index_articles(connection: Connection, ids: Sequence[int]) -> None:
    """Add articles to the index; they must be stored with all that hangs on them.

    Call it right after their rows are written, and :func:`unindex_articles` right before they
    change or go: each article is in the index with the text that it has.
    """
    backend_of(connection).add(connection, documents_of(connection, ids))


def unindex_articles(connection: Connection, ids: Sequence[int]) -> None:
    """Take articles out of the index, while their rows are still those that were indexed."""
    backend_of(connection).remove(connection, documents_of(connection, ids))


def is_current(connection: Connection) -> bool:
    """Whether the index is there and made by the rules of this version."""
    versions = connection.scalars(select(SearchIndex.version)).all()
    return versions == [backend_of(connection).version]


def rebuild(connection: Connection) -> int:
    """Build the index anew from all articles, and return how many they are.

    Nobody else can write meanwhile; readers see the old index until the transaction ends.
    """
    backend = backend_of(connection)
    backend.drop(connection)
    backend.create(connection)
    total = 0
    last = 0
    query = select(Article.id).order_by(Article.id).limit(AT_ONCE)
    while ids := list(connection.scalars(query.where(Article.id > last))):
        index_articles(connection, ids)
        total, last = total + len(ids), ids[-1]
    backend.finish(connection)
    connection.execute(delete(SearchIndex))
    connection.execute(insert(SearchIndex), {"id": 1, "version": backend.version})
    return total


def is_search_table(name: str) -> bool:
    """Whether a table belongs to the index, which no migration knows of."""
    return name.startswith(_PREFIXES)
