"""``python -m tests.hanging scrapy …``: Scrapy, whose worker processes never end reading a PDF."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

MARK = "YUZHONG_NEWS_TEST_MARK"
"""The environment variable that names the file in which a worker writes its process id."""


def hang(*_arguments: object) -> None:
    """Tell that this process hangs, and do."""
    mark = Path(os.environ[MARK])
    part = mark.with_suffix(".part")
    part.write_text(str(os.getpid()))
    part.rename(mark)
    time.sleep(600)


if __name__ == "__main__":
    from scrapy.cmdline import execute

    from tests.hanging import hang as of_module
    from yuzhong_news.pipelines import read

    read.read_sheet_of = of_module  # type: ignore[assignment, attr-defined]
    execute(sys.argv[1:])
