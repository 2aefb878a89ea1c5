"""The files that a page came from."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from yuzhong_news.items import Document as DocumentItem
from yuzhong_news.storage.tables import Document


def write_documents(
    connection: Connection, page_id: int, documents: Sequence[DocumentItem]
) -> None:
    """Make these the page's documents; without any, those that are there stay.

    A document whose bytes are those that are there, in the same place, is not written.
    """
    if not documents:
        return
    query = select(Document.id, Document.kind, Document.url, Document.sha256, Document.path).where(
        Document.page_id == page_id
    )
    known = {tuple(row[1:]): row[0] for row in connection.execute(query)}
    wanted = {(one.kind, one.url, one.sha256, one.path): one for one in documents}
    gone = [row_id for key, row_id in known.items() if key not in wanted]
    if gone:
        connection.execute(delete(Document).where(Document.id.in_(gone)))
    by_address = {(one.kind, one.url): one for key, one in wanted.items() if key not in known}
    rows = [{"page_id": page_id, **one.model_dump()} for one in by_address.values()]
    if rows:
        connection.execute(insert(Document), rows)
