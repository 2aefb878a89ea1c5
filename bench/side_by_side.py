"""Two pieces of work timed in turns in one process, so that a slow moment hits both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 15
"""Turns that each piece of work gets; the median of 15 shrugs off a few disturbed ones."""

SHORTEST_TURN = 0.05
"""Seconds that a turn lasts at least, far above the clock's grain."""

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of all rounds, and the quartiles below and above it."""

    low: float
    median: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:.3g} ({self.low:.3g} to {self.high:.3g})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """CPU seconds that one run of each piece of work took, and their ratio round by round."""

    work: Spread
    yardstick: Spread
    ratio: Spread


def compare(work: Work, yardstick: Work, rounds: int = ROUNDS) -> Comparison:
    """Return the CPU time of one ``work()`` beside one ``yardstick()``, after a warm-up of both."""
    work_runs, yardstick_runs = _runs_for_a_turn(work), _runs_for_a_turn(yardstick)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        ours.append(_seconds(work, work_runs))
        theirs.append(_seconds(yardstick, yardstick_runs))
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return Comparison(_spread(ours), _spread(theirs), _spread(ratios))


def _seconds(work: Work, runs: int) -> float:
    """Return the CPU seconds of one run, from ``runs`` of them."""
    start = time.process_time()
    for _ in range(runs):
        work()
    return (time.process_time() - start) / runs


def _runs_for_a_turn(work: Work) -> int:
    _seconds(work, 1)
    return max(1, round(SHORTEST_TURN / max(_seconds(work, 1), 1e-6)))


def _spread(values: list[float]) -> Spread:
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(low, median, high)
