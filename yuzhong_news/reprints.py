"""Which texts are one text: reprints, shortened and lightly edited ones among them.

Texts are compared by their sequences of four characters (n-grams).  A few numbers of each text, its
*bands*, find those it may be akin to without reading all others: MinHash values of the whole text
and of its two ends, each band several values in one (locality-sensitive hashing; Broder 1997, and
Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3).  What they find is then
compared exactly: nothing is called a reprint on the word of a hash.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterable
from functools import cache
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datasketch import MinHash

GRAM = 4
"""Characters of an n-gram: two strangers on one matter share few of them."""

SHORT = 60
"""Characters (without marks) below which a text must be the same, not alike.

The weather and the lottery of two days differ in a handful of characters out of fifty.
"""
SHORTEST = 16
"""Below it nothing is compared: 本报讯, an address, a hotline."""

ALIKE = 0.6
"""Share of all n-grams of two texts that both have (Jaccard), from which on they are one text."""
ALIKE_IF_BRIEF = 0.75
BRIEF = 200
"""Characters of the shorter text below which two must be more alike: two cuts of power are 0.62."""

CONTAINED = 0.8
"""Share of the shorter text's n-grams that are in the longer one, from which on it is a part."""
CONTAINED_FROM = 100
"""Characters of a part below which nearly all of it must be in the longer text."""
NEARLY_ALL = 0.95

SAME_NUMBERS = 0.5
SAME_NUMBERS_IF_BRIEF = 0.75
"""Share of their numbers that two texts with numbers have in common at least.

A reprint corrects one number; the weather of two days, two notices and two draws of a lottery have
the words in common and the numbers not.
"""
_NUMBERS = 3
"""Numbers that a text has at least before they may speak against it."""

_ROWS = 4
"""MinHash values in a band: two strangers, who share 2 of 100 n-grams, never have one in common."""
_WHOLE_BANDS = 24
"""Bands of the whole text: of likeness 0.6 share one in 96 of 100 cases, of 0.5 in 79."""
_END_BANDS = 8
"""Bands of either end: a brief begins as its article does, a second half ends as it."""
_END = 100
"""Characters of an end."""
_PARAGRAPH = 40
"""Characters of a paragraph from which on it has a band of its own: excerpts leave some whole."""
_PARAGRAPHS = 12
"""Paragraphs, the longest ones, that have bands."""
_RULES = 1
"""Counted up when bands or grams change, so that archives sign their texts anew."""

_MARKS = re.compile(r"[^0-9a-z㐀-鿿\U00020000-\U0003134f]+")

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Likeness(NamedTuple):
    """How much two texts have in common, as shares from 0 to 1.

    ``jaccard`` is of all their n-grams, ``containment`` of those of the shorter one.
    """

    jaccard: float
    containment: float


class Text(NamedTuple):
    """A text ready to be compared: without marks, in half-width and small letters."""

    plain: str
    paragraphs: tuple[str, ...]
    grams: frozenset[str]
    numbers: frozenset[str]


def prepared(text: str) -> Text:
    """Return what of a text is compared."""
    folded = unicodedata.normalize("NFKC", text).lower()
    paragraphs = tuple(_MARKS.sub("", paragraph) for paragraph in folded.split("\n"))
    plain = "".join(paragraphs)
    return Text(plain, paragraphs, _grams(plain), frozenset(_NUMBER.findall(folded)))


def likeness(one: Text, other: Text) -> Likeness | None:
    """Return how alike two texts are if one is a reprint of the other, else null."""
    shorter = min(len(one.plain), len(other.plain))
    if shorter < SHORTEST:
        return None
    if one.plain == other.plain:
        return Likeness(1.0, 1.0)
    if shorter < SHORT:
        return None
    common = len(one.grams & other.grams)
    jaccard = common / (len(one.grams) + len(other.grams) - common)
    containment = common / min(len(one.grams), len(other.grams))
    alike = jaccard >= (ALIKE if shorter >= BRIEF else ALIKE_IF_BRIEF)
    part = containment >= (CONTAINED if shorter >= CONTAINED_FROM else NEARLY_ALL)
    wanted = SAME_NUMBERS if shorter >= BRIEF else SAME_NUMBERS_IF_BRIEF
    if not (alike or part) or _common_numbers(one.numbers, other.numbers) < wanted:
        return None
    return Likeness(round(jaccard, 4), round(containment, 4))


def bands(text: Text) -> list[int]:
    """Return the bands of a text: 64-bit numbers, of which akin texts share at least one.

    A text that is too short to be alike has one band, which only the same text has; one that is
    too short to be compared has none.
    """
    if len(text.plain) < SHORTEST:
        return []
    if len(text.plain) < SHORT:
        return [_number(b"same", text.plain.encode())]
    return [
        *_bands(text.grams, b"whole", _WHOLE_BANDS),
        *_bands(_grams(text.plain[:_END]), b"opening", _END_BANDS),
        *_bands(_grams(text.plain[-_END:]), b"closing", _END_BANDS),
        *(_number(b"paragraph", paragraph.encode()) for paragraph in _long_ones(text.paragraphs)),
    ]


def bands_version() -> str:
    """Return a name for how bands are made here: bands of another name cannot be compared.

    An ``ImportError`` names the extra that is not installed.
    """
    scheme = getattr(_empty(1), "scheme", "legacy")
    sizes = (_ROWS, _WHOLE_BANDS, _END_BANDS, _END, _PARAGRAPH, _PARAGRAPHS, GRAM, SHORT)
    return f"{_RULES}/{scheme}/{'-'.join(map(str, sizes))}"


def _common_numbers(ones: frozenset[str], others: frozenset[str]) -> float:
    """Return which share of its numbers the text with fewer of them has from the other one."""
    fewer = min(len(ones), len(others))
    return len(ones & others) / fewer if fewer >= _NUMBERS else 1.0


def _long_ones(paragraphs: Iterable[str]) -> list[str]:
    return nlargest(_PARAGRAPHS, (one for one in paragraphs if len(one) >= _PARAGRAPH), key=len)


def _grams(plain: str) -> frozenset[str]:
    return frozenset(plain[at : at + GRAM] for at in range(len(plain) - GRAM + 1))


def _bands(grams: frozenset[str], kind: bytes, count: int) -> list[int]:
    minhash = _empty(count * _ROWS).copy()
    minhash.update_batch([gram.encode() for gram in sorted(grams)])
    values = minhash.digest().astype("<u4")
    return [
        _number(kind + bytes([band]), values[band * _ROWS : (band + 1) * _ROWS].tobytes())
        for band in range(count)
    ]


def _number(key: bytes, value: bytes) -> int:
    digest = hashlib.blake2b(value, digest_size=8, key=key).digest()
    return int.from_bytes(digest, "big", signed=True)


@cache
def _empty(values: int) -> MinHash:
    try:
        from datasketch import MinHash  # noqa: PLC0415
    except ImportError as error:
        raise ImportError(
            "reprints are found by the Python package datasketch, which is not installed: "
            "pip install 'yuzhong_news[reprints]'"
        ) from error
    return MinHash(num_perm=values, hashfunc=zlib.crc32)
