"""Each exchange with a site into a WARC file, as it was on the wire."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib.metadata
import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, UsageError
from scrapy.http import Response
from scrapy.http.headers import Headers

if TYPE_CHECKING:
    from yuzhong_news.warc.writing import Exchange, WarcFiles

logger = logging.getLogger(__name__)

FAILED = "warc/failed"
_SECRET = frozenset({"authorization", "proxy-authorization", "cookie"})
"""Headers of a request that are not written."""
_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found"}
_SUFFIXES = (".warc.gz", ".warc")


class CaptureMiddleware:
    """Writes what comes to ``WARC_FILE`` or into ``WARC_DIR``; without both there is none.

    It stands next to the downloader, below what decodes, retries and follows redirects, so that it
    sees each response as it came: robots.txt, redirects and errors, too.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        file, folder = settings.get("WARC_FILE"), settings.get("WARC_DIR")
        if not (file or folder) or getattr(crawler.spidercls, "offline", False):
            raise NotConfigured
        self.files = _files(crawler, file, folder)
        self.stats = crawler.stats
        self.writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warc")
        crawler.signals.connect(self.finish, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Write the exchange, and let the response pass."""
        if not response.url.startswith(("http://", "https://")):
            return response
        now = dt.datetime.now(dt.UTC)
        # The page's documents get the time of the record.
        request.meta["fetched_at"] = now
        try:
            await self._in_writer(_exchange(request, response, now))
            self.stats.inc_value("warc/exchanges")
        except OSError as error:
            self.stats.inc_value(FAILED)
            logger.error("%s: not written into a WARC file: %s. Look at its disk", response, error)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count the requests without a response: there is nothing of them to write."""
        del request, exception
        self.stats.inc_value("warc/without_response")

    async def finish(self, spider: scrapy.Spider) -> None:
        """Give the last file its name."""
        del spider
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self.writer, self.files.close)
        except OSError as error:
            self.stats.inc_value(FAILED)
            logger.error("the WARC file cannot be finished: %s. It stays as ….open", error)
        self.writer.shutdown()

    async def _in_writer(self, exchange: Exchange) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self.writer, self.files.write, exchange)


def _files(crawler: Crawler, file: str | None, folder: str | None) -> WarcFiles:
    """Return where exchanges go; raises ``UsageError`` where they cannot."""
    try:
        from yuzhong_news.warc.writing import WarcFiles  # noqa: PLC0415 - warcio is an extra
    except ModuleNotFoundError as error:
        raise UsageError(
            f"WARC files need {error.name}: pip install 'yuzhong_news[warc]'"
        ) from None
    if file:
        path = Path(file).expanduser()
        suffix = next((one for one in _SUFFIXES if path.name.endswith(one)), None)
        if suffix is None or path.name == suffix:
            raise UsageError(f"WARC_FILE={file}: its name must end in .warc.gz or .warc")
        place, stem = path.parent, path.name.removesuffix(suffix)
    else:
        moment = dt.datetime.now(dt.UTC).strftime("%Y%m%d%H%M%S")
        place, suffix = Path(folder or "").expanduser(), ".warc.gz"
        stem = f"{crawler.spidercls.name}-{moment}-{os.getpid()}"
    largest = crawler.settings.getint("WARC_MAX_BYTES")
    try:
        return WarcFiles(place, stem, suffix, largest, _info(crawler))
    except OSError as error:
        raise UsageError(f"{place}: WARC files cannot be written there: {error}") from None


def _info(crawler: Crawler) -> dict[str, str]:
    version = importlib.metadata.version("yuzhong_news")
    return {
        "software": f"yuzhong_news/{version} Scrapy/{scrapy.__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": crawler.spidercls.name,
        "robots": "obey" if crawler.settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "http-header-user-agent": crawler.settings.get("USER_AGENT", ""),
    }


def _exchange(request: Request, response: Response, now: dt.datetime) -> Exchange:
    from yuzhong_news.warc.writing import Exchange  # noqa: PLC0415 - warcio is an extra

    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = [pair for pair in _pairs(request.headers) if pair[0].lower() not in _SECRET]
    if "Host" not in request.headers:
        sent.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    if request.body and "Content-Length" not in request.headers:
        sent.append(("Content-Length", str(len(request.body))))
    reason = _REASONS.get(response.status, "")
    return Exchange(
        url=request.url,
        date=now,
        method=request.method,
        target=target,
        request_headers=sent,
        posted=request.body,
        protocol=response.protocol or "HTTP/1.1",
        status=f"{response.status} {reason}".strip(),
        headers=_pairs(response.headers),
        body=response.body,
        address=str(response.ip_address) if response.ip_address else None,
    )


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]
