"""Which article of a page's new reading is which article of the one before it.

What is equal is the same, then what is most alike, one to one: a corrected word, a paragraph that
was added, a headline that was found now do not make another article of it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from typing import NamedTuple

from yuzhong_news.items import Article
from yuzhong_news.splitting.matching import best_assignment
from yuzhong_news.splitting.wording import pairs

SAME = 0.5
"""Share of the smaller text's pairs of characters that two readings of one article share at least.

Two articles on one matter share a fifth.
"""
_SAME_HEADLINE = 0.2
"""The share that is enough under one and the same headline."""
_HEADLINE = 0.5
"""Weight of like headlines beside like texts."""
_KIND = 0.05
"""Weight of the same kind: it decides between equals only."""
_PLACE = 0.01
"""Weight of the same place on the page: it decides what nothing else does."""
NOT_WORDS = frozenset({"region", "doubts", "sources"})
"""Fields that tell of the splitting and its sources, not of what the newspaper says."""


def same_articles(before: Sequence[Article], after: Sequence[Article]) -> dict[int, int]:
    """Return for indexes of ``after`` the index of the article in ``before`` that it is.

    Each article is one other at most.  Those of ``after`` that are left out are new, those of
    ``before`` that nothing leads to are gone.
    """
    same = _equal(before, after)
    old = [place for place in range(len(before)) if place not in set(same.values())]
    new = [place for place in range(len(after)) if place not in same]
    if old and new:
        ones = [_Words.of(before[place]) for place in old]
        others = [_Words.of(after[place]) for place in new]
        weights = [
            [_likeness(a, b, old[i] == new[j]) for i, a in enumerate(ones)]
            for j, b in enumerate(others)
        ]
        same |= {new[j]: old[i] for j, i in best_assignment(weights).items()}
    return same


def changed_fields(before: Article, after: Article) -> list[str]:
    """Return the fields in which two readings of an article differ, in the item's order."""
    return [
        name
        for name in Article.model_fields
        if name != "sources" and getattr(before, name) != getattr(after, name)
    ]


def _equal(before: Sequence[Article], after: Sequence[Article]) -> dict[int, int]:
    places: dict[str, deque[int]] = defaultdict(deque)
    for place, article in enumerate(before):
        places[_key(article)].append(place)
    same: dict[int, int] = {}
    for place, article in enumerate(after):
        if found := places.get(_key(article)):
            same[place] = found.popleft()
    return same


def _key(article: Article) -> str:
    return article.model_dump_json(exclude=set(NOT_WORDS))


class _Words(NamedTuple):
    headline: set[str]
    text: set[str]
    title: str
    kind: str

    @classmethod
    def of(cls, article: Article) -> _Words:
        texts = (
            *(article.kicker, article.headline, article.subtitle, article.lead, article.byline),
            *article.paragraphs,
            *(subhead.text for subhead in article.subheads),
            *(caption.text for caption in article.captions),
        )
        title = article.headline or ""
        return cls(pairs(title), pairs("\n".join(filter(None, texts))), title, article.kind)


def _likeness(a: _Words, b: _Words, same_place: bool) -> float:
    """Return how much speaks for it that two are one article; 0 forbids it."""
    text = _share(a.text, b.text)
    same_title = bool(a.title) and a.title == b.title
    wordless = same_place and not a.text and not b.text
    if not wordless and text < (_SAME_HEADLINE if same_title else SAME):
        return 0.0
    headline = 1.0 if same_title else _common(a.headline, b.headline)
    likeness = _common(a.text, b.text) + _HEADLINE * headline
    return likeness + _KIND * (a.kind == b.kind) + _PLACE * same_place


def _share(ones: set[str], others: set[str]) -> float:
    """Return which share (0 to 1) of the smaller set is in the other."""
    return len(ones & others) / min(len(ones), len(others)) if ones and others else 0.0


def _common(ones: set[str], others: set[str]) -> float:
    """Return which share (0 to 1) of both sets is common: of a merged piece the larger part."""
    return 2 * len(ones & others) / (len(ones) + len(others)) if ones and others else 0.0
