"""Where in an article the terms are, and the passage that shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from yuzhong_news.search.documents import Document, Field
from yuzhong_news.search.folding import fold

BEFORE = 15
"""Characters of a passage before its first mark: half a printed line of a newspaper's column."""

LENGTH = 70
"""Characters of a passage at most: two lines of a terminal, where one takes two columns."""

_ORDER = (Field.BODY, Field.CAPTION, Field.HEADLINE, Field.OTHER)
"""Where a passage is looked for first; the headline is shown anyway."""

Marks = tuple[tuple[int, int], ...]
"""Pairs of offsets (first character, one after the last) that grow and do not touch."""


class Passage(NamedTuple):
    """A piece of an article; ``cut_before`` and ``cut_after`` say that its text goes on there."""

    field: Field
    text: str
    marks: Marks
    cut_before: bool = False
    cut_after: bool = False


def places(folded: str, term: str) -> Iterator[int]:
    """Yield where the folded term begins in the folded text; one may begin inside another."""
    place = folded.find(term)
    while place >= 0:
        yield place
        place = folded.find(term, place + 1)


def marks_in(text: str, terms: Sequence[str]) -> Marks:
    """Return the marks of all the folded terms in the text; what overlaps or touches is one."""
    folded = fold(text)
    spans = sorted((at, at + len(term)) for term in terms for at in places(folded, term))
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def passage_of(
    document: Document, terms: Sequence[str], fields: Collection[Field] = ()
) -> Passage | None:
    """Return the passage of these fields (without any: of all) that shows the most of the terms.

    Of several the first is taken, body before captions, headline and byline.  Null says that no
    term is there.
    """
    best: tuple[int, Field, str] | None = None
    for field in _ORDER:
        if fields and field not in fields:
            continue
        for text in document.of(field):
            folded = fold(text)
            count = sum(term in folded for term in terms)
            if count and (best is None or count > best[0]):
                best = (count, field, text)
    if best is None:
        return None
    _, field, text = best
    return _cut(field, text, marks_in(text, terms))


def _cut(field: Field, text: str, marks: Marks) -> Passage:
    """Return the piece of the text around its first mark."""
    start = max(0, marks[0][0] - BEFORE)
    end = max(start + LENGTH, marks[0][1])
    if end >= len(text):
        end, start = len(text), max(0, min(start, len(text) - LENGTH))
    inside = tuple((a - start, min(b, end) - start) for a, b in marks if a < end)
    return Passage(field, text[start:end], inside, start > 0, end < len(text))
