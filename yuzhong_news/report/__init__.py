"""A report about the archive in HTML, with plots, for people who do not read SQL.

Pure: figures come in, the lines of one file come out; it needs no network and no JavaScript.
"""

from yuzhong_news.report.document import MARK, Facts, report
from yuzhong_news.report.plots import PlotError

__all__ = ["MARK", "Facts", "PlotError", "report"]
