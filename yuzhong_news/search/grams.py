"""Texts as the pairs of neighbouring characters in them, which are the words of the index.

``渝中报，`` gives ``渝中 中报 报， ，``: every pair, and at the end of the text its last character
alone.  So a phrase of pairs in a row is exactly a substring, a substring of one character is the
beginning of a pair or stands at the end, and texts that follow each other do not touch.  All
characters are alike in this, so that punctuation, Latin letters and digits are found as well.

The index takes texts apart at blanks, and FTS5's tokenizer ``ascii`` also at the punctuation of
ASCII; so these characters are written as noncharacters of Unicode, which no text has.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from operator import add

from yuzhong_news.search.folding import FOLDS, NONCHARACTERS

_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"

_APART = [code for code in range(0x20, 0x7F) if not chr(code).isalnum()]
_CODES = dict(zip(_APART, NONCHARACTERS, strict=True))
_FOLDED_AND_CODED = {
    **_CODES,
    **{code: _CODES.get(folded, folded) for code, folded in FOLDS.items()},
}


def index_text(texts: Iterable[str]) -> str:
    """Return the grams of the texts with blanks and line ends between them; one line a text."""
    coded = "\n".join(texts).translate(_FOLDED_AND_CODED)
    first = array("I", coded.encode(_UTF_32, "surrogatepass"))
    if not first:
        return ""
    # As arrays of code points the pairs are laid out in half the time that joining them takes.
    grams = array("I", (ord(" "),)) * (3 * len(first) - 1)
    grams[0::3] = first
    grams[1::3] = first[1:] + array("I", (ord("\n"),))
    return grams.tobytes().decode(_UTF_32, "surrogatepass")


def grams_of(term: str) -> list[str]:
    """Return the pairs of a folded term in their order; of one character that character."""
    coded = term.translate(_CODES)
    return [coded] if len(coded) == 1 else list(map(add, coded, coded[1:]))
