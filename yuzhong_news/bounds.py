"""What the settings of a run may be: checked once before it begins, not where they are first used.

A setting comes from ``-s``, from the environment or from a file, so it may be any text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_FLAGS = {"1", "0", "true", "false"}
_LEVELS = {"CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG", "NOTSET"}
_MEGABYTE = 1024**2
_MONTH = 30 * 86_400
_SMALLEST_WORKER = 256 * _MEGABYTE
"""Bytes of address space below which Python and PDFium do not even start."""


@dataclass(slots=True, frozen=True)
class Bound:
    """What a number may be; ``also`` is a further number, 0 for "no limit"."""

    least: float
    most: float = math.inf
    whole: bool = True
    also: float | None = None

    def holds(self, text: str) -> bool:
        """Whether a setting's text is such a number."""
        try:
            number = int(text) if self.whole else float(text)
        except ValueError:
            return False
        return number == self.also or self.least <= number <= self.most

    def __str__(self) -> str:
        """Return the words for a message: ``a whole number from 1 to 512``."""
        kind = "a whole number" if self.whole else "a number"
        span = f"from {self.least:,.12g}"
        if self.most < math.inf:
            span += f" to {self.most:,.12g}"
        return f"{kind} {span}" + ("" if self.also is None else f", or {self.also:g}")


BOUNDS = {
    "ALERT_TIMEOUT": Bound(0.1, 86_400, whole=False),
    "AUTOTHROTTLE_MAX_DELAY": Bound(0, whole=False),
    "AUTOTHROTTLE_START_DELAY": Bound(0, whole=False),
    "CONCURRENT_REQUESTS_PER_DOMAIN": Bound(1, 1000),
    "DATABASE_PATIENCE": Bound(0, 86_400, whole=False),
    "DOWNLOAD_DELAY": Bound(0, whole=False),
    "DOWNLOAD_MAXSIZE": Bound(0, 2 * 1024**3),
    "DOWNLOAD_TIMEOUT": Bound(0.1, 86_400, whole=False),
    "ISSUE_DUE_HOUR": Bound(0, 23),
    "JOB_RETRIES": Bound(0, 1000),
    "JOB_RETRY_DELAY": Bound(0, _MONTH, whole=False),
    "JOB_STALLED": Bound(1, 86_400, whole=False),
    "JOB_STOP_TIMEOUT": Bound(0, 86_400, whole=False),
    "JOB_TIMEOUT": Bound(0.1, _MONTH, whole=False),
    "PAGE_MAX_BYTES": Bound(1),
    "REDIRECT_MAX_TIMES": Bound(0, 100),
    "RETRY_AFTER_MAX": Bound(0, 86_400, whole=False),
    "RETRY_TIMES": Bound(0, 100),
    "RUN_NEWSPAPERS": Bound(1, 1000),
    "SPOOL_MAX_BYTES": Bound(0),
    "SPOOL_MAX_PAGES": Bound(0),
    "STORE_BATCH_SIZE": Bound(1, 10_000),
    "WARC_MAX_BYTES": Bound(1),
    "WORKERS": Bound(0, 512),
    "WORKER_MEMORY": Bound(_SMALLEST_WORKER, also=0),
    "WORKER_TIMEOUT": Bound(0.001, 86_400, whole=False),
}
"""The numbers among the settings that are ours, or that differ from Scrapy's."""

FLAGS = (
    *("AUTOTHROTTLE_ENABLED", "COOKIES_ENABLED", "LOG_JSON", "REMOTE_CONTROL_ENABLED"),
    *("ROBOTSTXT_OBEY", "STORE_ACCEPT_EMPTY", "TELNETCONSOLE_ENABLED"),
)
"""The settings that are yes or no."""


def problems(get: Callable[[str], object]) -> Iterator[str]:
    """Yield one line for each setting that cannot be what it is; ``get`` returns it, or null."""
    for name, bound in BOUNDS.items():
        value = get(name)
        if value is not None and not bound.holds(str(value).strip()):
            yield f"{name}={value} is not {bound}"
    for name in FLAGS:
        value = get(name)
        if value is not None and str(value).strip().lower() not in _FLAGS:
            yield f"{name}={value} is neither True nor False"
    level = get("LOG_LEVEL")
    if level is not None and not str(level).isdigit() and str(level).upper() not in _LEVELS:
        yield f"LOG_LEVEL={level} is none of {', '.join(sorted(_LEVELS))}"
