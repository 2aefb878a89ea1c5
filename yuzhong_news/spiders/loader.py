"""The spiders there are: those of the modules, and one for each newspaper.

Newspapers come from the package, and from the folder in ``NEWSPAPERS_DIR``, whose newspapers take
the place of those of the same name.
"""

import sys
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from yuzhong_news.newspapers import BUILT_IN, Loaded, load_folders
from yuzhong_news.spiders.newspaper import spider_of


class NewspaperLoader(SpiderLoader):
    """Adds the newspapers to Scrapy's own loader; a file that is refused is told of, and skipped.

    A bad file of one newspaper must not keep the others from their morning run.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        loaded = newspapers_in(settings)
        for error in loaded.refused:
            print(f"yuzhong_news: newspaper refused: {error}", file=sys.stderr)
        for name, newspaper in sorted(loaded.newspapers.items()):
            self._spiders[name] = spider_of(newspaper)


def newspapers_in(settings: BaseSettings | None) -> Loaded:
    """Return the newspapers that come along and those of ``NEWSPAPERS_DIR``."""
    own = settings.get("NEWSPAPERS_DIR") if settings is not None else None
    return load_folders([BUILT_IN, *([Path(own).expanduser()] if own else [])])
