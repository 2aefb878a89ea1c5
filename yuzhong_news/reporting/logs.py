"""A log of one JSON object a line, for collectors that would have to guess at Scrapy's lines."""

from __future__ import annotations

import datetime as dt
import json
import logging


class JsonFormatter(logging.Formatter):
    """Gives ``time`` (UTC), ``level``, ``logger``, ``message``, and where known ``spider``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the event as one line."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        event: dict[str, object] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        spider = getattr(record, "spider", None)
        if spider is not None:
            event["spider"] = getattr(spider, "name", str(spider))
        for name in ("command", "exit_code"):
            if hasattr(record, name):
                event[name] = getattr(record, name)
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        elif record.exc_text:  # whose secrets were taken out
            event["exception"] = record.exc_text
        return json.dumps(event, ensure_ascii=False, default=str)
