"""Asking again: after a while, where the site says so, and for what came cut short.

Scrapy's own middleware asks again at once, with no regard to ``Retry-After``.
"""

from __future__ import annotations

import hashlib
import logging
import time
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from yuzhong_news.spiders.kinds import is_whole

logger = logging.getLogger(__name__)
BUSY = (429, 503)
"""Statuses by which a site asks for patience."""
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0
"""Seconds that a site is left alone which asks for patience, and does not say how long."""
_CUT_TIMES = 3
"""How often something is asked for that comes cut short in another way each time."""
_CUT = "cut_short"


class CutShortError(IgnoreRequest):
    """A response never came whole."""


class PatientRetryMiddleware(RetryMiddleware):
    """Leaves a site alone that asks for it, and does not believe half a response."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response, or the request to be sent again."""
        del spider
        if response.status in BUSY and not request.meta.get("dont_retry", False):
            wait = retry_after(response, time.time())
            most = self.crawler.settings.getfloat("RETRY_AFTER_MAX")
            if wait is not None and wait > most:
                self.crawler.stats.inc_value("retry/told_to_wait_too_long")
                return response
            tries = request.meta.get("retry_times", 0)
            self._leave_alone(
                request, min(_FIRST_WAIT * 2**tries, _LONGEST_WAIT, most) if wait is None else wait
            )
        if response.status == 200 and not is_whole(response.body):
            return self._cut_short(request, response)
        answer: Request | Response = super().process_response(request, response)
        return answer

    def _leave_alone(self, request: Request, seconds: float) -> None:
        """Send nothing to the request's site for so long."""
        engine = self.crawler.engine
        slots: dict[str, Any] = engine.downloader.slots if engine is not None else {}
        slot = slots.get(request.meta.get("download_slot", ""))
        if slot is None:
            return
        self.crawler.stats.inc_value("retry/left_alone")
        slot.lastseen = max(slot.lastseen, time.monotonic() + seconds)
        # A slot without any delay does not look at when it was last used.
        slot.delay = max(slot.delay, 0.001)

    def _cut_short(self, request: Request, response: Response) -> Request | Response:
        """Ask again; what comes twice in the same way is the site's own way."""
        digest = hashlib.sha256(response.body).hexdigest()
        known: list[str] = request.meta.get(_CUT, [])
        if digest in known:
            self.crawler.stats.inc_value("retry/open_ended")
            logger.info("%s: has no end, and always comes so", response.url)
            return response
        self.crawler.stats.inc_value("retry/cut_short")
        if len(known) >= _CUT_TIMES:
            raise CutShortError(f"its answer came cut short {len(known) + 1} times")
        again = request.copy()
        again.meta[_CUT] = [*known, digest]
        again.dont_filter = True
        return again


def retry_after(response: Response, now: float) -> float | None:
    """Return the seconds that a site asks to wait, null where it does not say."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - now, 0.0) if value else None
    except ValueError:
        return None
