"""Scrapy's robots.txt, whose failure is one line of the log."""

import logging

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import robotstxt

logger = robotstxt.logger


class BriefRobotsTxtMiddleware(robotstxt.RobotsTxtMiddleware):
    """Tells of a robots.txt that does not come in one line, without Scrapy's traceback.

    A machine without network would fill its log with sixty lines for each newspaper.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        logger.addFilter(_without_traceback)


def _without_traceback(record: logging.LogRecord) -> bool:
    record.exc_info = record.exc_text = None
    return True
