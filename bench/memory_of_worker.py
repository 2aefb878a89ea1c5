"""What a worker process is asked in the bench: a task must be a function of a module."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from yuzhong_news.items import PageSource
from yuzhong_news.pipelines.printed import printed_pages

_STATM = Path("/proc/self/statm")
"""On Linux: the sizes of this process in memory pages; the second is what is resident."""


def split_and_weigh(paths: Sequence[str], start: int, count: int) -> int | None:
    """Split ``count`` files, from ``start`` on in ``paths`` repeated; return the resident bytes.

    The worker does many pages in one task, since it is replaced after a number of tasks, which
    would hide what leaks.  Returns None where the system does not tell.
    """
    for path in islice(cycle(paths), start, start + count):
        printed_pages(PageSource(body=Path(path).read_bytes()), path)
    if not _STATM.exists():
        return None
    return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
