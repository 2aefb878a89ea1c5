"""Reading order within an article: columns that a dump gives in the wrong order.

A program that takes the blocks of a page from top to bottom gives a column's head before the foot
of the column before it.  Where a sentence stops in the middle and the next block begins a
paragraph, the blocks are put in that order in which sentences go on and as few blocks as possible
are moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

from yuzhong_news.splitting.bylines import opening
from yuzhong_news.splitting.bylines.lexicon import is_common_word
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.feet import unfinished
from yuzhong_news.splitting.text.frames import INDENT
from yuzhong_news.splitting.text.units import Role, Unit, fills

_MOST_RUNS = 6
_MOVED = 0.6
_TORN = 3.0
_UNSURE = 0.5
_SURE = 0.2
_MIDDLE = 2.0
_LEAD = 1.0
_OPENING = 9.0
_BROKEN = 4.0
_GAIN = 2.0
"""Costs of an order: each block that is moved, each sentence torn, and so on; an order is changed
where that gains so much (pages of two styles)."""

_WIDE = 1.4
"""A separate lead is set so much wider than the text below it."""

_FULL = 0.9
_SLACK = 0.6
_ALIKE = 2.5
"""Full-width characters: a first row that lacks less has no indent; one that lacks two, give or
take, has; columns that differ by less are one."""


class _Piece(NamedTuple):
    """A body with the subheads above it.

    ``begins`` says whether it begins a paragraph (None: its first row does not tell), ``ends``
    whether it ends a sentence.
    """

    units: list[Unit]
    body: Unit
    begins: bool | None
    ends: bool
    opens: bool


def in_reading_order(parts: Sequence[Unit], *, indented: bool, continues: bool) -> list[Unit]:
    """Return bodies and subheads of one article in the order in which they are read.

    ``indented`` says whether the page keeps its indents, ``continues`` whether the article is the
    rest of one on another page, and may begin within a sentence.
    """
    pieces, rest = _pieces(parts, indented=indented)
    runs = _runs(pieces)
    if not 1 < len(runs) <= _MOST_RUNS:
        return list(parts)
    order = tuple(range(len(runs)))
    as_given = _cost(order, runs, continues=continues)
    if as_given < _BROKEN:
        return list(parts)
    best = min(permutations(order), key=lambda way: _cost(way, runs, continues=continues))
    if as_given - _cost(best, runs, continues=continues) < _GAIN:
        return list(parts)
    return [unit for place in best for piece in runs[place] for unit in piece.units] + rest


def _pieces(parts: Sequence[Unit], *, indented: bool) -> tuple[list[_Piece], list[Unit]]:
    """Return the bodies with what stands above each, and what stands below the last."""
    columns = [unit.column for unit in parts if unit.role is Role.BODY]
    pieces: list[_Piece] = []
    above: list[Unit] = []
    for unit in parts:
        if unit.role is not Role.BODY:
            above.append(unit)
            continue
        opens = opening(join(unit.rows[:2])) is not None
        column = max(column for column in columns if column - unit.column <= _ALIKE)
        begins = True if above or opens else _begins(unit, column, indented=indented)
        pieces.append(_Piece([*above, unit], unit, begins, not unfinished(unit), opens))
        above = []
    return pieces, above


def _begins(unit: Unit, column: float, *, indented: bool) -> bool | None:
    """Whether a body's first row begins a paragraph: by its indent, kept or lost."""
    first = unit.rows[0]
    if indented:
        return first.indent >= INDENT
    lack = column - first.width
    if lack < _FULL:
        return False
    return True if abs(lack - 2) <= _SLACK and not first.ends_sentence else None


def _runs(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Return the pieces in runs that are surely in order."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if runs and _joint(runs[-1][-1], piece) < _UNSURE:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _joint(one: _Piece, other: _Piece) -> float:
    """Return what speaks against reading one piece right behind another."""
    if one.ends:
        full = fills(one.body.rows[-1], one.body.column)
        return _MIDDLE if other.begins is False and not full else _SURE
    if other.begins:
        return _TORN
    crossing = one.body.rows[-1].text[-1] + other.body.rows[0].text[0]
    return 0.0 if is_common_word(crossing) else _UNSURE


def _cost(order: Sequence[int], runs: Sequence[Sequence[_Piece]], *, continues: bool) -> float:
    first, last = runs[order[0]][0], runs[order[-1]][-1]
    cost = _MIDDLE if first.begins is False and not continues else 0.0
    cost += 0.0 if last.ends else _MIDDLE
    cost += _MOVED * (order[0] != 0)
    widest = max(run[0].body.column for run in runs)
    usual = sorted(piece.body.column for run in runs for piece in run)[len(runs) // 2]
    for one, other in pairwise(order):
        cost += _joint(runs[one][-1], runs[other][0]) + _MOVED * (other != one + 1)
        if any(piece.opens for piece in runs[other]):
            cost += _OPENING
        if widest >= _WIDE * usual and runs[other][0].body.column == widest:
            cost += _LEAD
    return cost
