"""What the archive can tell of its articles once they are in: keywords, and reprints.

:func:`enrich` does for each article what has not been done for it yet.  It is the step after a
crawl, may be interrupted and begun again, and may run while a crawl writes, or twice at once: it
reads and computes without a lock, and writes some articles at a time.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from yuzhong_news import words
from yuzhong_news.keywords import Cutter, keywords, lexicon_version, terms
from yuzhong_news.records import Selection
from yuzhong_news.reprints import Text, bands, bands_version, likeness, prepared
from yuzhong_news.storage import Archive, ArticleText, ReprintPairs, Signature, WordCounts

BATCH = 50
"""Articles that are read, and written, together."""

_IDS = 10_000
"""Ids of articles that are asked for together: each time the database looks through all of them."""

_KEPT = 1000
"""Articles whose words stay in memory from their counting to their keywords: some megabytes.

What one day brings is cut into words once; of a backlog all that came before is cut twice.
"""

Progress = Callable[[str, int], None]
"""Is told what was done (``counted``, ``keywords``, ``compared``) for how many articles."""


@dataclass(frozen=True, slots=True)
class Enriched:
    """For how many articles something was done now.

    ``counted`` got their words counted, ``with_keywords`` their keywords, ``compared`` were
    compared with the others, and ``reprints`` pairs of articles were linked.  ``lacking`` says why
    articles could not be compared (a package that is not installed), else it is empty.
    """

    counted: int = 0
    with_keywords: int = 0
    compared: int = 0
    reprints: int = 0
    lacking: str = ""


def enrich(
    archive: Archive,
    choice: Selection | None = None,
    *,
    cutter: Cutter | None = None,
    everything: bool = False,
    progress: Progress | None = None,
) -> Enriched:
    """Give the chosen articles their keywords, and link them with what they reprint.

    Articles that have both are passed over, unless ``everything`` says to do them again.  Words
    are counted for the whole archive, whatever is chosen: keywords tell an article from all others.
    ``cutter`` cuts them; what was counted with another one's words is counted anew.
    A ``StorageError`` says that the archive cannot be read or written; what was done stays.
    """
    choice = choice or Selection()
    told = progress or (lambda _what, _articles: None)
    counts, pairs = WordCounts(archive.engine), ReprintPairs(archive.engine)
    cut = _Cut(cutter or words.Cutter())
    counts.begin(lexicon_version(cut.cutter), choice, everything=everything)
    _take_off(counts, cut.cutter)
    counted = _count(counts, cut, told)
    with_keywords = _find_keywords(counts, choice, cut, told)
    try:
        version = bands_version()
    except ImportError as error:
        return Enriched(counted, with_keywords, lacking=str(error))
    pairs.begin(version, choice, everything=everything)
    compared, reprints = _compare(pairs, choice, told)
    return Enriched(counted, with_keywords, compared, reprints)


class _Cut:
    """The words of articles; those of the last ones stay at hand."""

    def __init__(self, cutter: Cutter) -> None:
        self.cutter = cutter
        self._kept: OrderedDict[ArticleText, Counter[str]] = OrderedDict()

    def __call__(self, text: ArticleText) -> Counter[str]:
        found = self._kept.pop(text, None)
        if found is None:
            found = terms(text.headline, text.body, self.cutter)
        self._kept[text] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found


def _take_off(counts: WordCounts, cutter: Cutter) -> None:
    while gone := counts.gone(BATCH):
        counts.take_off({key: terms("", text, cutter) for key, text in gone.items()})


def _count(counts: WordCounts, cut: _Cut, told: Progress) -> int:
    done = 0
    for texts in _batches(counts.uncounted, counts.texts):
        done += counts.count({text: cut(text) for text in texts})
        told("counted", done)
    return done


def _find_keywords(counts: WordCounts, choice: Selection, cut: _Cut, told: Progress) -> int:
    done = 0
    articles = counts.articles()
    for texts in _batches(partial(counts.without_keywords, choice), counts.texts):
        words = {text: cut(text) for text in texts}
        articles_with = counts.articles_with(word for found in words.values() for word in found)
        done += counts.write_keywords(
            {
                text: keywords(found, articles_with, articles, cut.cutter.share)
                for text, found in words.items()
            }
        )
        told("keywords", done)
    return done


def _compare(pairs: ReprintPairs, choice: Selection, told: Progress) -> tuple[int, int]:
    # A text that is printed every day is compared with the same ones again and again.
    ready = lru_cache(maxsize=4 * BATCH)(prepared)
    compared = reprints = 0
    for texts in _batches(partial(pairs.unsigned, choice), pairs.texts):
        signed = pairs.sign(
            {text: _signature(ready(text.body)) for text in texts},
            lambda one, other: likeness(ready(one), ready(other)),
        )
        compared += signed.articles
        reprints += signed.pairs
        told("compared", compared)
    return compared, reprints


def _signature(text: Text) -> Signature:
    return Signature(len(text.plain), bands(text))


def _batches(
    lacking: Callable[[int, int], list[int]], texts: Callable[[list[int]], list[ArticleText]]
) -> Iterator[list[ArticleText]]:
    """Yield the texts of the articles whose ids ``lacking(after, limit)`` gives, until none are."""
    after = 0
    while ids := lacking(after, _IDS):
        for start in range(0, len(ids), BATCH):
            yield texts(ids[start : start + BATCH])
        after = ids[-1]
