"""The log as one JSON object a line, where ``LOG_JSON`` asks for it."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings
from scrapy.utils.log import get_scrapy_root_handler

from yuzhong_news.reporting.logs import JsonFormatter


class JsonLog:
    """An extension that only gives Scrapy's log another form."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not use_json(crawler.settings):
            raise NotConfigured
        return cls()


def use_json(settings: BaseSettings) -> bool:
    """Give Scrapy's log the form of JSON lines if it is asked for, and return whether it is."""
    handler = get_scrapy_root_handler()
    if not settings.getbool("LOG_JSON"):
        return False
    if handler is not None:
        handler.setFormatter(JsonFormatter())
    return True
