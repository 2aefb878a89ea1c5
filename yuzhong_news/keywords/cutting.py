"""What keywords want of a tokenizer; :class:`yuzhong_news.words.Cutter` has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Cutter(Protocol):
    """What cuts text into words and knows how common a word is."""

    def cut(self, text: str) -> Iterable[str]:
        """Return the words of a text in their order."""

    def share(self, word: str) -> float:
        """Return which share (0 to 1) of the words of ordinary Chinese is this one."""

    @property
    def version(self) -> str:
        """A name for the words at hand: with other words, texts are cut otherwise."""
