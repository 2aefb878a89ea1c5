"""Text into words: the one place where keywords meet the tokenizer."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any


def cut(text: str) -> Iterator[str]:
    """Yield the words of a text in their order, as jieba cuts them."""
    yield from _tokenizer().cut(text)


def share_in_chinese(word: str) -> float:
    """Return which share (0 to 1) of the words of ordinary Chinese is this one.

    jieba's dictionary counts 60 million words of running text; a word that it lacks has the share
    of one that it saw once.
    """
    tokenizer = _tokenizer()
    return float(max(tokenizer.FREQ.get(word, 0), 1) / tokenizer.total)


def load() -> None:
    """Load the dictionary now (about a second) instead of at the first word."""
    _tokenizer()


@cache
def _tokenizer() -> Any:  # noqa: ANN401 - jieba has no types
    """Return a tokenizer of our own, so that nobody else's words come in."""
    with warnings.catch_warnings():
        # jieba 0.42.1 imports pkg_resources and writes "\s" in strings.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer
