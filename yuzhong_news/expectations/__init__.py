"""What an archive should hold of a newspaper, and what it lacks: values in, values out.

Neither Scrapy nor SQL is known here: the archive's facts come as :class:`StoredIssue`, what is
expected as :class:`Rules`, and what became of a run as :class:`IssueReport`.
"""

from yuzhong_news.expectations.days import SHANGHAI, DaysError, Span, span_of
from yuzhong_news.expectations.facts import Attempt, MissingPage, StoredIssue, StoredPage
from yuzhong_news.expectations.gaps import Gap, GapKind, find_gaps
from yuzhong_news.expectations.retrying import (
    is_absence,
    is_failure,
    is_resting,
    is_settled,
    next_attempt,
)
from yuzhong_news.expectations.rules import Rules
from yuzhong_news.expectations.verdict import (
    ExitCode,
    IssueOutcome,
    IssueReport,
    Problem,
    code_of,
    gravest,
    outcome_of,
)

__all__ = [
    "SHANGHAI",
    "Attempt",
    "DaysError",
    "ExitCode",
    "Gap",
    "GapKind",
    "IssueOutcome",
    "IssueReport",
    "MissingPage",
    "Problem",
    "Rules",
    "Span",
    "StoredIssue",
    "StoredPage",
    "code_of",
    "find_gaps",
    "gravest",
    "is_absence",
    "is_failure",
    "is_resting",
    "is_settled",
    "next_attempt",
    "outcome_of",
    "span_of",
]
