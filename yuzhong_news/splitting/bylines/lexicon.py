"""Which words are ordinary Chinese: jieba's dictionary, read as a plain table.

A name and a column's label look alike (方 圆, 连载, 石榴); a dictionary of 349,000 words tells
most of them apart.  The tokenizer is not loaded: the table alone is read, once, at the first
question (about 0.15 s), and each answer is one look into a dict.
"""

from __future__ import annotations

from functools import cache

from yuzhong_news.words import dictionary_of_jieba

_FAMOUS = 75
"""From this frequency on a "name" of the dictionary is as often none (农家乐 277, 马拉松 80)."""

_COMMON = 200
"""Frequency of a common word; one in fourteen of the dictionary's words has it."""

_NAMES = frozenset(("nr", "ns", "nt", "nz"))
"""The dictionary's tags for names of people, places, bodies and other things."""

_OF_GRAMMAR = frozenset("vdmtprcf")
"""The dictionary's tags for verbs, adverbs, numbers, times and the words of grammar."""

_MISSING = frozenset(("白露", "谷雨", "夏至", "连日来", "文创园"))
"""Words that open like names and are not in the dictionary: terms of the calendar and others."""


@cache
def _fields() -> tuple[list[str], list[int], list[str]]:
    """Return jieba's words, their frequencies and their parts of speech."""
    fields = dictionary_of_jieba().read_text(encoding="utf-8").split()
    return fields[::3], [int(frequency) for frequency in fields[1::3]], fields[2::3]


@cache
def _tags() -> dict[str, str]:
    words, frequencies, kinds = _fields()
    return {
        word: "n" if kind.startswith("nr") and frequency >= _FAMOUS else kind
        for word, frequency, kind in zip(words, frequencies, kinds, strict=True)
    }


@cache
def _common() -> frozenset[str]:
    words, frequencies, kinds = _fields()
    return frozenset(
        word
        for word, frequency, kind in zip(words, frequencies, kinds, strict=True)
        if frequency >= _COMMON and kind[:2] not in _NAMES
    )


def is_common_word(word: str) -> bool:
    """Tell whether the dictionary has a word, and no name, that many texts use."""
    return word in _common()


def is_word(word: str) -> bool:
    """Tell whether the dictionary has a word that is nobody's name."""
    kind = _tags().get(word)
    return word in _MISSING or (kind is not None and not kind.startswith("nr"))


def is_of_grammar(word: str) -> bool:
    """Tell whether a word of the dictionary is a verb, an adverb or a number: 召开, 终于, 许多.

    Hardly anybody is called so; adjectives and nouns (高兴, 江山) are names as well.
    """
    return _tags().get(word, "")[:1] in _OF_GRAMMAR


def holds_word(text: str) -> bool:
    """Tell whether two neighbouring characters of a text, but not all of it, are a word."""
    if len(text) < 3:
        return False
    tags = _tags()
    return any(text[start : start + 2] in tags for start in range(len(text) - 1))


def is_all_words(text: str) -> bool:
    """Tell whether a text can be cut into ordinary words of two characters or more: 无线电安装."""
    reached = {0}
    for start in range(len(text) - 1):
        if start in reached:
            reached.update(
                end
                for end in range(start + 2, min(len(text), start + 4) + 1)
                if is_word(text[start:end])
            )
    return len(text) in reached


def part_of_speech(word: str) -> str | None:
    """Return jieba's tag of a word (n, v, ns …), or null where the dictionary lacks it.

    A personal name that is as often an ordinary word has the tag n.
    """
    return _tags().get(word)
