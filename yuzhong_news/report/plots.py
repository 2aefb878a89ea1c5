"""Plots as SVG by matplotlib (the extra ``report``), to stand inside an HTML page.

Words stay text, so that the reader's own fonts draw the Chinese; matplotlib's font lacks it, and
does not need it. Nothing of a display is used, and nothing in the SVG points anywhere.
"""

from __future__ import annotations

import datetime as dt
import importlib
import io
import re
import unicodedata
import warnings
from collections.abc import Sequence
from typing import Any

from yuzhong_news.figures import Counted, Day

INK, QUIET, GRID = "#1c2733", "#5b6875", "#e3e8ec"
TEAL, INDIGO, AMBER = "#0e7c86", "#4c5fb0", "#c77d0a"
WIDE, NARROW = 9.4, 4.5
"""Inches of a plot over the page's whole width, and over half of it: their type is alike."""
_ROW = 0.25
"""Inches of the height of one bar with its space."""
_FONT = 10
_EM = _FONT / 72
"""Inches of a Chinese character on a plot."""
_COUNT = 0.62
"""Inches right of the longest bar, for its number."""
_LONGEST_LABEL = 16
_BY_DAY, _BY_WEEK = 120, 3 * 366
"""Up to as many days a bar is a day, or a week; beyond it is a month."""
_STYLE = {
    "svg.fonttype": "none",
    "font.size": _FONT,
    "text.color": INK,
    "axes.edgecolor": GRID,
    "axes.labelcolor": QUIET,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "axes.unicode_minus": False,
}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DROPPED = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->"
    r'|<g id="[^"]*"/>|\sxmlns(:\w+)?="[^"]*"',
    re.S,
)
_NO_IDS = re.compile('<g id="[^"]*">')
_SIZE = re.compile(r'<svg([^>]*?)\swidth="[\d.]+pt"([^>]*)>')
_HEIGHT = re.compile(r'<svg([^>]*?)\sheight="[\d.]+pt"([^>]*)>')


class PlotError(Exception):
    """No plot can be drawn; the message says what to install."""


def buckets(days: Sequence[Day]) -> tuple[str, list[Day]]:
    """Return the days as the bars of a plot, and what a bar is: ``day``, ``week`` or ``month``.

    The date of a week is its Monday, that of a month its first day.
    """
    if not days:
        return "day", []
    span = (days[-1].date - days[0].date).days + 1
    name = "day" if span <= _BY_DAY else "week" if span <= _BY_WEEK else "month"
    sums: dict[dt.date, list[int]] = {}
    for day in days:
        start = {
            "day": day.date,
            "week": day.date - dt.timedelta(day.date.weekday()),
            "month": day.date.replace(day=1),
        }[name]
        of_bar = sums.setdefault(start, [0, 0])
        of_bar[0] += day.articles
        of_bar[1] += day.characters
    return name, [Day(start, *of_bar) for start, of_bar in sorted(sums.items())]


def days_plot(days: Sequence[Day]) -> str:
    """Return articles and characters over the days as SVG, one panel below the other."""
    name, bars = buckets(days)
    width = {"day": 0.85, "week": 6.0, "month": 26.0}[name]
    with _drawing(WIDE, 3.6, "days") as drawing:
        dates = [bar.date for bar in bars]
        for place, (values, colour, label) in enumerate(
            (
                ([bar.articles for bar in bars], TEAL, "articles"),
                ([bar.characters for bar in bars], INDIGO, "characters"),
            )
        ):
            axes = drawing.figure.add_axes((0.075, 0.57 - 0.49 * place, 0.92, 0.35))
            align = "center" if name == "day" else "edge"
            axes.bar(dates, values, width=width, color=colour, align=align)
            axes.set_title(f"{label} a {name}", loc="left", fontsize=_FONT, color=colour)
            _over_time(drawing, axes, dates)
        return drawing.svg()


def bars_plot(rows: Sequence[Counted], colour: str, width: float) -> str:
    """Return the rows as horizontal bars in SVG, the first one on top; at least one row.

    ``width`` is that of the plot, in inches.
    """
    names = [_label(row.name) for row in rows]
    left = max(map(_inches, names)) + 0.12
    height = _ROW * len(rows) + 0.1
    with _drawing(width, height, colour) as drawing:
        axes = drawing.figure.add_axes((left / width, 0, 1 - (left + _COUNT) / width, 1))
        places = range(len(rows))
        axes.barh(places, [row.number for row in rows], color=colour, height=0.72)
        axes.set_yticks(places, labels=names, color=INK, parse_math=False)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xticks([])
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        most = max(row.number for row in rows) or 1
        for place, row in enumerate(rows):
            axes.text(row.number + most * 0.01, place, f"{row.number:,}", va="center", color=QUIET)
        return drawing.svg()


class _Drawing:
    """A figure of matplotlib, and how it becomes SVG."""

    def __init__(self, figure: Any, backend: Any) -> None:  # noqa: ANN401
        self.figure = figure
        self.backend = backend

    def svg(self) -> str:
        """Return the figure without what only a file of its own needs; it is as wide as it may."""
        text = io.StringIO()
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing")
            self.backend.FigureCanvasSVG(self.figure).print_svg(text, metadata={"Date": None})
        svg = _DROPPED.sub("", text.getvalue()).strip()
        svg = _HEIGHT.sub(r"<svg\1\2>", _SIZE.sub(r"<svg\1\2>", svg))
        return _NO_IDS.sub("<g>", svg)


class _drawing:  # noqa: N801 - used as a function
    """Gives a :class:`_Drawing` of this size in inches, with the style of all plots.

    ``salt`` makes the ids inside the SVG, which must differ from those of the page's other plots.
    """

    def __init__(self, width: float, height: float, salt: str) -> None:
        try:
            self.matplotlib = importlib.import_module("matplotlib")
        except ModuleNotFoundError as error:
            raise PlotError(
                f"the report's plots need the Python package {error.name}, which is not "
                "installed: pip install 'yuzhong_news[report]'"
            ) from error
        self.size = (width, height)
        self.salt = salt

    def __enter__(self) -> _Drawing:
        self.context = self.matplotlib.rc_context({**_STYLE, "svg.hashsalt": self.salt})
        self.context.__enter__()
        figure = importlib.import_module("matplotlib.figure").Figure(figsize=self.size)
        figure.patch.set_visible(False)
        return _Drawing(figure, importlib.import_module("matplotlib.backends.backend_svg"))

    def __exit__(self, *error: object) -> None:
        self.context.__exit__(*error)


def _over_time(drawing: _Drawing, axes: Any, dates: Sequence[dt.date]) -> None:  # noqa: ANN401
    del drawing
    of_dates = importlib.import_module("matplotlib.dates")
    ticker = importlib.import_module("matplotlib.ticker")
    locator = of_dates.AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(of_dates.ConciseDateFormatter(locator))
    axes.yaxis.set_major_locator(ticker.MaxNLocator(nbins=4, integer=True))
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:,.0f}"))
    if (dates[-1] - dates[0]).days < 7:
        margin = dt.timedelta(4)
        axes.set_xlim(dates[0] - margin, dates[-1] + margin)
    else:
        axes.margins(x=0.01)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.tick_params(length=0, pad=6)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _label(text: str) -> str:
    """Return the text in one line of printable characters, shortened where it is long."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return line if len(line) <= _LONGEST_LABEL else f"{line[: _LONGEST_LABEL - 1]}…"


def _inches(text: str) -> float:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return _EM * (wide + 0.62 * (len(text) - wide))
