"""The names that may start somewhere in a line: unbroken, with dots, or with blanks inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yuzhong_news.splitting.bylines.credit_kinds import STRETCHED, Kind, Piece
from yuzhong_news.splitting.bylines.names import (
    COMPOUND_SURNAMES,
    DOTS,
    HAN,
    SINGLE,
    is_surname,
    looks_foreign,
    name_cost,
)
from yuzhong_news.splitting.bylines.roles import ROLE, ROLE_HINT

_RUN = re.compile(rf"[{HAN}]+")
_BLANKS = re.compile(r"\s{1,8}")
_BLANK = re.compile(r"\s+")
_DOT = re.compile(rf"[{DOTS}]")
_DOTTED = re.compile(
    rf"[{HAN}A-Za-z]+(?:\s?[{DOTS}]\s?[{HAN}A-Za-z]+?)+"
    rf"(?=摄|译|文|绘|{ROLE.pattern}|[^{HAN}A-Za-z{DOTS}]|$)"
)
"""A name with dots ends where a function or a role begins."""


def names_at(line: str, start: int) -> Iterator[Piece]:
    """Yield the names that may start at an index: in one piece, with dots, with blanks inside."""
    dotted = _DOTTED.match(line, start) if _DOT.search(line) else None
    if dotted:
        name = _BLANK.sub("", dotted[0])
        if name_cost(name) < SINGLE and not ROLE_HINT.search(name):
            yield Piece(Kind.NAME, start, dotted.end(), name_cost(name), name)
    run = _RUN.match(line, start)
    if run is None:
        return
    end = run.end()
    size = end - start
    for length in range(2, min(size, 7) + 1):
        name = line[start : start + length]
        if length >= 5 and length != size and not looks_foreign(name):
            continue
        cost = name_cost(name)
        if cost < SINGLE:
            yield Piece(Kind.NAME, start, start + length, cost, name)
    if size == 1 and len(line) == 1:
        yield Piece(Kind.NAME, start, end, name_cost(line), line)
    if size <= 2:
        yield from _stretched(line, start, end)


def _stretched(line: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the names that begin with ``line[start:end]`` and go on behind a blank.

    Only two-character names are stretched on purpose (陈 远); all others were cut by a line's end
    and cost more, in the order of how likely the cut is.
    """
    first, behind = line[start:end], _next_run(line, end)
    if behind is None:
        return
    second = behind[0]
    joints: list[tuple[int, float]] = []
    if len(first) == 1:
        joints.append((1, 0.0))
        if is_surname(first):
            joints.append((2, 0.5))
    elif first in COMPOUND_SURNAMES:
        joints += [(1, 0.1), (2, 0.1)]
    elif is_surname(first[0]):
        joints.append((1, 0.9))
    for length, cost in joints:
        if length <= len(second):
            yield from _joined(line, start, behind.start() + length, cost)
    if len(first) == len(second) == 1 and is_surname(first):
        third = _next_run(line, behind.end())
        if third is not None:
            yield from _joined(line, start, third.start() + 1, 0.7)


def _joined(line: str, start: int, end: int, joint: float) -> Iterator[Piece]:
    name = _BLANK.sub("", line[start:end])
    cost = name_cost(name)
    if cost < SINGLE:
        yield Piece(Kind.NAME, start, end, cost + joint, name, STRETCHED)


def _next_run(line: str, end: int) -> re.Match[str] | None:
    """Return the run of Chinese characters behind the blanks at an index."""
    blanks = _BLANKS.match(line, end)
    return _RUN.match(line, blanks.end()) if blanks else None
