"""The words of headlines, counted."""

from __future__ import annotations

import importlib
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from yuzhong_news.figures import Counted

KEPT = 100_000
"""Words that are remembered when there are twice as many: the most frequent ones."""
_WORD = re.compile("[A-Za-z]{2,}|[㐀-䶿一-鿿〇\U00020000-\U0003134f]{2,}")
_GRAMMAR = (
    "我们 他们 你们 自己 大家 这个 这些 那个 那些 什么 怎么 如何 为何 为什么 哪些 "
    "一个 一些 一种 一次 一起 一样 一定 以及 或者 并且 而且 因为 所以 如果 但是 不过 虽然 "
    "就是 还是 还有 不是 没有 不能 不要 可以 可能 已经 正在 将要 关于 对于 由于 通过 进一步 "
    "之后 之前 以后 以前 其中 今天 昨天 昨日 今日 明天 今年 去年 明年"
)
_EMPTY_WORDS = frozenset(_GRAMMAR.split())


def count_words(headlines: Iterable[str], most: int) -> list[Counted]:
    """Return the most frequent words of two characters or more, by how often they occur.

    Words of grammar (我们, 以及 …) are left out.  Of a vocabulary beyond 200,000 words the rare
    ones are forgotten on the way, so that memory stays bounded.
    """
    counts: Counter[str] = Counter()
    for word in _words(headlines):
        counts[word] += 1
        if len(counts) > 2 * KEPT:
            counts = Counter(dict(counts.most_common(KEPT)))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Counted(word, count) for word, count in ranked[:most]]


def _words(headlines: Iterable[str]) -> Iterator[str]:
    tokenizer = _tokenizer()
    for headline in headlines:
        for word in tokenizer.cut(headline):
            if _WORD.fullmatch(word) and word not in _EMPTY_WORDS:
                yield word


@cache
def _tokenizer() -> Any:  # noqa: ANN401 - jieba has no types
    """Return a tokenizer of our own; to read its dictionary takes most of a second."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jieba = importlib.import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()
