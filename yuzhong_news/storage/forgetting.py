"""What was computed from articles goes when their words change, so that it is computed anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from yuzhong_news.storage.reprint_pairs import forget_signatures
from yuzhong_news.storage.word_counts import forget_words

_AT_ONCE = 500


def forget(connection: Connection, ids: Iterable[int]) -> None:
    """Forget keywords and reprints of these articles; to be called before they change or go.

    The articles that they continue, or that continue them, are compared anew too.
    """
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        forget_words(connection, some)
        forget_signatures(connection, some)
