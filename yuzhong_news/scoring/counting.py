"""How right answers are counted, and what two texts must share to be the same text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

_BLANK = re.compile(r"[\s\u200b\ufeff]+")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]+")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers were expected, how many were given, and how many of these were right."""

    right: int = 0
    expected: int = 0
    predicted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.expected + other.expected,
            self.predicted + other.predicted,
        )

    @property
    def precision(self) -> float:
        """The share of the given answers that are right; 1.0 where none was given."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """The share of the expected answers that were given; 1.0 where none was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1.0 where nothing was expected and nothing given."""
        answers = self.expected + self.predicted
        return 2 * self.right / answers if answers else 1.0

    @property
    def perfect(self) -> bool:
        """Whether every expected answer was given, and no other."""
        return self.right == self.expected == self.predicted


def tally(expected: Iterable[Hashable], predicted: Iterable[Hashable]) -> Tally:
    """Count two bags of answers; an answer that stands twice must be given twice."""
    want, got = Counter(expected), Counter(predicted)
    return Tally((want & got).total(), want.total(), got.total())


def without_blanks(text: str) -> str:
    """Return ``text`` without white space and zero-width marks, otherwise as printed."""
    return _BLANK.sub("", text)


def comparable(text: str | None) -> str:
    """Return what two texts must share to count as equal: NFKC, no blanks, no private-use glyphs.

    It is made for comparing only: NFKC turns Chinese punctuation into ASCII.
    """
    return _PRIVATE_USE.sub("", without_blanks(unicodedata.normalize("NFKC", text or "")))
