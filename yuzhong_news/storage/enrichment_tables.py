"""The tables of what is computed from articles: keywords, and which articles reprint others.

All of it can be computed anew from the articles, and goes away with them.  A row in
``counted_article`` and ``text_signature`` says that an article has been dealt with; both are
deleted when the article's words change.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from yuzhong_news.storage.base import Base, owner


class EnrichmentState(Base):
    """By which rules the rows of the other tables were made: ``words`` and ``bands``."""

    __tablename__ = "enrichment_state"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]


class CountedArticle(Base):
    """An article whose words are in ``word_frequency``, and whether it has its keywords."""

    __tablename__ = "counted_article"

    article_id: Mapped[int] = owner("article.id", primary_key=True)
    has_keywords: Mapped[bool]


class UncountedText(Base):
    """The words of an article that was counted and is gone, until they are taken off again."""

    __tablename__ = "uncounted_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class WordFrequency(Base):
    """In how many of the counted articles a word occurs."""

    __tablename__ = "word_frequency"

    word: Mapped[str] = mapped_column(primary_key=True)
    articles: Mapped[int]


class ArticleKeyword(Base):
    """A word that tells an article from the others; ``weight`` is its TF-IDF, best first."""

    __tablename__ = "article_keyword"

    article_id: Mapped[int] = owner("article.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(index=True)
    weight: Mapped[float]


class TextSignature(Base):
    """An article that has been compared; the later parts of a continued one count as its first."""

    __tablename__ = "text_signature"

    article_id: Mapped[int] = owner("article.id", primary_key=True)
    characters: Mapped[int]


class SignatureBand(Base):
    """A number that akin texts have in common; see :mod:`yuzhong_news.reprints`."""

    __tablename__ = "signature_band"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy has it

    value: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    article_id: Mapped[int] = owner("text_signature.article_id", primary_key=True, index=True)


class Reprint(Base):
    """Two articles with one text; ``original_id`` is the one that was printed first.

    Of two on one day it is the first by the keys of their pages.  ``likeness`` is the share of all
    sequences of four characters that both have, ``containment`` that of the shorter text's.
    """

    __tablename__ = "reprint"
    __table_args__ = (
        CheckConstraint("article_id <> original_id", name="two"),
        CheckConstraint("likeness BETWEEN 0 AND 1", name="likeness"),
        CheckConstraint("containment BETWEEN 0 AND 1", name="containment"),
    )

    article_id: Mapped[int] = owner("text_signature.article_id", primary_key=True)
    original_id: Mapped[int] = owner("text_signature.article_id", primary_key=True, index=True)
    likeness: Mapped[float]
    containment: Mapped[float]
