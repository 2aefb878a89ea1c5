"""A run that is told to stop says that it heard."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler

_HEARD = "stopping: the pages under way are finished and stored; once more, and it ends at once"


def tell_of_stop(crawler: Crawler) -> None:
    """Print a line at the first SIGINT or SIGTERM after this crawl, the process's first, began.

    Scrapy's handlers, which stop the run, are in place by then, and make way for others at the
    first signal themselves.
    """
    crawler.signals.connect(_wrap_handlers, signal=signals.engine_started)


def _wrap_handlers() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        handler = signal.getsignal(number)
        if callable(handler):
            signal.signal(number, _Heard(handler))


class _Heard:
    """A handler that says so before it does what another one does."""

    def __init__(self, handler: Any) -> None:  # noqa: ANN401 - as signal.getsignal() gives it
        self._handler = handler

    def __call__(self, number: int, frame: FrameType | None) -> None:
        print(_HEARD, file=sys.stderr, flush=True)
        self._handler(number, frame)
