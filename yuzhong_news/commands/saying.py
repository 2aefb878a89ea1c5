"""One line on standard error, as text, or as an event of the log where that is in JSON."""

from __future__ import annotations

import logging
import sys

from scrapy.settings import BaseSettings

from yuzhong_news.pipelines.json_log import use_json
from yuzhong_news.redaction import redacted
from yuzhong_news.reporting.logs import JsonFormatter

_log = logging.getLogger("yuzhong_news.run")


def say(text: str, settings: BaseSettings, level: int = logging.INFO, **more: object) -> None:
    """Print one line on standard error; ``more`` are further keys of the event."""
    if use_json(settings):
        event = _log.makeRecord(_log.name, level, __file__, 0, text, (), None, extra=more)
        text = JsonFormatter().format(event)
    print(redacted(text), file=sys.stderr, flush=True)
