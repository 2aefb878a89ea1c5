"""Text into words: the one place where keywords meet the tokenizer."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Protocol


class Cutter(Protocol):
    """What cuts text into words and knows how common a word is."""

    def cut(self, text: str) -> Iterable[str]:
        """Return the words of a text in their order."""

    def share(self, word: str) -> float:
        """Return which share (0 to 1) of the words of ordinary Chinese is this one."""

    @property
    def version(self) -> str:
        """A name for the words at hand: with other words, texts are cut otherwise."""


class Jieba:
    """jieba with a tokenizer of our own, so that nobody else's words come in.

    The dictionary is loaded (about a second) at the first word.
    """

    version = "jieba"

    def cut(self, text: str) -> Iterable[str]:
        """Return the words of a text in their order."""
        words: Iterable[str] = self._tokenizer.cut(text)
        return words

    def share(self, word: str) -> float:
        """Return which share (0 to 1) of the words of ordinary Chinese is this one.

        jieba's dictionary counts 60 million words of running text; a word that it lacks has the
        share of one that it saw once.
        """
        return float(max(self._tokenizer.FREQ.get(word, 0), 1) / self._tokenizer.total)

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - jieba has no types
        with warnings.catch_warnings():
            # jieba 0.42.1 imports pkg_resources and writes "\s" in strings.
            warnings.simplefilter("ignore")
            import jieba  # noqa: PLC0415

        jieba.setLogLevel(logging.ERROR)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
        return tokenizer
