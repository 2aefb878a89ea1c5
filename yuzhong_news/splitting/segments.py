"""Segments: where one article's body ends and the next begins.

Every gap between two body units is weighed by its cues; then one pass over the whole page chooses
the boundaries for which the weights add up best *and* every article finds a headline: a heading is
either the headline of one article or a subhead inside one, so headings and articles must come out even.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from yuzhong_news.splitting.bylines import closing, opening
from yuzhong_news.splitting.frames import INDENT
from yuzhong_news.splitting.headings import Group, bond
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.units import Role, Unit, is_picture_label, unfinished
from yuzhong_news.splitting.wording import Wording

CERTAIN = 8.0
STRONG = 5.0

_COLUMN_STEP = 1.5
"""Full-width characters: columns that differ by more are of two settings (pages of five styles)."""

_NO_HEADLINE = 3.0
_NO_BODY = 2.0
_UNSIGNED = 1.5
_DRIFT = 0.3
"""Weight for each heading that is too many or too few at a boundary: headings stand near bodies,
right behind (balance -1) or right before them (0)."""

_LONG = 160
_INFINITY = float("inf")
_CAPTION_ROWS = 7
_CAPTION_CHARS = 160
_MAX_SKIP = 4


@dataclass(slots=True, eq=False)
class Segment:
    """The body units of one article; ``first`` and ``last`` are indexes among the page's units.

    ``signs`` are the bylines and jump marks that stand behind its body and under no heading.
    """

    units: list[Unit]
    first: int
    last: int
    subheads: list[Unit] = field(default_factory=list)
    signs: list[Unit] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """The page's segments, and the heading groups between, before and behind them."""

    segments: list[Segment]
    groups: list[Group]
    captions: list[Unit]
    loose: list[Unit]


@dataclass(slots=True)
class _Gap:
    """The choice for one gap: its weight as a boundary and as none, and its headings by group."""

    split: float
    stay: float
    signs_left: bool
    signs_right: bool
    certain: bool
    options: list[tuple[float, list[list[Unit]]]]
    between: list[Unit]


def segments_of(units: Sequence[Unit], *, indented: bool) -> Layout:
    """Return the articles' bodies, the heading groups and the captions of a page."""
    bodies = [place for place, unit in enumerate(units) if unit.role is Role.BODY]
    wording = Wording([join(units[place].rows) for place in bodies])
    finder = _Finder(units, bodies, wording, indented=indented)
    return finder.layout(finder.best_path())


class _State(NamedTuple):
    """The best way to have come so far with this ``key``: balance of headings, signed?, long?"""

    score: float
    before: int
    key: _Key
    split: bool
    option: int


_Key = tuple[int, bool, bool]
_START: _Key = (0, False, False)


class _Finder:
    def __init__(self, units: Sequence[Unit], bodies: list[int], wording: Wording, *, indented: bool) -> None:
        self.units = units
        self.bodies = bodies
        self.wording = wording
        self.indented = indented
        texts = [join(units[place].rows) for place in bodies]
        self.opens = [opening(text) is not None for text in texts]
        self.closes = [closing(text) is not None for text in texts]
        self.long = [len(text) > _LONG for text in texts]
        self.skip_cost = [self._skip_cost(k, texts[k]) for k in range(len(bodies))]
        self.gap = lru_cache(maxsize=None)(self._gap)

    def best_path(self) -> list[tuple[int, bool, int]]:
        """Return the chosen bodies: (body index, boundary before it?, option of the gap before it)."""
        count = len(self.bodies)
        table: list[dict[_Key, _State]] = [{} for _ in range(count)]
        for k in range(count):
            skipped = self._skipped(0, k)
            if skipped is not None:
                for option, (cost, groups) in enumerate(self.gap(-1, k).options):
                    self._enter(table[k], k, len(groups) - 1, _State(-cost - skipped, -1, _START, True, option))
            for before in range(k - 1, max(-1, k - _MAX_SKIP - 2), -1):
                skipped = self._skipped(before + 1, k)
                if skipped is None:
                    break
                self._extend(table, before, k, skipped)
        return self._trace(table)

    def _extend(self, table: list[dict[_Key, _State]], before: int, k: int, skipped: float) -> None:
        gap = self.gap(before, k)
        for key, state in table[before].items():
            balance, signed, long = key
            closed = state.score - skipped - _loose_end(signed or gap.signs_left, long)
            for option, (cost, groups) in enumerate(gap.options):
                entry = _State(closed + gap.split - cost, before, key, True, option)
                self._enter(table[k], k, balance + len(groups) - 1, entry)
            if not gap.certain:
                stayed = _State(state.score - skipped + gap.stay, before, key, False, 0)
                _keep(table[k], (balance, signed or self.closes[k], True), stayed)

    def _enter(self, states: dict[_Key, _State], k: int, balance: int, state: _State) -> None:
        signed = self.opens[k] or self.closes[k]
        if state.before >= 0:
            signed = signed or self.gap(state.before, k).signs_right
        drift = _DRIFT * max(abs(balance + 0.5) - 0.5, 0.0)
        _keep(states, (balance, signed, self.long[k]), state._replace(score=state.score - drift))

    def _skipped(self, start: int, stop: int) -> float | None:
        total = 0.0
        for cost in self.skip_cost[start:stop]:
            if cost is None:
                return None
            total += cost
        return total

    def _trace(self, table: list[dict[_Key, _State]]) -> list[tuple[int, bool, int]]:
        count = len(self.bodies)
        pictures = sum(unit.role is Role.COLUMN and is_picture_label(unit.rows[0].text) for unit in self.units)
        best = (-_INFINITY, -1, _START, 0)
        for k in range(max(0, count - _MAX_SKIP - 1), count):
            skipped = self._skipped(k + 1, count)
            if skipped is None:
                continue
            tail = self.gap(k, count)
            for key, state in table[k].items():
                for option, (cost, groups) in enumerate(tail.options):
                    even = key[0] + len(groups)
                    lack = _NO_HEADLINE * max(-even, 0) + _NO_BODY * max(even - pictures, 0)
                    lack += _loose_end(key[1] or tail.signs_left, key[2])
                    best = max(best, (state.score - cost - skipped - lack, k, key, option))
        _, k, key, option = best
        path = [(count, True, option)]
        while k >= 0:
            state = table[k][key]
            path.append((k, state.split, state.option))
            k, key = state.before, state.key
        return path[::-1] if len(path) > 1 else []

    def layout(self, path: list[tuple[int, bool, int]]) -> Layout:
        """Return what the chosen path makes of the page."""
        layout = Layout([], [], [], [])
        if not path:
            self._place_loose(layout, self.units, 0)
            return layout
        before = -1
        for k, split, option in path:
            layout.captions += [self.units[self.bodies[skipped]] for skipped in range(before + 1, k)]
            gap = self.gap(before, k)
            if split:
                self._place_groups(layout, gap, option)
            else:
                segment = layout.segments[-1]
                segment.subheads += [unit for unit in gap.between if unit.role is Role.HEADING]
                rest = [unit for unit in gap.between if unit.role is not Role.HEADING]
                self._place_loose(layout, rest, len(layout.segments))
            if k < len(self.bodies):
                place = self.bodies[k]
                if split:
                    layout.segments.append(Segment([], place, place))
                layout.segments[-1].units.append(self.units[place])
                layout.segments[-1].last = place
                if abs(gap.split - gap.stay) < 1.0 and before >= 0:
                    layout.segments[-1].doubts.append("article-boundary")
            before = k
        return layout

    def _place_groups(self, layout: Layout, gap: _Gap, option: int) -> None:
        groups = [Group(list(units), len(layout.segments)) for units in gap.options[option][1]]
        heads = {id(unit) for group in groups for unit in group.units}
        current = -1
        for unit in gap.between:
            if id(unit) in heads:
                current = next(i for i, g in enumerate(groups) if any(u is unit for u in g.units))
            elif (target := _heading_beside(unit, gap.between, groups, current)) is not None:
                target.units.append(unit)
            else:
                self._place_loose(layout, [unit], len(layout.segments))
        layout.groups += groups

    def _place_loose(self, layout: Layout, units: Sequence[Unit], place: int) -> None:
        for unit in units:
            if unit.role is Role.CAPTION:
                layout.captions.append(unit)
            elif unit.role is Role.HEADING:
                layout.groups.append(Group([unit], place))
            elif unit.role in (Role.BYLINE, Role.JUMP) and layout.segments:
                layout.segments[-1].signs.append(unit)
            else:
                layout.loose.append(unit)

    def _gap(self, before: int, behind: int) -> _Gap:
        start = self.bodies[before] + 1 if before >= 0 else 0
        stop = self.bodies[behind] if behind < len(self.bodies) else len(self.units)
        between = [unit for unit in self.units[start:stop] if unit.role is not Role.BODY]
        headings = [unit for unit in between if unit.role is Role.HEADING]
        options = _groupings(between, headings)
        if before < 0 or behind >= len(self.bodies):
            return _Gap(0.0, 0.0, _signs_left(between), False, True, options, between)
        split, stay = self._weigh(before, behind, between, headings)
        right = _signed(between) and not _signs_left(between)
        return _Gap(split, stay, _signed(between), right, self.opens[behind], options, between)

    def _weigh(
        self, before: int, behind: int, between: list[Unit], headings: list[Unit]
    ) -> tuple[float, float]:
        left, right = self.units[self.bodies[before]], self.units[self.bodies[behind]]
        split = stay = 0.0
        roles = {unit.role for unit in between}
        if self.opens[behind]:
            split += CERTAIN
        if unfinished(left) and Role.BYLINE not in roles:
            stay += STRONG + 1
        if Role.BYLINE in roles:
            split += STRONG
        for unit in between:
            if unit.mark is not None:
                split += CERTAIN
        if abs(left.column - right.column) > _COLUMN_STEP:
            split += 1.5
        if Role.COLUMN in roles:
            split += 2.0
        if self.indented and right.rows[0].indent < INDENT and not self.opens[behind]:
            stay += 1.0
        stay += min(self.wording.kinship(before, behind) * 2.0, 3.0)
        stay += _subhead_weight(headings, left, right) if headings else 1.5
        return split, stay

    def _skip_cost(self, k: int, text: str) -> float | None:
        """Return what it costs to take body ``k`` for an unsigned caption; None: it cannot be one."""
        unit = self.units[self.bodies[k]]
        before = self.units[self.bodies[k - 1]] if k else None
        if len(unit.rows) > _CAPTION_ROWS or not 8 <= len(text) <= _CAPTION_CHARS or self.opens[k]:
            return None
        if unfinished(unit) or unit.inline or unfinished(before):
            return None
        cost = 2.5
        if self.indented:
            cost += 1.0 if unit.rows[0].indent >= INDENT else -1.0
        if self._beside_caption(k):
            cost -= 2.0
        if before is None or abs(before.column - unit.column) > _COLUMN_STEP:
            cost -= 0.7
        return max(cost, 0.2)

    def _beside_caption(self, k: int) -> bool:
        """Whether a caption stands next to body ``k``, or next to small frames next to it."""
        for step in (-1, 1):
            place = self.bodies[k] + step
            while 0 <= place < len(self.units) and abs(place - self.bodies[k]) <= _MAX_SKIP:
                unit = self.units[place]
                if unit.role is Role.CAPTION:
                    return True
                if unit.role is not Role.BODY or len(unit.rows) > 4:
                    break
                place += step
        return False


def _keep(states: dict[_Key, _State], key: _Key, state: _State) -> None:
    known = states.get(key)
    if known is None or known.score < state.score:
        states[key] = state


def _loose_end(signed: bool, long: bool) -> float:
    """Return what an article costs that nobody signed: most long ones are signed."""
    return _UNSIGNED if long and not signed else 0.0


def _signed(between: list[Unit]) -> bool:
    return any(unit.role is Role.BYLINE for unit in between)


def _signs_left(between: list[Unit]) -> bool:
    return bool(between) and between[0].role is Role.BYLINE


def _subhead_weight(headings: list[Unit], left: Unit, right: Unit) -> float:
    """Return how well ``headings`` between two bodies read as one subhead of one article."""
    weight = 0.5 - 1.5 * (len(headings) - 1)
    column = max(left.column, right.column)
    for unit in headings:
        rows = unit.rows
        weight += 1.0 if unit.inline else 0.0
        weight -= 1.0 * max(len(rows) - 2, 0)
        if max(row.width for row in rows) > column + 0.5:
            weight -= 2.5
        if rows[0].text.startswith("——") or rows[-1].text.endswith("——"):
            weight -= 4.0
    return weight


def _groupings(between: list[Unit], headings: list[Unit]) -> list[tuple[float, list[list[Unit]]]]:
    """Return the ways to read the headings of a gap as headlines: (cost, groups), best first."""
    if not headings:
        return [(0.0, [])]
    bonds = []
    for one, other in zip(headings, headings[1:], strict=False):
        inside = between[between.index(one) + 1 : between.index(other)]
        parted = any(unit.role in (Role.BYLINE, Role.JUMP) for unit in inside)
        column = any(unit.role is Role.COLUMN for unit in inside)
        bonds.append(-CERTAIN if parted else bond(one, other) - (3.0 if column else 0.0))
    order = sorted(range(len(bonds)), key=lambda i: -bonds[i])
    options = []
    for size in range(len(bonds) + 1):
        tied = set(order[:size])
        cost = sum(max(b, 0.0) for i, b in enumerate(bonds) if i not in tied)
        cost += sum(max(-b, 0.0) for i, b in enumerate(bonds) if i in tied)
        groups: list[list[Unit]] = [[headings[0]]]
        for i, unit in enumerate(headings[1:]):
            if i in tied:
                groups[-1].append(unit)
            else:
                groups.append([unit])
        options.append((cost, groups))
    return sorted(options, key=lambda option: option[0])


def _heading_beside(unit: Unit, between: list[Unit], groups: list[Group], current: int) -> Group | None:
    """Return the heading to which a byline, a jump mark or a column's name in a gap belongs.

    A column's name stands over its heading or under it; a byline and （上接1版） stand under theirs.
    """
    place = next(i for i, other in enumerate(between) if other is unit)
    if unit.role is Role.COLUMN:
        target = current + 1 if current + 1 < len(groups) else current
        return groups[target] if groups else None
    if unit.role not in (Role.BYLINE, Role.JUMP) or current < 0:
        return None
    if unit.mark is not None and unit.mark.direction == "to":
        return None
    above = between[place - 1].role
    return groups[current] if above in (Role.HEADING, Role.COLUMN, Role.JUMP, Role.BYLINE) else None
