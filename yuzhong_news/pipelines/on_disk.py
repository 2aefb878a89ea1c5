"""The document that a page from a file on disk comes from: the file itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal

from yuzhong_news.items import Document, PageSource

_MEDIA_TYPES = {"pdf": "application/pdf", "text": "text/plain"}


def document_of(source: PageSource, kind: Literal["pdf", "text"]) -> list[Document]:
    """Return the file as a document where it lies on disk, else none.

    Its address is the file's own, whatever the page's ``source_url`` is; nothing is kept of it.
    """
    if source.file_url is None:
        return []
    return [
        Document(
            kind=kind,
            url=source.file_url,
            sha256=hashlib.sha256(source.body).hexdigest(),
            media_type=_MEDIA_TYPES[kind],
            fetched_at=dt.datetime.now(dt.UTC),
        )
    ]
