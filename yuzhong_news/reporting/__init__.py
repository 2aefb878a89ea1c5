"""How a run is told of: a summary in JSON, metrics, alerts, and a log of one JSON line an event.

Values in, files and messages out; neither Scrapy nor SQL is known here.
"""

from yuzhong_news.reporting.alerts import AlertError, post, tell_command
from yuzhong_news.reporting.files import write_whole
from yuzhong_news.reporting.summary import IssueSummary, NewspaperSummary, Summary

__all__ = [
    "AlertError",
    "IssueSummary",
    "NewspaperSummary",
    "Summary",
    "post",
    "tell_command",
    "write_whole",
]
