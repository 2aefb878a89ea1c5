"""Feeds (``-O pages.jsonl``) that are whole or not there, and that do not stop one another.

Scrapy writes a feed straight into its file, so that a run that is killed leaves half of one where
a whole one was; and it leaves out a page in all feeds behind one that cannot be written.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from scrapy import Spider
from scrapy.extensions import feedexport

logger = logging.getLogger(__name__)
FAILED = "feedexport/failed_count/"


class FeedExporter(feedexport.FeedExporter):
    """Goes on with the other feeds where one cannot be written, and counts that one as failed."""

    def item_scraped(self, item: Any, spider: Spider) -> None:  # noqa: ANN401 - any item
        """Write the page into each feed."""
        slots, good = self.slots, []
        for slot in slots:
            self.slots = [slot]
            try:
                super().item_scraped(item, spider)
            except OSError as error:
                self._broken(slot, error)
            else:
                good += self.slots
        self.slots = good

    async def _close_slot(self, slot: feedexport.FeedSlot, spider: Spider) -> None:
        try:
            await super()._close_slot(slot, spider)
        except OSError as error:
            self._broken(slot, error)

    def _broken(self, slot: feedexport.FeedSlot, error: OSError) -> None:
        logger.error(
            "the feed %s cannot be written: %s. It ends here; make room, or give another file",
            slot.uri,
            error.strerror or error,
        )
        self.crawler.stats.inc_value(f"{FAILED}{type(slot.storage).__name__}")
        with suppress(OSError):
            if slot.file is not None:
                slot.file.close()


class WholeFileStorage(feedexport.FileFeedStorage):
    """Writes a feed beside its place, and puts it there when it is whole.

    What is appended to (``-o``), and what is no file (``/dev/stdout``), is written directly.
    """

    def open(self, spider: Spider) -> IO[bytes]:
        """Return the file to write to."""
        target = Path(self.path)
        if self.write_mode != "wb" or (target.exists() and not target.is_file()):
            return super().open(spider)
        target.parent.mkdir(parents=True, exist_ok=True)
        return unfinished(target).open("wb")

    def store(self, file: IO[bytes]) -> None:
        """Close the file, and put it into its place."""
        name = file.name
        if name != str(unfinished(Path(self.path))):
            super().store(file)
            return
        file.flush()
        os.fsync(file.fileno())
        file.close()
        Path(name).replace(Path(self.path).resolve())


def unfinished(target: Path) -> Path:
    """Return where a feed is written until it is whole; the next run writes over it."""
    return target.resolve().with_name(f".{target.name}.unfinished")
