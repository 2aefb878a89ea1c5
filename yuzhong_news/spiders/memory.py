"""Memory that a long crawl gives back: what refers to itself is collected in time.

Responses, their trees and the tasks that waited for them refer to one another.  Python looks for
such garbage the more rarely the more there is in memory, and all the libraries count; so a crawl of
thousands of pages would grow by a third before it is collected.
"""

from __future__ import annotations

import gc
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

_EVERY = 50
"""Pages between two collections, each of which takes some hundredths of a second."""


class Memory:
    """Leaves what is there at the beginning out of all collections, and collects by pages."""

    def __init__(self) -> None:
        self.pages = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        memory = cls()
        crawler.signals.connect(memory.begin, signal=signals.spider_opened)
        crawler.signals.connect(memory.page_scraped, signal=signals.item_scraped)
        return memory

    def begin(self) -> None:
        """Let the collector forget what stays until the end."""
        gc.collect()
        gc.freeze()

    def page_scraped(self) -> None:
        """Collect now and then."""
        self.pages += 1
        if self.pages % _EVERY == 0:
            gc.collect()
