"""How often words occur in the archive, and the keywords of articles.

What was read is read again inside the transaction that writes: an article that changed or went
meanwhile is left for the next time, and one that somebody else counted is not counted twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection, Engine, delete, false, func, insert, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from yuzhong_news.records import Selection
from yuzhong_news.storage.article_texts import (
    ArticleText,
    chosen_ids,
    headline_of,
    lacking,
    texts_of,
)
from yuzhong_news.storage.engine import writing
from yuzhong_news.storage.enrichment_state import set_version, version
from yuzhong_news.storage.enrichment_tables import (
    ArticleKeyword,
    CountedArticle,
    UncountedText,
    WordFrequency,
)
from yuzhong_news.storage.faults import explained
from yuzhong_news.storage.tables import Article

_AT_ONCE = 500
_STATE = "words"

Ranked = Sequence[tuple[str, float]]


class WordCounts:
    """The archive's word counts and keywords; every method is one short transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, lexicon: str, choice: Selection, *, everything: bool) -> None:
        """Make ready: what was counted with another lexicon is counted anew from nothing.

        With ``everything`` the chosen articles lose their keywords, so that they get new ones, and
        where all are chosen, all are counted anew.
        """
        with explained(self._engine, "written"), writing(self._engine) as connection:
            if version(connection, _STATE) != lexicon or (everything and choice.everything):
                for table in (ArticleKeyword, CountedArticle, UncountedText, WordFrequency):
                    connection.execute(delete(table))
                set_version(connection, _STATE, lexicon)
            elif everything:
                chosen = CountedArticle.article_id.in_(chosen_ids(choice))
                connection.execute(update(CountedArticle).where(chosen).values(has_keywords=False))

    def gone(self, limit: int) -> dict[int, str]:
        """Return some texts whose words are still counted though their articles are gone."""
        query = select(UncountedText.id, UncountedText.text).order_by(UncountedText.id).limit(limit)
        with explained(self._engine, "read"), self._engine.connect() as connection:
            return dict(connection.execute(query).all())

    def take_off(self, words: Mapping[int, Iterable[str]]) -> None:
        """Take the words of texts that :meth:`gone` returned off the counts."""
        with explained(self._engine, "written"), writing(self._engine) as connection:
            query = select(UncountedText.id).where(UncountedText.id.in_(words))
            there = set(connection.scalars(query))
            _add(connection, Counter(w for key in there for w in set(words[key])), -1)
            connection.execute(delete(UncountedText).where(UncountedText.id.in_(there)))

    def uncounted(self, after: int, limit: int) -> list[int]:
        """Return the next ids of articles whose words are not counted, in rising order."""
        with explained(self._engine, "read"), self._engine.connect() as connection:
            return lacking(connection, CountedArticle.article_id, Selection(), after, limit)

    def texts(self, ids: Sequence[int]) -> list[ArticleText]:
        """Return the words of those of these articles that are there."""
        with explained(self._engine, "read"), self._engine.connect() as connection:
            return texts_of(connection, ids)

    def count(self, words: Mapping[ArticleText, Iterable[str]]) -> int:
        """Count the words of these articles, and return how many articles were counted."""
        with explained(self._engine, "written"), writing(self._engine) as connection:
            ids = [text.article_id for text in words]
            done = select(CountedArticle.article_id).where(CountedArticle.article_id.in_(ids))
            counted = set(connection.scalars(done))
            now = [
                text
                for text in texts_of(connection, ids)
                if text in words and text.article_id not in counted
            ]
            _add(connection, Counter(word for text in now for word in set(words[text])), +1)
            rows = [{"article_id": text.article_id, "has_keywords": False} for text in now]
            if rows:
                connection.execute(insert(CountedArticle), rows)
            return len(rows)

    def articles(self) -> int:
        """Return how many articles are counted."""
        query = select(func.count()).select_from(CountedArticle)
        with explained(self._engine, "read"), self._engine.connect() as connection:
            return connection.scalars(query).one()

    def without_keywords(self, choice: Selection, after: int, limit: int) -> list[int]:
        """Return the next ids of chosen articles that have no keywords, in rising order."""
        has = CountedArticle.has_keywords == true()
        with explained(self._engine, "read"), self._engine.connect() as connection:
            return lacking(connection, CountedArticle.article_id, choice, after, limit, has)

    def articles_with(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many articles each of these words occurs, without those in none."""
        found: dict[str, int] = {}
        with explained(self._engine, "read"), self._engine.connect() as connection:
            for some in _chunks(sorted(set(words))):
                query = select(WordFrequency.word, WordFrequency.articles).where(
                    WordFrequency.word.in_(some)
                )
                found.update(connection.execute(query).all())
        return found

    def write_keywords(self, ranked: Mapping[ArticleText, Ranked]) -> int:
        """Give these articles their keywords, and return how many articles got theirs."""
        with explained(self._engine, "written"), writing(self._engine) as connection:
            ids = [text.article_id for text in ranked]
            query = select(CountedArticle.article_id).where(
                CountedArticle.article_id.in_(ids), CountedArticle.has_keywords == false()
            )
            waiting = set(connection.scalars(query))
            now = [
                text
                for text in texts_of(connection, ids)
                if text in ranked and text.article_id in waiting
            ]
            done = [text.article_id for text in now]
            connection.execute(delete(ArticleKeyword).where(ArticleKeyword.article_id.in_(done)))
            rows = [
                {"article_id": text.article_id, "position": n, "word": word, "weight": weight}
                for text in now
                for n, (word, weight) in enumerate(ranked[text])
            ]
            if rows:
                connection.execute(insert(ArticleKeyword), rows)
            connection.execute(
                update(CountedArticle)
                .where(CountedArticle.article_id.in_(done))
                .values(has_keywords=True)
            )
            return len(done)


def forget_words(connection: Connection, ids: Sequence[int]) -> None:
    """Take these articles, which are about to change or go, out of the counts.

    Their words as they are now are kept until :meth:`WordCounts.take_off`.
    """
    words = (
        select(headline_of() + "\n" + Article.body)
        .join(CountedArticle, CountedArticle.article_id == Article.id)
        .where(Article.id.in_(ids))
    )
    connection.execute(insert(UncountedText).from_select(["text"], words))
    connection.execute(delete(CountedArticle).where(CountedArticle.article_id.in_(ids)))
    connection.execute(delete(ArticleKeyword).where(ArticleKeyword.article_id.in_(ids)))


def _add(connection: Connection, counts: Mapping[str, int], sign: int) -> None:
    """Add to the counts of words, or take off; words that occur nowhere any more go."""
    if not counts:
        return
    build = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    rows = [{"word": word, "articles": sign * counts[word]} for word in sorted(counts)]
    statement = build(WordFrequency)
    total = WordFrequency.articles + statement.excluded.articles
    upsert = statement.on_conflict_do_update(index_elements=["word"], set_={"articles": total})
    connection.execute(upsert, rows)
    if sign < 0:
        connection.execute(delete(WordFrequency).where(WordFrequency.articles <= 0))


def _chunks(values: Iterable[str]) -> Iterable[list[str]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
