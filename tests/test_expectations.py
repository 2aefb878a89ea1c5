"""What is expected of a newspaper, and what its archive lacks: the pure part."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuzhong_news.expectations import (
    Attempt,
    DaysError,
    ExitCode,
    Gap,
    GapKind,
    IssueOutcome,
    IssueReport,
    MissingPage,
    Problem,
    Rules,
    StoredIssue,
    StoredPage,
    code_of,
    find_gaps,
    gravest,
    is_resting,
    is_settled,
    next_attempt,
    outcome_of,
    span_of,
)
from yuzhong_news.expectations.retrying import GIVE_UP, LONGEST

DAY = dt.date(2025, 2, 7)
"""A Friday."""
NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)
FRIDAYS = Rules(weekdays=frozenset({4}))


def an_issue(day: dt.date, *characters: int) -> StoredIssue:
    """Return an issue whose pages have so many characters."""
    pages = [StoredPage(n, None, 3, count) for n, count in enumerate(characters, 1)]
    return StoredIssue(day, tuple(pages))


def by_day(*issues: StoredIssue) -> dict[dt.date, StoredIssue]:
    return {issue.date: issue for issue in issues}


def kinds(gaps: list[Gap]) -> list[tuple[str, dt.date, int | None]]:
    return [(gap.kind.value, gap.date, gap.page) for gap in gaps]


# Days without an issue


@pytest.mark.parametrize(
    ("text", "within", "without"),
    [
        ("2025-05-01", ["2025-05-01"], ["2026-05-01", "2025-05-02"]),
        ("2025-01-28/2025-02-04", ["2025-01-28", "2025-02-04"], ["2025-02-05", "2026-02-01"]),
        ("05-01", ["2025-05-01", "2031-05-01"], ["2025-05-02"]),
        ("10-01/10-03", ["2025-10-01", "2026-10-03"], ["2025-10-04", "2025-09-30"]),
        ("12-31/01-02", ["2025-12-31", "2026-01-02"], ["2025-12-30", "2026-01-03"]),
        ("02-29", ["2024-02-29"], ["2025-02-28"]),
    ],
)
def test_a_span_holds_its_days(text: str, within: list[str], without: list[str]) -> None:
    span = span_of(text)
    assert all(span.holds(dt.date.fromisoformat(day)) for day in within)
    assert not any(span.holds(dt.date.fromisoformat(day)) for day in without)


@pytest.mark.parametrize(
    "text", ["", "5-1", "2025-02-30", "02-30", "2025-02-04/2025-01-28", "2025-01-01/02-01", "a/b"]
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(DaysError):
        span_of(text)


@given(st.dates(), st.dates())
def test_a_span_of_dates_is_that_of_the_calendar(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    span = span_of(f"{first}/{last}")
    for day in (one, other, first + (last - first) / 2):
        assert span.holds(day)


# Issues that were due


def test_a_day_of_publication_without_issue_is_a_gap() -> None:
    days = [DAY, DAY + dt.timedelta(1), DAY + WEEK]
    gaps = find_gaps(FRIDAYS, by_day(an_issue(DAY, 100)), days, NOW)
    assert kinds(gaps) == [("missing-issue", DAY + WEEK, None)]


def test_a_skipped_day_and_one_before_the_first_issue_are_no_gaps() -> None:
    rules = replace(FRIDAYS, skipped=(span_of("02-01/02-10"),), since=dt.date(2025, 1, 20))
    days = [DAY - 4 * WEEK, DAY - WEEK, DAY]
    assert kinds(find_gaps(rules, {}, days, NOW)) == [("missing-issue", DAY - WEEK, None)]


@pytest.mark.parametrize(("hour", "due"), [(9, False), (10, True)])
def test_today_s_issue_is_no_gap_before_it_is_due(hour: int, due: bool) -> None:
    rules = replace(FRIDAYS, due_hour=10)
    now = dt.datetime(2025, 2, 7, hour - 8, 30, tzinfo=dt.UTC)  # Shanghai is 8 hours ahead
    assert bool(find_gaps(rules, {}, [DAY], now)) is due
    assert not find_gaps(rules, {}, [DAY + WEEK], now), "nor is one to come"


def test_days_of_publication_that_nobody_told_are_learned() -> None:
    issues = by_day(*(an_issue(DAY + n * WEEK, 100) for n in range(8)))
    days = [DAY + dt.timedelta(n) for n in range(70)]
    now = NOW + 10 * WEEK
    assert kinds(find_gaps(Rules(), issues, days, now)) == [
        ("missing-issue", DAY + 8 * WEEK, None),
        ("missing-issue", DAY + 9 * WEEK, None),
    ]
    few = dict(list(issues.items())[:5])
    assert find_gaps(Rules(), few, days, now) == [], "five issues make no habit"


def test_a_crawl_that_stood_still_does_not_unlearn_the_days() -> None:
    daily = [an_issue(DAY + dt.timedelta(n), 100) for n in range(60)]
    days = [DAY + dt.timedelta(n) for n in range(120)]
    gaps = find_gaps(Rules(), by_day(*daily), days, NOW + 20 * WEEK)
    assert [gap.date for gap in gaps] == days[60:]


def test_an_issue_that_was_asked_for_in_vain_is_a_gap() -> None:
    gaps = find_gaps(Rules(), {}, [DAY], NOW, failed={DAY})
    assert kinds(gaps) == [("missing-issue", DAY, None)]


def since_then(days: int) -> list[dt.date]:
    return [DAY + dt.timedelta(n) for n in range(1, days + 1)]


def test_a_newspaper_is_silent_after_many_days_without_issue() -> None:
    issues, later = by_day(an_issue(DAY, 100)), NOW + 60 * WEEK
    (gap,) = find_gaps(Rules(), issues, since_then(20), later, absent=since_then(14))
    assert (gap.kind, gap.date) == (GapKind.SILENT, DAY + 2 * WEEK)
    assert gap.detail == f"no issue on 14 days asked for, none since {DAY}"
    assert not find_gaps(Rules(), issues, since_then(20), later, absent=since_then(13))
    (never,) = find_gaps(Rules(), {}, since_then(14), later, absent=since_then(14))
    assert never.detail == "no issue on 14 days asked for, none is in the archive"


def test_a_newspaper_is_not_silent_where_something_tells_why() -> None:
    issues, later, days = by_day(an_issue(DAY, 100)), NOW + 60 * WEEK, since_then(30)
    assert not find_gaps(Rules(), issues, [DAY], later, absent=days), "that day has one"
    again = by_day(an_issue(DAY, 100), an_issue(DAY + 4 * WEEK, 100))
    assert not find_gaps(Rules(), again, days, later, absent=days), "two days are not many"
    monthly = by_day(an_issue(DAY - 6 * WEEK, 100), an_issue(DAY, 100))
    assert not find_gaps(Rules(), monthly, days, later, absent=days), "it paused so long before"
    ceased = Rules(skipped=(span_of(f"{DAY}/2099-12-31"),))
    assert not find_gaps(ceased, issues, days, later, absent=days)
    told = find_gaps(FRIDAYS, issues, days, later, absent=days)
    assert {gap.kind for gap in told} == {GapKind.MISSING_ISSUE}, "its days are known"


# Pages


def test_missing_pages_and_failed_documents_are_gaps() -> None:
    issue = StoredIssue(
        DAY,
        (StoredPage(1, "头版", 3, 900, None, ("http://x/1.pdf answers 500",)),),
        (MissingPage(2, "要闻", "渝城报/2025-02-07/2"), MissingPage(None, "B01", "http://x/b")),
    )
    gaps = find_gaps(Rules(), by_day(issue), [DAY], NOW)
    assert [(gap.kind.value, gap.page, gap.page_name, gap.detail) for gap in gaps] == [
        ("missing-page", 2, "要闻", ""),
        ("missing-page", None, "B01", "http://x/b"),
        ("failed-document", 1, "头版", "http://x/1.pdf answers 500"),
    ]


def test_fewer_pages_than_the_weekday_has() -> None:
    rules = Rules(pages={4: 4})
    assert kinds(find_gaps(rules, by_day(an_issue(DAY, 9, 9, 9)), [DAY], NOW)) == [
        ("fewer-pages", DAY, None)
    ]
    assert not find_gaps(rules, by_day(an_issue(DAY, 9, 9, 9, 9)), [DAY], NOW)
    saturday = DAY + dt.timedelta(1)
    assert not find_gaps(rules, by_day(an_issue(saturday, 9)), [saturday], NOW)


def test_fewer_pages_than_usual() -> None:
    before = [an_issue(DAY + n * WEEK, *[500] * 8) for n in range(4)]
    day = DAY + 4 * WEEK
    for pages, suspicious in ((5, True), (6, False)):
        issues = by_day(*before, an_issue(day, *[500] * pages))
        assert bool(find_gaps(Rules(), issues, [day], NOW + 9 * WEEK)) is suspicious
    issues = by_day(*before[1:], an_issue(day, 500))
    assert not find_gaps(Rules(), issues, [day], NOW + 9 * WEEK), "three issues are no history"
    usual = Rules(usual_pages=8)
    assert find_gaps(usual, by_day(an_issue(day, 500)), [day], NOW + 9 * WEEK)


@pytest.mark.parametrize(("characters", "thin"), [(300, True), (301, False)])
def test_a_page_with_a_third_of_its_characters_is_suspicious(characters: int, thin: bool) -> None:
    before = [an_issue(DAY + n * WEEK, 5000, 900 + n) for n in range(-1, 4)]
    day = DAY + 4 * WEEK
    gaps = find_gaps(
        Rules(), by_day(*before, an_issue(day, 5000, characters)), [day], NOW + 9 * WEEK
    )
    assert kinds(gaps) == ([("thin-page", day, 2)] if thin else [])


def test_a_page_is_compared_with_its_own_weekday() -> None:
    fridays = [an_issue(DAY + n * WEEK, 5000) for n in range(5)]
    saturdays = [an_issue(issue.date + dt.timedelta(1), 1000) for issue in fridays]
    issues = by_day(*fridays, *saturdays)
    assert not find_gaps(Rules(), issues, list(issues), NOW + 9 * WEEK)


def test_few_articles_on_a_page_that_could_be_read() -> None:
    rules = Rules(articles=2)
    pages = (StoredPage(1, None, 1, 50), StoredPage(2, None, 2, 50),
             StoredPage(3, None, 0, 0, "no-text-layer"))  # fmt: skip
    gaps = find_gaps(rules, by_day(StoredIssue(DAY, pages)), [DAY], NOW)
    assert kinds(gaps) == [("few-articles", DAY, 1)]


def test_all_kinds_of_gaps_are_tried_here() -> None:
    assert len(GapKind) == 7


# Asking again


def attempts(outcome: IssueOutcome, days: int) -> Attempt:
    """Ask for an issue so many days in a row."""
    attempt = None
    for n in range(days):
        attempt = next_attempt(attempt, outcome, NOW + dt.timedelta(n))
    assert attempt is not None
    return attempt


def test_an_issue_that_the_site_does_not_have_is_given_up() -> None:
    gap = Gap(GapKind.MISSING_ISSUE, DAY)
    assert not is_settled(gap, None)
    assert not is_settled(gap, attempts(IssueOutcome.NO_ISSUE, GIVE_UP - 1))
    assert is_settled(gap, attempts(IssueOutcome.NO_ISSUE, GIVE_UP))
    assert not is_settled(gap, attempts(IssueOutcome.FAILED, 50)), "a site out of order is not"


def test_a_page_that_stays_short_is_believed() -> None:
    gap = Gap(GapKind.THIN_PAGE, DAY, 2)
    assert not is_settled(gap, attempts(IssueOutcome.COMPLETE, 1))
    assert is_settled(gap, attempts(IssueOutcome.COMPLETE, 2))
    missing = Gap(GapKind.MISSING_PAGE, DAY, 2)
    assert not is_settled(missing, attempts(IssueOutcome.INCOMPLETE, 50))


def test_runs_of_one_morning_count_once() -> None:
    attempt = None
    for n in range(10):
        attempt = next_attempt(attempt, IssueOutcome.NO_ISSUE, NOW + dt.timedelta(hours=n))
    assert attempt == Attempt(NOW, "no-issue", 1)


def test_another_outcome_begins_to_count_anew() -> None:
    attempt = next_attempt(attempts(IssueOutcome.NO_ISSUE, 4), IssueOutcome.FAILED, NOW)
    assert attempt == Attempt(NOW, "failed", 1)


@given(st.integers(1, 10_000))
def test_pauses_grow_and_end(times: int) -> None:
    attempt = Attempt(NOW, "failed", times)
    assert not is_resting(attempt, NOW + LONGEST)
    assert is_resting(attempt, NOW) is (times >= 3)
    later = Attempt(NOW, "failed", times + 1)
    for hours in (12, 20, 40, 300):
        at = NOW + dt.timedelta(hours=hours)
        assert is_resting(attempt, at) <= is_resting(later, at)


# Verdicts

LACKING = [Gap(GapKind.MISSING_ISSUE, DAY)]
OUTCOMES: dict[str, tuple[list[str], list[Gap], bool, IssueOutcome, ExitCode]] = {
    "complete": ([], [], True, IssueOutcome.COMPLETE, ExitCode.OK),
    "suspicious": (
        [], [Gap(GapKind.THIN_PAGE, DAY, 1)], True, IssueOutcome.COMPLETE, ExitCode.DATA_MISSING,
    ),
    "a page is missing": (
        ["error-page"], [Gap(GapKind.MISSING_PAGE, DAY, 1)], True,
        IssueOutcome.INCOMPLETE, ExitCode.DATA_MISSING,
    ),
    "an old page stays": (
        ["error-page"], [], True, IssueOutcome.INCOMPLETE, ExitCode.DATA_MISSING,
    ),
    "a page is challenged": (
        ["challenge"], [Gap(GapKind.MISSING_PAGE, DAY, 1)], True,
        IssueOutcome.REFUSED, ExitCode.SITE_REFUSED,
    ),
    "none, but due": (["no-issue"], LACKING, False, IssueOutcome.NO_ISSUE, ExitCode.SITE_REFUSED),
    "none, not due": (["other-date"], [], False, IssueOutcome.NO_ISSUE, ExitCode.OK),
    "robots": (["robots"], [], False, IssueOutcome.REFUSED, ExitCode.SITE_REFUSED),
    "refused": (["refused"], LACKING, False, IssueOutcome.REFUSED, ExitCode.SITE_REFUSED),
    "a shell": (["shell"], LACKING, False, IssueOutcome.REFUSED, ExitCode.SITE_REFUSED),
    "unreachable": (["unreachable"], LACKING, False, IssueOutcome.FAILED, ExitCode.SITE_REFUSED),
    "never asked": ([], LACKING, False, IssueOutcome.NOT_ASKED, ExitCode.DATA_MISSING),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_issue_s_outcome_and_exit_code(name: str) -> None:
    problems, gaps, stored, outcome, code = OUTCOMES[name]
    report = IssueReport(DAY, bool(problems), [Problem(kind, "") for kind in problems])
    assert outcome_of(report, gaps, is_stored=stored) is outcome
    assert code_of(outcome, gaps) is code


def test_the_gravest_code_of_several() -> None:
    ok, data, refused, database = (
        ExitCode.OK, ExitCode.DATA_MISSING, ExitCode.SITE_REFUSED, ExitCode.DATABASE,
    )  # fmt: skip
    assert gravest([]) is ok
    assert gravest([ok, data]) is data
    assert gravest([refused, data, ok]) is refused
    assert gravest([data, database, refused]) is database
