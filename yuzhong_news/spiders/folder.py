"""The spider ``folder``: pages that already lie on disk.

``scrapy crawl folder -a path=FILE|DIR|GLOB [-a newspaper=… -a date=… -a page=…]``
"""

from collections.abc import AsyncIterator
from pathlib import Path

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider, UsageError
from scrapy.http import Response
from twisted.python.failure import Failure

from yuzhong_news.items import PageFacts, PageSource
from yuzhong_news.newspapers import title_of
from yuzhong_news.reading import ReadError, count_sheets, is_pdf
from yuzhong_news.spiders.arguments import check_known
from yuzhong_news.spiders.facts import FactsError, date_of, facts_of, page_of
from yuzhong_news.spiders.files import PageFileError, check_page_file, find_pages
from yuzhong_news.spiders.loader import newspapers_in
from yuzhong_news.workers import WorkerError, Workers


class FolderSpider(Spider):
    """Brings each file below ``path`` as one page; ``spiders.facts`` tells whence its facts are.

    The files go through Scrapy's downloader (``file://``), whose limits keep a backfill of ten
    years from filling the memory; they come one after the other in the order of their paths.
    """

    name = "folder"
    custom_settings = {  # noqa: RUF012 - Scrapy's own declaration is no ClassVar
        "AUTOTHROTTLE_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "RETRY_ENABLED": False,
        # Nothing that a file says may lead anywhere.
        "METAREFRESH_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
    }
    own_hosts = frozenset({""})
    own_schemes = ("file",)

    def __init__(
        self,
        path: str | None = None,
        newspaper: str = "",
        date: str = "",
        page: str = "",
        name: str | None = None,
        **unknown: str,
    ) -> None:
        super().__init__(name)
        try:
            check_known(unknown, "path, newspaper, date and page")
            if not path:
                raise FactsError("no path. Say which pages: -a path=FILE|DIR|GLOB")
            date_of(date or None, "argument date")
            page_of(page, "argument page")
        except FactsError as error:
            raise UsageError(f"folder: {error}") from None
        self.path = path
        self.given = {"newspaper": newspaper, "date": date, "page": page}

    async def start(self) -> AsyncIterator[Request]:
        """Yield one request for each file of a page, or close the run where there is none."""
        known = newspapers_in(self.settings).newspapers
        self.given["newspaper"] = title_of(self.given["newspaper"], known)
        found = find_pages(self.path)
        stats = self.crawler.stats
        stats.set_value("folder/pages", len(found.pages))
        stats.set_value("folder/ignored", len(found.ignored))
        if found.ignored:
            self.logger.info(
                "%d files are no pages, first %s", len(found.ignored), found.ignored[0]
            )
        if not found.pages:
            self.logger.error(
                "%s: no page found (%d other files). Check the path; in a folder, *.txt and *.pdf "
                "are pages",
                self.path,
                len(found.ignored),
            )
            raise CloseSpider("no_pages")
        if self.given["page"] and len(found.pages) > 1:
            self.logger.error(
                "%s: %d files cannot all be page %s. Leave the argument page out, or give one file",
                self.path,
                len(found.pages),
                self.given["page"],
            )
            raise CloseSpider("ambiguous_page")
        for file in found.pages:
            try:
                check_page_file(file, self.settings.getint("PAGE_MAX_BYTES"))
                facts = facts_of(file, self.given)
            except (PageFileError, FactsError, OSError) as error:
                self._failed(error)
                continue
            yield Request(
                file.absolute().as_uri(),
                callback=self.parse,
                errback=self.unreadable,
                cb_kwargs={"facts": facts, "file": file},
                dont_filter=True,
            )

    async def parse(
        self, response: Response, facts: PageFacts, file: Path
    ) -> AsyncIterator[PageSource]:
        """Yield the page that the file holds, as bytes; of a PDF of several pages, each."""
        address = file.absolute().as_uri()
        source = PageSource(**facts.model_dump(), body=response.body, file_url=address)
        if not is_pdf(response.body):
            yield source
            return
        try:
            sheets = await Workers.of(self.crawler).run(count_sheets, source.body, name=str(file))
        except ReadError as error:
            self._failed(error)
            return
        except (WorkerError, MemoryError) as error:
            self._failed(f"{file}: its pages could not be counted: {error}. Look at the file")
            return
        for sheet in range(1, sheets + 1):
            yield source if sheets == 1 else source.of_sheet(sheet)

    def unreadable(self, failure: Failure) -> None:
        """Tell of a file that was found, but could not be read."""
        file = failure.request.cb_kwargs["file"]  # type: ignore[attr-defined]
        self._failed(f"{file}: {failure.getErrorMessage()}. Check the file and its disk")

    def _failed(self, message: object) -> None:
        self.crawler.stats.inc_value("folder/failed")
        self.logger.error("%s", message)
