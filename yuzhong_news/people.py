"""Which spellings are one name, and which names are near a name.

Newspapers stretch a name of two characters with a blank (刘 侃), set the dot of a foreign name in
half a dozen ways (艾力·买买提, 艾力•买买提, 艾力・买买提), and PDFs give some characters as their
look-alikes from the block of radicals.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterable

DOT = "·"
"""The dot between the parts of a foreign name, U+00B7, as the Chinese standard has it (间隔号)."""

_DOTS = re.compile("[·•‧∙⋅・･●]+")
_STOP_BETWEEN_HAN = re.compile(r"(?<=[㐀-鿿])[.．](?=[㐀-鿿])")
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
"""Categories of Unicode that leave no ink: blanks of every width, controls, zero-width marks."""
_FOLDED = re.compile("[\u2e80-\u2fd5]")
"""Radicals (⺀ to ⿕), which look like characters and are none."""


def canonical_name(name: str) -> str:
    """Return the one spelling of a name: the same person has the same one, however it was set.

    Blanks of every width, zero-width marks and dots at the ends go; every dot between two parts is
    ``·``; full-width letters, compatibility characters and radicals become the plain ones.  Case
    stays.  A name of which nothing would be left is returned as it is.
    """
    plain = "".join(map(_folded, name))
    seen = "".join(one for one in plain if unicodedata.category(one) not in _UNSEEN)
    composed = unicodedata.normalize("NFC", seen)
    dotted = _DOTS.sub(DOT, _STOP_BETWEEN_HAN.sub(DOT, composed)).strip(DOT)
    return dotted or name


def near_names(name: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """Return those of ``names`` that somebody may have meant by ``name``, the nearest first.

    Near is a name that holds the other one, has the same characters in another order, or differs
    in one character (from four characters on in two).  ``names`` are read once, and not kept.
    """
    wanted = canonical_name(name)
    ranked = ((_distance(wanted, other), other) for other in names)
    near = ((rank, other) for rank, other in ranked if rank is not None)
    return [other for _, other in heapq.nsmallest(limit, near)]


def _folded(character: str) -> str:
    """Return a letter or digit in its plain form; punctuation stays as it is printed."""
    letter = unicodedata.category(character)[0] in "LN" or _FOLDED.match(character)
    return unicodedata.normalize("NFKC", character) if letter else character


def _distance(wanted: str, other: str) -> tuple[int, bool, int] | None:
    """Return how far a name is from the one that is wanted, or null for a stranger."""
    if (len(wanted) > 1 and wanted in other) or (len(other) > 1 and other in wanted):
        return 0, other[0] != wanted[0], abs(len(wanted) - len(other))
    if len(wanted) > 1 and sorted(wanted) == sorted(other):
        return 1, other[0] != wanted[0], 0
    allowed = 1 if max(len(wanted), len(other)) < 4 else 2
    if abs(len(wanted) - len(other)) > allowed or len(wanted) < 2 or len(other) < 2:
        return None
    edits = _edits(wanted, other)
    return None if edits > allowed else (1 + edits, other[0] != wanted[0], 0)


def _edits(one: str, other: str) -> int:
    """Return how many characters must be put in, taken out or replaced (Levenshtein)."""
    before = list(range(len(other) + 1))
    for row, a in enumerate(one, start=1):
        now = [row]
        for column, b in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (a != b)))
        before = now
    return before[-1]
