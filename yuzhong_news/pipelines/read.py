"""Step 1: from a page's bytes to its lines."""

import logging
from typing import Self
from urllib.parse import unquote

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from yuzhong_news.items import (
    Doubt,
    FetchedPage,
    LabelledPage,
    PageFacts,
    PageLines,
    PageSheet,
    PageSource,
)
from yuzhong_news.pipelines.plain import lines_of
from yuzhong_news.pipelines.printed import read_sheet_of
from yuzhong_news.reading import ReadError, is_pdf
from yuzhong_news.workers import WorkerError, Workers

logger = logging.getLogger(__name__)


class ReadPipeline:
    """Drops, with an error in the log, the pages whose bytes cannot be read."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_item(
        self, item: PageSource | FetchedPage
    ) -> PageLines | PageSheet | LabelledPage:
        """Return the lines of the page, or raise ``DropItem``; PDFs are read in a worker."""
        name = name_of(item.facts if isinstance(item, FetchedPage) else item)
        try:
            page: PageLines | PageSheet | LabelledPage
            if isinstance(item, FetchedPage):
                page = await self._fetched(item)
            elif is_pdf(item.body):
                page = await Workers.of(self.crawler).run(read_sheet_of, item, name)
            else:
                page = lines_of(item, name)
        except (ReadError, WorkerError, MemoryError) as error:
            self.stats.inc_value("read/failed")
            self.stats.inc_value(f"read/failed_by/{type(error).__name__}")
            message = str(error) if isinstance(error, ReadError) else unread(name, error)
            logger.error("%s", message)
            raise DropItem(message, log_level="DEBUG") from error
        self.stats.inc_value("read/pages")
        return page

    async def _fetched(self, page: FetchedPage) -> LabelledPage:
        """Return a fetched page with what its PDF shows; raises what reading a PDF raises.

        A PDF that cannot be read costs a page with labelled articles a doubt, and no more.
        """
        pdf = page.pdf
        if pdf is None:
            return LabelledPage(page, None)
        source = PageSource(**page.facts.model_dump(), body=pdf.body)
        try:
            sheet = await Workers.of(self.crawler).run(read_sheet_of, source, pdf.url)
        except (ReadError, WorkerError, MemoryError) as error:
            if not page.labelled:
                raise
            message = str(error) if isinstance(error, ReadError) else unread(pdf.url, error)
            self.stats.inc_value("read/pdfs_left_out")
            logger.warning("%s", message)
            page.doubts.append(Doubt(cue="unread-pdf", field="region", detail=message))
            sheet = None
        return LabelledPage(page, sheet)


def unread(name: str, error: Exception) -> str:
    """Return the message for a PDF whose worker came to nothing."""
    why = str(error) or "needed more memory than WORKER_MEMORY allows"
    return (
        f"{name}: reading it {why}. Look at the file; a larger -s WORKER_TIMEOUT or WORKER_MEMORY "
        "gives it room"
    )


def name_of(facts: PageFacts) -> str:
    """Return what messages call this page: its source, a file by its path in readable letters."""
    url = facts.source_url or "a page without source_url"
    return unquote(url.removeprefix("file://")) if url.startswith("file://") else url
