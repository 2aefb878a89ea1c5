"""The grammar of bylines and credits: which pieces, one behind the other, make up a line.

The cheapest way to cut a line into pieces is looked for (a shortest path, from left to right).  So
陈思远文 is 陈思远 and 文, but 章 文 is a name, and 陈思远罗小曼 are two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from yuzhong_news.splitting.bylines import roles
from yuzhong_news.splitting.bylines.credit_kinds import ASIDE, COUNTRY, SIGNED, Kind, Piece
from yuzhong_news.splitting.bylines.credit_names import names_at
from yuzhong_news.splitting.bylines.credit_pieces import Pieces, labelled_organisation
from yuzhong_news.splitting.bylines.credit_steps import LOOSE_END, WITH_NAMES, Gap, State, step
from yuzhong_news.splitting.bylines.names import HAN, IMPOSSIBLE

LONGEST = 400
"""Characters: no longer line is read.  The longest real byline that is known fills 130."""
_LONG_RUN = re.compile(rf"[{HAN}]{{16,}}")
_BREAKS_RUN = re.compile(rf"{roles.ROLE_HINT.pattern}|供|摄|报道|采写|整理|[编校]")
"""More than four names never stand together without a blank, a mark, or one of these words."""
_SKIPPED = re.compile(r"[\s、，,；;.|｜:：/／\\&＆—－-]+")
_OPENERS, _CLOSER = "（(〔［[【", re.compile(r"[）)〕］\]】]")


_COUNTRY = re.compile(rf"[{HAN}]{{1,8}}")


class _Node(NamedTuple):
    cost: float
    before: tuple[int, State] | None
    piece: Piece | None


def cut(line: str) -> list[Piece] | None:
    """Return the pieces of a line that is nothing but a byline or a credit, else None.

    The outer brackets are off; blanks and marks between the pieces are left out.
    """
    if not line or len(line) > LONGEST:
        return None
    if any(not _BREAKS_RUN.search(run[0]) for run in _LONG_RUN.finditer(line)):
        return None
    return _cheapest(line.replace("丨", "｜"))  # a bar that is printed as a Chinese character


@lru_cache(maxsize=1 << 10)
def _cheapest(line: str) -> list[Piece] | None:
    """Return the pieces of the cheapest cut of all the line, or None if there is no cut."""
    offered = Pieces(line)
    size = len(line)
    nodes: dict[int, dict[State, _Node]] = {0: {State.START: _Node(0.0, None, None)}}
    for place in range(size + 1):
        if place not in nodes:
            continue
        start, gap = _skip(line, place)
        if start == size:
            nodes.setdefault(size, {})
            if place != size:
                for state, node in nodes[place].items():
                    if state not in nodes[size] or node.cost < nodes[size][state].cost:
                        nodes[size][state] = node
            continue
        for state, node in nodes[place].items():
            for piece in _pieces_for(offered, start, state, node.piece):
                found = step(offered, state, node.piece, piece, gap)
                if found is None:
                    continue
                after, cost = found
                there = nodes.setdefault(piece.end, {})
                known = there.get(after)
                if known is None or node.cost + cost < known.cost:
                    there[after] = _Node(node.cost + cost, (place, state), piece)
    return _trace(nodes, size)


def _trace(nodes: dict[int, dict[State, _Node]], size: int) -> list[Piece] | None:
    """Return the pieces of the cheapest way to the end of the line."""
    ends = [
        (node.cost + _end_cost(state), state)
        for state, node in nodes.get(size, {}).items()
        if state is not State.START
    ]
    if not ends or min(ends)[0] >= IMPOSSIBLE:
        return None
    node = nodes[size][min(ends)[1]]
    pieces: list[Piece] = []
    while node.piece is not None and node.before is not None:
        pieces.append(node.piece)
        place, state = node.before
        node = nodes[place][state]
    return pieces[::-1]


def _end_cost(state: State) -> float:
    if state is State.LABEL:
        return IMPOSSIBLE
    return {State.LOOSE: LOOSE_END, State.ROLE: LOOSE_END}.get(state, 0.0)


def _skip(line: str, place: int) -> tuple[int, Gap]:
    """Return where the next piece starts, and what stands before it."""
    match = _SKIPPED.match(line, place)
    if match is None:
        return place, Gap.NONE
    marks = match[0].strip()
    if not marks:
        return match.end(), Gap.BLANK
    return match.end(), Gap.COLON if ":" in marks or "：" in marks else Gap.MARK


def _pieces_for(offered: Pieces, start: int, state: State, last: Piece | None) -> list[Piece]:
    """Return what may stand at an index behind what was read last."""
    if offered.line[start] in _OPENERS:
        return _bracket(offered.line, start)
    found = offered.at(start)
    if state in WITH_NAMES or state in (State.ROLE, State.CLOSED):
        found = found + offered.work_at(start)
    if state is State.LABEL and last is not None:
        organisation = labelled_organisation(offered.line, start, last.text)
        found = [*found, organisation] if organisation else found
    return found


def _bracket(line: str, start: int) -> list[Piece]:
    """Return what the bracket that opens at an index may be; nothing if one is nested in it."""
    close = _CLOSER.search(line, start)
    end = close.end() if close else len(line)
    content = line[start + 1 : close.start() if close else end].strip()
    if any(mark in content for mark in _OPENERS):
        return []
    agency = roles.AGENCY.fullmatch(line, start + 1, close.start() if close else end)
    if agency is not None and agency["known"] and start > 0:
        how = agency["how"] or "发"
        return [Piece(Kind.ORGANISATION, start, end, 0.1, agency["known"], how)]
    kinds = {piece.kind for piece in cut(content) or ()}
    found: list[Piece] = []
    follows = any(True for _ in names_at(line, _skip(line, end)[0]))
    if _COUNTRY.fullmatch(content) and follows and not kinds & {Kind.WORK, Kind.ROLE}:
        found.append(Piece(Kind.BRACKET, start, end, 0.0, content, COUNTRY))
    if not content or roles.ASIDE.fullmatch(content) or roles.OFFICE.search(content):
        if start > 0:
            found.append(Piece(Kind.BRACKET, start, end, 0.1, content, ASIDE))
    elif kinds & {Kind.NAME, Kind.ORGANISATION, Kind.ARCHIVE}:
        found.append(Piece(Kind.BRACKET, start, end, 0.1, content, SIGNED))
    return found
