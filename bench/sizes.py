"""How large a benchmark is: ``BENCH_SCALE=0.01`` makes each of them a hundredth of its size.

A small one tells nothing of speed: it tells that the benchmark still runs, and the tests do that.
"""

from __future__ import annotations

import os

SCALE = float(os.environ.get("BENCH_SCALE") or 1)


def scaled(count: int, least: int = 1) -> int:
    """Return the count at the scale that is asked for, and never fewer than ``least``."""
    return max(least, round(count * SCALE))
