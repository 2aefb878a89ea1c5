"""Shared wording: how much two texts have to do with each other, by their pairs of characters.

On the seed page the two-character sequences that a headline shares with its body are right for all
six articles.  A pair that occurs all over the page says little, so pairs weigh by their rarity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import fsum
from operator import add

_NOT_WORDING = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")


def pairs(text: str) -> set[str]:
    """Return the two-character sequences of ``text``, none of them across a punctuation mark."""
    found: set[str] = set()
    for run in _NOT_WORDING.split(text):
        found.update(map(add, run, run[1:]))
    return found


class Wording:
    """The pairs of characters of several texts, weighed by how few of the texts hold them.

    Sums do not depend on the order of a set, which differs from process to process: a page splits
    alike in every run.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.sets = [pairs(text) for text in texts]
        self._where: dict[str, int] = {}
        for place, words in enumerate(self.sets):
            bit = 1 << place
            for word in words:
                self._where[word] = self._where.get(word, 0) | bit

    def places(self, words: Iterable[str]) -> list[tuple[float, int]]:
        """Return for each of ``words`` its weight, and in which texts it occurs (one bit each)."""
        where = [self._where.get(word, 0) for word in sorted(words)]
        return [(1.0 / max(mask.bit_count(), 1), mask) for mask in where]

    def shares(self, words: Iterable[str]) -> list[float]:
        """Return for each text which share (0 to 1, by weight) of the pairs ``words`` is in it."""
        found = [0.0] * len(self.sets)
        total = 0.0
        for weight, where in self.places(words):
            total += weight
            rest = where
            while rest:
                low = rest & -rest
                found[low.bit_length() - 1] += weight
                rest ^= low
        return [share / total for share in found] if total else found

    def share(self, words: Iterable[str], place: int) -> float:
        """Return which share (0 to 1, by weight) of the pairs ``words`` is in one text."""
        places = self.places(words)
        total = sum(weight for weight, _ in places)
        found = sum(weight for weight, where in places if where >> place & 1)
        return found / total if total else 0.0

    def kinship(self, ones: Iterable[int], others: Iterable[int]) -> float:
        """Return which share (0 to 1) of its pairs the smaller of two groups has in common.

        A pair that stands in many texts of the page counts less.  Strangers have about 0.04 in
        common, two pieces of one article 0.12.
        """
        a: set[str] = set().union(*(self.sets[place] for place in ones))
        b: set[str] = set().union(*(self.sets[place] for place in others))
        if not a or not b:
            return 0.0
        where = self._where
        return fsum(2.0 / where[word].bit_count() for word in a & b) / min(len(a), len(b))
