"""``scrapy list``: the newspapers, and what else can be crawled."""

from __future__ import annotations

import argparse

from scrapy.commands import list as scrapy_list
from scrapy.spiderloader import get_spider_loader

from yuzhong_news.commands.output import check_arguments, show


class Command(scrapy_list.Command):
    """Scrapy's own ``list``, which ends well where its reader has seen enough (``| head``)."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the name of each spider, one a line."""
        del opts
        check_arguments(args, needed=False)
        assert self.settings is not None
        show(sorted(get_spider_loader(self.settings).list()))
