"""Articles of invented Chinese: jieba's words in the frequency of the language, and punctuation."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from yuzhong_news.words import dictionary_of_jieba

RARE = "鼍龘"
"""Two characters that no other text has; :data:`RARE_ARTICLES` articles have them."""

RARE_ARTICLES = 5
_MARKS = ("，",) * 6 + ("。",) * 3 + ("、",)


class Invented(NamedTuple):
    """One article: its headline and its paragraphs."""

    headline: str
    paragraphs: list[str]


class Language:
    """Words with their frequencies, from which texts are drawn."""

    def __init__(self, seed: int) -> None:
        lines = dictionary_of_jieba().read_text(encoding="utf-8").splitlines()
        rows = [line.split() for line in lines]
        self.words = [row[0] for row in rows]
        self.weights = list(accumulate(int(row[1]) for row in rows))
        self.rng = random.Random(seed)

    def text(self, words: int) -> str:
        """Return a text of so many words, with a mark behind every sixth or so."""
        drawn = self.rng.choices(self.words, cum_weights=self.weights, k=words)
        for place in range(self.rng.randint(3, 9), words, 6):
            drawn[place] += self.rng.choice(_MARKS)
        return "".join(drawn) + "。"

    def common(self) -> list[str]:
        """Return 40 words of two characters, from the most frequent to those in a few articles."""
        totals = [b - a for a, b in zip([0, *self.weights], self.weights, strict=False)]
        words = zip(totals, self.words, strict=True)
        pairs = sorted((pair for pair in words if len(pair[1]) == 2), reverse=True)
        return [pairs[int(1.25**n)][1] for n in range(40)]


def articles(count: int, seed: int = 1) -> Iterator[Invented]:
    """Yield so many articles of 250 words (some 450 characters), as district newspapers have."""
    language = Language(seed)
    rare = set(random.Random(seed).sample(range(count), min(count, RARE_ARTICLES)))
    for number in range(count):
        paragraphs = [language.text(language.rng.randint(20, 80)) for _ in range(5)]
        if number in rare:
            paragraphs[2] += RARE
        yield Invented(language.text(8), paragraphs)
