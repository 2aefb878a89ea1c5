"""A run that is told to stop says that it heard."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from yuzhong_news.commands.saying import say

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_HEARD = "stopping: the pages under way are finished and stored; once more, and it ends at once"


def tell_of_stop(crawler: Crawler) -> None:
    """Print a line at the first SIGINT or SIGTERM after this crawl, the process's first, began.

    Scrapy's handlers, which stop the run, are in place by then, and make way for others at the
    first signal themselves.
    """

    def wrap_handlers() -> None:
        for number in _SIGNALS:
            handler = signal.getsignal(number)
            if callable(handler):
                signal.signal(number, _Heard(handler, crawler.settings))

    crawler.signals.connect(wrap_handlers, signal=signals.engine_started, weak=False)


class _Heard:
    """A handler that says so before it does what another one does."""

    def __init__(
        self,
        handler: Any,  # noqa: ANN401 - as signal.getsignal() gives it
        settings: BaseSettings,
    ) -> None:
        self._handler = handler
        self._settings = settings

    def __call__(self, number: int, frame: FrameType | None) -> None:
        say(_HEARD, self._settings)
        self._handler(number, frame)


class Stops:
    """SIGINT and SIGTERM after the crawls, where Scrapy's handlers stay and do nothing any more.

    Within its ``with`` block they break off what may be left undone, and nothing else: what a run
    has to tell at its end takes seconds.
    """

    def __init__(self, *, heard: bool) -> None:
        """``heard`` says that the crawls were stopped already."""
        self.heard = heard
        self._may_break_off = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._hear) for number in _SIGNALS}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def unless_heard(self, work: Callable[[], str]) -> str | None:
        """Return what the work returns; null where it was broken off, or not begun at all."""
        try:
            self._may_break_off = True
            return None if self.heard else work()
        except KeyboardInterrupt:
            return None
        finally:
            self._may_break_off = False

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self.heard = True
        if self._may_break_off:
            self._may_break_off = False  # once: what is under way is rolled back undisturbed
            raise KeyboardInterrupt
