"""jieba with a dictionary of places and names, loaded when the first text is cut."""

from __future__ import annotations

import hashlib
import logging
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from yuzhong_news.words.jieba_files import dictionary_of_jieba

BUILT_IN = Path(__file__).with_name("chongqing.txt")
"""Districts, streets, towns, sights, bridges and stations of Chongqing."""


class DictionaryError(ValueError):
    """A dictionary cannot be used; the message names the file and what to do."""


class Cutter:
    """Cuts text into words; one object may be shared by all who cut, but not by threads.

    The words of ``dictionaries`` are added to those of jieba and of :data:`BUILT_IN`.
    """

    def __init__(self, dictionaries: Iterable[Path] = ()) -> None:
        self._words = [
            word for file in (BUILT_IN, *dictionaries) for word in read_words(Path(file))
        ]
        self._tokenizer: Any = None

    def cut(self, text: str) -> list[str]:
        """Return the words of the text; joined they are the text.

        The first call takes half a second: it reads jieba's 349,000 words.
        """
        words: list[str] = self._loaded().lcut(text)
        return words

    def share(self, word: str) -> float:
        """Return which share (0 to 1) of the words of ordinary Chinese is this one.

        jieba's dictionary counts 60 million words of running text; a word that it lacks has the
        share of one that it saw once.
        """
        tokenizer = self._loaded()
        return float(max(tokenizer.FREQ.get(word, 0), 1) / tokenizer.total)

    @property
    def version(self) -> str:
        """Return a name for the words at hand: with other words, texts are cut otherwise."""
        return hashlib.sha256("\n".join(self._words).encode()).hexdigest()[:16]

    def _loaded(self) -> Any:  # noqa: ANN401 - jieba has no types
        if self._tokenizer is None:
            self._tokenizer = _tokenizer(self._words)
        return self._tokenizer


def read_words(file: Path) -> list[str]:
    """Return the words of a dictionary: one a line, in UTF-8; ``#`` begins a comment.

    What follows a word on its line (jieba's frequency and tag) is left aside.  A file that cannot
    be read is a :class:`DictionaryError`.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        raise DictionaryError(
            f"the dictionary {file} cannot be read: {error}. It is text in UTF-8, a word a line"
        ) from error
    return [words[0] for line in lines if (words := line.partition("#")[0].split())]


def _tokenizer(words: Iterable[str]) -> Any:  # noqa: ANN401 - jieba has no types
    with warnings.catch_warnings():
        # jieba 0.42.1 imports pkg_resources and writes "\s" in strings.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    # jieba's own loading keeps a copy in a folder that all users share, and is no faster by it.
    with dictionary_of_jieba().open("rb") as file:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(file)
    tokenizer.initialized = True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer
