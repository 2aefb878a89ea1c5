"""A gap: what stands between two bodies, its two weights, and how its headings may be grouped."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, log1p

from yuzhong_news.splitting.text.units import Unit


@dataclass(slots=True)
class Gap:
    """The units between two bodies; ``bonds`` tie each heading to the next one (negative: part)."""

    between: list[Unit]
    headings: list[Unit]
    bonds: list[float]
    odds: float = 0.0
    split: float = 0.0
    stay: float = 0.0
    certain: bool = True
    torn: bool = False
    """Whether headings stand in the middle of a sentence."""
    options: list[tuple[float, frozenset[int]]] = field(default_factory=list)

    def weigh(self, odds: float) -> None:
        """Set ``odds``; ``split`` and ``stay`` are the logarithms of how likely each side is."""
        self.odds = odds
        self.split = -log1p(exp(-odds))
        self.stay = -log1p(exp(odds))

    def cost(self, tied: frozenset[int]) -> float:
        """Return what it costs to read the headings as groups, those in ``tied`` tied on."""
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
_MOST_WAYS = 100
"""Ways to group a gap's headings: each costs as much as there are headings, and the longest list of
a real page has thirty."""


def is_subtitle(unit: Unit) -> bool:
    """Whether a heading is a subtitle by its dash."""
    return unit.rows[0].text.startswith(("——", "—", "――", "－－"))


def options_of(gap: Gap) -> list[tuple[float, frozenset[int]]]:
    """Return, for each number of groups, the best way to tie the headings of a gap.

    Where these are more than :data:`_MOST_WAYS`, only those about the most likely number, and the
    two outermost.
    """
    order = sorted(range(len(gap.bonds)), key=lambda place: -gap.bonds[place])
    sizes = list(range(len(order) + 1))
    if len(sizes) > _MOST_WAYS:
        likely = max(sum(strength > 0 for strength in gap.bonds) - _MOST_WAYS // 2, 1)
        sizes = [0, *sizes[likely:-1][: _MOST_WAYS - 2], len(order)]
    ways = [frozenset(order[:size]) for size in sizes]
    return [(gap.cost(tied), tied) for tied in ways]
