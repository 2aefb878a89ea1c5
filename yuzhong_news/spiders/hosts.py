"""No request leaves the newspaper's own hosts, nor for a private network, also after redirects."""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

from yuzhong_news.spiders.private import is_public, literal, says_it_is_private
from yuzhong_news.spiders.resolver import Allowed, PrivateAddressError


class OffHostError(IgnoreRequest):
    """A request would have gone to a host that is not the newspaper's; the message names it.

    ``redirected`` says that the newspaper's own host has sent it there.
    """

    def __init__(self, message: str, *, redirected: bool = False) -> None:
        super().__init__(message)
        self.redirected = redirected


class OwnHostsMiddleware:
    """Refuses what a spider with ``own_hosts`` must not ask for.

    ``own_schemes`` are the kinds of addresses that it may ask for, else http and https.  It stands
    in the downloader, so that it sees pages, files, robots.txt and each redirect alike.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allowed = Allowed.of(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise :class:`OffHostError`."""
        spider = self.crawler.spider
        own = getattr(spider, "own_hosts", None)
        if own is None:
            return
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if parts.scheme not in getattr(spider, "own_schemes", ("http", "https")) or (
            host not in own
        ):
            raise self._refused(
                request,
                f"{host or parts.scheme} is no host of this newspaper, so it is not asked. "
                "If it is one, name it in the newspaper's `hosts`",
            )
        if parts.scheme == "file" or says_it_is_private(host) or host in self.allowed:
            return
        if getattr(spider, "offline", False):
            return  # what it asks for is answered from files, whatever a name leads to now
        address = literal(host)
        if address is not None and not is_public(address):
            raise self._refused(
                request,
                f"{host} is {address}, which is no public address, so it is not asked. If that is "
                f"meant, write {address}, or allow it: ALLOW_PRIVATE_HOSTS={host}",
            )
        if address is None:
            await self._look_up(host, request)

    async def _look_up(self, host: str, request: Request) -> None:
        """Let the resolver tell of a name that leads into a private network.

        It keeps the address that it found, for the connection.
        """
        from twisted.internet import reactor  # noqa: PLC0415 - it is chosen by a setting

        try:
            await maybe_deferred_to_future(reactor.resolve(host))  # type: ignore[arg-type]
        except PrivateAddressError as error:
            raise self._refused(request, str(error)) from error
        except (DNSLookupError, OSError, TimeoutError):
            return  # which the download will tell; a proxy may know more names than we

    def _refused(self, request: Request, why: str) -> OffHostError:
        self.crawler.stats.inc_value("newspaper/off_host")
        origin = request.meta.get("redirect_urls", [])
        way = f"{origin[0]} redirects to {request.url}" if origin else request.url
        return OffHostError(f"{way}: {why}", redirected=bool(origin))
