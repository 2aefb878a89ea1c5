"""When a gap is asked for again, and when no more.

A site is not asked every day for ten years for an issue that it does not have, and one that was
out of order is not given up.
"""

from __future__ import annotations

import datetime as dt

from yuzhong_news.expectations.facts import Attempt
from yuzhong_news.expectations.gaps import Gap, GapKind
from yuzhong_news.expectations.verdict import IssueOutcome

GIVE_UP = 6
"""Times in a row that the site has no issue of a day, after which it is not asked for again."""
BELIEVE = 2
"""Times in a row that an issue came whole, after which what is suspicious in it is believed."""
AT_ONCE = 3
"""Times in a row that an issue is asked for without a pause between."""
LONGEST = dt.timedelta(days=30)
"""The longest pause between two attempts."""
APART = dt.timedelta(hours=12)
"""Time between two attempts that count as two: a run every hour gives no issue up in a morning."""
SLACK = dt.timedelta(hours=6)
"""What a pause is shorter than its days, so that a daily run may begin a little earlier."""


def next_attempt(before: Attempt | None, outcome: IssueOutcome, now: dt.datetime) -> Attempt:
    """Return the attempt that ended with ``outcome`` at ``now``, after the one ``before``."""
    if before is None or before.outcome != outcome.value:
        return Attempt(now, outcome.value)
    if now - before.asked_at < APART:
        return before
    return Attempt(now, outcome.value, before.times + 1)


def is_failure(attempt: Attempt) -> bool:
    """Whether an issue was asked for in vain, and the site did not say that there is none."""
    return attempt.outcome in (IssueOutcome.FAILED.value, IssueOutcome.REFUSED.value)


def is_absence(attempt: Attempt) -> bool:
    """Whether the site said that it has no issue of that day."""
    return attempt.outcome == IssueOutcome.NO_ISSUE.value


def is_settled(gap: Gap, attempt: Attempt | None) -> bool:
    """Whether a gap stays as it is: the site has no such issue, or the page is so short."""
    if attempt is None:
        return False
    if gap.kind is GapKind.MISSING_ISSUE:
        return is_absence(attempt) and attempt.times >= GIVE_UP
    if gap.kind.is_suspicion:
        return attempt.outcome == IssueOutcome.COMPLETE.value and attempt.times >= BELIEVE
    return False


def is_resting(attempt: Attempt | None, now: dt.datetime) -> bool:
    """Whether it is too early to ask again: after some attempts in a row the pauses double."""
    if attempt is None or attempt.times < AT_ONCE:
        return False
    days = 2 ** min(attempt.times - AT_ONCE, 10)
    return now < attempt.asked_at + min(dt.timedelta(days=days), LONGEST) - SLACK
