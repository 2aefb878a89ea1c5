"""The report: its calendar, its words, its plots, and its page as a browser reads it."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuzhong_news.figures import Counted, Day, IssueFigures, RunFigures, Totals
from yuzhong_news.report import MARK, Facts, PlotError, report
from yuzhong_news.report.calendar import State, calendar, habit
from yuzhong_news.report.markup import shown
from yuzhong_news.report.plots import NARROW, TEAL, bars_plot, buckets
from yuzhong_news.report.words import count_words

MONDAY = dt.date(2025, 3, 3)
NOW = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
HOSTILE = "</script><script>alert('$x$')</script>\"&\u202e\x00"


def days(weekdays: Sequence[int], weeks: int, start: dt.date = MONDAY) -> list[dt.date]:
    return [start + dt.timedelta(7 * week + day) for week in range(weeks) for day in weekdays]


def issue(
    day: dt.date, pages: int = 4, expected: int = 4, stored: int | None = None
) -> IssueFigures:
    return IssueFigures(day, pages, expected, expected if stored is None else stored, 0)


# --- the calendar -------------------------------------------------------------------------------


def states(issues: list[IssueFigures], last: dt.date, **more: object) -> dict[dt.date, State]:
    found = calendar("渝城报", issues, last, **more)  # type: ignore[arg-type]
    return {day.date: day.state for day in found.days if day.state is not State.NONE}


def test_a_lost_issue_of_a_weekly_is_missing() -> None:
    there = days([4], 10)
    lost = there.pop(5)
    found = states([issue(day) for day in there], there[-1])
    assert [day for day, state in found.items() if state is State.MISSING] == [lost]


def test_a_gap_of_months_is_missing_in_its_whole_length() -> None:
    there = days([0, 3], 6) + days([0, 3], 6, MONDAY + dt.timedelta(7 * 26))
    found = states([issue(day) for day in there], there[-1])
    assert sum(state is State.MISSING for state in found.values()) == 2 * 20


def test_a_newspaper_may_change_its_days() -> None:
    change = MONDAY + dt.timedelta(7 * 12)
    there = days([0, 1, 2, 3, 4], 12) + days([4], 12, change)
    found = states([issue(day) for day in there], there[-1])
    missing = [day for day, state in found.items() if state is State.MISSING]
    assert all(abs((day - change).days) < 21 for day in missing)


def test_a_newspaper_that_stopped_is_missing_up_to_the_end_of_the_report() -> None:
    there = days([4], 5)
    found = states([issue(day) for day in there], there[-1] + dt.timedelta(21))
    assert list(found.values())[-3:] == [State.MISSING] * 3


def test_one_issue_shows_no_habit() -> None:
    assert states([issue(MONDAY)], MONDAY + dt.timedelta(30)) == {MONDAY: State.COMPLETE}
    assert not habit([])(MONDAY)


def test_known_days_of_publication_are_believed() -> None:
    found = states([issue(MONDAY)], MONDAY + dt.timedelta(7), appears=lambda day: day.day % 2 == 1)
    assert [day.day for day, state in found.items() if state is State.MISSING] == [5, 7, 9]


@pytest.mark.parametrize(
    ("figures", "state"),
    [
        (IssueFigures(MONDAY, 4, 4, 4, 0), State.COMPLETE),
        (IssueFigures(MONDAY, 3, 4, 3, 0), State.PARTIAL),
        (IssueFigures(MONDAY, 4, 4, 4, 1), State.PARTIAL),
        (IssueFigures(MONDAY, 4, 0, 0, 0), State.STORED),
        (IssueFigures(MONDAY, 4, 0, 0, 2), State.PARTIAL),
        (IssueFigures(MONDAY, 0, 4, 0, 0), State.MISSING),
        (IssueFigures(MONDAY, 0, 0, 0, 0), State.MISSING),
    ],
)
def test_an_issue_has_a_state(figures: IssueFigures, state: State) -> None:
    assert states([figures], MONDAY) == {MONDAY: state}


# --- words and plots ----------------------------------------------------------------------------


def test_words_of_headlines_are_counted_without_grammar() -> None:
    words = count_words(["图书馆迎来新客人", "图书馆开门", "我们的图书馆 2025 A"], 50)
    assert words[0] == Counted("图书馆", 3)
    assert {"我们", "的", "2025", "A"}.isdisjoint(word.name for word in words)


def test_rare_words_are_forgotten_and_frequent_ones_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yuzhong_news.report.words.KEPT", 3)
    headlines = [
        "图书馆",
        "菜市场",
        "图书馆",
        "公园",
        "学校",
        "医院",
        "图书馆",
        "车站",
        "码头",
        "老街",
    ]
    assert count_words(headlines, 1) == [Counted("图书馆", 3)]


@pytest.mark.parametrize(
    ("length", "name", "bars"),
    [(1, "day", 1), (120, "day", 120), (800, "week", 115), (3653, "month", 120)],
)
def test_bars_are_days_weeks_or_months(length: int, name: str, bars: int) -> None:
    found = [Day(dt.date(2016, 1, 1) + dt.timedelta(n), 2, 100) for n in range(length)]
    bucket, sums = buckets(found)
    assert (bucket, len(sums)) == (name, bars)
    assert sum(bar.articles for bar in sums) == 2 * length


def test_a_plot_s_words_are_text_and_it_points_nowhere() -> None:
    svg = bars_plot([Counted("张明月", 30), Counted("<b>$\\frac{1}", 2)], TEAL, NARROW)
    assert ">张明月</text>" in svg
    assert "&lt;b&gt;$\\frac{1}" in svg
    assert "://" not in svg
    assert "<svg" in svg[:5]


def test_a_plot_is_the_same_each_time() -> None:
    rows = [Counted("张明月", 30)]
    assert bars_plot(rows, TEAL, NARROW) == bars_plot(rows, TEAL, NARROW)


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(PlotError, match=r"pip install 'yuzhong_news\[report\]'"):
        bars_plot([Counted("a", 1)], TEAL, NARROW)


@given(st.text())
def test_any_text_is_shown_and_not_obeyed(text: str) -> None:
    assert not re.search("[<>\"'\x00\u202e]", shown(text))


# --- the page -----------------------------------------------------------------------------------


@dataclass
class Told:
    """Figures that a test makes up."""

    of_days: list[Day] = field(default_factory=list)
    of_issues: dict[str, list[IssueFigures]] = field(default_factory=dict)
    counted: list[Counted] = field(default_factory=list)
    of_headlines: list[str] = field(default_factory=list)
    of_runs: list[RunFigures] = field(default_factory=list)

    def totals(self) -> Totals:
        dates = [one.date for issues in self.of_issues.values() for one in issues]
        first, last = min(dates, default=None), max(dates, default=None)
        return Totals(len(self.of_issues), len(dates), 0, 0, 0, 0, 0, 0, first, last)

    def days(self) -> list[Day]:
        return self.of_days

    def newspapers(self) -> list[str]:
        return list(self.of_issues)

    def issues(self, newspaper: str) -> list[IssueFigures]:
        return self.of_issues[newspaper]

    def people(self, most: int) -> list[Counted]:
        return self.counted[:most]

    def headlines(self) -> Iterator[str]:
        yield from self.of_headlines

    def doubts(self, most: int) -> list[Counted]:
        return self.counted[:most]

    def runs(self, most: int) -> list[RunFigures]:
        return self.of_runs[:most]


class Reader(HTMLParser):
    """Reads a page as a browser does, and keeps what a test asks for."""

    EMPTY = frozenset({"meta", "br", "path", "use", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if "style" not in self.open else ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(told: Told, facts: Facts | None = None) -> tuple[str, Reader]:
    """Return the page, and its reader; all elements must be closed."""
    text = "".join(report(told, facts or Facts(NOW)))
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return text, reader


def full() -> Told:
    there = days([0, 4], 60)
    runs = [
        RunFigures(
            "yucheng", NOW, NOW + dt.timedelta(minutes=3), True, "finished", {"store/new": 4}
        ),
        RunFigures("yucheng", NOW, NOW, False, "shutdown", {"keep/failed": 2, "read/failed": 0}),
        RunFigures("yucheng", NOW, None, None, None, {}),
    ]
    return Told(
        of_days=[Day(day, 12, 9000) for day in there],
        of_issues={
            "渝城报": [issue(day) for day in there if day != there[20]],
            "江城报": [issue(MONDAY)],
        },
        counted=[Counted("张明月", 30, "记者"), Counted("李小河", 2)],
        of_headlines=["老街修好了"] * 3,
        of_runs=runs,
    )


def test_the_page_tells_all_figures_without_pictures_and_javascript() -> None:
    text, reader = page(full())
    assert MARK in text[:500]
    assert {"svg", "table"} <= {tag for tag, _ in reader.tags}
    assert {"script", "img", "link", "iframe"}.isdisjoint(tag for tag, _ in reader.tags)
    for words in ("张明月", "老街", "keep/failed", "ended as shutdown", "✕ NOT OK", "not finished"):
        assert words in reader.text
    assert "Missing: 05-12 Mon" in reader.text


def test_every_plot_has_words_and_a_table() -> None:
    _, reader = page(full())
    plots = reader.all("svg")
    assert len(plots) == 4
    assert all(
        plot["role"] == "img" and "table below" in (plot["aria-label"] or "") for plot in plots
    )
    figures = [n for n, (tag, _) in enumerate(reader.tags) if tag == "figure"]
    after = [[tag for tag, _ in reader.tags[n:]] for n in figures]
    assert all(tags.index("table") > tags.index("svg") for tags in after)


def test_ids_are_unique_and_links_lead_to_them() -> None:
    _, reader = page(full())
    ids = [attributes["id"] for _, attributes in reader.tags if attributes.get("id")]
    named = {str(a["aria-labelledby"]) for _, a in reader.tags if a.get("aria-labelledby")}
    links = {str(link["href"]).removeprefix("#") for link in reader.all("a")}
    assert named | links <= set(ids)
    assert len(ids) == len(set(ids))


def test_nothing_outside_is_named() -> None:
    text, _ = page(full())
    assert "://" not in text
    assert "url(" not in text.replace("url(#", "")
    assert "default-src 'none'" in text


def test_every_row_of_a_calendar_is_as_wide_as_its_head() -> None:
    text, _ = page(full())
    calendars = re.findall(r'<table class="calendar">.*?</table>', text, re.S)
    assert len(calendars) == 4
    for one in calendars:
        wide = sum(map(int, re.findall(r'colspan="(\d+)"', one)))
        rows = re.findall(r"<tr><th.*?</tr>", one.split("<tbody>")[1], re.S)
        assert {row.count("<td") for row in rows} == {wide}
        assert len(rows) == 7


def test_an_empty_archive_has_a_report() -> None:
    _, reader = page(Told())
    assert "The archive holds no issue with a date yet." in reader.text
    assert "There was no run yet." in reader.text


def test_one_day_has_a_report() -> None:
    one = Told([Day(MONDAY, 1, 10)], {"渝城报": [issue(MONDAY)]}, [Counted("张明月", 1)], ["老街"])
    _, reader = page(one)
    assert "Issues: 2025-03-03." in reader.text
    assert "2025: 1 issue" in reader.text


def test_ten_years_have_a_report() -> None:
    there = [dt.date(2015, 3, 1) + dt.timedelta(n) for n in range(3653)]
    many = Told([Day(day, 9, 9000) for day in there], {"渝城报": [issue(day) for day in there]})
    text, reader = page(many)
    assert "2020: 366 issues" in reader.text
    assert "articles a month" in text
    assert len(text) < 700_000


def test_hostile_text_is_shown_and_not_run() -> None:
    told = full()
    told.of_issues = {HOSTILE: [issue(MONDAY)]}
    told.counted = [Counted(HOSTILE, 3, HOSTILE)]
    told.of_headlines = [HOSTILE]
    told.of_runs = [
        replace(told.of_runs[1], spider=HOSTILE, reason=HOSTILE, counts={f"{HOSTILE}/failed": 1})
    ]
    text, reader = page(told, Facts(NOW, newspaper=HOSTILE))
    assert "script" not in {tag for tag, _ in reader.tags}
    assert "alert('$x$')" in reader.text
    assert "\x00" not in text
    assert not [a for _, a in reader.tags if any(name.startswith("on") for name in a)]


def test_days_after_the_last_issue_count_up_to_the_day_asked_for_but_not_beyond_today() -> None:
    told = Told(of_issues={"渝城报": [issue(day) for day in days([0], 8)]})
    facts = Facts(dt.datetime(2025, 5, 6, tzinfo=dt.UTC), until=dt.date(2025, 12, 31))
    _, reader = page(told, facts)
    assert "Missing: 04-28 Mon, 05-05 Mon" in reader.text
    assert "(asked for: to 2025-12-31)" in reader.text
