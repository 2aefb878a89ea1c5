"""The path through a page's gaps: boundary or none, in one pass over the whole page.

A heading is either the headline of one article or a subhead inside one, so headlines and articles
must come out even.  The pass keeps the balance of the two and finds the best total.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yuzhong_news.splitting.gaps import MAX_SKIP, Gaps
from yuzhong_news.splitting.units import Role, Unit, is_picture_label

NO_HEADLINE = 1.5
"""What an article without a headline costs."""

NO_BODY = 1.0
"""What a headline without a body costs, unless a label announces picture news."""

UNSIGNED = 0.4
"""What a long article costs that nobody signs."""

_DRIFT = 0.1
"""Weight for each heading that is too many or too few at a boundary: headings stand near bodies,
right behind (balance -1) or right before them (0)."""

_INFINITY = float("inf")


class Choice(NamedTuple):
    """What was chosen for one body: whether an article starts there, and how the headings of the
    gap before it are tied.  The last choice of a path stands for the end of the page.
    """

    body: int
    split: bool
    tied: frozenset[int]


class _State(NamedTuple):
    """The best way to have come to a body with this key: (balance of headings, signed?, long?)."""

    score: float
    before: int
    key: _Key
    split: bool
    tied: frozenset[int]


_Key = tuple[int, bool, bool]
_START: _Key = (0, False, False)
_NONE: frozenset[int] = frozenset()


def best_path(gaps: Gaps) -> list[Choice]:
    """Return the path of the greatest total weight; empty where the page has no body."""
    return _Search(gaps).run() if len(gaps) else []


def is_signed(between: Sequence[Unit]) -> bool:
    """Whether a byline stands among the units of a gap."""
    return any(unit.role is Role.BYLINE for unit in between)


class _Search:
    def __init__(self, gaps: Gaps) -> None:
        self.gaps = gaps
        self.far_bylines = _far_bylines(gaps.units)
        self.table: list[dict[_Key, _State]] = [{} for _ in range(len(gaps))]

    def run(self) -> list[Choice]:
        for k in range(len(self.gaps)):
            skipped = self.gaps.skipped(0, k)
            if skipped is not None:
                for cost, tied in self.gaps.between(-1, k).options:
                    count = self._count(-1, k, tied)
                    self._enter(k, count - 1, _State(-cost - skipped, -1, _START, True, tied))
            for before in range(k - 1, max(-1, k - MAX_SKIP - 2), -1):
                skipped = self.gaps.skipped(before + 1, k)
                if skipped is None:
                    break
                self._extend(before, k, skipped)
        return self._trace()

    def _count(self, before: int, k: int, tied: frozenset[int]) -> int:
        return len(self.gaps.between(before, k).headings) - len(tied)

    def _extend(self, before: int, k: int, skipped: float) -> None:
        gap = self.gaps.between(before, k)
        for key, state in self.table[before].items():
            balance, signed, long = key
            closed = state.score - skipped - self._loose_end(signed or is_signed(gap.between), long)
            for cost, tied in gap.options:
                entry = _State(closed + gap.split - cost, before, key, True, tied)
                self._enter(k, balance + len(gap.headings) - len(tied) - 1, entry)
            if not gap.certain:
                stayed = _State(state.score - skipped + gap.stay, before, key, False, _NONE)
                self._keep(k, (balance, signed or self.gaps.closes[k], True), stayed)

    def _enter(self, k: int, balance: int, state: _State) -> None:
        signed = self.gaps.opens[k] or self.gaps.closes[k]
        if state.before >= 0:
            between = self.gaps.between(state.before, k).between
            signed = signed or (is_signed(between) and between[0].role is not Role.BYLINE)
        drift = _DRIFT * max(abs(balance + 0.5) - 0.5, 0.0)
        self._keep(
            k, (balance, signed, self.gaps.long[k]), state._replace(score=state.score - drift)
        )

    def _keep(self, k: int, key: _Key, state: _State) -> None:
        state = state._replace(score=state.score + self.gaps.keep[k])
        known = self.table[k].get(key)
        if known is None or known.score < state.score:
            self.table[k][key] = state

    def _loose_end(self, signed: bool, long: bool) -> float:
        """Return what an article costs that nobody signed.

        Where bylines stand under headings far from their bodies, a body alone cannot show it.
        """
        return 0.0 if signed or not long else UNSIGNED / (1 + self.far_bylines)

    def _trace(self) -> list[Choice]:
        count = len(self.gaps)
        pictures = picture_labels(self.gaps.units)
        best: tuple[float, int, _Key, frozenset[int]] = (-_INFINITY, -1, _START, _NONE)
        for k in range(max(0, count - MAX_SKIP - 1), count):
            skipped = self.gaps.skipped(k + 1, count)
            if skipped is None:
                continue
            tail = self.gaps.between(k, count)
            for key, state in self.table[k].items():
                for cost, tied in tail.options:
                    even = key[0] + len(tail.headings) - len(tied)
                    lack = NO_HEADLINE * max(-even, 0) + NO_BODY * max(even - pictures, 0)
                    lack += self._loose_end(key[1] or is_signed(tail.between), key[2])
                    score = state.score - cost - skipped - lack
                    if score > best[0]:
                        best = (score, k, key, tied)
        _, k, key, tied = best
        path = [Choice(count, True, tied)]
        while k >= 0:
            state = self.table[k][key]
            path.append(Choice(k, state.split, state.tied))
            k, key = state.before, state.key
        return path[::-1]


def picture_labels(units: Sequence[Unit]) -> int:
    """Return how many labels of the page announce picture news."""
    return sum(unit.role is Role.COLUMN and is_picture_label(unit.rows[0].text) for unit in units)


def _far_bylines(units: Sequence[Unit]) -> int:
    """Return how many bylines stand under a heading that follows other articles' headings."""
    far = headings = 0
    for unit in units:
        if unit.role is Role.BODY:
            headings = 0
        elif unit.role is Role.HEADING:
            headings += 1
        elif unit.role is Role.BYLINE and headings > 2:
            far += 1
    return far
