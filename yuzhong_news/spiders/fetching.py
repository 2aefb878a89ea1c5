"""From a ``Fetch`` to its response's text, and from a link to a file: one request each.

The requests go through Scrapy's downloader with all its manners (robots.txt, delays, retries,
limits) and through :mod:`yuzhong_news.spiders.hosts`.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from yuzhong_news.items import FetchedFile
from yuzhong_news.platforms import Fetch, NotAnIssueError
from yuzhong_news.platforms.charset import decode
from yuzhong_news.platforms.not_an_issue import diagnose
from yuzhong_news.spiders.hosts import OffHostError
from yuzhong_news.spiders.kinds import media_type_of

_ERRORS = list(range(400, 600))
GONE = (404, 410)
"""Statuses of what is not there, and will not be there the next time."""
REFUSED = (401, 403, 407, 412, 429, 451, 521)
"""Statuses by which a site says no to a program; 412 and 521 are those of two common shields."""
_PDF_HEAD = 1024

FileKind = Literal["pdf", "picture", "html", "image"]


class GoneError(Exception):
    """What a link leads to is not there (any more), and asking again does not help."""


class FetchError(Exception):
    """Something could not be fetched now; the message tells what and why."""


def posted_of(fetch: Fetch) -> tuple[dict[str, str], str]:
    """Return headers and body of what is POSTed, both empty for a GET."""
    if fetch.json is not None:
        body = json.dumps(dict(fetch.json), ensure_ascii=False)
        return {"Content-Type": "application/json"}, body
    if fetch.form is not None:
        body = urlencode(dict(fetch.form))
        return {"Content-Type": "application/x-www-form-urlencoded"}, body
    return {}, ""


def request_of(fetch: Fetch, **options: Any) -> Request:  # noqa: ANN401 - Request's own options
    """Return the request for what ``fetch`` says: GET, or POST of JSON or of a form."""
    headers, body = posted_of(fetch)
    meta = {"handle_httpstatus_list": _ERRORS, **options.pop("meta", {})}
    return Request(
        fetch.url,
        method="POST" if headers else "GET",
        headers={**headers, **(fetch.headers or {})},
        body=body,
        meta=meta,
        dont_filter=True,
        **options,
    )


def text_of(response: Response, step: str) -> str:
    """Return a response's text; raises :class:`NotAnIssueError` for a status that is an error."""
    if response.status in GONE and step == "index":
        raise NotAnIssueError(
            "no-issue",
            f"{response.url} answers {response.status}: there is no issue of this date, or the "
            "site has moved. Look at the newspaper's address in a browser",
        )
    if response.status >= 400:
        shown = diagnose(decode(response.body, _declared(response)), response.url)
        if shown.kind == "challenge":
            raise shown
        if response.status in REFUSED:
            raise NotAnIssueError(
                "refused",
                f"{response.url} answers {response.status}: the site refuses programs, or too many "
                "requests. Crawl slower (DOWNLOAD_DELAY), or ask the newspaper for access",
            )
        raise NotAnIssueError(
            "error-page",
            f"{response.url} answers {response.status}: try again later, and if it stays, compare "
            "the newspaper's address with the site",
        )
    if not response.body:
        raise NotAnIssueError(
            "error-page", f"{response.url} answers with nothing at all: try again later"
        )
    if media_type_of(response.body) == "application/pdf":
        return response.body[:_PDF_HEAD].decode("latin-1")
    return decode(response.body, _declared(response))


def response_file(response: Response, address: str) -> FetchedFile:
    """Return a page's or an article's response as a file, under the address asked for."""
    fetched_at = fetched_at_of(response) or dt.datetime.now(dt.UTC)
    if media_type_of(response.body) == "application/pdf":
        return FetchedFile("pdf", address, response.body, "application/pdf", fetched_at)
    declared = (response.headers.get("Content-Type") or b"").decode("latin-1")
    media_type = declared.partition(";")[0].strip().lower() or "text/html"
    return FetchedFile("html", address, response.body, media_type, fetched_at)


def fetched_at_of(response: Response) -> dt.datetime | None:
    """Return when a response came, where a WARC file says so, too."""
    moment = response.meta.get("fetched_at")
    return moment if isinstance(moment, dt.datetime) else None


async def respond(crawler: Crawler, fetch: Fetch, near: dt.datetime | None = None) -> Response:
    """Return the response for ``fetch``, whatever its status but gone.

    ``near`` is when what links to it was fetched, for WARC files with several responses.  Raises
    :class:`GoneError` or :class:`FetchError`.
    """
    assert crawler.engine is not None
    try:
        request = request_of(fetch, meta={} if near is None else {"near": near})
        response = await crawler.engine.download_async(request)
    except Exception as error:
        raise FetchError(told(error, fetch.url)) from error
    if response.status in GONE:
        raise GoneError(f"{fetch.url} answers {response.status}")
    return response


async def fetch_file(
    crawler: Crawler, kind: FileKind, url: str, near: dt.datetime | None = None
) -> FetchedFile:
    """Return the file at ``url``, which is what ``kind`` says by its bytes.

    Raises :class:`GoneError` for a file that will not be there the next time either,
    :class:`FetchError` for any other.
    """
    try:
        response = await respond(crawler, Fetch(url, "layout"), near)
    except FetchError as error:
        cause = error.__cause__
        if isinstance(cause, OffHostError) and not cause.redirected:
            raise GoneError(str(error)) from error
        raise
    if response.status >= 400:
        raise FetchError(f"{url} answers {response.status}")
    media_type = media_type_of(response.body)
    if media_type is None or (kind == "pdf") != (media_type == "application/pdf"):
        seen = media_type or response.body[:40]
        raise FetchError(f"{url} is no {'PDF' if kind == 'pdf' else 'picture'} ({seen!r})")
    fetched_at = fetched_at_of(response) or dt.datetime.now(dt.UTC)
    return FetchedFile(kind, url, response.body, media_type, fetched_at)


def kind_of(error: BaseException | None) -> str:
    """Return what kept a request from its response: ``robots``, ``off-host``, ``unreachable``."""
    if isinstance(error, OffHostError):
        return "off-host"
    forbidden = isinstance(error, IgnoreRequest) and "robots" in str(error).lower()
    return "robots" if forbidden else "unreachable"


def told(error: Exception, url: str) -> str:
    """Return why a request came to nothing, in one line."""
    if isinstance(error, OffHostError):
        return str(error)
    if kind_of(error) == "robots":
        return f"{url}: the site's robots.txt forbids it to programs. Ask the newspaper for access"
    why = " ".join(str(error).split()) or type(error).__name__
    return f"{url}: cannot be fetched ({why}). Try again later"


def same_place(asked: str, answered: str) -> bool:
    """Whether two addresses differ in their scheme and host at most."""
    one, other = (urlsplit(url) for url in (asked, answered))
    return (one.path, one.query) == (other.path, other.query)


def _declared(response: Response) -> str | None:
    header = response.headers.get("Content-Type")
    return http_content_type_encoding(header.decode("latin-1")) if header else None
