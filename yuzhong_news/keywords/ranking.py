"""TF-IDF: often in the article, seldom in the archive."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

KEYWORDS = 10
"""Keywords that an article has at most."""

PRIOR_ARTICLES = 300
"""What ordinary Chinese says about a word weighs as much as so many articles of the archive.

In an archive of one page every word is rare; after some issues the archive speaks for itself.
"""
_WORDS_OF_AN_ARTICLE = 300
"""Words of an article of ordinary Chinese, to tell from a share of words a share of articles."""


class Keyword(NamedTuple):
    """A word, and its weight in its article: the greater, the more it tells."""

    word: str
    weight: float


def keywords(
    terms: Mapping[str, int],
    articles_with: Mapping[str, int],
    articles: int,
    share: Callable[[str], float],
    limit: int = KEYWORDS,
) -> list[Keyword]:
    """Return the words of an article that tell most, the best first, equals by their characters.

    ``terms`` are its words with their numbers, ``articles_with`` says in how many of the archive's
    ``articles`` each of them occurs, ``share`` how common it is in ordinary Chinese.  A weight is
    the word's share of the article's words, times the logarithm of how rare it is; it is rounded
    to six places, alike on every database.
    """
    total = sum(terms.values())
    ranked = [
        Keyword(word, round(count / total * _rarity(word, articles_with, articles, share), 6))
        for word, count in terms.items()
    ]
    return sorted(ranked, key=lambda one: (-one.weight, one.word))[:limit]


def _rarity(
    word: str, articles_with: Mapping[str, int], articles: int, share: Callable[[str], float]
) -> float:
    expected = -math.expm1(-_WORDS_OF_AN_ARTICLE * share(word)) * PRIOR_ARTICLES
    with_word = min(articles_with.get(word, 0), articles)
    return math.log((articles + PRIOR_ARTICLES + 1) / (with_word + expected + 0.5))
