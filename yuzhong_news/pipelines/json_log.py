"""The log as one JSON object a line, where ``LOG_JSON`` asks for it."""

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from yuzhong_news.reporting.logs import JsonFormatter


class JsonLog:
    """An extension that only gives Scrapy's log another form."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not use_json(crawler.settings):
            raise NotConfigured
        return cls()


def use_json(settings: BaseSettings) -> bool:
    """Log in JSON from now on if it is asked for, and return whether it is.

    Scrapy makes its own handler anew for each crawler, so it is turned off, and one like it (the
    same file, the same level) takes its place.
    """
    if not settings.getbool("LOG_JSON"):
        return False
    file = settings.get("LOG_FILE")
    if file or settings.getbool("LOG_ENABLED"):
        mode = "a" if settings.getbool("LOG_FILE_APPEND") else "w"
        handler = (
            logging.FileHandler(file, mode=mode, encoding="utf-8")
            if file
            else logging.StreamHandler()
        )
        handler.setLevel(settings.get("LOG_LEVEL"))
        handler.setFormatter(JsonFormatter())
        logging.root.addHandler(handler)
        settings.set("LOG_FILE", None, priority="cmdline")
        settings.set("LOG_ENABLED", False, priority="cmdline")
    return True
