"""Which articles reprint which: signatures of texts, what they find, and the pairs.

A text is compared inside the transaction that writes its signature, so that of two that are signed
at once by two processes the second one finds the first.  The comparing itself is the caller's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, func, insert, select

from yuzhong_news.records import Selection
from yuzhong_news.storage.article_texts import (
    ArticleText,
    chosen_ids,
    lacking,
    parts_of_same,
    whole_texts_of,
)
from yuzhong_news.storage.engine import writing
from yuzhong_news.storage.enrichment_state import set_version, version
from yuzhong_news.storage.enrichment_tables import Reprint, SignatureBand, TextSignature
from yuzhong_news.storage.faults import explained
from yuzhong_news.storage.tables import Article, Page

CANDIDATES = 40
"""Articles that one is compared with at most: those with most bands in common, then the oldest.

A column that stands in the paper every day for ten years has thousands; forty tie it to its group.
"""
_STATE = "bands"

Compare = Callable[[str, str], "tuple[float, float] | None"]
"""Takes two texts; gives likeness and containment if one is a reprint of the other, else null."""


class Signature(NamedTuple):
    """How many characters of a text are compared, and its bands."""

    characters: int
    bands: Sequence[int]


class Signed(NamedTuple):
    """How many articles were compared, and how many pairs were found."""

    articles: int
    pairs: int


class _Place(NamedTuple):
    """Where an article stands; the order of these is that of the first prints."""

    issue_date: dt.date
    page_key: str
    position: int
    newspaper_id: int | None
    page_id: int

    def is_same_issue(self, other: _Place) -> bool:
        """Whether both stand in one issue: two tellings of one paper are not a reprint."""
        if self.page_id == other.page_id:
            return True
        known = self.newspaper_id is not None and self.issue_date != dt.date.max
        mine, others = (self.newspaper_id, self.issue_date), (other.newspaper_id, other.issue_date)
        return known and mine == others


class ReprintPairs:
    """The archive's reprints; every method is one short transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, bands_version: str, choice: Selection, *, everything: bool) -> None:
        """Make ready: signatures that were made by other rules, or are to be made anew, go."""
        with explained(self._engine, "written"), writing(self._engine) as connection:
            if version(connection, _STATE) != bands_version or (everything and choice.everything):
                for table in (Reprint, SignatureBand, TextSignature):
                    connection.execute(delete(table))
                set_version(connection, _STATE, bands_version)
            elif everything:
                chosen = TextSignature.article_id.in_(chosen_ids(choice))
                connection.execute(delete(TextSignature).where(chosen))

    def unsigned(self, choice: Selection, after: int, limit: int) -> list[int]:
        """Return the next ids of chosen articles that were not compared, in rising order."""
        with explained(self._engine, "read"), self._engine.connect() as connection:
            return lacking(connection, TextSignature.article_id, choice, after, limit)

    def texts(self, ids: Sequence[int]) -> list[ArticleText]:
        """Return the words of those of these articles that are there, with whole bodies.

        See :func:`yuzhong_news.storage.article_texts.whole_texts_of`.
        """
        with explained(self._engine, "read"), self._engine.connect() as connection:
            return whole_texts_of(connection, ids)

    def sign(self, signatures: Mapping[ArticleText, Signature], compare: Compare) -> Signed:
        """Keep the signatures of these articles, and link those that are reprints.

        An article whose words changed since they were read is left for the next time.
        """
        with explained(self._engine, "written"), writing(self._engine) as connection:
            now = _still_unsigned(connection, signatures)
            _insert_signatures(connection, {text: signatures[text] for text in now})
            rows: list[dict[str, float]] = []
            compared: set[frozenset[int]] = set()
            for text in now:
                akin = _candidates(connection, text.article_id, signatures[text].bands)
                pairs = {other: frozenset((other, text.article_id)) for other in akin}
                fresh = [other for other, pair in pairs.items() if pair not in compared]
                rows += _links(connection, text, fresh, compare)
                compared.update(pairs.values())
            if rows:
                connection.execute(insert(Reprint), rows)
            return Signed(len(now), len(rows))


def forget_signatures(connection: Connection, ids: Iterable[int]) -> None:
    """Forget that these articles, and those that they continue or go on in, were compared."""
    same = parts_of_same(connection, ids)
    if same:
        connection.execute(delete(TextSignature).where(TextSignature.article_id.in_(same)))


def _still_unsigned(
    connection: Connection, signatures: Mapping[ArticleText, Signature]
) -> list[ArticleText]:
    ids = [text.article_id for text in signatures]
    done = select(TextSignature.article_id).where(TextSignature.article_id.in_(ids))
    signed = set(connection.scalars(done))
    texts = whole_texts_of(connection, ids)
    return [text for text in texts if text in signatures and text.article_id not in signed]


def _insert_signatures(connection: Connection, signatures: Mapping[ArticleText, Signature]) -> None:
    rows = [
        {"article_id": text.article_id, "characters": signature.characters}
        for text, signature in signatures.items()
    ]
    bands = [
        {"value": value, "article_id": text.article_id}
        for text, signature in signatures.items()
        for value in sorted(set(signature.bands))
    ]
    if rows:
        connection.execute(insert(TextSignature), rows)
    if bands:
        connection.execute(insert(SignatureBand), bands)


def _candidates(connection: Connection, article_id: int, bands: Sequence[int]) -> list[int]:
    """Return the articles that may be akin to this one."""
    if not bands:
        return []
    query = (
        select(SignatureBand.article_id)
        .where(SignatureBand.value.in_(bands), SignatureBand.article_id != article_id)
        .group_by(SignatureBand.article_id)
        .order_by(func.count().desc(), SignatureBand.article_id)
        .limit(CANDIDATES)
    )
    return list(connection.scalars(query))


def _links(
    connection: Connection, text: ArticleText, candidates: Sequence[int], compare: Compare
) -> Iterable[dict[str, float]]:
    if not candidates:
        return
    places = _places(connection, [text.article_id, *candidates])
    own = places[text.article_id]
    apart = [one for one in candidates if not own.is_same_issue(places[one])]
    for other in whole_texts_of(connection, apart):
        shares = compare(text.body, other.body)
        if shares is not None:
            later = own > places[other.article_id]
            pair = (text.article_id, other.article_id)
            yield {
                "article_id": pair[0] if later else pair[1],
                "original_id": pair[1] if later else pair[0],
                "likeness": shares[0],
                "containment": shares[1],
            }


def _places(connection: Connection, ids: Sequence[int]) -> dict[int, _Place]:
    query = (
        select(
            Article.id,
            Page.issue_date,
            Page.natural_key,
            Article.position,
            Page.newspaper_id,
            Page.id,
        )
        .join(Page, Page.id == Article.page_id)
        .where(Article.id.in_(ids))
    )
    return {
        article_id: _Place(day or dt.date.max, key, position, newspaper_id, page_id)
        for article_id, day, key, position, newspaper_id, page_id in connection.execute(query)
    }
