"""Which piece of an article goes on in which: 下转 on one page, 上接 on another of the same issue.

Page numbers first, wording second: two marks that name each other's pages join two pieces; where
several pieces jump between the same two pages, what they say decides.  A mark that is not answered
(the other page's was not printed, or not read) joins pieces only whose wording is akin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from yuzhong_news.folios import Folio, resolved
from yuzhong_news.splitting.matching import best_assignment
from yuzhong_news.splitting.wording import pairs

_BOTH_MARKS = 2.0
"""Weight of two marks that name each other's pages: more than any wording."""
_HEADLINE_SHARE = 0.5
"""Share of a headline's pairs in the other piece's headline from where the two are one headline."""
_KINSHIP = 0.10
"""Share of common pairs of one piece's text and the other's; strangers have about 0.04."""
_CUT_SENTENCE = 0.2
"""Weight of a first piece that ends within a sentence."""
_SENTENCE_ENDS = "。！？…”』」）)!?."


@dataclass(slots=True, frozen=True)
class Piece:
    """An article of one page, as far as joining needs it; ``key`` is the caller's own.

    ``continued_from`` and ``continued_to`` are the pages that its marks name, as printed.
    """

    key: int
    page: Folio
    continued_from: Folio | None
    continued_to: Folio | None
    headline: str
    text: str


class Joint(NamedTuple):
    """The piece ``before`` goes on in the piece ``after``, both by their keys."""

    before: int
    after: int
    cue: Literal["both-marks", "one-mark"]


def join_pieces(pieces: Sequence[Piece]) -> list[Joint]:
    """Return the joints of one issue, in the order of the pieces that go on.

    Every piece goes on in one other at most, and comes from one other at most; no chain of joints
    runs into itself.  The order of ``pieces`` does not matter.
    """
    sections = {piece.page.section for piece in pieces}
    ordered = sorted(
        (_resolved(piece, sections) for piece in pieces), key=lambda piece: (piece.page, piece.key)
    )
    marked = [p for p in ordered if p.continued_from is not None or p.continued_to is not None]
    if not marked:
        return []
    words = {piece.key: _Words.of(piece) for piece in ordered}
    weights = [[_weight(a, b, words) for b in ordered] for a in ordered]
    chosen = sorted(best_assignment(weights).items(), key=lambda pair: -weights[pair[0]][pair[1]])
    after: dict[int, Joint] = {}
    for row, column in chosen:
        a, b = ordered[row], ordered[column]
        if not _reaches(b.key, a.key, after):
            after[a.key] = Joint(a.key, b.key, "both-marks" if _answered(a, b) else "one-mark")
    return [after[piece.key] for piece in ordered if piece.key in after]


def _resolved(piece: Piece, sections: set[str]) -> Piece:
    """Return the piece with its marks as pages of the issue."""
    origin, to = (
        None if mark is None else resolved(mark, piece.page, sections)
        for mark in (piece.continued_from, piece.continued_to)
    )
    return replace(piece, continued_from=origin, continued_to=to)


class _Words(NamedTuple):
    headline: set[str]
    text: set[str]

    @classmethod
    def of(cls, piece: Piece) -> _Words:
        return cls(pairs(piece.headline), pairs(piece.text))


def _answered(a: Piece, b: Piece) -> bool:
    return a.continued_to == b.page and b.continued_from == a.page


def _weight(a: Piece, b: Piece, words: dict[int, _Words]) -> float:
    """Return how much speaks for it that ``a`` goes on in ``b``; 0 forbids it."""
    if a.page == b.page:
        return 0.0
    to, origin = a.continued_to == b.page, b.continued_from == a.page
    contradicted = (a.continued_to is not None and not to) or (
        b.continued_from is not None and not origin
    )
    if contradicted or not (to or origin):
        return 0.0
    one, other = words[a.key], words[b.key]
    headline = _share(one.headline, other.headline)
    kinship = _share(one.text, other.text)
    cut = _CUT_SENTENCE if a.text and a.text.rstrip()[-1:] not in _SENTENCE_ENDS else 0.0
    if to and origin:
        return _BOTH_MARKS + headline + kinship + cut
    if headline >= _HEADLINE_SHARE or kinship >= _KINSHIP:
        return headline + kinship + cut
    return 0.0


def _share(ones: set[str], others: set[str]) -> float:
    """Return which share (0 to 1) of the smaller set is in the other."""
    return len(ones & others) / min(len(ones), len(others)) if ones and others else 0.0


def _reaches(start: int, goal: int, after: dict[int, Joint]) -> bool:
    key: int | None = start
    while key is not None:
        if key == goal:
            return True
        key = after[key].after if key in after else None
    return False
