"""Gaps: what stands between two bodies, and how much speaks for two articles or for one.

Weights are in the manner of log-odds: 1 is a hint, 5 is strong, 8 is certain.  They were set on the
seed page and on typeset pages of six house styles; none is keyed to a word of a sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from yuzhong_news.splitting.bylines import closing, opening
from yuzhong_news.splitting.frames import INDENT
from yuzhong_news.splitting.headings import bond
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.units import SIGN_OFF, Role, Unit, unfinished
from yuzhong_news.splitting.wording import Wording

CERTAIN = 8.0
STRONG = 5.0
MAX_SKIP = 4
"""Bodies in a row that may be unsigned captions (a page of four pictures)."""

_COLUMN_STEP = 1.5
"""Full-width characters: columns that differ by more are of two settings (pages of six styles)."""

_LONG = 160
"""Characters: a body of more is an article that somebody signs, most times."""

_CAPTION_ROWS = 7
_CAPTION_CHARS = 260
_WINDOW = 500
"""Characters on each side of a gap whose wording is compared."""


@dataclass(slots=True)
class Gap:
    """The units between two bodies; ``bonds`` tie each heading to the next one (negative: part)."""

    between: list[Unit]
    headings: list[Unit]
    bonds: list[float]
    split: float = 0.0
    stay: float = 0.0
    certain: bool = True
    options: list[tuple[float, frozenset[int]]] = field(default_factory=list)

    def cost(self, tied: frozenset[int]) -> float:
        """Return what it costs to read the headings as groups, those with index ``tied`` tied on."""
        cost = 0.0
        for place, strength in enumerate(self.bonds):
            if place in tied:
                cost += max(-strength, 0.0)
                if place - 1 in tied and not is_subtitle(self.headings[place + 1]):
                    cost += _THIRD_BLOCK
            else:
                cost += max(strength, 0.0)
        return cost

    def groups(self, tied: frozenset[int]) -> list[list[Unit]]:
        """Return the headings as groups, one for each article's heading."""
        groups: list[list[Unit]] = []
        for place, unit in enumerate(self.headings):
            if place and place - 1 in tied:
                groups[-1].append(unit)
            else:
                groups.append([unit])
        return groups


_THIRD_BLOCK = 2.0


class Gaps:
    """The bodies of a page and the gaps between them, weighed when they are asked for."""

    def __init__(self, units: Sequence[Unit], *, indented: bool) -> None:
        self.units = units
        self.indented = indented
        self.bodies = [place for place, unit in enumerate(units) if unit.role is Role.BODY]
        texts = [join(units[place].rows) for place in self.bodies]
        self.wording = Wording(texts)
        self.opens = [opening(text) is not None for text in texts]
        self.closes = [closing(text) is not None for text in texts]
        self.sizes = [len(text) for text in texts]
        self.long = [size > _LONG for size in self.sizes]
        self.skip_costs = [self._skip_cost(k, texts[k]) for k in range(len(texts))]
        self.between = lru_cache(maxsize=None)(self._between)

    def __len__(self) -> int:
        return len(self.bodies)

    def body(self, k: int) -> Unit:
        """Return the unit of body ``k``."""
        return self.units[self.bodies[k]]

    def skipped(self, start: int, stop: int) -> float | None:
        """Return what it costs to take bodies ``start`` to ``stop`` for captions; None: impossible."""
        total = 0.0
        for cost in self.skip_costs[start:stop]:
            if cost is None:
                return None
            total += cost
        return total

    def _between(self, before: int, behind: int) -> Gap:
        """Return the gap between two bodies; -1 and ``len`` stand for the edges of the page."""
        start = self.bodies[before] + 1 if before >= 0 else 0
        stop = self.bodies[behind] if behind < len(self) else len(self.units)
        units = [unit for unit in self.units[start:stop] if unit.role is not Role.BODY]
        headings = [unit for unit in units if unit.role is Role.HEADING]
        gap = Gap(units, headings, _bonds(units, headings))
        gap.options = _options(gap)
        if before >= 0 and behind < len(self):
            self._weigh(gap, before, behind)
            gap.certain = self.opens[behind]
        return gap

    def _weigh(self, gap: Gap, before: int, behind: int) -> None:
        left, right = self.body(before), self.body(behind)
        roles = {unit.role for unit in gap.between}
        if self.opens[behind]:
            gap.split += CERTAIN
        if Role.BYLINE in roles or self.closes[before]:
            gap.split += STRONG
        elif unfinished(left):
            gap.stay += STRONG + 1
        gap.split += CERTAIN * sum(unit.mark is not None for unit in gap.between)
        if abs(left.column - right.column) > _COLUMN_STEP:
            gap.split += 1.5
        if Role.COLUMN in roles:
            gap.split += 2.0
        if self.indented and right.rows[0].indent < INDENT and not self.opens[behind]:
            gap.stay += 1.0
        if right.weak == SIGN_OFF:
            gap.stay += STRONG
        if max(gap.split, gap.stay) < STRONG:
            gap.stay += self._kinship(before, behind)
        gap.stay += _subhead_weight(gap.headings, left, right) if gap.headings else 1.5

    def _kinship(self, before: int, behind: int) -> float:
        """Return how much the wording on both sides speaks for one article (negative: for two)."""
        near = self.wording.kinship([before], [behind])
        wide = self.wording.kinship(self._window(before, -1), self._window(behind, 1))
        return max(-1.5, min(2.0, (near - 0.25) * 1.5 + (wide - 0.4) * 2.5))

    def _window(self, start: int, step: int) -> list[int]:
        """Return the bodies from ``start`` on that are about one article's beginning or end."""
        window: list[int] = []
        size = 0
        place = start
        while 0 <= place < len(self) and size < _WINDOW:
            if step > 0 and window and self.opens[place]:
                break
            window.append(place)
            size += self.sizes[place]
            if step < 0 and self.opens[place]:
                break
            place += step
        return window

    def _skip_cost(self, k: int, text: str) -> float | None:
        """Return what it costs to take body ``k`` for an unsigned caption; None: it cannot be one."""
        unit = self.body(k)
        before = self.body(k - 1) if k else None
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
            while 0 <= place < len(self.units) and abs(place - self.bodies[k]) <= MAX_SKIP:
                unit = self.units[place]
                if unit.role is Role.CAPTION:
                    return True
                if unit.role is not Role.BODY or len(unit.rows) > 4:
                    break
                place += step
        return False


def is_subtitle(unit: Unit) -> bool:
    """Whether a heading is a subtitle by its dash."""
    return unit.rows[0].text.startswith(("——", "—", "――", "－－"))


def _bonds(between: list[Unit], headings: list[Unit]) -> list[float]:
    bonds = []
    for one, other in zip(headings, headings[1:], strict=False):
        inside = between[between.index(one) + 1 : between.index(other)]
        if any(unit.role in (Role.BYLINE, Role.JUMP) for unit in inside):
            bonds.append(-CERTAIN)
        else:
            bonds.append(
                bond(one, other)
                - (3.0 if any(unit.role is Role.COLUMN for unit in inside) else 0.0)
            )
    return bonds


def _options(gap: Gap) -> list[tuple[float, frozenset[int]]]:
    """Return, for each number of groups, the best way to tie the headings of a gap."""
    order = sorted(range(len(gap.bonds)), key=lambda place: -gap.bonds[place])
    ways = [frozenset(order[:size]) for size in range(len(order) + 1)]
    return [(gap.cost(tied), tied) for tied in ways]


def _subhead_weight(headings: list[Unit], left: Unit, right: Unit) -> float:
    """Return how well ``headings`` between two bodies read as one subhead of one article."""
    weight = 0.9 - 1.5 * (len(headings) - 1)
    column = max(left.column, right.column)
    for unit in headings:
        rows = unit.rows
        weight += 1.3 if unit.inline else 0.0
        weight -= (0.0, 0.3, 1.3, 2.6)[min(len(rows), 4) - 1]
        if max(row.width for row in rows) > column + 0.5:
            weight -= 2.5
        if is_subtitle(unit) or rows[-1].text.endswith("——"):
            weight -= 4.0
    return weight
