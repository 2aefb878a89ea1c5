"""Names to addresses, but for names that lead into a private network.

The address that was looked at is the one that is connected to: between the two there is no second
question to the DNS whose answer could be another.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred

from yuzhong_news.spiders.private import is_public, literal, says_it_is_private

logger = logging.getLogger(__name__)
_YES = {"1", "true", "yes"}
_NO = {"", "0", "false", "no"}


class PrivateAddressError(Exception):
    """A name leads to a private address; the message says which, and how to allow it."""


class PublicResolver(CachingThreadedResolver):
    """Scrapy's own resolver, which is for IPv4, with this one rule more."""

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, allowed: Allowed | None = None
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allowed = allowed or Allowed()
        self._told: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = Allowed.of(crawler.settings)
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """Return the address; fails with :class:`PrivateAddressError`."""
        found = super().getHostByName(name, timeout)
        found.addCallback(self.checked, name)
        return found

    def checked(self, address: str, name: str) -> str:
        """Return the address of this name, or raise :class:`PrivateAddressError`.

        What is written as an address is left to ``OwnHostsMiddleware``, which knows whose it is.
        """
        seen = literal(address)
        if seen is None or is_public(seen) or says_it_is_private(name) or name in self.allowed:
            return address
        message = (
            f"{name} leads to {address}, which is no public address, so it is not asked. "
            f"If that is meant, allow it: ALLOW_PRIVATE_HOSTS={name}"
        )
        if name not in self._told:
            self._told.add(name)
            logger.warning("%s", message)
        raise PrivateAddressError(message)


class Allowed:
    """The hosts that may have private addresses: ``ALLOW_PRIVATE_HOSTS`` and the proxies."""

    def __init__(self, hosts: Sequence[str] = (), *, everything: bool = False) -> None:
        self._everything = everything
        self._hosts = {host.lower() for host in hosts}

    @classmethod
    def of(cls, settings: BaseSettings) -> Self:
        """Return what the settings and the environment's proxies allow."""
        value: Any = settings.get("ALLOW_PRIVATE_HOSTS")
        word = str(value or "").strip().lower()
        if word in _YES:
            return cls(everything=True)
        hosts = [] if word in _NO else settings.getlist("ALLOW_PRIVATE_HOSTS")
        proxies = (urlsplit(url).hostname for url in getproxies().values())
        return cls([*(str(host).strip() for host in hosts), *filter(None, proxies)])

    def __contains__(self, host: object) -> bool:
        """Whether this host is allowed."""
        return self._everything or str(host).lower() in self._hosts
