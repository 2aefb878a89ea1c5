"""Which words of an article count, and how much.

A word counts if it may stand for a matter: a noun, a name, a place, a verb, or a word that the
dictionary does not know.  What every newspaper writes on every page stands in ``stop_words.txt``.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

from yuzhong_news.keywords.cutting import Cutter
from yuzhong_news.splitting.bylines.lexicon import part_of_speech

HEADLINE_WEIGHT = 3
"""How many times a word in a headline counts as much as one in the text."""

NAME_WEIGHT, VERB_WEIGHT = 2, 1
"""A verb (夺取, 铆足) tells half as much of the matter as a noun or a name."""

_RULES = 1
"""Counted up when the rules below change, so that archives count their words anew."""

_NAMES = ("n", "vn", "eng", "j", "l", "b")
"""Beginnings of the tags of words that name a matter (jieba's, from 北大's ICTCLAS)."""
_VERB = "v"
_NEITHER = ("nrfg", "ng", "vg", "vd", "vi", "vq")
_WORD = re.compile(r"[㐀-鿿\U00020000-\U0003134f]{2,}|[A-Za-z][A-Za-z.+-]*[A-Za-z]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+|https?://\S+|www\.[\w./?=&-]+", re.ASCII)
_ROLE = re.compile(r"(记者|通讯员|评论员|摄影师?|编辑|主编|校对)$")
_NUMERALS = "〇零一二三四五六七八九十百千万亿两第几多余数半"
_EDGES = (
    "的了是在被把向往为暨拟并自对现与和及或等其该各每将从到至由于以则可已未不均仍仅约超近达"
    "也就都而且但我你他她它这那请内"
)
_SCRAP = re.compile(rf"[{_EDGES}{_NUMERALS}].*|.*[{_EDGES}{_NUMERALS}]")
"""An unknown word that begins or ends with a grammar word is a bad cut (拟向, 为海丝)."""


def terms(headline: str, text: str, cutter: Cutter) -> Counter[str]:
    """Return the words of an article that count, and how much each; see the weights above.

    ``headline`` is all that stands above the text (kicker, headline, subtitle).
    """
    found: Counter[str] = Counter()
    for part, place in ((headline, HEADLINE_WEIGHT), (text, 1)):
        for word in cutter.cut(_ADDRESS.sub(" ", part)):
            if weight := weight_of(word):
                found[word] += place * weight
    return found


def lexicon_version(cutter: Cutter) -> str:
    """Return a name (hex) for the words and rules at hand: with others, counts are others."""
    rules = f"{_RULES} {cutter.version} {' '.join(sorted(stop_words()))}"
    return hashlib.sha256(rules.encode()).hexdigest()[:16]


@cache
def stop_words() -> frozenset[str]:
    """Return the words that are never keywords."""
    lines = (files(__package__) / "stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


@lru_cache(maxsize=100_000)
def weight_of(word: str) -> int:
    """Return how much one occurrence of a word counts: 0 if it may not be a keyword."""
    if len(word) < 2 or word in stop_words() or not _WORD.fullmatch(word) or _ROLE.search(word):
        return 0
    tag = part_of_speech(word)
    if tag is None:
        return 0 if _SCRAP.fullmatch(word) else NAME_WEIGHT
    if tag.startswith(_NEITHER):
        return 0
    if tag.startswith(_NAMES):
        return NAME_WEIGHT
    return VERB_WEIGHT if tag.startswith(_VERB) else 0
