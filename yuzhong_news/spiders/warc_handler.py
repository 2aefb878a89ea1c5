"""A downloader without a network: answers out of WARC files."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from yuzhong_news.warc import Index, WarcError, key_of

_GONE = 404


class NotInWarcError(Exception):
    """What was asked for is in none of the files, or cannot be read there."""


class WarcDownloadHandler(BaseDownloadHandler):
    """Gives each request the response that the spider's ``index`` has for it.

    The time of the record goes into the request's ``fetched_at``; the request's ``near`` says
    which of several responses is meant.
    """

    async def download_request(self, request: Request) -> Response:
        """Return the response; raises :class:`NotInWarcError`."""
        index: Index = self.crawler.spider.index  # type: ignore[union-attr]
        capture = index.nearest(key_of(request.url, request.body), request.meta.get("near"))
        if capture is None:
            if urlsplit(request.url).path == "/robots.txt":
                return Response(request.url, status=_GONE)
            self.crawler.stats.inc_value("warc/not_there")
            raise NotInWarcError("it is in none of the WARC files")
        limit = self.crawler.settings.getint("DOWNLOAD_MAXSIZE")
        try:
            recorded = await asyncio.to_thread(index.read, capture, limit)
        except (WarcError, OSError) as error:
            self.crawler.stats.inc_value("warc/failed")
            raise NotInWarcError(str(error)) from error
        self.crawler.stats.inc_value("warc/answers")
        request.meta["fetched_at"] = capture.date
        headers = Headers()
        for name, value in recorded.headers:
            headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=recorded.body)
        return kind(url=request.url, status=recorded.status, headers=headers, body=recorded.body)
