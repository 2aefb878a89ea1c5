"""The report's page, section by section."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yuzhong_news.figures import Counted, Figures, RunFigures, Totals
from yuzhong_news.report.calendar import Appears, Calendar, State, calendar
from yuzhong_news.report.coverage import calendars, legend, summary_row
from yuzhong_news.report.markup import Bad, details, figure, shown, table
from yuzhong_news.report.plots import (
    AMBER,
    INDIGO,
    NARROW,
    TEAL,
    WIDE,
    bars_plot,
    buckets,
    days_plot,
)
from yuzhong_news.report.style import STYLE
from yuzhong_news.report.words import count_words

MARK = '<meta name="generator" content="yuzhong_news">'
"""What stands in the head of every report, so that the next one may take its place."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_CHINA = dt.timezone(dt.timedelta(hours=8))
_PEOPLE, _WORDS, _CUES, _RUNS = 20, 20, 15, 20
_OPEN_CALENDARS = 6
"""Up to as many newspapers have the calendar of their newest year unfolded."""
_FAILURES = ("not_an_issue/", "read/failed_by/", "feedexport/failed_count/")
_SECTIONS = {
    "coverage": "Coverage",
    "days": "Articles and characters",
    "people": "People",
    "words": "Words",
    "doubts": "Doubts and failures",
    "runs": "Runs",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report is about, and what is known from elsewhere.

    ``generated`` is now; ``newspaper``, ``since`` and ``until`` are what the figures were selected
    by; ``appears`` tells for a newspaper's name on which days it is published, where that is known.
    """

    generated: dt.datetime
    newspaper: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    appears: Mapping[str, Appears] = field(default_factory=dict)


def report(figures: Figures, facts: Facts) -> Iterator[str]:
    """Yield the page in HTML, piece by piece; a ``PlotError`` says that matplotlib is missing."""
    totals = figures.totals()
    title = f"{facts.newspaper or 'Newspaper archive'} · report"
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{MARK}\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    yield f"<header>\n<h1>{shown(title)}</h1>\n<p>{_told(totals, facts)}</p>\n"
    links = "".join(f'<li><a href="#{key}">{name}</a></li>' for key, name in _SECTIONS.items())
    yield f'<nav aria-label="Sections"><ul>{links}</ul></nav>\n</header>\n<main>\n'
    missing = sum(one.counts[State.MISSING] for one in _all_calendars(figures, totals, facts))
    yield _tiles(totals, missing)
    yield from _coverage(figures, totals, facts)
    yield from _days(figures)
    yield '<div class="pair">\n'
    yield from _ranking("people", figures.people(_PEOPLE), TEAL, ("person", "articles", "roles"))
    words = count_words(figures.headlines(), _WORDS)
    yield from _ranking("words", words, INDIGO, ("word", "times in headlines"))
    yield "</div>\n"
    runs = figures.runs(_RUNS)
    yield from _doubts(figures, runs)
    yield from _runs(runs)
    made = f"{facts.generated.astimezone(_CHINA):%Y-%m-%d %H:%M} in China"
    yield f"</main>\n<footer>Made {made} by yuzhong_news.</footer>\n</body>\n</html>\n"


def _told(totals: Totals, facts: Facts) -> str:
    if totals.first and totals.last:
        span = str(totals.first)
        if totals.last != totals.first:
            span += f" to {totals.last}"
    else:
        span = "no issue"
    asked = [
        f"from {facts.since}" if facts.since else "",
        f"to {facts.until}" if facts.until else "",
    ]
    asked_for = " ".join(filter(None, asked))
    return f"Issues: {span}{f' (asked for: {asked_for})' if asked_for else ''}."


def _tiles(totals: Totals, missing: int) -> str:
    tiles = [
        ("newspapers", totals.newspapers, False),
        ("issues", totals.issues, False),
        ("issues missing", missing, missing > 0),
        ("pages", totals.pages, False),
        ("articles", totals.articles, False),
        ("characters", totals.characters, False),
        ("people", totals.people, False),
        ("pages unreadable", totals.unreadable, False),
    ]
    inside = "\n".join(
        f"<div{' class=bad' if bad else ''}><dt>{name}</dt><dd>{shown(number)}</dd></div>"
        for name, number, bad in tiles
    )
    return f'<dl class="tiles">\n{inside}\n</dl>\n'


def _section(key: str, *content: str) -> str:
    return (
        f'<section class="card" id="{key}" aria-labelledby="{key}-head">\n'
        f'<h2 id="{key}-head">{_SECTIONS[key]}</h2>\n{"".join(content)}</section>\n'
    )


def _all_calendars(figures: Figures, totals: Totals, facts: Facts) -> Iterator[Calendar]:
    """Yield the calendar of each newspaper, up to the last day that is asked for or is there."""
    last = totals.last
    if last is None:
        return
    if facts.until:
        last = max(last, min(facts.until, facts.generated.astimezone(_CHINA).date()))
    for name in figures.newspapers():
        yield calendar(name, figures.issues(name), last, facts.appears.get(name))


def _coverage(figures: Figures, totals: Totals, facts: Facts) -> Iterator[str]:
    rows = [summary_row(one) for one in _all_calendars(figures, totals, facts)]
    if not rows:
        yield _section("coverage", "<p>The archive holds no issue with a date yet.</p>\n")
        return
    head = ("newspaper", "first", "last", "issues", "partial", "missing", "share here")
    yield '<section class="card" id="coverage" aria-labelledby="coverage-head">\n'
    yield f'<h2 id="coverage-head">{_SECTIONS["coverage"]}</h2>\n'
    yield table(head, rows, "Issues by newspaper", numbers=(3, 4, 5, 6))
    yield legend()
    for one in _all_calendars(figures, totals, facts):
        yield from calendars(one, is_open=len(rows) <= _OPEN_CALENDARS)
    yield "</section>\n"


def _days(figures: Figures) -> Iterator[str]:
    days = figures.days()
    if not days:
        yield _section("days", "<p>There is no article with a date yet.</p>\n")
        return
    name, bars = buckets(days)
    most = max(bars, key=lambda bar: bar.articles)
    words = (
        f"Bars: articles and characters a {name} from {days[0].date} to {days[-1].date}; "
        f"the most articles are {most.articles:,}, at {most.date}. The table below has all figures."
    )
    rows = [(bar.date, bar.articles, bar.characters) for bar in bars]
    below = table((name, "articles", "characters"), rows, f"Sums a {name}", numbers=(1, 2))
    yield _section("days", figure(days_plot(days), words, details("Figures", below)))


def _ranking(key: str, rows: Sequence[Counted], colour: str, head: Sequence[str]) -> Iterator[str]:
    if not rows:
        yield _section(key, "<p>There is nothing to count yet.</p>\n")
        return
    yield _section(key, _ranked(rows, colour, head, NARROW))


def _ranked(rows: Sequence[Counted], colour: str, head: Sequence[str], width: float) -> str:
    first = ", ".join(f"{row.name} {row.number:,}" for row in rows[:3])
    words = f"Bars: {head[1]} by {head[0]}; first come {first}. The table below has all figures."
    cells = [(row.name, row.number, row.detail)[: len(head)] for row in rows]
    below = table(head, cells, f"The first {len(rows)}", numbers=(1,))
    return figure(bars_plot(rows, colour, width), words, details("Figures", below))


def _doubts(figures: Figures, runs: Sequence[RunFigures]) -> Iterator[str]:
    doubts = figures.doubts(_CUES)
    failures: Counter[str] = Counter()
    for run in runs:
        failures.update(_failures(run))
    content = '<p class="note">A doubt is a decision that rested on a weak cue.</p>\n'
    if doubts:
        content += _ranked(doubts, AMBER, ("cue", "doubts", "fields"), WIDE)
    else:
        content += "<p>There is no doubt.</p>\n"
    if failures:
        caption = f"Failures in the last {len(runs)} runs"
        failed = table(("what failed", "times"), failures.most_common(), caption, numbers=(1,))
        content += f'<div class="after">{failed}</div>\n'
    else:
        content += "<p>No failure was counted in the last runs.</p>\n"
    yield _section("doubts", content)


def _failures(run: RunFigures) -> dict[str, int]:
    found = {
        name: count
        for name, count in run.counts.items()
        if count and (name.endswith("/failed") or name.startswith(_FAILURES))
    }
    if run.ok is False and run.reason and run.reason != "finished":
        found[f"ended as {run.reason}"] = 1
    return found


def _runs(runs: Sequence[RunFigures]) -> Iterator[str]:
    if not runs:
        yield _section("runs", "<p>There was no run yet.</p>\n")
        return
    rows = [
        (
            f"{run.started_at.astimezone(_CHINA):%Y-%m-%d %H:%M}",
            run.spider,
            "✓ OK" if run.ok else "… not finished" if run.ok is None else Bad("✕ NOT OK"),
            _duration(run),
            *(run.counts.get(f"store/{outcome}", 0) for outcome in ("new", "changed")),
            sum(count for name, count in run.counts.items() if name.endswith("/failed")),
            run.reason or "",
        )
        for run in runs
    ]
    head = ("began", "spider", "result", "took", "new", "changed", "failed", "ended as")
    caption = f"The last {len(runs)} runs, the newest first; times are those of China"
    yield _section("runs", table(head, rows, caption, numbers=(4, 5, 6)))


def _duration(run: RunFigures) -> str:
    if run.finished_at is None:
        return "–"
    return str(dt.timedelta(seconds=round((run.finished_at - run.started_at).total_seconds())))
