"""The calendars of issues: a table for each year, its rows weekdays, its columns weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from yuzhong_news.report.calendar import Calendar, CalendarDay, State
from yuzhong_news.report.markup import details, scrolled, shown

MARKS = {
    State.COMPLETE: "●",
    State.STORED: "○",
    State.PARTIAL: "◐",
    State.MISSING: "✕",
    State.NONE: "",
}
"""What stands in a day's cell, so that nobody needs to tell red from green."""
MEANINGS = {
    State.COMPLETE: "complete: all pages that its index named",
    State.STORED: "here; how many pages it had is not known",
    State.PARTIAL: "partial: a page or a file is missing",
    State.MISSING: "missing on a day of publication",
}
_ENOUGH = 180
"""Days that are shown unfolded at least: a year that has just begun leaves the one before open."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def legend() -> str:
    """Return what the marks mean."""
    entries = "".join(
        f'<li><span class="day {state}" aria-hidden="true">{MARKS[state]}</span> '
        f"{shown(meaning)}</li>"
        for state, meaning in MEANINGS.items()
    )
    note = (
        "Where a newspaper's TOML does not tell its days of publication, its own issues do: a "
        "weekday counts where at least half of the nearest weeks (four before, four after) have an "
        "issue on it."
    )
    return f'<ul class="legend">{entries}</ul>\n<p class="note">{note}</p>\n'


def summary_row(of: Calendar) -> list[object]:
    """Return a newspaper's row in the table of all: name, first, last, and days by state."""
    counts = of.counts
    here = counts[State.COMPLETE] + counts[State.STORED] + counts[State.PARTIAL]
    due = here + counts[State.MISSING]
    issues = [day.date for day in of.days if day.state not in (State.NONE, State.MISSING)]
    return [
        of.newspaper,
        min(issues, default="–"),
        max(issues, default="–"),
        here,
        counts[State.PARTIAL],
        counts[State.MISSING],
        f"{here / due:.1%}" if due else "–",
    ]


def calendars(of: Calendar, *, is_open: bool) -> Iterator[str]:
    """Yield the newspaper's calendars in HTML, the newest year first, and its missing days."""
    source = "by its own issues" if of.by_habit else "by its TOML"
    yield f'<section class="paper"><h3>{shown(of.newspaper)} '
    yield f'<span class="note">days of publication: {source}</span></h3>\n'
    unfolded = 0
    for year, days in of.years():
        counts = {state: sum(day.state is state for day in days) for state in State}
        here = counts[State.COMPLETE] + counts[State.STORED] + counts[State.PARTIAL]
        told = f"{year}: {here:,} issue{'' if here == 1 else 's'}"
        if counts[State.PARTIAL]:
            told += f", {counts[State.PARTIAL]:,} of them partial"
        if counts[State.MISSING]:
            told += f"; {counts[State.MISSING]:,} missing"
        content = _year(of.newspaper, year, days)
        content += _listed(days, State.MISSING) + _listed(days, State.PARTIAL)
        yield details(told, content, is_open=is_open and unfolded < _ENOUGH)
        unfolded += len(days)
    yield "</section>\n"


def _year(newspaper: str, year: int, days: Sequence[CalendarDay]) -> str:
    known = {day.date: day for day in days}
    first = dt.date(year, 1, 1) - dt.timedelta(dt.date(year, 1, 1).weekday())
    weeks = [
        first + dt.timedelta(7 * n) for n in range((dt.date(year, 12, 31) - first).days // 7 + 1)
    ]
    rows = "\n".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(_cell(known.get(week + dt.timedelta(place)), week + dt.timedelta(place), year)
                  for week in weeks)
        + "</tr>"
        for place, name in enumerate(_WEEKDAYS)
    )  # fmt: skip
    told = f"{newspaper} {year}, weekdays by weeks"
    return (
        f'{scrolled(told)}<table class="calendar"><caption class="unseen">{shown(told)}</caption>\n'
        f"<thead><tr><td></td>{_months(weeks, year)}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody></table></div>\n"
    )


def _months(weeks: Sequence[dt.date], year: int) -> str:
    """Return the heads of the months, each as wide as the weeks whose Thursday it has."""
    of_weeks = [min(max(week + dt.timedelta(3), dt.date(year, 1, 1)), dt.date(year, 12, 31)).month
                for week in weeks]  # fmt: skip
    return "".join(
        f'<th scope="colgroup" colspan="{of_weeks.count(month)}">{name}</th>'
        for month, name in enumerate(_MONTHS, start=1)
    )


def _cell(day: CalendarDay | None, date: dt.date, year: int) -> str:
    if date.year != year:
        return "<td></td>"
    if day is None or day.state is State.NONE:
        return f'<td class="day{" none" if day else ""}"></td>'
    told = f"{date} {_WEEKDAYS[date.weekday()]}: {day.state}, {day.told}"
    return f'<td class="day {day.state}" title="{shown(told)}">{MARKS[day.state]}</td>'


def _listed(days: Sequence[CalendarDay], state: State) -> str:
    """Return the days of a state in words, for those who read and do not look."""
    chosen = [day for day in days if day.state is state]
    if not chosen:
        return ""
    dates = ", ".join(f"{day.date:%m-%d} {_WEEKDAYS[day.date.weekday()]}" for day in chosen)
    return f'<p class="{state}-days"><strong>{state.capitalize()}:</strong> {dates}</p>\n'
