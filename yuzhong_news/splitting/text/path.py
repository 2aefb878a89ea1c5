"""The path through a page's gaps: boundary or none, in one pass over the whole page.

A heading is either the headline of one article or a subhead inside one, so headlines and articles
must come out even.  The pass keeps the balance of the two and finds the best total.
"""

from __future__ import annotations

from typing import NamedTuple

from yuzhong_news.splitting.text.gaps import Gaps
from yuzhong_news.splitting.text.unsigned import MAX_SKIP

NO_HEADLINE = 1.5
"""What an article without a headline costs."""

NO_BODY = 3.0
"""What a headline without a body costs, unless a label announces picture news."""

UNSIGNED = 0.4
"""What a long article costs that nobody signs."""

TWICE_SIGNED = 2.0
"""What an article costs that reporters sign at its head and at its end."""

_DRIFT = 0.1
"""Weight for each heading that is too many or too few at a boundary: headings stand near bodies,
right behind (balance -1) or right before them (0)."""

_BEAM = 8.0
"""A way that is so much worse than the best to the same body is not followed."""

_MOST_AHEAD = 20
"""Bodies before the first article that may be unsigned captions: what stands between all of them
and the page's edge is weighed anew for each."""

_INFINITY = float("inf")


class Choice(NamedTuple):
    """What was chosen for one body: whether an article starts there, and how the headings of the
    gap before it are tied.  The last choice of a path stands for the end of the page.
    """

    body: int
    split: bool
    tied: frozenset[int]


class _State(NamedTuple):
    """The best way to have come to a body with some balance of headings."""

    score: float
    before: int
    balance: int
    split: bool
    tied: frozenset[int]


_NONE: frozenset[int] = frozenset()


def best_path(gaps: Gaps) -> list[Choice]:
    """Return the path of the greatest total weight; empty where the page has no body."""
    return _Search(gaps).run() if len(gaps) else []


class _Search:
    def __init__(self, gaps: Gaps) -> None:
        self.gaps = gaps
        self.table: list[dict[int, _State]] = [{} for _ in range(len(gaps))]

    def run(self) -> list[Choice]:
        for k in range(len(self.gaps)):
            skipped = self.gaps.captions.skipped(0, k) if k <= _MOST_AHEAD else None
            if skipped is not None:
                for cost, tied in self.gaps.between(-1, k).options:
                    balance = self._count(-1, k, tied) - 1
                    self._enter(k, balance, -cost - skipped, (-1, 0, tied))
            for before in range(k - 1, max(-1, k - MAX_SKIP - 2), -1):
                skipped = self.gaps.captions.skipped(before + 1, k)
                if skipped is None:
                    break
                self._extend(before, k, skipped)
        return self._trace()

    def _count(self, before: int, k: int, tied: frozenset[int]) -> int:
        return len(self.gaps.between(before, k).headings) - len(tied)

    def _extend(self, before: int, k: int, skipped: float) -> None:
        gap = self.gaps.between(before, k)
        least = max(state.score for state in self.table[before].values()) - _BEAM
        for balance, state in self.table[before].items():
            if state.score < least:
                continue
            score = state.score - skipped
            for cost, tied in gap.options:
                now = balance + len(gap.headings) - len(tied) - 1
                self._enter(k, now, score + gap.split - cost, (before, balance, tied))
            if not gap.certain:
                score += gap.stay + self.gaps.captions.keep[k]
                known = self.table[k].get(balance)
                if known is None or known.score < score:
                    self.table[k][balance] = _State(score, before, balance, False, _NONE)

    def _enter(
        self, k: int, balance: int, score: float, origin: tuple[int, int, frozenset[int]]
    ) -> None:
        score += self.gaps.captions.keep[k] - _DRIFT * max(abs(balance + 0.5) - 0.5, 0.0)
        known = self.table[k].get(balance)
        if known is None or known.score < score:
            before, came, tied = origin
            self.table[k][balance] = _State(score, before, came, True, tied)

    def _trace(self) -> list[Choice]:
        count = len(self.gaps)
        pictures = self.gaps.headings.pictures()
        best: tuple[float, int, int, frozenset[int]] = (-_INFINITY, -1, 0, _NONE)
        for k in range(max(0, count - MAX_SKIP - 1), count):
            skipped = self.gaps.captions.skipped(k + 1, count)
            if skipped is None:
                continue
            tail = self.gaps.between(k, count)
            for balance, state in self.table[k].items():
                for cost, tied in tail.options:
                    even = balance + len(tail.headings) - len(tied)
                    lack = NO_HEADLINE * max(-even, 0) + NO_BODY * max(even - pictures, 0)
                    score = state.score - cost - skipped - lack
                    if score > best[0]:
                        best = (score, k, balance, tied)
        _, k, balance, tied = best
        path = [Choice(count, True, tied)]
        while k >= 0:
            state = self.table[k][balance]
            path.append(Choice(k, state.split, state.tied))
            k, balance = state.before, state.balance
        return path[::-1]
