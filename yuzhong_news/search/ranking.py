"""Which of two articles that match is the better one.

A term counts for more in a headline than in the body, more in the body than in a caption; more
where it is a word or words (中国) than where it begins or ends one (中国队), and next to nothing
inside of one (发展中国家); and the second time less than the first.  Text is cut only around the
terms, and only when somebody asks, so that storing pages costs no cutting and a word that is new
in the dictionary counts at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from yuzhong_news.search.documents import Document, Field
from yuzhong_news.search.folding import fold
from yuzhong_news.search.highlighting import places

Cut = Callable[[str], list[str]]
"""A function that takes a text apart into words, which together are the text."""

WEIGHTS = {Field.HEADLINE: 5.0, Field.BODY: 2.0, Field.CAPTION: 1.0, Field.OTHER: 1.0}
"""What a term in a field counts; the headline leads by far, as in every newspaper archive."""

BY_EDGES = (0.05, 0.5, 1.0)
"""What a term counts of which none, one or both ends are ends of words, as jieba cuts them."""

_SATURATION = 1.2
"""BM25's usual k1: the place where a second mention adds half as much as the first."""

_BLOCK = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+")
"""What jieba cuts as one piece; it never looks across other characters."""

_REACH = 40
"""Characters around a place that are cut with it, where a text has no punctuation at all."""


def ranker(cut: Cut) -> Callable[[Document, Sequence[str]], float]:
    """Return the function that gives an article its score for folded terms; more is better."""

    @lru_cache(maxsize=10_000)
    def ends_of_words(block: str) -> frozenset[int]:
        ends: list[int] = [0]
        for word in cut(block):
            ends.append(ends[-1] + len(word))
        return frozenset(ends)

    def is_between_words(text: str, place: int) -> bool:
        if place in (0, len(text)):
            return True
        start, end = max(0, place - _REACH), place + _REACH
        for block in _BLOCK.finditer(text, start, end):
            if block.start() < place < block.end():
                return place - block.start() in ends_of_words(block[0])
        return True

    def mentions(text: str, term: str) -> float:
        folded = fold(text)
        return sum(
            BY_EDGES[is_between_words(text, at) + is_between_words(text, at + len(term))]
            for at in places(folded, term)
        )

    def score(document: Document, terms: Sequence[str]) -> float:
        total = 0.0
        for field, weight in WEIGHTS.items():
            for term in terms:
                found = sum(mentions(text, term) for text in document.of(field))
                total += weight * found / (found + _SATURATION)
        return total

    return score
